"""How much an inspanning brings a doelstelling closer, why we think so, and what we saw of it."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker
from inspanningen import permissions
from inspanningen.models import Bewijs, Bijdrage
from inspanningen.tekst import clean
from monitor.models import Indicator, Verhaal

NIET_OP_DE_KAART = "Deze bijdrage staat niet meer op de kaart. Kies de doelstelling daar eerst weer."


class BijdrageGeweigerd(DomainError):
    """A rule about bijdragen said no."""


@transaction.atomic
def edit_bijdrage(
    bijdrage_id: int, *, actor: Gebruiker, sterkte: str, aanname: str, gelezen: str | None = None
) -> Bijdrage:
    """Say how strong a bijdrage is (empty: nobody knows yet) and why we think it works.

    `gelezen` is the aanname the writer began from: when another wrote since, nothing is overwritten (Tussentijds).
    """
    bijdrage = _lock(bijdrage_id, actor)
    if gelezen is not None and gelezen.split() != bijdrage.aanname.split():
        raise Tussentijds("Iemand anders heeft de aanname intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    voor = audit.snapshot(bijdrage, ("sterkte", "aanname"))
    bijdrage.sterkte, bijdrage.aanname = sterkte, clean(aanname)
    voor, na = audit.changed(voor, audit.snapshot(bijdrage, ("sterkte", "aanname")))
    if not na:
        return bijdrage
    bijdrage.gewijzigd_op = timezone.now()
    bijdrage.full_clean()
    bijdrage.save()
    audit.record("bijdrage.bewerkt", bijdrage, actor=actor, voor=voor, na=na)
    return bijdrage


@transaction.atomic
def add_bewijs(
    bijdrage_id: int,
    *,
    actor: Gebruiker,
    vandaag: date,
    op: date,
    tekst: str,
    richting: str,
    indicator: Indicator | None = None,
    verhaal: Verhaal | None = None,
) -> Bewijs:
    """Write down what was seen on day `op`. It stays: what proves to be wrong is followed by a newer bewijs."""
    bijdrage = _lock(bijdrage_id, actor)
    if not bijdrage.loopt:
        raise BijdrageGeweigerd(NIET_OP_DE_KAART)
    if op > vandaag:
        raise BijdrageGeweigerd({"op": "Deze dag moet nog komen. Leg het vast als u het gezien hebt."})
    if verhaal is not None and verhaal.status != Verhaal.Status.GEPUBLICEERD:
        raise BijdrageGeweigerd({"verhaal": "Kies een verhaal dat gepubliceerd is."})
    bewijs = Bewijs(
        bijdrage=bijdrage,
        op=op,
        tekst=clean(tekst),
        richting=richting,
        indicator=indicator,
        verhaal=verhaal,
        door=actor,
    )
    bewijs.full_clean()
    bewijs.save(force_insert=True)
    audit.record("bijdrage.bewijs_erbij", bijdrage, actor=actor, bewijs=bewijs.pk, richting=richting)
    return bewijs


def _lock(bijdrage_id: int, actor: Gebruiker) -> Bijdrage:
    rows = Bijdrage.objects.select_related("inspanning", "doelstelling")
    bijdrage = rows.select_for_update(of=("self",)).get(pk=bijdrage_id)
    if reason := permissions.reason_not_to_edit(actor, bijdrage.inspanning):
        raise PermissionDenied(reason)
    return bijdrage
