"""Reads about signalen: who hears of one, how many wait, and what happened to one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Q, QuerySet, When

from brunssum.core import vrije_tekst
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import RECHTEN, Recht
from casuistiek.models import Casus, Signaal, Signaalaanvulling
from casuistiek.queries.tellingen import wijk_of
from casuistiek.signaalstanden import Stand


@dataclass(frozen=True)
class Signaaltelling:
    """How many signalen ask something of this person."""

    wacht: int = 0
    te_lang: int = 0
    vragen: int = 0


@dataclass(frozen=True)
class Signaalmoment:
    """Something that happened to a signaal. `door` is empty for a system of the partner."""

    op: date
    vastgelegd_op: datetime
    titel: str
    tekst: str
    door: Gebruiker | None
    van_de_gemeente: bool


def partner_contacts(signaal: Signaal) -> list[Gebruiker]:
    """Who hands it in for a partner hears of it; when that was a system or someone who left, all who log in for it."""
    contacts = list(_people_with(Recht.SIGNALEN_EIGEN).filter(organisatie=signaal.organisatie_id))
    mine = [one for one in contacts if one.pk == signaal.ingediend_door_id]
    return mine or contacts


def behandelaars_of(signaal: Signaal) -> list[Gebruiker]:
    """Who hears that a signaal came in: who works in its gebied, and where nobody does, who decides.

    Once it is a casus: its casusverantwoordelijke.
    """
    if signaal.casus_id:
        return list(Gebruiker.objects.filter(casussen=signaal.casus_id))
    gebied = signaal.gebied
    near = [gebied.pk, gebied.ouder_id, gebied.ouder.ouder_id if gebied.ouder else None]
    here = list(_people_with(Recht.CASUS_BEHANDELEN).filter(gebieden__in=[pk for pk in near if pk]))
    return here or list(_people_with(Recht.CASUS_BESLISSEN))


def _people_with(recht: Recht) -> QuerySet[Gebruiker]:
    rollen = [rol for rol, rechten in RECHTEN.items() if recht in rechten]
    return Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen).distinct().order_by("pk")


def signaal_counts(user: Gebruiker, vandaag: date) -> Signaaltelling:
    """What waits for this person; nothing for who has nothing to do with signalen."""
    if user.mag(Recht.CASUS_BEHANDELEN):
        rows = Signaal.objects.waiting().visible_to(user).filter(beperkt_op=None)
        late = Signaal.objects.waiting_too_long(vandaag).values("pk")
        counts = rows.aggregate(
            wacht=Count("pk", distinct=True), te_lang=Count("pk", filter=Q(pk__in=late), distinct=True)
        )
        return Signaaltelling(**counts)
    if user.mag(Recht.SIGNALEN_EIGEN):
        return Signaaltelling(vragen=Signaal.objects.visible_to(user).with_open_question().count())
    return Signaaltelling()


def verloop_of(signaal: Signaal) -> list[Signaalmoment]:
    """What happened to a signaal, the last first."""
    stappen = [
        Signaalmoment(
            one.op,
            one.vastgelegd_op,
            one.get_stand_display(),
            one.bericht,
            one.door,
            one.stand not in (Stand.ONTVANGEN, Stand.INGETROKKEN),
        )
        for one in signaal.stappen.select_related("door")
    ]
    teksten = [
        Signaalmoment(
            one.op,
            one.vastgelegd_op,
            one.get_soort_display(),
            one.tekst,
            one.door,
            one.soort in Signaalaanvulling.VAN_DE_GEMEENTE,
        )
        for one in signaal.aanvullingen.select_related("door")
    ]
    return sorted([*stappen, *teksten], key=lambda one: (one.op, one.vastgelegd_op), reverse=True)


def open_vraag(signaal: Signaal) -> Signaalaanvulling | None:
    """The question of the municipality that the partner did not answer yet."""
    if signaal.vraag_op is None:
        return None
    return signaal.aanvullingen.filter(soort=Signaalaanvulling.Soort.VRAAG).order_by("-pk").first()


def signalen_of(casus: Casus) -> list[Signaal]:
    """The signalen that a casus began as, or that came to it later. The caller checked that the casus may be seen."""
    return list(casus.signalen.select_related("organisatie").order_by("pk"))


def joinable_casussen(user: Gebruiker, signaal: Signaal) -> QuerySet[Casus]:
    """The running casussen that this person handles, those of the same wijk first."""
    wijk = wijk_of(signaal.gebied)
    mine = Casus.objects.of(user) | Casus.objects.in_own_gebieden(user)
    return (
        Casus.objects.visible_to(user)
        .open()
        .filter(pk__in=mine.values("pk"), beperkt_op=None)
        .annotate(elders=Case(When(Q(gebied=wijk) | Q(gebied__ouder=wijk), then=0), default=1))
        .select_related("gebied")
        .order_by("elders", "-gemeld_op", "-pk")
    )


def names_bewoner(signaal: Signaal, teksten: Iterable[str]) -> bool:
    """Whether one of these texts seems to name who a signaal, or its casus, is about. Yes or no, never whom.

    Raises WrongKey when the names cannot be read.
    """
    bewoners = list(signaal.betrokkenen.all())
    if signaal.casus_id:
        bewoners += signaal.casus.betrokkenen.all()
    return any(vrije_tekst.mentions(tekst, one.naam) for tekst in teksten for one in bewoners)
