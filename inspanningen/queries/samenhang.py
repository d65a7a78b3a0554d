"""What waits for what in the whole programme, and what of that is kritiek. One query; the rest is following arrows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brunssum.core.templatetags.kanarie import datum
from inspanningen.models import Afhankelijkheid, Inspanning, Mijlpaal

VEEL = 4
"""When so many inspanningen wait for one, directly and indirectly, that one holds up the programme."""
KLAAR = (Inspanning.Fase.AFGEROND, Inspanning.Fase.GESTOPT)


@dataclass(frozen=True)
class Schakel:
    """One afhankelijkheid, and why it is kritiek; no reason, not kritiek."""

    afhankelijkheid: Afhankelijkheid
    is_vervuld: bool
    """Nobody waits any more: it is there, or who waited is over."""
    redenen: tuple[str, ...]

    @property
    def is_kritiek(self) -> bool:
        return bool(self.redenen)


@dataclass(frozen=True)
class Spil:
    """An inspanning that many wait for: `direct` on itself, `indirect` through others."""

    inspanning: Inspanning
    direct: tuple[Inspanning, ...]
    indirect: tuple[Inspanning, ...]


@dataclass(frozen=True)
class Samenhang:
    schakels: tuple[Schakel, ...]
    spillen: tuple[Spil, ...]

    @property
    def kritiek(self) -> list[Schakel]:
        return [schakel for schakel in self.schakels if schakel.is_kritiek]


def samenhang(afhankelijkheden: Iterable[Afhankelijkheid], vandaag: date) -> Samenhang:
    """How these hang together (they come with both sides and the mijlpaal, `for_list`)."""
    schakels = tuple(schakel(one, vandaag) for one in afhankelijkheden)
    return Samenhang(schakels, _spillen(one for one in schakels if not one.is_vervuld))


def schakel(afhankelijkheid: Afhankelijkheid, vandaag: date) -> Schakel:
    """This one with what is wrong with it today."""
    vervuld = _is_vervuld(afhankelijkheid)
    return Schakel(afhankelijkheid, vervuld, () if vervuld else tuple(_redenen(afhankelijkheid, vandaag)))


def _is_vervuld(one: Afhankelijkheid) -> bool:
    if one.inspanning.fase in KLAAR:
        return True
    if one.mijlpaal is not None:
        return one.mijlpaal.status == Mijlpaal.Status.GEHAALD
    return one.hangt_af_van is not None and one.hangt_af_van.fase == Inspanning.Fase.AFGEROND


def _redenen(one: Afhankelijkheid, vandaag: date) -> Iterable[str]:
    if one.is_kritiek:
        yield one.reden_kritiek
    if one.hangt_af_van is not None and one.hangt_af_van.fase == Inspanning.Fase.GESTOPT:
        yield f"{one.hangt_af_van} is gestopt."
    mijlpaal = one.mijlpaal
    if mijlpaal is not None and mijlpaal.status == Mijlpaal.Status.VERVALLEN:
        yield f"De mijlpaal “{mijlpaal}” is vervallen."
    elif mijlpaal is not None and mijlpaal.tot < vandaag:
        yield f"De mijlpaal “{mijlpaal}” is te laat: gepland was {mijlpaal.wanneer}."
    elif mijlpaal is not None and one.nodig_tot and mijlpaal.tot > one.nodig_tot:
        yield f"De mijlpaal “{mijlpaal}” komt {mijlpaal.wanneer}, en het is nodig op {datum(one.nodig_tot)}."
    if one.nodig_tot and one.nodig_tot < vandaag:
        yield f"Het was nodig op {datum(one.nodig_tot)} en is er nog niet."


def _spillen(schakels: Iterable[Schakel]) -> tuple[Spil, ...]:
    """What at least VEEL others wait for, the most first."""
    waits_for_me: dict[int, dict[int, Inspanning]] = defaultdict(dict)
    alle = {}
    for one in (schakel.afhankelijkheid for schakel in schakels):
        if one.hangt_af_van is not None:
            waits_for_me[one.hangt_af_van_id][one.inspanning_id] = one.inspanning
            alle[one.hangt_af_van_id] = one.hangt_af_van
    found = []
    for pk, inspanning in alle.items():
        direct, everyone, queue = waits_for_me[pk], {}, [pk]
        for here in queue:
            for waiter, row in waits_for_me.get(here, {}).items():
                if waiter not in everyone:
                    everyone[waiter] = row
                    queue.append(waiter)
        if len(everyone) >= VEEL:
            indirect = [row for waiter, row in everyone.items() if waiter not in direct]
            found.append(Spil(inspanning, _in_order(direct.values()), _in_order(indirect)))
    return tuple(
        sorted(found, key=lambda spil: (-len(spil.direct) - len(spil.indirect), _nummer(spil.inspanning)))
    )


def _in_order(inspanningen: Iterable[Inspanning]) -> tuple[Inspanning, ...]:
    return tuple(sorted(inspanningen, key=_nummer))


def _nummer(inspanning: Inspanning) -> tuple[int, str]:
    return inspanning.volgnummer, inspanning.nummer
