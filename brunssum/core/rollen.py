"""The one place where each rol's rights stand.

A Recht is something a person may do anywhere; whether it holds for one object (own wijk, own inspanning) is for
the app's permissions.py and visible_to. Refusing is the default: what is not listed is not allowed.
"""

from django.db import models


class Rol(models.TextChoices):
    PROGRAMMAMANAGER = "programmamanager", "Programmamanager"
    PROGRAMMATEAM = "programmateam", "Programmateam"
    PROJECTLEIDER = "projectleider", "Projectleider"
    WIJKMANAGER = "wijkmanager", "Wijkmanager"
    BATENEIGENAAR = "bateneigenaar", "Bateneigenaar"
    BESTUUR = "bestuur", "Bestuur"
    RAADSLID = "raadslid", "Raadslid"
    AMBASSADEUR = "ambassadeur", "Ambassadeur"
    PARTNER = "partner", "Partner"
    FUNCTIONARIS = "functionaris", "Functionaris gegevensbescherming"
    BEHEERDER = "beheerder", "Beheerder"


class Recht(models.TextChoices):
    INSPANNINGEN_ZIEN = "inspanningen.zien", "Inspanningen zien"
    INSPANNINGEN_EIGEN_BEWERKEN = "inspanningen.eigen_bewerken", "Eigen inspanningen bewerken"
    INSPANNINGEN_BEWERKEN = "inspanningen.bewerken", "Alle inspanningen bewerken en importeren"
    DOELSTELLINGEN_VASTSTELLEN = (
        "doelstellingen.vaststellen",
        "Doelstellingen vaststellen, laten vervallen en daarna nog aanpassen",
    )
    VOORTGANG_ZIEN = "voortgang.zien", "Aanvaarde voortgang van partners zien"
    VOORTGANG_MELDEN = (
        "voortgang.melden",
        "Voortgang melden van de eigen organisatie, bij inspanningen waar zij aan meedoet",
    )
    WIJKPLAN_EIGEN_BEWERKEN = "wijkplan.eigen_bewerken", "Het wijkplan van de eigen wijk bewerken"
    MONITOR_ZIEN = "monitor.zien", "De monitor zien"
    MONITOR_BEHEREN = "monitor.beheren", "Cijfers importeren"
    VERHALEN_TOEVOEGEN = "verhalen.toevoegen", "Verhalen toevoegen en eigen verhalen bewerken"
    VERHALEN_PUBLICEREN = (
        "verhalen.publiceren",
        "Verhalen van anderen controleren en publiceren, uitvragen en plekken beheren",
    )
    AMBASSADEURS_ZIEN = "ambassadeurs.zien", "Ambassadeursgroepen zien"
    AMBASSADEURS_BEHEREN = "ambassadeurs.beheren", "Ambassadeursgroepen beheren"
    REFLECTIES_EIGEN = (
        "reflecties.eigen",
        "Reflecties geven namens de eigen organisatie, en lezen wat ermee is gedaan",
    )
    PROGRAMMA_MEELEZEN = (
        "programma.meelezen",
        "In het eigen systeem bijeenkomsten, knelpunten en leerpunten lezen die ook voor partners zijn",
    )
    CASUS_BEHANDELEN = "casus.behandelen", "Casussen loggen en behandelen"
    CASUS_BESLISSEN = "casus.beslissen", "Besluiten over het Tussen-Wal-en-Schipbudget"
    OVERLEG_MEEDOEN = (
        "overleg.meedoen",
        "Meedoen aan een overleg, en zien wat met de eigen organisatie is gedeeld",
    )
    SIGNALEN_EIGEN = (
        "signalen.eigen",
        "Signalen over bewoners geven namens de eigen organisatie, en die volgen",
    )
    VERNIETIGING_AKKOORD = "vernietiging.akkoord", "Akkoord gaan met het vernietigen van casussen"
    BEWAARTERMIJNEN_BEHEREN = "bewaartermijnen.beheren", "Bewaartermijnen en deelprofielen vastleggen"
    REISVERSLAG_SCHRIJVEN = "reisverslag.schrijven", "Reisverslagen schrijven en vaststellen"
    REISVERSLAG_VOLGEN = "reisverslag.volgen", "Ook reisverslagen zien die nog niet zijn vastgesteld"
    REISVERSLAG_LEZEN = "reisverslag.lezen", "Vastgestelde reisverslagen lezen"
    REISVERSLAG_PUBLICEREN = (
        "reisverslag.publiceren",
        "Reisverslagen openbaar maken, en dat intrekken",
    )
    ACTIEPUNTEN_ZIEN = "actiepunten.zien", "Actiepunten maken, en die van anderen zien"
    ACTIEPUNTEN_BEHEREN = "actiepunten.beheren", "Actiepunten van anderen afronden, overdragen en intrekken"
    LEREN_ZIEN = "leren.zien", "Knelpunten en leerpunten zien"
    LEREN_TOEVOEGEN = "leren.toevoegen", "Knelpunten en leerpunten toevoegen, en de eigen verder brengen"
    LEREN_BEHEREN = "leren.beheren", "Alle knelpunten en leerpunten bijwerken, samenvoegen en splitsen"
    WEBHOOKS_EIGEN = "webhooks.eigen", "Webhooks van de eigen organisatie maken en beheren"
    WEBHOOKS_BEHEREN = "webhooks.beheren", "Webhooks van alle organisaties zien en uitzetten"
    API_EIGEN = (
        "api.eigen",
        "De koppelingen van de eigen organisatie zien, en hun sleutels vernieuwen en intrekken",
    )
    GEBRUIKERS_BEHEREN = "gebruikers.beheren", "Gebruikers, rollen en koppelingen beheren"
    LOGBOEK_ZIEN = "logboek.zien", "Het logboek en het inzagelog zien, noodinzagen beoordelen"
    VERWERKINGEN_ZIEN = "verwerkingen.zien", "Zien waarvoor persoonsgegevens worden gebruikt"


