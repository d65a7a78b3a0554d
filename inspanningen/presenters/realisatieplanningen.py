"""What changed in the plan, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from brunssum.core.templatetags.kanarie import datum
from inspanningen.planverschil import shift_text
from inspanningen.queries.realisatieplanningen import SOORTEN, Stand, Verschil

MAX_RIJEN = 100
"""So many rows of one soort stand on the page; the csv holds them all."""

KOP = {
    "later": "Later gepland",
    "eerder": "Eerder gepland",
    "anders": "Anders gepland, maar niet later of eerder",
    "gehaald": "Gehaald",
    "nieuw": "Nieuw in de planning",
    "vervallen": "Vervallen",
    "heropend": "Weer gepland",
    "ongewijzigd": "Ongewijzigd",
}
ZIN = {
    "gehaald": "gehaald",
    "later": "later gepland",
    "eerder": "eerder gepland",
    "anders": "anders gepland",
    "nieuw": "nieuw",
    "vervallen": "vervallen",
    "heropend": "weer gepland",
}
"""In the order of the sentence."""


@dataclass(frozen=True, slots=True)
class Verschilregel:
    """One mijlpaal: what the plan was, what it is, and the difference in words."""

    naam: str
    url: str
    inspanning: str
    was: str
    werd: str
    verschil: str


@dataclass(frozen=True, slots=True)
class Verschilgroep:
    """All that the same thing happened to. `regels` are the first MAX_RIJEN of them."""

    soort: str
    kop: str
    aantal: int
    regels: tuple[Verschilregel, ...]

    @property
    def meer(self) -> int:
        return self.aantal - len(self.regels)


def verschilgroepen(verschillen: Mapping[str, tuple[Verschil, ...]], sinds: str) -> list[Verschilgroep]:
    """The groups that are not empty, in the order of SOORTEN."""
    return [
        Verschilgroep(
            soort,
            KOP[soort],
            len(verschillen[soort]),
            tuple(verschilregel(one, sinds) for one in verschillen[soort][:MAX_RIJEN]),
        )
        for soort in SOORTEN
        if verschillen[soort]
    ]


def verschilregel(verschil: Verschil, sinds: str) -> Verschilregel:
    nu = verschil.nu
    return Verschilregel(
        naam=nu.naam,
        url=reverse("inspanningen:mijlpaal", args=[nu.mijlpaal_pk]),
        inspanning=nu.inspanning,
        was=_stand(verschil.oud) if verschil.oud else "",
        werd=_stand(nu),
        verschil=nu.vervallen_reden
        if verschil.soort == "vervallen"
        else shift_text(verschil.dagen, dan=f"in {sinds}"),
    )


def in_een_zin(verschillen: Mapping[str, tuple[Verschil, ...]], sinds: str, tot: str) -> str:
    """ "Sinds voorjaar 2026 zijn 4 mijlpalen gehaald en 2 later gepland; 30 bleven zoals ze waren."""
    parts = [f"{len(verschillen[soort])} {ZIN[soort]}" for soort in ZIN if verschillen[soort]]
    same = len(verschillen["ongewijzigd"])
    bleef = f"{same} bleven zoals ze waren" if same != 1 else "1 bleef zoals die was"
    begin = f"Van {sinds} tot {tot}" if tot else f"Sinds {sinds}"
    if not parts:
        return f"{begin} is er niets veranderd: {bleef}."
    what = " en ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"{begin}: {what}; {bleef}."


def csv_rows(verschillen: Mapping[str, tuple[Verschil, ...]], sinds: str, tot: str) -> Iterator[tuple]:
    """Every mijlpaal, the head included."""
    yield (
        "Wat er gebeurde",
        "Nummer",
        "Inspanning",
        "Mijlpaal",
        f"Wanneer in {sinds}",
        f"Status in {sinds}",
        f"Wanneer {tot}",
        "Van",
        "Tot en met",
        f"Status {tot}",
        "Gehaald op",
        "Waarom vervallen",
        "Dagen later",
    )
    for soort in SOORTEN:
        for one in verschillen[soort]:
            oud, nu = one.oud, one.nu
            yield (
                KOP[soort],
                nu.inspanning_nummer,
                nu.inspanning_naam,
                nu.naam,
                oud.wanneer if oud else "",
                oud.status if oud else "",
                nu.wanneer,
                nu.van,
                nu.tot,
                nu.status,
                nu.gehaald_op,
                nu.vervallen_reden,
                one.dagen,
            )


def _stand(stand: Stand) -> str:
    if stand.gehaald_op:
        return f"gehaald op {datum(stand.gehaald_op)}"
    if stand.vervallen_op:
        return f"vervallen op {datum(stand.vervallen_op)}"
    return stand.wanneer
