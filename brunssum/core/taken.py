"""Background jobs as rows: request one, run it, pick it up again after a crash.

An app registers its work once, in its tasks.py::

    @taken.register("reisverslag.uitgave")
    def make_uitgave(taak: Taak, meld: Meld) -> dict: ...

and a service asks for it with `request`. The function may run twice (a killed worker, two messages): it must do
no harm then. Only the newest attempt may report: `poging` is its fencing number, and whoever lost it gets
Superseded from `meld`. So render outside a transaction, and save like this::

    with transaction.atomic():
        meld(95, "Opslaan")     # holds the job's row until the commit: nobody can take over halfway
        ...

Work registered with `te_stoppen` shows a button to whoever asked for it. Stopping is a wish on the row: the next
`meld` of the work raises Stopped, which the work lets pass. What was done by then stays, so such work keeps what it
makes in its last step.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone
from kombu.exceptions import KombuError

from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebruiker, Taak

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""How long a worker may be silent before its job is given to another."""

MAX_POGINGEN = 5

RESEND_AFTER = timedelta(seconds=20)
"""A message that is younger than this is probably still under way."""

OPNIEUW_AANVRAGEN = "Dit is na meerdere pogingen niet gelukt. Vraag het opnieuw aan."
ONZE_FOUT = "Er ging bij ons iets mis. Probeer het later opnieuw; blijft het misgaan, meld het dan."
NIET_TOEGESTAAN = "Hiervoor is geen toestemming (meer). Vraag de beheerder om het recht."
STOPT = "Wordt gestopt"
BESTAAT_NIET_MEER = "Wat hiervoor nodig is, bestaat niet meer. Kijk of het is verwijderd."

Meld = Callable[[int, str], None]
"""Report progress: a percentage from 0 to 100 and a Dutch sentence."""

Werk = Callable[[Taak, Meld], dict[str, Any] | None]


class Superseded(Exception):
    """Another worker has taken this job over; stop without writing anything."""


class Stopped(Exception):
    """Who asked for this job wants it no more; stop without writing anything."""


class NotStoppable(DomainError):
    """This job is over, or is of a kind that goes on to its end."""


class UnknownWerk(LookupError):
    """No function is registered for this soort of job."""


@dataclass(frozen=True)
class _Soort:
    werk: Werk
    lease: timedelta
    te_stoppen: bool


_soorten: dict[str, _Soort] = {}


def register(soort: str, *, lease: timedelta = LEASE, te_stoppen: bool = False) -> Callable[[Werk], Werk]:
    """Register the function that does the work of this soort.

    `lease`: its longest silence between two reports. `te_stoppen`: whoever asked for it may stop it halfway.
    """

    def add(werk: Werk) -> Werk:
        _soorten[soort] = _Soort(werk, lease, te_stoppen)
        return werk

    return add


@transaction.atomic
def request(
    soort: str, *, actor: Gebruiker | None, sleutel: str | None = None, **gegevens: int | str | None
) -> Taak:
    """Ask for a job. Gives the open job with the same `sleutel` when there is one, so pressing twice is harmless.

    Without a `sleutel` that is the same work for the same person, because a result may hold what another may not
    see. `gegevens` are ids and choices, never personal data. The message goes out when the transaction commits.
    """
    if soort not in _soorten:
        raise UnknownWerk(soort)
    sleutel = _fit(sleutel or _default_sleutel(soort, actor, gegevens))
    taak, created = _get_or_create(sleutel, soort=soort, gegevens=gegevens, aangevraagd_door=actor)
    if created:
        transaction.on_commit(partial(_send, taak.pk))
    return taak


def may_stop(taak: Taak) -> bool:
    """Whether there is something to stop: open, of a kind that can, and not asked already."""
    soort = _soorten.get(taak.soort)
    return bool(soort and soort.te_stoppen and taak.is_open and taak.stop_gevraagd_op is None)


@transaction.atomic
def stop(taak_id: int, *, actor: Gebruiker, op: datetime) -> Taak:
    """Ask a job to stop. One that no worker has begun is over at once; another at its next report.

    Asking twice does no harm. Only for one's own jobs, as with everything of a taak.
    """
    taak = Taak.objects.select_for_update(of=("self",)).get(pk=taak_id)
    if taak.aangevraagd_door_id != actor.pk:
        raise PermissionDenied
    if taak.stop_gevraagd_op and taak.status != Taak.Status.KLAAR:
        return taak
    if not may_stop(taak):
        raise NotStoppable(
            "Dit is al afgelopen."
            if not taak.is_open
            else "Dit werk stopt niet halverwege. Wacht tot het klaar is."
        )
    taak.stop_gevraagd_op, taak.zin = op, STOPT
    if taak.status == Taak.Status.AANGEVRAAGD:
        taak.status, taak.afgerond_op, taak.zin = Taak.Status.GESTOPT, op, ""
    taak.save(update_fields=["stop_gevraagd_op", "zin", "status", "afgerond_op"])
    return taak


def run(taak_id: int) -> None:
    """Do one open job, unless another worker is on it. Never raises for the work's own failure."""
    taak = _claim(taak_id, timezone.now())
    if taak is None:
        return
    try:
        if taak.stop_gevraagd_op:  # asked while its worker was gone, or before the next attempt
            _stop(taak)
        elif taak.poging > MAX_POGINGEN:  # the earlier attempts were killed before they could say so
            _fail(taak, OPNIEUW_AANVRAGEN)
        else:
            _attempt(taak)
    except Superseded:
        logger.info("taak %s was taken over by another worker", taak_id)
    except Stopped:
        logger.info("taak %s was stopped by who asked for it", taak_id)


@shared_task
def run_taak(*, taak_id: int, **_future_arguments) -> None:
    """The message to a worker: look at this row now."""
    run(taak_id)


