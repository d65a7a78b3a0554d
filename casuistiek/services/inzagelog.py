"""The log of who looked at whom: adding to it, and finding out that somebody tampered with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from brunssum.core import audit
from brunssum.core.accounts import site_url
from brunssum.core.models import Gebruiker, LogRegel
from brunssum.core.rollen import Recht
from casuistiek.models import Casus, Inzage, Signaal
from casuistiek.queries import functionarissen

BEGIN = "0" * 64
"""What stands in the place of the hash before the first row."""

GECONTROLEERD = "inzagelog.gecontroleerd"


@dataclass(frozen=True)
class Controle:
    """What a check of the log found: how many rows, the hash of the last, and where it breaks ("" when it is whole)."""

    aantal: int
    hash: str
    breuk: str = ""


def record_inzagen(
    casus: Casus,
    *,
    actor: Gebruiker,
    soort: Inzage.Soort,
    grond: Inzage.Grond,
    betrokkenen: Iterable[int] | None = None,
) -> None:
    """Write down that someone looks at these betrokkenen of a casus (all of them, unless said), a row for each.

    Part of the transaction of the look.
    """
    everyone = casus.betrokkenen.order_by("pk").values_list("pk", flat=True)
    _append(
        actor,
        soort,
        grond,
        everyone if betrokkenen is None else betrokkenen,
        casus=casus.nummer,
        activiteit=casus.verwerkingsactiviteit.code,
    )


def record_inzagen_of_signaal(
    signaal: Signaal,
    *,
    actor: Gebruiker,
    soort: Inzage.Soort = Inzage.Soort.BEKEKEN,
    betrokkenen: Iterable[int] | None = None,
) -> None:
    """The same of who a signaal is about, before it is a casus."""
    everyone = signaal.betrokkenen.order_by("pk").values_list("pk", flat=True)
    _append(
        actor,
        soort,
        Inzage.Grond.SIGNAAL,
        everyone if betrokkenen is None else betrokkenen,
        activiteit=signaal.verwerkingsactiviteit.code,
    )


@transaction.atomic
def read_inzagelog(*, actor: Gebruiker) -> None:
    """Write down that someone reads the log itself."""
    if not actor.mag(Recht.LOGBOEK_ZIEN):
        raise PermissionDenied
    _append(actor, Inzage.Soort.LOG, Inzage.Grond.TOEZICHT, [None])


def check_inzagelog() -> Controle:
    """Compute the whole chain again, and compare it with what earlier checks found. Changes nothing."""
    found = {row["nummer"]: row["hash"] for row in _checks().values_list("detail", flat=True)}
    aantal, vorige = 0, BEGIN
    for inzage in Inzage.objects.order_by("nummer").iterator():
        if inzage.nummer != aantal + 1:
            return Controle(aantal, vorige, f"Na regel {aantal} ontbreekt een regel.")
        if inzage.vorige != vorige or inzage.hash != inzage.compute_hash():
            return Controle(aantal, vorige, f"Regel {inzage.nummer} is veranderd.")
        if found.get(inzage.nummer, inzage.hash) != inzage.hash:
            return Controle(aantal, vorige, f"Regel {inzage.nummer} was bij een eerdere controle anders.")
        aantal, vorige = inzage.nummer, inzage.hash
    if max(found, default=0) > aantal:
        return Controle(aantal, vorige, f"Na regel {aantal} zijn regels weggehaald.")
    return Controle(aantal, vorige)


@transaction.atomic
def keep_check(controle: Controle) -> None:
    """Write down that the log was whole up to here, so that a later check misses what is cut off or made anew."""
    last = Inzage.objects.filter(nummer=controle.aantal).first()
    if last is not None:
        audit.record(GECONTROLEERD, last, actor=None, nummer=controle.aantal, hash=controle.hash)


def report_breuk(controle: Controle) -> None:
    """Mail the functionarissen that the log does not add up."""
    link = site_url(reverse("casuistiek:inzagelog"))
    text = f"Het inzagelog van Kanarie klopt niet meer. {controle.breuk}\n\nBekijk het log en vraag de beheerder:\n\n{link}\n"
    for functionaris in functionarissen():
        send_mail("Het inzagelog klopt niet", text, None, [functionaris.email])


def _checks():
    return LogRegel.objects.filter(actie=GECONTROLEERD)


def _append(
    actor: Gebruiker,
    soort: Inzage.Soort,
    grond: Inzage.Grond,
    betrokkenen: Iterable[int | None],
    *,
    casus: str = "",
    activiteit: str = "",
) -> None:
    """Add rows at the end of the chain, one writer at a time: the lock on the row of our content type lasts until the commit."""
    content_type = ContentType.objects.get_for_model(Inzage)
    ContentType.objects.select_for_update(no_key=True).get(pk=content_type.pk)
    nummer, vorige = Inzage.objects.order_by("-nummer").values_list("nummer", "hash").first() or (
        0,
        BEGIN,
    )  # after the lock: another writer may just have added
    moment, rows = timezone.now(), []
    for betrokkene in betrokkenen:
        nummer += 1
        row = Inzage(
            nummer=nummer,
            tijdstip=moment,
            actor=actor,
            rollen=",".join(sorted(actor.rollen)),
            soort=soort,
            grond=grond,
            casus=casus,
            betrokkene=betrokkene,
            activiteit=activiteit,
            vorige=vorige,
        )
        row.hash = vorige = row.compute_hash()
        rows.append(row)
    Inzage.objects.bulk_create(rows)
