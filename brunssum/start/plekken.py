"""The few places where someone with these rollen works."""

from collections.abc import Iterator

from django.urls import reverse

from ambassadeurs.models import Ambassadeursgroep, Reflectie
from brunssum.core.models import ApiClient, Gebruiker
from brunssum.core.rollen import Recht
from brunssum.start.gegevens import Gegevens
from brunssum.start.regels import Regel, Vak, count_of
from casuistiek.models import Overleg, Signaal
from casuistiek.permissions import may_hand_in
from inspanningen.models import Inspanning
from inspanningen.permissions.voortgang import may_report_somewhere
from reisverslag.models import Reisverslag


def places(gegevens: Gegevens) -> Iterator[Vak]:
    user = gegevens.user
    if user.mag(Recht.CASUS_BEHANDELEN):
        yield _casussen(gegevens)
    if gegevens.eigen_inspanningen:
        yield _eigen_inspanningen(gegevens)
    elif user.mag(Recht.INSPANNINGEN_ZIEN):
        yield _inspanningen()
    if may_report_somewhere(user):
        yield _voortgang(user)
    if user.mag(Recht.ACTIEPUNTEN_ZIEN):
        yield _actiepunten(gegevens)
    if user.mag(Recht.MONITOR_ZIEN):
        yield Vak(
            "Monitor",
            reverse("monitor:overview"),
            (Regel("Stabiliteitsdriehoek", reverse("monitor:overview"), "hoe een wijk ervoor staat"),),
        )
    if user.mag(Recht.AMBASSADEURS_ZIEN):
        yield _ambassadeurs(gegevens)
    if user.mag(Recht.REFLECTIES_EIGEN):
        yield _eigen_reflecties(gegevens)
    if user.mag(Recht.LEREN_ZIEN):
        yield Vak(
            "Leren",
            reverse("knelpunten:waar"),
            (Regel("Leerpunten", reverse("leerpunten:list"), "wat anders moet, en wie daarover gaat"),),
        )
    if user.mag(Recht.REISVERSLAG_LEZEN):
        yield _reisverslagen(gegevens)
    if may_hand_in(user):
        yield _signalen(gegevens)
    if user.mag(Recht.OVERLEG_MEEDOEN):
        yield _overleggen(gegevens)
    if user.mag(Recht.VERNIETIGING_AKKOORD) or user.mag(Recht.BEWAARTERMIJNEN_BEHEREN):
        yield Vak(
            "Bewaren en vernietigen",
            reverse("casuistiek:bewaren"),
            (),
            "Hoe lang gegevens van bewoners blijven staan.",
        )
    if user.mag(Recht.GEBRUIKERS_BEHEREN):
        yield _gebruikers()
    if user.mag(Recht.GEBRUIKERS_BEHEREN) or user.mag(Recht.API_EIGEN):
        yield _koppelingen(user)
    if user.mag(Recht.LOGBOEK_ZIEN):
        yield Vak("Logboek", reverse("core:logboek"), (), "Wie wat deed, en wanneer.")


def _casussen(gegevens: Gegevens) -> Vak:
    regels = [Regel("Casus melden", reverse("casuistiek:log"), "kan aan de deur, in een minuut")]
    if mijn := gegevens.werkvoorraad.mijn:
        regels.append(
            Regel(
                count_of(mijn, "lopende casus", "lopende casussen") + " van u",
                reverse("casuistiek:list") + "?toon=mijn",
            )
        )
    regels.append(Regel("Signalen", reverse("casuistiek:signalen"), "wat partners over bewoners doorgeven"))
    regels.append(Regel("Budget", reverse("casuistiek:budget"), "wat is toegezegd, betaald en vrij"))
    return Vak("Casussen", reverse("casuistiek:list"), tuple(regels))


def _eigen_inspanningen(gegevens: Gegevens) -> Vak:
    return Vak(
        "Mijn inspanningen",
        reverse("inspanningen:list"),
        tuple(
            Regel(str(row), reverse("inspanningen:detail", args=[row.pk]), row.get_fase_display())
            for row in gegevens.eigen_inspanningen[:6]
        ),
    )


def _inspanningen() -> Vak:
    return Vak(
        "Programma",
        reverse("programma:overzicht"),
        (
            Regel("Inspanningen", reverse("inspanningen:list"), "wat wij doen"),
            Regel("Laatst gewijzigd", reverse("inspanningen:list") + "?sorteer=-gewijzigd", "alle kaarten"),
        ),
    )


def _voortgang(user: Gebruiker) -> Vak:
    """For a partner: where its organisation takes part, and can say how it stands."""
    meedoen = Inspanning.objects.visible_to(user).with_partner(user.organisatie_id)
    lopend = meedoen.exclude(fase=Inspanning.Fase.GESTOPT).in_order()[:6]
    return Vak(
        "Voortgang melden",
        reverse("inspanningen:voortgang_list"),
        tuple(Regel(str(row), reverse("inspanningen:voortgang_report", args=[row.pk])) for row in lopend),
        "Uw organisatie staat nog bij geen inspanning als partner.",
    )


