"""Reads when something is planned, as people write it in Dutch: "medio april 2025", "Q3 2026", "eind 2025".

What is vague stays vague: every text becomes a range of days, both ends included. What each word means:

- a day, a week, a month, a quarter, a half year, a year: those days; "eerste helft april 2026": day 1 to 15;
- begin, medio, eind of a month: day 1 to 10, 11 to 20, 21 to the last;
- begin, medio, eind of a quarter, half year or season: its first, middle and last third;
- begin, medio, eind of a year: January to March, May to August, October to December;
- lente or voorjaar, zomer, herfst or najaar: March to May, June to August, September to November;
- winter 2026-2027: December to February; schooljaar 2026-2027: August to July;
- "april t/m juni 2026": from the first of the one to the last of the other;
- "uiterlijk" something: the last day of it.

What can be read in two ways ("winter 2026", "15-4-25") is refused with a sentence that says how to write it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from inspanningen.tekst import clean_line

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2099
MAX_LENGTE = 60
VOORBEELDEN = "15 april 2025, april 2025, medio april 2025, derde kwartaal 2026, eerste helft 2027, zomer 2026 of eind 2025"  # fmt: skip

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
RANG = ("eerste", "tweede", "derde", "vierde")


class OnleesbareDatum(ValueError):
    """This text cannot be read as a time. The message is a Dutch sentence for who typed it."""


@dataclass(frozen=True, order=True)
class VageDatum:
    """From `van` to `tot`, both included, and how it is written everywhere: `tekst`, which reads as the same range."""

    van: date
    tot: date
    tekst: str

    @property
    def is_een_dag(self) -> bool:
        return self.van == self.tot


def read(text: str) -> VageDatum:
    """The range of days that this text means. Raises OnleesbareDatum with a Dutch sentence."""
    typed = clean_line(text)
    if not typed:
        raise OnleesbareDatum(f"Schrijf wanneer. Bijvoorbeeld: {VOORBEELDEN}.")
    if len(typed) > MAX_LENGTE:
        raise OnleesbareDatum(
            f"Dit is te lang voor een moment: hoogstens {MAX_LENGTE} tekens. Zet de uitleg bij de toelichting."
        )
    plain = _plain(typed)
    found = _read_uiterlijk(plain) or _read_single(plain) or _read_range(plain)
    if found is None:
        raise OnleesbareDatum(_why_not(typed, plain))
    return found


def of_day(day: date) -> VageDatum:
    """Exactly this day."""
    return VageDatum(day, day, f"{day.day} {MAANDEN[day.month - 1]} {day.year}")


def of_range(van: date, tot: date) -> VageDatum:
    """From `van` to `tot`, by the shortest name these days have: "derde kwartaal 2026". Raises OnleesbareDatum."""
    if van == tot:
        return read(of_day(van).tekst)
    maand, jaar = f"{MAANDEN[van.month - 1]} {van.year}", van.year
    months = (maand, *(f"{deel} {maand}" for deel in ("begin", "medio", "eind")))
    years = (f"{RANG[(van.month - 1) // 3]} kwartaal {jaar}", f"{RANG[(van.month - 1) // 6]} helft {jaar}", str(jaar))  # fmt: skip
    whole = f"{of_day(van).tekst} t/m {of_day(tot).tekst}"
    return next(
        found for found in map(read, (*months, *years, whole)) if (found.van, found.tot) == (van, tot)
    )


# How it may be written

_SHORT = {
    "jan": 1, "feb": 2, "febr": 2, "mrt": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_MONTH_NUMBER = {naam: number for number, naam in enumerate(MAANDEN, start=1)} | _SHORT
_PART_NUMBER = (
    {rang: number for number, rang in enumerate(RANG, start=1)}
    | {f"{number}{ending}": number for number in range(1, 5) for ending in ("", "e", "de", "ste")}
    | {"laatste": 0}
)
_DEEL = {
    "begin": "begin", "medio": "medio", "midden": "medio", "mid": "medio", "half": "medio", "halverwege": "medio",
    "eind": "eind", "einde": "eind",
}  # fmt: skip
_SEIZOEN = {"lente": 3, "voorjaar": 3, "zomer": 6, "herfst": 9, "najaar": 9}
_WEEKDAG = "maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|ma|di|wo|do|vr|za|zo"


def _one_of(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_JAAR = r"(?P<jaar>[0-9]{4})"
_MAAND = rf"(?P<maand>{_one_of(_MONTH_NUMBER)})"
_RANG = rf"(?P<rang>{_one_of(_PART_NUMBER)})"
_FILLING = frozenset({"in", "op", "het", "de", "van", "per", "jaar", "maand"})
_UITERLIJK = re.compile(r"(?:uiterlijk|niet later dan)\s+(?P<rest>.+)")
_MODIFIED = re.compile(rf"(?P<deel>{_one_of(_DEEL)}) (?P<rest>.+)")
_BETWEEN = re.compile(r"\s*(?:\bt/m\b|\btot en met\b|\btot\b|\ben\b|[-/])\s*")


def _plain(text: str) -> str:
    """Small letters, one kind of dash, no dot behind an abbreviation, no words that say nothing."""
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text.casefold().replace("’", "'").replace("\xa0", " "))
    text = re.sub(r"(?<=[a-z])\.(?=\s|[-/]|$)", "", text).rstrip(" .,;")
    text = re.sub(r"\b(?:t ?/ ?m|tm)\b", "t/m", text.replace(",", " "))
    return " ".join(word for word in text.split() if word not in _FILLING)


def _read_uiterlijk(text: str) -> VageDatum | None:
    if not (match := _UITERLIJK.fullmatch(text)):
        return None
    found = _read_single(match["rest"]) or _read_range(match["rest"])
    return found and VageDatum(found.tot, found.tot, f"uiterlijk {found.tekst}")


def _read_range(text: str) -> VageDatum | None:
    """ "april t/m juni 2026": what the first half does not say, the second does."""
    text = text.removeprefix("tussen ")
    for between in _BETWEEN.finditer(text):
        left, right = text[: between.start()], text[between.end() :]
        last = _read_single(right) if left else None
        first = last and _read_completed(left, right.split())
        if first:
            if first.van > last.van or first.tot > last.tot:
                raise OnleesbareDatum("Het eind van deze periode ligt voor het begin. Draai de twee om.")
            if first.tekst == last.tekst:
                return last
            begin = first.tekst.removesuffix(f" {last.tekst[-4:]}")
            return VageDatum(first.van, last.tot, f"{begin} t/m {last.tekst}")
    return None


def _read_completed(left: str, right: list[str]) -> VageDatum | None:
    """Read "1" with the help of "15 april 2026" as 1 april 2026."""
    endings = [right[start:] for start in range(1, len(right))]
    return next(filter(None, (_read_single(" ".join([left, *ending])) for ending in ([], *endings))), None)


def _read_single(text: str) -> VageDatum | None:
    if found := _read_period(text):
        return found
    match = _MODIFIED.fullmatch(text)
    period = match and _read_period(match["rest"])
    if not period or period.is_een_dag:
        return None
    return _part_of(period, _DEEL[match["deel"]])


def _part_of(period: VageDatum, deel: str) -> VageDatum | None:
    months = (period.tot.year - period.van.year) * 12 + period.tot.month - period.van.month + 1
    tekst = f"{deel} {period.tekst}"
    if period.van.day != 1 or (period.tot + timedelta(days=1)).day != 1:
        return None  # weeks and halves of a month are short enough as they are
    if months == 1:
        first, last = {"begin": (1, 10), "medio": (11, 20), "eind": (21, period.tot.day)}[deel]
        return VageDatum(period.van.replace(day=first), period.van.replace(day=last), tekst)
    if months == 12:
        skip, long = {"begin": (0, 3), "medio": (4, 4), "eind": (9, 3)}[deel]
    else:
        long = months // 3
        skip = {"begin": 0, "medio": long, "eind": 2 * long}[deel]
    van, tot = _months(period.van.year, period.van.month + skip, long)
    return VageDatum(van, tot, tekst)


# The forms of one period

Lezer = Callable[[re.Match], VageDatum]


def _year(text: str) -> int:
    year = int(text)
    if not EERSTE_JAAR <= year <= LAATSTE_JAAR:
        raise OnleesbareDatum(f"Het jaar {text} kan niet. Schrijf een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.")  # fmt: skip
    return year


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and the last day of `count` months from this one; `month` may run on into the next year."""
    start = year * 12 + month - 1
    end = start + count
    return date(start // 12, start % 12 + 1, 1), date(end // 12, end % 12 + 1, 1) - timedelta(days=1)


def _day(match: re.Match) -> VageDatum:
    year, day = _year(match["jaar"]), int(match["dag"])
    month = _month_number(match)
    try:
        return of_day(date(year, month, day))
    except ValueError:
        naam = MAANDEN[month - 1] if 1 <= month <= 12 else f"maand {month}"
        raise OnleesbareDatum(f"De dag {day} {naam} {year} bestaat niet. Controleer de dag en de maand.") from None  # fmt: skip


def _month(match: re.Match) -> VageDatum:
    year, month = _year(match["jaar"]), _month_number(match)
    if not 1 <= month <= 12:
        raise OnleesbareDatum(f"Maand {month} bestaat niet. Schrijf een maand van 1 tot en met 12.")
    return VageDatum(*_months(year, month, 1), f"{MAANDEN[month - 1]} {year}")


def _month_number(match: re.Match) -> int:
    return _MONTH_NUMBER.get(match["maand"]) or int(match["maand"])


def _half_month(match: re.Match) -> VageDatum:
    whole = _month(match)
    first = _PART_NUMBER[match["rang"]] == 1
    van, tot = (1, 15) if first else (16, whole.tot.day)
    tekst = f"{'eerste' if first else 'tweede'} helft {whole.tekst}"
    return VageDatum(whole.van.replace(day=van), whole.van.replace(day=tot), tekst)


def _quarter(match: re.Match) -> VageDatum:
    year, number = _year(match["jaar"]), _PART_NUMBER[match["rang"]] or 4
    return VageDatum(*_months(year, 3 * number - 2, 3), f"{RANG[number - 1]} kwartaal {year}")


def _half_year(match: re.Match) -> VageDatum:
    year, number = _year(match["jaar"]), _PART_NUMBER[match["rang"]] or 2
    return VageDatum(*_months(year, 6 * number - 5, 6), f"{RANG[number - 1]} helft {year}")


def _whole_year(match: re.Match) -> VageDatum:
    year = _year(match["jaar"])
    return VageDatum(*_months(year, 1, 12), str(year))


def _season(match: re.Match) -> VageDatum:
    year, naam = _year(match["jaar"]), match["seizoen"]
    return VageDatum(*_months(year, _SEIZOEN[naam], 3), f"{naam} {year}")


def _over_new_year(month: int, count: int, naam: str) -> Lezer:
    def reader(match: re.Match) -> VageDatum:
        year = _year(match["jaar"])
        if int(match["daarna"]) % 100 != (year + 1) % 100:
            raise OnleesbareDatum(f"Schrijf twee jaren na elkaar: {naam} {year}-{year + 1}.")
        return VageDatum(*_months(year, month, count), f"{naam} {year}-{year + 1}")

    return reader


def _week(match: re.Match) -> VageDatum:
    year, week = _year(match["jaar"]), int(match["week"])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        raise OnleesbareDatum(f"Week {week} van {year} bestaat niet.") from None
    return VageDatum(monday, monday + timedelta(days=6), f"week {week} van {year}")


_KWARTAAL = r"(?:kwartaal|kwart|kwrt|kw|k|q)"
_HALF = r"(?:helft|halfjaar|half)"
_EERST_OF_LAATST = r"(?P<rang>eerste|tweede|laatste|1|1e|1ste|2|2e|2de)"
_TWEE_JAREN = rf"{_JAAR} ?[-/] ?(?P<daarna>[0-9]{{2}}|[0-9]{{4}})"
_FORMS: tuple[tuple[re.Pattern, Lezer], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (rf"(?:(?:{_WEEKDAG}) )?(?P<dag>[0-9]{{1,2}})[- ]?{_MAAND}[- ]?{_JAAR}", _day),
        (rf"(?:(?:{_WEEKDAG}) )?(?P<dag>[0-9]{{1,2}}) ?[-/. ] ?(?P<maand>[0-9]{{1,2}}) ?[-/. ] ?{_JAAR}", _day),
        (rf"{_JAAR}[-/](?P<maand>[0-9]{{1,2}})[-/](?P<dag>[0-9]{{1,2}})", _day),
        (rf"{_MAAND}[- ']?{_JAAR}", _month),
        (rf"(?P<maand>[0-9]{{1,2}})[-/]{_JAAR}", _month),
        (rf"{_JAAR}[-/](?P<maand>[0-9]{{1,2}})", _month),
        (rf"{_EERST_OF_LAATST} {_HALF} {_MAAND} {_JAAR}", _half_month),
        (rf"{_RANG} ?{_KWARTAAL}[- ]?{_JAAR}", _quarter),
        (rf"{_KWARTAAL} ?(?P<rang>[1-4])[-/ ]?{_JAAR}", _quarter),
        (rf"{_JAAR}[- ]?{_KWARTAAL} ?(?P<rang>[1-4])", _quarter),
        (rf"{_JAAR}[- ]?{_RANG} ?{_KWARTAAL}", _quarter),
        (rf"{_EERST_OF_LAATST} ?{_HALF} {_JAAR}", _half_year),
        (rf"h ?(?P<rang>[12])[-/ ]?{_JAAR}", _half_year),
        (rf"{_JAAR}[- ]?h ?(?P<rang>[12])", _half_year),
        (rf"(?:week|wk|w) ?(?P<week>[0-9]{{1,2}})[-/ ]{_JAAR}", _week),
        (rf"{_JAAR}[- ]?(?:week|wk|w) ?(?P<week>[0-9]{{1,2}})", _week),
        (rf"(?P<seizoen>{_one_of(_SEIZOEN)}) {_JAAR}", _season),
        (rf"winter {_TWEE_JAREN}", _over_new_year(12, 3, "winter")),
        (rf"schooljaar {_TWEE_JAREN}", _over_new_year(8, 12, "schooljaar")),
        (_JAAR, _whole_year),
    )
)  # fmt: skip


def _read_period(text: str) -> VageDatum | None:
    for form, reader in _FORMS:
        if match := form.fullmatch(text):
            return reader(match)
    return None


def _why_not(typed: str, plain: str) -> str:
    """What is wrong with it, as exactly as can be said."""
    if year := re.fullmatch(r"winter ([0-9]{4})", plain):
        one = int(year[1])
        return f"Een winter hoort bij twee jaren. Schrijf winter {one - 1}-{one} of winter {one}-{one + 1}."
    if re.fullmatch(r"doorlopend|continu|permanent|altijd|structureel", plain):
        return "Wat doorloopt is geen mijlpaal. Kies een moment waarop u kijkt of het gelukt is, zoals eind 2026."
    if not re.search(r"[0-9]{4}", plain):
        return f"In ‘{typed}’ staat geen jaar van vier cijfers. Schrijf bijvoorbeeld: {VOORBEELDEN}."
    return f"Kanarie kan ‘{typed}’ niet lezen als een moment. Schrijf bijvoorbeeld: {VOORBEELDEN}."
