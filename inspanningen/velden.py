"""The fields of a projectkaart: the one table that form, page, PDF, API and visibility all read.

To add a text field: a line in VELDEN, a line in models/inspanning.py, and a migration.
"""

from dataclasses import dataclass

from brunssum.core.rollen import Zicht


@dataclass(frozen=True)
class Sectie:
    """A group of fields that is read and edited together."""

    key: str
    titel: str


@dataclass(frozen=True)
class Veld:
    """One field: what it is called, what to write in it, who sees it, and in which sectie it stands."""

    key: str
    label: str
    hulp: str
    zicht: Zicht
    sectie: str

    @property
    def kolom(self) -> str:
        """The column of the text on Inspanning, and its name in a Versie."""
        return f"{self.key}_tekst"


BASIS = Sectie("basis", "In het kort")
WIE = Sectie("wie", "Wie")
WAAROM = Sectie("waarom", "Waarom")
WAT = Sectie("wat", "Wat")
HOE = Sectie("hoe", "Hoe")
MIDDELEN = Sectie("middelen", "Middelen en risico’s")

SECTIES = (WIE, WAAROM, WAT, HOE, MIDDELEN)
"""The sections that hold the texts, in the order of the page; BASIS holds none."""

# Names of persons stand in the first three: those stay inside the municipality.
VELDEN: tuple[Veld, ...] = (
    Veld(
        "projectleider",
        "Projectleider",
        "Wie leidt deze inspanning, en wie valt in?",
        Zicht.INTERN,
        WIE.key,
    ),
    Veld(
        "opdrachtgever",
        "Opdrachtgever",
        "Wie geeft de opdracht en beslist bij grote keuzes?",
        Zicht.INTERN,
        WIE.key,
    ),
    Veld(
        "projectteam",
        "Projectteam en rollen",
        "Wie doen er mee, en wat doet ieder?",
        Zicht.INTERN,
        WIE.key,
    ),
    Veld(
        "partners",
        "Samenwerkingspartners",
        "Met welke organisaties en groepen werkt u samen? Noem geen namen van personen.",
        Zicht.PARTNERS,
        WIE.key,
    ),
    Veld(
        "aanleiding",
        "Aanleiding",
        "Waarom doen we dit, en waarom nu?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
    Veld(
        "context",
        "Context",
        "Wat speelt er omheen: in de wijk, in beleid, in wetten?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
    Veld(
        "doelstellingen",
        "Bijdrage aan doelstellingen",
        "Aan welke doelen draagt dit bij, en hoe?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
    Veld(
        "principes",
        "Bijdrage aan strategische principes",
        "Welke leidende principes ziet u hier terug, en waaraan?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
    Veld(
        "resultaat",
        "Resultaat",
        "Wat is er straks anders voor inwoners, en wanneer?",
        Zicht.OPENBAAR,
        WAT.key,
    ),
    Veld(
        "kwaliteit",
        "Kwaliteit",
        "Waaraan moet het resultaat voldoen?",
        Zicht.PARTNERS,
        WAT.key,
    ),
    Veld(
        "scope",
        "Scope",
        "Wat hoort erbij: welke wijken, groepen en onderwerpen?",
        Zicht.OPENBAAR,
        WAT.key,
    ),
    Veld(
        "afbakening",
        "Afbakening",
        "Wat hoort er niet bij?",
        Zicht.OPENBAAR,
        WAT.key,
    ),
    Veld(
        "aanpak",
        "Aanpak",
        "Welke stappen zet u? Begin een stap op een eigen regel met een streepje.",
        Zicht.OPENBAAR,
        HOE.key,
    ),
    Veld(
        "planning",
        "Planning",
        "Wat is wanneer klaar?",
        Zicht.OPENBAAR,
        HOE.key,
    ),
    Veld(
        "afhankelijkheden",
        "Afhankelijkheden",
        "Waarop moet u wachten, of wie wacht op u?",
        Zicht.PARTNERS,
        HOE.key,
    ),
    Veld(
        "communicatie",
        "Communicatie",
        "Wie hoort wat, wanneer en hoe?",
        Zicht.PARTNERS,
        HOE.key,
    ),
    Veld(
        "budget",
        "Budget",
        "Wat kost het, en waar komt het geld vandaan?",
        Zicht.INTERN,
        MIDDELEN.key,
    ),
    Veld(
        "risicos",
        "Risico’s",
        "Wat kan er misgaan, en wat doet u daartegen?",
        Zicht.INTERN,
        MIDDELEN.key,
    ),
    Veld(
        "randvoorwaarden",
        "Randvoorwaarden",
        "Wat moet er geregeld zijn om dit te kunnen doen?",
        Zicht.PARTNERS,
        MIDDELEN.key,
    ),
)

# What is chosen instead of written. The key is the name on Inspanning and in a Versie.
KOPPELINGEN: tuple[Veld, ...] = (
    Veld(
        "projectleider",
        "Projectleider in Kanarie",
        "Deze persoon kan de kaart bewerken.",
        Zicht.INTERN,
        BASIS.key,
    ),
    Veld(
        "gebieden",
        "Gebieden",
        "Waar gebeurt het? Kies een buurt alleen als het niet de hele wijk is.",
        Zicht.OPENBAAR,
        BASIS.key,
    ),
    Veld(
        "partners",
        "Partnerorganisaties",
        "Kies een organisatie en zeg in een paar woorden wat zij doet.",
        Zicht.OPENBAAR,
        WIE.key,
    ),
    Veld(
        "doelstellingen",
        "Doelstellingen",
        "Aan welke doelstellingen van het programma draagt dit bij?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
    Veld(
        "principes",
        "Leidende principes",
        "Welke principes zijn hier het meest te zien?",
        Zicht.OPENBAAR,
        WAAROM.key,
    ),
)

VELD = {veld.key: veld for veld in VELDEN}
KOPPELING = {veld.key: veld for veld in KOPPELINGEN}

VAST = {"nummer": "Nummer", "naam": "Naam", "ouder": "Onderdeel van", "fase": "Fase"}
"""The short facts that everyone who may see the kaart sees."""

LABELS = VAST | {veld.key: veld.label for veld in KOPPELINGEN} | {veld.kolom: veld.label for veld in VELDEN}
"""What each name in a Versie is called."""

TEKSTKOLOMMEN = tuple(veld.kolom for veld in VELDEN)


def visible_velden(zicht: Zicht) -> tuple[Veld, ...]:
    """The text fields that someone with this zicht sees."""
    return tuple(veld for veld in VELDEN if veld.zicht <= zicht)


def is_visible(naam: str, zicht: Zicht) -> bool:
    """Whether someone with this zicht may see this name of a Versie ("budget_tekst", "projectleider", "naam")."""
    if naam in VAST:
        return True
    if naam in KOPPELING:
        return KOPPELING[naam].zicht <= zicht
    return VELD[naam.removesuffix("_tekst")].zicht <= zicht


def names_in(sectie: str) -> tuple[str, ...]:
    """The names of a Versie that are edited in this sectie, in the order of the form."""
    vast = ("nummer", "naam", "ouder") if sectie == BASIS.key else ()
    koppelingen = tuple(veld.key for veld in KOPPELINGEN if veld.sectie == sectie)
    return (*vast, *koppelingen, *(veld.kolom for veld in VELDEN if veld.sectie == sectie))
