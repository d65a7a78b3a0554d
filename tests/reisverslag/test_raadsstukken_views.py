"""The register and the pages of a raadsstuk: who reads what, what is refused, and how many queries."""

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from reisverslag import services as verslagen
from reisverslag.models import Raadsstuk
from reisverslag.queries.raadsstukken import doorloop
from reisverslag.services import raadsstukken as services
from tests.factories import (
    BijdrageFactory,
    IndicatorFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    RaadsstukFactory,
)

HTMX = {"HTTP_HX_REQUEST": "true"}
BEANTWOORD = {"status": "beantwoord", "antwoord": "Drie groepen denken mee.", "beantwoord_op": date(2026, 3, 20)}  # fmt: skip
LIJST = reverse("reisverslag:raadsstukken")


@pytest.fixture
def als(client, gebruiker_met):
    """Log in with this rol; gives the person."""

    def login(rol):
        user = gebruiker_met(rol)
        client.force_login(user)
        return user

    return login


def url(stuk, name="raadsstuk"):
    return reverse(f"reisverslag:{name}", args=[stuk.pk])


def tekst(response):
    return response.content.decode()


# The register


def test_a_raadslid_reads_what_was_answered_and_no_name(client, als):
    als(Rol.RAADSLID)
    RaadsstukFactory(onderwerp="Nog open", behandelaar__naam="Een behandelaar")
    answered = RaadsstukFactory(onderwerp="Al beantwoord", behandelaar__naam="Een behandelaar", **BEANTWOORD)
    page = tekst(client.get(LIJST))
    assert "Al beantwoord" in page
    assert "Nog open" not in page
    assert "Een behandelaar" not in page
    assert "Hoe het ervoor staat" not in page  # what is not seen is not counted either
    detail = tekst(client.get(url(answered)))
    assert "Drie groepen denken mee." in detail
    assert "Een behandelaar" not in detail


def test_the_register_begins_with_what_is_late(client, als):
    als(Rol.PROGRAMMATEAM)
    vandaag = timezone.localdate()
    RaadsstukFactory(onderwerp="Beantwoord", **BEANTWOORD)
    RaadsstukFactory(onderwerp="Bijna", ontvangen_op=vandaag, uiterlijk=vandaag + timedelta(days=7))
    RaadsstukFactory(onderwerp="Ruim", ontvangen_op=vandaag, uiterlijk=vandaag + timedelta(days=8))
    RaadsstukFactory(onderwerp="Te laat", uiterlijk=vandaag - timedelta(days=1))
    response = client.get(LIJST)
    assert [stuk.onderwerp for stuk, _, _ in response.context["regels"]] == [
        "Te laat",
        "Bijna",
        "Ruim",
        "Beantwoord",
    ]
    assert [aandacht for _, aandacht, _ in response.context["regels"]] == ["1 dag te laat", "nog 7 dagen", "", ""]  # fmt: skip
    stand = response.context["stand"]
    assert (stand.totaal, stand.lopend, stand.te_laat, stand.bijna) == (4, 3, 1, 1)


def gevonden(client, vraag):
    return {stuk.onderwerp for stuk, _, _ in client.get(f"{LIJST}{vraag}").context["regels"]}


def test_the_register_is_filtered(client, als):
    als(Rol.PROGRAMMATEAM)
    bijdrage = BijdrageFactory()
    vraag = RaadsstukFactory(onderwerp="Vraag", fractie="Fractie B", tekst="Over de koffie")
    vraag.inspanningen.add(bijdrage.inspanning)
    RaadsstukFactory(onderwerp="Motie", soort="motie", **BEANTWOORD)
    later = timezone.localdate() + timedelta(days=60)
    RaadsstukFactory(onderwerp="Later", uiterlijk=later)
    alles = {"Vraag", "Motie", "Later"}
    for vraag, wanted in {
        "": alles,
        "?soort=motie": {"Motie"},
        "?fractie=Fractie+B": {"Vraag"},
        "?toon=lopend": alles,
        "?toon=te-laat": {"Vraag", "Motie"},
        "?toon=beantwoord": {"Motie"},
        "?q=koffie": {"Vraag"},
        "?q=groepen+denken": {"Motie"},
        f"?inspanning={bijdrage.inspanning_id}": {"Vraag"},
        f"?doelstelling={bijdrage.doelstelling_id}": {"Vraag"},
        # what makes no sense is left out
        "?soort=brief&fractie=nergens&toon=x&inspanning=999999999999999999999&q=%00": alles,
    }.items():
        assert gevonden(client, vraag) == wanted, vraag


