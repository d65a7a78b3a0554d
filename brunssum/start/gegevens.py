"""What more than one block of the start page needs, read once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from brunssum.core import tweede_factor
from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.permissions.actiepunten import sluit_zelf
from brunssum.core.queries.actiepunten import Actiestand, actiestand
from brunssum.core.queries.onderwerpen import onderwerp_links
from brunssum.core.rollen import Recht
from brunssum.core.views.actiepunten import VERTROUWELIJK
from casuistiek.queries import Werkvoorraad, werkvoorraad_counts
from inspanningen.models import Inspanning

INSPANNINGEN = 12
"""So many of one's own inspanningen are looked at; a projectleider has a handful."""


@dataclass(frozen=True)
class Gegevens:
    """Of one person, at one moment. `shown` is whether a text that may be about a casus can be shown."""

    user: Gebruiker
    moment: datetime
    shown: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "Gegevens":
        return cls(request.user, timezone.now(), tweede_factor.may_show_vertrouwelijk(request))

    @property
    def vandaag(self) -> date:
        return timezone.localdate(self.moment)

    @cached_property
    def actiestand(self) -> Actiestand:
        return actiestand(self.user, self.vandaag)

    @cached_property
    def werkvoorraad(self) -> Werkvoorraad:
        return werkvoorraad_counts(self.user, self.vandaag)

    @cached_property
    def eigen_inspanningen(self) -> list[Inspanning]:
        """Those this person leads; none for who leads none by their rol."""
        if not self.user.mag(Recht.INSPANNINGEN_EIGEN_BEWERKEN):
            return []
        return list(Inspanning.objects.visible_to(self.user).led_by(self.user).in_order()[:INSPANNINGEN])

    def places_of(self, actiepunten: Iterable[Actiepunt]) -> dict[int, str]:
        """Where one goes for each of these, by pk: straight to what closes it by itself, else to its own page."""
        rows = list(actiepunten)
        direct = onderwerp_links(self.user, filter(sluit_zelf, rows))
        return {
            row.pk: direct[row.pk].url if row.pk in direct else reverse("core:actiepunt", args=[row.pk])
            for row in rows
        }

    def title_of(self, actiepunt: Actiepunt) -> str:
        return actiepunt.titel if self.shown or not actiepunt.vertrouwelijk else VERTROUWELIJK
