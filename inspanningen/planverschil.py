"""How far a plan moved, in days and in words.

A plan is a range of days. It is later when it ends later, and earlier when all of it moved forward. A plan that became
more precise (2026, now April 2026) did not move.
"""

from datetime import date


def days_later(oud: tuple[date, date], nieuw: tuple[date, date]) -> int:
    """How many days `nieuw` (from, until) is later than `oud`; negative when it is earlier."""
    if nieuw[1] > oud[1] or (nieuw[0] < oud[0] and nieuw[1] < oud[1]):
        return (nieuw[1] - oud[1]).days
    return 0


def duration(days: int) -> str:
    """So many days in the words people use: 5 dagen, 6 weken, 4 maanden, 2 jaar en 3 maanden."""
    if days < 14:
        return f"{days} {'dag' if days == 1 else 'dagen'}"
    if days < 80:
        return f"{round(days / 7)} weken"
    months = round(days / 30.44)
    if months < 24:
        return f"{months} maanden"
    years, rest = divmod(months, 12)
    over = f" en {rest} {'maand' if rest == 1 else 'maanden'}" if rest else ""
    return f"{years} jaar{over}"


def shift_text(days: int, dan: str = "eerst gepland") -> str:
    """ "6 weken later dan eerst gepland"; empty when nothing moved."""
    if not days:
        return ""
    return f"{duration(abs(days))} {'later' if days > 0 else 'eerder'} dan {dan}"