def test_the_register_gives_htmx_the_list_alone(client, als):
    als(Rol.PROGRAMMATEAM)
    RaadsstukFactory(onderwerp="Een vraag")
    part = tekst(client.get(LIJST, **HTMX))
    assert "Een vraag" in part
    assert "<h1" not in part


def test_an_empty_register_says_what_to_do_next(client, als):
    als(Rol.PROGRAMMATEAM)
    assert "Begin met een vraag die nu open staat" in tekst(client.get(LIJST))
    assert "Geen raadsstuk past hierbij" in tekst(client.get(f"{LIJST}?q=niets"))


def test_downloads_hold_what_is_shown_and_no_draft(client, als):
    als(Rol.PROGRAMMATEAM)
    RaadsstukFactory(onderwerp="=1+1", antwoord="Nog een concept")
    RaadsstukFactory(onderwerp="Beantwoord", **BEANTWOORD)
    csv = client.get(reverse("reisverslag:raadsstukken-csv")).content.decode("utf-8-sig")
    assert "Nog een concept" not in csv
    assert "'=1+1" in csv
    assert "Drie groepen denken mee." in csv
    assert "=1+1" not in client.get(f"{reverse('reisverslag:raadsstukken-csv')}?toon=beantwoord").content.decode()  # fmt: skip
    book = b"".join(client.get(reverse("reisverslag:raadsstukken-xlsx")).streaming_content)
    assert len(list(openpyxl.load_workbook(BytesIO(book)).active.rows)) == 3


def test_downloads_for_a_raadslid_hold_no_name(client, als):
    als(Rol.RAADSLID)
    RaadsstukFactory(behandelaar__naam="Een behandelaar", **BEANTWOORD)
    csv = client.get(reverse("reisverslag:raadsstukken-csv")).content.decode()
    assert "Een behandelaar" not in csv


# How many queries


def many(count):
    for _ in range(count):
        stuk = RaadsstukFactory(**BEANTWOORD)
        stuk.inspanningen.add(InspanningFactory())


