"""Where what an actiepunt or a melding is about can be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from brunssum.core import onderwerpen
from brunssum.core.models import Actiepunt, Gebruiker, Melding


@dataclass(frozen=True)
class OnderwerpLink:
    """What an actiepunt or a melding is about, for someone who may know of it."""

    label: str
    url: str
    vertrouwelijk: bool = False


def onderwerp_links(user: Gebruiker, rows: Iterable[Actiepunt | Melding]) -> dict[int, OnderwerpLink]:
    """Where the actiepunten or meldingen of a page lead, by their pk; not of what this person may not know of.

    One query per model they are about, however many rows.
    """
    wanted: dict[int, dict[int, list[int]]] = {}
    for row in rows:
        if row.onderwerp_soort_id:
            of_soort = wanted.setdefault(row.onderwerp_soort_id, {})
            of_soort.setdefault(row.onderwerp_id, []).append(row.pk)
    links = {}
    for soort_id, by_object in wanted.items():
        model = ContentType.objects.get_for_id(soort_id).model_class()
        onderwerp = onderwerpen.of(model) if model else None
        if onderwerp is None:
            continue
        for obj in onderwerp.visible_to(user).filter(pk__in=by_object):
            link = OnderwerpLink(onderwerp.label(obj), onderwerp.url(obj), onderwerp.is_vertrouwelijk(obj))
            links.update(dict.fromkeys(by_object[obj.pk], link))
    return links
