"""The table of steps says what it must, and the diagram in the docs is the table."""

from itertools import pairwise
from pathlib import Path

import pytest

from casuistiek.stappen import HOOFDWEG, LOPEND, TOEGESTAAN, ZET, ZIJDEUREN, Stap, diagram, why_not


def test_every_step_stands_in_the_table():
    assert set(TOEGESTAAN) == set(Stap) == {*HOOFDWEG, *ZIJDEUREN}


def test_main_road_can_be_walked_from_end_to_end():
    assert [why_not(van, naar) for van, naar in pairwise(HOOFDWEG)] == [""] * 6


def test_every_step_that_can_be_taken_has_words_for_its_button():
    assert {naar for after in TOEGESTAAN.values() for naar in after} == set(ZET)


def test_from_every_running_step_an_end_can_be_reached():
    for start in LOPEND:
        reached, todo = set(), [start]
        while todo:
            new = [naar for naar in TOEGESTAAN[todo.pop()] if naar not in reached]
            reached.update(new)
            todo += new
        assert Stap.GESLOTEN in reached


@pytest.mark.parametrize(
    ("van", "naar", "zin"),
    [
        (Stap.GESIGNALEERD, Stap.BESLUIT, "Dit kan alleen na Voorstel. Deze casus staat op Gesignaleerd."),
        (
            Stap.GESIGNALEERD,
            Stap.VOORSTEL,
            "Dit kan alleen na Ter plekke, Voorstel of Besluit. Deze casus staat op Gesignaleerd.",
        ),
        (Stap.GESLOTEN, Stap.TER_PLEKKE, "Deze casus is gesloten. Er volgt geen stap meer."),
        (Stap.NAZORG, Stap.GESIGNALEERD, "Een casus begint met gesignaleerd en komt daar niet terug."),
    ],
)
def test_why_not_tells_what_must_come_first(van, naar, zin):
    assert why_not(van, naar) == zin


def test_diagram_in_the_docs_is_drawn_from_the_table():
    docs = Path(__file__).parents[2] / "docs" / "casus-stappen.md"
    assert f"```mermaid\n{diagram()}\n```" in docs.read_text(), (
        "run python -m casuistiek.stappen, paste it in"
    )
