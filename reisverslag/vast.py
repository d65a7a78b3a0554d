"""What is vastgesteld cannot change by any route: the database itself refuses.

The services refuse with a sentence. But an update() on a queryset, another tool and a hand-written statement pass by
Python, and a reisverslag has to say in 2050 what the college read. So triggers on the tables of the verslag, its
hoofdstukken and its blokken: once `vastgesteld_op` is there, no row of it is added, changed or deleted. Of the verslag
itself only what a reader sees is fixed (FIXED); the steps after that go on.

They are made after each `migrate` and taken away before it, as the words to search in are
(brunssum/core/zoeken/index.py): SQLite makes a table anew when a migration alters it, and drops its triggers with it.
"""

from django.apps import apps
from django.db import connections

FIXED = (
    "titel",
    "periode_van",
    "periode_tot",
    "publiek",
    "auteur_id",
    "vastgesteld_op",
    "vastgesteld_door_id",
    "colofon",
    "versie",
    "vervangt_id",
    "vervangt_waarom",
)
"""The columns of a reisverslag that stand on its cover and in its colophon."""

SENTENCE = "a reisverslag that is vastgesteld never changes"


def loosen(sender=None, using: str = "default", plan=(), **_kwargs) -> None:
    """Before a migration: it may alter the tables."""
    if plan:
        _execute(using, _drop)


def fasten(sender=None, using: str = "default", **_kwargs) -> None:
    """After a migration, if the tables are there. May run twice."""
    with connections[using].cursor() as cursor:
        found = connections[using].introspection.table_names(cursor)
    if {table for table, *_ in _tables()} <= set(found):
        _execute(using, _drop)
        _execute(using, _create)


def _tables() -> list[tuple[str, str, str]]:
    """Table, its column that leads to the verslag, and how to reach the verslag from that (`row`: NEW or OLD)."""
    model = apps.get_app_config("reisverslag").get_model
    verslag, hoofdstuk, blok = (model(name)._meta.db_table for name in ("Reisverslag", "Hoofdstuk", "Blok"))
    fixed = f"SELECT 1 FROM {verslag} v WHERE v.vastgesteld_op IS NOT NULL AND v.id"
    of_hoofdstuk = f"EXISTS ({fixed} = {{row}}.reisverslag_id)"
    of_blok = (
        f"EXISTS ({fixed} = (SELECT h.reisverslag_id FROM {hoofdstuk} h WHERE h.id = {{row}}.hoofdstuk_id))"
    )
    return [
        (hoofdstuk, "reisverslag_id", of_hoofdstuk),
        (blok, "hoofdstuk_id", of_blok),
        (verslag, "id", "{row}.vastgesteld_op IS NOT NULL"),
    ]


def _conditions(table: str, column: str, is_fixed: str, differs: str) -> dict[str, str]:
    """When to refuse, for each kind of statement."""
    new, old = is_fixed.format(row="NEW"), is_fixed.format(row="OLD")
    if column == "id":
        changes = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in FIXED)
        return {"UPDATE": f"({old}) AND ({changes})", "DELETE": old}
    return {"INSERT": new, "UPDATE": f"({old}) OR ({new})", "DELETE": old}


def _create(vendor: str) -> list[str]:
    statements = []
    for table, column, is_fixed in _tables():
        differs = "IS DISTINCT FROM" if vendor == "postgresql" else "IS NOT"
        for verb, condition in _conditions(table, column, is_fixed, differs).items():
            name = f"{table}_vast_{verb.lower()}"
            if vendor == "sqlite":
                statements.append(
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {condition}"
                    f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
                )
            else:  # a subquery is not allowed in WHEN
                statements += [
                    f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                    f" BEGIN IF {condition} THEN RAISE EXCEPTION '{SENTENCE}'"
                    " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
                    f" RETURN {'OLD' if verb == 'DELETE' else 'NEW'}; END $$",
                    f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
                ]
    return statements


def _drop(vendor: str) -> list[str]:
    names = [
        (f"{table}_vast_{verb}", table) for table, *_ in _tables() for verb in ("insert", "update", "delete")
    ]
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, _ in names]
    return [f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name, _ in names]


def _execute(using: str, statements) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor):
            cursor.execute(statement)
