from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from reisverslag import services
from reisverslag.models import Blok, Blokversie, Hoofdstuk, Reisverslag
from reisverslag.stappen import VAST
from tests.factories import BlokFactory, HoofdstukFactory, ReisverslagFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

KOP = {
    "titel": "Onderweg",
    "periode_van": date(2026, 1, 1),
    "periode_tot": date(2026, 6, 30),
    "publiek": "raad",
}


def acties(verslag):
    return list(LogRegel.objects.about(verslag).order_by("pk").values_list("actie", flat=True))


def volgorde(verslag):
    """The titles of the hoofdstukken, each with the ids of its blokken, in order."""
    return [
        (hoofdstuk.titel, [blok.pk for blok in hoofdstuk.blokken.present().in_order()])
        for hoofdstuk in verslag.hoofdstukken.present().in_order()
    ]


# The reisverslag


def test_start_reisverslag_makes_a_concept_of_the_actor(programmamanager):
    verslag = services.start_reisverslag(actor=programmamanager, **KOP)

    assert (verslag.auteur, verslag.is_concept, verslag.publiek) == (programmamanager, True, "raad")
    regel = LogRegel.objects.about(verslag).get()
    assert (regel.actie, regel.actor, regel.na["titel"]) == (
        "reisverslag.gestart",
        programmamanager,
        "Onderweg",
    )


def test_start_reisverslag_refuses_a_periode_that_ends_before_it_begins(programmamanager):
    with pytest.raises(ValidationError, match="eindigt voordat zij begint"):
        services.start_reisverslag(actor=programmamanager, **KOP | {"periode_tot": date(2025, 1, 1)})
    assert not Reisverslag.objects.exists()


@pytest.mark.parametrize("publiek", ["", "pers"])
def test_start_reisverslag_refuses_an_unknown_publiek(programmamanager, publiek):
    with pytest.raises(ValidationError):
        services.start_reisverslag(actor=programmamanager, **KOP | {"publiek": publiek})


def test_edit_reisverslag_records_what_changed(programmamanager):
    verslag = ReisverslagFactory(titel="Oud", publiek="raad")

    services.edit_reisverslag(verslag.pk, actor=programmamanager, **KOP)

    regel = LogRegel.objects.about(verslag).get()
    assert (regel.voor, regel.na) == ({"titel": "Oud"}, {"titel": "Onderweg"})


def test_edit_reisverslag_without_a_change_records_nothing(programmamanager):
    verslag = ReisverslagFactory(**KOP)

    services.edit_reisverslag(verslag.pk, actor=programmamanager, **KOP)

    assert acties(verslag) == []


# Hoofdstukken and blokken


def test_add_hoofdstuk_comes_last(programmamanager):
    verslag = ReisverslagFactory()
    for titel in ("Een", "Twee"):
        services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel=titel)

    assert volgorde(verslag) == [("Een", []), ("Twee", [])]


def test_rename_hoofdstuk_records_the_old_title(programmamanager):
    hoofdstuk = HoofdstukFactory(titel="Oud")

    services.rename_hoofdstuk(hoofdstuk.pk, actor=programmamanager, titel="Nieuw")

    hoofdstuk.refresh_from_db()
    assert hoofdstuk.titel == "Nieuw"
    assert LogRegel.objects.about(hoofdstuk.reisverslag).get().voor == {"titel": "Oud"}


def test_move_hoofdstuk_changes_places_and_stops_at_the_edge(programmamanager):
    verslag = ReisverslagFactory()
    een, twee, drie = (
        HoofdstukFactory(reisverslag=verslag, titel=titel) for titel in ("Een", "Twee", "Drie")
    )

    services.move_hoofdstuk(drie.pk, actor=programmamanager, omhoog=True)
    assert [titel for titel, _ in volgorde(verslag)] == ["Een", "Drie", "Twee"]

    services.move_hoofdstuk(een.pk, actor=programmamanager, omhoog=True)
    services.move_hoofdstuk(twee.pk, actor=programmamanager, omhoog=False)
    assert [titel for titel, _ in volgorde(verslag)] == ["Een", "Drie", "Twee"]
    assert acties(verslag) == ["hoofdstuk.verplaatst"]


