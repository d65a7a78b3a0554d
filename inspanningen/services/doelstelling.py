"""Writing a doelstelling: as a concept, with many hands; then vastgesteld, and from then on with a reason."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from brunssum.core.services import meldingen
from inspanningen.meldingsoorten import DOELSTELLING_VASTGESTELD
from inspanningen.models import Doelstelling, Doelstellingversie
from inspanningen.permissions import doelen as permissions
from inspanningen.tekst import clean, clean_line

TEKST = ("naam", "omschrijving")
FEITEN = ("nummer", "ouder", "hoek", "bateneigenaar", "term_van", "term_tot")


class DoelstellingGeweigerd(DomainError):
    """A rule about doelstellingen said no."""


@transaction.atomic
def add_doelstelling(
    *,
    actor: Gebruiker,
    nummer: str,
    naam: str,
    soort: str = Doelstelling.Soort.STRATEGISCH,
    **velden: Any,
) -> Doelstelling:
    """Begin a doelstelling, as a concept. `velden`: what is known of TEKST and FEITEN."""
    if reason := permissions.reason_not_to_manage(actor):
        raise PermissionDenied(reason)
    doelstelling = Doelstelling(soort=soort)
    _fill(doelstelling, {"nummer": nummer, "naam": naam} | velden)
    _keep_versie(doelstelling, [name for name in (*TEKST, *FEITEN) if velden.get(name)], actor=actor)
    audit.record("doelstelling.toegevoegd", doelstelling, actor=actor, na=_facts(doelstelling))
    return doelstelling


@transaction.atomic
def edit_doelstelling(
    doelstelling_id: int,
    *,
    actor: Gebruiker,
    basisversie: int,
    velden: Mapping[str, Any],
    toelichting: str = "",
    namens: str = "",
) -> Doelstelling:
    """Write on a doelstelling; `basisversie` is the version it was written on, `velden` of TEKST and FEITEN.

    `namens`: the group that writes along on a concept. Its caller has checked that the actor is of it; only the words
    are theirs to write. Raises Tussentijds when another saved since: nothing is overwritten.
    """
    doelstelling = _lock(doelstelling_id)
    if namens:
        _require_words_of_concept(doelstelling, velden)
    elif reason := permissions.reason_not_to_edit_doelstelling(actor, doelstelling):
        raise PermissionDenied(reason)
    if basisversie != doelstelling.versienummer:
        raise Tussentijds(
            "Iemand anders heeft deze doelstelling intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat."
        )
    voor, oude_tekst = _facts(doelstelling), _words(doelstelling)
    _fill(doelstelling, velden)
    voor, na = audit.changed(voor, _facts(doelstelling))
    anders = [name for name, oud in oude_tekst.items() if _words(doelstelling)[name] != oud]
    if not na and not anders:
        return doelstelling
    if doelstelling.status == Doelstelling.Status.VASTGESTELD and not clean_line(toelichting):
        raise DoelstellingGeweigerd(
            {"toelichting": "Deze doelstelling is vastgesteld. Schrijf op waarom zij toch verandert."}
        )
    names = [*anders, *(name for name in FEITEN if name in na)]
    _keep_versie(doelstelling, names, actor=actor, toelichting=toelichting, namens=namens)
    audit.record(
        "doelstelling.bewerkt",
        doelstelling,
        actor=actor,
        voor=voor,
        na=na,
        versie=doelstelling.versienummer,
        **({"namens": namens} if namens else {}),
    )
    return doelstelling


@transaction.atomic
def set_status(
    doelstelling_id: int, *, actor: Gebruiker, status: str, op: date, toelichting: str = ""
) -> Doelstelling:
    """Adopt a doelstelling on day `op`, let it lapse, or make it a concept again."""
    doelstelling = _lock(doelstelling_id)
    if reason := permissions.reason_not_to_adopt(actor):
        raise PermissionDenied(reason)
    nieuw = Doelstelling.Status(status)
    if not doelstelling.can_become(nieuw):
        raise DoelstellingGeweigerd(
            f"Van ‘{doelstelling.get_status_display()}’ naar ‘{nieuw.label}’ kan niet."
            if nieuw != doelstelling.status
            else f"Deze doelstelling is al {nieuw.label.lower()}."
        )
    if nieuw == Doelstelling.Status.VASTGESTELD:
        if zin := permissions.bezwaar_tegen_vaststellen(doelstelling):
            raise DoelstellingGeweigerd(zin)
        doelstelling.vastgesteld_op = op
    else:
        if not clean_line(toelichting):
            raise DoelstellingGeweigerd({"toelichting": "Schrijf op waarom."})
        if nieuw == Doelstelling.Status.CONCEPT:
            doelstelling.vastgesteld_op = None
    voor, doelstelling.status = doelstelling.status, str(nieuw)
    doelstelling.full_clean()
    _keep_versie(doelstelling, ["status"], actor=actor, toelichting=toelichting)
    audit.record(
        f"doelstelling.{nieuw}",
        doelstelling,
        actor=actor,
        voor={"status": voor},
        na={"status": str(nieuw), "op": op.isoformat()},
    )
    if nieuw == Doelstelling.Status.VASTGESTELD:
        _tell_who_wrote(doelstelling, actor)
    return doelstelling


def _tell_who_wrote(doelstelling: Doelstelling, actor: Gebruiker) -> None:
    """The bateneigenaar, and everyone who had a hand in its words."""
    writers = Gebruiker.objects.filter(pk__in=doelstelling.versies.order_by().values("door")).with_rollen()
    people = [doelstelling.bateneigenaar, *writers]
    meldingen.tell(people, soort=DOELSTELLING_VASTGESTELD, onderwerp=doelstelling, actor=actor)


def _lock(doelstelling_id: int) -> Doelstelling:
    return Doelstelling.objects.select_for_update().get(pk=doelstelling_id)


def _fill(doelstelling: Doelstelling, velden: Mapping[str, Any]) -> None:
    if unknown := set(velden) - {*TEKST, *FEITEN}:
        raise TypeError(f"not a field of a doelstelling: {', '.join(sorted(unknown))}")
    for name, value in velden.items():
        if name == "omschrijving":
            value = clean(value)
        elif name in ("naam", "nummer"):
            value = clean_line(value)
        setattr(doelstelling, name, value)
    doelstelling.full_clean()
    ouder = doelstelling.ouder
    if ouder is not None and ouder.soort != Doelstelling.Soort.STRATEGISCH:
        raise DoelstellingGeweigerd({"ouder": f"‘{ouder}’ is zelf operationeel. Kies een strategische doelstelling."})  # fmt: skip
    eigenaar = doelstelling.bateneigenaar
    if "bateneigenaar" in velden and eigenaar is not None and not eigenaar.mag(Recht.INSPANNINGEN_ZIEN):
        raise DoelstellingGeweigerd({"bateneigenaar": f"{eigenaar} kan de doelstellingen niet zien. Kies een ander."})  # fmt: skip


def _keep_versie(
    doelstelling: Doelstelling,
    gewijzigd: list[str],
    *,
    actor: Gebruiker,
    toelichting: str = "",
    namens: str = "",
) -> None:
    doelstelling.versienummer += 1
    doelstelling.save()
    versie = Doelstellingversie(
        doelstelling=doelstelling,
        nummer=doelstelling.versienummer,
        gewijzigd=gewijzigd,
        door=actor,
        namens=namens,
        toelichting=clean_line(toelichting),
        **_words(doelstelling),
    )
    versie.clean_fields(exclude=["doelstelling", "door"])
    versie.save(force_insert=True)


def _require_words_of_concept(doelstelling: Doelstelling, velden: Mapping[str, Any]) -> None:
    if doelstelling.status != Doelstelling.Status.CONCEPT:
        raise DoelstellingGeweigerd(
            "Deze doelstelling is geen concept meer. Wilt u er iets van zeggen? Geef dan een reflectie."
        )
    if not set(velden) <= set(TEKST):
        raise PermissionDenied("Wie meeschrijft, schrijft aan de tekst.")


def _words(doelstelling: Doelstelling) -> dict[str, str]:
    return {name: getattr(doelstelling, name) for name in TEKST}


def _facts(doelstelling: Doelstelling) -> dict[str, Any]:
    return audit.snapshot(doelstelling, FEITEN)
