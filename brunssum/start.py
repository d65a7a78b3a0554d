"""The start page: what waits for this person, and what there is to see. Wiring, because it reads from every app."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ambassadeurs.models import Ambassadeursgroep
from brunssum.core import tweede_factor
from brunssum.core.models import Actiepunt, Gebied, Gebruiker, LogRegel
from brunssum.core.queries import actiestand
from brunssum.core.rollen import Recht
from brunssum.core.templatetags.kanarie import datum
from brunssum.core.views.actiepunten import VERTROUWELIJK
from casuistiek.bewaren import lists_waiting_for
from casuistiek.models import Overleg
from casuistiek.queries import (
    noodinzagen_in_casussen_of,
    noodinzagen_to_judge,
    waiting_for_second,
    werkvoorraad_counts,
)
from inspanningen.models import Inspanning, Programma
from monitor.models import Verhaal
from monitor.queries import driehoeken, gebieden_with_figures
from reisverslag.models import Reisverslag

BENCHMARK = "BM-SS"
NET_GEBEURD = timedelta(days=14)
"""For so long a casusverantwoordelijke reads here that another looked with a noodinzage."""
BINNENKORT = timedelta(days=14)
"""An actiepunt shows on the start page when its date is this near, or past."""


@dataclass(frozen=True)
class Regel:
    """One line with a link. `vraagt` marks what asks for this person: the only use of canary yellow."""

    tekst: str
    url: str
    bijschrift: str = ""
    vraagt: bool = False


@dataclass(frozen=True)
class Vak:
    """A part of the start page."""

    titel: str
    url: str
    regels: tuple[Regel, ...] = field(default_factory=tuple)
    leeg: str = ""


@require_GET
def start(request):
    user = request.user
    shown = tweede_factor.may_show_vertrouwelijk(request)
    context = {
        "wacht": list(_waiting(user, shown)),
        "vakken": list(_vakken(user)),
        "programma": _programma(user),
    }
    return render(request, "start.html", context)


def _programma(user: Gebruiker) -> Programma | None:
    return Programma.objects.first() if user.mag(Recht.INSPANNINGEN_ZIEN) else None


def _waiting(user: Gebruiker, shown: bool) -> Iterator[Regel]:
    """What asks for this person, most urgent first; `shown` is whether a text about a casus may be."""
    yield from _waiting_actiepunten(user, shown)
    if user.mag(Recht.CASUS_BEHANDELEN):
        yield from _waiting_casussen(user)
    if lijsten := lists_waiting_for(user):
        yield Regel(
            _count(lijsten, "vernietigingslijst wacht", "vernietigingslijsten wachten") + " op uw akkoord",
            reverse("casuistiek:bewaren"),
            vraagt=True,
        )
    if user.mag(Recht.LOGBOEK_ZIEN) and (te_beoordelen := noodinzagen_to_judge(user)):
        yield Regel(
            _count(te_beoordelen, "noodinzage wacht", "noodinzagen wachten") + " op uw oordeel",
            reverse("casuistiek:noodinzagen"),
            vraagt=True,
        )
    if user.mag(Recht.VERHALEN_TOEVOEGEN):
        yield from _waiting_verhalen(user)
    if user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
        for inspanning in Inspanning.objects.visible_to(user).led_by(user).filter(resultaat_tekst="")[:5]:
            yield Regel(
                f"{inspanning}: er staat nog geen resultaat op de kaart",
                reverse("inspanningen:detail", args=[inspanning.pk]),
            )


def _waiting_actiepunten(user: Gebruiker, shown: bool) -> Iterator[Regel]:
    vandaag = timezone.localdate()
    mine = Actiepunt.objects.open().of(user).filter(vervalt_op__lte=vandaag + BINNENKORT)
    for actiepunt in mine.order_by("vervalt_op", "pk")[:5]:
        is_laat = actiepunt.is_late(vandaag)
        yield Regel(
            actiepunt.titel if shown or not actiepunt.vertrouwelijk else VERTROUWELIJK,
            reverse("core:actiepunt", args=[actiepunt.pk]),
            f"{'had klaar moeten zijn op' if is_laat else 'uiterlijk'} {datum(actiepunt.vervalt_op)}",
            vraagt=is_laat,
        )
    if te_bevestigen := Actiepunt.objects.to_confirm_by(user).count():
        yield Regel(
            _count(te_bevestigen, "actiepunt wacht", "actiepunten wachten") + " op uw bevestiging",
            reverse("core:actiepunt_list") + "?toon=bevestigen",
            vraagt=True,
        )


def _waiting_casussen(user: Gebruiker) -> Iterator[Regel]:
    counts = werkvoorraad_counts(user)
    url = reverse("casuistiek:list")
    if counts.overdrachten:
        yield Regel(
            _count(counts.overdrachten, "casus wordt", "casussen worden") + " u aangeboden",
            f"{url}#aangeboden",
            vraagt=True,
        )
    if user.mag(Recht.CASUS_BESLISSEN):
        tweede = waiting_for_second(user)
        if te_besluiten := counts.wacht_op_besluit - tweede.alle:
            yield Regel(
                _count(te_besluiten, "voorstel wacht", "voorstellen wachten") + " op uw besluit",
                f"{url}?toon=besluit",
                vraagt=True,
            )
        if tweede.voor_mij:
            yield Regel(
                _count(tweede.voor_mij, "besluit wacht", "besluiten wachten") + " op uw bevestiging",
                f"{url}?toon=besluit",
                vraagt=True,
            )
    if counts.staat_stil:
        yield Regel(
            _count(counts.staat_stil, "casus staat", "casussen staan") + " al tien dagen of langer stil",
            f"{url}?toon=stil",
            vraagt=True,
        )
    for noodinzage in noodinzagen_in_casussen_of(user, timezone.now() - NET_GEBEURD):
        yield Regel(
            f"{noodinzage.door} keek met een noodinzage om wie {noodinzage.casus} gaat",
            reverse("casuistiek:history", args=[noodinzage.casus.kenmerk]),
        )
    if counts.concepten:
        yield Regel(
            _count(counts.concepten, "melding is", "meldingen zijn") + " nog niet af", f"{url}#concepten"
        )


def _waiting_verhalen(user: Gebruiker) -> Iterator[Regel]:
    if te_controleren := Verhaal.objects.waiting_for(user).count():
        yield Regel(
            _count(te_controleren, "verhaal wacht", "verhalen wachten") + " op uw controle",
            reverse("monitor:verhaal_controle"),
            vraagt=True,
        )
    for verhaal in Verhaal.objects.returned_to(user).order_by("opgeschreven_op", "pk")[:5]:
        yield Regel(
            f"Uw verhaal “{verhaal.titel}” is teruggegeven",
            reverse("monitor:verhaal", args=[verhaal.pk]),
            vraagt=True,
        )


def _vakken(user: Gebruiker) -> Iterator[Vak]:
    if user.rollen:
        yield _actiepunten(user)
    if user.mag(Recht.CASUS_BEHANDELEN):
        yield _casussen(user)
    if user.mag(Recht.INSPANNINGEN_ZIEN):
        yield _inspanningen(user)
    if user.mag(Recht.MONITOR_ZIEN):
        yield _monitor(user)
    if user.mag(Recht.AMBASSADEURS_ZIEN):
        yield _ambassadeurs(user)
    if user.mag(Recht.REISVERSLAG_LEZEN):
        yield _reisverslagen(user)
    if user.mag(Recht.OVERLEG_MEEDOEN):
        yield _overleggen(user)
    if user.mag(Recht.VERNIETIGING_AKKOORD) or user.mag(Recht.BEWAARTERMIJNEN_BEHEREN):
        yield _bewaren()
    if user.mag(Recht.GEBRUIKERS_BEHEREN):
        yield _gebruikers()
    if user.mag(Recht.LOGBOEK_ZIEN):
        yield _logboek(user)


def _actiepunten(user: Gebruiker) -> Vak:
    """What this person has to do, and what is late of anyone."""
    stand = actiestand(user, timezone.localdate())
    url = reverse("core:actiepunt_list")
    regels = []
    if stand.mijn:
        bijschrift = f"{stand.te_laat} te laat" if stand.te_laat else ""
        regels.append(Regel(_count(stand.mijn, "actiepunt", "actiepunten") + " voor u", url, bijschrift))
    if stand.te_laat_van_anderen:
        tekst = _count(
            stand.te_laat_van_anderen, "actiepunt van een ander is", "actiepunten van anderen zijn"
        )
        regels.append(Regel(f"{tekst} te laat", f"{url}?toon=te-laat"))
    return Vak("Actiepunten", url, tuple(regels), "U hebt niets te doen, en niets is te laat.")


def _casussen(user: Gebruiker) -> Vak:
    counts = werkvoorraad_counts(user)
    regels = [Regel("Casus melden", reverse("casuistiek:log"), "kan aan de deur, in een minuut")]
    if counts.mijn:
        regels.append(
            Regel(
                _count(counts.mijn, "lopende casus", "lopende casussen") + " van u",
                reverse("casuistiek:list") + "?toon=mijn",
            )
        )
    regels.append(Regel("Budget", reverse("casuistiek:budget"), "wat is toegezegd, betaald en vrij"))
    return Vak("Casussen", reverse("casuistiek:list"), tuple(regels))


def _inspanningen(user: Gebruiker) -> Vak:
    rows = Inspanning.objects.visible_to(user)
    eigen = rows.led_by(user).in_order()[:6] if user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN) else []
    shown = list(eigen) or list(rows.order_by("-gewijzigd_op", "-pk")[:5])
    return Vak(
        "Mijn inspanningen" if eigen else "Inspanningen, laatst gewijzigd",
        reverse("inspanningen:list"),
        tuple(
            Regel(str(row), reverse("inspanningen:detail", args=[row.pk]), row.get_fase_display())
            for row in shown
        ),
        "Er zijn nog geen inspanningen.",
    )


def _monitor(user: Gebruiker) -> Vak:
    wijken = [
        gebied
        for gebied in gebieden_with_figures(user)
        if gebied.soort in {Gebied.Soort.GEMEENTE, Gebied.Soort.WIJK}
    ]
    benchmark = Gebied.objects.by_code(BENCHMARK).first()
    regels = (
        Regel(
            driehoek.gebied_naam,
            reverse("monitor:driehoek", args=[driehoek.gebied_code]),
            f"{driehoek.ongunstig} van {driehoek.vergeleken} indicatoren ongunstiger dan "
            f"{driehoek.vergelijking_naam} ({driehoek.periode})",
        )
        for driehoek in (driehoeken(wijken, benchmark) if benchmark else ())
    )
    return Vak(
        "Stabiliteitsdriehoek", reverse("monitor:overview"), tuple(regels), "Er zijn nog geen cijfers."
    )


def _ambassadeurs(user: Gebruiker) -> Vak:
    groepen = Ambassadeursgroep.objects.visible_to(user).for_list(timezone.localdate())
    return Vak(
        "Ambassadeurs",
        reverse("ambassadeurs:list"),
        tuple(
            Regel(
                groep.naam,
                reverse("ambassadeurs:detail", args=[groep.pk]),
                _count(groep.aantal_leden, "ambassadeur", "ambassadeurs"),
            )
            for groep in groepen
        ),
        "Er zijn nog geen ambassadeursgroepen.",
    )


def _reisverslagen(user: Gebruiker) -> Vak:
    return Vak(
        "Reisverslagen",
        reverse("reisverslag:list"),
        tuple(
            Regel(row.titel, reverse("reisverslag:detail", args=[row.pk]), row.get_stap_display())
            for row in Reisverslag.objects.visible_to(user).newest_first()[:4]
        ),
        "Er is nog geen reisverslag vastgesteld. Zodra dat zo is, leest u het hier.",
    )


def _overleggen(user: Gebruiker) -> Vak:
    """For a partner: where its organisation is asked."""
    coming = Overleg.objects.visible_to(user).filter(afgerond_op=None).order_by("op", "pk")[:5]
    regels = (Regel(str(overleg), reverse("casuistiek:overleg", args=[overleg.pk])) for overleg in coming)
    url = reverse("casuistiek:overleggen")
    return Vak("Overleggen", url, tuple(regels), "Uw organisatie is nu voor geen overleg gevraagd.")


def _bewaren() -> Vak:
    url = reverse("casuistiek:bewaren")
    return Vak("Bewaren en vernietigen", url, (Regel("Hoe lang gegevens van bewoners blijven staan", url),))


def _gebruikers() -> Vak:
    active = Gebruiker.objects.filter(is_active=True).count()
    url = reverse("core:gebruiker_list")
    regels = (
        Regel(_count(active, "persoon kan", "mensen kunnen") + " inloggen", url),
        Regel("Mandaten", reverse("casuistiek:mandaten"), "wie beslist tot welk bedrag"),
    )
    return Vak("Gebruikers", url, regels)


def _logboek(user: Gebruiker) -> Vak:
    url = reverse("core:logboek")
    today = LogRegel.objects.visible_to(user).filter(tijdstip__date=timezone.localdate()).count()
    return Vak("Logboek", url, (Regel(_count(today, "regel", "regels") + " vandaag", url),))


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
