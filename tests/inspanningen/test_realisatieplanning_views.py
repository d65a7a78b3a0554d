"""What changed since a realisatieplanning, when the next is due, and taking one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Mijlpaal, Programma, Realisatieplanning
from inspanningen.presenters.realisatieplanningen import in_een_zin
from inspanningen.queries.realisatieplanningen import (
    compare,
    frozen_standen,
    present_standen,
    volgende_realisatieplanning,
)
from inspanningen.services import mijlpalen, realisatieplanningen
from inspanningen.vage_datum import read
from tests.factories import InspanningFactory, MijlpaalFactory

DAG = date(2026, 5, 20)
pytestmark = pytest.mark.django_db


def take(actor, naam="voorjaar 2026", op=DAG):
    return realisatieplanningen.take_realisatieplanning(actor=actor, naam=naam, op=op)


@pytest.fixture
def plan(programmamanager):
    """Make a mijlpaal with this name."""

    def make(naam, wanneer="april 2027"):
        return mijlpalen.add_mijlpaal(InspanningFactory(nummer="2").pk if not Mijlpaal.objects.exists() else Mijlpaal.objects.first().inspanning_id, actor=programmamanager, naam=naam, wanneer=read(wanneer))  # fmt: skip

    return make


@pytest.fixture
def veranderd(plan, programmamanager):
    """A realisatieplanning, and one of each thing that can happen after it."""
    made = {naam: plan(naam) for naam in ("later", "eerder", "anders", "gehaald", "vervallen", "heropend", "ongewijzigd")}  # fmt: skip
    wie = {"actor": programmamanager}
    mijlpalen.reach_mijlpaal(made["heropend"].pk, gehaald_op=DAG, vandaag=DAG, **wie)
    planning = take(programmamanager)
    for naam, wanneer in (("later", "juni 2027"), ("eerder", "maart 2027"), ("anders", "medio april 2027")):
        mijlpalen.edit_mijlpaal(
            made[naam].pk, op=DAG, naam=naam, wanneer=read(wanneer), reden="Daarom.", **wie
        )
    mijlpalen.reach_mijlpaal(made["gehaald"].pk, gehaald_op=DAG, vandaag=DAG, **wie)
    mijlpalen.drop_mijlpaal(made["vervallen"].pk, op=DAG, reden="Geen geld.", **wie)
    mijlpalen.reopen_mijlpaal(made["heropend"].pk, reden="Vergissing.", **wie)
    plan("nieuw")
    return planning


def text(response):
    return response.content.decode()


def test_compare_tells_what_became_of_each(veranderd):
    verschillen = compare(frozen_standen(veranderd), present_standen(Mijlpaal.objects.all()))
    assert {soort: [one.nu.naam for one in rows] for soort, rows in verschillen.items()} == {soort: [soort] for soort in verschillen}  # fmt: skip
    assert verschillen["later"][0].dagen == 61
    assert verschillen["eerder"][0].dagen == -30
    assert in_een_zin(verschillen, "voorjaar 2026", "") == (
        "Sinds voorjaar 2026: 1 gehaald, 1 later gepland, 1 eerder gepland, 1 anders gepland, 1 nieuw, 1 vervallen en "
        "1 weer gepland; 1 bleef zoals die was."
    )


def test_compare_puts_10_after_9():
    for nummer in ("10", "9B", "9"):
        MijlpaalFactory(inspanning=InspanningFactory(nummer=nummer))
    rows = compare({}, present_standen(Mijlpaal.objects.all()))["nieuw"]
    assert [one.nu.inspanning_nummer for one in rows] == ["9", "9B", "10"]


def test_page_beside_now_and_beside_another(client, veranderd, programmamanager, plan):
    client.force_login(programmamanager)
    url = reverse("programma:realisatieplanning", args=[veranderd.pk])
    page = text(client.get(url))
    for words in (
        "Wat veranderde tussen voorjaar 2026 en nu",
        "Later gepland: 1",
        "9 weken later dan in voorjaar 2026",
        "4 weken eerder dan in voorjaar 2026",
        "gehaald op 20 mei 2026",
        "Geen geld.",
        "Programmamanager",
    ):
        assert words in page
    najaar = take(programmamanager, naam="najaar 2026", op=date(2026, 11, 1))
    plan("Na de laatste")
    for asked, met in ((veranderd, najaar), (najaar, veranderd)):
        both = text(client.get(reverse("programma:realisatieplanning", args=[asked.pk]), {"met": met.pk}))
        assert "Wat veranderde tussen voorjaar 2026 en najaar 2026" in both
        assert "Na de laatste" not in both
    for odd in ("x", "²", "-1", "9" * 30, str(veranderd.pk)):
        assert "voorjaar 2026 en nu" in text(client.get(url, {"met": odd}))
    assert client.get(reverse("programma:realisatieplanning", args=[999])).status_code == 404


def test_page_without_a_change_says_so(client, plan, programmamanager, gebruiker_met):
    plan("Blijft")
    planning = take(programmamanager)
    client.force_login(gebruiker_met(Rol.PARTNER))
    page = text(client.get(reverse("programma:realisatieplanning", args=[planning.pk])))
    assert "Sinds voorjaar 2026 is er niets veranderd: 1 bleef zoals die was." in page
    assert "Programmamanager" not in page  # names of persons stay inside


def test_csv_holds_every_row(client, veranderd, programmamanager):
    client.force_login(programmamanager)
    rows = text(client.get(reverse("programma:realisatieplanning_csv", args=[veranderd.pk]))).splitlines()
    assert len(rows) == 9
    assert rows[1].startswith("Later gepland;2;")
    assert ";april 2027;gepland;juni 2027;01-06-2027;30-06-2027;gepland;" in rows[1]


def test_pages_cost_the_same_however_many(client, programmamanager, django_assert_max_num_queries):
    MijlpaalFactory.create_batch(130, inspanning=InspanningFactory())
    planning = take(programmamanager)
    for number in range(5):
        take(programmamanager, naam=f"ronde {number}")
    client.force_login(programmamanager)
    for name, args in (("realisatieplanning", [planning.pk]), ("realisatieplanningen", [])):
        url = reverse(f"programma:{name}", args=args)
        client.get(url)
        with django_assert_max_num_queries(9):
            page = text(client.get(url))
    assert "130" in page
    assert "De csv bevat ook de andere 30." in text(client.get(reverse("programma:realisatieplanning", args=[planning.pk])))  # fmt: skip


@pytest.mark.parametrize(
    ("genomen_op", "per_jaar", "op"),
    [
        (date(2026, 5, 20), 2, date(2026, 11, 20)),
        (date(2026, 8, 31), 2, date(2027, 2, 28)),
        (date(2027, 8, 31), 2, date(2028, 2, 29)),
        (date(2026, 11, 15), 4, date(2027, 2, 15)),
        (date(2026, 12, 31), 1, date(2027, 12, 31)),
    ],
)
def test_the_next_is_due_by_the_rhythm_of_the_programme(programmamanager, genomen_op, per_jaar, op):
    Programma.objects.create(naam="P", ambitie="A", start=2024, horizon=2050, realisatieplanning_per_jaar=per_jaar)  # fmt: skip
    MijlpaalFactory()
    take(programmamanager, op=genomen_op)
    assert volgende_realisatieplanning(op).op == op
    assert not volgende_realisatieplanning(op).is_laat
    assert volgende_realisatieplanning(op + timedelta(days=1)).is_laat


def test_list_says_when_the_next_is_due_and_when_it_is_late(client, programmamanager, projectleider):
    client.force_login(programmamanager)
    url = reverse("programma:realisatieplanningen")
    assert "De planning is nog nooit vastgelegd. Dat hoort 2 keer per jaar" in text(client.get(url))
    MijlpaalFactory()
    vandaag = timezone.localdate()
    take(programmamanager, naam="lang geleden", op=vandaag - timedelta(days=200))
    assert "De volgende was aan de beurt op" in text(client.get(url))
    assert "De volgende was aan de beurt op" in text(client.get(reverse("programma:planning")))
    take(programmamanager, naam="nu", op=vandaag)
    assert "De volgende is aan de beurt op" in text(client.get(url))
    client.force_login(projectleider)
    assert "Alleen het programmateam kan dit" in text(client.get(url))


def test_take_on_the_page(client, programmamanager, plan):
    client.force_login(programmamanager)
    url = reverse("programma:realisatieplanning_take")
    assert "nog geen mijlpalen" in text(client.post(url, {"naam": "voorjaar 2026"}))
    plan("Een")
    for velden, says in (
        ({"naam": ""}, "Vul dit in"),
        ({"naam": "x" * 300}, "60 tekens"),
        ({"naam": "voorjaar", "opmerking": "Bel 06-12345678"}, "een telefoonnummer"),
        ({"naam": "a\x00"}, "niet"),
    ):
        response = client.post(url, velden)
        assert response.status_code == 422
        assert says in text(response)
    done = client.post(url, {"naam": "voorjaar 2026", "opmerking": "Na het overleg."}, follow=True)
    assert "De planning van nu is vastgelegd als ‘voorjaar 2026’." in text(done)
    assert "al een realisatieplanning met deze naam" in text(client.post(url, {"naam": "Voorjaar 2026"}))
    assert Realisatieplanning.objects.count() == 1
