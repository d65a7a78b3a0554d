"""What waits for what. A circle is refused: in it nobody could begin."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker
from inspanningen.gelijktijdig import next_versie
from inspanningen.models import Afhankelijkheid, Inspanning, Mijlpaal
from inspanningen.permissions import afhankelijkheid as permissions
from inspanningen.tekst import clean_line

RECORDED = ("inspanning", "hangt_af_van", "mijlpaal", "buiten", "waarvoor", "nodig_van", "nodig_tot", "is_kritiek", "reden_kritiek")  # fmt: skip


class AfhankelijkheidGeweigerd(DomainError):
    """A rule about what waits for what said no."""


class Kring(AfhankelijkheidGeweigerd):
    """These inspanningen would wait for each other in a circle."""


@transaction.atomic
def add_afhankelijkheid(
    inspanning_id: int,
    *,
    actor: Gebruiker,
    waarvoor: str,
    hangt_af_van: Inspanning | None = None,
    mijlpaal: Mijlpaal | None = None,
    buiten: str = "",
    nodig_van: date | None = None,
    nodig_tot: date | None = None,
    is_kritiek: bool = False,
    reden_kritiek: str = "",
) -> Afhankelijkheid:
    """Say what an inspanning waits for: another one, or something outside the programme."""
    _lock_all()
    inspanning = Inspanning.objects.get(pk=inspanning_id)
    _may(actor, inspanning)
    afhankelijkheid = Afhankelijkheid(inspanning=inspanning)
    _fill(
        afhankelijkheid, hangt_af_van, mijlpaal, buiten, waarvoor, nodig_van, nodig_tot, is_kritiek, reden_kritiek
    )  # fmt: skip
    audit.record("afhankelijkheid.toegevoegd", afhankelijkheid, actor=actor, na=_stand(afhankelijkheid))
    return afhankelijkheid


@transaction.atomic
def edit_afhankelijkheid(
    afhankelijkheid_id: int,
    *,
    actor: Gebruiker,
    waarvoor: str,
    hangt_af_van: Inspanning | None,
    mijlpaal: Mijlpaal | None,
    buiten: str,
    nodig_van: date | None,
    nodig_tot: date | None,
    is_kritiek: bool,
    reden_kritiek: str,
    gelezen: int | None = None,
) -> Afhankelijkheid:
    """Change what it waits for. `gelezen`: the version the writer began from (Tussentijds when there is a newer)."""
    afhankelijkheid = _lock(afhankelijkheid_id, actor)
    next_versie(afhankelijkheid, gelezen)
    before = _stand(afhankelijkheid)
    _fill(
        afhankelijkheid, hangt_af_van, mijlpaal, buiten, waarvoor, nodig_van, nodig_tot, is_kritiek, reden_kritiek
    )  # fmt: skip
    voor, na = audit.changed(before, _stand(afhankelijkheid))
    audit.record("afhankelijkheid.bewerkt", afhankelijkheid, actor=actor, voor=voor, na=na)
    return afhankelijkheid


@transaction.atomic
def remove_afhankelijkheid(afhankelijkheid_id: int, *, actor: Gebruiker) -> Inspanning:
    """It waits no longer; what it was stays in the audit trail. Gives the inspanning that waited."""
    afhankelijkheid = _lock(afhankelijkheid_id, actor)
    audit.record("afhankelijkheid.weggehaald", afhankelijkheid, actor=actor, voor=_stand(afhankelijkheid))
    afhankelijkheid.delete()
    return afhankelijkheid.inspanning


def _lock_all() -> None:
    """Nobody else changes the graph now: two who each add one half would close a circle together."""
    list(Inspanning.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _lock(afhankelijkheid_id: int, actor: Gebruiker) -> Afhankelijkheid:
    _lock_all()
    rows = Afhankelijkheid.objects.select_for_update(of=("self",)).select_related("inspanning")
    afhankelijkheid = rows.get(pk=afhankelijkheid_id)
    _may(actor, afhankelijkheid.inspanning)
    return afhankelijkheid


def _may(actor: Gebruiker, inspanning: Inspanning) -> None:
    if reason := permissions.reason_not_to_change(actor, inspanning):
        raise PermissionDenied(reason)


def _fill(
    afhankelijkheid: Afhankelijkheid,
    hangt_af_van: Inspanning | None,
    mijlpaal: Mijlpaal | None,
    buiten: str,
    waarvoor: str,
    nodig_van: date | None,
    nodig_tot: date | None,
    is_kritiek: bool,
    reden_kritiek: str,
) -> None:
    afhankelijkheid.hangt_af_van, afhankelijkheid.buiten = hangt_af_van, clean_line(buiten)
    if mijlpaal is not None and hangt_af_van is not None and mijlpaal.inspanning_id != hangt_af_van.pk:
        raise AfhankelijkheidGeweigerd(
            {"mijlpaal": f"Deze mijlpaal hoort niet bij {hangt_af_van}. Kies een andere."}
        )
    afhankelijkheid.mijlpaal = mijlpaal
    afhankelijkheid.waarvoor = clean_line(waarvoor)
    afhankelijkheid.nodig_van, afhankelijkheid.nodig_tot = nodig_van, nodig_tot
    afhankelijkheid.is_kritiek = is_kritiek
    afhankelijkheid.reden_kritiek = clean_line(reden_kritiek) if is_kritiek else ""
    afhankelijkheid.full_clean()
    if hangt_af_van is not None:
        _refuse_circle(afhankelijkheid)
    afhankelijkheid.save()


def _refuse_circle(nieuw: Afhankelijkheid) -> None:
    others = Afhankelijkheid.objects.filter(hangt_af_van__isnull=False).exclude(pk=nieuw.pk)
    edges = list(others.order_by("pk").values_list("inspanning", "hangt_af_van"))
    path = _find_path(edges, nieuw.hangt_af_van_id, nieuw.inspanning_id)
    if not path:
        return
    nummers = dict(Inspanning.objects.filter(pk__in=path).values_list("pk", "nummer"))
    circle = [nummers[pk] for pk in [nieuw.inspanning_id, *path]]
    steps = [f"{waits} wacht op {on}" for waits, on in pairwise(circle)]
    raise Kring(
        {
            "hangt_af_van": f"Dit maakt een kring: {', '.join(steps[:-1])} en {steps[-1]}. Dan kan niemand beginnen."
        }
    )


def _find_path(edges: Iterable[tuple[int, int]], van: int, naar: int) -> list[int]:
    """The shortest way along these edges, both ends included; empty when there is none."""
    nexts: dict[int, list[int]] = {}
    for one, other in edges:
        nexts.setdefault(one, []).append(other)
    came_from: dict[int, int | None] = {van: None}
    queue = [van]
    for here in queue:
        if here == naar:
            path = [here]
            while (previous := came_from[path[-1]]) is not None:
                path.append(previous)
            return path[::-1]
        for step in nexts.get(here, ()):
            if step not in came_from:
                came_from[step] = here
                queue.append(step)
    return []


def _stand(afhankelijkheid: Afhankelijkheid) -> dict:
    values = audit.snapshot(afhankelijkheid, RECORDED)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
