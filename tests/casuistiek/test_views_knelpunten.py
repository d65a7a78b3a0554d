"""The pages where one learns: the map, the list, a knelpunt, and the way to and from a casus."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Casusknelpunt, Knelpunt
from casuistiek.queries.knelpunten import KAART, beeld, knelpunten_of, waar_knelt_het
from casuistiek.stappen import Stap
from inspanningen.models import Leerpunt
from tests.factories import CasusFactory, GebruikerFactory, KnelpuntFactory, LeerpuntFactory

from .conftest import MELDING

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_user(client):
    def log_in(user):
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def bestuur(gebruiker_met):
    return gebruiker_met(Rol.BESTUUR)


def seen(knelpunt, aantal, **velden):
    door = GebruikerFactory(rollen=(Rol.WIJKMANAGER,))
    return [
        Casusknelpunt.objects.create(
            casus=CasusFactory(gemeld_op=MELDING, casusverantwoordelijke=door, **velden),
            knelpunt=knelpunt,
            door=door,
            op=MELDING,
        )
        for _ in range(aantal)
    ]


def address(name, *args):
    return reverse(f"knelpunten:{name}", args=args)


def words(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


# The map


def test_waar_knelt_het_shows_fives_and_hides_what_is_small(as_user, bestuur):
    groot, klein = KnelpuntFactory(), KnelpuntFactory(domein="geld", soort="termijn")
    seen(groot, 11)
    seen(klein, 4)
    page = words(as_user(bestuur).get(address("waar")))
    assert re.search(r'class="hitte-2"><a href="[^"]*domein=wonen&amp;soort=wachten">10\+', page)
    assert re.search(r'<td><a href="[^"]*domein=geld&amp;soort=termijn">&lt;5', page)
    assert "10 casussen of meer" in page
    assert not re.search(r"\b(4|11|15)\b casussen", page)
    assert groot.naam in page
    assert klein.naam not in page, "the ten seen most are those that may be counted"


def test_waar_knelt_het_counts_a_casus_once_per_cell_and_follows_merging():
    een, ander = KnelpuntFactory(), KnelpuntFactory()
    for link in seen(een, 5):
        Casusknelpunt.objects.create(casus=link.casus, knelpunt=ander, door=link.door, op=MELDING)
    weg = KnelpuntFactory(domein="geld", opgenomen_in=een)
    seen(weg, 5)
    kaart = waar_knelt_het(MELDING)
    cellen = {(cel.domein, cel.soort): cel for _, rij in kaart.rijen for cel in rij if cel.knelpunten}
    assert [(key, cel.aantal, cel.knelpunten) for key, cel in cellen.items()] == [
        (("wonen", "wachten"), 10, 2)
    ]
    assert kaart.verloop == ((2026, 10),)


def test_waar_knelt_het_is_kept_until_something_changes(
    wijkmanager, django_assert_num_queries, django_capture_on_commit_callbacks
):
    knelpunt, ander = KnelpuntFactory(), KnelpuntFactory(domein="geld")
    seen(knelpunt, 4)
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    manager = GebruikerFactory(rollen=(Rol.PROGRAMMAMANAGER,))
    leerpunt = LeerpuntFactory()
    values = {"naam": "Anders", "soort": "termijn", "domein": "werk"}
    rest = {"regeling": "", "organisatie": None, "omschrijving": "", "wat_helpt": "", "eigenaar": manager}
    changes = [
        lambda: services.link_knelpunt(casus.pk, actor=wijkmanager, op=MELDING, knelpunt=knelpunt),
        lambda: services.unlink_knelpunt(casus.pk, actor=wijkmanager, knelpunt=knelpunt),
        lambda: services.add_knelpunt(actor=manager, op=MELDING, naam="Nieuw", soort="grens", domein="geld"),
        lambda: services.edit_knelpunt(knelpunt.pk, actor=manager, **values, **rest),
        lambda: services.split_knelpunt(knelpunt.pk, actor=manager, op=MELDING, naam="Deel", soort="grens", domein="werk"),
        lambda: services.link_leerpunt(knelpunt.pk, actor=manager, leerpunt=leerpunt),
        lambda: services.unlink_leerpunt(knelpunt.pk, actor=manager, leerpunt=leerpunt),
        lambda: services.merge_knelpunt(ander.pk, actor=manager, op=MELDING, naar=knelpunt),
    ]  # fmt: skip
    for change in changes:
        waar_knelt_het(MELDING)
        with django_assert_num_queries(0):
            waar_knelt_het(MELDING)
        with django_capture_on_commit_callbacks(execute=True):
            change()
        assert KAART not in cache


def test_waar_knelt_het_keeps_only_numbers_that_may_be_shown():
    groot, klein = KnelpuntFactory(), KnelpuntFactory(domein="geld")
    seen(groot, 11)
    seen(klein, 4)
    waar_knelt_het(MELDING)
    kept = cache.get(KAART)
    assert {cel.aantal for _, rij in kept.rijen for cel in rij} == {None, 10}
    assert [regel.aantal for regel in kept.top] == [10]


def test_waar_knelt_het_gives_a_hidden_part_away_in_no_cell():
    for _ in range(5):
        seen(KnelpuntFactory(), 4)
    kaart = waar_knelt_het(MELDING)
    (shown,) = [cel.aantal for _, rij in kaart.rijen for cel in rij if cel.knelpunten]
    assert shown == 15, "twenty would say that each of the five is exactly four"
    assert kaart.verloop == ((2026, 15),)


def test_waar_knelt_het_with_nothing_in_it(as_user, bestuur):
    page = words(as_user(bestuur).get(address("waar")))
    assert "Nog geen knelpunt kwam vijf keer" in page
    assert "Er is nog geen knelpunt bij een casus vastgelegd." in page


@pytest.mark.parametrize("name", ["waar", "list"])
def test_pages_cost_the_same_however_many(as_user, bestuur, name, django_assert_max_num_queries):
    for _ in range(12):
        knelpunt = KnelpuntFactory()
        knelpunt.leerpunten.add(LeerpuntFactory())
        seen(knelpunt, 2)
    client = as_user(bestuur)
    client.get(address(name))
    cache.delete(KAART)
    with django_assert_max_num_queries(9):
        client.get(address(name))


# The list


def test_list_finds_also_by_a_name_that_was_merged(as_user, bestuur):
    knelpunt = KnelpuntFactory(naam="Een brief is niet te begrijpen")
    KnelpuntFactory(naam="Moeilijke post", opgenomen_in=knelpunt)
    KnelpuntFactory(naam="Iets heel anders")
    client = as_user(bestuur)
    assert "Moeilijke post" not in words(client.get(address("list")))
    page = words(client.get(address("list"), {"q": "moeilijke post"}))
    assert "Een brief is niet te begrijpen" in page
    assert "Iets heel anders" not in page
    assert "Geen knelpunt past hierbij" in words(client.get(address("list"), {"domein": "veiligheid"}))
    assert "Iets heel anders" in words(client.get(address("list"), {"domein": "onzin"}))
    assert "<html" not in words(client.get(address("list"), headers={"HX-Request": "true"}))


# One knelpunt


def test_beeld_says_nothing_below_five(casus_op):
    knelpunt = KnelpuntFactory()
    kosten = {"toegekend_bedrag": 480, "eerste_hulp_op": MELDING + timedelta(days=7)}
    seen(knelpunt, 4, **kosten)
    assert (beeld(knelpunt).aantal, beeld(knelpunt).kosten, beeld(knelpunt).dagen_tot_hulp) == (
        None,
        None,
        None,
    )
    seen(knelpunt, 1, **kosten)
    assert (beeld(knelpunt).aantal, beeld(knelpunt).kosten, beeld(knelpunt).dagen_tot_hulp) == (5, 500, 7)


def test_detail_shows_leerpunten_and_stories_and_no_casus(as_user, bestuur, wijkmanager):
    knelpunt, leerpunt = KnelpuntFactory(wat_helpt="Samen bellen."), LeerpuntFactory()
    knelpunt.leerpunten.add(leerpunt)
    seen(knelpunt, 1, verhaal_titel="Een dak", anoniem_verhaal="Het lekte.", vrijgegeven_op=MELDING, vrijgegeven_door=wijkmanager)  # fmt: skip
    seen(knelpunt, 1, wat_gaat_mis="Dit leest niemand anders.")
    page = words(as_user(bestuur).get(address("detail", knelpunt.pk)))
    for shown in ("Samen bellen.", leerpunt.titel, "Een dak", "minder dan 5"):
        assert shown in page
    assert "Dit leest niemand anders." not in page
    assert "Casussen die u mag zien" not in page
    assert "2020-" not in page


def test_old_address_leads_to_the_merged_one(as_user, bestuur, programmamanager):
    oud, naar = KnelpuntFactory(naam="De oude naam"), KnelpuntFactory()
    services.merge_knelpunt(oud.pk, actor=programmamanager, op=MELDING, naar=naar)
    response = as_user(bestuur).get(address("detail", oud.pk), follow=True)
    assert response.redirect_chain == [(address("detail", naar.pk), 302)]
    assert "“De oude naam” is samengevoegd met dit knelpunt." in words(response)
    assert "Heette ook" in words(response)
    assert as_user(programmamanager).get(address("edit", oud.pk)).status_code == 404


def test_casussen_of_a_knelpunt_are_those_one_may_see(as_user, casus_op, wijkmanager, programmamanager, gebruiker_met):  # fmt: skip
    knelpunt, casus = KnelpuntFactory(), casus_op(Stap.VOORSTEL)
    services.link_knelpunt(casus.pk, actor=wijkmanager, op=MELDING, knelpunt=knelpunt)
    leerpunt = LeerpuntFactory()
    knelpunt.leerpunten.add(leerpunt)
    pages = [reverse("casuistiek:bij_knelpunt", args=[knelpunt.pk]), reverse("casuistiek:bij_leerpunt", args=[leerpunt.pk])]  # fmt: skip
    for url in pages:
        assert casus.nummer in words(as_user(wijkmanager).get(url))
        assert casus.nummer not in words(as_user(gebruiker_met(Rol.WIJKMANAGER)).get(url))
        assert as_user(gebruiker_met(Rol.PROGRAMMATEAM)).get(url).status_code == 403
    assert "Het dak van het schuurtje laten herstellen." in words(as_user(wijkmanager).get(pages[0]))


@pytest.mark.parametrize("url", ["casuistiek:bij_knelpunt", "casuistiek:bij_leerpunt", "casuistiek:knelpunt_split"])  # fmt: skip
def test_pages_with_a_casus_wait_for_the_second_factor(client, settings, programmamanager, url):
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    pk = LeerpuntFactory().pk if url.endswith("leerpunt") else KnelpuntFactory().pk
    client.force_login(programmamanager)
    assert client.get(reverse(url, args=[pk])).status_code == 302


def test_edit_merge_and_split_through_their_pages(as_user, programmamanager):
    knelpunt, ander = KnelpuntFactory(), KnelpuntFactory()
    mee = seen(knelpunt, 2)[0].casus
    client = as_user(programmamanager)
    velden = {"naam": "Beter gezegd", "soort": "termijn", "domein": "geld", "eigenaar": programmamanager.pk}
    assert client.post(address("edit", knelpunt.pk), velden)["Location"] == address("detail", knelpunt.pk)
    split = reverse("casuistiek:knelpunt_split", args=[knelpunt.pk])
    assert mee.nummer in words(client.get(split))
    client.post(split, {"naam": "Een deel", "soort": "termijn", "domein": "geld", "casussen": [mee.pk]})
    assert [one.naam for one in knelpunten_of(mee)] == ["Een deel"]
    assert client.post(address("merge", knelpunt.pk), {"naar": knelpunt.pk}).status_code == 422
    assert client.post(address("merge", knelpunt.pk), {"naar": ander.pk}).status_code == 302
    knelpunt.refresh_from_db()
    assert (knelpunt.naam, knelpunt.opgenomen_in) == ("Beter gezegd", ander)


def test_learn_makes_a_leerpunt_or_takes_one_that_is_there(as_user, programmamanager):
    knelpunt, bestaand = KnelpuntFactory(), LeerpuntFactory()
    client, url = as_user(programmamanager), address("learn", knelpunt.pk)
    refused = client.post(url, {"titel": "Samen bellen"})
    assert refused.status_code == 422
    assert "Schrijf op wat er nu gebeurt." in words(refused)
    client.post(url, {"titel": "Samen bellen", "tekst": "Nu apart.", "leercirkel": "casuistiek"})
    client.post(url, {"bestaand": bestaand.pk})
    assert set(knelpunt.leerpunten.all()) == {bestaand, Leerpunt.objects.get(titel="Samen bellen")}
    client.post(address("unlearn", knelpunt.pk, bestaand.pk))
    assert bestaand not in knelpunt.leerpunten.all()


# From a casus


def test_a_casus_gets_a_knelpunt_that_is_there(as_user, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    knelpunt = KnelpuntFactory(naam="De stalling valt nergens onder")
    KnelpuntFactory(naam="Een brief is niet te begrijpen", domein="geld")
    client, url = as_user(wijkmanager), reverse("casuistiek:knelpunt", args=[casus.kenmerk])
    page = words(client.get(url))
    assert knelpunt.naam in page, "what lies in the leefgebieden of the casus comes first"
    assert "Een brief is" not in page
    typed = client.get(url, {"zoek": "ergens een stalling zoeken"}, headers={"HX-Request": "true"})
    assert knelpunt.naam in words(typed)
    assert "<html" not in words(typed)
    response = client.post(
        reverse("casuistiek:knelpunt_link", args=[casus.kenmerk, knelpunt.pk]), follow=True
    )
    assert address("detail", knelpunt.pk) in words(response)
    assert knelpunt.naam not in words(client.get(url)).partition('id="gevonden"')[2]
    again = client.post(reverse("casuistiek:knelpunt_link", args=[casus.kenmerk, knelpunt.pk]), follow=True)
    assert "staat al bij deze casus" in words(again)
    client.post(reverse("casuistiek:knelpunt_unlink", args=[casus.kenmerk, knelpunt.pk]))
    assert knelpunten_of(casus) == []


def test_a_casus_gets_a_new_knelpunt_and_the_way_leads_back(as_user, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    url = f"{address('add')}?casus={casus.kenmerk}"
    client = as_user(wijkmanager)
    velden = {"naam": "De stalling valt nergens onder", "soort": "geen_regeling", "domein": "wonen", "eigenaar": wijkmanager.pk}  # fmt: skip
    assert client.post(url, velden | {"naam": ""}).status_code == 422
    assert client.post(url, velden)["Location"] == reverse("casuistiek:detail", args=[casus.kenmerk])
    assert [one.naam for one in knelpunten_of(casus)] == ["De stalling valt nergens onder"]
    twice = client.post(address("add"), velden)
    assert twice.status_code == 422
    assert "Dit knelpunt is er al. Kies het uit de lijst." in words(twice)


@pytest.mark.parametrize("kenmerk", ["", "onzin", "00000000-0000-0000-0000-000000000000"])
def test_add_with_a_casus_that_is_none_is_a_knelpunt_without_one(as_user, wijkmanager, kenmerk):
    assert as_user(wijkmanager).get(address("add"), {"casus": kenmerk}).status_code == 200


def test_closing_asks_where_it_jammed(as_user, casus_op, wijkmanager):
    casus, knelpunt = casus_op(Stap.NAZORG), KnelpuntFactory()
    url = reverse("casuistiek:step", args=[casus.kenmerk, "gesloten"])
    velden = {"op": timezone.localdate().isoformat(), "toelichting": "Goed zo."}
    client = as_user(wijkmanager)
    refused = client.post(url, velden)
    assert refused.status_code == 422
    assert "Leg eerst vast waar het knelde, of vink dit aan." in words(refused)
    assert "Goed zo." in words(refused)
    services.link_knelpunt(casus.pk, actor=wijkmanager, op=MELDING, knelpunt=knelpunt)
    assert client.post(url, velden).status_code == 302


def test_a_new_owner_is_someone_who_can_learn(as_user, programmamanager, bestuur):
    knelpunt = KnelpuntFactory()
    velden = {"naam": "Zo", "soort": "termijn", "domein": "geld", "eigenaar": bestuur.pk}
    assert as_user(programmamanager).post(address("edit", knelpunt.pk), velden).status_code == 422
    assert Knelpunt.objects.get().eigenaar != bestuur