def test_remove_hoofdstuk_takes_its_blokken_along_and_restore_brings_them_back(programmamanager):
    verslag = ReisverslagFactory()
    hoofdstuk = HoofdstukFactory(reisverslag=verslag, titel="Een")
    blok = BlokFactory(hoofdstuk=hoofdstuk)

    services.remove_hoofdstuk(hoofdstuk.pk, actor=programmamanager, op=NU)
    assert volgorde(verslag) == []
    assert not Blok.objects.filter(hoofdstuk__reisverslag=verslag).present().exists()

    services.restore_hoofdstuk(hoofdstuk.pk, actor=programmamanager)
    assert volgorde(verslag) == [("Een", [blok.pk])]
    assert acties(verslag) == ["hoofdstuk.verwijderd", "hoofdstuk.teruggezet"]


def test_add_blok_comes_last_in_its_hoofdstuk(programmamanager):
    hoofdstuk = HoofdstukFactory(titel="Een")
    blokken = [
        services.add_blok(hoofdstuk.pk, actor=programmamanager, soort="tekst", inhoud={"tekst": tekst})
        for tekst in ("eerst", "dan")
    ]

    assert volgorde(hoofdstuk.reisverslag) == [("Een", [blok.pk for blok in blokken])]
    assert blokken[1].inhoud == {"tekst": "dan"}


def test_add_blok_refuses_an_unknown_soort(programmamanager):
    with pytest.raises(KeyError):
        services.add_blok(HoofdstukFactory().pk, actor=programmamanager, soort="film", inhoud={})


def test_edit_blok_keeps_the_old_text_in_the_history(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "oud"})

    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "nieuw"})

    blok.refresh_from_db()
    assert (blok.inhoud, blok.versienummer) == ({"tekst": "nieuw"}, 2)
    regel = LogRegel.objects.about(blok.hoofdstuk.reisverslag).get()
    assert (regel.voor, regel.na) == ({"inhoud": {"tekst": "oud"}}, {"inhoud": {"tekst": "nieuw"}})


def test_edit_blok_refuses_when_someone_else_was_first(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "van de eerste"})

    with pytest.raises(services.BlokChanged, match="Iemand anders"):
        services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "van de tweede"})

    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "van de eerste"}


def test_edit_blok_pressed_twice_is_no_conflict(programmamanager):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    for _ in range(2):
        services.edit_blok(blok.pk, actor=programmamanager, versienummer=1, inhoud={"tekst": "nieuw"})

    assert acties(blok.hoofdstuk.reisverslag) == ["blok.bewerkt"]


@pytest.mark.parametrize(
    ("which", "omhoog", "expected"),
    [
        ("b", True, [["b", "a"], ["c"], []]),
        ("a", False, [["b", "a"], ["c"], []]),
        ("a", True, [["a", "b"], ["c"], []]),
        ("b", False, [["a"], ["b", "c"], []]),
        ("c", True, [["a", "b", "c"], [], []]),
        ("c", False, [["a", "b"], [], ["c"]]),
    ],
)
def test_move_blok_one_place_also_over_the_border_of_a_hoofdstuk(programmamanager, which, omhoog, expected):
    verslag = ReisverslagFactory()
    een, twee, _ = (HoofdstukFactory(reisverslag=verslag) for _ in range(3))
    blokken = {
        "a": BlokFactory(hoofdstuk=een),
        "b": BlokFactory(hoofdstuk=een),
        "c": BlokFactory(hoofdstuk=twee),
    }
    names = {blok.pk: name for name, blok in blokken.items()}

    services.move_blok(blokken[which].pk, actor=programmamanager, omhoog=omhoog)

    assert [[names[pk] for pk in pks] for _, pks in volgorde(verslag)] == expected


def test_move_blok_passes_over_what_was_taken_out(programmamanager):
    verslag = ReisverslagFactory()
    een, weg, drie = (HoofdstukFactory(reisverslag=verslag) for _ in range(3))
    blok = BlokFactory(hoofdstuk=drie)
    services.remove_hoofdstuk(weg.pk, actor=programmamanager, op=NU)

    services.move_blok(blok.pk, actor=programmamanager, omhoog=True)

    assert volgorde(verslag) == [(een.titel, [blok.pk]), (drie.titel, [])]


