"""What an Actiepunt, a Melding or another remark can be about. Each app registers its own models, in its
onderwerpen.py, and core its own in van_core.py; it knows none of the others.

onderwerpen.register(
    Casus,
    url=lambda casus: reverse("casuistiek:detail", args=[casus.kenmerk]),
    visible_to=lambda user: Casus.objects.visible_to(user).logged(),
    vertrouwelijk=True,
    van=lambda user: Casus.objects.filter(casusverantwoordelijke=user),
    acties={"casus.gesloten": "sloot {}"},
)
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models


@dataclass(frozen=True)
class Onderwerp:
    """How one model is shown as the subject of something else."""

    model: type[models.Model]
    url: Callable[[Any], str]
    label: Callable[[Any], str]
    visible_to: Callable[[Any], models.QuerySet]
    vertrouwelijk: bool
    sluit_zelf: frozenset[str]
    hides: Callable[[Any], bool]
    takes_actiepunten: bool
    van: Callable[[Any], models.QuerySet] | None
    acties: Mapping[str, str]
    make_url: Callable[[Any], str] | None

    def is_vertrouwelijk(self, obj: models.Model) -> bool:
        """Whether nothing of this row is shown to who gave no second factor."""
        return self.vertrouwelijk or self.hides(obj)


_REGISTERED: dict[type[models.Model], Onderwerp] = {}


def register(
    model: type[models.Model],
    *,
    url: Callable[[Any], str],
    visible_to: Callable[[Any], models.QuerySet],
    label: Callable[[Any], str] = str,
    vertrouwelijk: bool = False,
    sluit_zelf: frozenset[str] = frozenset(),
    hides: Callable[[Any], bool] = lambda obj: False,
    takes_actiepunten: bool = True,
    van: Callable[[Any], models.QuerySet] | None = None,
    acties: Mapping[str, str] = MappingProxyType({}),
    make_url: Callable[[Any], str] | None = None,
) -> None:
    """Let actiepunten and meldingen be about this model.

    `visible_to(user)` gives the rows someone may know of; only they see the link. With `vertrouwelijk` an actiepunt
    about such a row is itself seen by nobody else, except by who has to do with it. An actiepunt of a soort in
    `sluit_zelf` is done when its onderwerp says so, on its own page: by hand it is not finished or withdrawn. `hides`
    says of one row that it is vertrouwelijk, where only some are. Without `takes_actiepunten` only meldingen are about
    it. `van(user)` gives the rows that are someone's own: on their start page they read what others did to those, in
    the words of `acties`, by what the audit trail calls it ("wijzigde {}", with the label in it); other acties are not
    told. `make_url` leads to the app's own page for making an actiepunt about a row, empty when that cannot be now.
    """
    _REGISTERED[model] = Onderwerp(
        model,
        url,
        label,
        visible_to,
        vertrouwelijk,
        sluit_zelf,
        hides,
        takes_actiepunten,
        van,
        acties,
        make_url,
    )


def of(model: type[models.Model]) -> Onderwerp | None:
    """How this model is shown; None when no app registered it."""
    return _REGISTERED.get(model)


def all_registered() -> Iterator[Onderwerp]:
    """In a fixed order, so that the same question is the same query."""
    yield from sorted(_REGISTERED.values(), key=lambda one: one.model._meta.label)


def with_own_things() -> Iterator[tuple[ContentType, Onderwerp]]:
    """Those whose rows can be someone's own, each with its content type."""
    for onderwerp in all_registered():
        if onderwerp.van is not None:
            yield ContentType.objects.get_for_model(onderwerp.model), onderwerp


def words_of(actie: str) -> str:
    """How to tell of this actie, with "{}" for what it was done to."""
    return next(one.acties[actie] for one in _REGISTERED.values() if actie in one.acties)
