"""What readers say beside the blokken of a reisverslag."""

from collections import defaultdict
from dataclasses import dataclass

from brunssum.core.models import Gebruiker
from reisverslag.models import Opmerking, Reisverslag


@dataclass(frozen=True)
class Opmerkingen:
    """Beside each blok (by id), oldest first; how many are open for each hoofdstuk (by id), and of all."""

    per_blok: dict[int, list[Opmerking]]
    open_per_hoofdstuk: dict[int, int]

    @property
    def open(self) -> int:
        return sum(self.open_per_hoofdstuk.values())


def opmerkingen(user: Gebruiker, reisverslag: Reisverslag) -> Opmerkingen:
    """What this person may see of them. One query."""
    per_blok, open_per_hoofdstuk = defaultdict(list), defaultdict(int)
    for one in _present(user, reisverslag).select_related("door", "afgehandeld_door"):
        per_blok[one.blok_id].append(one)
        open_per_hoofdstuk[one.blok.hoofdstuk_id] += one.is_open
    return Opmerkingen(dict(per_blok), dict(open_per_hoofdstuk))


def open_opmerkingen(user: Gebruiker, reisverslag: Reisverslag) -> list[Opmerking]:
    """Those that nobody dealt with yet, in the order of the verslag. One query."""
    rows = _present(user, reisverslag).open().select_related("door")
    return list(rows.order_by("blok__hoofdstuk__volgorde", "blok__hoofdstuk", "blok__volgorde", "op", "pk"))


def _present(user: Gebruiker, reisverslag: Reisverslag):
    rows = Opmerking.objects.visible_to(user).filter(blok__hoofdstuk__reisverslag=reisverslag)
    there = rows.filter(blok__verwijderd_op__isnull=True, blok__hoofdstuk__verwijderd_op__isnull=True)
    return there.select_related("blok__hoofdstuk").in_order()
