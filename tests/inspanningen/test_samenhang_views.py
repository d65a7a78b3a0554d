"""What waits for what on the page: the tab, the drawing, and what is kritiek."""

import itertools
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.models import Afhankelijkheid
from inspanningen.presenters import samenhang as presenters
from inspanningen.queries.samenhang import VEEL, samenhang
from tests.factories import AfhankelijkheidFactory, InspanningFactory, MijlpaalFactory

pytestmark = pytest.mark.django_db

VANDAAG = date(2026, 11, 30)
SENT = {"hangt_af_van": "", "mijlpaal": "", "buiten": "", "waarvoor": "Isoleren", "nodig_van": "", "nodig_tot": "", "reden_kritiek": ""}  # fmt: skip


@pytest.fixture
def manager(client, programmamanager):
    client.force_login(programmamanager)
    return programmamanager


def page(name, *args):
    return reverse(f"inspanningen:{name}", args=args)


def geheel():
    return samenhang(Afhankelijkheid.objects.for_list(), VANDAAG)


def ketting(*nummers):
    """Each waits for the one before it."""
    made = [InspanningFactory(nummer=nummer) for nummer in nummers]
    for eerder, later in itertools.pairwise(made):
        AfhankelijkheidFactory(inspanning=later, hangt_af_van=eerder)
    return made


@pytest.mark.parametrize(
    ("mijlpaal", "velden", "zin"),
    [
        ({"tot": VANDAAG - timedelta(days=1)}, {}, "is te laat: gepland was"),
        ({"tot": VANDAAG}, {}, None),
        ({"tot": date(2027, 5, 1)}, {"nodig_tot": date(2027, 4, 1)}, "en het is nodig op 1 april 2027"),
        ({"tot": date(2027, 4, 1)}, {"nodig_tot": date(2027, 4, 1)}, None),
        ({"status": "gehaald", "gehaald_op": VANDAAG, "tot": date(2020, 1, 1)}, {"is_kritiek": True, "reden_kritiek": "x"}, None),
        ({"status": "vervallen", "vervallen_op": VANDAAG, "vervallen_reden": "x"}, {}, "is vervallen"),
        ({"tot": date(2027, 5, 1)}, {"is_kritiek": True, "reden_kritiek": "Dan staat alles stil."}, "Dan staat alles stil."),
    ],
)  # fmt: skip
def test_what_is_kritiek_says_why(mijlpaal, velden, zin):
    wacht_op = InspanningFactory()
    made = MijlpaalFactory(
        inspanning=wacht_op, **{"van": date(2020, 1, 1), "tot": date(2027, 1, 1)} | mijlpaal
    )
    AfhankelijkheidFactory(hangt_af_van=wacht_op, mijlpaal=made, **velden)
    (schakel,) = geheel().schakels
    assert [reden for reden in schakel.redenen if zin and zin in reden] if zin else not schakel.redenen


def test_without_a_mijlpaal_the_day_itself_counts():
    AfhankelijkheidFactory(nodig_tot=VANDAAG - timedelta(days=1))
    AfhankelijkheidFactory(nodig_tot=VANDAAG - timedelta(days=1), hangt_af_van__fase="afgerond")
    AfhankelijkheidFactory(nodig_tot=VANDAAG - timedelta(days=1), inspanning__fase="gestopt")
    AfhankelijkheidFactory(hangt_af_van__fase="gestopt")
    assert sorted(len(schakel.redenen) for schakel in geheel().schakels) == [0, 0, 1, 1]


def test_where_many_wait_directly_and_indirectly_is_a_spil():
    eerste, *rest = ketting(*"12345")
    assert len(rest) == VEEL
    (spil,) = geheel().spillen
    assert (spil.inspanning, presenters.nummers(spil.direct), presenters.nummers(spil.indirect)) == (eerste, "2", "3, 4 en 5")  # fmt: skip


def boxes(tekening):
    return {vak.kop: (vak.x, vak.y) for vak in tekening.vakken}


def test_what_is_needed_first_stands_left_and_nothing_overlaps():
    ketting("1", "2", "3", "4")
    een, drie = (Afhankelijkheid.objects.get(inspanning__nummer=n) for n in ("2", "4"))
    AfhankelijkheidFactory(inspanning=drie.inspanning, hangt_af_van=een.hangt_af_van)
    AfhankelijkheidFactory(inspanning=drie.inspanning, hangt_af_van=None, buiten="Vergunning")
    tekening = presenters.tekening(geheel())
    place = boxes(tekening)
    assert place["1"][0] < place["2"][0] < place["3"][0] < place["4"][0]
    assert place["Buiten"][0] == place["3"][0]  # just before who waits for it
    all_places = sorted(place.values())
    for (x, y), (other_x, other_y) in itertools.pairwise(all_places):
        assert x != other_x or other_y - y >= presenters.HOOG
    assert all(0 <= x <= tekening.breedte - presenters.BREED for x, _ in all_places)
    assert all(0 <= y <= tekening.hoogte - presenters.HOOG for _, y in all_places)


