"""What waits for this person and is not late."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from brunssum.core.models import Actiepunt, ApiSleutel
from brunssum.core.rollen import Recht
from brunssum.core.templatetags.kanarie import datum
from brunssum.start.gegevens import Gegevens
from brunssum.start.regels import Regel, count_of
from casuistiek.bewaren import lists_waiting_for
from casuistiek.queries import (
    noodinzagen_in_casussen_of,
    noodinzagen_to_judge,
    signaal_counts,
    waiting_for_second,
)
from inspanningen.models import Voortgangsmelding
from monitor.models import Verhaal

BINNENKORT = timedelta(days=14)
"""An actiepunt waits when its date is this near."""
NET_GEBEURD = timedelta(days=14)
"""For so long a casusverantwoordelijke reads here that another looked with a noodinzage."""
VERBETEREN = timedelta(days=30)
"""For so long a partner is asked to improve what was given back; after that it found another way."""
REGELS = 5


def waiting(gegevens: Gegevens) -> Iterator[Regel]:
    """Most urgent first."""
    user = gegevens.user
    if te_bevestigen := gegevens.actiestand.te_bevestigen:
        yield Regel(
            count_of(te_bevestigen, "actiepunt wacht", "actiepunten wachten") + " op uw bevestiging",
            reverse("core:actiepunt_list") + "?toon=bevestigen",
            vraagt=True,
        )
    if user.mag(Recht.CASUS_BEHANDELEN):
        yield from _casussen(gegevens)
    yield from _signalen(gegevens)
    if lijsten := lists_waiting_for(user):
        yield Regel(
            count_of(lijsten, "vernietigingslijst wacht", "vernietigingslijsten wachten") + " op uw akkoord",
            reverse("casuistiek:bewaren"),
            vraagt=True,
        )
    if user.mag(Recht.LOGBOEK_ZIEN) and (te_beoordelen := noodinzagen_to_judge(user)):
        yield Regel(
            count_of(te_beoordelen, "noodinzage wacht", "noodinzagen wachten") + " op uw oordeel",
            reverse("casuistiek:noodinzagen"),
            vraagt=True,
        )
    if user.mag(Recht.VERHALEN_TOEVOEGEN):
        yield from _verhalen(gegevens)
    yield from _voortgang(gegevens)
    if user.mag(Recht.API_EIGEN) or user.mag(Recht.GEBRUIKERS_BEHEREN):
        yield from _sleutels(gegevens)
    yield from _actiepunten(gegevens)
    for inspanning in gegevens.eigen_inspanningen:
        if not inspanning.resultaat_tekst:
            yield Regel(
                f"{inspanning}: er staat nog geen resultaat op de kaart",
                reverse("inspanningen:detail", args=[inspanning.pk]),
            )


def _voortgang(gegevens: Gegevens) -> Iterator[Regel]:
    """What partners handed in and one may judge; for a partner what was given back."""
    user, lijst = gegevens.user, reverse("inspanningen:voortgang_list")
    if user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
        meldingen = Voortgangsmelding.objects.for_judging_by(user).count()
        if meldingen:
            tekst = count_of(meldingen, "melding van een partner wacht", "meldingen van partners wachten")
            yield Regel(f"{tekst} op uw antwoord", f"{lijst}?toon=wacht", "voortgang", vraagt=True)
    if user.mag(Recht.VOORTGANG_MELDEN):
        mine = Voortgangsmelding.objects.visible_to(user).of_organisatie(user.organisatie_id)
        terug = mine.to_improve(gegevens.moment - VERBETEREN).count()
        if terug:
            tekst = count_of(terug, "voortgangsmelding is", "voortgangsmeldingen zijn")
            yield Regel(f"{tekst} teruggegeven", f"{lijst}?toon=teruggegeven", "lees waarom, en verbeter haar", vraagt=True)  # fmt: skip


def _sleutels(gegevens: Gegevens) -> Iterator[Regel]:
    """For a partner's contact and for the beheerder: keys that need a successor."""
    for sleutel in (
        ApiSleutel.objects.visible_to(gegevens.user)
        .due_within(ApiSleutel.BIJNA, gegevens.moment)
        .select_related("client")
        .order_by("verloopt_op", "pk")[:REGELS]
    ):
        yield Regel(
            f"De sleutel van {sleutel.client} verloopt op {datum(sleutel.verloopt_op)}",
            reverse("core:koppeling", args=[sleutel.client_id]),
            "maak op tijd een nieuwe",
            vraagt=True,
        )