def _actiepunten(gegevens: Gegevens) -> Vak:
    url, stand = reverse("core:actiepunt_list"), gegevens.actiestand
    regels = [Regel("Actiepunt maken", reverse("core:actiepunt_add"))]
    if stand.mijn:
        tekst = count_of(stand.mijn, "actiepunt", "actiepunten") + " voor u"
        regels.append(Regel(tekst, url, f"{stand.te_laat} te laat" if stand.te_laat else ""))
    return Vak("Actiepunten", url, tuple(regels))


def _ambassadeurs(gegevens: Gegevens) -> Vak:
    """For a member of a group first what they come for: to give something."""
    regels = [Regel("Reflecties", reverse("ambassadeurs:reflectie_list"), "wat zij zeggen, en wat wij antwoorden")]  # fmt: skip
    if not gegevens.user.mag(Recht.AMBASSADEURS_BEHEREN):
        groepen = Ambassadeursgroep.objects.with_member(gegevens.user, gegevens.vandaag)
        regels[:0] = [
            Regel(f"Iets meegeven namens {groep}", reverse("ambassadeurs:reflectie_add", args=[groep.pk]))
            for groep in groepen.order_by("pk")
        ]
    return Vak("Ambassadeurs", reverse("ambassadeurs:list"), tuple(regels))


def _eigen_reflecties(gegevens: Gegevens) -> Vak:
    """For a partner: to give something, and what was answered last."""
    user, url = gegevens.user, reverse("ambassadeurs:eigen_list")
    waiting = Reflectie.objects.visible_to(user).of_organisatie_of(user).open().count()
    regels = [Regel("Iets meegeven", reverse("ambassadeurs:eigen_add"), "een advies, vraag of ervaring")]
    if waiting:
        regels.append(
            Regel(count_of(waiting, "reflectie wacht", "reflecties wachten") + " op ons antwoord", url)
        )
    return Vak("Reflecties", url, tuple(regels))


def _reisverslagen(gegevens: Gegevens) -> Vak:
    newest = Reisverslag.objects.visible_to(gegevens.user).newest_first()[:2]
    return Vak(
        "Reisverslagen",
        reverse("reisverslag:list"),
        tuple(
            Regel(row.titel, reverse("reisverslag:detail", args=[row.pk]), row.get_stap_display())
            for row in newest
        ),
        "Er is nog geen reisverslag vastgesteld. Zodra dat zo is, leest u het hier.",
    )


def _signalen(gegevens: Gegevens) -> Vak:
    """For a partner: to give one, and what came of the newest."""
    url = reverse("casuistiek:signalen")
    newest = Signaal.objects.visible_to(gegevens.user).running().order_by("-gewijzigd_op", "-pk")[:3]
    return Vak(
        "Signalen",
        url,
        (
            Regel("Signaal geven", reverse("casuistiek:signaal_add"), "over een bewoner die vastloopt"),
            *(
                Regel(
                    one.kenmerk or str(one),
                    reverse("casuistiek:signaal", args=[one.uuid]),
                    one.get_stand_display(),
                )
                for one in newest
            ),
        ),
    )


def _overleggen(gegevens: Gegevens) -> Vak:
    """For a partner: where its organisation is asked."""
    coming = Overleg.objects.visible_to(gegevens.user).filter(afgerond_op=None).order_by("op", "pk")[:5]
    return Vak(
        "Overleggen",
        reverse("casuistiek:overleggen"),
        tuple(Regel(str(one), reverse("casuistiek:overleg", args=[one.pk])) for one in coming),
        "Uw organisatie is nu voor geen overleg gevraagd.",
    )


def _koppelingen(user: Gebruiker) -> Vak:
    """For the beheerder, and for the contact of a partner: the systems that use the API."""
    aantal = ApiClient.objects.visible_to(user).in_use().count()
    url = reverse("core:koppeling_list")
    beheert = user.mag(Recht.GEBRUIKERS_BEHEREN)
    regels = (
        [Regel(count_of(aantal, "systeem gebruikt", "systemen gebruiken") + " de API", url)] if aantal else []
    )
    return Vak(
        "Koppelingen" if beheert else "Onze koppelingen",
        url,
        tuple(regels),
        "Nog geen systeem van een partner gebruikt de API."
        if beheert
        else "Uw organisatie heeft nog geen koppeling met Kanarie.",
    )


def _gebruikers() -> Vak:
    active = Gebruiker.objects.filter(is_active=True).count()
    url = reverse("core:gebruiker_list")
    return Vak(
        "Gebruikers",
        url,
        (
            Regel(count_of(active, "persoon kan", "mensen kunnen") + " inloggen", url),
            Regel("Mandaten", reverse("casuistiek:mandaten"), "wie beslist tot welk bedrag"),
        ),
    )
