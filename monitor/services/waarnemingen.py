"""Store the figures of one run, however many: the database compares, not Python."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import islice

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from monitor.models import Indicator, Verversing, Waarneming
from monitor.queries import Cijfer, Uitkomst

BATCH = 10_000
_KOLOMMEN = (
    "indicator_id, gebied_id, periode, waarde, reden, status, editie, indeling_jaar, berekend, opmerking"
)

# Beside the table and of the same columns; gone at the end, and with a rollback.
_BEGIN = f"CREATE TEMPORARY TABLE aangeleverd AS SELECT {_KOLOMMEN} FROM monitor_waarneming LIMIT 0"  # noqa: S608
_COPY = f"COPY aangeleverd ({_KOLOMMEN}) FROM STDIN"
_FILL = f"INSERT INTO aangeleverd ({_KOLOMMEN}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
_END = "DROP TABLE aangeleverd"

# An edition alone is no change.
_DROP_UNCHANGED = """
DELETE FROM aangeleverd AS nieuw WHERE EXISTS (
    SELECT 1 FROM monitor_waarneming AS geldend
    WHERE geldend.indicator_id = nieuw.indicator_id AND geldend.gebied_id = nieuw.gebied_id
        AND geldend.periode = nieuw.periode AND geldend.vervangen_door_id IS NULL
        AND (geldend.waarde = nieuw.waarde OR (geldend.waarde IS NULL AND nieuw.waarde IS NULL))
        AND geldend.reden = nieuw.reden AND geldend.status = nieuw.status)"""
_REPLACE_CHANGED = """
UPDATE monitor_waarneming SET vervangen_door_id = %s
WHERE vervangen_door_id IS NULL
    AND (indicator_id, gebied_id, periode) IN (SELECT indicator_id, gebied_id, periode FROM aangeleverd)"""
_INSERT = f"""
INSERT INTO monitor_waarneming ({_KOLOMMEN}, verversing_id)
SELECT {_KOLOMMEN}, %s FROM aangeleverd"""  # noqa: S608


@transaction.atomic
def store_waarnemingen(verversing: Verversing, cijfers: Iterable[Cijfer]) -> Counter:
    """Store figures of one run: work of the system, for every adapter. Gives the counts per Uitkomst.

    An unchanged figure is left alone, a changed one keeps its predecessor, nothing is deleted; all or nothing. Takes
    any number of figures in a fixed number of statements, and never has more than a batch of them in memory. Each
    place (indicator, gebied, year) may be there once: IntegrityError. Two runs that touch the same indicators wait
    for each other instead of mixing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN)
        _fill(cursor, cijfers)
        lock_indicatoren(Indicator.objects.filter(pk__in=RawSQL("SELECT indicator_id FROM aangeleverd", ())))
        cursor.execute(_DROP_UNCHANGED)
        ongewijzigd = cursor.rowcount
        cursor.execute(_REPLACE_CHANGED, [verversing.pk])
        gewijzigd = cursor.rowcount
        cursor.execute(_INSERT, [verversing.pk])
        nieuw = cursor.rowcount - gewijzigd
        cursor.execute(_END)
    return +Counter({Uitkomst.NIEUW: nieuw, Uitkomst.GEWIJZIGD: gewijzigd, Uitkomst.ONGEWIJZIGD: ongewijzigd})


def lock_indicatoren(indicatoren: QuerySet[Indicator]) -> list[Indicator]:
    """Let one run at a time change figures of these indicators."""
    rows = indicatoren.select_related("bron").order_by("pk")
    return list(rows.select_for_update(of=("self",), no_key=True))


def _fill(cursor: CursorWrapper, cijfers: Iterable[Cijfer]) -> None:
    """Hand the figures to the database by its fastest way in, a batch at a time."""
    waarde = Waarneming._meta.get_field("waarde")
    decimal = partial(
        connection.ops.adapt_decimalfield_value,
        max_digits=waarde.max_digits,
        decimal_places=waarde.decimal_places,
    )
    remaining = (
        (
            cijfer.indicator_id,
            cijfer.gebied_id,
            cijfer.periode,
            decimal(cijfer.waarde),
            cijfer.reden,
            cijfer.status,
            cijfer.editie,
            cijfer.indeling_jaar,
            cijfer.berekend,
            cijfer.opmerking,
        )
        for cijfer in cijfers
    )
    while batch := list(islice(remaining, BATCH)):
        if connection.vendor == "postgresql":
            with cursor.copy(_COPY) as copy:
                for row in batch:
                    copy.write_row(row)
        else:
            cursor.executemany(_FILL, batch)
    if connection.vendor == "postgresql":
        cursor.execute("ANALYZE aangeleverd")
