"""How a voortgangsmelding reads on a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from brunssum.core.templatetags.kanarie import datum, getal
from inspanningen.models import Voortgangsmelding
from inspanningen.permissions import voortgang as permissions

Stand = Voortgangsmelding.Stand


@dataclass(frozen=True)
class Meldingregel:
    """One melding for one reader. `badge` is yellow only for who is asked to do something."""

    melding: Voortgangsmelding
    badge: str
    hoeveel: str
    over_mijlpaal: str


def meldingregels(user, meldingen: Iterable[Voortgangsmelding]) -> list[Meldingregel]:
    """Of meldingen that came with for_list. Causes no query."""
    return [Meldingregel(one, _badge(user, one), hoeveel(one), over_mijlpaal(one)) for one in meldingen]


def hoeveel(melding: Voortgangsmelding) -> str:
    """What was counted: "12 woningen"; empty when nothing was."""
    return "" if melding.aantal is None else f"{getal(melding.aantal)} {melding.eenheid}"


def over_mijlpaal(melding: Voortgangsmelding) -> str:
    """What it says of its mijlpaal; empty when it is about none."""
    if melding.mijlpaal_id is None:
        return ""
    if melding.bereikt_op is not None:
        return f"gehaald op {datum(melding.bereikt_op)}"
    verwacht = f"wordt nu verwacht {melding.verwacht_wanneer}"
    return verwacht if melding.is_handled else f"{verwacht} (gepland: {melding.mijlpaal.wanneer})"


def _badge(user, melding: Voortgangsmelding) -> str:
    stand = melding.stand
    if stand == Stand.AANVAARD:
        return "good"
    asks_judge = stand == Stand.INGEDIEND and not permissions.reason_not_to_judge(user, melding.inspanning)
    asks_partner = (
        stand == Stand.TERUGGEGEVEN
        and not permissions.reason_not_to_withdraw(user, melding)
        and not permissions.bezwaar_tegen_verbeteren(melding)
    )
    return "attention" if asks_judge or asks_partner else "info"
