"""What others did to the things of this person since they were here before: read from the audit trail.

Which things are someone's own, and which acties are worth telling in which words, each app says in its onderwerpen.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from brunssum.core import onderwerpen
from brunssum.core.models import Gebruiker, LogRegel
from brunssum.core.rollen import Zicht
from brunssum.start.regels import count_of

EERSTE_KEER = timedelta(days=14)
"""Who is here for the first time reads what happened in this time."""
LANGST = timedelta(days=60)
"""Who was away longer reads this far back."""
MEEST = 300
"""So many rows of the trail are looked at, the newest."""


@dataclass(frozen=True)
class Verandering:
    """What happened to one thing: the newest of it in a sentence, and how much more."""

    zin: str
    url: str
    op: datetime
    bijschrift: str


def since(user: Gebruiker, moment: datetime) -> datetime:
    """From when this person has not seen what happened."""
    return max(user.vorig_bezoek or moment - EERSTE_KEER, moment - LANGST)


def changes_by_others(
    user: Gebruiker, sinds: datetime, *, shown: bool, number: int
) -> tuple[list[Verandering], int]:
    """The things that changed, newest first, at most `number`; and how many things changed in all.

    `shown` is whether the name of something vertrouwelijk may be. One query for the trail, and one for each kind of
    thing in it, however many rows.
    """
    regels = list(LogRegel.objects.by_others_on_things_of(user, sinds)[:MEEST])
    per_ding: dict[tuple[int, int], list[LogRegel]] = {}
    for regel in regels:
        per_ding.setdefault((regel.object_soort_id, regel.object_id), []).append(regel)
    labels = _labels(user, regels, shown)
    known = [ding for ding in per_ding if ding in labels]
    return [_verandering(user, per_ding[ding], *labels[ding]) for ding in known[:number]], len(known)


def _labels(
    user: Gebruiker, regels: Iterable[LogRegel], shown: bool
) -> dict[tuple[int, int], tuple[str, str]]:
    """What each thing is called and where it stands, for as far as this person may know of it."""
    wanted: dict[int, set[int]] = {}
    for regel in regels:
        wanted.setdefault(regel.object_soort_id, set()).add(regel.object_id)
    labels = {}
    for soort, onderwerp in onderwerpen.with_own_things():
        if soort.pk in wanted:
            for obj in onderwerp.visible_to(user).filter(pk__in=wanted[soort.pk]):
                hidden = onderwerp.is_vertrouwelijk(obj) and not shown
                label = "iets vertrouwelijks van u" if hidden else onderwerp.label(obj)
                labels[soort.pk, obj.pk] = (label, onderwerp.url(obj))
    return labels


def _verandering(user: Gebruiker, regels: list[LogRegel], label: str, url: str) -> Verandering:
    newest, meer = regels[0], len(regels) - 1
    anoniem = "Een systeem" if newest.api_client else "Iemand"
    wie = newest.wie if user.zicht == Zicht.INTERN else anoniem
    zin = f"{wie} {onderwerpen.words_of(newest.actie).format(label)}"
    bijschrift = f"en nog {count_of(meer, 'verandering', 'veranderingen')}" if meer else ""
    return Verandering(zin, url, newest.tijdstip, bijschrift)
