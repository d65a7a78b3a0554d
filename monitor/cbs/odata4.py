"""A table at a CBS OData v4 service."""

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

MATEN_PER_VRAAG = 15


class Tabel4:
    def __init__(self, transport: Transport, base: str, tabel: str, *, tellen: bool = True):
        self.tabel = tabel
        self._transport, self._base, self._tellen = transport, base, tellen

    def kenmerken(self) -> Kenmerken:
        row = self._transport.get(self._url("Properties", {}))
        if text_of(row, "Identifier").strip() != self.tabel:
            raise Tegenstrijdig(f"Gevraagd is tabel {self.tabel}, het antwoord gaat over een andere tabel.")
        return Kenmerken(
            tabel=self.tabel,
            titel=text_of(row, "Title").strip(),
            versie=text_of(row, "Version"),
            gewijzigd=text_of(row, "ObservationsModified") or text_of(row, "Modified"),
            jaar=year_of(row.get("TemporalCoverage")),
            status=text_of(row, "Status"),
            toelichting=text_of(row, "Description") or text_of(row, "LongDescription"),
        )

    def dimensies(self) -> dict[str, Dimensie]:
        return {
            text_of(row, "Identifier"): Dimensie(text_of(row, "Identifier"), year_of(row.get("MapYear")))
            for row in self._rows("Dimensions")
        }

    def maten(self) -> list[Maatkop]:
        return [
            Maatkop(
                code=text_of(row, "Identifier"),
                titel=text_of(row, "Title").strip(),
                eenheid=text_of(row, "Unit").strip(),
                index=row.get("Index"),
                toelichting=text_of(row, "Description"),
            )
            for row in self._rows("MeasureCodes")
        ]

    def codes(self, dimensie: str, prefixes: Sequence[str] = ()) -> dict[str, Code]:
        def url(some: Sequence[str]) -> str:
            clauses = [f"startswith(Identifier,{literal(prefix)})" for prefix in some]
            return self._url(f"{dimensie}Codes", {"$filter": " or ".join(clauses)})

        def read(bundle: Sequence[str]) -> list[Code]:
            return [code_of(row, "Identifier") for row in read_rows(self._transport, self._base, url(bundle))]

        return codes_of(prefixes, url, read)

    def cijfers(self, vraag: Vraag) -> Iterator[Ruw]:
        for start in range(0, len(vraag.maten), MATEN_PER_VRAAG):
            maten = vraag.maten[start : start + MATEN_PER_VRAAG]
            for url in self._question_urls(vraag, maten):
                yield from self._answer(vraag, {maat.strip(): maat for maat in maten}, url)

    def _question_urls(self, vraag: Vraag, maten: Sequence[str]) -> Iterator[str]:
        """The addresses that ask for these measures: gebieden in as many parts as the length of an address wants."""

        def url(gebieden: Sequence[Code]) -> str:
            dimensie = vraag.gebied_dimensie
            if vraag.alle_gemeenten:
                clauses = [f"startswith({dimensie},'GM')"]
            else:
                clauses = [any_of(f"{dimensie} eq {gebied_literal(gebied.ruw)}" for gebied in gebieden)]
            clauses.append(any_of(f"Measure eq {literal(maat)}" for maat in maten))
            clauses += [f"{name} eq {literal(code.ruw)}" for name, code in (vraag.vast or {}).items()]
            if vraag.perioden:
                starts = [f"startswith({vraag.periode_dimensie},{literal(jaar)})" for jaar in vraag.perioden]
                clauses.append(any_of(starts))
            columns = ["Measure", "Value", "ValueAttribute", "StringValue", dimensie]
            columns += [*(vraag.vast or {}), *filter(None, [vraag.periode_dimensie])]
            options = {"$filter": " and ".join(clauses), "$select": ",".join(columns)}
            return self._url("Observations", options | ({"$count": "true"} if self._tellen else {}))

        if vraag.alle_gemeenten:
            yield url(())
        else:
            yield from (url(bundle) for bundle in in_bundles(vraag.gebieden, url))

    def _answer(self, vraag: Vraag, maten: dict[str, str], url: str) -> Iterator[Ruw]:
        """The figures in the answer that were asked for; a service that sends more is only read for those."""
        wanted = {gebied.code for gebied in vraag.gebieden}
        for row in read_rows(self._transport, self._base, url):
            _need(row, "Measure", "Value", vraag.gebied_dimensie)
            gebied = text_of(row, vraag.gebied_dimensie).strip()
            maat = maten.get(text_of(row, "Measure").strip())
            fits = gebied.startswith("GM") if vraag.alle_gemeenten else gebied in wanted
            fixed = all(text_of(row, name).strip() == code.code for name, code in (vraag.vast or {}).items())
            if fits and fixed and maat is not None:
                yield Ruw(
                    maat,
                    gebied,
                    text_of(row, vraag.periode_dimensie).strip() if vraag.periode_dimensie else "",
                    interpret(row["Value"], row.get("ValueAttribute"), row.get("StringValue")),
                )

    def _rows(self, entity_set: str) -> Iterator[dict[str, Any]]:
        return read_rows(self._transport, self._base, self._url(entity_set, {}))

    def _url(self, entity_set: str, options: dict[str, str]) -> str:
        return build_url(self._base, f"CBS/{self.tabel}/{entity_set}", options)


def _need(row: dict[str, Any], *names: str) -> None:
    for name in names:
        if name not in row:
            raise Onleesbaar(f"In de waarnemingen ontbreekt de kolom {name}. Er is niets opgeslagen.")
