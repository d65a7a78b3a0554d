"""The groups and who takes part in them."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from ambassadeurs import permissions
from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker


class CannotEnd(DomainError):
    """This membership cannot end on that day."""


@transaction.atomic
def add_groep(
    *,
    actor: Gebruiker,
    naam: str,
    soort: str,
    omschrijving: str,
    gestart_op: date,
    werkwijze: str = "",
) -> Ambassadeursgroep:
    """Begin a group."""
    _require_manager(actor)
    groep = Ambassadeursgroep(
        naam=naam.strip(),
        soort=soort,
        omschrijving=omschrijving.strip(),
        gestart_op=gestart_op,
        werkwijze=werkwijze.strip(),
    )
    groep.full_clean()
    groep.save()
    na = audit.snapshot(groep, ("naam", "soort", "omschrijving", "gestart_op", "werkwijze"))
    audit.record("ambassadeursgroep.gestart", groep, actor=actor, na=na)
    return groep


@transaction.atomic
def change_werkwijze(
    groep_id: int, *, actor: Gebruiker, op: date, werkwijze: str, gelezen: str | None = None
) -> Ambassadeursgroep:
    """Write down how the group wants to work.

    `gelezen` is the text the writer began from: when someone else changed it since, nothing is overwritten.
    """
    groep = Ambassadeursgroep.objects.select_for_update().get(pk=groep_id)
    if not permissions.may_change_werkwijze(actor, groep, op):
        raise PermissionDenied
    if gelezen is not None and gelezen.split() != groep.werkwijze.split():
        raise Tussentijds("Iemand anders heeft de werkwijze intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    voor = audit.snapshot(groep, ["werkwijze"])
    groep.werkwijze = "\n".join(
        werkwijze.strip().splitlines()
    )  # a browser sends other line ends than we keep
    groep.save(update_fields=["werkwijze"])
    voor, na = audit.changed(voor, audit.snapshot(groep, ["werkwijze"]))
    if na:
        audit.record("ambassadeursgroep.werkwijze_gewijzigd", groep, actor=actor, voor=voor, na=na)
    return groep


@transaction.atomic
def add_lid(
    groep_id: int, *, actor: Gebruiker, aanduiding: str, lid_van: date, gebruiker: Gebruiker | None = None
) -> Ambassadeur:
    """Someone joins a group; the account only when they log in here too."""
    _require_manager(actor)
    groep = Ambassadeursgroep.objects.select_for_update().get(pk=groep_id)
    lid = Ambassadeur(groep=groep, aanduiding=aanduiding.strip(), lid_van=lid_van, gebruiker=gebruiker)
    lid.full_clean()
    lid.save()
    audit.record("ambassadeursgroep.lid_erbij", groep, actor=actor, lid=lid.pk, lid_van=lid_van)
    return lid


@transaction.atomic
def end_lidmaatschap(ambassadeur_id: int, *, actor: Gebruiker, lid_tot: date) -> Ambassadeur:
    """Someone leaves; that they were a member stays."""
    _require_manager(actor)
    lid = Ambassadeur.objects.select_for_update().get(pk=ambassadeur_id)
    if lid.lid_tot is not None:
        raise CannotEnd("Dit lidmaatschap is al beëindigd.")
    lid.lid_tot = lid_tot
    lid.full_clean()
    lid.save(update_fields=["lid_tot"])
    audit.record("ambassadeursgroep.lid_weg", lid.groep, actor=actor, lid=lid.pk, lid_tot=lid_tot)
    return lid


def _require_manager(actor: Gebruiker) -> None:
    if not permissions.may_manage(actor):
        raise PermissionDenied
