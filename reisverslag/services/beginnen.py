"""A new versie of what is vastgesteld, and what an author does with what came along in a new reisverslag."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from reisverslag import permissions
from reisverslag.bewerken import lock, open_blok
from reisverslag.models import Blok, Bloksteen, Reisverslag
from reisverslag.vullen import copy_inhoud


class CorrectieGeweigerd(DomainError):
    """A new versie cannot be begun now."""


@transaction.atomic
def start_correctie(reisverslag_id: int, *, actor: Gebruiker, waarom: str) -> Reisverslag:
    """Begin a new versie of what is vastgesteld: all that was fixed stays as it was until its author changes it."""
    oud = lock(reisverslag_id)
    if not permissions.may_write(actor):
        raise PermissionDenied
    if reason := permissions.reason_not_to_correct(actor, oud):
        raise CorrectieGeweigerd(reason)
    nieuw = Reisverslag(
        titel=oud.titel,
        periode_van=oud.periode_van,
        periode_tot=oud.periode_tot,
        publiek=oud.publiek,
        auteur=actor,
        versie=oud.versie + 1,
        vervangt=oud,
        vervangt_waarom=waarom.strip(),
    )
    nieuw.full_clean()
    nieuw.save()

    def copied(blok: Blok) -> Blok:
        return Blok(
            soort=blok.soort,
            volgorde=blok.volgorde,
            vraag=blok.vraag,
            inhoud=blok.inhoud,
            feiten=blok.feiten,
            feiten_op=blok.feiten_op,
        )

    stenen = copy_inhoud(oud, nieuw, copied)
    Bloksteen.objects.bulk_create(stenen)
    audit.record("reisverslag.nieuwe_versie", nieuw, actor=actor, vervangt=oud.pk, versie=nieuw.versie)
    return nieuw


@transaction.atomic
def refresh_blok(blok_id: int, *, actor: Gebruiker) -> Blok:
    """Let a blok of a new versie say how it is now, and not how it was when the versie before it was fixed."""
    blok, reisverslag = open_blok(blok_id, actor)
    if blok.feiten is not None:
        blok.feiten = blok.feiten_op = None
        blok.versienummer += 1
        blok.save(update_fields=["feiten", "feiten_op", "versienummer"])
        audit.record("blok.ververst", reisverslag, actor=actor, blok=blok.pk, soort=blok.soort)
    return blok


@transaction.atomic
def confirm_blok(blok_id: int, *, actor: Gebruiker) -> Blok:
    """What came along from a sjabloon or the last verslag is right as it is."""
    blok, reisverslag = open_blok(blok_id, actor)
    if blok.nog_aanpassen:
        blok.nog_aanpassen = False
        blok.save(update_fields=["nog_aanpassen"])
        audit.record("blok.klopt", reisverslag, actor=actor, blok=blok.pk, soort=blok.soort)
    return blok
