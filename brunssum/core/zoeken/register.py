"""What can be searched. Each app registers its own kinds, in its zoekbaar.py; core knows none of them.

register(
    Zoekbaar(
        sleutel="leerpunten",
        enkelvoud="leerpunt",
        meervoud="leerpunten",
        model=Leerpunt,
        rows=Leerpunt.objects.visible_to,
        titel=("titel",),
        teksten={"tekst": Zicht.OPENBAAR},
        datum="gesignaleerd_op",
        label=lambda rij: rij["titel"],
        url=lambda rij: reverse("leerpunten:detail", args=[rij["pk"]]),
    )
)

The words of the named columns are kept by the database (brunssum/core/zoeken/index.py), which follows after a `migrate`:
a kind needs no migration.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from brunssum.core.rollen import Zicht
from brunssum.core.templatetags.kanarie import datum


@dataclass(frozen=True, eq=False)
class Zoekbaar:
    """One kind of thing that can be found.

    `titel` and `teksten` are columns of the model's own table ("naam"), or a text in a JSON column ("inhoud__tekst").
    Whoever gets a row from `rows` may read its `titel`; of `teksten` only those up to their own zicht are searched and
    shown. `datum` puts the newest first. `extra` are more values, as lookups ("gebied__naam"), for `label`, `url` and
    `context`, which get a dict of all values that were read, with pk. Dates in it are text.
    """

    sleutel: str  # in addresses
    enkelvoud: str
    meervoud: str
    model: type[Model]
    rows: Callable[[Any], QuerySet]
    titel: tuple[str, ...]
    teksten: Mapping[str, Zicht]
    datum: str
    label: Callable[[dict], str]
    url: Callable[[dict], str]
    context: Callable[[dict], str] = lambda rij: ""
    extra: tuple[str, ...] = ()
    jump: Callable[[str, Any], str | None] = lambda text, user: None
    """Gives the address of the one thing whose number is exactly this text."""
    volgorde: int = 100
    vertrouwelijk: bool = False
    """May be about a resident: looked for only when asked with a POST, with a second factor shown, and logged."""

    def __str__(self):
        return self.meervoud

    @property
    def columns(self) -> tuple[str, ...]:
        """All that the database keeps the words of."""
        return (*self.titel, *self.teksten)

    def visible_teksten(self, zicht: Zicht) -> tuple[str, ...]:
        return tuple(naam for naam, needed in self.teksten.items() if needed <= zicht)


_REGISTERED: dict[str, Zoekbaar] = {}


def register(*soorten: Zoekbaar) -> None:
    """Let these be found. Two kinds of one model name the same columns."""
    for soort in soorten:
        _REGISTERED[soort.sleutel] = soort


def all_registered() -> list[Zoekbaar]:
    """In the order in which results are shown."""
    return sorted(_REGISTERED.values(), key=lambda soort: (soort.volgorde, soort.sleutel))


def for_user(user: Any, *, vertrouwelijk: bool = False) -> list[Zoekbaar]:
    """The kinds of which this person may find any; the vertrouwelijke, or the others. Causes no query."""
    return [
        soort
        for soort in all_registered()
        if soort.vertrouwelijk == vertrouwelijk and not soort.rows(user).query.is_empty()
    ]


def per_model(soorten: Iterable[Zoekbaar]) -> list[Zoekbaar]:
    """One for each model: what is kept of it is the same for all."""
    return list({soort.model: soort for soort in soorten}.values())


def dag(text: str | None) -> str:
    """A date or moment as the database writes it in a row, as people do: "2026-11-03" is 3 november 2026."""
    if not text:
        return ""
    if len(text) == len("2026-11-03"):
        return datum(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return datum(moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def line(*parts: str | None) -> str:
    """The parts that there are, with a dot between."""
    return " · ".join(part for part in parts if part)
