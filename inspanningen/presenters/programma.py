"""Where the doelstellingen of the programme stand, each in one line."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from inspanningen.queries import Koers, Streven
from inspanningen.queries.netwerk import NetDoel, Netwerk


@dataclass(frozen=True)
class Doelstand:
    doel: NetDoel
    cijfers: str
    """Such as "1 gehaald, 2 op koers"; empty without a streefwaarde."""
    inspanningen: int
    is_mager: bool


def doel_standen(netwerk: Netwerk, streven: Iterable[Streven]) -> list[Doelstand]:
    koersen: dict[int, Counter] = {}
    for one in streven:
        koersen.setdefault(one.streefwaarde.doelstelling_id, Counter())[one.koers] += 1
    return [
        Doelstand(
            doel,
            ", ".join(
                f"{koersen[doel.pk][koers]} {koers.label.lower()}"
                for koers in Koers
                if doel.pk in koersen and koersen[doel.pk][koers]
            ),
            len({lijn.inspanning.pk for lijn in netwerk.lijnen_van(doel)}),
            doel.pk in netwerk.mager,
        )
        for doel in netwerk.doelen
    ]
