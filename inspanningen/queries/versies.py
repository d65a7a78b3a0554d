"""The names behind the ids in a Versie."""

from collections.abc import Iterable
from dataclasses import dataclass

from brunssum.core.models import Gebied, Gebruiker, Organisatie
from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe
from inspanningen.stand import LIJSTEN, PARTNERS, VERWIJZINGEN, Stand

_MODELS = {
    "ouder": Inspanning,
    "projectleider": Gebruiker,
    "gebieden": Gebied,
    "principes": LeidendPrincipe,
    "doelstellingen": Doelstelling,
    PARTNERS: Organisatie,
}


@dataclass(frozen=True)
class Namen:
    """What each id in some standen is called now."""

    by_naam: dict[str, dict[int, str]]

    def regels(self, naam: str, waarde) -> tuple[str, ...]:
        """A value of a stand that is no text, as lines to read."""
        if naam == PARTNERS:
            return tuple(
                self._of(naam, row["organisatie"]) + (f": {row['rol']}" if row["rol"] else "")
                for row in waarde or ()
            )
        if naam in LIJSTEN:
            return tuple(self._of(naam, pk) for pk in waarde or ())
        if naam in VERWIJZINGEN:
            return (self._of(naam, waarde),) if waarde else ()
        if naam == "fase":
            return (Inspanning.Fase(waarde).label,) if waarde else ()
        return (waarde,) if waarde else ()

    def _of(self, naam: str, pk: int) -> str:
        return self.by_naam[naam].get(pk, "(bestaat niet meer)")


def namen_van(standen: Iterable[Stand], namen: Iterable[str]) -> Namen:
    """The names that these names of these standen need: at most one query for each that holds ids."""
    standen = list(standen)
    return Namen({naam: _look_up(naam, standen) for naam in set(namen) & set(_MODELS)})


def _look_up(naam: str, standen: list[Stand]) -> dict[int, str]:
    pks: set[int] = set()
    for stand in standen:
        waarde = stand.get(naam)
        if naam == PARTNERS:
            pks |= {row["organisatie"] for row in waarde or ()}
        elif naam in LIJSTEN:
            pks |= set(waarde or ())
        elif waarde:
            pks.add(waarde)
    if not pks:
        return {}
    return {obj.pk: str(obj) for obj in _MODELS[naam]._default_manager.filter(pk__in=pks)}