@pytest.mark.parametrize("name", ["raadsstukken", "raadsstukken-csv"])
def test_the_register_costs_the_same_for_three_and_sixty(client, als, name, django_assert_num_queries):
    als(Rol.PROGRAMMATEAM)
    many(3)
    client.get(reverse(f"reisverslag:{name}"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(f"reisverslag:{name}"))
    many(57)
    with django_assert_num_queries(len(few)):
        client.get(reverse(f"reisverslag:{name}"))
    assert len(few) <= 16


def test_a_raadsstuk_costs_the_same_however_much_it_hangs_on(client, als, django_assert_num_queries):
    als(Rol.PROGRAMMATEAM)
    stuk = RaadsstukFactory()

    def link(count):
        for _ in range(count):
            stuk.inspanningen.add(InspanningFactory())
            stuk.leerpunten.add(LeerpuntFactory())
            stuk.knelpunten.add(KnelpuntFactory())

    link(3)
    client.get(url(stuk))
    with CaptureQueriesContext(connection) as few:
        client.get(url(stuk))
    link(27)
    with django_assert_num_queries(len(few)):
        client.get(url(stuk))


def test_bij_costs_the_same_for_three_and_sixty(client, als, django_assert_num_queries):
    als(Rol.PROGRAMMATEAM)
    inspanning = InspanningFactory()
    here = reverse("reisverslag:raadsstukken_bij", args=["inspanning", inspanning.pk])

    def make(count):
        for _ in range(count):
            RaadsstukFactory().inspanningen.add(inspanning)

    make(3)
    client.get(here)
    with CaptureQueriesContext(connection) as few:
        client.get(here)
    make(57)
    with django_assert_num_queries(len(few)):
        client.get(here)


# How soon


def test_doorloop_counts_per_soort_and_half_year(db):
    vandaag = date(2026, 11, 30)
    made = [
        {"ontvangen_op": date(2026, 1, 5), "uiterlijk": date(2026, 2, 4), **BEANTWOORD, "beantwoord_op": date(2026, 1, 25)},
        {"ontvangen_op": date(2026, 2, 1), "uiterlijk": date(2026, 3, 1), **BEANTWOORD, "beantwoord_op": date(2026, 3, 13)},
        {"ontvangen_op": date(2026, 7, 1), "uiterlijk": date(2026, 7, 31)},
        {"ontvangen_op": date(2026, 11, 20), "uiterlijk": date(2026, 12, 20)},
        {"ontvangen_op": date(2026, 7, 1), "uiterlijk": date(2026, 7, 31), "status": "ingetrokken", "ingetrokken_op": date(2026, 7, 2), "ingetrokken_reden": "Niet nodig."},
        {"ontvangen_op": date(2024, 12, 31), "uiterlijk": date(2025, 1, 31)},  # before the first half year
    ]  # fmt: skip
    for one in made:
        RaadsstukFactory(**one)
    found = doorloop(Raadsstuk.objects.all(), vandaag)
    assert list(found.halfjaren) == ["raadsvraag"]
    first, second = found.halfjaren["raadsvraag"][2:]
    assert (first.label, first.binnen, first.op_tijd, first.te_laat, first.dagen) == (
        "eerste helft 2026",
        2,
        1,
        1,
        30,
    )
    assert (second.binnen, second.te_laat, second.loopt, second.ingetrokken, second.dagen) == (3, 1, 1, 1, None)  # fmt: skip
    assert found.totaal["raadsvraag"].binnen == 5


# One of them, and what can be done with it


def post_add(client, **velden):
    return client.post(
        reverse("reisverslag:raadsstuk-add"),
        {
            "soort": "raadsvraag",
            "fractie": "Fractie A",
            "onderwerp": "Wat levert het op",
            "tekst": "Wat leveren de inspanningen op?",
            "ontvangen_op": "2026-03-02",
        }
        | velden,
    )


def test_add_then_link_then_read(client, als, projectleider):
    als(Rol.PROGRAMMATEAM)
    inspanning, leerpunt = InspanningFactory(), LeerpuntFactory()
    response = post_add(client, behandelaar=projectleider.pk)
    stuk = Raadsstuk.objects.get()
    assert response.url == url(stuk, "raadsstuk-link")
    assert stuk.uiterlijk == date(2026, 4, 1)
    response = client.post(
        response.url, {"inspanningen": [inspanning.pk], "leerpunten": [leerpunt.pk], "gelezen": stuk.versie}
    )
    assert response.url == url(stuk)
    page = tekst(client.get(url(stuk)))
    assert reverse("inspanningen:detail", args=[inspanning.pk]) in page
    assert reverse("leerpunten:detail", args=[leerpunt.pk]) in page


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({"soort": "brief"}, "Selecteer een geldige keuze"),
        ({"tekst": "x" * 20_000}, "10000"),
        ({"onderwerp": ""}, "Vul dit in."),
        ({"ontvangen_op": "9999-01-01"}, "Controleer het jaar"),
        ({"ontvangen_op": "2190-01-01"}, "Deze datum ligt in de toekomst"),
        ({"uiterlijk": "2026-03-01"}, "De uiterste dag ligt voor de dag waarop het stuk is ontvangen"),
        ({"behandelaar": "99999999999999999999"}, "Kies"),
        ({"onderwerp": "Wat\x00"}, "Null"),
        ({"tekst": "Bel mij op 06-12345678."}, "lijkt een telefoonnummer te staan"),
    ],
)
def test_add_refuses_with_a_sentence_and_keeps_what_was_typed(client, als, projectleider, wrong, zin):
    als(Rol.PROGRAMMATEAM)
    response = post_add(client, **({"behandelaar": projectleider.pk, "kenmerk": "RV-77"} | wrong))
    assert response.status_code == 422
    assert "RV-77" in tekst(response)
    assert Raadsstuk.objects.count() == 0
    assert zin in tekst(response)


