"""A wijkplan in words: as it stands now, as it was, and what differs."""

from dataclasses import dataclass
from typing import Any

from inspanningen.models import Wijkplan, Wijkplanactie
from monitor.namen import korte_gebiedsnaam

PLANVELDEN = ("opgave", "bewoners", "contact", "contact_waar")
ACTIE_LABELS = {
    "wat": "Wat",
    "wie": "Wie",
    "waar": "Waar",
    "waarom": "Waarom",
    "wanneer": "Wanneer",
    "contact": "Bij wie",
    "inspanning": "Inspanning",
    "doelstelling": "Doelstelling",
    "status": "Stand",
    "toelichting": "Toelichting",
}
"""The words of one actie in a stand, and how they are called on a page."""

Stand = dict[str, Any]


def read_stand(wijkplan: Wijkplan) -> Stand:
    """The plan as it stands now, in words: what a Wijkplanversie keeps. One query, besides that for the gebied."""
    return {
        "gebied": korte_gebiedsnaam(wijkplan.gebied.naam),
        "van_jaar": wijkplan.van_jaar,
        "tot_jaar": wijkplan.tot_jaar,
        **{name: getattr(wijkplan, name) for name in PLANVELDEN},
        "acties": [_actie_in_words(actie) for actie in wijkplan.acties.for_list()],
    }


def _actie_in_words(actie: Wijkplanactie) -> dict[str, Any]:
    return {
        "pk": actie.pk,
        "wat": actie.wat,
        "wie": actie.door,
        "waar": actie.waar,
        "waarom": actie.waarom,
        "wanneer": actie.moment,
        "contact": actie.contact,
        "inspanning": str(actie.inspanning) if actie.inspanning else "",
        "doelstelling": str(actie.doelstelling) if actie.doelstelling else "",
        "status": actie.get_status_display(),
        "toelichting": actie.toelichting,
    }


@dataclass(frozen=True)
class Anders:
    """One text that is not what it was."""

    label: str
    was: str
    nu: str


@dataclass(frozen=True)
class Actieverschil:
    """An actie that stands in both, with what of it is not what it was."""

    wat: str
    anders: tuple[Anders, ...]


@dataclass(frozen=True)
class Planverschil:
    """What a later stand of a plan has, lacks or says differently."""

    teksten: tuple[Anders, ...]
    nieuw: tuple[dict[str, Any], ...]
    weg: tuple[dict[str, Any], ...]
    anders: tuple[Actieverschil, ...]
    gelijk: int
    """How many acties are the very same."""

    @property
    def is_leeg(self) -> bool:
        return not (self.teksten or self.nieuw or self.weg or self.anders)


def planverschil(voor: Stand, na: Stand) -> Planverschil:
    """What differs between two standen of one plan; acties are the same by their pk, also when every word changed."""
    was = {actie["pk"]: actie for actie in voor["acties"]}
    nu = {actie["pk"]: actie for actie in na["acties"]}
    both = [Actieverschil(nu[pk]["wat"], _anders(ACTIE_LABELS, was[pk], nu[pk])) for pk in nu if pk in was]
    labels = {name: Wijkplan._meta.get_field(name).verbose_name.capitalize() for name in PLANVELDEN}
    return Planverschil(
        teksten=_anders(labels, voor, na),
        nieuw=tuple(actie for pk, actie in nu.items() if pk not in was),
        weg=tuple(actie for pk, actie in was.items() if pk not in nu),
        anders=tuple(actie for actie in both if actie.anders),
        gelijk=sum(not actie.anders for actie in both),
    )


def _anders(labels: dict[str, str], voor: dict, na: dict) -> tuple[Anders, ...]:
    pairs = [(label, voor.get(name) or "", na.get(name) or "") for name, label in labels.items()]
    return tuple(Anders(label, was, nu) for label, was, nu in pairs if was != nu)


@dataclass(frozen=True)
class Foldergroep:
    """The acties of one status, under the words that the street reads."""

    anker: str
    kop: str
    uitleg: str
    acties: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Folder:
    """Everything the PDF for the street says."""

    naam: str
    periode: str
    is_concept: bool
    vastgesteld_op: Any
    laatst_aangescherpt: Any
    opgave: str
    bewoners: tuple[str, ...]
    """One saying of residents each."""
    contact: str
    contact_waar: str
    groepen: tuple[Foldergroep, ...]
    ronde: Any
    """The last closed Aanscherping, or None."""


_FOLDERKOPPEN = {
    Wijkplanactie.Status.BEZIG: ("bezig", "Hier zijn we mee bezig", "Dit gebeurt nu in uw buurt."),
    Wijkplanactie.Status.GEPLAND: ("gepland", "Dit gaan we doen", "Dit staat in het plan en moet nog beginnen."),
    Wijkplanactie.Status.GEDAAN: ("gedaan", "Dit is gedaan", "Dit is klaar, of het gaat nu vanzelf door."),
    Wijkplanactie.Status.VERVALLEN: ("vervallen", "Dit doen we niet meer", "Met de reden erbij. Wij laten niets stil verdwijnen."),
}  # fmt: skip


def folder(wijkplan: Wijkplan) -> Folder:
    """The plan for the street: acties under the head of their status, sayings one by one. Two queries."""
    acties = list(wijkplan.acties.for_list())
    rondes = [ronde for ronde in wijkplan.aanscherpingen.all() if not ronde.is_open]
    groepen = []
    for status, (anker, kop, uitleg) in _FOLDERKOPPEN.items():
        if found := tuple(_actie_in_words(actie) for actie in acties if actie.status == status):
            groepen.append(Foldergroep(anker, kop, uitleg, found))
    return Folder(
        naam=korte_gebiedsnaam(wijkplan.gebied.naam),
        periode=wijkplan.periode,
        is_concept=wijkplan.is_concept,
        vastgesteld_op=wijkplan.vastgesteld_op,
        laatst_aangescherpt=wijkplan.laatst_aangescherpt,
        opgave=wijkplan.opgave,
        bewoners=uitspraken(wijkplan.bewoners),
        contact=wijkplan.contact,
        contact_waar=wijkplan.contact_waar,
        groepen=tuple(groepen),
        ronde=max(rondes, key=lambda ronde: ronde.gesloten_op, default=None),
    )


def uitspraken(tekst: str) -> tuple[str, ...]:
    """One saying per line, without the dashes and quotes that people type around them."""
    lines = (line.strip().lstrip("-•* ").strip("“”\"'‘’ ") for line in tekst.splitlines())
    return tuple(line for line in lines if line)
