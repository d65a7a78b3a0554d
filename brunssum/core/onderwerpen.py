"""What an Actiepunt or another remark can be about. Each app registers its own models, in its onderwerpen.py; core
knows none of them.

onderwerpen.register(
    Casus,
    url=lambda casus: reverse("casuistiek:detail", args=[casus.kenmerk]),
    visible_to=lambda user: Casus.objects.visible_to(user).logged(),
    vertrouwelijk=True,
)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True)
class Onderwerp:
    """How one model is shown as the subject of an actiepunt."""

    model: type[models.Model]
    url: Callable[[Any], str]
    label: Callable[[Any], str]
    visible_to: Callable[[Any], models.QuerySet]
    vertrouwelijk: bool
    sluit_zelf: frozenset[str]


_REGISTERED: dict[type[models.Model], Onderwerp] = {}


def register(
    model: type[models.Model],
    *,
    url: Callable[[Any], str],
    visible_to: Callable[[Any], models.QuerySet],
    label: Callable[[Any], str] = str,
    vertrouwelijk: bool = False,
    sluit_zelf: frozenset[str] = frozenset(),
) -> None:
    """Let actiepunten be about this model.

    `visible_to(user)` gives the rows someone may know of; only they see the link. With `vertrouwelijk` an actiepunt
    about such a row is itself seen by nobody else, except by who has to do with it. An actiepunt of a soort in
    `sluit_zelf` is done when its onderwerp says so, on its own page: by hand it is not finished or withdrawn.
    """
    _REGISTERED[model] = Onderwerp(model, url, label, visible_to, vertrouwelijk, sluit_zelf)


def of(model: type[models.Model]) -> Onderwerp | None:
    """How this model is shown; None when no app registered it."""
    return _REGISTERED.get(model)


def all_registered() -> Iterator[Onderwerp]:
    """In a fixed order, so that the same question is the same query."""
    yield from sorted(_REGISTERED.values(), key=lambda one: one.model._meta.label)
