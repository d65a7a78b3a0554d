"""What is found: for a question and a person, the things of each kind, with what to show of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F, QuerySet, Value, Window
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import JSONObject, RowNumber
from django.utils.safestring import SafeString

from brunssum.core.models import Gebruiker
from brunssum.core.zoeken.index import matching
from brunssum.core.zoeken.register import Zoekbaar
from brunssum.core.zoeken.taal import Vraag, fragment, mark

PER_PAGINA = 25


@dataclass(frozen=True)
class Treffer:
    """One thing that was found. `titel` and `fragment` are html, with marks."""

    soort: Zoekbaar
    titel: SafeString
    url: str
    context: str
    fragment: SafeString
    in_titel: bool


@dataclass(frozen=True)
class Groep:
    """What was found of one kind: the best few, and how many there are."""

    soort: Zoekbaar
    treffers: list[Treffer]
    totaal: int


def find(vraag: Vraag, user: Gebruiker, soorten: Iterable[Zoekbaar], *, per_soort: int) -> list[Groep]:
    """The best of each of these kinds of which there is any, in two queries however many kinds."""
    soorten = {soort.sleutel: soort for soort in soorten}
    if not vraag.woorden:
        return []
    found = _union(_best(soort, vraag, user)[:per_soort] for soort in soorten.values())
    keys: dict[str, list[tuple]] = {}
    for sleutel, _plaats, pk, in_titel, totaal in sorted(found, key=lambda row: (row[0], row[1])):
        keys.setdefault(sleutel, []).append((pk, bool(in_titel), totaal))
    wanted = {soorten[sleutel]: [pk for pk, _, _ in rows] for sleutel, rows in keys.items()}
    shown = _treffers(vraag, user, wanted, {s: {pk: t for pk, t, _ in rows} for s, rows in keys.items()})
    return [
        Groep(soort, shown[sleutel], keys[sleutel][0][2])
        for sleutel, soort in soorten.items()
        if shown.get(sleutel)
    ]


def find_page(vraag: Vraag, user: Gebruiker, soort: Zoekbaar, pagina: str | None) -> Page:
    """A page of all that was found of one kind: its object_list holds Treffers. Three queries."""
    rows = _found(soort, vraag, user).order_by(*_order(soort)).values_list("pk", "zoek_in_titel")
    page = Paginator(rows, per_page=PER_PAGINA).get_page(pagina)
    in_titel = dict(page.object_list)
    shown = _treffers(vraag, user, {soort: list(in_titel)}, {soort.sleutel: in_titel}) if in_titel else {}
    page.object_list = shown.get(soort.sleutel, [])
    return page


def _found(soort: Zoekbaar, vraag: Vraag, user: Gebruiker) -> QuerySet:
    return matching(soort.rows(user), soort, vraag, user.zicht)


def _order(soort: Zoekbaar) -> list:
    return [F("zoek_in_titel").desc(), F(soort.datum).desc(nulls_last=True), F("pk").desc()]


def _best(soort: Zoekbaar, vraag: Vraag, user: Gebruiker) -> QuerySet:
    rows = _found(soort, vraag, user).order_by()
    return (
        rows.annotate(
            zoek_soort=Value(soort.sleutel),
            zoek_plaats=Window(RowNumber(), order_by=_order(soort)),
            zoek_totaal=Window(Count("*")),
        )
        .order_by("zoek_plaats")
        .values_list("zoek_soort", "zoek_plaats", "pk", "zoek_in_titel", "zoek_totaal")
    )


def _treffers(
    vraag: Vraag, user: Gebruiker, wanted: dict[Zoekbaar, Sequence[int]], in_titel: dict[str, dict[int, bool]]
) -> dict[str, list[Treffer]]:
    """What to show of these rows, which the caller found among those this person may see; one query for all."""
    read = _union(_values(soort, keys, user) for soort, keys in wanted.items())
    values: dict[tuple[str, int], dict] = {(sleutel, pk): json.loads(rij) for sleutel, pk, rij in read}
    shown: dict[str, list[Treffer]] = {}
    for soort, keys in wanted.items():
        teksten = soort.visible_teksten(user.zicht)
        for pk in keys:
            if (soort.sleutel, pk) not in values:
                continue  # gone since it was found
            rij = values[soort.sleutel, pk] | {"pk": pk}
            shown.setdefault(soort.sleutel, []).append(
                Treffer(
                    soort=soort,
                    titel=mark(soort.label(rij), vraag),
                    url=soort.url(rij),
                    context=soort.context(rij),
                    fragment=fragment((rij[naam] or "" for naam in teksten), vraag),
                    in_titel=in_titel[soort.sleutel][pk],
                )
            )
    return shown


def _values(soort: Zoekbaar, keys: Sequence[int], user: Gebruiker) -> QuerySet:
    names = dict.fromkeys((*soort.titel, *soort.visible_teksten(user.zicht), *soort.extra))
    values = {name: _value(soort, name) for name in names}
    rows = soort.model._default_manager.filter(pk__in=keys).order_by()
    return rows.values_list(Value(soort.sleutel), "pk", JSONObject(**values))


def _value(soort: Zoekbaar, name: str):
    column, _, key = name.partition("__")
    if key and soort.model._meta.get_field(column).get_internal_type() == "JSONField":
        return KeyTextTransform(key, column)
    return F(name)


def _union(querysets: Iterable[QuerySet]) -> list[tuple]:
    """All rows of these, which have the same columns, in one query. A UNION of Django's has no place for a LIMIT on SQLite."""
    parts, params = [], []
    for queryset in querysets:
        try:
            sql, own = queryset.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT * FROM ({sql}) AS deel_{len(parts)}")
        params.extend(own)
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return cursor.fetchall()