def test_the_behandelaar_writes_a_draft_and_gives_it(client, als):
    user = als(Rol.BESTUUR)
    stuk = RaadsstukFactory(behandelaar=user)
    client.post(url(stuk, "raadsstuk-answer"), {"antwoord": "Een begin", "op": "geen dag", "concept": "1"})
    stuk.refresh_from_db()
    assert (stuk.antwoord, stuk.status) == ("Een begin", "open")
    page = tekst(client.get(url(stuk)))
    assert "Dit is een concept" in page
    assert "Antwoord verder schrijven" in page
    response = client.post(url(stuk, "raadsstuk-answer"), {"antwoord": "", "op": "2026-03-20"})
    assert response.status_code == 422
    client.post(url(stuk, "raadsstuk-answer"), {"antwoord": "Het hele antwoord", "op": "2026-03-20"})
    stuk.refresh_from_db()
    assert (stuk.antwoord, stuk.status) == ("Het hele antwoord", "beantwoord")
    assert client.get(url(stuk, "raadsstuk-answer")).status_code == 403  # to put it right is for who writes


def test_who_wrote_on_older_words_sees_both_and_loses_none(client, als, programmamanager):
    als(Rol.PROGRAMMATEAM)
    stuk = RaadsstukFactory()
    services.write_antwoord(stuk.pk, actor=programmamanager, antwoord="Van de manager.")
    response = client.post(
        url(stuk, "raadsstuk-answer"), {"antwoord": "Van mij.", "op": "2026-03-20", "gelezen": stuk.versie}
    )
    assert response.status_code == 422
    page = tekst(response)
    assert "Van de manager." in page
    assert "Van mij." in page
    response = client.post(
        url(stuk, "raadsstuk-answer"),
        {"antwoord": "Van ons.", "op": "2026-03-20", "gelezen": stuk.versie + 1},
    )
    assert response.status_code == 302


def test_who_linked_on_older_links_sees_both(client, als, programmamanager):
    als(Rol.PROGRAMMATEAM)
    stuk, theirs, mine = RaadsstukFactory(), InspanningFactory(naam="Van hen"), InspanningFactory()
    services.link_raadsstuk(stuk.pk, actor=programmamanager, inspanningen=[theirs])
    response = client.post(url(stuk, "raadsstuk-link"), {"inspanningen": [mine.pk], "gelezen": stuk.versie})
    assert response.status_code == 422
    assert response.context["staat_nu"] == [("Inspanningen", str(theirs))]


def test_settle_and_withdraw_ask_why(client, als):
    als(Rol.PROGRAMMATEAM)
    motie, vraag = RaadsstukFactory(soort="motie"), RaadsstukFactory()
    assert client.post(url(motie, "raadsstuk-settle"), {"op": "2026-03-20"}).status_code == 422
    client.post(url(motie, "raadsstuk-settle"), {"op": "2026-03-20", "hoe": "Het is gedaan."})
    assert client.post(url(vraag, "raadsstuk-withdraw"), {"op": "2026-03-20"}).status_code == 422
    client.post(url(vraag, "raadsstuk-withdraw"), {"op": "2026-03-20", "reden": "Niet meer nodig."})
    assert "Het is gedaan." in tekst(client.get(url(motie)))
    assert "Niet meer nodig." in tekst(client.get(url(vraag)))
    # what cannot be now sends back with the reason
    response = client.get(url(vraag, "raadsstuk-settle"), follow=True)
    assert "Deze raadsvraag is ingetrokken" in tekst(response)
    assert client.get(url(vraag, "raadsstuk-edit")).status_code == 302


def test_edit_keeps_the_actiepunt_and_shows_the_history(client, als, projectleider, wijkmanager):
    user = als(Rol.PROGRAMMATEAM)
    stuk = services.add_raadsstuk(
        actor=user, soort="motie", fractie="raad", onderwerp="Eén brief", tekst="Op één bladzijde.", ontvangen_op=date(2026, 3, 2), behandelaar=projectleider
    )  # fmt: skip
    form = client.get(url(stuk, "raadsstuk-edit")).context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "gezien"}
    data |= {"behandelaar": wijkmanager.pk, "onderwerp": "Eén brief, één bladzijde"}
    data |= {"ontvangen_op": "2026-03-02", "uiterlijk": "2026-06-01"}
    assert client.post(url(stuk, "raadsstuk-edit"), data).status_code == 302
    page = tekst(client.get(url(stuk)))
    assert "Motie van de raad" in page
    assert "Eén brief, één bladzijde" in page
    assert "Raadsstuk bewerkt" in page


