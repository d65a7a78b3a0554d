"""Meldingen: one's own, and nobody else's. What was mailed, for who keeps the users or reads the log."""

from tests.core.rechtenmatrix.wie import BH, FG, INGELOGD, mag, mag_post
from tests.factories import ActiepuntFactory, MeldingFactory

ANDERMANS = {
    "core:melding_list": mag(INGELOGD),
    "core:melding_read_all": mag_post(INGELOGD),
    "core:melding_settings": mag(INGELOGD),
    "core:melding_open": mag_post(),
    "core:melding_read": mag_post(),
    "core:mailbericht_list": mag(FG, BH),
}

EIGEN = {
    "core:melding_open": mag_post(INGELOGD),
    "core:melding_read": mag_post(INGELOGD),
}


def _melding(eigenaar):
    return {"pk": MeldingFactory(ontvanger=eigenaar, onderwerp=ActiepuntFactory(eigenaar=eigenaar)).pk}


OBJECTS = {"core:melding_open": _melding, "core:melding_read": _melding}
