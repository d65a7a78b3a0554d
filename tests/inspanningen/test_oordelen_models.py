"""What can never be, whoever writes it: judgements that change, answers without a sentence, two open rounds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from inspanningen.criteria import CRITERIA
from inspanningen.models import Oordeel, Overdracht, Overdrachtspunt, Participatie
from tests.factories import (
    GebruikerFactory,
    InspanningFactory,
    OordeelFactory,
    OordeelrondeFactory,
    OverdrachtFactory,
    OverdrachtspuntFactory,
    ParticipatieFactory,
)

pytestmark = pytest.mark.django_db


def refused(function, *args, **kwargs):
    with pytest.raises(IntegrityError), transaction.atomic():
        function(*args, **kwargs)


@pytest.mark.parametrize("factory", [OordeelFactory, ParticipatieFactory])
def test_a_judgement_is_never_changed_or_deleted(factory):
    row = factory()
    rows = type(row).objects.filter(pk=row.pk)
    refused(rows.update, vastgelegd_op="2020-01-01T12:00Z")
    refused(rows.delete)
    refused(row.save)


@pytest.mark.parametrize("key", [criterium.key for criterium in CRITERIA])
def test_let_op_and_hulp_nodig_need_a_sentence(key):
    refused(OordeelFactory, **{key: "let_op"})
    refused(OordeelFactory, **{key: "hulp_nodig", "hulp_gevraagd": "Denk mee."})
    refused(OordeelFactory, **{key: "misschien", f"{key}_zin": "Wie weet."})
    OordeelFactory(**{key: "let_op", f"{key}_zin": "De vergunning is laat."})
    OordeelFactory(**{key: "hulp_nodig", f"{key}_zin": "Het staat stil.", "hulp_gevraagd": "Denk mee."})


def test_help_is_asked_by_who_needs_it_and_by_no_other():
    refused(OordeelFactory, tempo="hulp_nodig", tempo_zin="Het staat stil.")
    refused(OordeelFactory, hulp_gevraagd="Denk mee.")
    refused(OordeelFactory, hulp_van=GebruikerFactory())


def test_a_correction_says_why_and_replaces_one_oordeel_once():
    eerste = OordeelFactory()
    same = {"ronde": eerste.ronde, "inspanning": eerste.inspanning}
    refused(OordeelFactory, **same)  # a second first one
    refused(OordeelFactory, **same, vervangt=eerste)
    refused(OordeelFactory, reden="Zomaar")
    OordeelFactory(**same, vervangt=eerste, reden="De datum klopte niet.")
    refused(OordeelFactory, **same, vervangt=eerste, reden="Ik ook.")
    assert Oordeel.objects.current().count() == 1


def test_one_round_is_open_at_a_time():
    ronde = OordeelrondeFactory()
    refused(OordeelrondeFactory)
    with pytest.raises(ValidationError, match="Er loopt al een ronde"):
        OordeelrondeFactory.build(geopend_door=ronde.geopend_door).full_clean()
    OordeelrondeFactory(gesloten_op=date(2026, 4, 1), gesloten_door=ronde.geopend_door)


@pytest.mark.parametrize(
    "velden",
    [
        {"uiterlijk": date(2026, 3, 2)},
        {"gesloten_op": date(2026, 4, 1)},
        {"gesloten_op": date(2026, 3, 1), "gesloten_door": "iemand"},
        {"gesloten_door": "iemand"},
    ],
)
def test_a_round_ends_after_it_begins(velden):
    if "gesloten_door" in velden:
        velden = velden | {"gesloten_door": GebruikerFactory()}
    refused(OordeelrondeFactory, **velden)


def test_one_overdracht_runs_at_a_time():
    eerste = OverdrachtFactory()
    refused(OverdrachtFactory, inspanning=eerste.inspanning)
    Overdracht.objects.update(status="gestopt", beeindigd_op=date(2026, 3, 9), slotwoord="Te vroeg.")
    OverdrachtFactory(inspanning=eerste.inspanning)


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "bedacht"},
        {"status": "gestopt", "beeindigd_op": date(2026, 3, 9)},
        {"status": "gestopt", "slotwoord": "Te vroeg."},
        {"status": "klaar"},
        {"status": "afgerond", "beeindigd_op": date(2026, 3, 9)},
        {"beeindigd_op": date(2026, 3, 9)},
        {"uiterlijk": date(2026, 3, 1)},
    ],
)
def test_an_overdracht_ends_as_it_should(velden):
    refused(OverdrachtFactory, **velden)


def test_who_takes_over_did_not_say_that_all_is_done():
    overdracht = OverdrachtFactory()
    refused(
        Overdracht.objects.update,
        status="klaar",
        klaar_op=date(2026, 3, 9),
        klaar_door=overdracht.bateneigenaar,
    )


@pytest.mark.parametrize(
    "velden",
    [{"stand": "bijna"}, {"stand": "gedaan"}, {"stand": "niet_nodig", "op": date(2026, 3, 9), "door": True}],
)
def test_a_punt_is_done_by_someone_or_not_needed_for_a_reason(velden):
    punt = OverdrachtspuntFactory()
    if "door" in velden:
        velden = velden | {"door": GebruikerFactory()}
    refused(Overdrachtspunt.objects.filter(pk=punt.pk).update, **velden)
    refused(OverdrachtspuntFactory, overdracht=punt.overdracht, titel=punt.titel)


@pytest.mark.parametrize("velden", [{"trede": 0}, {"trede": 6}, {"soort": "gehoopt"}, {"hoe": ""}])
def test_participatie_is_a_step_of_the_ladder_and_says_how(velden):
    refused(ParticipatieFactory, **velden)
    assert Participatie.objects.count() == 0


def test_oordelen_are_for_the_municipality_and_participatie_for_all_who_see_inspanningen(gebruiker_met):
    OordeelFactory()
    OverdrachtspuntFactory()
    ParticipatieFactory(inspanning=InspanningFactory())
    bestuur, partner, raadslid = (gebruiker_met(rol) for rol in ("bestuur", "partner", "raadslid"))
    models = (Oordeel, Overdracht, Overdrachtspunt, Participatie)
    assert [m.objects.visible_to(bestuur).count() for m in models] == [1, 1, 1, 1]
    assert [m.objects.visible_to(partner).count() for m in models] == [0, 0, 0, 1]
    assert [m.objects.visible_to(raadslid).count() for m in models] == [0, 0, 0, 0]
