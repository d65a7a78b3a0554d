"""Who may do what with what we learn from and give to other gemeenten."""

from collections.abc import Iterable

from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from inspanningen.models import Leeruitwisseling

NOT_YOURS = "Dit kan wie de uitwisseling vastlegde, of het programmateam."


def reason_not_to_edit_uitwisseling(user: Gebruiker, uitwisseling: Leeruitwisseling) -> str:
    """Why this person may not change or finish it; empty when they may."""
    mine = uitwisseling.vastgelegd_door_id == user.pk and user.mag(Recht.LEREN_TOEVOEGEN)
    return "" if mine or user.mag(Recht.LEREN_BEHEREN) else NOT_YOURS


def bezwaar_tegen_afronden(uitwisseling: Leeruitwisseling) -> str:
    if uitwisseling.staat == Leeruitwisseling.Staat.OPEN:
        return ""
    return f"Deze uitwisseling is al afgerond: {uitwisseling.get_staat_display().lower()}."


def may_edit(user: Gebruiker, uitwisselingen: Iterable[Leeruitwisseling]) -> set[int]:
    """The pks of those that this person may correct."""
    return {one.pk for one in uitwisselingen if not reason_not_to_edit_uitwisseling(user, one)}


def may_finish(user: Gebruiker, uitwisselingen: Iterable[Leeruitwisseling]) -> set[int]:
    """The pks of those that this person may still finish."""
    return {
        one.pk
        for one in uitwisselingen
        if not (reason_not_to_edit_uitwisseling(user, one) or bezwaar_tegen_afronden(one))
    }