@shared_task
def pick_up_open_taken() -> None:
    """Send out again what was requested and not finished: a lost message, a killed worker, a restart."""
    now = timezone.now()
    waiting = Taak.objects.waiting(now).filter(aangevraagd_op__lt=now - RESEND_AFTER)
    for taak_id in waiting.order_by("aangevraagd_op", "pk").values_list("pk", flat=True):
        _send(taak_id, expires=60)  # or they pile up behind a long job; the next round sends another


def _attempt(taak: Taak) -> None:
    """Let the registered function do its work once, and write down how that went."""
    try:
        soort = _soorten.get(taak.soort)
        if soort is None:  # a worker of an older release: leave it to a newer one
            raise UnknownWerk(taak.soort)
        meld = _reporter(taak, soort)
        meld(0, "Begonnen")
        resultaat = soort.werk(taak, meld) or {}
        _finish(taak, status=Taak.Status.KLAAR, voortgang=100, zin="Klaar", resultaat=resultaat, fout="")
    except Superseded:
        raise
    except Stopped:
        _stop(taak)
        raise
    except ValidationError as refused:
        _fail(taak, " ".join(refused.messages))
    except PermissionDenied:
        _fail(taak, NIET_TOEGESTAAN)
    except ObjectDoesNotExist:
        logger.warning("taak %s (%s) needs a row that is gone", taak.pk, taak.soort, exc_info=True)
        _fail(taak, BESTAAT_NIET_MEER)
    except Exception:
        logger.exception("taak %s (%s) failed, attempt %s", taak.pk, taak.soort, taak.poging)
        if not connection.in_atomic_block:
            close_old_connections()  # one that was lost cannot tell how it went
        if taak.poging >= MAX_POGINGEN:
            _fail(taak, ONZE_FOUT)
        else:
            _report(
                taak, zin="Er ging iets mis; we proberen het zo opnieuw", geclaimd_tot=_retry_at(taak.poging)
            )


def _reporter(taak: Taak, soort: _Soort) -> Meld:
    """The function by which the work reports. A second attempt does not move the bar back."""
    furthest = taak.voortgang

    def meld(voortgang: int, zin: str) -> None:
        nonlocal furthest
        furthest = max(furthest, min(100, voortgang))
        _report_unless_stopped(
            taak, voortgang=furthest, zin=zin[:200], geclaimd_tot=timezone.now() + soort.lease
        )

    return meld


def _claim(taak_id: int, now: datetime) -> Taak | None:
    """Take the job for this worker, or give None when another was first."""
    waiting = Taak.objects.waiting(now).filter(pk=taak_id)
    taak = waiting.first()
    if taak is None:
        return None
    taak.status, taak.poging, taak.geclaimd_tot = Taak.Status.BEZIG, taak.poging + 1, now + LEASE
    claimed = waiting.filter(poging=taak.poging - 1).update(
        status=taak.status, poging=taak.poging, geclaimd_tot=taak.geclaimd_tot
    )
    return taak if claimed else None


def _stop(taak: Taak) -> None:
    _finish(taak, status=Taak.Status.GESTOPT, zin="", fout="")


def _fail(taak: Taak, fout: str) -> None:
    _finish(taak, status=Taak.Status.MISLUKT, fout=fout[:500])


def _finish(taak: Taak, **values: Any) -> None:
    _report(taak, **values, afgerond_op=timezone.now(), geclaimd_tot=None)


def _report_unless_stopped(taak: Taak, **values: Any) -> None:
    """Write to the row, and hear in the same statement whether it should stop."""
    mine = Taak.objects.filter(pk=taak.pk, poging=taak.poging)
    if not mine.filter(stop_gevraagd_op__isnull=True).update(**values):
        raise Stopped if mine.exists() else Superseded


def _report(taak: Taak, **values: Any) -> None:
    """Write to the row, if this attempt is still the one that has the job."""
    if not Taak.objects.filter(pk=taak.pk, poging=taak.poging).update(**values):
        raise Superseded


def _retry_at(poging: int) -> datetime:
    return timezone.now() + timedelta(seconds=10 * 3 ** (poging - 1))


def _send(taak_id: int, *, expires: int | None = None) -> None:
    """Tell the workers. Without a broker nothing is lost: the row waits for pick_up_open_taken."""
    try:
        run_taak.apply_async(kwargs={"taak_id": taak_id}, expires=expires)
    except (KombuError, OSError):
        logger.warning("taak %s waits: the broker does not answer", taak_id, exc_info=True)


def _get_or_create(sleutel: str, **values: Any) -> tuple[Taak, bool]:
    """The open job with this sleutel, made when there is none.

    Another request may make one between our look and our insert, and a worker may finish that one before we look
    again; the unique constraint tells, and then we look again.
    """
    for _ in range(3):
        taak = Taak.objects.open().filter(sleutel=sleutel).first()
        if taak:
            return taak, False
        try:
            with transaction.atomic():
                return Taak.objects.create(sleutel=sleutel, **values), True
        except IntegrityError as error:
            refused = error
    raise refused


def _default_sleutel(soort: str, actor: Gebruiker | None, gegevens: dict[str, Any]) -> str:
    what = ",".join(f"{key}={value}" for key, value in sorted(gegevens.items()))
    return f"{soort}:{actor.pk if actor else 'systeem'}:{what}"


def _fit(sleutel: str) -> str:
    """Shorten a sleutel that does not fit in its column, without two becoming the same."""
    longest = Taak._meta.get_field("sleutel").max_length
    if len(sleutel) <= longest:
        return sleutel
    digest = hashlib.sha256(sleutel.encode()).hexdigest()
    return f"{sleutel[: longest - len(digest) - 1]}:{digest}"
