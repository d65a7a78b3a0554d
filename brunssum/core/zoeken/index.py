"""What the database keeps to search in, and how a question is put to it: both databases' ways, behind `matching`.

PostgreSQL: a column with the words of a row, made by the database itself (generated, stored), and a GIN index. A word
of the titel has label A, of a text that is openbaar B, for partners C, intern D: the question asks only for the labels
that someone may read. SQLite: an FTS5 table for each table, with the same columns, filled by triggers; the question
asks only for the columns that someone may read. No model knows any of it, so no page drags it along, and no way of
writing a row (bulk_create, update, a hand-written statement) passes it by.

All of it follows from what is registered, so it is made after each `migrate` instead of in a migration: a later
migration that changes such a column, or makes a table of SQLite anew (and so drops its triggers), need not know.
"""

import hashlib

from django.db import connection, transaction
from django.db.migrations import operations
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from brunssum.core.rollen import Zicht
from brunssum.core.zoeken import register
from brunssum.core.zoeken.register import Zoekbaar
from brunssum.core.zoeken.taal import Vraag, Zoekwoord

COLUMN = "zoekwoorden"
"""On PostgreSQL, in each table that can be searched."""

LABELS = {Zicht.OPENBAAR: "B", Zicht.PARTNERS: "C", Zicht.INTERN: "D"}
FUNCTION = "kanarie_woorden"


def matching(rows: QuerySet, soort: Zoekbaar, vraag: Vraag, zicht: Zicht) -> QuerySet:
    """The rows that have all the words, each with `zoek_in_titel`: whether their titel alone has them all."""
    search = _postgresql if connection.vendor == "postgresql" else _sqlite
    everywhere, in_titel = search(soort, vraag, zicht)
    return rows.filter(everywhere).annotate(
        zoek_in_titel=Case(
            When(in_titel, then=Value(True)), default=Value(False), output_field=BooleanField()
        )
    )


# Asking


def _postgresql(soort: Zoekbaar, vraag: Vraag, zicht: Zicht) -> tuple[Q, Q]:
    labels = "A" + "".join(label for needed, label in LABELS.items() if needed <= zicht)
    table = connection.ops.quote_name(soort.model._meta.db_table)

    def holds(labels: str) -> Q:
        words = (_tsquery(woord, labels) for woord in vraag.woorden)
        return Q(
            RawSQL(
                f'{table}."{COLUMN}" @@ %s::tsquery',
                [" & ".join(f"({word})" for word in words)],
                output_field=BooleanField(),
            )
        )

    return holds(labels), holds("A")


def _tsquery(woord: Zoekwoord, labels: str) -> str:
    parts = [f"{begin}:*{labels}" for begin in woord.begin] + [f"{heel}:{labels}" for heel in woord.heel]
    return " | ".join(parts)


def _sqlite(soort: Zoekbaar, vraag: Vraag, zicht: Zicht) -> tuple[Q, Q]:
    table = connection.ops.quote_name(_fts_table(soort))
    words = " AND ".join(f"({_fts_query(woord)})" for woord in vraag.woorden)

    def holds(columns) -> Q:
        if not columns:
            return Q(pk__in=[])
        names = " ".join(_flat(name) for name in columns)
        found = RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [f"{{{names}}} : ({words})"])
        return Q(pk__in=found)

    return holds((*soort.titel, *soort.visible_teksten(zicht))), holds(soort.titel)


def _fts_query(woord: Zoekwoord) -> str:
    return " OR ".join([f'"{begin}" *' for begin in woord.begin] + [f'"{heel}"' for heel in woord.heel])


# Keeping


def prepare(*, plan: list, **_signal) -> None:
    """Before a migration that changes a column that is searched: take away what would stand in its way."""
    if connection.vendor in _KEEPERS:
        touched = _touched(plan)
        for soort in register.per_model(register.all_registered()):
            if soort.model._meta.label_lower in touched:
                _run(_KEEPERS[connection.vendor].loosen(soort))


def bring_up_to_date(**_signal) -> None:
    """After each migration: make what is not there, and make anew what is registered differently. Safe to run twice.

    On PostgreSQL making it locks the table, some seconds for 50,000 rows.
    """
    if connection.vendor not in _KEEPERS:
        return
    keeper = _KEEPERS[connection.vendor]
    kept, wanted = keeper.kept(), register.per_model(register.all_registered())
    stale = [soort for soort in wanted if kept.get(soort.model._meta.db_table) != keeper.signature(soort)]
    for soort in stale:
        if _is_there(soort):
            _run([*keeper.loosen(soort), *keeper.make(soort)])


def compact() -> None:
    """Let go of the words of rows that were changed or erased: SQLite keeps them until parts of its index are merged.

    PostgreSQL does this itself (autovacuum).
    """
    if connection.vendor == "sqlite":
        for soort in register.per_model(register.all_registered()):
            table = _fts_table(soort)
            _run([f"INSERT INTO {table}({table}) VALUES ('optimize')"])


