"""Bijlagen: what a file is follows from its content, and what can start something by itself is refused."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pikepdf
import pytest
from PIL import Image

from casuistiek import bestanden
from casuistiek.bestanden import GeenBijlage, look_at
from casuistiek.models import Bijlage
from tests.core.test_foto import picture


def pdf(change=lambda pdf: None, **options) -> bytes:
    written = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(written, **options)
    return written.getvalue()


def xlsx() -> bytes:
    written = BytesIO()
    openpyxl.Workbook().save(written)
    return written.getvalue()


def docx(extra=None, content_type="wordprocessingml.document.main+xml") -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", f'<Types><Override ContentType="application/{content_type}"/></Types>'
        )
        archive.writestr("word/document.xml", "<w:document/>")
        for name, text in (extra or {}).items():
            archive.writestr(name, text)
    return written.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [(pdf(), "pdf"), (docx(), "docx"), (xlsx(), "xlsx"), (picture(), "jpg"), (picture(soort="PNG"), "jpg")],
)
def test_look_at_knows_a_file_by_its_content(inhoud, soort):
    assert look_at(inhoud).soort == Bijlage.Soort(soort)


def test_look_at_writes_a_photo_anew_without_where_it_was_taken():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "Camera van de buurman"
    bestand = look_at(picture(exif=exif) + b"<script>alert(1)</script>")
    with Image.open(BytesIO(bestand.inhoud)) as image:
        assert not image.getexif()
    assert b"script" not in bestand.inhoud
    assert b"buurman" not in bestand.inhoud


@pytest.mark.parametrize(
    "inhoud",
    [
        b"",
        b"gewoon tekst",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"MZ\x90\x00",
        b"\xd0\xcf\x11\xe0 een oude doc",
    ],
)
def test_look_at_refuses_what_we_do_not_keep(inhoud):
    with pytest.raises(GeenBijlage, match="Kies een pdf, jpg, png, docx of xlsx"):
        look_at(inhoud)


def _open_action(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch_on_a_page(document):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, A=action, Rect=[0, 0, 9, 9])
    document.pages[0].Annots = document.make_indirect([link])


def _file_within(document):
    document.attachments["iets.exe"] = b"MZ"


@pytest.mark.parametrize("change", [_open_action, _launch_on_a_page, _file_within])
def test_look_at_refuses_a_pdf_that_starts_something(change):
    with pytest.raises(GeenBijlage, match="script of een ander bestand"):
        look_at(pdf(change))


def test_look_at_refuses_a_pdf_with_a_password_or_that_is_broken():
    with pytest.raises(GeenBijlage, match="wachtwoord"):
        look_at(pdf(encryption=pikepdf.Encryption(user="geheim", owner="geheim")))
    with pytest.raises(GeenBijlage, match="beschadigd"):
        look_at(b"%PDF-1.7 en verder niets")


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": "x"},
        {"word/embeddings/oleObject1.bin": "x"},
        {
            "word/_rels/settings.xml.rels": '<Relationship Id="a" Type="http://x/attachedTemplate" Target="http://x" TargetMode="External"/>'
        },
    ],
)
def test_look_at_refuses_word_that_starts_or_fetches_something(extra):
    with pytest.raises(GeenBijlage, match="macro, een ander bestand of een koppeling"):
        look_at(docx(extra))


def test_look_at_lets_a_plain_link_in_word_be():
    link = (
        '<Relationship Id="a" Type="http://x/hyperlink" Target="https://brunssum.nl" TargetMode="External"/>'
    )
    assert look_at(docx({"word/_rels/document.xml.rels": link})).soort == "docx"


@pytest.mark.parametrize(
    "inhoud", [docx(content_type="vnd.ms-word.document.macroEnabled.main+xml"), b"PK\x03\x04 kapot"]
)
def test_look_at_refuses_office_with_macros_and_other_zips(inhoud):
    with pytest.raises(GeenBijlage, match=r"zonder macro’s|beschadigd"):
        look_at(inhoud)


def test_look_at_refuses_a_zip_that_grows(monkeypatch):
    monkeypatch.setattr(bestanden, "MAX_UITGEPAKT", 1000)
    with pytest.raises(GeenBijlage, match="uitgepakt te groot"):
        look_at(docx({"word/media.xml": "x" * 1001}))
