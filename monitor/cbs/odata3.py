"""A table at a CBS OData v3 service: wide rows, keys padded to a fixed width, numbers behind the column names."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from monitor.cbs.adres import any_of, build_url, gebied_literal, in_bundles, literal
from monitor.cbs.bladeren import read_rows
from monitor.cbs.fouten import Onleesbaar, Tegenstrijdig
from monitor.cbs.tabel import (
    Code,
    Dimensie,
    Kenmerken,
    Maatkop,
    Ruw,
    Vraag,
    code_of,
    codes_of,
    interpret,
    text_of,
    year_of,
)
from monitor.cbs.transport import Transport

KOLOMMEN_PER_VRAAG = 15
_DIMENSIE = {"Dimension", "TimeDimension", "GeoDimension", "GeoDetail"}
_VOLGNUMMER = re.compile(r"_\d+$")


def name_of(key: str) -> str:
    """The name of a column without the number that tells its place in this edition."""
    return _VOLGNUMMER.sub("", key)


class Tabel3:
    """Asks with startswith: a key is padded, and not every table pads to the same width."""

    def __init__(self, transport: Transport, base: str, tabel: str):
        self.tabel = tabel
        self._transport, self._base = transport, base
        self.afgekeurd: dict[str, str] = {}
        self.opmerkingen: list[str] = []
        self._codes: dict[str, dict[str, Code]] = {}
        self._columns: list[dict[str, Any]] | None = None

    def kenmerken(self) -> Kenmerken:
        rows = list(self._rows("TableInfos", {}))
        if len(rows) != 1 or text_of(rows[0], "Identifier").strip() not in ("", self.tabel):
            raise Tegenstrijdig(f"Gevraagd is tabel {self.tabel}, het antwoord gaat over iets anders.")
        (row,) = rows
        return Kenmerken(
            tabel=self.tabel,
            titel=text_of(row, "Title").strip(),
            versie=text_of(row, "Modified"),
            gewijzigd=text_of(row, "MetaDataModified"),
            jaar=year_of(row.get("Period")),
            status=text_of(row, "OutputStatus"),
            toelichting=text_of(row, "ShortDescription") or text_of(row, "Description"),
        )

    def dimensies(self) -> dict[str, Dimensie]:
        return {
            text_of(row, "Key"): Dimensie(text_of(row, "Key"), year_of(row.get("MapYear")))
            for row in self._properties()
            if row.get("Type") in _DIMENSIE
        }

    def maten(self) -> list[Maatkop]:
        return [
            Maatkop(
                code=text_of(row, "Key"),
                titel=text_of(row, "Title").strip(),
                eenheid=text_of(row, "Unit").strip(),
                index=row.get("ID"),
                toelichting=text_of(row, "Description"),
            )
            for row in self._properties()
            if row.get("Type") == "Topic"
        ]

    def codes(self, dimensie: str, prefixes: Sequence[str] = ()) -> dict[str, Code]:
        def options(some: Sequence[str]) -> dict[str, str]:
            return {"$filter": " or ".join(f"startswith(Key,{literal(prefix)})" for prefix in some)}

        def read(bundle: Sequence[str]) -> list[Code]:
            return [code_of(row, "Key") for row in self._rows(dimensie, options(bundle))]

        if not prefixes and dimensie in self._codes:
            return self._codes[dimensie]
        found = codes_of(prefixes, lambda some: self._url(dimensie, options(some)), read)
        if not prefixes:
            self._codes[dimensie] = found
        return found

    def cijfers(self, vraag: Vraag) -> Iterator[Ruw]:
        for start in range(0, len(vraag.maten), KOLOMMEN_PER_VRAAG):
            columns = vraag.maten[start : start + KOLOMMEN_PER_VRAAG]
            for url in self._question_urls(vraag, columns):
                yield from self._answer(vraag, columns, url)

    def _question_urls(self, vraag: Vraag, columns: Sequence[str]) -> Iterator[str]:
        def url(gebieden: Sequence[Code]) -> str:
            name = vraag.gebied_dimensie
            if vraag.alle_gemeenten:
                clauses = [f"startswith({name},'GM')"]
            else:
                clauses = [any_of(f"startswith({name},{gebied_literal(gebied.code)})" for gebied in gebieden)]
            clauses += [
                f"startswith({name},{literal(code.code)})" for name, code in (vraag.vast or {}).items()
            ]
            if vraag.perioden:
                starts = [f"startswith({vraag.periode_dimensie},{literal(jaar)})" for jaar in vraag.perioden]
                clauses.append(any_of(starts))
            keys = [name, *(vraag.vast or {}), *filter(None, [vraag.periode_dimensie])]
            select = ",".join([*keys, *columns])
            return self._url("TypedDataSet", {"$filter": " and ".join(clauses), "$select": select})

        if vraag.alle_gemeenten:
            yield url(())
        else:
            yield from (url(bundle) for bundle in in_bundles(vraag.gebieden, url))

    def _answer(self, vraag: Vraag, columns: Sequence[str], url: str) -> Iterator[Ruw]:
        wanted = {gebied.code for gebied in vraag.gebieden}
        for row in read_rows(self._transport, self._base, url):
            gebied = text_of(row, vraag.gebied_dimensie).strip()
            fits = gebied.startswith("GM") if vraag.alle_gemeenten else gebied in wanted
            if not fits or any(
                text_of(row, name).strip() != code.code for name, code in (vraag.vast or {}).items()
            ):
                continue
            periode = text_of(row, vraag.periode_dimensie).strip() if vraag.periode_dimensie else ""
            for column in columns:
                if column not in row:
                    raise Onleesbaar(f"In de rijen ontbreekt de kolom {column}. Er is niets opgeslagen.")
                yield Ruw(column, gebied, periode, interpret(row[column]))

    def _properties(self) -> list[dict[str, Any]]:
        if self._columns is None:
            self._columns = list(self._rows("DataProperties", {}))
        return self._columns

    def _rows(self, entity_set: str, options: dict[str, str]) -> Iterator[dict[str, Any]]:
        return read_rows(self._transport, self._base, self._url(entity_set, options))

    def _url(self, entity_set: str, options: dict[str, str]) -> str:
        path = f"ODataFeed/odata/{self.tabel}/{entity_set}"
        return build_url(self._base, path, {"$format": "json"} | options)
