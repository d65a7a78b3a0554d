"""What people write for when: every form, its borders, and what is refused with which words."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from inspanningen.vage_datum import MAANDEN, MAX_LENGTE, OnleesbareDatum, VageDatum, of_day, of_range, read


def d(text):
    return date.fromisoformat(text)


FORMS = {
    # a day
    "15 april 2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "15-4-2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "15/04/2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "15.4.2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "2025-04-15": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "15 apr. 2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "15-apr-2025": ("2025-04-15", "2025-04-15", "15 april 2025"),
    "donderdag 17 april 2025": ("2025-04-17", "2025-04-17", "17 april 2025"),
    "do. 17 april 2025": ("2025-04-17", "2025-04-17", "17 april 2025"),
    "per 1 januari 2026": ("2026-01-01", "2026-01-01", "1 januari 2026"),
    "op 29 februari 2028": ("2028-02-29", "2028-02-29", "29 februari 2028"),
    # a month
    "april 2025": ("2025-04-01", "2025-04-30", "april 2025"),
    "april van 2025": ("2025-04-01", "2025-04-30", "april 2025"),
    "apr. 2025": ("2025-04-01", "2025-04-30", "april 2025"),
    "4-2025": ("2025-04-01", "2025-04-30", "april 2025"),
    "04/2025": ("2025-04-01", "2025-04-30", "april 2025"),
    "2025-04": ("2025-04-01", "2025-04-30", "april 2025"),
    "februari 2028": ("2028-02-01", "2028-02-29", "februari 2028"),
    "febr. 2026": ("2026-02-01", "2026-02-28", "februari 2026"),
    "dec 2026": ("2026-12-01", "2026-12-31", "december 2026"),
    # part of a month
    "medio april 2025": ("2025-04-11", "2025-04-20", "medio april 2025"),
    "half april 2025": ("2025-04-11", "2025-04-20", "medio april 2025"),
    "begin april 2025": ("2025-04-01", "2025-04-10", "begin april 2025"),
    "eind februari 2028": ("2028-02-21", "2028-02-29", "eind februari 2028"),
    "einde van februari 2026": ("2026-02-21", "2026-02-28", "eind februari 2026"),
    "eerste helft van april 2026": ("2026-04-01", "2026-04-15", "eerste helft april 2026"),
    "2e helft april 2026": ("2026-04-16", "2026-04-30", "tweede helft april 2026"),
    # a quarter
    "Q3 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "q3-2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "2026-Q3": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "2026Q3": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "K3 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "3e kwartaal 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "3de kw. 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "kwartaal 3 van 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "het derde kwartaal van 2026": ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
    "laatste kwartaal 2025": ("2025-10-01", "2025-12-31", "vierde kwartaal 2025"),
    "eerste kwartaal 2028": ("2028-01-01", "2028-03-31", "eerste kwartaal 2028"),
    "eind Q3 2026": ("2026-09-01", "2026-09-30", "eind derde kwartaal 2026"),
    "begin 3e kwartaal 2026": ("2026-07-01", "2026-07-31", "begin derde kwartaal 2026"),
    # half a year
    "eerste helft 2027": ("2027-01-01", "2027-06-30", "eerste helft 2027"),
    "1e helft van 2027": ("2027-01-01", "2027-06-30", "eerste helft 2027"),
    "2e halfjaar 2027": ("2027-07-01", "2027-12-31", "tweede helft 2027"),
    "tweede half jaar 2027": ("2027-07-01", "2027-12-31", "tweede helft 2027"),
    "laatste helft 2027": ("2027-07-01", "2027-12-31", "tweede helft 2027"),
    "H1 2027": ("2027-01-01", "2027-06-30", "eerste helft 2027"),
    "2027-h2": ("2027-07-01", "2027-12-31", "tweede helft 2027"),
    "medio eerste helft 2027": ("2027-03-01", "2027-04-30", "medio eerste helft 2027"),
    # a year and a part of it
    "2026": ("2026-01-01", "2026-12-31", "2026"),
    "in 2026": ("2026-01-01", "2026-12-31", "2026"),
    "begin 2026": ("2026-01-01", "2026-03-31", "begin 2026"),
    "medio 2026": ("2026-05-01", "2026-08-31", "medio 2026"),
    "halverwege 2026": ("2026-05-01", "2026-08-31", "medio 2026"),
    "eind 2025": ("2025-10-01", "2025-12-31", "eind 2025"),
    "einde van het jaar 2025": ("2025-10-01", "2025-12-31", "eind 2025"),
    # seasons
    "zomer 2026": ("2026-06-01", "2026-08-31", "zomer 2026"),
    "in de zomer van 2026": ("2026-06-01", "2026-08-31", "zomer 2026"),
    "voorjaar 2026": ("2026-03-01", "2026-05-31", "voorjaar 2026"),
    "lente 2026": ("2026-03-01", "2026-05-31", "lente 2026"),
    "najaar 2026": ("2026-09-01", "2026-11-30", "najaar 2026"),
    "herfst 2026": ("2026-09-01", "2026-11-30", "herfst 2026"),
    "eind zomer 2026": ("2026-08-01", "2026-08-31", "eind zomer 2026"),
    "winter 2027-2028": ("2027-12-01", "2028-02-29", "winter 2027-2028"),
    "winter 2026/27": ("2026-12-01", "2027-02-28", "winter 2026-2027"),
    "schooljaar 2026-2027": ("2026-08-01", "2027-07-31", "schooljaar 2026-2027"),
    # a week
    "week 14 2026": ("2026-03-30", "2026-04-05", "week 14 van 2026"),
    "wk 14 van 2026": ("2026-03-30", "2026-04-05", "week 14 van 2026"),
    "2026-W53": ("2026-12-28", "2027-01-03", "week 53 van 2026"),
    # from one to another
    "april t/m juni 2026": ("2026-04-01", "2026-06-30", "april t/m juni 2026"),
    "van april tot en met juni 2026": ("2026-04-01", "2026-06-30", "april t/m juni 2026"),
    "april-juni 2026": ("2026-04-01", "2026-06-30", "april t/m juni 2026"),
    "april/mei 2026": ("2026-04-01", "2026-05-31", "april t/m mei 2026"),
    "tussen april en juni 2026": ("2026-04-01", "2026-06-30", "april t/m juni 2026"),
    "1 t/m 15 april 2026": ("2026-04-01", "2026-04-15", "1 april t/m 15 april 2026"),
    "nov. 2025 – febr. 2026": ("2025-11-01", "2026-02-28", "november 2025 t/m februari 2026"),
    "1-4-2026 - 15-5-2026": ("2026-04-01", "2026-05-15", "1 april t/m 15 mei 2026"),
    "2025-2027": ("2025-01-01", "2027-12-31", "2025 t/m 2027"),
    "Q3/Q4 2026": ("2026-07-01", "2026-12-31", "derde kwartaal t/m vierde kwartaal 2026"),
    "eerste en tweede kwartaal 2026": ("2026-01-01", "2026-06-30", "eerste kwartaal t/m tweede kwartaal 2026"),
    "eind 2025 t/m begin 2026": ("2025-10-01", "2026-03-31", "eind 2025 t/m begin 2026"),
    "april t/m april 2026": ("2026-04-01", "2026-04-30", "april 2026"),
    # at the latest
    "uiterlijk 1 mei 2026": ("2026-05-01", "2026-05-01", "uiterlijk 1 mei 2026"),
    "uiterlijk eind 2026": ("2026-12-31", "2026-12-31", "uiterlijk eind 2026"),
    "niet later dan juni 2026": ("2026-06-30", "2026-06-30", "uiterlijk juni 2026"),
}  # fmt: skip


@pytest.mark.parametrize("typed", FORMS)
def test_every_form_becomes_a_range_and_one_way_to_write_it(typed):
    van, tot, tekst = FORMS[typed]
    assert read(typed) == VageDatum(d(van), d(tot), tekst)


@pytest.mark.parametrize("typed", FORMS)
def test_spaces_capitals_and_a_last_dot_make_no_difference(typed):
    assert read(f"  {typed.upper()} ") == read(typed)
    assert read(typed.replace(" ", "\u00a0 ")) == read(typed)
    assert read(f"{typed}.") == read(typed)


@pytest.mark.parametrize("typed", FORMS)
def test_what_is_shown_reads_as_the_same_range(typed):
    found = read(typed)
    assert read(found.tekst) == found
    assert found.van <= found.tot


JAREN = (2000, 2024, 2025, 2026, 2027, 2028, 2096, 2099)


@pytest.mark.parametrize("year", JAREN)
def test_any_day_of_a_year_reads_back_however_it_is_written(year):
    for number in range((date(year, 12, 31) - date(year, 1, 1)).days + 1):
        day = date(year, 1, 1) + timedelta(days=number)
        maand = MAANDEN[day.month - 1]
        for typed in (f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{year}", day.isoformat(), f"{day.day} {maand} {year}"):  # fmt: skip
            assert read(typed) == of_day(day)


@pytest.mark.parametrize("year", JAREN)
def test_the_parts_of_a_year_join_to_exactly_that_year(year):
    for whole, parts in (
        (str(year), [f"{maand} {year}" for maand in MAANDEN]),
        (str(year), [f"q{number} {year}" for number in (1, 2, 3, 4)]),
        (str(year), [f"{half} helft {year}" for half in ("eerste", "tweede")]),
        (f"q2 {year}", [f"{deel} q2 {year}" for deel in ("begin", "medio", "eind")]),
        (f"h2 {year}", [f"{deel} h2 {year}" for deel in ("begin", "medio", "eind")]),
        (f"zomer {year}", [f"{deel} zomer {year}" for deel in ("begin", "medio", "eind")]),
        *(
            (f"{maand} {year}", [f"{deel} {maand} {year}" for deel in ("begin", "medio", "eind")])
            for maand in MAANDEN
        ),
        *(
            (f"{maand} {year}", [f"{half} helft {maand} {year}" for half in ("1e", "2e")])
            for maand in MAANDEN
        ),
    ):
        ranges = [read(part) for part in parts]
        assert (ranges[0].van, ranges[-1].tot) == (read(whole).van, read(whole).tot)
        assert all(after.van - before.tot == timedelta(days=1) for before, after in pairwise(ranges))


WOORDEN = [
    "begin",
    "medio",
    "eind",
    "uiterlijk",
    "1",
    "3e",
    "q2",
    "h1",
    "april",
    "apr.",
    "juni",
    "kwartaal",
    "helft",
    "zomer",
    "winter",
    "week",
    "14",
    "53",
    "2025",
    "2026",
    "2026-2027",
    "t/m",
    "tot",
    "en",
    "met",
    "van",
    "-",
    "/",
    "15-4-2026",
    "schooljaar",
    "laatste",
    "eerste",
    "0",
    "99999",
    "٠",
    "’26",
    "�",
    "é",
]


def test_any_heap_of_words_is_read_or_refused_with_a_sentence():
    dice = Random(1)
    for _ in range(4000):
        text = " ".join(dice.choices(WOORDEN, k=dice.randint(1, 7)))
        try:
            found = read(text)
        except OnleesbareDatum as refused:
            sentence = str(refused)
        else:
            assert found.van <= found.tot, text
            assert read(found.tekst) == found, text
            continue
        assert sentence.endswith("."), text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Schrijf wanneer. Bijvoorbeeld: 15 april 2025"),
        (" \x00 ", "Schrijf wanneer"),
        ("x" * (MAX_LENGTE + 1), "te lang"),
        ("binnenkort", "geen jaar van vier cijfers"),
        ("medio april", "geen jaar van vier cijfers"),
        ("15-4-25", "geen jaar van vier cijfers"),
        ("Q3 '26", "geen jaar van vier cijfers"),
        ("ergens in 2026 misschien", "niet lezen als een moment"),
        ("Q5 2026", "niet lezen als een moment"),
        ("vijfde kwartaal 2026", "niet lezen als een moment"),
        ("medio 15 april 2025", "niet lezen als een moment"),
        ("eind week 14 van 2026", "niet lezen als een moment"),
        ("30 februari 2026", "De dag 30 februari 2026 bestaat niet"),
        ("29-2-2026", "De dag 29 februari 2026 bestaat niet"),
        ("1-13-2026", "maand 13"),
        ("0-0-2026", "bestaat niet"),
        ("13-2026", "Maand 13 bestaat niet"),
        ("week 54 2026", "Week 54 van 2026 bestaat niet"),
        ("week 53 2027", "Week 53 van 2027 bestaat niet"),
        ("9999", "Het jaar 9999 kan niet"),
        ("1 april 1925", "Het jaar 1925 kan niet"),
        ("winter 2026", "winter 2025-2026 of winter 2026-2027"),
        ("winter 2026-2028", "twee jaren na elkaar"),
        ("juni t/m april 2026", "Draai de twee om"),
        ("doorlopend", "geen mijlpaal"),
        ("٢٠٢٦", "geen jaar van vier cijfers"),
        ("t/m 2026", "niet lezen"),
    ],
)
def test_what_it_cannot_read_is_refused_with_what_to_do(typed, says):
    with pytest.raises(OnleesbareDatum, match=says.replace("(", r"\(")):
        read(typed)


@pytest.mark.parametrize(
    ("van", "tot", "tekst"),
    [
        ("2026-04-15", "2026-04-15", "15 april 2026"),
        ("2026-04-01", "2026-04-30", "april 2026"),
        ("2026-04-11", "2026-04-20", "medio april 2026"),
        ("2026-07-01", "2026-09-30", "derde kwartaal 2026"),
        ("2026-07-01", "2026-12-31", "tweede helft 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-04-03", "2026-05-09", "3 april t/m 9 mei 2026"),
        ("2026-04-03", "2027-05-09", "3 april 2026 t/m 9 mei 2027"),
    ],
)
def test_of_range_gives_days_the_shortest_name_they_have(van, tot, tekst):
    found = of_range(date.fromisoformat(van), date.fromisoformat(tot))
    assert found == VageDatum(date.fromisoformat(van), date.fromisoformat(tot), tekst)
    assert read(tekst) == found


def test_of_range_always_means_the_days_it_was_given():
    start = date(2023, 12, 20)
    for days in range(0, 500, 3):
        for length in (0, 1, 6, 27, 28, 29, 30, 89, 91, 364, 365, 400):
            van = start + timedelta(days=days)
            found = of_range(van, van + timedelta(days=length))
            assert (found.van, found.tot) == (van, van + timedelta(days=length))


@pytest.mark.parametrize(("van", "tot"), [("2026-05-02", "2026-05-01"), ("1999-01-01", "1999-01-01"), ("2099-12-01", "2100-01-02")])  # fmt: skip
def test_of_range_refuses_what_cannot_be(van, tot):
    with pytest.raises(OnleesbareDatum):
        of_range(date.fromisoformat(van), date.fromisoformat(tot))
