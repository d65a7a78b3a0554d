"""The bouwstenen of a period: offered, marked where they were told before, and put in the verslag."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from brunssum.core.models import LogRegel
from inspanningen.models import Mijlpaal
from reisverslag import services
from reisverslag.aanbod import PER_SOORT, Aanbodfilter, aanbod
from reisverslag.bewerken import AlreadyVastgesteld
from reisverslag.models import Blok, Bloksteen
from tests.factories import GebiedFactory, InspanningFactory, LeerpuntFactory, MijlpaalFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

VAN, TOT = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def leeg(programmamanager):
    return services.start_reisverslag(
        actor=programmamanager, titel="Halfjaar", periode_van=VAN, periode_tot=TOT, publiek="raad"
    )


@pytest.fixture
def hoofdstuk(leeg, programmamanager):
    return services.add_hoofdstuk(leeg.pk, actor=programmamanager, titel="Wat we deden")


def gehaald(op=date(2026, 3, 3), **kwargs):
    return MijlpaalFactory(status=Mijlpaal.Status.GEHAALD, gehaald_op=op, **kwargs)


def sleutel(mijlpaal):
    return f"inspanningen.mijlpaal:{mijlpaal.pk}"


def groepen(verslag, user, **filter):
    found = aanbod(verslag, user, Aanbodfilter(**filter)).groepen
    return {groep.bron.soort: [keus.steen.sleutel for keus in groep.keuzes] for groep in found}


def test_aanbod_is_newest_first_within_the_period(leeg, programmamanager):
    before, first, last, after = (
        gehaald(date(2025, 12, 31)),
        gehaald(VAN),
        gehaald(TOT),
        gehaald(date(2026, 7, 1)),
    )

    assert groepen(leeg, programmamanager)["inspanningen.mijlpaal"] == [sleutel(last), sleutel(first)]
    assert before.pk != after.pk


def test_aanbod_filters_by_kind_gebied_and_inspanning(leeg, programmamanager):
    gebied = GebiedFactory()
    here = InspanningFactory()
    here.gebieden.add(gebied)
    wanted, other = gehaald(inspanning=here), gehaald()
    leerpunt = LeerpuntFactory(gesignaleerd_op=VAN)

    assert set(groepen(leeg, programmamanager)) == {"inspanningen.mijlpaal", "inspanningen.leerpunt"}
    assert groepen(leeg, programmamanager, soort="inspanningen.leerpunt") == {
        "inspanningen.leerpunt": [f"inspanningen.leerpunt:{leerpunt.pk}-gesignaleerd"]
    }
    for chosen in ({"gebied": gebied.pk}, {"inspanning": here.pk}):
        assert groepen(leeg, programmamanager, **chosen) == {"inspanningen.mijlpaal": [sleutel(wanted)]}
    assert sleutel(other) in groepen(leeg, programmamanager)["inspanningen.mijlpaal"]


def test_aanbod_shows_some_of_many_and_says_how_many_more(leeg, programmamanager):
    for _ in range(PER_SOORT + 3):
        gehaald()
    (groep,) = aanbod(leeg, programmamanager, Aanbodfilter()).groepen
    assert (len(groep.keuzes), groep.meer) == (PER_SOORT, 3)
    (groep,) = aanbod(leeg, programmamanager, Aanbodfilter(soort="inspanningen.mijlpaal")).groepen
    assert (len(groep.keuzes), groep.meer) == (PER_SOORT + 3, 0)


def test_aanbod_costs_the_same_for_three_and_thirty(leeg, programmamanager, django_assert_num_queries):
    def make(count):
        for _ in range(count):
            LeerpuntFactory(gesignaleerd_op=VAN).inspanningen.add(gehaald().inspanning)

    make(3)
    with CaptureQueriesContext(connection) as few:
        aanbod(leeg, programmamanager, Aanbodfilter())
    make(27)
    with django_assert_num_queries(len(few)):
        aanbod(leeg, programmamanager, Aanbodfilter())


# Putting them in


def test_place_makes_one_blok_of_several_of_one_kind(leeg, hoofdstuk, programmamanager):
    mijlpalen = [gehaald(date(2026, 2, day)) for day in (1, 2, 3)]
    leerpunt = LeerpuntFactory(gesignaleerd_op=VAN)
    before = LogRegel.objects.latest("pk").pk

    made = services.place_bouwstenen(
        leeg.pk,
        actor=programmamanager,
        sleutels=[*map(sleutel, mijlpalen), f"inspanningen.leerpunt:{leerpunt.pk}-gesignaleerd"],
        hoofdstuk_id=hoofdstuk.pk,
    )

    assert [blok.soort for blok in made] == ["mijlpalen", "leerpunten"]
    assert made[0].inhoud["mijlpalen"] == [one.pk for one in mijlpalen]
    assert made[0].inhoud["inspanningen"] == [one.inspanning_id for one in mijlpalen]
    assert set(made[0].stenen.values_list("sleutel", flat=True)) == {sleutel(one) for one in mijlpalen}
    assert [regel.actie for regel in LogRegel.objects.filter(pk__gt=before)] == ["blok.toegevoegd"] * 2


def test_place_makes_a_hoofdstuk_per_kind(leeg, programmamanager):
    one, leerpunt = gehaald(), LeerpuntFactory(gesignaleerd_op=VAN)
    services.place_bouwstenen(
        leeg.pk,
        actor=programmamanager,
        sleutels=[f"inspanningen.leerpunt:{leerpunt.pk}-gesignaleerd", sleutel(one)],
        hoofdstuk_id=None,
    )
    titels = list(leeg.hoofdstukken.in_order().values_list("titel", flat=True))
    assert titels == ["Mijlpalen gehaald", "Leerpunten"]


@pytest.mark.parametrize(
    ("sleutels", "reden"),
    [
        ([], "Kies ten minste één bouwsteen."),
        (["inspanningen.mijlpaal:999999"], "is er niet meer"),
        (["nergens:1"], "is er niet meer"),
        (["\x00" + "a" * 20_000], "is er niet meer"),
    ],
)
def test_place_refuses_what_is_not_offered_and_makes_nothing(
    sleutels, reden, leeg, hoofdstuk, programmamanager
):
    good = gehaald()
    with pytest.raises(services.CannotPlace, match=reden):
        services.place_bouwstenen(
            leeg.pk,
            actor=programmamanager,
            sleutels=[*sleutels, *([sleutel(good)] if sleutels else [])],
            hoofdstuk_id=hoofdstuk.pk,
        )
    assert not Blok.objects.exists()


def test_place_refuses_a_hoofdstuk_of_another_verslag(leeg, verslag, programmamanager):
    with pytest.raises(services.CannotPlace, match="hoofdstuk"):
        services.place_bouwstenen(
            leeg.pk,
            actor=programmamanager,
            sleutels=[sleutel(gehaald())],
            hoofdstuk_id=verslag.hoofdstukken.first().pk,
        )


def test_place_is_for_who_writes_and_only_in_a_concept(verslag, programmamanager, projectleider):
    one = gehaald()
    with pytest.raises(PermissionDenied):
        services.place_bouwstenen(verslag.pk, actor=projectleider, sleutels=[sleutel(one)], hoofdstuk_id=None)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    with pytest.raises(AlreadyVastgesteld):
        services.place_bouwstenen(
            verslag.pk, actor=programmamanager, sleutels=[sleutel(one)], hoofdstuk_id=None
        )


# What was told before


def keuzes(verslag, user):
    return {
        keus.steen.sleutel: keus
        for groep in aanbod(verslag, user, Aanbodfilter()).groepen
        for keus in groep.keuzes
    }


def test_aanbod_marks_what_was_told_before_also_after_the_blok_was_edited(leeg, verslag, programmamanager):
    one, other = gehaald(), gehaald()
    (blok,) = services.place_bouwstenen(
        verslag.pk,
        actor=programmamanager,
        sleutels=[sleutel(one)],
        hoofdstuk_id=verslag.hoofdstukken.first().pk,
    )
    services.edit_blok(
        blok.pk,
        actor=programmamanager,
        versienummer=1,
        inhoud={"mijlpalen": [other.pk], "inspanningen": [other.inspanning_id]},
    )

    found = keuzes(leeg, programmamanager)
    assert [plek.verslag for plek in found[sleutel(one)].plekken] == ["Onderweg in Noord"]
    assert not found[sleutel(one)].is_hier
    assert not found[sleutel(other)].plekken
    assert sleutel(one) not in groepen(leeg, programmamanager, alleen_nieuw=True)["inspanningen.mijlpaal"]

    services.remove_blok(blok.pk, actor=programmamanager, op=NU)
    assert not keuzes(leeg, programmamanager)[sleutel(one)].plekken


def test_aanbod_marks_what_stands_here_also_when_it_was_chosen_in_a_form(leeg, hoofdstuk, programmamanager):
    leerpunt = LeerpuntFactory(gesignaleerd_op=VAN)
    services.add_blok(
        hoofdstuk.pk, actor=programmamanager, soort="leerpunten", inhoud={"leerpunten": [leerpunt.pk]}
    )
    (keus,) = keuzes(leeg, programmamanager).values()
    assert keus.is_hier
    assert keus.plekken[0].hoofdstuk == "Wat we deden"


def test_a_blok_tells_once_of_a_bouwsteen(verslag):
    blok = Blok.objects.first()
    Bloksteen.objects.create(blok=blok, sleutel="a:1")
    for wrong in ("a:1", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bloksteen.objects.create(blok=blok, sleutel=wrong)


# The page


def url(verslag):
    return reverse("reisverslag:bouwstenen", args=[verslag.pk])


def test_page_puts_what_is_ticked_in_the_chosen_hoofdstuk(client, leeg, hoofdstuk, programmamanager):
    one = gehaald(naam="De eerste training is gegeven")
    client.force_login(programmamanager)
    page = client.get(f"{url(leeg)}?hoofdstuk={hoofdstuk.pk}").content.decode()
    assert "De eerste training is gegeven" in page
    assert f'<option value="{hoofdstuk.pk}" selected>' in page

    response = client.post(url(leeg), {"steen": [sleutel(one)], "hoofdstuk": hoofdstuk.pk})

    assert response.status_code == 302
    assert response.url.startswith(reverse("reisverslag:detail", args=[leeg.pk]))
    assert hoofdstuk.blokken.get().soort == "mijlpalen"


def test_page_keeps_what_was_ticked_when_it_is_refused(client, leeg, programmamanager):
    one = gehaald()
    client.force_login(programmamanager)
    response = client.post(url(leeg), {"steen": [sleutel(one)], "hoofdstuk": "9" * 40})
    assert response.status_code == 422
    assert "Dit hoofdstuk is er niet meer." in response.content.decode()
    assert f'value="{sleutel(one)}" id="steen-{sleutel(one)}" checked' in response.content.decode()

    response = client.post(url(leeg), {"hoofdstuk": "per-soort"})
    assert response.status_code == 422
    assert "Kies ten minste één bouwsteen." in response.content.decode()


@pytest.mark.parametrize("query", ["soort=nergens", "gebied=" + "9" * 30, "inspanning=x%00", "hoofdstuk=%00"])
def test_page_ignores_a_filter_that_makes_no_sense(query, client, leeg, programmamanager):
    gehaald()
    client.force_login(programmamanager)
    assert client.get(f"{url(leeg)}?{query}").status_code == 200


def test_page_says_what_to_do_when_nothing_happened(client, leeg, programmamanager):
    client.force_login(programmamanager)
    assert "Klopt de periode?" in client.get(url(leeg)).content.decode()
