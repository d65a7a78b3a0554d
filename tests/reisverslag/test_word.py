"""The werkversie in Word says the same as the PDF, and that it is no more than a werkversie."""

import io
import re

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from lxml import html as parser

from brunssum.core import taken
from brunssum.core.models import Taak
from brunssum.core.rollen import Rol
from reisverslag import queries, services
from reisverslag.models import Reisverslag
from reisverslag.services import word
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def words_of_docx(content):
    document = docx.Document(io.BytesIO(content))
    text = " ".join(document.element.body.itertext("{*}t"))
    return set(re.findall(r"\w{4,}", text))


def words_of_html(html):
    main = parser.document_fromstring(html).find(".//main")
    for gone in main.xpath(".//nav | .//svg/*[not(self::title)] | .//*[contains(@class, 'visually-hidden')]"):
        gone.drop_tree()
    return set(re.findall(r"\w{4,}", " ".join(main.itertext())))


def test_word_of_every_soort_has_all_words_of_the_pdf(verslag, programmamanager, alle_inhouden):
    for soort, inhoud in alle_inhouden.items():
        hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel=f"Over {soort}")
        services.add_blok(hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=inhoud)
    taak = word.request_word(verslag.pk, actor=programmamanager)
    taken.run(taak.pk)
    taak.refresh_from_db()
    publicatie = queries.publicatie(
        Reisverslag.objects.get(pk=verslag.pk), programmamanager, taak.aangevraagd_op
    )

    with word.default_storage.open(taak.resultaat["bestand"]) as stored:
        content = stored.read()

    assert words_of_html(queries.render_html(publicatie)) <= words_of_docx(content)
    document = docx.Document(io.BytesIO(content))
    assert publicatie.kenmerk in document.sections[0].header.paragraphs[0].text
    assert all(table.rows[0]._tr.xpath("w:trPr/w:tblHeader") for table in document.tables[:-1])
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert heads[0] == "1 Wat we zagen"


def test_word_is_asked_on_the_page_and_downloaded(
    client, verslag, programmamanager, django_capture_on_commit_callbacks
):
    client.force_login(programmamanager)
    address = reverse("reisverslag:word-request", args=[verslag.pk])
    assert address in client.get(reverse("reisverslag:detail", args=[verslag.pk])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, headers={"HX-Request": "true"})

    answer = client.get(Taak.objects.get().resultaat["url"])

    assert (
        "reisverslag-2026-01-01-2026-06-30-college-concept-werkversie.docx" in answer["Content-Disposition"]
    )
    assert docx.Document(io.BytesIO(b"".join(answer.streaming_content))).core_properties.title == "Onderweg in Noord (werkversie)"  # fmt: skip


def test_word_is_not_for_another_person_or_another_verslag(
    client, verslag, programmamanager, gebruiker_met, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        word.request_word(verslag.pk, actor=programmamanager)
    made = Taak.objects.get()
    client.force_login(gebruiker_met(Rol.PROGRAMMATEAM))
    assert client.get(made.resultaat["url"]).status_code == 404
    client.force_login(programmamanager)
    assert client.get(reverse("reisverslag:word-download", args=[verslag.pk + 1, made.pk])).status_code == 404


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR])
def test_word_is_refused_to_who_may_not_write(verslag, gebruiker_met, rol):
    with pytest.raises(PermissionDenied):
        word.request_word(verslag.pk, actor=gebruiker_met(rol))
    with pytest.raises(PermissionDenied):
        word.make_word(verslag.pk, actor=gebruiker_met(rol), op=NU, meld=lambda *line: None)
