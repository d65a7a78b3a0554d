"""Where the system jams: named once, seen by many casussen, asked about when it keeps coming back."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit, vrije_tekst
from brunssum.core.models import Actiepunt, Gebruiker, Organisatie
from brunssum.core.permissions.actiepunten import may_finish, may_hand_over
from brunssum.core.services import actiepunten
from casuistiek import permissions
from casuistiek.models import Casus, Casusknelpunt, Knelpunt
from casuistiek.queries import names_betrokkene
from casuistiek.queries.knelpunten import map_changed
from casuistiek.services.stap import lock, touch
from casuistiek.services.weigeringen import CannotLearn
from inspanningen.models import Leerpunt
from inspanningen.services import add_leerpunt

VRAAGT_LEERPUNT = 3
"""So many casussen on one knelpunt, and its owner is asked for a leerpunt."""

LEERPUNT_BINNEN = timedelta(weeks=4)

FIELDS = ("naam", "soort", "domein", "regeling", "organisatie", "eigenaar")
TEKSTEN = ("omschrijving", "wat_helpt")


# One casus


@transaction.atomic
def link_knelpunt(casus_id: int, *, actor: Gebruiker, op: date, knelpunt: Knelpunt) -> Casusknelpunt:
    """Say that this casus ran into this knelpunt. Asks its owner for a leerpunt when it came back often enough."""
    casus = _casus(casus_id, actor)
    knelpunt = _lock_current(knelpunt.pk)
    if Casusknelpunt.objects.of(knelpunt).filter(casus=casus).exists():
        raise CannotLearn("Dit knelpunt staat al bij deze casus.")
    link = Casusknelpunt.objects.create(casus=casus, knelpunt=knelpunt, door=actor, op=op)
    map_changed()
    touch(casus, op)
    casus.save(update_fields=["bewogen_op"])
    audit.record("casus.knelpunt", casus, actor=actor, na={"knelpunt_id": knelpunt.pk})
    _ask_for_leerpunt(knelpunt, op)
    return link


@transaction.atomic
def unlink_knelpunt(casus_id: int, *, actor: Gebruiker, knelpunt: Knelpunt) -> None:
    """It was another knelpunt after all. Done twice is done once."""
    casus = _casus(casus_id, actor)
    removed, _ = Casusknelpunt.objects.of(knelpunt).filter(casus=casus).delete()
    if removed:
        map_changed()
        audit.record("casus.knelpunt_weg", casus, actor=actor, voor={"knelpunt_id": knelpunt.pk})


# The knelpunt itself


@transaction.atomic
def add_knelpunt(
    *,
    actor: Gebruiker,
    op: date,
    naam: str,
    soort: str,
    domein: str,
    regeling: str = "",
    organisatie: Organisatie | None = None,
    omschrijving: str = "",
    wat_helpt: str = "",
    eigenaar: Gebruiker | None = None,
    casus_id: int | None = None,
) -> Knelpunt:
    """Name a knelpunt that nobody named yet; who does so owns it, unless another is given.

    `casus_id`: the casus where it was seen, which carries it from now on.
    """
    if not permissions.may_add_knelpunt(actor):
        raise PermissionDenied(permissions.NIET_LEREND)
    knelpunt = Knelpunt(gemaakt_op=op)
    values = {"naam": naam, "soort": soort, "domein": domein, "regeling": regeling}
    values |= {"omschrijving": omschrijving, "wat_helpt": wat_helpt}
    _fill(knelpunt, values, organisatie, eigenaar or actor)
    if casus_id is not None:
        casus = _casus(casus_id, actor)
        if names_betrokkene(casus, "\n".join(values.values())):
            raise CannotLearn("Er staat een naam van een betrokkene in. Een knelpunt lezen ook anderen: haal die eruit.")  # fmt: skip
    audit.record("knelpunt.toegevoegd", knelpunt, actor=actor, na=audit.snapshot(knelpunt, FIELDS))
    if casus_id is not None:
        link_knelpunt(casus_id, actor=actor, op=op, knelpunt=knelpunt)
    return knelpunt


@transaction.atomic
def edit_knelpunt(
    knelpunt_id: int,
    *,
    actor: Gebruiker,
    naam: str,
    soort: str,
    domein: str,
    regeling: str,
    organisatie: Organisatie | None,
    omschrijving: str,
    wat_helpt: str,
    eigenaar: Gebruiker,
) -> Knelpunt:
    """Say it better, or give it another owner, who takes over what was asked."""
    knelpunt = _lock_current(knelpunt_id)
    if not permissions.may_edit_knelpunt(actor, knelpunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR_KNELPUNT)
    voor, teksten = audit.snapshot(knelpunt, FIELDS), audit.snapshot(knelpunt, TEKSTEN)
    values = {"naam": naam, "soort": soort, "domein": domein, "regeling": regeling}
    values |= {"omschrijving": omschrijving, "wat_helpt": wat_helpt}
    _fill(knelpunt, values, organisatie, eigenaar)
    voor, na = audit.changed(voor, audit.snapshot(knelpunt, FIELDS))
    changed = [name for name in TEKSTEN if teksten[name] != getattr(knelpunt, name)]
    if na or changed:
        audit.record("knelpunt.bewerkt", knelpunt, actor=actor, voor=voor, na=na, teksten=changed)
    if "eigenaar" in na:
        for asked in _asked(knelpunt):
            if may_hand_over(actor, asked):
                actiepunten.hand_over(asked.pk, actor=actor, naar=eigenaar)
    return knelpunt


@transaction.atomic
def merge_knelpunt(knelpunt_id: int, *, actor: Gebruiker, op: date, naar: Knelpunt) -> Knelpunt:
    """Two names for one thing: from now on `naar` counts for both. The old one keeps its casussen and its address."""
    if not permissions.may_merge_knelpunten(actor):
        raise PermissionDenied(permissions.NIET_LERENBEHEER)
    oud, naar = _lock_current(knelpunt_id), _lock_current(naar.pk)
    if oud == naar:
        raise CannotLearn("Kies een ander knelpunt.")
    oud.opgenomen_in = naar
    oud.full_clean()
    oud.save(update_fields=["opgenomen_in"])
    Knelpunt.objects.filter(opgenomen_in=oud).update(opgenomen_in=naar)
    naar.leerpunten.add(*oud.leerpunten.all())
    map_changed()
    for asked in _asked(oud):
        actiepunten.withdraw(asked.pk, actor=None)
    audit.record("knelpunt.samengevoegd", oud, actor=actor, na={"opgenomen_in_id": naar.pk})
    audit.record("knelpunt.aangevuld", naar, actor=actor, opgenomen=oud.pk)
    _ask_for_leerpunt(naar, op)
    return naar


@transaction.atomic
def split_knelpunt(
    knelpunt_id: int,
    *,
    actor: Gebruiker,
    op: date,
    naam: str,
    soort: str,
    domein: str,
    casussen: Iterable[Casus] = (),
) -> Knelpunt:
    """One name for two things: part of it gets a name of its own, and takes along these casussen.

    Only casussen that the actor may see; who saw the knelpunt there, and when, stays.
    """
    if not permissions.may_merge_knelpunten(actor):
        raise PermissionDenied(permissions.NIET_LERENBEHEER)
    bron = _lock_current(knelpunt_id)
    nieuw = Knelpunt(gemaakt_op=op, afgesplitst_van=bron)
    values = {"naam": naam, "soort": soort, "domein": domein, "regeling": bron.regeling}
    _fill(nieuw, values | {"omschrijving": "", "wat_helpt": ""}, bron.organisatie, bron.eigenaar)
    visible = Casus.objects.visible_to(actor).filter(pk__in=[casus.pk for casus in casussen])
    moved = set()
    for link in Casusknelpunt.objects.of(bron).filter(casus__in=visible).select_related("casus"):
        if link.casus_id in moved:  # it came along from both of two that were merged: one of them is enough
            continue
        moved.add(link.casus_id)
        voor, link.knelpunt = link.knelpunt_id, nieuw
        link.save(update_fields=["knelpunt"])
        audit.record("casus.knelpunt_verplaatst", link.casus, actor=actor, voor={"knelpunt_id": voor}, na={"knelpunt_id": nieuw.pk})  # fmt: skip
    Casusknelpunt.objects.of(bron).filter(casus__in=moved).delete()
    audit.record("knelpunt.afgesplitst", nieuw, actor=actor, na=audit.snapshot(nieuw, FIELDS), van=bron.pk)
    audit.record("knelpunt.gesplitst", bron, actor=actor, nieuw=nieuw.pk, casussen=len(moved))
    _ask_for_leerpunt(nieuw, op)
    return nieuw


# What we learn from it


@transaction.atomic
def link_leerpunt(knelpunt_id: int, *, actor: Gebruiker, leerpunt: Leerpunt) -> Knelpunt:
    """Say that this leerpunt is about this knelpunt. Who was asked for one has done it."""
    knelpunt = _lock_current(knelpunt_id)
    if not permissions.may_add_knelpunt(actor):
        raise PermissionDenied(permissions.NIET_LEREND)
    knelpunt.leerpunten.add(leerpunt)
    map_changed()
    audit.record("knelpunt.leerpunt", knelpunt, actor=actor, na={"leerpunt_id": leerpunt.pk})
    for asked in _asked(knelpunt):
        if may_finish(actor, asked):
            actiepunten.finish(asked.pk, actor=actor, uitkomst=f"Leerpunt: {leerpunt.titel}")
        else:
            actiepunten.withdraw(asked.pk, actor=None)
    return knelpunt


@transaction.atomic
def learn_from_knelpunt(
    knelpunt_id: int, *, actor: Gebruiker, op: date, titel: str, tekst: str, leercirkel: str
) -> Leerpunt:
    """Write down what this knelpunt teaches."""
    knelpunt = Knelpunt.objects.get(pk=knelpunt_id)
    leerpunt = add_leerpunt(
        actor=actor,
        op=op,
        titel=titel,
        tekst=tekst,
        leercirkel=leercirkel,
        herkomst=f"Knelpunt: {knelpunt.naam}",
    )
    link_leerpunt(knelpunt.pk, actor=actor, leerpunt=leerpunt)
    return leerpunt


@transaction.atomic
def unlink_leerpunt(knelpunt_id: int, *, actor: Gebruiker, leerpunt: Leerpunt) -> Knelpunt:
    """This leerpunt is about something else. The leerpunt stays."""
    knelpunt = _lock_current(knelpunt_id)
    if not permissions.may_edit_knelpunt(actor, knelpunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR_KNELPUNT)
    knelpunt.leerpunten.remove(leerpunt)
    map_changed()
    audit.record("knelpunt.leerpunt_weg", knelpunt, actor=actor, voor={"leerpunt_id": leerpunt.pk})
    return knelpunt


def _casus(casus_id: int, actor: Gebruiker) -> Casus:
    """The casus, for this transaction alone; also one that ended, for what was learned late."""
    casus = lock(casus_id)
    if not permissions.may_link_knelpunt(actor, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    if casus.is_concept:
        raise CannotLearn("Deze casus is nog een concept. Maak de melding eerst af.")
    return casus


def _lock_current(knelpunt_id: int) -> Knelpunt:
    """The knelpunt that counts: itself, or the one it was merged into."""
    knelpunt = Knelpunt.objects.select_for_update().get(pk=knelpunt_id)
    if knelpunt.opgenomen_in_id:
        return Knelpunt.objects.select_for_update().get(pk=knelpunt.opgenomen_in_id)
    return knelpunt


def _fill(
    knelpunt: Knelpunt, values: dict[str, str], organisatie: Organisatie | None, eigenaar: Gebruiker
) -> None:
    for name, value in values.items():
        setattr(knelpunt, name, value.strip())
    knelpunt.organisatie, knelpunt.eigenaar = organisatie, eigenaar
    if found := vrije_tekst.find("\n".join(values.values())):
        raise CannotLearn(
            f"Een knelpunt lezen ook anderen. Er staat {' en '.join(found)} in. Haal dat eruit."
        )
    knelpunt.full_clean()
    knelpunt.save()
    map_changed()


def _ask_for_leerpunt(knelpunt: Knelpunt, op: date) -> None:
    """Once, when enough casussen ran into it and nobody learned from it yet."""
    casussen = Casusknelpunt.objects.of(knelpunt).values("casus").distinct().count()
    if casussen < VRAAGT_LEERPUNT or knelpunt.leerpunten.exists() or not knelpunt.eigenaar.is_active:
        return
    actiepunten.make(
        actor=None,
        titel=f"Maak een leerpunt van: {knelpunt.naam}"[:150],
        toelichting="Dit knelpunt kwam bij verschillende casussen terug. Wat moet er anders, en wie kan dat veranderen?",
        eigenaar=knelpunt.eigenaar,
        vervalt_op=op + LEERPUNT_BINNEN,
        onderwerp=knelpunt,
        soort="knelpunt.leerpunt",
        sleutel=f"knelpunt.leerpunt:{knelpunt.pk}",
    )


def _asked(knelpunt: Knelpunt):
    """The actiepunt that asks for a leerpunt, while it runs."""
    return Actiepunt.objects.open().about(knelpunt).filter(soort="knelpunt.leerpunt")
