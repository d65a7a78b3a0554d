"""Which rows have a text that is most like another text, in Dutch. On PostgreSQL by its own full-text search, in a
column and a GIN index that it keeps itself; on SQLite by looking for the words; both behind most_alike.

A row counts only when it shares two words: one word (a street, an illness) would make of this a way to ask whether
there is a row about someone.
"""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection
from django.db.models import Func, Q, QuerySet

CONFIG = "dutch"
WORDS = 8
"""The longest words of a text say most about it in Dutch, with its compounds: so many are looked for."""

NEWEST = 300
"""So many of the newest rows that match are compared, so that a search costs the same however many rows there are."""

_STORED = "_zoeken"
"""What the name of the column with the words of a field ends with."""

_WORD = re.compile(r"[^\W\d_]{4,}")
_SAY_NOTHING = frozenset(
    re.findall(
        r"\w+",
        """
        alleen alles altijd andere anders bent beter bewoner bewoners bijna daar daarna daarom deze dingen
        doen doet door dubbel echt eens eerst elke even gaan gaat geen geweest gewoon haar hadden hebben
        heeft hele helemaal hier hoeft houdt ieder iedereen iemand iets inwoner inwoners jaar juist komt
        krijgen krijgt kunnen laat maakt maar maken meer mensen meteen mijn moet moeten mogen naar naast
        niemand niet niets nodig nooit omdat onder onze over past reeds sinds sommige steeds tegen terug
        terwijl toch toen tussen veel vindt voor vooral waar waarom want waren weer werd werden weten wezen
        wilde willen worden wordt zegt zelf zich zijn zoals zodat zonder zouden
        """,
    )
)
"""Among them every stop word of PostgreSQL's own dictionary: with one of those, two words would be one."""


def most_alike(rows: QuerySet, field: str, text: str, *, limit: int) -> list[int]:
    """The keys of the rows of which `field` is most like `text`, best first; none when the text says too little.

    Two queries at most. On PostgreSQL the field needs the column of `stored_statements`.
    """
    words = telling_words(text)
    if len(words) < 2:
        return []
    search = _postgresql if connection.vendor == "postgresql" else _plain
    return search(rows, field, words)[:limit]


def stored_statements(table: str, column: str) -> tuple[list[str], list[str]]:
    """The SQL that makes, and that drops, what the search of PostgreSQL reads; for a migration.

    A column with the words of a text, filled and emptied with that text, and its index. No model knows it, so no page
    drags it along.
    """
    name = column + _STORED
    vector = f"to_tsvector('{CONFIG}'::regconfig, \"{column}\")"
    make = [
        f'ALTER TABLE "{table}" ADD COLUMN "{name}" tsvector GENERATED ALWAYS AS ({vector}) STORED',
        f'CREATE INDEX "{table}_{name}" ON "{table}" USING gin ("{name}")',
    ]
    return make, [f'ALTER TABLE "{table}" DROP COLUMN "{name}"']


def telling_words(text: str) -> list[str]:
    """The longest words of a text, each once: what begins with the same five letters is the same word."""
    words = dict.fromkeys(word.casefold() for word in _WORD.findall(text))
    telling: dict[str, str] = {}
    for word in sorted(words, key=len, reverse=True):
        if word not in _SAY_NOTHING:
            telling.setdefault(word[:5], word)
    return list(telling.values())[:WORDS]


class _Stored(Func):
    """The stored words of a field. Making them anew for each row that is compared is what takes the time."""

    output_field = SearchVectorField()

    def as_sql(self, compiler, connection):
        (column,) = self.get_source_expressions()
        name = connection.ops.quote_name(column.target.column + _STORED)
        return f"{compiler.quote_name_unless_alias(column.alias)}.{name}", []


def _postgresql(rows: QuerySet, field: str, words: list[str]) -> list[int]:
    two_of_them = " | ".join(
        f"({word} & ({' | '.join(words[place:])}))" for place, word in enumerate(words[:-1], start=1)
    )
    query = SearchQuery(two_of_them, config=CONFIG, search_type="raw")
    vector = _Stored(field)
    newest = rows.annotate(vector=vector).filter(vector=query).order_by("-pk").values("pk")[:NEWEST]
    ranked = rows.model.objects.filter(pk__in=newest).annotate(rang=SearchRank(vector, query))
    return list(ranked.order_by("-rang", "-pk").values_list("pk", flat=True))


def _plain(rows: QuerySet, field: str, words: list[str]) -> list[int]:
    stems = [word[:6] for word in words]  # schuurtje finds schuurtjes, and the other way round
    any_of_them = Q()
    for stem in stems:
        any_of_them |= Q(**{f"{field}__icontains": stem})
    newest = rows.filter(any_of_them).order_by("-pk").values_list("pk", field)[:NEWEST]
    shared = {pk: sum(stem in text.casefold() for stem in stems) for pk, text in newest}
    return sorted((pk for pk, count in shared.items() if count >= 2), key=lambda pk: (-shared[pk], -pk))
