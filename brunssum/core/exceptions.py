"""Refusals. Each carries a Dutch sentence for the person who asked."""

from django.core.exceptions import ValidationError


class DomainError(ValidationError):
    """A rule said no. Subclasses stand beside the service that raises them."""


class Botsing(DomainError):
    """What is asked would be right, but not as things stand now: already done, closed, taken by another."""


class TeVaak(DomainError):
    """As often as it may be done in this time, it was done. `wacht`: so many seconds until it may again."""

    def __init__(self, zin: str, *, wacht: int):
        super().__init__(zin)
        self.wacht = wacht


class Tussentijds(Botsing):
    """Someone else changed the same thing in the meantime."""
