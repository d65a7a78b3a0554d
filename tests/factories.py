"""Rows for tests, as small as they can be. One file for all apps: a story often needs several of them."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from factory.django import DjangoModelFactory

from ambassadeurs.models import Ambassadeur, Ambassadeursgroep, Bijeenkomst, Meeschrijven, Reflectie
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import (
    Actiepunt,
    ApiClient,
    Bericht,
    Gebeurtenis,
    Gebied,
    Gebruiker,
    Mailbericht,
    Melding,
    Organisatie,
    Roltoekenning,
    Verwerkingsactiviteit,
    Webhook,
)
from brunssum.core.rollen import Rol
from brunssum.core.services import create_api_client
from casuistiek.models import Casus, Knelpunt, Signaal
from inspanningen.models import (
    Afhankelijkheid,
    Bewijs,
    Bijdrage,
    Budgetpost,
    Doelstelling,
    Financiering,
    Inspanning,
    Leerpunt,
    Leeruitwisseling,
    LeidendPrincipe,
    Mijlpaal,
    Oordeel,
    Oordeelronde,
    Overdracht,
    Overdrachtspunt,
    Participatie,
    Programma,
    Programmaperiode,
    Risico,
    Streefwaarde,
    Voortgangsafhandeling,
    Voortgangsmelding,
    Wijkplan,
    Wijkplanactie,
)
from monitor.models import (
    Bron,
    Indicator,
    Kans,
    Plek,
    Probleemcluster,
    Thema,
    Uitvraag,
    Verhaal,
    Verversing,
    Waarneming,
)
from reisverslag import vast
from reisverslag.models import (
    Bezorging,
    Blok,
    Hoofdstuk,
    Meelezer,
    Ontvanger,
    Opmerking,
    Raadsstuk,
    Reisverslag,
    Uitgave,
    Verzending,
    Verzendlijst,
)


class OrganisatieFactory(DjangoModelFactory):
    class Meta:
        model = Organisatie

    naam = factory.Sequence(lambda n: f"Organisatie {n}")
    soort = Organisatie.Soort.ZORG


def organisatie_with_koppeling(**kwargs) -> Organisatie:
    """A partner whose system uses the API."""
    organisatie = OrganisatieFactory(**kwargs)
    make_koppeling(organisatie, "Systeem")
    return organisatie


def make_koppeling(organisatie: Organisatie, naam: str) -> ApiClient:
    koppeling, _secret = create_api_client(
        organisatie.pk, actor=None, naam=naam, scopes=["gebieden:lezen"], nu=timezone.now()
    )
    return koppeling


class WebhookFactory(DjangoModelFactory):
    class Meta:
        model = Webhook

    organisatie = factory.SubFactory(OrganisatieFactory)
    url = factory.Sequence(lambda n: f"https://systeem{n}.partner.example/kanarie")
    soorten = factory.LazyFunction(lambda: list(Gebeurtenissoort.values))
    geheim = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


class BerichtFactory(DjangoModelFactory):
    """Something that waits to be delivered for the first time."""

    class Meta:
        model = Bericht

    webhook = factory.SubFactory(WebhookFactory)
    gebeurtenis = factory.LazyFunction(
        lambda: Gebeurtenis.objects.create(
            soort=Gebeurtenissoort.REISVERSLAG_GEPUBLICEERD, verwijzing="/reisverslagen/1"
        )
    )
    volgende_poging_op = factory.LazyAttribute(lambda row: row.gebeurtenis.moment)


class GebiedFactory(DjangoModelFactory):
    class Meta:
        model = Gebied

    code = factory.Sequence(lambda n: f"WK9999{n:02}")
    naam = factory.Sequence(lambda n: f"Wijk {n}")
    soort = Gebied.Soort.WIJK


class GebruikerFactory(DjangoModelFactory):
    class Meta:
        model = Gebruiker
        skip_postgeneration_save = True

    naam = factory.Sequence(lambda n: f"Gebruiker {n}")
    email = factory.Sequence(lambda n: f"gebruiker{n}@example.org")
    password = factory.django.Password("een-lang-wachtwoord")

    @factory.post_generation
    def rollen(self, create, extracted, **kwargs):
        for rol in extracted or ():
            Roltoekenning.objects.create(gebruiker=self, rol=rol)


# casuistiek


class CasusFactory(DjangoModelFactory):
    """A casus as it was logged today. Further on the way: the fixture `casus_op` in tests/casuistiek."""

    class Meta:
        model = Casus

    nummer = factory.Sequence(lambda n: f"2020-{n:03}")
    is_concept = False
    gebied = factory.SubFactory(GebiedFactory)
    wat_gaat_mis = "Het dak van het schuurtje lekt."
    casusverantwoordelijke = factory.SubFactory(GebruikerFactory, rollen=(Rol.WIJKMANAGER,))
    verwerkingsactiviteit = factory.LazyFunction(Verwerkingsactiviteit.objects.for_casussen)
    gemeld_op = factory.LazyFunction(timezone.localdate)
    stap_sinds = factory.SelfAttribute("gemeld_op")
    bewogen_op = factory.SelfAttribute("stap_sinds")


class SignaalFactory(DjangoModelFactory):
    """A signaal as a partner handed it in today. Further on the way: the fixture `signaal` in tests/casuistiek."""

    class Meta:
        model = Signaal

    organisatie = factory.SubFactory(OrganisatieFactory)
    ingediend_door = factory.SubFactory(
        GebruikerFactory, rollen=(Rol.PARTNER,), organisatie=factory.SelfAttribute("..organisatie")
    )
    gebied = factory.SubFactory(GebiedFactory)
    wat_gaat_mis = "Er is al drie weken geen verwarming."
    verwerkingsactiviteit = factory.LazyFunction(Verwerkingsactiviteit.objects.for_casussen)
    ontvangen_op = factory.LazyFunction(timezone.localdate)
    stand_sinds = factory.SelfAttribute("ontvangen_op")


class KnelpuntFactory(DjangoModelFactory):
    class Meta:
        model = Knelpunt

    naam = factory.Sequence(lambda n: f"Knelpunt {n}")
    soort = Knelpunt.Soort.WACHTEN
    domein = "wonen"
    eigenaar = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))
    gemaakt_op = date(2026, 1, 5)


# ambassadeurs


class AmbassadeursgroepFactory(DjangoModelFactory):
    class Meta:
        model = Ambassadeursgroep

    naam = factory.Sequence(lambda n: f"Groep {n}")
    soort = Ambassadeursgroep.Soort.INWONERS
    omschrijving = "Inwoners die meedenken."
    gestart_op = date(2025, 4, 15)


class AmbassadeurFactory(DjangoModelFactory):
    class Meta:
        model = Ambassadeur

    groep = factory.SubFactory(AmbassadeursgroepFactory)
    aanduiding = factory.Sequence(lambda n: f"Buurtbewoner {n}")
    lid_van = date(2025, 4, 15)


class ActiepuntFactory(DjangoModelFactory):
    class Meta:
        model = Actiepunt

    titel = "Antwoorden"
    eigenaar = factory.SubFactory(GebruikerFactory)
    vervalt_op = date(2026, 4, 1)


class MailberichtFactory(DjangoModelFactory):
    class Meta:
        model = Mailbericht

    ontvanger = factory.SubFactory(GebruikerFactory)
    aantal = 1


class MeldingFactory(DjangoModelFactory):
    class Meta:
        model = Melding

    class Params:
        onderwerp = factory.SubFactory(ActiepuntFactory)
        is_gemaild = factory.Trait(
            mailbericht=factory.SubFactory(MailberichtFactory, ontvanger=factory.SelfAttribute("..ontvanger"))
        )

    ontvanger = factory.SubFactory(GebruikerFactory)
    soort = "actiepunt.gekregen"
    onderwerp_soort = factory.LazyAttribute(
        lambda melding: ContentType.objects.get_for_model(melding.onderwerp)
    )
    onderwerp_id = factory.LazyAttribute(lambda melding: melding.onderwerp.pk)


class MeeschrijvenFactory(DjangoModelFactory):
    class Meta:
        model = Meeschrijven

    groep = factory.SubFactory(AmbassadeursgroepFactory)
    doelstelling = factory.SubFactory("tests.factories.DoelstellingFactory")
    sinds = date(2026, 3, 2)


class ReflectieFactory(DjangoModelFactory):
    """About a new thema, unless `onderwerp` says of what."""

    class Meta:
        model = Reflectie

    class Params:
        onderwerp = factory.SubFactory("tests.factories.ThemaFactory")

    soort = Reflectie.Soort.ADVIES
    tekst = "Zet de koffie klaar voor wie binnenloopt."
    onderwerp_soort = factory.LazyAttribute(lambda o: ContentType.objects.get_for_model(o.onderwerp))
    onderwerp_id = factory.LazyAttribute(lambda o: o.onderwerp.pk)
    groep = factory.SubFactory(AmbassadeursgroepFactory)
    ontvangen_op = date(2026, 3, 4)
    actiepunt = factory.SubFactory(ActiepuntFactory)


class BijeenkomstFactory(DjangoModelFactory):
    class Meta:
        model = Bijeenkomst

    soort = Bijeenkomst.Soort.GROEP
    titel = factory.Sequence(lambda n: f"Koffie {n}")
    begint_op = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
    eindigt_op = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)
    plaats = "Noorderhuis"
    organisator = factory.SubFactory(GebruikerFactory)


# inspanningen
class DoelstellingFactory(DjangoModelFactory):
    class Meta:
        model = Doelstelling

    nummer = factory.Sequence(lambda n: str(n + 1))
    naam = factory.Sequence(lambda n: f"Doelstelling {n}")


class BijdrageFactory(DjangoModelFactory):
    class Meta:
        model = Bijdrage

    inspanning = factory.SubFactory("tests.factories.InspanningFactory")
    doelstelling = factory.SubFactory(DoelstellingFactory)


class BewijsFactory(DjangoModelFactory):
    class Meta:
        model = Bewijs

    bijdrage = factory.SubFactory(BijdrageFactory)
    op = date(2026, 3, 2)
    tekst = "De wachtkamer was leger."
    richting = Bewijs.Richting.STEUNT
    door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


class ProgrammaperiodeFactory(DjangoModelFactory):
    class Meta:
        model = Programmaperiode

    programma = factory.SubFactory("tests.factories.ProgrammaFactory")
    van = 2024
    tot = 2027


class ProgrammaFactory(DjangoModelFactory):
    class Meta:
        model = Programma

    naam = "Programma Noord"
    ambitie = "In 2050 heeft ieder een stabiel leven."
    start = 2024
    horizon = 2050


class LeidendPrincipeFactory(DjangoModelFactory):
    class Meta:
        model = LeidendPrincipe

    kort = factory.Sequence(lambda n: f"Principe {n}")
    uitleg = "Zo werken wij."


class InspanningFactory(DjangoModelFactory):
    """A bare row without a Versie; services.add_inspanning makes one as people do."""

    class Meta:
        model = Inspanning

    nummer = factory.Sequence(lambda n: str(n % 9000 + 1000))  # no number that a test writes out
    naam = factory.Sequence(lambda n: f"Inspanning {n}")
    fase = Inspanning.Fase.UITVOERING


class OordeelrondeFactory(DjangoModelFactory):
    """An open round, in which nobody is asked yet; services.oordelen.open_ronde asks."""

    class Meta:
        model = Oordeelronde

    naam = factory.Sequence(lambda n: f"ronde {n}")
    van = date(2026, 3, 2)
    uiterlijk = date(2026, 3, 30)
    geopend_door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


class OordeelFactory(DjangoModelFactory):
    """All is well, in a round of its own that is closed."""

    class Meta:
        model = Oordeel

    ronde = factory.SubFactory(
        OordeelrondeFactory,
        gesloten_op=date(2026, 4, 1),
        gesloten_door=factory.SubFactory(GebruikerFactory),
    )
    inspanning = factory.SubFactory("tests.factories.InspanningFactory")
    tempo = haalbaarheid = efficientie = flexibiliteit = doeltreffendheid = Oordeel.Antwoord.GOED
    samenvatting = "Het loopt."
    gegeven_op = date(2026, 3, 10)
    gegeven_door = factory.SubFactory(GebruikerFactory)


class OverdrachtFactory(DjangoModelFactory):
    class Meta:
        model = Overdracht

    inspanning = factory.SubFactory("tests.factories.InspanningFactory")
    bateneigenaar = factory.SubFactory(GebruikerFactory, rollen=(Rol.BATENEIGENAAR,))
    begonnen_op = date(2026, 3, 2)
    begonnen_door = factory.SubFactory(GebruikerFactory)
    uiterlijk = date(2026, 6, 1)


class OverdrachtspuntFactory(DjangoModelFactory):
    class Meta:
        model = Overdrachtspunt

    overdracht = factory.SubFactory(OverdrachtFactory)
    volgorde = factory.Sequence(lambda n: n)
    titel = factory.Sequence(lambda n: f"Punt {n}")


class ParticipatieFactory(DjangoModelFactory):
    class Meta:
        model = Participatie

    inspanning = factory.SubFactory("tests.factories.InspanningFactory")
    soort = Participatie.Soort.GEPLAND
    trede = Participatie.Trede.ADVISEREN
    hoe = "Een werkgroep van bewoners geeft advies."
    op = date(2026, 3, 2)
    door = factory.SubFactory(GebruikerFactory)


class RisicoFactory(DjangoModelFactory):
    """4 × 4 = 16 without maatregel."""

    class Meta:
        model = Risico

    inspanning = factory.SubFactory(InspanningFactory)
    nummer = factory.Sequence(lambda n: n + 1)
    omschrijving = factory.Sequence(lambda n: f"Risico {n}")
    kans = impact = 4
    beoordeeld_op = date(2026, 3, 2)
    beoordeeld_door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


class FinancieringFactory(DjangoModelFactory):
    """300.000 euro for 2026 and 2027."""

    class Meta:
        model = Financiering

    naam = factory.Sequence(lambda n: f"Financiering {n}")
    bron = "Regiodeal"
    bedrag = Decimal(300_000)
    van = date(2026, 1, 1)
    tot = date(2027, 12, 31)


class BudgetpostFactory(DjangoModelFactory):
    """50.000 euro in 2027, from nowhere yet."""

    class Meta:
        model = Budgetpost

    inspanning = factory.SubFactory(InspanningFactory)
    jaar = 2027
    omschrijving = "Werkbudget"
    gepland = Decimal(50_000)


class AfhankelijkheidFactory(DjangoModelFactory):
    class Meta:
        model = Afhankelijkheid

    inspanning = factory.SubFactory(InspanningFactory)
    hangt_af_van = factory.SubFactory(InspanningFactory)
    waarvoor = factory.Sequence(lambda n: f"Werkwijze {n}")


class MijlpaalFactory(DjangoModelFactory):
    """Planned for april 2026. With `gehaald_op` reached. Another first plan: give `eerste_van` and `eerste_tot`."""

    class Meta:
        model = Mijlpaal

    inspanning = factory.SubFactory(InspanningFactory)
    naam = factory.Sequence(lambda n: f"Mijlpaal {n}")
    wanneer = getypt = "april 2026"
    van, tot = date(2026, 4, 1), date(2026, 4, 30)
    eerste_wanneer = factory.SelfAttribute("wanneer")
    eerste_van = factory.SelfAttribute("van")
    eerste_tot = factory.SelfAttribute("tot")
    gehaald_op = None
    status = factory.LazyAttribute(lambda mijlpaal: "gehaald" if mijlpaal.gehaald_op else "gepland")


class VoortgangsmeldingFactory(DjangoModelFactory):
    """Handed in and waiting. With `stand="aanvaard"` or another: handled by who leads the inspanning, or anyone."""

    class Meta:
        model = Voortgangsmelding
        skip_postgeneration_save = True

    inspanning = factory.SubFactory(InspanningFactory)
    organisatie = factory.SubFactory(OrganisatieFactory)
    peildatum = date(2026, 4, 1)
    gedaan = factory.Sequence(lambda n: f"Wij deden dit: {n}.")

    @factory.post_generation
    def stand(self, create, extracted, antwoord="Dit mist nog iets.", op=None, **kwargs):
        if extracted:
            Voortgangsafhandeling.objects.create(
                melding=self,
                uitkomst=extracted,
                antwoord=antwoord if extracted == "teruggegeven" else "",
                op=op or timezone.now(),
                door=self.inspanning.projectleider or GebruikerFactory(),
            )


class LeerpuntFactory(DjangoModelFactory):
    """One that was just seen; nobody is asked yet."""

    class Meta:
        model = Leerpunt

    titel = factory.Sequence(lambda n: f"Leerpunt {n}")
    tekst = "Twee loketten wachten op elkaar."
    leercirkel = Leerpunt.Leercirkel.UITVOERING
    herkomst = "Casussen in Noord"
    staat_sinds = gesignaleerd_op = date(2026, 3, 2)
    gesignaleerd_door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


class WijkplanFactory(DjangoModelFactory):
    """A concept without acties; services.vaststellen makes more of it."""

    class Meta:
        model = Wijkplan

    gebied = factory.SubFactory(GebiedFactory)
    van_jaar = 2025
    tot_jaar = 2028
    opgave = "De straat is donker en mensen blijven binnen."
    contact = "Wijkmanager"


class WijkplanactieFactory(DjangoModelFactory):
    class Meta:
        model = Wijkplanactie

    wijkplan = factory.SubFactory(WijkplanFactory)
    wat = factory.Sequence(lambda n: f"Actie {n}")
    wie = "Bewonersgroep"
    waar = "Op het plein"
    waarom = "Dan kennen buren elkaar."
    jaar = 2026
    status_sinds = date(2025, 2, 3)


class LeeruitwisselingFactory(DjangoModelFactory):
    class Meta:
        model = Leeruitwisseling

    leerpunt = factory.SubFactory(LeerpuntFactory)
    organisatie = factory.SubFactory(OrganisatieFactory, soort=Organisatie.Soort.REGIO)
    richting = Leeruitwisseling.Richting.GENOMEN
    op = date(2026, 3, 9)
    met_wie = "Projectleider zorgzame wijken"
    waarover = "Hoe buren naar elkaar omkijken"
    vastgelegd_door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


# reisverslag


class ReisverslagFactory(DjangoModelFactory):
    class Meta:
        model = Reisverslag

    titel = factory.Sequence(lambda n: f"Reisverslag {n}")
    periode_van = date(2026, 1, 1)
    periode_tot = date(2026, 6, 30)
    publiek = Reisverslag.Publiek.COLLEGE
    auteur = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMAMANAGER,))


@contextmanager
def vast_los(verslag):
    """Let a factory put rows in a verslag that is vastgesteld already, where the database refuses (reisverslag/vast.py)."""
    if not verslag.vastgesteld_op:
        yield
    elif connection.vendor == "sqlite":
        vast.loosen(plan=["a test"])
        yield
        vast.fasten()
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")


class HoofdstukFactory(DjangoModelFactory):
    class Meta:
        model = Hoofdstuk

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with vast_los(kwargs["reisverslag"]):
            return super()._create(model_class, *args, **kwargs)

    reisverslag = factory.SubFactory(ReisverslagFactory)
    titel = factory.Sequence(lambda n: f"Hoofdstuk {n}")
    volgorde = factory.Sequence(lambda n: n)


class BlokFactory(DjangoModelFactory):
    """A tekst, unless another soort and inhoud are given."""

    class Meta:
        model = Blok

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with vast_los(kwargs["hoofdstuk"].reisverslag):
            return super()._create(model_class, *args, **kwargs)

    hoofdstuk = factory.SubFactory(HoofdstukFactory)
    soort = "tekst"
    volgorde = factory.Sequence(lambda n: n)
    inhoud = factory.Sequence(lambda n: {"tekst": f"Tekst {n}."})


class VastgesteldFactory(ReisverslagFactory):
    """Vastgesteld, with the names of its cover; without a hoofdstuk."""

    stap = Reisverslag.Stap.VASTGESTELD
    vastgesteld_door = factory.SelfAttribute("auteur")
    vastgesteld_op = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    colofon = factory.LazyFunction(
        lambda: {
            "gemeente": "Gemeente Brunssum",
            "programma": "Programma",
            "auteur": "Programmamanager",
            "vastgesteld_door": "Programmamanager",
        }
    )


class UitgaveFactory(DjangoModelFactory):
    """The definite pdf of a reisverslag that is vastgesteld."""

    class Meta:
        model = Uitgave

    reisverslag = factory.SubFactory(VastgesteldFactory)
    bestand = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7", name="reisverslag.pdf"))
    stap = Reisverslag.Stap.VASTGESTELD
    inhoud_sha256 = factory.Sequence(lambda n: f"{n:064x}")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    omvang = 8
    paginas = 1
    gemaakt_op = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


class VerzendlijstFactory(DjangoModelFactory):
    class Meta:
        model = Verzendlijst

    naam = factory.Sequence(lambda n: f"Lijst {n}")
    publiek = Reisverslag.Publiek.COLLEGE


class OntvangerFactory(DjangoModelFactory):
    """By function and address, unless a gebruiker is given."""

    class Meta:
        model = Ontvanger

    lijst = factory.SubFactory(VerzendlijstFactory)
    naam = factory.Sequence(lambda n: f"Functie {n}")
    mailadres = factory.Sequence(lambda n: f"functie{n}@example.nl")


class VerzendingFactory(DjangoModelFactory):
    class Meta:
        model = Verzending

    uitgave = factory.SubFactory(UitgaveFactory)
    reisverslag = factory.SelfAttribute("uitgave.reisverslag")
    sha256 = factory.SelfAttribute("uitgave.sha256")
    lijst = factory.SubFactory(VerzendlijstFactory)
    gevraagd_door = factory.SelfAttribute("reisverslag.auteur")
    gevraagd_op = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)


class BezorgingFactory(DjangoModelFactory):
    class Meta:
        model = Bezorging

    verzending = factory.SubFactory(VerzendingFactory)
    ontvanger = factory.SubFactory(OntvangerFactory, lijst=factory.SelfAttribute("..verzending.lijst"))


class OpmerkingFactory(DjangoModelFactory):
    class Meta:
        model = Opmerking

    blok = factory.SubFactory(BlokFactory)
    door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))
    op = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    tekst = factory.Sequence(lambda n: f"Opmerking {n}")


class MeelezerFactory(DjangoModelFactory):
    class Meta:
        model = Meelezer

    reisverslag = factory.SubFactory(ReisverslagFactory)
    gebruiker = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROJECTLEIDER,))
    gevraagd_door = factory.SelfAttribute("reisverslag.auteur")
    gevraagd_op = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
    actiepunt = factory.SubFactory(ActiepuntFactory, eigenaar=factory.SelfAttribute("..gebruiker"))


# monitor


class RaadsstukFactory(DjangoModelFactory):
    """A raadsvraag that waits for its answer, without the actiepunt that services.add_raadsstuk makes."""

    class Meta:
        model = Raadsstuk

    soort = Raadsstuk.Soort.RAADSVRAAG
    fractie = "Fractie A"
    onderwerp = factory.Sequence(lambda n: f"Vraag {n}")
    tekst = "Wat levert het op?"
    ontvangen_op = date(2026, 3, 2)
    uiterlijk = date(2026, 4, 1)
    behandelaar = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROJECTLEIDER,))
    toegevoegd_door = factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,))


class ThemaFactory(DjangoModelFactory):
    class Meta:
        model = Thema

    code = factory.Sequence(lambda n: f"thema-{n}")
    naam = factory.Sequence(lambda n: f"Thema {n}")
    plek = Thema.Plek.HOEK
    volgorde = factory.Sequence(lambda n: n)


class BronFactory(DjangoModelFactory):
    class Meta:
        model = Bron

    code = factory.Sequence(lambda n: f"bron-{n}")
    naam = factory.Sequence(lambda n: f"Bron {n}")
    adapter = Bron.Adapter.BESTAND


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    code = factory.Sequence(lambda n: f"indicator-{n}")
    naam = factory.Sequence(lambda n: f"Indicator {n}")
    korte_naam = factory.SelfAttribute("naam")
    thema = factory.SubFactory(ThemaFactory)
    volgorde = factory.Sequence(lambda n: n)
    eenheid = "%"
    gunstig = Indicator.Gunstig.LAGER
    bron = factory.SubFactory(BronFactory)
    definitie = "Wat er is gemeten."
    invloed = Indicator.Invloed.HELPT_MEE


class VerversingFactory(DjangoModelFactory):
    """A run that is done."""

    class Meta:
        model = Verversing

    bron = factory.SubFactory(BronFactory)
    periode = 2023
    status = Verversing.Status.VERWERKT
    verwerkt_op = factory.LazyFunction(timezone.now)


class WaarnemingFactory(DjangoModelFactory):
    class Meta:
        model = Waarneming

    indicator = factory.SubFactory(IndicatorFactory)
    gebied = factory.SubFactory(GebiedFactory)
    periode = 2023
    waarde = 10
    verversing = factory.SubFactory(VerversingFactory)


class PlekFactory(DjangoModelFactory):
    class Meta:
        model = Plek

    naam = factory.Sequence(lambda n: f"Plek {n}")
    soort = Plek.Soort.ONTMOETEN
    gebied = factory.SubFactory(GebiedFactory)


class StreefwaardeFactory(DjangoModelFactory):
    """18 in 2030."""

    class Meta:
        model = Streefwaarde

    doelstelling = factory.SubFactory(DoelstellingFactory)
    indicator = factory.SubFactory(IndicatorFactory)
    gebied = factory.SubFactory(GebiedFactory)
    jaar = 2030
    waarde = 18


class ProbleemclusterFactory(DjangoModelFactory):
    class Meta:
        model = Probleemcluster

    nummer = factory.Sequence(lambda n: n % 30000 + 1)
    naam = factory.Sequence(lambda n: f"Probleem {n}")


class KansFactory(DjangoModelFactory):
    class Meta:
        model = Kans

    nummer = factory.Sequence(lambda n: n % 30000 + 1)
    naam = factory.Sequence(lambda n: f"Kans {n}")


class UitvraagFactory(DjangoModelFactory):
    class Meta:
        model = Uitvraag

    naam = factory.Sequence(lambda n: f"Uitvraag {n}")
    soort = Uitvraag.Soort.VRAGENRONDE
    van = date(2025, 3, 1)
    tot = date(2025, 5, 31)
    methode = "Met een vragenlijst langs de deuren."


class VerhaalFactory(DjangoModelFactory):
    """A concept with consent, of a wijkmanager. With `gepubliceerd=True` checked and shown to everyone."""

    class Meta:
        model = Verhaal

    class Params:
        gepubliceerd = factory.Trait(
            status=Verhaal.Status.GEPUBLICEERD,
            gecontroleerd_door=factory.SubFactory(GebruikerFactory, rollen=(Rol.PROGRAMMATEAM,)),
            gepubliceerd_op=date(2026, 3, 2),
        )

    titel = factory.Sequence(lambda n: f"Een verhaal {n}")
    tekst = "Ik durfde de brief niet open te maken. Nu doet een buurvrouw dat samen met mij."
    teller = Verhaal.Teller.INWONER
    gebied = factory.SubFactory(GebiedFactory)
    thema = factory.SubFactory(ThemaFactory)
    probleemcluster = factory.SubFactory(ProbleemclusterFactory)
    toestemming_hoe = Verhaal.Toestemming.MONDELING
    toestemming_op = date(2026, 2, 20)
    auteur = factory.SubFactory(GebruikerFactory, rollen=(Rol.WIJKMANAGER,))
    opgeschreven_op = date(2026, 2, 20)
