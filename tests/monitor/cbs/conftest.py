"""A stand-in service of its own for each test, and a way to read from it without ever waiting."""

from dataclasses import replace

import pytest

from monitor.cbs import CbsAdressen, CbsGebied, CbsUitkomst, Grenzen, Transport, read_bronnen, read_cbs
from monitor.cbs.instellingen import Tabelkeuze
from tests.monitor.cbs_server import CbsServer

BRONNEN = read_bronnen()
GEBIEDEN = (
    CbsGebied("NL00", "Nederland"),
    CbsGebied("BM-SS", "Benchmark sterk stedelijk"),
    CbsGebied("GM0899", "Brunssum"),
    CbsGebied("WK089902", "Wijk 02 Brunssum-Noord"),
    CbsGebied("WK089903", "Brunssum Oost"),
    CbsGebied("BU08990314", "Rode Beek"),
    CbsGebied("BU08990339", "Hendrik en omgeving"),
    CbsGebied("BU08990340", "De Heide"),
    CbsGebied("BU08990345", "Kleikoelen"),
    CbsGebied("BU08990243", "Buitengebied"),
)


@pytest.fixture
def cbs():
    with CbsServer() as server:
        yield server


@pytest.fixture
def waits():
    """How long the client would have waited, one after the other."""
    return []


@pytest.fixture
def transport(waits):
    with Transport(Grenzen(pogingen=3, pauze=0), sleep=waits.append, jitter=lambda: 1) as made:
        yield made


@pytest.fixture
def impatient(waits):
    """Gives up on a silent service after a moment; for real timeouts only."""
    limits = Grenzen(verbinden=1, lezen=0.05, pogingen=1, pauze=0)
    with Transport(limits, sleep=waits.append) as made:
        yield made


@pytest.fixture
def kwb():
    """Kerncijfers wijken en buurten: only the edition of 2020, unless other tables are named."""

    def make(*tabellen: str, **changes):
        edities = [one for one in BRONNEN["kwb"].edities if one.tabel in (tabellen or ("84799NED",))]
        return replace(BRONNEN["kwb"], edities=tuple(edities), **changes)

    return make


@pytest.fixture
def one_measure(kwb):
    """Only this indicator of the Kerncijfers of 2020."""

    def make(indicator: str, *tabellen: str, **changes):
        metingen = tuple(one for one in BRONNEN["kwb"].metingen if one.indicator == indicator)
        assert metingen, indicator
        return kwb(*tabellen, metingen=metingen, **changes)

    return make


@pytest.fixture
def gezondheid(kwb):
    return replace(BRONNEN["gezondheidsmonitor"], basis=kwb("85984NED"))


@pytest.fixture
def politie(kwb):
    basis = kwb("85618NED", "85984NED")
    return replace(BRONNEN["politie"], basis=basis, edities=(Tabelkeuze("47024NED"),))


@pytest.fixture
def read(cbs, transport):
    """Read a bron from the stand-in."""

    def run(instellingen, bekend=None, *, gebieden=GEBIEDEN, transport=transport, **more):
        adressen = CbsAdressen(cbs.odata4, cbs.odata3, cbs.derden)
        tabellen = read_cbs(
            instellingen, gebieden, bekend or {}, transport=transport, adressen=adressen, **more
        )
        return CbsUitkomst(instellingen.bron, tuple(tabellen))

    return run


@pytest.fixture
def figures():
    """The cells of an outcome by indicator, gebied and year."""

    def by_place(uitkomst):
        cells = {(cel.indicator, cel.gebied, cel.periode): cel for cel in uitkomst.cellen}
        assert len(cells) == len(uitkomst.cellen), "a place has two cells"
        return cells

    return by_place
