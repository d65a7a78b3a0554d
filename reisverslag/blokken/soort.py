"""What every kind of blok has: choices that an author makes, and the facts that follow from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from brunssum.core.bouwstenen import Vraag
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Zicht


@dataclass(frozen=True)
class Lezing:
    """For whom facts are gathered: the period and zicht of the verslag, and the person who asks."""

    user: Gebruiker
    zicht: Zicht
    periode_van: date
    periode_tot: date
    verslag_id: int = 0

    @property
    def vraag(self) -> Vraag:
        """To ask which bouwstenen there are."""
        return Vraag(self.user, self.zicht, self.periode_van, self.periode_tot)


@dataclass(frozen=True)
class Regel:
    """One fact that can be laid beside the same fact of another moment: what it is of, and how it stood, in words."""

    groep: str
    sleutel: str
    naam: str
    waarde: str


class BlokForm(forms.Form):
    """The choices of an author for one blok; becomes its `inhoud`."""

    def __init__(self, *args: Any, lezing: Lezing, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lezing = lezing

    @property
    def inhoud(self) -> dict[str, Any]:
        """The cleaned choices as JSON-able values; `initial` takes the same dict back."""
        return dict(self.cleaned_data)


class Bloksoort:
    """A kind of blok. A subclass sets the names and the form, and says how choices become facts.

    Frozen facts are kept for ever: when their shape changes, `present` goes on reading the old shape as well.
    """

    soort: str
    label: str
    uitleg: str
    form_class: type[BlokForm]
    leeswijzer: tuple[str, str] | None = None
    """A title and a text for the last page of the PDF: how to read this kind of blok."""
    lijst: str = ""
    """The name of the list in its `inhoud`, when one blok can tell of several bouwstenen."""

    van_de_periode: bool | None = None
    """Whether what is chosen belongs to one period, and is chosen anew in the next; not said: when it is a list."""
    bewaart_vanzelf: bool = False
    """Whether what is typed is saved while someone writes."""

    @property
    def template(self) -> str:
        return f"reisverslag/blokken/{self.soort}.html"

    @property
    def is_van_periode(self) -> bool:
        return bool(self.lijst) if self.van_de_periode is None else self.van_de_periode

    def woorden(self, inhoud: dict[str, Any]) -> str:
        """What the author wrote, to lay two versies beside each other; empty when there is only something chosen."""
        return ""

    def keep(self, inhoud: dict[str, Any]) -> dict[str, Any]:
        """What goes in the database, of what the form gave; a file is stored on the way."""
        return inhoud

    def noemt(self, inhoud: dict[str, Any]) -> dict[str, set[int]]:
        """What of the rest of Kanarie an author chose to tell of here, by kind ("inspanningen.inspanning")."""
        return {}

    def gather(self, inhouden: Sequence[dict[str, Any]], lezing: Lezing) -> list[dict[str, Any]]:
        """The facts of several blokken of this kind, in the same order; a fixed number of queries where it can.

        Facts are JSON-able. `{"ontbreekt": "…"}` says, in a sentence, that what was chosen is no longer there.
        """
        raise NotImplementedError

    def as_of_now(self, inhoud: dict[str, Any], lezing: Lezing) -> dict[str, Any]:
        """The choices that ask for the same, as it stands now."""
        return inhoud

    def regels(self, feiten: dict[str, Any]) -> list[Regel]:
        """What of (frozen) facts can be compared with those of another moment."""
        return []

    def present(self, feiten: dict[str, Any]) -> dict[str, Any]:
        """What the template needs, made of (frozen) facts and nothing else."""
        return feiten