def test_terms_are_set_on_their_page(client, als):
    als(Rol.PROGRAMMATEAM)
    here = reverse("reisverslag:raadsstuk-termijn", args=["motie"])
    for dagen in ("0", "-3", "999999999999999999999", "veel", ""):
        assert client.post(here, {"dagen": dagen}).status_code == 422
    client.post(here, {"dagen": "60", "grond": "Artikel 12"})
    assert "Motie: 60 dagen" in tekst(client.get(LIJST))
    assert client.get(reverse("reisverslag:raadsstuk-termijn", args=["brief"])).status_code == 404


# From elsewhere


def test_each_page_on_the_thread_leads_to_its_raadsstukken(client, als):
    als(Rol.PROGRAMMATEAM)
    stuk = RaadsstukFactory(onderwerp="Wat levert het op")
    for wat, obj, pagina, veld in (
        ("inspanning", InspanningFactory(), "inspanningen:detail", "inspanningen"),
        ("leerpunt", LeerpuntFactory(), "leerpunten:detail", "leerpunten"),
        ("knelpunt", KnelpuntFactory(), "knelpunten:detail", "knelpunten"),
        ("indicator", IndicatorFactory(), "monitor:indicator", "indicatoren"),
    ):
        sleutel = obj.code if wat == "indicator" else obj.pk
        here = reverse("reisverslag:raadsstukken_bij", args=[wat, sleutel])
        assert f'hx-get="{here}"' in tekst(client.get(reverse(pagina, args=[sleutel])))
        assert "Hierover is geen raadsstuk" in tekst(client.get(here))
        getattr(stuk, veld).add(obj)
        part = tekst(client.get(here, **HTMX))
        assert "Wat levert het op" in part
        assert "<h1" not in part


@pytest.mark.parametrize(
    "waar",
    ["gemeente/1", "inspanning/abc", "inspanning/99999999999999999999", "inspanning/424242", "indicator/nee"],
)
def test_bij_what_does_not_exist_is_no_page(client, als, waar):
    als(Rol.PROGRAMMATEAM)
    assert client.get(f"{LIJST}bij/{waar}/").status_code == 404


def test_bij_shows_a_partner_what_was_answered_only(client, als):
    als(Rol.PARTNER)
    inspanning = InspanningFactory()
    RaadsstukFactory(onderwerp="Nog open").inspanningen.add(inspanning)
    RaadsstukFactory(onderwerp="Al beantwoord", **BEANTWOORD).inspanningen.add(inspanning)
    page = tekst(client.get(reverse("reisverslag:raadsstukken_bij", args=["inspanning", inspanning.pk])))
    assert "Al beantwoord" in page
    assert "Nog open" not in page


def test_it_says_in_which_reisverslag_it_was_told(client, als, programmamanager):
    als(Rol.PROGRAMMATEAM)
    stuk = RaadsstukFactory(**BEANTWOORD)
    verslag = verslagen.start_reisverslag(
        actor=programmamanager, titel="Onderweg", periode_van=date(2026, 1, 1), periode_tot=date(2026, 6, 30), publiek="raad"
    )  # fmt: skip
    hoofdstuk = verslagen.add_hoofdstuk(verslag.pk, actor=programmamanager, titel="Wat u vroeg")
    assert "Nog in geen reisverslag" in tekst(client.get(url(stuk)))
    verslagen.add_blok(
        hoofdstuk.pk, actor=programmamanager, soort="raadsstukken", inhoud={"raadsstukken": [stuk.pk], "vorm": "lijst"}
    )  # fmt: skip
    assert reverse("reisverslag:detail", args=[verslag.pk]) in tekst(client.get(url(stuk)))