def test_an_arrow_that_passes_a_layer_passes_between_the_boxes():
    ketting("1", "2", "3")
    first, last = (InspanningFactory._meta.model.objects.get(nummer=n) for n in ("1", "3"))
    AfhankelijkheidFactory(inspanning=last, hangt_af_van=first)
    tekening = presenters.tekening(geheel())
    (lang,) = [pijl for pijl in tekening.pijlen if "H" in pijl.pad]
    across = float(lang.pad.split("H")[0].split()[-1])  # the height at which it crosses the middle layer
    _, top = boxes(tekening)["2"]
    assert not top <= across <= top + presenters.HOOG


def test_the_same_facts_give_the_same_drawing():
    ketting("1", "2", "3", "4")
    ketting("5", "6", "7")
    assert presenters.tekening(geheel()) == presenters.tekening(geheel())
    assert presenters.tekening(samenhang([], VANDAAG)) is None


def test_the_tab_shows_both_sides(client, manager):
    _, midden, _ = ketting("1", "2A", "3")
    html = client.get(page("samenhang", midden.pk)).content.decode()
    op, van = html.split("Wie op ons wacht")
    assert page("samenhang", Afhankelijkheid.objects.get(inspanning=midden).hangt_af_van_id) in op
    assert page("samenhang", Afhankelijkheid.objects.get(hangt_af_van=midden).inspanning_id) in van


def test_partners_see_it_and_others_do_not(client, gebruiker_met):
    een = AfhankelijkheidFactory(waarvoor="Dezelfde werkwijze")
    client.force_login(gebruiker_met(Rol.PARTNER))
    for url in (reverse("programma:samenhang"), page("samenhang", een.inspanning_id)):
        html = client.get(url).content.decode()
        assert "Dezelfde werkwijze" in html
        assert page("afhankelijkheid_edit", een.pk) not in html
    client.force_login(gebruiker_met(Rol.RAADSLID))
    assert client.get(reverse("programma:samenhang")).status_code == 403


def test_add_edit_and_remove(client, manager):
    inspanning, mijlpaal = InspanningFactory(), MijlpaalFactory()
    sent = SENT | {"mijlpaal": mijlpaal.pk}
    assert client.post(page("afhankelijkheid_add", inspanning.pk), sent).status_code == 302
    made = Afhankelijkheid.objects.get()
    assert made.hangt_af_van == mijlpaal.inspanning  # the mijlpaal says of whom
    again = SENT | {
        "buiten": "Vergunning",
        "is_kritiek": "on",
        "reden_kritiek": "Anders geen bouw.",
        "gelezen": "1",
    }
    client.post(page("afhankelijkheid_edit", made.pk), again)
    made.refresh_from_db()
    assert (made.hangt_af_van, made.mijlpaal, made.buiten, made.is_kritiek) == (
        None,
        None,
        "Vergunning",
        True,
    )
    response = client.post(page("afhankelijkheid_edit", made.pk), again | {"waarvoor": "Van mij"})
    assert response.status_code == 422
    assert "Iemand anders heeft dit intussen veranderd" in response.content.decode()
    client.post(page("afhankelijkheid_remove", made.pk))
    assert not Afhankelijkheid.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "zin"),
    [
        ({}, "een van de twee"),
        ({"buiten": "Plan", "waarvoor": ""}, "Vul dit in."),
        ({"buiten": "Plan", "waarvoor": "x" * 20_000}, "200"),
        ({"buiten": "Plan", "is_kritiek": "on"}, "Schrijf op waarom dit kritiek is."),
        ({"buiten": "Plan", "nodig_van": "2026-02-01"}, "niet voor de eerste dag"),
        ({"buiten": "Plan", "nodig_tot": "9999-01-01"}, "Controleer het jaar"),
        ({"hangt_af_van": "9" * 30}, "geldige keuze"),
        ({"mijlpaal": "999999"}, "geldige keuze"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, manager, wrong, zin):
    response = client.post(page("afhankelijkheid_add", InspanningFactory().pk), SENT | wrong)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Afhankelijkheid.objects.exists()


def test_a_circle_is_named_beside_the_field(client, manager):
    eerste, _, derde = ketting("1", "2A", "3")
    response = client.post(page("afhankelijkheid_add", eerste.pk), SENT | {"hangt_af_van": derde.pk})
    assert response.context["form"].errors["hangt_af_van"] == [
        "Dit maakt een kring: 1 wacht op 3, 3 wacht op 2A en 2A wacht op 1. Dan kan niemand beginnen."
    ]


def test_empty_pages_say_how_to_begin(client, manager):
    assert "op het tabblad Samenhang" in client.get(reverse("programma:samenhang")).content.decode()
    assert "Voeg toe wat eerst klaar moet zijn" in client.get(page("samenhang", InspanningFactory().pk)).content.decode()  # fmt: skip


@pytest.mark.parametrize("aantal", [3, 30])
def test_pages_ask_as_much_of_the_database_for_many_as_for_few(
    client, manager, aantal, django_assert_num_queries
):
    inspanning = InspanningFactory()
    for _ in range(aantal):
        mijlpaal = MijlpaalFactory()
        AfhankelijkheidFactory(inspanning=inspanning, hangt_af_van=mijlpaal.inspanning, mijlpaal=mijlpaal)
        AfhankelijkheidFactory(hangt_af_van=inspanning, nodig_tot=timezone.localdate())
    client.get(reverse("programma:samenhang"))
    with django_assert_num_queries(4):
        client.get(reverse("programma:samenhang"))
    with django_assert_num_queries(5):
        client.get(page("samenhang", inspanning.pk))
