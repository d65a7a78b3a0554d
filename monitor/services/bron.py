"""Read a bron anew from the service that publishes it, and store what changed."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from brunssum.core import audit, taken
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker, Taak
from monitor.cbs import (
    CbsAdressen,
    CbsCel,
    CbsGebied,
    CbsInstellingen,
    CbsUitkomst,
    CbsWeigering,
    TabelStaat,
    TabelUitkomst,
    Transport,
    Uitslag,
    read_cbs,
)
from monitor.cbs.edities import newest_with_value
from monitor.models import Bron, Indicator, Verversing, Waarneming
from monitor.queries import Cijfer, Uitkomst, due_bronnen, former_names, instellingen_of
from monitor.services.toegang import require_import
from monitor.services.waarnemingen import store_waarnemingen

logger = logging.getLogger(__name__)

VERVERSEN = "monitor.verversen"
_TABELLEN = 98  # per cent of the time goes to reading and storing tables
_ONAF = (
    "Deze keer is niet afgemaakt: Kanarie is nog bezig, of is onderbroken. Wat al is opgeslagen klopt; de volgende "
    "keer leest Kanarie de rest."
)


class NietTeVerversen(DomainError):
    """Kanarie cannot read this bron by itself."""


@transaction.atomic
def request_verversing(bron_id: int, *, actor: Gebruiker | None) -> Taak:
    """Ask for a run of this bron; gives the open one when there is one, whoever asked for that."""
    require_import(actor=actor)
    bron = Bron.objects.get(pk=bron_id)
    _readable(bron)
    taak = taken.request(VERVERSEN, actor=actor, sleutel=bron.taak_sleutel, bron_id=bron.pk)
    audit.record("bron.verversing_gevraagd", bron, actor=actor)
    return taak


def request_due_verversingen(*, actor: Gebruiker | None, today: date) -> list[Taak]:
    """Ask for a run of every bron that is due."""
    return [request_verversing(bron.pk, actor=actor) for bron in due_bronnen(today)]


def ververs_bron(
    bron_id: int, *, actor: Gebruiker | None, moment: datetime, meld: Callable[[int, str], None]
) -> Verversing:
    """Read what changed at the bron and store it, table by table with what to remember of it.

    Never deletes: of what cannot be read the old figures stay, and `fout` says so in sentences. Nothing could be
    read: mislukt; a part: verwerkt, with fout; so is a run that was killed halfway. Safe to repeat after that: a
    table that was stored is then known. The job of request_verversing sees to it that one run at a time is busy with a bron.
    """
    require_import(actor=actor)
    begin = time.perf_counter()
    bron = Bron.objects.get(pk=bron_id)
    indicatoren = Indicator.objects.only("code", "naam").in_bulk(field_name="code")
    instellingen = _known_only(_readable(bron), indicatoren)
    gebieden = {gebied.code: gebied for gebied in Gebied.objects.filter(geldig_tot__isnull=True)}
    namen = {code: indicator.naam for code, indicator in indicatoren.items()}
    run = _Run(bron, actor, moment, instellingen, indicatoren, gebieden, meld)
    uitkomst = CbsUitkomst(bron.code, tuple(map(run.take, _read(bron, instellingen, gebieden, namen, meld))))
    with transaction.atomic():
        meld(99, "Afronden")
        return run.finish(uitkomst, timedelta(seconds=time.perf_counter() - begin))


def _readable(bron: Bron) -> CbsInstellingen:
    instellingen = instellingen_of(bron)
    if instellingen is None:
        raise NietTeVerversen(
            f"{bron} kan Kanarie niet zelf ophalen. Lever de cijfers aan met een bestand, of vul ze met de hand in."
        )
    return instellingen


def _known_only(instellingen: CbsInstellingen, indicatoren: dict[str, Indicator]) -> CbsInstellingen:
    """Without the indicators that are not loaded here; once they are, the tables are read again."""
    return replace(
        instellingen, metingen=tuple(one for one in instellingen.metingen if one.indicator in indicatoren)
    )


def _read(
    bron: Bron,
    instellingen: CbsInstellingen,
    gebieden: dict[str, Gebied],
    namen: dict[str, str],
    meld: Callable[[int, str], None],
) -> Iterator[TabelUitkomst]:
    """Ask the service for a table, outside any transaction: it may take long."""
    ook = former_names()
    adressen = CbsAdressen(settings.CBS_ODATA4_URL, settings.CBS_ODATA3_URL, settings.CBS_DERDEN_URL)
    bekend = {tabel: TabelStaat.from_dict(staat) for tabel, staat in bron.staat.items()}
    with _transport() as transport:
        yield from read_cbs(
            instellingen,
            [CbsGebied(code, gebied.naam, ook.get(gebied.pk, ())) for code, gebied in gebieden.items()],
            bekend,
            transport=transport,
            adressen=adressen,
            meld=lambda number, total, zin: meld(_TABELLEN * number // max(total, 1), zin),
            namen=namen,
        )


def _transport() -> Transport:
    return Transport(agent=f"Kanarie ({settings.SITE_URL})")


class _Run:
    """One verversing while it is made: a row as soon as the first table is stored."""

    def __init__(
        self,
        bron: Bron,
        actor: Gebruiker | None,
        moment: datetime,
        instellingen: CbsInstellingen,
        indicatoren: dict[str, Indicator],
        gebieden: dict[str, Gebied],
        meld: Callable[[int, str], None],
    ):
        self.bron, self.actor, self.moment, self.meld = bron, actor, moment, meld
        self.instellingen = instellingen
        self.indicatoren, self.gebieden = indicatoren, gebieden
        self.verversing: Verversing | None = None
        self._gelezen = 0
        self._geteld: tuple[set[str], set[str]] = (set(), set())

    def take(self, tabel: TabelUitkomst) -> TabelUitkomst:
        """Store a table, and give it back without its figures: the next one needs the room."""
        self._gelezen += 1
        if tabel.uitslag is Uitslag.GELEZEN:
            with transaction.atomic():
                # Holds the job: nobody takes over halfway.
                percent = _TABELLEN * self._gelezen // len(self.instellingen.edities)
                self.meld(percent, f"Tabel {tabel.tabel} opslaan")
                self.store(tabel)
        return replace(tabel, cellen=())

    def store(self, tabel: TabelUitkomst) -> None:
        """The figures of one table and what to remember of it: both or neither."""
        bron = Bron.objects.select_for_update(no_key=True).get(pk=self.bron.pk)
        verversing = self.verversing or self._add(Verversing.Status.VERWERKT)
        telling = store_waarnemingen(verversing, map(self._cijfer, tabel.cellen))
        verversing.nieuw += telling[Uitkomst.NIEUW]
        verversing.gewijzigd += telling[Uitkomst.GEWIJZIGD]
        verversing.ongewijzigd += telling[Uitkomst.ONGEWIJZIGD]
        verversing.geweigerd += len(tabel.weigeringen)
        verversing.cellen += len(tabel.cellen) + len(tabel.weigeringen)
        verversing.nvt += sum(cel.reden == "nvt" for cel in tabel.cellen)
        verversing.redenen = [*verversing.redenen, *map(self._reden, tabel.weigeringen)]
        indicatoren, gebieden = self._geteld
        indicatoren.update(cel.indicator for cel in tabel.cellen)
        gebieden.update(cel.gebied for cel in tabel.cellen)
        verversing.indicatoren, verversing.gebieden = len(indicatoren), len(gebieden)
        verversing.save()
        bron.staat = bron.staat | {tabel.tabel: tabel.staat.as_dict()}
        bron.save(update_fields=["staat"])
        audit.record(
            "verversing.tabel_opgeslagen",
            verversing,
            actor=self.actor,
            tabel=tabel.tabel,
            nieuw=telling[Uitkomst.NIEUW],
            gewijzigd=telling[Uitkomst.GEWIJZIGD],
        )
        self.verversing = verversing

    def finish(self, uitkomst: CbsUitkomst, duur: timedelta) -> Verversing:
        nothing = not any(tabel.uitslag is not Uitslag.MISLUKT for tabel in uitkomst.tabellen)
        status = Verversing.Status.MISLUKT if nothing else Verversing.Status.VERWERKT
        verversing = self.verversing or self._add(status)
        verversing.opmerkingen = self._opmerkingen(uitkomst)
        verversing.fout = _fit(" ".join(uitkomst.fouten), Verversing, "fout")
        verversing.duur = duur
        verversing.save()
        self._set_next_refresh(uitkomst)
        actie = "mislukt" if verversing.status == Verversing.Status.MISLUKT else "verwerkt"
        audit.record(
            f"verversing.{actie}",
            verversing,
            actor=self.actor,
            cellen=verversing.cellen,
            nieuw=verversing.nieuw,
            gewijzigd=verversing.gewijzigd,
            geweigerd=verversing.geweigerd,
        )
        logger.info("bron %s refreshed: %s, %s cells", self.bron.code, actie, verversing.cellen)
        return verversing

    def _add(self, status: Verversing.Status) -> Verversing:
        return Verversing.objects.create(
            bron=self.bron,
            aangevraagd_door=self.actor,
            status=status,
            begonnen_op=self.moment,
            verwerkt_op=self.moment if status == Verversing.Status.VERWERKT else None,
            fout=_ONAF,
        )

    def _cijfer(self, cel: CbsCel) -> Cijfer:
        return Cijfer(
            self.indicatoren[cel.indicator].pk,
            self.gebieden[cel.gebied].pk,
            cel.periode,
            cel.waarde,
            cel.reden,
            cel.status,
            cel.editie[:60],
            cel.indeling_jaar,
            cel.berekend,
            _fit(cel.opmerking, Waarneming, "opmerking"),
        )

    def _set_next_refresh(self, uitkomst: CbsUitkomst) -> None:
        """Of each indicator of which the newest year was read, or is known to be the same; the others become late."""
        failed = {tabel.tabel for tabel in uitkomst.tabellen if tabel.uitslag is Uitslag.MISLUKT}
        unread = max(
            (keuze.jaar or 9999 for keuze in self.instellingen.edities if keuze.tabel in failed), default=0
        )
        self.bron.refresh_from_db(fields=["staat"])
        newest = newest_with_value(map(TabelStaat.from_dict, self.bron.staat.values()))
        fresh = [code for code, jaar in newest.items() if jaar > unread]
        today = timezone.localtime(self.moment).date()
        Indicator.objects.filter(bron=self.bron, code__in=fresh).update(
            volgende_verversing=self.bron.next_after(today)
        )

    def _opmerkingen(self, uitkomst: CbsUitkomst) -> list[str]:
        """What a person should hear, each sentence once."""
        same = sum(tabel.uitslag is Uitslag.ONGEWIJZIGD for tabel in uitkomst.tabellen)
        zinnen = []
        if same:
            zinnen.append(
                "1 tabel is niet veranderd." if same == 1 else f"{same} tabellen zijn niet veranderd."
            )
        zinnen += [
            f"{self.indicatoren[one.indicator]} wacht op nakijken (tabel {one.tabel}). {one.zin}"
            for one in uitkomst.vastgehouden
        ]
        zinnen += [one.zin for one in uitkomst.breuken]
        zinnen += uitkomst.opmerkingen
        return list(dict.fromkeys(zinnen))

    def _reden(self, weigering: CbsWeigering) -> dict[str, str | int]:
        """In the shape of a refused cell of a file, for the same table on the page."""
        plaats = (
            f"{self.indicatoren[weigering.indicator]}, {self.gebieden[weigering.gebied]}, {weigering.periode}"
        )
        return {
            "rij": "–",
            "kolom": plaats,
            "gevonden": weigering.gevonden,
            "verwacht": weigering.verwacht,
            "cellen": 1,
            "zin": f"{plaats}: gevonden is {weigering.gevonden}, verwacht was {weigering.verwacht}.",
        }


def _fit(text: str, model: type[models.Model], field: str) -> str:
    longest = model._meta.get_field(field).max_length
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
