"""The pages of one inspanning, and those of the programme as a whole: one line each, in the order of the tabs."""

from dataclasses import dataclass

from brunssum.core.rollen import Recht, Zicht


@dataclass(frozen=True)
class Tab:
    """A page beside others. It stands there for who sees at least `zicht`, and has one of `rechten` if it names any."""

    key: str
    label: str
    url_name: str
    zicht: Zicht
    rechten: tuple[Recht, ...] = ()


KAART_TABS: tuple[Tab, ...] = (
    Tab("kaart", "Kaart", "inspanningen:detail", Zicht.OPENBAAR),
    Tab("planning", "Planning", "inspanningen:planning", Zicht.OPENBAAR),
    Tab(
        "voortgang",
        "Voortgang van partners",
        "inspanningen:voortgang",
        Zicht.PARTNERS,
        (Recht.VOORTGANG_ZIEN, Recht.VOORTGANG_MELDEN),
    ),
    Tab("doelen", "Doelen", "inspanningen:doelen", Zicht.OPENBAAR),
    Tab("risicos", "Risico’s", "inspanningen:risicos", Zicht.INTERN),
    Tab("geld", "Geld", "inspanningen:geld", Zicht.INTERN),
    Tab("samenhang", "Samenhang", "inspanningen:samenhang", Zicht.PARTNERS),
    Tab("oordelen", "Oordelen", "inspanningen:oordelen", Zicht.INTERN),
    Tab("participatie", "Participatie", "inspanningen:participatie", Zicht.OPENBAAR),
    Tab("overdracht", "Naar de lijn", "inspanningen:overdracht", Zicht.INTERN),
)

PROGRAMMA_TABS: tuple[Tab, ...] = (
    Tab("overzicht", "Overzicht", "programma:overzicht", Zicht.OPENBAAR),
    Tab("doelen", "Doelen", "programma:doelen", Zicht.OPENBAAR),
    Tab("planning", "Planning", "programma:planning", Zicht.OPENBAAR),
    Tab("oordelen", "Oordelen", "programma:oordelen", Zicht.INTERN),
    Tab("participatie", "Participatie", "programma:participatie", Zicht.OPENBAAR),
    Tab("risicos", "Risico’s", "programma:risicos", Zicht.INTERN),
    Tab("geld", "Geld", "programma:geld", Zicht.INTERN),
    Tab("samenhang", "Samenhang", "programma:samenhang", Zicht.PARTNERS),
    Tab("wijkplannen", "Wijkplannen", "wijkplannen:list", Zicht.OPENBAAR),
)
