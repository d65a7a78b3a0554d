"""What the blocks of the start page are made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Regel:
    """One line with a link. `vraagt` marks what asks for this person: the only use of canary yellow."""

    tekst: str
    url: str
    bijschrift: str = ""
    vraagt: bool = False


@dataclass(frozen=True)
class Vak:
    """A part of the start page: a place where this person works."""

    titel: str
    url: str
    regels: tuple[Regel, ...] = field(default_factory=tuple)
    leeg: str = ""


def count_of(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
