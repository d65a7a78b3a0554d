"""Making the PDF: in the background, with progress, once per content."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from brunssum.core import taken
from brunssum.core.bestanden import pdf
from brunssum.core.exceptions import DomainError
from brunssum.core.models import LogRegel, Taak
from brunssum.core.rollen import Rol
from reisverslag import queries, services
from reisverslag.models import Blok, Uitgave
from tests.factories import HoofdstukFactory
from tests.pdf_checks import alternatives_of, assert_publishable, bladwijzers_of, pages_of, text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db


def content_of(uitgave):
    with uitgave.bestand.open() as stored:
        return stored.read()


@pytest.fixture
def make(verslag, programmamanager):
    """Make the uitgave, and remember what was reported."""

    def run(op=NU, **kwargs):
        return services.make_uitgave(
            verslag.pk, actor=programmamanager, op=op, meld=lambda *line: run.reported.append(line), **kwargs
        )

    run.reported = []
    return run


def test_make_uitgave_gives_a_publishable_pdf_with_every_kind_of_blok(make):
    uitgave = make()

    content = content_of(uitgave)
    assert_publishable(content, titel="Onderweg in Noord")
    assert bladwijzers_of(content) == [
        "1 Wat we zagen",
        "Wat opviel",
        "Zo staat Brunssum-Noord ervoor",
        "2 Wat we deden",
        "Werken met ambassadeurs",
        "Een dak boven een scootmobiel",
        "Over dit reisverslag",
        "Hoe u de stabiliteitsdriehoek leest",
        "Colofon",
    ]
    assert alternatives_of(content)[0].startswith("Stabiliteitsdriehoek van Brunssum-Noord, 2023")
    cover, contents, *_ = pages_of(content)
    for line in (
        "Gemeente Brunssum",
        "Onderweg in Noord",
        "Voor het college",
        "Concept, stand van 1 juli 2026",
    ):
        assert line in cover
    assert "Wat we zagen" in contents
    for words in ("Eindelijk belde er iemand.", "Drie groepen denken mee.", "Drie jaar lang", "6,8"):
        assert words in text_of(content)
    assert "Alleen voor partners" not in text_of(content)


def test_make_uitgave_keeps_pages_size_and_hash(make, verslag):
    uitgave = make()

    content = content_of(uitgave)
    assert uitgave.naam == "reisverslag-2026-01-01-2026-06-30-college-concept.pdf"
    assert uitgave.sha256 == hashlib.sha256(content).hexdigest()
    assert (uitgave.omvang, uitgave.paginas) == (len(content), len(pages_of(content)))
    assert uitgave.is_concept
    assert LogRegel.objects.about(verslag).get(actie="uitgave.gemaakt").detail["sha256"] == uitgave.sha256


def test_make_uitgave_reports_what_it_does_and_never_goes_back(make):
    make()

    sentences = [sentence for _, sentence in make.reported]
    assert sentences[:3] == [
        "Hoofdstuk 1 van 2 verzamelen",
        "Hoofdstuk 2 van 2 verzamelen",
        "Bladzijden opmaken",
    ]
    assert sentences[-2:] == ["Controleren", "Bewaren"]
    assert any(sentence.startswith("Bladzijde 3 van ongeveer ") for sentence in sentences)
    percentages = [percentage for percentage, _ in make.reported]
    assert percentages == sorted(percentages)
    assert percentages[-1] < 100


def test_uitgave_that_is_stopped_leaves_nothing(verslag, programmamanager, monkeypatch):
    taak = services.request_uitgave(verslag.pk, actor=programmamanager)
    check = pdf.check
    seen = []

    def stop_meanwhile(content):
        taken.stop(taak.pk, actor=programmamanager, op=NU)
        seen.append(check(content))
        return seen[0]

    monkeypatch.setattr(pdf, "check", stop_meanwhile)

    taken.run(taak.pk)

    taak.refresh_from_db()
    assert (taak.status, len(seen), Uitgave.objects.count()) == ("gestopt", 1, 0)


def test_uitgave_that_is_stopped_while_it_is_laid_out_lays_out_no_further(verslag, programmamanager):
    taak = services.request_uitgave(verslag.pk, actor=programmamanager)
    pages = []

    def report(percentage, sentence):
        if sentence.startswith("Bladzijde "):
            pages.append(sentence)
            raise taken.Stopped

    with pytest.raises(taken.Stopped):
        services.make_uitgave(verslag.pk, actor=programmamanager, op=NU, meld=report, taak=taak)

    assert (len(pages), Uitgave.objects.count()) == (1, 0)


def test_pages_roughly_is_near_enough_for_a_bar(make, verslag, programmamanager):
    uitgave = make()
    html = queries.render_html(queries.publicatie(verslag, programmamanager, NU))

    assert abs(pdf.pages_roughly(html) - uitgave.paginas) <= 2


def test_make_uitgave_twice_gives_the_same_uitgave(make):
    first, again = make(), make()

    assert first == again
    assert Uitgave.objects.count() == 1


def test_make_uitgave_after_a_change_gives_another(make, programmamanager):
    first = make()
    blok = Blok.objects.get(soort="tekst")
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "Anders."})

    second = make()

    assert first != second
    assert first.sha256 != second.sha256
    assert first.bestand.name != second.bestand.name


def test_make_uitgave_of_a_later_day_says_so(make):
    make()
    later = make(op=NU + timedelta(days=1))

    assert Uitgave.objects.count() == 2
    assert "stand van 2 juli 2026" in text_of(content_of(later))


def test_make_uitgave_writes_over_what_a_killed_worker_left_behind(make):
    name = make().bestand.name
    Uitgave.objects.all().delete()
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"%PDF-1.7 half"))

    again = make()

    assert again.bestand.name == name
    assert hashlib.sha256(content_of(again)).hexdigest() == again.sha256


def test_make_uitgave_of_a_vastgesteld_verslag_is_the_same_whenever_it_is_made(
    make, verslag, programmamanager
):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    first = make()
    name, sha256 = first.naam, first.sha256
    default_storage.delete(first.bestand.name)
    first.delete()

    again = make(op=NU + timedelta(days=9000))

    assert (again.naam, again.sha256) == (name, sha256)
    assert name == "reisverslag-2026-01-01-2026-06-30-college.pdf"
    assert "Vastgesteld op 1 juli 2026" in text_of(content_of(again))


def test_make_uitgave_does_not_hide_what_is_gone(make, bronnen):
    bronnen.casus.vrijgegeven_op = bronnen.casus.vrijgegeven_door = None
    bronnen.casus.save()

    assert "Dit verhaal is niet meer vrijgegeven" in text_of(content_of(make()))


def test_make_uitgave_refuses_who_may_not_write(verslag, gebruiker_met):
    with pytest.raises(PermissionDenied):
        services.make_uitgave(verslag.pk, actor=gebruiker_met(Rol.BESTUUR), op=NU, meld=lambda *line: None)


def test_request_uitgave_ends_with_a_link_to_the_file(
    verslag, programmamanager, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        taak = services.request_uitgave(verslag.pk, actor=programmamanager)

    taak.refresh_from_db()
    uitgave = Uitgave.objects.get()
    assert (taak.status, taak.fout, taak.voortgang) == ("klaar", "", 100)
    assert taak.resultaat["url"] == f"/reisverslagen/uitgaven/{uitgave.pk}/"
    assert f"{uitgave.paginas} bladzijden" in taak.resultaat["label"]
    assert uitgave.taak == taak


def test_request_uitgave_twice_gives_the_same_taak(verslag, programmamanager):
    first = services.request_uitgave(verslag.pk, actor=programmamanager)
    again = services.request_uitgave(verslag.pk, actor=programmamanager)

    assert first == again


def test_request_uitgave_after_a_change_gives_another_taak(verslag, programmamanager):
    first = services.request_uitgave(verslag.pk, actor=programmamanager)
    services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel="Meer")
    again = services.request_uitgave(verslag.pk, actor=programmamanager)

    assert first != again
    assert len(again.sleutel) <= Taak._meta.get_field("sleutel").max_length


def test_request_uitgave_refuses_an_empty_reisverslag(programmamanager):
    with pytest.raises(DomainError, match="Er staat nog niets in"):
        services.request_uitgave(HoofdstukFactory().reisverslag_id, actor=programmamanager)


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR])
def test_request_uitgave_refuses_who_may_not_write(verslag, gebruiker_met, rol):
    with pytest.raises(PermissionDenied):
        services.request_uitgave(verslag.pk, actor=gebruiker_met(rol))


def test_taak_that_runs_twice_makes_one_uitgave(verslag, programmamanager):
    """A worker that dies after saving the file, before the taak was marked as done."""
    taak = services.request_uitgave(verslag.pk, actor=programmamanager)
    taken.run(taak.pk)
    Taak.objects.filter(pk=taak.pk).update(status="bezig", geclaimd_tot=None, afgerond_op=None)

    taken.run(taak.pk)

    taak.refresh_from_db()
    assert taak.status == "klaar"
    assert Uitgave.objects.count() == 1
