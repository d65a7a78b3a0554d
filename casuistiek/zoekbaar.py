"""What can be searched, of casuïstiek. Who a casus is about is encrypted, and never searched."""

from uuid import UUID

from django.urls import reverse

from brunssum.core.rollen import Zicht
from brunssum.core.zoeken.register import Zoekbaar, dag, line, register
from casuistiek.models import Casus, Knelpunt, Signaal
from casuistiek.models.signaal import KENMERK
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap


def _rows(user):
    """Not those of which the processing is restricted (AVG 18): they are kept, not used."""
    return Casus.objects.visible_to(user).filter(beperkt_op=None)


def _casus_url(text: str, user) -> str | None:
    """Its page, for who types just its number; the address holds another mark of it."""
    if len(text) > Casus._meta.get_field("nummer").max_length:
        return None
    kenmerk = _rows(user).filter(nummer=text.upper()).values_list("kenmerk", flat=True).first()
    return kenmerk and reverse("casuistiek:detail", args=[kenmerk])


def _signaal_rows(user):
    """For who handles casussen, and for a partner its own; not those of which the processing is restricted."""
    return Signaal.objects.visible_to(user).filter(beperkt_op=None)


def _signaal_url(text: str, user) -> str | None:
    """The one signaal with this kenmerk of the partner."""
    if not KENMERK.regex.match(text) or len(text) > Signaal._meta.get_field("kenmerk").max_length:
        return None
    uuids = _signaal_rows(user).filter(kenmerk__iexact=text).values_list("uuid", flat=True)[:2]
    return reverse("casuistiek:signaal", args=[uuids[0]]) if len(uuids) == 1 else None


register(
    Zoekbaar(
        sleutel="casussen",
        enkelvoud="casus",
        meervoud="casussen",
        model=Casus,
        rows=_rows,
        titel=("nummer",),
        teksten={"wat_gaat_mis": Zicht.INTERN, "betrokken_partijen": Zicht.INTERN},
        datum="gemeld_op",
        extra=("kenmerk", "stap", "is_concept", "gebied__naam", "gemeld_op"),
        label=lambda rij: f"Casus {rij['nummer']}" if rij["nummer"] else "Casus in concept",
        url=lambda rij: reverse(
            "casuistiek:concept" if rij["is_concept"] else "casuistiek:detail", args=[UUID(rij["kenmerk"])]
        ),
        context=lambda rij: line(
            "Concept" if rij["is_concept"] else Stap(rij["stap"]).label,
            rij["gebied__naam"],
            f"gemeld op {dag(rij['gemeld_op'])}",
        ),
        jump=_casus_url,
        vertrouwelijk=True,
        volgorde=200,
    ),
    Zoekbaar(
        sleutel="signalen",
        enkelvoud="signaal",
        meervoud="signalen",
        model=Signaal,
        rows=_signaal_rows,
        titel=("kenmerk",),
        # A partner finds its own by kenmerk alone: what stands in them, a system of that partner sent, or a colleague.
        teksten={"wat_gaat_mis": Zicht.INTERN, "al_geprobeerd": Zicht.INTERN},
        datum="ontvangen_op",
        extra=("uuid", "stand", "organisatie__naam", "gebied__naam", "ontvangen_op"),
        label=lambda rij: f"Signaal {rij['kenmerk']}".strip() + f" van {rij['organisatie__naam']}",
        url=lambda rij: reverse("casuistiek:signaal", args=[UUID(rij["uuid"])]),
        context=lambda rij: line(
            Stand(rij["stand"]).label, rij["gebied__naam"], f"ontvangen op {dag(rij['ontvangen_op'])}"
        ),
        jump=_signaal_url,
        vertrouwelijk=True,
        volgorde=205,
    ),
    Zoekbaar(
        sleutel="knelpunten",
        enkelvoud="knelpunt",
        meervoud="knelpunten",
        model=Knelpunt,
        rows=lambda user: Knelpunt.objects.visible_to(user).current(),
        titel=("naam",),
        teksten={"regeling": Zicht.OPENBAAR, "omschrijving": Zicht.OPENBAAR, "wat_helpt": Zicht.OPENBAAR},
        datum="gemaakt_op",
        extra=("soort", "organisatie__naam"),
        label=lambda rij: rij["naam"],
        url=lambda rij: reverse("knelpunten:detail", args=[rij["pk"]]),
        context=lambda rij: line(
            Knelpunt.Soort(rij["soort"]).label, rij["regeling"], rij["organisatie__naam"]
        ),
        volgorde=50,
    ),
)
