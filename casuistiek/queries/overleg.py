"""What the pages of an overleg show, for who handles casussen and, much less, for a partner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from brunssum.core.models import Gebruiker, Organisatie
from casuistiek.models import Agendapunt, Casus, Deelprofiel, Leefgebied, Overleg, Veld, Verstrekking
from casuistiek.queries import wijk_of


def _touches(leefgebied: Leefgebied) -> Callable[[Casus, Agendapunt], str]:
    def answer(casus: Casus, punt: Agendapunt) -> str:
        return "Ja" if leefgebied.label in casus.leefgebied_labels else "Nee"

    return answer


WAARDE: dict[Veld, Callable[[Casus, Agendapunt], str]] = {
    Veld.WIJK: lambda casus, punt: wijk_of(casus.gebied).naam,
    Veld.BUURT: lambda casus, punt: casus.gebied.naam,
    Veld.LEEFGEBIEDEN: lambda casus, punt: ", ".join(casus.leefgebied_labels),
    Veld.WONEN: _touches(Leefgebied.WONEN),
    Veld.VEILIGHEID: _touches(Leefgebied.VEILIGHEID),
    Veld.URGENTIE: lambda casus, punt: casus.get_urgentie_display(),
    Veld.STAP: lambda casus, punt: casus.get_stap_display(),
    Veld.WAT_GAAT_MIS: lambda casus, punt: casus.wat_gaat_mis,
    Veld.VRAAG: lambda casus, punt: punt.vraag,
    Veld.AFSPRAAK: lambda casus, punt: punt.afspraak,
}
"""What each field of a profile says. A field that is not here cannot be shared."""


@dataclass(frozen=True)
class GedeeldPunt:
    """What a partner sees of one casus: these fields and nothing else, not even its number."""

    velden: tuple[tuple[str, str], ...]
    doel: str
    geldig_tot: date


def shared_points(verstrekkingen: Iterable[Verstrekking]) -> list[GedeeldPunt]:
    return [
        GedeeldPunt(
            velden=tuple(
                (veld.label, WAARDE[veld](one.casus, one.agendapunt))
                for veld in Veld
                if veld.value in one.velden
            ),
            doel=one.doel,
            geldig_tot=one.geldig_tot,
        )
        for one in verstrekkingen
    ]


@dataclass(frozen=True)
class Punt:
    """A point of the agenda for who may see the casus."""

    punt: Agendapunt
    gedeeld: tuple[Verstrekking, ...]
    may_handle: bool


def agenda(user: Gebruiker, overleg: Overleg, vandaag: date) -> tuple[list[Punt], int]:
    """The points about casussen this person may see, with whom they are shared; and how many points there are more."""
    rows = overleg.agendapunten.select_related("casus__gebied", "ingebracht_door").order_by("pk")
    seen = Casus.objects.visible_to(user).values("pk")
    shared: dict[int, list[Verstrekking]] = {}
    for one in (
        Verstrekking.objects.active_on(vandaag)
        .filter(agendapunt__overleg=overleg)
        .select_related("organisatie")
        .order_by("pk")
    ):
        shared.setdefault(one.agendapunt_id, []).append(one)
    # The rule of permissions.may_handle, for all points in one query.
    handled = set(
        Casus.objects.in_own_gebieden(user).filter(agendapunten__overleg=overleg).values_list("pk", flat=True)
    )
    punten = [
        Punt(
            punt,
            tuple(shared.get(punt.pk, ())),
            punt.casus_id in handled or punt.casus.casusverantwoordelijke_id == user.pk,
        )
        for punt in rows.filter(casus__in=seen)
    ]
    return punten, rows.count() - len(punten)


def overleggen_of(casus: Casus) -> list[Agendapunt]:
    """Where a casus was, is or will be discussed, the last first."""
    return list(casus.agendapunten.select_related("overleg").order_by("-overleg__op", "-pk"))


def shareable(punt: Agendapunt) -> list[tuple[Organisatie, list[Veld]]]:
    """The organisations of the overleg that have a profile and do not have the casus yet, with what they may get."""
    profiles = {profiel.soort: profiel.velden for profiel in Deelprofiel.objects.all()}
    has_it = punt.verstrekkingen.filter(ingetrokken_op=None).values("organisatie")
    asked = Organisatie.objects.filter(pk__in=punt.overleg.deelnames.values("organisatie")).exclude(
        pk__in=has_it
    )
    return [
        (organisatie, [veld for veld in Veld if veld.value in profiles[organisatie.soort]])
        for organisatie in asked.order_by("naam")
        if profiles.get(organisatie.soort)
    ]
