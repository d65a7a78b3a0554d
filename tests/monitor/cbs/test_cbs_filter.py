"""$filter as the stand-in takes it: the grammar, and that it refuses what is not in it."""

import pytest

from tests.monitor.cbs_server.filter import BadFilter, parse_filter

ROWS = [
    {"Measure": "A", "Gebied": "GM0899", "Value": 5, "Text": "it's"},
    {"Measure": "B", "Gebied": "WK089902", "Value": 7.5, "Text": "een twee"},
    {"Measure": "A", "Gebied": "BU08990314", "Value": None, "Text": None},
    {"Measure": "a", "Gebied": "BU19630899", "Value": -2, "Text": "GM0899    "},
]


def passing(text, **kwargs):
    test = parse_filter(text, ROWS[0].keys(), **kwargs)
    return [number for number, row in enumerate(ROWS) if test(row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Measure eq 'A'", [0, 2]),
        ("'A' eq Measure", [0, 2]),
        ("Measure ne 'A'", [1, 3]),
        ("Measure eq 'A' or Measure eq 'B'", [0, 1, 2]),
        ("Measure eq 'A' or Measure eq 'B' and Value eq 5", [0, 2]),
        ("(Measure eq 'A' or Measure eq 'B') and Value eq 5", [0]),
        ("not Measure eq 'A'", [1, 3]),
        ("not (Measure eq 'A' or Measure eq 'B')", [3]),
        ("not not Measure eq 'A'", [0, 2]),
        ("Value gt 5", [1]),
        ("Value ge 5", [0, 1]),
        ("Value lt 5", [3]),
        ("Value le 5", [0, 3]),
        ("Value eq 7.5", [1]),
        ("Value eq -2", [3]),
        ("Value eq null", [2]),
        ("Value ne null", [0, 1, 3]),
        ("Text eq 'it''s'", [0]),
        ("startswith(Gebied,'BU')", [2, 3]),
        ("startswith(Gebied,'BU') and Value eq null", [2]),
        ("endswith(Gebied,'99')", [0, 3]),
        ("contains(Gebied,'0899')", [0, 1, 2, 3]),
        ("contains(Text,'n t')", [1]),
        ("Text eq 'GM0899'", []),
        ("Text eq 'GM0899    '", [3]),
        ("  Measure   eq 'A'  ", [0, 2]),
        ("Measure eq 'A' or Gebied eq 'WK089902'", [0, 1, 2]),
    ],
)
def test_filter_v4(text, expected):
    assert passing(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("substringof('0899',Gebied)", [0, 1, 2, 3]),
        ("substring(Gebied,2,4) eq '0899'", [0, 1, 2]),
        ("startswith(Gebied,'GM')", [0]),
    ],
)
def test_filter_v3(text, expected):
    assert passing(text, version=3) == expected


def test_filter_in_only_where_switched_on():
    assert passing("Measure in ('A','B')", with_in=True) == [0, 1, 2]
    with pytest.raises(BadFilter):
        passing("Measure in ('A','B')")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Measure",
        "Measure eq",
        "Measure eq A",
        "Onbekend eq 'A'",
        "Measure is 'A'",
        "Measure eq 'A' of Measure eq 'B'",
        "(Measure eq 'A'",
        "Measure eq 'A')",
        "Measure eq 'A",
        "startswith(Measure)",
        "startswith('A',Measure)",
        "substringof('A',Measure)",
        "Measure eq 'A' or",
        "Value gt 'a'",
        "Measure eq 'A';drop",
    ],
)
def test_filter_refuses(text):
    with pytest.raises(BadFilter):
        passing(text)


def test_filter_v3_does_not_know_contains():
    with pytest.raises(BadFilter):
        passing("contains(Measure,'A')", version=3)
