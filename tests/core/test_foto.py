"""Photos: what is kept is a picture, and nothing that came along with it."""

from io import BytesIO

import pytest
from PIL import Image

from brunssum.core.bestanden import foto
from brunssum.core.bestanden.foto import GeenFoto, clean_foto


def picture(*, size=(40, 30), soort="JPEG", mode="RGB", colour="red", **options) -> bytes:
    written = BytesIO()
    Image.new(mode, size, colour).save(written, soort, **options)
    return written.getvalue()


def opened(inhoud: bytes) -> Image.Image:
    return Image.open(BytesIO(inhoud))


def test_clean_foto_leaves_out_where_and_with_what_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "Camera van de buurman"
    exif.get_ifd(0x8825)[1] = "N"
    raw = picture(exif=exif, comment=b"gemaakt in de Zonnedauwstraat")
    assert b"buurman" in raw
    assert b"Zonnedauw" in raw

    clean = clean_foto(raw)

    assert not dict(opened(clean).getexif())
    assert b"buurman" not in clean
    assert b"Zonnedauw" not in clean


def test_clean_foto_turns_a_photo_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(clean_foto(picture(size=(40, 30), exif=exif))).size == (30, 40)


@pytest.mark.parametrize(
    ("soort", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("JPEG", "CMYK")]
)
def test_clean_foto_writes_a_jpeg_of_what_we_read(soort, mode):
    clean = opened(clean_foto(picture(soort=soort, mode=mode, colour=0)))
    assert (clean.format, clean.mode) == ("JPEG", "RGB")


def test_clean_foto_makes_a_large_photo_smaller():
    assert max(opened(clean_foto(picture(size=(3000, 1000)))).size) == foto.LONGEST_SIDE


def test_clean_foto_keeps_nothing_of_a_second_file_behind_the_picture():
    polyglot = picture() + b"<script>alert(1)</script>PK\x03\x04"
    clean = clean_foto(polyglot)
    assert b"script" not in clean
    assert b"PK\x03\x04" not in clean


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7",
        b"GIF89a<script>",
        b"\xff\xd8\xff\xe0 not a photo",
        picture()[:200],
        picture(soort="GIF", mode="P", colour=0),
        picture(soort="BMP"),
    ],
)
def test_clean_foto_refuses_what_is_no_photo(raw):
    with pytest.raises(GeenFoto):
        clean_foto(raw)


def test_clean_foto_refuses_more_pixels_than_memory_holds():
    with pytest.raises(GeenFoto, match="beeldpunten"):
        clean_foto(picture(size=(12000, 6000), soort="PNG", mode="1", colour=0))


def test_clean_foto_refuses_more_bytes_than_a_photo_has(monkeypatch):
    monkeypatch.setattr(foto, "MAX_BYTES", 10)
    with pytest.raises(GeenFoto, match="15 MB"):
        clean_foto(picture())
