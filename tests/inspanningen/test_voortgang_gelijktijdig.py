"""People who answer the same voortgang at the same moment: real threads, each with its own connection."""

from datetime import date

import pytest

from inspanningen.models import Voortgangsafhandeling, Voortgangsmelding
from inspanningen.services import voortgang
from inspanningen.services.voortgang import OverMijlpaal
from inspanningen.vage_datum import read
from tests.factories import MijlpaalFactory
from tests.inspanningen.test_mijlpalen_gelijktijdig import at_once
from tests.inspanningen.voortgang import LATER, report

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_those_who_answer_at_once_one_does_and_the_others_are_told(inspanning, weller, projectleider, programmamanager, tmp_path):  # fmt: skip
    mijlpaal = MijlpaalFactory(inspanning=inspanning)
    melding = report(inspanning, weller, over=OverMijlpaal(mijlpaal.pk, wanneer=read("juni 2026")))

    outcome = at_once(
        tmp_path / "db",
        [
            lambda: voortgang.accept_voortgang(melding.pk, actor=projectleider, moment=LATER),
            lambda: voortgang.accept_voortgang(melding.pk, actor=programmamanager, moment=LATER),
            lambda: voortgang.give_back_voortgang(melding.pk, actor=programmamanager, moment=LATER, antwoord="Waar?"),
            lambda: voortgang.withdraw_voortgang(melding.pk, actor=weller, moment=LATER),
        ],
    )  # fmt: skip

    assert outcome == ["opgeslagen"] + ["tussentijds"] * 3
    accepted = Voortgangsafhandeling.objects.get().uitkomst == "aanvaard"
    mijlpaal.refresh_from_db()
    assert mijlpaal.verschuivingen.count() == (1 if accepted else 0)
    assert (mijlpaal.tot == date(2026, 6, 30)) is accepted


def test_what_is_sent_at_once_three_times_is_there_once(inspanning, weller, tmp_path):
    outcome = at_once(tmp_path / "db", [lambda: report(inspanning, weller)] * 3)
    assert outcome == ["opgeslagen"] * 3
    assert Voortgangsmelding.objects.count() == 1
