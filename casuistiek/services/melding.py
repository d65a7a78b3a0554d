"""From what someone sees at a door to a casus that counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F

from brunssum.core import audit
from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Gebied, Gebruiker, LogRegel, Verwerkingsactiviteit
from casuistiek import permissions
from casuistiek.models import Casus, CasusLeefgebied, Nummerreeks, Stapwissel
from casuistiek.samenloop import Afdruk, Stand, afdruk_of, merge, stand_of
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import CannotStep, Incomplete


@dataclass(frozen=True)
class Botsing:
    """A field that both changed, with what now stands there."""

    naam: str
    hunne: str


class Botst(Tussentijds):
    """Another changed the same fields first. Nothing is stored; the second sees both and chooses."""

    def __init__(self, regel: LogRegel | None, botsingen: tuple[Botsing, ...], afdruk: Afdruk):
        door = regel.actor.naam if regel and regel.actor else "Iemand anders"
        super().__init__(f"{door} heeft dit ondertussen ook veranderd. Er is nog niets bewaard.")
        self.botsingen = botsingen
        self.afdruk = {botsing.naam: afdruk[botsing.naam] for botsing in botsingen}


TEKSTEN = ("wat_gaat_mis", "betrokken_partijen")


@transaction.atomic
def save_concept(
    kenmerk: UUID,
    *,
    actor: Gebruiker,
    op: date,
    gebied: Gebied | None = None,
    wat_gaat_mis: str = "",
    leefgebieden: Iterable[str] = (),
    betrokken_partijen: str = "",
    urgentie: int | None = None,
) -> Casus:
    """Keep what is typed so far, as a concept that only its writer sees. Safe to call at every pause in typing.

    Leaves an audit row when the concept begins, not at every pause.
    """
    if not permissions.may_log(actor):
        raise PermissionDenied
    casus, created = Casus.objects.select_for_update().get_or_create(
        kenmerk=kenmerk,
        defaults={
            "casusverantwoordelijke": actor,
            "gemeld_op": op,
            "stap_sinds": op,
            "bewogen_op": op,
            "verwerkingsactiviteit": Verwerkingsactiviteit.objects.for_casussen,
        },
    )
    if not casus.is_concept or casus.casusverantwoordelijke_id != actor.pk:
        raise PermissionDenied
    casus.gebied = gebied
    casus.wat_gaat_mis = wat_gaat_mis.strip()
    casus.betrokken_partijen = betrokken_partijen.strip()
    casus.urgentie = urgentie or Casus.Urgentie.NORMAAL
    casus.save()
    _set_leefgebieden(casus, leefgebieden)
    if created:
        audit.record("casus.concept", casus, actor=actor)
    return casus


@transaction.atomic
def discard_concept(kenmerk: UUID, *, actor: Gebruiker) -> None:
    """Throw away an own concept, for good."""
    casus = Casus.objects.select_for_update().get(kenmerk=kenmerk)
    if not casus.is_concept or casus.casusverantwoordelijke_id != actor.pk:
        raise PermissionDenied
    audit.record("casus.concept_weggegooid", casus, actor=actor)
    casus.delete()


@transaction.atomic
def log_casus(
    *,
    actor: Gebruiker,
    op: date,
    gebied: Gebied,
    wat_gaat_mis: str,
    leefgebieden: Iterable[str],
    betrokken_partijen: str = "",
    urgentie: int = Casus.Urgentie.NORMAAL,
    kenmerk: UUID | None = None,
) -> Casus:
    """Make a concept count: from now on it has a number, a clock and a casusverantwoordelijke (who logs it).

    Pressing twice gives the same casus.
    """
    if kenmerk is not None:
        already = Casus.objects.logged().of(actor).filter(kenmerk=kenmerk).first()
        if already is not None:
            return already
    leefgebieden = list(leefgebieden)
    if gebied is None or not wat_gaat_mis.strip() or not leefgebieden:
        raise Incomplete("Vul in waar het is, wat er misgaat en om welk leefgebied het gaat.")
    casus = save_concept(
        kenmerk or uuid4(),
        actor=actor,
        op=op,
        gebied=gebied,
        wat_gaat_mis=wat_gaat_mis,
        leefgebieden=leefgebieden,
        betrokken_partijen=betrokken_partijen,
        urgentie=urgentie,
    )
    casus.is_concept = False
    casus.nummer = _next_nummer(op.year)
    casus.gemeld_op = casus.stap_sinds = casus.bewogen_op = op
    casus.save()
    Stapwissel.objects.create(casus=casus, naar=casus.stap, op=op, door=actor)
    audit.record(
        "casus.gemeld",
        casus,
        actor=actor,
        na={"nummer": casus.nummer, "gebied_id": gebied.pk, "urgentie": casus.urgentie, "stap": casus.stap},
    )
    return casus


@transaction.atomic
def edit_casus(
    casus_id: int,
    *,
    actor: Gebruiker,
    op: date,
    gebied: Gebied,
    wat_gaat_mis: str,
    leefgebieden: Iterable[str],
    betrokken_partijen: str,
    urgentie: int,
    gelezen: Afdruk | None = None,
) -> Casus:
    """Put right or complete what was logged. The audit row names the texts that changed, not what they say.

    `gelezen` is the print of the fields as they were read (samenloop.py). What another changed meanwhile and this
    person did not, stays; what both changed raises Botst and stores nothing.
    """
    casus = lock(casus_id)
    if not permissions.may_handle(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    if not casus.is_open:
        raise CannotStep("Alleen een lopende casus is aan te vullen.")
    nu = stand_of(casus)
    mijn = {
        "gebied": gebied.pk,
        "wat_gaat_mis": wat_gaat_mis.strip(),
        "leefgebieden": sorted(leefgebieden),
        "betrokken_partijen": betrokken_partijen.strip(),
        "urgentie": urgentie,
    }
    samen = merge(gelezen or {}, nu, mijn)
    if samen.botsingen:
        raise _botst(casus, samen.botsingen, nu)
    fields = ("gebied", "urgentie")
    voor, teksten = audit.snapshot(casus, fields), audit.snapshot(casus, TEKSTEN)
    casus.gebied_id, casus.urgentie = samen.waarden["gebied"], samen.waarden["urgentie"]
    casus.wat_gaat_mis = samen.waarden["wat_gaat_mis"]
    casus.betrokken_partijen = samen.waarden["betrokken_partijen"]
    touch(casus, op)
    casus.save()
    _set_leefgebieden(casus, samen.waarden["leefgebieden"])
    voor, na = audit.changed(voor, audit.snapshot(casus, fields))
    changed = [name for name in TEKSTEN if teksten[name] != getattr(casus, name)]
    audit.record("casus.aangevuld", casus, actor=actor, voor=voor, na=na, teksten=changed)
    return casus


def _botst(casus: Casus, velden: tuple[str, ...], nu: Stand) -> Botst:
    """Who was first, and what now stands in the fields that both changed."""
    regel = LogRegel.objects.about(casus).filter(actie="casus.aangevuld").first()
    words = {
        "gebied": str(casus.gebied),
        "leefgebieden": ", ".join(casus.leefgebied_labels),
        "urgentie": casus.get_urgentie_display(),
    }
    botsingen = tuple(Botsing(naam, words.get(naam, nu[naam])) for naam in velden)
    return Botst(regel, botsingen, afdruk_of(nu))


def _set_leefgebieden(casus: Casus, leefgebieden: Iterable[str]) -> None:
    wanted, present = set(leefgebieden), {regel.leefgebied for regel in casus.leefgebieden.all()}
    casus.leefgebieden.filter(leefgebied__in=present - wanted).delete()
    CasusLeefgebied.objects.bulk_create(
        CasusLeefgebied(casus=casus, leefgebied=leefgebied) for leefgebied in sorted(wanted - present)
    )


def _next_nummer(jaar: int) -> str:
    """The next number of a year. Holds the row of that year until the transaction ends, so no number comes twice."""
    Nummerreeks.objects.get_or_create(jaar=jaar)
    Nummerreeks.objects.filter(jaar=jaar).update(laatste=F("laatste") + 1)
    return str(Nummerreeks.objects.get(jaar=jaar))
