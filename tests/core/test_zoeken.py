"""Texts that are alike, on the database at hand."""

import pytest
from django.db import connection

from brunssum.core.zoeken.gelijkend import WORDS, most_alike, telling_words
from casuistiek.models import Casus
from tests.factories import CasusFactory

DAK = "Het dak van het schuurtje lekt op de scootmobiel."


def alike(text, limit=5):
    return most_alike(Casus.objects.all(), "wat_gaat_mis", text, limit=limit)


def test_telling_words_are_the_longest_each_once_and_never_what_says_nothing():
    assert telling_words("Niemand woning woningen, naar 06-12345678 de schuldhulpverlening") == [
        "schuldhulpverlening",
        "woningen",
    ]
    assert len(telling_words(" ".join(f"{letter * 4}woord" for letter in "abcdefghijkl"))) == WORDS


def test_most_alike_comes_first(db):
    CasusFactory(wat_gaat_mis="De huur is te hoog voor de uitkering.")
    one = CasusFactory(wat_gaat_mis="Een lekkend schuurtje, en daarin een dak vol gaten.").pk
    both = CasusFactory(wat_gaat_mis="De scootmobiel staat in een schuurtje en het dak lekt.").pk
    found = alike(DAK)
    assert found[0] == both
    assert set(found) <= {both, one}


def test_most_alike_finds_other_forms_of_a_word(db):
    pk = CasusFactory(wat_gaat_mis="Twee woningen en drie uitkeringen.").pk
    assert alike("Zonder uitkering geen woning.") == [pk]


@pytest.mark.parametrize(
    "text", ["", "scootmobiel", "Scootmobiel, scootmobielen!", "niet alleen naar scootmobiel", "' & | ! :*"]
)
def test_one_word_finds_nothing(db, text):
    """Otherwise one could ask whether there is a casus about a rare illness, a street, a name."""
    CasusFactory(wat_gaat_mis=DAK)
    assert alike(text) == []


def test_a_row_that_shares_one_word_is_not_found(db):
    CasusFactory(wat_gaat_mis="De scootmobiel is gestolen uit het portiek.")
    assert alike(DAK) == []


def test_most_alike_gives_no_more_than_was_asked_and_keeps_within_the_rows(db):
    pks = {CasusFactory(wat_gaat_mis=DAK).pk for _ in range(3)}
    assert len(alike(DAK, limit=2)) == 2
    last = max(pks)
    assert most_alike(Casus.objects.exclude(pk=last), "wat_gaat_mis", DAK, limit=5) == sorted(
        pks - {last}, reverse=True
    )


def test_a_row_is_found_by_the_text_it_has_now(db):
    """What PostgreSQL stores of a text goes with it: also when the text is erased."""
    casus = CasusFactory(wat_gaat_mis="De huur is te hoog voor de uitkering.")
    Casus.objects.filter(pk=casus.pk).update(wat_gaat_mis=DAK)
    assert alike(DAK) == [casus.pk]
    Casus.objects.filter(pk=casus.pk).update(wat_gaat_mis="De was is weg.")
    assert alike(DAK) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite stores no words")
def test_no_words_are_made_anew_for_the_rows_that_are_compared(db, django_assert_num_queries):
    CasusFactory(wat_gaat_mis=DAK)
    with django_assert_num_queries(1) as captured:
        alike(DAK)
    assert "to_tsvector" not in captured[0]["sql"]
