"""What may be published of leerpunten: for a reisverslag."""

from collections.abc import Iterable

from inspanningen.models import Leerpunt


def leerpunt_feiten(leerpunt_ids: Iterable[int]) -> dict[int, dict]:
    """Each leerpunt with the last word at each of its steps, and the inspanningen that take it up; by id.

    JSON-able and without persons: what is published names nobody. Three queries.
    """
    rows = Leerpunt.objects.filter(pk__in=list(leerpunt_ids)).prefetch_related("stappen", "inspanningen")
    found = {}
    for one in rows:
        last = {
            stap.naar: stap.tekst for stap in sorted(one.stappen.all(), key=lambda stap: (stap.op, stap.pk))
        }
        found[one.pk] = {
            "titel": one.titel,
            "tekst": one.tekst,
            "staat": one.get_staat_display(),
            "antwoord": last.get(Leerpunt.Staat.BEANTWOORD, ""),
            "verandering": last.get(Leerpunt.Staat.AANGEPAKT, ""),
            "geborgd": last.get(Leerpunt.Staat.GEBORGD, ""),
            "inspanningen": [
                str(inspanning)
                for inspanning in sorted(
                    one.inspanningen.all(), key=lambda inspanning: (inspanning.volgnummer, inspanning.nummer)
                )
            ],
        }
    return found