def _run(statements: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _touched(plan: list) -> set[str]:
    """The models of which a column or the table itself changes, as app.model."""
    found = set()
    for migration, _backwards in plan:
        for operation in migration.operations:
            if isinstance(operation, (operations.AlterField, operations.RemoveField, operations.RenameField)):
                found.add(f"{migration.app_label}.{operation.model_name_lower}")
            elif isinstance(operation, (operations.DeleteModel, operations.RenameModel)):
                found.add(
                    f"{migration.app_label}.{getattr(operation, 'old_name_lower', operation.name_lower)}"
                )
    return found


def _is_there(soort: Zoekbaar) -> bool:
    """Whether the table has these columns: halfway the migrations it may not."""
    with connection.cursor() as cursor:
        table = soort.model._meta.db_table
        if table not in connection.introspection.table_names(cursor):
            return False
        there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return {name.split("__")[0] for name in soort.columns} <= there


def _flat(name: str) -> str:
    """The name of a column in the FTS table: "inhoud__tekst" is inhoud_tekst."""
    return name.replace("__", "_")


def _fts_table(soort: Zoekbaar) -> str:
    return f"zoek_{soort.model._meta.db_table}"


class _PostgreSQL:
    """A generated column; its comment says what it was made of."""

    def kept(self) -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT c.relname, col_description(c.oid, a.attnum) FROM pg_attribute a"
                " JOIN pg_class c ON c.oid = a.attrelid"
                " WHERE a.attname = %s AND NOT a.attisdropped AND c.relkind = 'r' AND pg_table_is_visible(c.oid)",
                [COLUMN],
            )
            return dict(cursor.fetchall())

    def signature(self, soort: Zoekbaar) -> str:
        return hashlib.sha256(" ".join(self._statements(soort)).encode()).hexdigest()

    def loosen(self, soort: Zoekbaar) -> list[str]:
        return [f'ALTER TABLE IF EXISTS "{soort.model._meta.db_table}" DROP COLUMN IF EXISTS "{COLUMN}"']

    def make(self, soort: Zoekbaar) -> list[str]:
        table = soort.model._meta.db_table
        comment = f'COMMENT ON COLUMN "{table}"."{COLUMN}" IS \'{self.signature(soort)}\''
        return [*self._statements(soort), comment]

    def _statements(self, soort: Zoekbaar) -> list[str]:
        table = soort.model._meta.db_table
        labelled = dict.fromkeys(soort.titel, "A") | {
            name: LABELS[zicht] for name, zicht in soort.teksten.items()
        }
        vector = " || ".join(
            f"setweight(to_tsvector('simple'::regconfig, {FUNCTION}(coalesce({self._text(name)}, ''))), '{label}')"
            for name, label in labelled.items()
        )
        return [
            self._function(),
            f'ALTER TABLE "{table}" ADD COLUMN "{COLUMN}" tsvector GENERATED ALWAYS AS ({vector}) STORED',
            f'CREATE INDEX "{table}_{COLUMN}" ON "{table}" USING gin ("{COLUMN}")',
        ]

    @staticmethod
    def _text(name: str) -> str:
        column, _, key = name.partition("__")
        return f"\"{column}\" ->> '{key}'" if key else f'"{column}"'

    @staticmethod
    def _function() -> str:
        """As taal.plain, with nothing but letters and digits left, so that a word is what it is on SQLite.

        Most texts have no accent at all: those are spared the search for them, which takes most of the time.
        """
        return (
            f"CREATE OR REPLACE FUNCTION {FUNCTION}(tekst text) RETURNS text"
            " LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT regexp_replace(lower(CASE"
            " WHEN octet_length(tekst) = length(tekst) THEN tekst"
            " ELSE regexp_replace(normalize(tekst, NFD), '[\\u0300-\\u036f]', '', 'g') END),"
            " '[^[:alnum:]]+', ' ', 'g') $$"
        )


class _SQLite:
    """An FTS5 table and three triggers; what they say is what they were made of."""

    def kept(self) -> dict[str, str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tbl_name, group_concat(sql, ' ') FROM (SELECT * FROM sqlite_master WHERE type = 'trigger'"
                " AND name LIKE 'zoek\\_%%' ESCAPE '\\' ORDER BY name) GROUP BY tbl_name",
                [],
            )
            return dict(cursor.fetchall())

    def signature(self, soort: Zoekbaar) -> str:
        return " ".join(self._triggers(soort))

    def loosen(self, soort: Zoekbaar) -> list[str]:
        return [f'DROP TRIGGER IF EXISTS "{_fts_table(soort)}_{when}"' for when in ("in", "om", "uit")]

    def make(self, soort: Zoekbaar) -> list[str]:
        fts, table = _fts_table(soort), soort.model._meta.db_table
        names = ", ".join(_flat(name) for name in soort.columns)
        values = ", ".join(self._text(name, "rij") for name in soort.columns)
        return [
            f'DROP TABLE IF EXISTS "{fts}"',
            f"CREATE VIRTUAL TABLE \"{fts}\" USING fts5({names}, tokenize = 'unicode61 remove_diacritics 2')",
            f'INSERT INTO "{fts}"(rowid, {names}) SELECT rij."id", {values} FROM "{table}" AS rij',
            *self._triggers(soort),
        ]

    def _triggers(self, soort: Zoekbaar) -> list[str]:
        """In the order of their names."""
        fts, table = _fts_table(soort), soort.model._meta.db_table
        names = ", ".join(_flat(name) for name in soort.columns)
        values = ", ".join(self._text(name, "new") for name in soort.columns)
        columns = ", ".join(dict.fromkeys(f'"{name.split("__")[0]}"' for name in soort.columns))
        insert = f'INSERT INTO "{fts}"(rowid, {names}) VALUES (new."id", {values})'
        delete = f'DELETE FROM "{fts}" WHERE rowid = old."id"'
        return [
            f'CREATE TRIGGER "{fts}_in" AFTER INSERT ON "{table}" BEGIN {insert}; END',
            f'CREATE TRIGGER "{fts}_om" AFTER UPDATE OF {columns} ON "{table}" BEGIN {delete}; {insert}; END',
            f'CREATE TRIGGER "{fts}_uit" AFTER DELETE ON "{table}" BEGIN {delete}; END',
        ]

    @staticmethod
    def _text(name: str, row: str) -> str:
        column, _, key = name.partition("__")
        value = f'{row}."{column}"'
        return f"json_extract({value}, '$.{key}')" if key else value


_KEEPERS = {"postgresql": _PostgreSQL(), "sqlite": _SQLite()}
