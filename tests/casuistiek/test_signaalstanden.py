"""What a partner hears follows the casus, says no more than it may, and the table lets all of it happen."""

from pathlib import Path

import pytest

from casuistiek import stappen
from casuistiek.signaalstanden import (
    AANVULBAAR,
    BIJ_STAP,
    LOPEND,
    TOEGESTAAN,
    UITLEG,
    ZONDER_CASUS,
    Stand,
    diagram,
    why_not,
)
from casuistiek.stappen import Stap


def test_every_stand_stands_in_the_table_and_is_explained():
    assert set(TOEGESTAAN) == set(UITLEG) == set(Stand)
    assert set(BIJ_STAP) == set(Stap)


def test_wherever_a_casus_goes_the_signaal_can_follow():
    """From each step at which it may join the casus, along every road that the casus can take."""
    seen = set()
    todo = [(Stand.OPGEPAKT, stap) for stap in Stap]
    while todo:
        stand, stap = todo.pop()
        if (stand, stap) in seen:
            continue
        seen.add((stand, stap))
        for naar in stappen.TOEGESTAAN[stap]:
            wanted = BIJ_STAP[naar]
            assert wanted == stand or wanted in TOEGESTAAN[stand], (stand, naar)
            todo.append((wanted, naar))


def test_a_partner_does_not_hear_that_there_is_a_voorstel_or_what_was_decided():
    assert BIJ_STAP[Stap.VOORSTEL] == BIJ_STAP[Stap.BESLUIT]
    words = " ".join(f"{stand.label} {UITLEG[stand]}" for stand in Stand).lower()
    assert not any(word in words for word in ("voorstel", "besluit", "euro", "casus"))


@pytest.mark.parametrize(
    ("van", "naar", "zin"),
    [
        (Stand.ONTVANGEN, Stand.OPGEPAKT, ""),
        (Stand.OPGEPAKT, Stand.OPGEPAKT, "Dit kan niet meer: het signaal staat op “Opgepakt”."),
        (Stand.INGETROKKEN, Stand.OPGEPAKT, "Dit kan niet meer: het signaal staat op “Ingetrokken”."),
        (
            Stand.BEKEKEN,
            Stand.INGETROKKEN,
            "Dit signaal is al opgepakt. Hoeft het niet meer? Laat het de gemeente weten met een aanvulling.",
        ),
    ],
)
def test_why_not_tells_where_it_stands(van, naar, zin):
    assert why_not(van, naar) == zin


def test_only_what_nobody_decided_on_can_be_taken_up():
    assert [stand for stand in Stand if Stand.OPGEPAKT in TOEGESTAAN[stand]] == [Stand.ONTVANGEN]


def test_what_ended_for_good_takes_no_additions():
    assert {stand for stand in Stand if not TOEGESTAAN[stand]} == set(Stand) - AANVULBAAR
    assert LOPEND < AANVULBAAR
    assert set(Stand) - set(BIJ_STAP.values()) == ZONDER_CASUS


def test_diagram_in_the_docs_is_drawn_from_the_table():
    docs = Path(__file__).parents[2] / "docs" / "signaal-standen.md"
    assert f"```mermaid\n{diagram()}\n```" in docs.read_text(), (
        "run python -m casuistiek.signaalstanden, paste it in"
    )
