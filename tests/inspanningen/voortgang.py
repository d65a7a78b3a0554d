"""Handing in voortgang, as the tests of it do."""

from datetime import UTC, date, datetime, timedelta

from inspanningen.services import voortgang as services

MOMENT = datetime(2026, 5, 20, 10, tzinfo=UTC)
DAG = date(2026, 5, 20)
LATER = MOMENT + timedelta(hours=1)


def report(inspanning, actor, **kwargs):
    velden = {"moment": MOMENT, "peildatum": DAG, "gedaan": "Twaalf woningen zijn klaar."} | kwargs
    return services.report_voortgang(inspanning.pk, actor=actor, **velden)