class Zicht(models.IntegerChoices):
    """How much of a text someone sees: a field is shown from its own level upwards."""

    OPENBAAR = 1, "Openbaar"
    PARTNERS = 2, "Partners"
    INTERN = 3, "Intern"


_LEZER = frozenset(
    {
        Recht.INSPANNINGEN_ZIEN,
        Recht.MONITOR_ZIEN,
        Recht.AMBASSADEURS_ZIEN,
        Recht.REISVERSLAG_LEZEN,
        Recht.LEREN_ZIEN,
    }
)
_TEAM = _LEZER | {
    Recht.ACTIEPUNTEN_ZIEN,
    Recht.ACTIEPUNTEN_BEHEREN,
    Recht.VOORTGANG_ZIEN,
    Recht.INSPANNINGEN_EIGEN_BEWERKEN,
    Recht.INSPANNINGEN_BEWERKEN,
    Recht.MONITOR_BEHEREN,
    Recht.VERHALEN_TOEVOEGEN,
    Recht.VERHALEN_PUBLICEREN,
    Recht.AMBASSADEURS_BEHEREN,
    Recht.REISVERSLAG_SCHRIJVEN,
    Recht.REISVERSLAG_VOLGEN,
    Recht.LEREN_TOEVOEGEN,
    Recht.LEREN_BEHEREN,
}

RECHTEN: dict[Rol, frozenset[Recht]] = {
    Rol.PROGRAMMAMANAGER: _TEAM
    | {
        Recht.DOELSTELLINGEN_VASTSTELLEN,
        Recht.REISVERSLAG_PUBLICEREN,
        Recht.CASUS_BEHANDELEN,
        Recht.CASUS_BESLISSEN,
        Recht.VERNIETIGING_AKKOORD,
    },
    Rol.PROGRAMMATEAM: _TEAM,
    Rol.PROJECTLEIDER: _LEZER
    | {
        Recht.INSPANNINGEN_EIGEN_BEWERKEN,
        Recht.VOORTGANG_ZIEN,
        Recht.VERHALEN_TOEVOEGEN,
        Recht.REISVERSLAG_VOLGEN,
        Recht.ACTIEPUNTEN_ZIEN,
        Recht.LEREN_TOEVOEGEN,
    },
    Rol.WIJKMANAGER: _LEZER
    | {
        Recht.WIJKPLAN_EIGEN_BEWERKEN,
        Recht.VOORTGANG_ZIEN,
        Recht.CASUS_BEHANDELEN,
        Recht.VERHALEN_TOEVOEGEN,
        Recht.REISVERSLAG_VOLGEN,
        Recht.ACTIEPUNTEN_ZIEN,
        Recht.LEREN_TOEVOEGEN,
    },
    Rol.BATENEIGENAAR: _LEZER
    | {
        Recht.VOORTGANG_ZIEN,
        Recht.REISVERSLAG_VOLGEN,
        Recht.ACTIEPUNTEN_ZIEN,
        Recht.LEREN_TOEVOEGEN,
    },
    Rol.BESTUUR: _LEZER | {Recht.VOORTGANG_ZIEN, Recht.ACTIEPUNTEN_ZIEN},
    Rol.RAADSLID: frozenset({Recht.REISVERSLAG_LEZEN}),
    Rol.AMBASSADEUR: _LEZER | {Recht.VERHALEN_TOEVOEGEN},
    Rol.PARTNER: frozenset(
        {
            Recht.INSPANNINGEN_ZIEN,
            Recht.VOORTGANG_MELDEN,
            Recht.MONITOR_ZIEN,
            Recht.REISVERSLAG_LEZEN,
            Recht.OVERLEG_MEEDOEN,
            Recht.WEBHOOKS_EIGEN,
            Recht.REFLECTIES_EIGEN,
            Recht.PROGRAMMA_MEELEZEN,
            Recht.API_EIGEN,
            Recht.SIGNALEN_EIGEN,
        }
    ),
    Rol.FUNCTIONARIS: frozenset({Recht.LOGBOEK_ZIEN, Recht.VERWERKINGEN_ZIEN, Recht.VERNIETIGING_AKKOORD}),
    Rol.BEHEERDER: frozenset(
        {
            Recht.GEBRUIKERS_BEHEREN,
            Recht.WEBHOOKS_BEHEREN,
            Recht.VERWERKINGEN_ZIEN,
            Recht.BEWAARTERMIJNEN_BEHEREN,
        }
    ),
}

ZICHT: dict[Rol, Zicht] = dict.fromkeys((Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM, Rol.PROJECTLEIDER, Rol.WIJKMANAGER, Rol.BATENEIGENAAR, Rol.BESTUUR), Zicht.INTERN) | {Rol.AMBASSADEUR: Zicht.PARTNERS, Rol.PARTNER: Zicht.PARTNERS}  # fmt: skip


def rechten_of(rollen: set[str]) -> frozenset[str]:
    """All rights that these rollen give together."""
    return frozenset().union(*(RECHTEN[Rol(rol)] for rol in rollen))


def zicht_of(rollen: set[str]) -> Zicht:
    """The widest view that these rollen give; openbaar for anyone."""
    return max((ZICHT.get(Rol(rol), Zicht.OPENBAAR) for rol in rollen), default=Zicht.OPENBAAR)
