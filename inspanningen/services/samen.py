"""One change to several inspanningen at once: all of them or none."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen import permissions
from inspanningen.models import Inspanning
from inspanningen.services.kaart import change_fase, edit_inspanning
from inspanningen.stand import LIJSTEN

ERBIJ, ERAF = "erbij", "eraf"


class CannotEditTogether(DomainError):
    """One of them was refused; nothing is saved."""


@transaction.atomic
def edit_together(
    pks: Collection[int], *, actor: Gebruiker, naam: str, waarde: Any, hoe: str = "", toelichting: str = ""
) -> int:
    """Give these inspanningen the same `fase` or `projectleider`, or add to or take from one of their lists.

    `naam` is a name of a Versie; for a list (gebieden, principes, doelstellingen) `waarde` is one id and `hoe` says
    ERBIJ or ERAF. Each that changes gets a version of its own. Gives how many changed; raises CannotEditTogether
    with a sentence for each that a rule refuses.
    """
    if permissions.reason_not_to_add(actor):
        raise PermissionDenied(permissions.ONLY_TEAM)
    changed, refusals = 0, []
    for inspanning in Inspanning.objects.visible_to(actor).filter(pk__in=pks).in_order():
        before = inspanning.versienummer
        try:
            after = _change(inspanning, actor, naam, waarde, hoe, toelichting)
        except ValidationError as refused:
            refusals.append(f"{inspanning}: {' '.join(refused.messages)}")
        else:
            changed += after.versienummer != before
    if refusals:
        raise CannotEditTogether([*refusals, "Er is nog niets gewijzigd."])
    return changed


def _change(
    inspanning: Inspanning, actor: Gebruiker, naam: str, waarde: Any, hoe: str, toelichting: str
) -> Inspanning:
    if naam == "fase":
        if inspanning.fase == waarde:
            return inspanning
        return change_fase(inspanning.pk, actor=actor, fase=waarde, toelichting=toelichting)
    if naam in LIJSTEN:
        there = set(getattr(inspanning, naam).values_list("pk", flat=True))
        waarde = there | {waarde} if hoe == ERBIJ else there - {waarde}
    return edit_inspanning(
        inspanning.pk,
        actor=actor,
        basisversie=inspanning.versienummer,
        velden={naam: waarde},
        toelichting=toelichting,
    )
