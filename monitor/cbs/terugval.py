"""A discontinued table keeps its metadata in v4 while its figures are only left in v3: read them there.

The measures of both are joined by their place in the table, and only where title and unit agree.
"""

from collections.abc import Iterator
from dataclasses import replace

from monitor.cbs.controle import same_measure
from monitor.cbs.fouten import BestaatNiet
from monitor.cbs.odata3 import Tabel3
from monitor.cbs.odata4 import Tabel4
from monitor.cbs.tabel import Maatkop, Ruw, Vraag


class Tabel4MetTerugval(Tabel4):
    def __init__(self, *args, v3: Tabel3, **kwargs):
        super().__init__(*args, **kwargs)
        self.afgekeurd: dict[str, str] = {}
        self.opmerkingen: list[str] = []
        self._v3 = v3
        self._koppen: list[Maatkop] | None = None
        self._columns: dict[str, str] | None = None

    def maten(self) -> list[Maatkop]:
        if self._koppen is None:
            self._koppen = super().maten()
        return self._koppen

    def cijfers(self, vraag: Vraag) -> Iterator[Ruw]:
        if self._columns is None:
            begun = False
            try:
                for ruw in super().cijfers(vraag):
                    begun = True
                    yield ruw
                return
            except BestaatNiet:
                if begun:
                    raise
                self._columns = self._join()
                self.opmerkingen.append(
                    f"Tabel {self.tabel} heeft in de nieuwe dienst geen cijfers meer; ze zijn in de oude gelezen."
                )
        codes = {self._columns[maat]: maat for maat in vraag.maten if maat in self._columns}
        if codes:
            for ruw in self._v3.cijfers(replace(vraag, maten=tuple(codes))):
                yield replace(ruw, maat=codes[ruw.maat])

    def _join(self) -> dict[str, str]:
        """For each measure the column that holds it in v3."""
        columns = {kop.index: kop for kop in self._v3.maten()}
        joined = {}
        for kop in self.maten():
            other = columns.get(kop.index)
            if other is not None and same_measure(kop, other):
                joined[kop.code] = other.code
            else:
                found = f"“{other.titel}” ({other.eenheid})" if other else "niets"
                self.afgekeurd[kop.code] = (
                    f"De oude dienst heeft op de plaats van {kop.code} “{kop.titel}” ({kop.eenheid}) {found} staan. "
                    "Laat iemand nagaan of dit dezelfde maat is."
                )
        return joined