def test_move_blok_that_was_taken_out_stays_out(programmamanager):
    blok = BlokFactory()
    services.remove_blok(blok.pk, actor=programmamanager, op=NU)

    services.move_blok(blok.pk, actor=programmamanager, omhoog=True)

    assert acties(blok.hoofdstuk.reisverslag) == ["blok.verwijderd"]


def test_remove_blok_and_restore_puts_it_back_where_it_stood(programmamanager):
    hoofdstuk = HoofdstukFactory(titel="Een")
    a, b, c = (BlokFactory(hoofdstuk=hoofdstuk) for _ in range(3))

    services.remove_blok(b.pk, actor=programmamanager, op=NU)
    assert volgorde(hoofdstuk.reisverslag) == [("Een", [a.pk, c.pk])]

    services.restore_blok(b.pk, actor=programmamanager)
    assert volgorde(hoofdstuk.reisverslag) == [("Een", [a.pk, b.pk, c.pk])]
    assert LogRegel.objects.about(hoofdstuk.reisverslag).get(actie="blok.verwijderd").voor == {
        "inhoud": b.inhoud
    }


# Rights


def _versie(blok):
    return Blokversie.objects.get_or_create(
        blok=blok,
        nummer=0,
        defaults={"inhoud": {"tekst": "Eerder."}, "door": blok.hoofdstuk.reisverslag.auteur, "op": NU},
    )[0]


def writes(blok):
    """Every service that changes a reisverslag, as a call that lacks only its actor."""
    verslag_id, hoofdstuk_id = blok.hoofdstuk.reisverslag_id, blok.hoofdstuk_id
    return {
        "edit_reisverslag": ((verslag_id,), KOP),
        "vaststellen": ((verslag_id,), {"op": NU}),
        "add_hoofdstuk": ((verslag_id,), {"titel": "Meer"}),
        "rename_hoofdstuk": ((hoofdstuk_id,), {"titel": "Anders"}),
        "move_hoofdstuk": ((hoofdstuk_id,), {"omhoog": True}),
        "remove_hoofdstuk": ((hoofdstuk_id,), {"op": NU}),
        "restore_hoofdstuk": ((hoofdstuk_id,), {}),
        "add_blok": ((hoofdstuk_id,), {"soort": "tekst", "inhoud": {"tekst": "Meer."}}),
        "edit_blok": ((blok.pk,), {"versienummer": 1, "inhoud": {"tekst": "Anders."}}),
        "move_blok": ((blok.pk,), {"omhoog": True}),
        "place_blok": ((blok.pk,), {"hoofdstuk_id": hoofdstuk_id, "voor": None}),
        "put_back_versie": ((_versie(blok).pk,), {"versienummer": 1}),
        "place_bouwstenen": ((verslag_id,), {"sleutels": ["mijlpaal:1"], "hoofdstuk_id": None}),
        "refresh_blok": ((blok.pk,), {}),
        "confirm_blok": ((blok.pk,), {}),
        "remove_blok": ((blok.pk,), {"op": NU}),
        "restore_blok": ((blok.pk,), {}),
    }


WRITES = [
    "edit_reisverslag",
    "vaststellen",
    "add_hoofdstuk",
    "rename_hoofdstuk",
    "move_hoofdstuk",
    "remove_hoofdstuk",
    "restore_hoofdstuk",
    "add_blok",
    "edit_blok",
    "move_blok",
    "place_blok",
    "place_bouwstenen",
    "put_back_versie",
    "refresh_blok",
    "confirm_blok",
    "remove_blok",
    "restore_blok",
]


def stored():
    return [list(model.objects.order_by("pk").values()) for model in (Reisverslag, Hoofdstuk, Blok)]


def test_writes_names_every_service():
    public = {
        name
        for name, thing in vars(services).items()
        if callable(thing)
        and getattr(thing, "__module__", "").startswith(services.__name__)
        and name[0].islower()
    }
    steps = {
        "submit_reisverslag",
        "give_back_reisverslag",
        "mark_verzonden",
        "publish",
        "withdraw_publication",
    }
    assert public == {
        *WRITES,
        *steps,
        "start_reisverslag",
        "start_correctie",
        "request_uitgave",
        "make_uitgave",
    }


