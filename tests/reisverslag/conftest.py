"""A reisverslag with every kind of blok, and what those are about."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from PIL import Image

from ambassadeurs.models import Ambassadeur, Reflectie
from brunssum.core.models import Gebied
from casuistiek.models import Casus, Casusknelpunt, Knelpunt
from inspanningen.models import Bijdrage, Inspanning, Leerpunt, Mijlpaal, Oordeelronde, Wijkplan
from monitor.models import Indicator, Verhaal
from reisverslag import services
from reisverslag.blokken import SOORTEN
from reisverslag.models import Reisverslag
from tests.api.cijfers import make_indicator, make_waarneming
from tests.factories import (
    AmbassadeurFactory,
    BijdrageFactory,
    BudgetpostFactory,
    CasusFactory,
    GebiedFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    OordeelFactory,
    RaadsstukFactory,
    ReflectieFactory,
    VerhaalFactory,
    WijkplanactieFactory,
    WijkplanFactory,
)

NU = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)


@dataclass
class Bronnen:
    """What the blokken of a verslag are about."""

    inspanning: Inspanning
    wijk: Gebied
    benchmark: Gebied
    indicator: Indicator
    casus: Casus
    knelpunt: Knelpunt
    leerpunt: Leerpunt
    reflectie: Reflectie


@pytest.fixture
def bronnen(wijkmanager):
    wijk = GebiedFactory(naam="Wijk 02 Brunssum-Noord")
    benchmark = GebiedFactory(naam="Benchmark sterk stedelijk", soort=Gebied.Soort.BENCHMARK)
    indicator = make_indicator(
        "bijstand", naam="Huishoudens met bijstand", korte_naam="Bijstand", gunstig="lager"
    )
    indicator.thema.plek = "hoek"
    indicator.thema.save()
    make_waarneming(indicator, wijk, 2023, waarde="6.8")
    make_waarneming(indicator, benchmark, 2023, waarde="4.2")
    inspanning = InspanningFactory(
        nummer="2",
        naam="Werken met ambassadeurs",
        resultaat_tekst="Drie groepen denken mee.",
        planning_tekst="Vanaf april 2025.",
        kwaliteit_tekst="Alleen voor partners.",
    )
    inspanning.gebieden.add(wijk)
    casus = CasusFactory(
        gebied=wijk,
        gemeld_op=date(2026, 3, 2),
        toegekend_bedrag=350,
        verhaal_titel="Een dak boven een scootmobiel",
        anoniem_verhaal="Drie jaar lang ging het over de vraag van wie het dak was.",
        vrijgegeven_door=wijkmanager,
        vrijgegeven_op=date(2026, 4, 1),
    )
    knelpunt = KnelpuntFactory(
        naam="Een stalling valt nergens onder", omschrijving="De Wmo kijkt er niet naar."
    )
    Casusknelpunt.objects.create(casus=casus, knelpunt=knelpunt, door=wijkmanager, op=date(2026, 3, 2))
    reflectie = ReflectieFactory(
        onderwerp=inspanning,
        gevolg="overgenomen",
        antwoord="De koffie staat klaar.",
        beantwoord_op=date(2026, 3, 10),
        beantwoord_door=wijkmanager,
    )
    return Bronnen(inspanning, wijk, benchmark, indicator, casus, knelpunt, LeerpuntFactory(), reflectie)


@pytest.fixture
def inhouden(bronnen):
    """The choices of one blok of each soort."""
    return {
        "tekst": {"tekst": "# Wat opviel\n\nMensen doen **mee**.\n\n> Eindelijk belde er iemand."},
        "inspanningen": {"inspanningen": [bronnen.inspanning.pk]},
        "driehoek": {"gebied": bronnen.wijk.pk, "periode": 2023, "vergelijking": bronnen.benchmark.pk},
        "verhaal": {"casus": bronnen.casus.pk},
        "knelpunten": {"knelpunten": [bronnen.knelpunt.pk]},
        "leerpunten": {"leerpunten": [bronnen.leerpunt.pk]},
        "opvolging": {"reflecties": [bronnen.reflectie.pk]},
    }


@dataclass
class Programma:
    """What the other kinds of blok are about."""

    mijlpaal: Mijlpaal
    ronde: Oordeelronde
    wijkplan: Wijkplan
    bijdrage: Bijdrage
    verhaal: Verhaal
    ambassadeur: Ambassadeur
    vorige: Reisverslag


@pytest.fixture
def programma(bronnen, programmamanager):
    mijlpaal = MijlpaalFactory(
        inspanning=bronnen.inspanning,
        naam="De derde groep is begonnen",
        eerste_wanneer="maart 2026",
        eerste_van=date(2026, 3, 1),
        eerste_tot=date(2026, 3, 31),
        gehaald_op=date(2026, 5, 11),
    )
    ronde = OordeelFactory().ronde
    for _ in range(9):
        OordeelFactory(ronde=ronde, tempo="let_op", tempo_zin="Blijft binnen.", samenvatting="Blijft binnen.")
    wijkplan = WijkplanFactory(
        gebied=bronnen.wijk,
        status="vastgesteld",
        vastgesteld_op=date(2026, 2, 2),
        bewoners="Eindelijk licht in de straat.",
    )
    WijkplanactieFactory(wijkplan=wijkplan, wat="Lampen in het park")
    bijdrage = BijdrageFactory(inspanning=bronnen.inspanning, doelstelling__naam="Iedereen doet mee")
    for nummer in range(5):
        BudgetpostFactory(jaar=2026, gepland=10_000, inspanning__naam=f"Kost geld {nummer}")
    verhaal = VerhaalFactory(titel="Koffie met de buren", tekst="Nu ken ik iedereen.", gepubliceerd=True)
    ambassadeur = AmbassadeurFactory(
        aanduiding="Moeder van drie", groep__naam="Groep inwoners", toestemming_citaat_op=date(2026, 1, 5)
    )
    vorige = services.start_reisverslag(
        actor=programmamanager,
        titel="Het vorige",
        periode_van=date(2025, 7, 1),
        periode_tot=date(2025, 12, 31),
        publiek="college",
    )
    eerder = services.add_hoofdstuk(vorige.pk, actor=programmamanager, titel="Wat we deden")
    services.add_blok(
        eerder.pk,
        actor=programmamanager,
        soort="inspanningen",
        inhoud={"inspanningen": [bronnen.inspanning.pk]},
    )
    services.vaststellen(vorige.pk, actor=programmamanager, op=datetime(2026, 1, 15, 9, tzinfo=UTC))
    Inspanning.objects.filter(pk=bronnen.inspanning.pk).update(fase="naar_de_lijn")
    return Programma(mijlpaal, ronde, wijkplan, bijdrage, verhaal, ambassadeur, vorige)


@pytest.fixture
def raadsvraag(bronnen):
    """One that was answered in the period of the verslag."""
    vraag = RaadsstukFactory(
        kenmerk="RV-1",
        onderwerp="Wat levert het op",
        status="beantwoord",
        antwoord="Drie groepen denken mee.",
        beantwoord_op=date(2026, 3, 20),
    )
    vraag.inspanningen.add(bronnen.inspanning)
    vraag.leerpunten.add(bronnen.leerpunt)
    return vraag


@pytest.fixture
def alle_inhouden(inhouden, bronnen, programma, raadsvraag):
    """The choices of one blok of every soort."""
    mijlpaal = programma.mijlpaal
    return inhouden | {
        "gebeurtenissen": {"gebeurtenissen": [f"inspanningen.mijlpaal:{mijlpaal.pk}"]},
        "mijlpalen": {"mijlpalen": [mijlpaal.pk], "inspanningen": [mijlpaal.inspanning_id]},
        "oordelen": {"ronde": programma.ronde.pk},
        "wijkplan": {"wijkplan": programma.wijkplan.pk},
        "raadsstukken": {"raadsstukken": [raadsvraag.pk], "vorm": "tabel"},
        "citaat": {"tekst": "Ik doe nu mee.", "ambassadeur": programma.ambassadeur.pk, "wie": ""},
        "din": {"doelstelling": programma.bijdrage.doelstelling_id},
        "indicatorverloop": {"indicator": bronnen.indicator.pk, "gebieden": [bronnen.wijk.pk]},
        "ervaringen": {"verhalen": [programma.verhaal.pk]},
        "budget": {"wat": "programma", "jaar": 2026},
        "veranderd": {"vorige": programma.vorige.pk},
        "foto": foto_inhoud(),
    }


def foto_inhoud():
    """Of a blok with a photo, as it is kept."""
    given = {
        "foto": picture(),
        "alt": "Een bank onder een boom.",
        "bijschrift": "Het plein in mei.",
        "maker": "",
        "herkenbaar": "niemand",
    }
    return SOORTEN["foto"].keep(given)


def picture(size=(600, 400)) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "green").save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def verslag(programmamanager, inhouden) -> Reisverslag:
    """A concept with two hoofdstukken and all four kinds of blok."""
    verslag = services.start_reisverslag(
        actor=programmamanager,
        titel="Onderweg in Noord",
        periode_van=date(2026, 1, 1),
        periode_tot=date(2026, 6, 30),
        publiek="college",
    )
    for titel, soorten in (
        ("Wat we zagen", ["tekst", "driehoek"]),
        ("Wat we deden", ["inspanningen", "verhaal"]),
    ):
        hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel=titel)
        for soort in soorten:
            services.add_blok(hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=inhouden[soort])
    return verslag