def _actiepunten(gegevens: Gegevens) -> Iterator[Regel]:
    vandaag = gegevens.vandaag
    mine = Actiepunt.objects.open().of(gegevens.user).due_between(vandaag, vandaag + BINNENKORT)
    shown = list(mine.order_by("vervalt_op", "pk")[:REGELS])
    places = gegevens.places_of(shown)
    for actiepunt in shown:
        yield Regel(
            gegevens.title_of(actiepunt),
            places[actiepunt.pk],
            "uiterlijk vandaag"
            if actiepunt.vervalt_op == vandaag
            else f"uiterlijk {datum(actiepunt.vervalt_op)}",
        )


def _casussen(gegevens: Gegevens) -> Iterator[Regel]:
    user, counts, url = gegevens.user, gegevens.werkvoorraad, reverse("casuistiek:list")
    if counts.overdrachten:
        yield Regel(
            count_of(counts.overdrachten, "casus wordt", "casussen worden") + " u aangeboden",
            f"{url}#aangeboden",
            vraagt=True,
        )
    if user.mag(Recht.CASUS_BESLISSEN):
        tweede = waiting_for_second(user)
        if te_besluiten := counts.wacht_op_besluit - tweede.alle:
            yield Regel(
                count_of(te_besluiten, "voorstel wacht", "voorstellen wachten") + " op uw besluit",
                f"{url}?toon=besluit",
                vraagt=True,
            )
        if tweede.voor_mij:
            yield Regel(
                count_of(tweede.voor_mij, "besluit wacht", "besluiten wachten") + " op uw bevestiging",
                f"{url}?toon=besluit",
                vraagt=True,
            )
    for noodinzage in noodinzagen_in_casussen_of(user, gegevens.moment - NET_GEBEURD):
        yield Regel(
            f"{noodinzage.door} keek met een noodinzage om wie {noodinzage.casus} gaat",
            reverse("casuistiek:history", args=[noodinzage.casus.kenmerk]),
        )
    if counts.concepten:
        yield Regel(
            count_of(counts.concepten, "melding is", "meldingen zijn") + " nog niet af", f"{url}#concepten"
        )


def _signalen(gegevens: Gegevens) -> Iterator[Regel]:
    """Of partners, for who handles them; and a question about one, for the partner."""
    counts = signaal_counts(gegevens.user, gegevens.vandaag)
    if counts.wacht:
        yield Regel(
            count_of(counts.wacht, "signaal van een partner wacht", "signalen van partners wachten")
            + " op een antwoord",
            reverse("casuistiek:signalen"),
            f"{counts.te_lang} te lang" if counts.te_lang else "",
            vraagt=True,
        )
    if counts.vragen:
        yield Regel(
            count_of(counts.vragen, "vraag", "vragen") + " van de gemeente over een signaal van u",
            reverse("casuistiek:signalen"),
            vraagt=True,
        )


def _verhalen(gegevens: Gegevens) -> Iterator[Regel]:
    user = gegevens.user
    if user.mag(Recht.VERHALEN_PUBLICEREN) and (te_controleren := Verhaal.objects.waiting_for(user).count()):
        yield Regel(
            count_of(te_controleren, "verhaal wacht", "verhalen wachten") + " op uw controle",
            reverse("monitor:verhaal_controle"),
            vraagt=True,
        )
    for verhaal in Verhaal.objects.returned_to(user).order_by("opgeschreven_op", "pk")[:REGELS]:
        yield Regel(
            f"Uw verhaal “{verhaal.titel}” is teruggegeven",
            reverse("monitor:verhaal", args=[verhaal.pk]),
            vraagt=True,
        )