@pytest.mark.parametrize("service", WRITES)
@pytest.mark.parametrize(
    "rol", [Rol.PROJECTLEIDER, Rol.WIJKMANAGER, Rol.BESTUUR, Rol.AMBASSADEUR, Rol.BEHEERDER]
)
def test_services_refuse_who_may_not_write(gebruiker_met, service, rol):
    blok = BlokFactory()
    args, kwargs = writes(blok)[service]
    before = stored()

    with pytest.raises(PermissionDenied):
        getattr(services, service)(*args, actor=gebruiker_met(rol), **kwargs)

    assert stored() == before


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR, Rol.RAADSLID])
def test_start_reisverslag_refuses_who_may_not_write(gebruiker_met, rol):
    with pytest.raises(PermissionDenied):
        services.start_reisverslag(actor=gebruiker_met(rol), **KOP)


# Vaststellen


def test_vaststellen_keeps_who_when_and_the_facts_of_each_blok(verslag, programmamanager):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)

    verslag.refresh_from_db()
    assert (verslag.stap, verslag.vastgesteld_door, verslag.vastgesteld_op) == (
        "vastgesteld",
        programmamanager,
        NU,
    )
    feiten = {blok.soort: blok.feiten for blok in Blok.objects.all()}
    assert feiten["tekst"]["tekst"].startswith("# Wat opviel")
    assert feiten["inspanningen"]["inspanningen"][0]["resultaat"] == "Drie groepen denken mee."
    assert feiten["driehoek"]["driehoek"]["gebied_naam"] == "Brunssum-Noord"
    assert feiten["verhaal"]["titel"] == "Een dak boven een scootmobiel"
    assert set(Blok.objects.values_list("feiten_op", flat=True)) == {NU}
    assert acties(verslag)[-1] == "reisverslag.vastgesteld"


def test_vaststellen_refuses_an_empty_reisverslag(programmamanager):
    verslag = HoofdstukFactory().reisverslag

    with pytest.raises(services.CannotVaststellen, match="Er staat nog niets in"):
        services.vaststellen(verslag.pk, actor=programmamanager, op=NU)


def test_vaststellen_refuses_when_something_that_was_chosen_is_gone(verslag, bronnen, programmamanager):
    bronnen.casus.vrijgegeven_op = bronnen.casus.vrijgegeven_door = None
    bronnen.casus.save()

    with pytest.raises(
        services.CannotVaststellen, match="Wat we deden: Dit verhaal is niet meer vrijgegeven"
    ):
        services.vaststellen(verslag.pk, actor=programmamanager, op=NU)

    verslag.refresh_from_db()
    assert verslag.is_concept
    assert not Blok.objects.filter(feiten__isnull=False).exists()


@pytest.mark.parametrize("service", WRITES)
@pytest.mark.parametrize("stap", VAST)
def test_services_refuse_a_reisverslag_that_is_vastgesteld(verslag, programmamanager, service, stap):
    blok = Blok.objects.filter(soort="tekst").get()
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    Reisverslag.objects.update(stap=stap)
    args, kwargs = writes(blok)[service]
    before = stored()

    with pytest.raises(services.AlreadyVastgesteld, match="verandert niets meer"):
        getattr(services, service)(
            *args, actor=programmamanager, **kwargs | ({"op": NU + timedelta(1)} if "op" in kwargs else {})
        )

    assert stored() == before


@pytest.mark.parametrize("service", [name for name in WRITES if name != "vaststellen"])
def test_services_refuse_a_reisverslag_that_lies_ter_beoordeling(verslag, programmamanager, service):
    blok = Blok.objects.filter(soort="tekst").get()
    services.submit_reisverslag(verslag.pk, actor=programmamanager, op=NU)
    args, kwargs = writes(blok)[service]
    before = stored()

    with pytest.raises(services.LigtTerBeoordeling, match="Geef het eerst terug"):
        getattr(services, service)(*args, actor=programmamanager, **kwargs)

    assert stored() == before
