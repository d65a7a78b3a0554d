"""The five things an inspanning is judged by: the one table that model, form, page and drawing all read.

Constraints of the database stand on these keys: a sixth criterium is a line here, two columns in models/oordeel.py,
and a migration.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Criterium:
    """One criterium: what it is called, what it asks. Its answer stands in the column `key`."""

    key: str
    naam: str
    vraag: str

    @property
    def zin(self) -> str:
        """The column of the sentence with the answer."""
        return f"{self.key}_zin"


CRITERIA: tuple[Criterium, ...] = (
    Criterium("tempo", "Tempo", "Hoe snel komen de doelen dichterbij?"),
    Criterium("haalbaarheid", "Haalbaarheid", "Kunnen we dit, en welke risico’s zijn er?"),
    Criterium("efficientie", "Efficiëntie", "Staan inzet en middelen in verhouding tot de voortgang?"),
    Criterium("flexibiliteit", "Flexibiliteit", "Kunnen we bijsturen?"),
    Criterium(
        "doeltreffendheid",
        "Doeltreffendheid",
        "Draagt dit aantoonbaar bij aan de effecten die we willen?",
    ),
)
CRITERIUM = {criterium.key: criterium for criterium in CRITERIA}
