"""The audit trail: what a row says, and that it stays as it was written."""

import pytest
from django.db import IntegrityError, transaction

from brunssum.core import audit
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from tests.factories import GebiedFactory


@pytest.fixture
def logregel(programmamanager):
    gebied = GebiedFactory()
    return audit.record(
        "gebied.gewijzigd", gebied, actor=programmamanager, voor={"naam": "A"}, na={"naam": "B"}
    )


def test_record_says_who_did_what_to_which_object(logregel, programmamanager):
    regel = LogRegel.objects.get()
    assert (regel.actor, regel.actie) == (programmamanager, "gebied.gewijzigd")
    assert (regel.object_soort.model, regel.voor, regel.na) == ("gebied", {"naam": "A"}, {"naam": "B"})


def test_logregel_is_not_changed_not_even_by_a_queryset(logregel):
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        LogRegel.objects.update(actie="iets.anders")
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        logregel.save()
    assert LogRegel.objects.get().actie == "gebied.gewijzigd"


def test_logregel_is_not_deleted_not_even_by_a_queryset(logregel):
    with pytest.raises(IntegrityError, match=r"never .*deleted"), transaction.atomic():
        LogRegel.objects.all().delete()
    with pytest.raises(IntegrityError, match=r"never .*deleted"), transaction.atomic():
        LogRegel.objects.all()._raw_delete(using="default")
    assert LogRegel.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_logregel_survives_no_flush_of_a_test(programmamanager):
    audit.record("gebruiker.gewijzigd", programmamanager, actor=programmamanager)
    assert LogRegel.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_logregel_is_kept_after_that_flush_as_well(programmamanager):
    assert not LogRegel.objects.exists(), "the flush of the test above emptied the table"
    audit.record("gebruiker.gewijzigd", programmamanager, actor=programmamanager)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogRegel.objects.all().delete()


def test_about_gives_the_history_of_one_object_newest_first(programmamanager):
    one, other = GebiedFactory(), GebiedFactory()
    audit.record("gebied.toegevoegd", one, actor=None)
    audit.record("gebied.toegevoegd", other, actor=None)
    audit.record("gebied.gewijzigd", one, actor=programmamanager)
    assert [regel.actie for regel in LogRegel.objects.about(one)] == ["gebied.gewijzigd", "gebied.toegevoegd"]


def test_visible_to_shows_the_log_to_the_functionaris_only(gebruiker_met, logregel):
    assert LogRegel.objects.visible_to(gebruiker_met(Rol.FUNCTIONARIS)).count() == 1
    for rol in set(Rol) - {Rol.FUNCTIONARIS}:
        assert not LogRegel.objects.visible_to(gebruiker_met(rol)).exists(), rol


def test_changed_gives_only_what_differs():
    assert audit.changed({"naam": "A", "soort": "wijk"}, {"naam": "B", "soort": "wijk"}) == (
        {"naam": "A"},
        {"naam": "B"},
    )
