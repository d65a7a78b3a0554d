"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from inspanningen.models import Mijlpaal, Planningsregel, Programma, Realisatieplanning, Verschuiving
from inspanningen.services import mijlpalen, realisatieplanningen
from inspanningen.vage_datum import read
from tests.factories import MijlpaalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "velden",
    [
        {"status": "bedacht"},
        {"naam": ""},
        {"tot": date(2026, 3, 31)},
        {"eerste_tot": date(2026, 3, 31)},
        {"status": "gehaald"},
        {"gehaald_op": date(2026, 4, 1)},
        {"status": "vervallen"},
        {"status": "vervallen", "vervallen_op": date(2026, 4, 1)},
        {"vervallen_reden": "Kan niet."},
    ],
)
def test_the_database_refuses_a_mijlpaal_that_cannot_be(velden):
    mijlpaal = MijlpaalFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mijlpaal.objects.filter(pk=mijlpaal.pk).update(**velden)


@pytest.mark.parametrize("aantal", [0, 13])
def test_the_database_refuses_a_rhythm_that_cannot_be(aantal):
    programma = Programma.objects.create(naam="P", ambitie="A", start=2024, horizon=2050)
    with pytest.raises(IntegrityError), transaction.atomic():
        Programma.objects.filter(pk=programma.pk).update(realisatieplanning_per_jaar=aantal)


def test_what_was_frozen_is_never_changed_or_deleted(programmamanager):
    mijlpaal = MijlpaalFactory()
    mijlpalen.edit_mijlpaal(
        mijlpaal.pk, actor=programmamanager, op=date(2026, 4, 1), naam="Klaar", wanneer=read("mei 2026"), reden="Later"
    )  # fmt: skip
    planning = realisatieplanningen.take_realisatieplanning(
        actor=programmamanager, naam="voorjaar 2026", op=date(2026, 4, 1)
    )
    for model in (Realisatieplanning, Planningsregel, Verschuiving):
        assert model.objects.exists()
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            model.objects.update(id=99)
        with pytest.raises(IntegrityError, match=r"never .*deleted"), transaction.atomic():
            model.objects.all()._raw_delete(using="default")
    with pytest.raises(ProtectedError):
        mijlpaal.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Realisatieplanning.objects.create(naam="", genomen_op=planning.genomen_op, genomen_door=programmamanager)  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Planningsregel.objects.create(
            realisatieplanning=planning,
            mijlpaal=mijlpaal,
            inspanning_id=mijlpaal.inspanning_id,
            inspanning_nummer="1",
            inspanning_naam="Nog een keer",
            naam="Klaar",
            status="gepland",
            **dict.fromkeys(("van", "tot", "eerste_van", "eerste_tot"), date(2026, 4, 1)),
        )
