"""Telling people by mail that there are meldingen: how many and of what kind, and nothing of what they are about.

First a row per mail (prepare_mails), then the mail of each row (send_mails). Both may run at any time, twice, and beside
each other: a melding is in one mail, and a row is mailed by who claims it. When a worker dies while it sends, its row
stays BEZIG and is left alone: a mail too few harms nobody, for the meldingen stand in Kanarie.
"""

import logging
from collections import Counter
from datetime import datetime, time, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from brunssum.core import meldingsoorten
from brunssum.core.accounts import site_url
from brunssum.core.models import Gebruiker, Mailbericht, Melding
from brunssum.core.queries.onderwerpen import onderwerp_links

logger = logging.getLogger(__name__)

VERSTUREN_OM = time(7)
"""Whoever wants a mail a day or a week has it at the start of the day, the week on Monday."""
MAX_POGINGEN = 5
EERSTE_WACHT = timedelta(hours=1)
"""After a refusal, and twice as long after each next one."""
HOE_VAAK = Gebruiker.MeldingenPerMail


def prepare_mails(*, moment: datetime) -> int:
    """Make a row for each mail that is due; gives how many. What someone may no longer see is not counted in it."""
    made = 0
    for hoe_vaak in (HOE_VAAK.METEEN, HOE_VAAK.DAGELIJKS, HOE_VAAK.WEKELIJKS):
        told = Melding.objects.not_mailed().filter(laatst_op__lte=border(hoe_vaak, moment))
        wie = Gebruiker.objects.filter(
            is_active=True, meldingen_per_mail=hoe_vaak, pk__in=told.values("ontvanger")
        )
        for gebruiker_pk in wie.order_by("pk").values_list("pk", flat=True):
            made += _prepare(gebruiker_pk, hoe_vaak, moment)
    return made


def send_mails(*, moment: datetime) -> int:
    """Send what stands ready, and what was refused before and is due again; gives how many went out."""
    sent = 0
    for pk in Mailbericht.objects.to_send(moment).order_by("pk").values_list("pk", flat=True):
        sent += _send(pk, moment)
    if sent:
        logger.info("%s mails about meldingen sent", sent)
    return sent


def border(hoe_vaak: str, moment: datetime) -> datetime:
    """Told up to when a melding goes along: the last time that mails of this kind went out, or now."""
    if hoe_vaak == HOE_VAAK.METEEN:
        return moment
    local = timezone.localtime(moment)
    day = local.date() if local.time() >= VERSTUREN_OM else local.date() - timedelta(days=1)
    if hoe_vaak == HOE_VAAK.WEKELIJKS:
        day -= timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(day, VERSTUREN_OM))


@transaction.atomic
def _prepare(gebruiker_pk: int, hoe_vaak: str, moment: datetime) -> int:
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker_pk)
    told = Melding.objects.not_mailed().filter(ontvanger=gebruiker, laatst_op__lte=border(hoe_vaak, moment))
    rows = list(told.select_for_update())
    seen = onderwerp_links(gebruiker, rows)
    rows = [row for row in rows if row.pk in seen]
    if not rows:
        return 0
    bericht = Mailbericht.objects.create(
        ontvanger=gebruiker,
        gemaakt_op=moment,
        niet_voor=moment,
        aantal=len(rows),
        soorten=dict(sorted(Counter(row.soort for row in rows).items())),
    )
    Melding.objects.filter(pk__in=[row.pk for row in rows]).update(mailbericht=bericht)
    return 1


def _send(pk: int, moment: datetime) -> int:
    claimed = Mailbericht.objects.to_send(moment).filter(pk=pk).update(uitkomst=Mailbericht.Uitkomst.BEZIG)
    if not claimed:
        return 0  # another worker has it
    bericht = Mailbericht.objects.select_related("ontvanger").get(pk=pk)
    if not _is_wanted(bericht):
        bericht.uitkomst = Mailbericht.Uitkomst.VERVALLEN
    else:
        bericht.pogingen += 1
        try:
            _message(bericht).send()
        except (SMTPException, OSError) as error:
            _refused(bericht, error, moment)
        else:
            bericht.uitkomst, bericht.verstuurd_op, bericht.fout = Mailbericht.Uitkomst.VERSTUURD, moment, ""
    bericht.save(update_fields=["uitkomst", "pogingen", "verstuurd_op", "fout", "niet_voor"])
    return int(bericht.uitkomst == Mailbericht.Uitkomst.VERSTUURD)


def _is_wanted(bericht: Mailbericht) -> bool:
    """Not by who left or wants no mail any more, nor when all of it was read meanwhile."""
    ontvanger = bericht.ontvanger
    wants = ontvanger.is_active and ontvanger.meldingen_per_mail != HOE_VAAK.NOOIT
    return wants and bericht.meldingen.unread().exists()


def _refused(bericht: Mailbericht, error: Exception, moment: datetime) -> None:
    """Keep what kind of error it was; its text may hold the address."""
    bericht.fout = type(error).__name__
    if bericht.pogingen >= MAX_POGINGEN:
        bericht.uitkomst = Mailbericht.Uitkomst.OPGEGEVEN
    else:
        bericht.uitkomst = Mailbericht.Uitkomst.MISLUKT
        bericht.niet_voor = moment + EERSTE_WACHT * 2 ** (bericht.pogingen - 1)
    logger.warning("mailbericht %s refused, attempt %s: %s", bericht.pk, bericht.pogingen, bericht.fout)


def _message(bericht: Mailbericht) -> EmailMessage:
    instellen = site_url(reverse("core:melding_settings"))
    text = render_to_string(
        "core/mail/meldingen.txt",
        {
            "aantal": bericht.aantal,
            "soorten": [(meldingsoorten.zin_of(soort), aantal) for soort, aantal in bericht.soorten.items()],
            "link": site_url(reverse("core:melding_list")),
            "instellen": instellen,
            "programma_naam": settings.PROGRAMMA_NAAM,
        },
    )
    subject = f"Kanarie: {bericht.aantal} nieuwe melding{'en' if bericht.aantal > 1 else ''}"
    headers = {"List-Unsubscribe": f"<{instellen}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, text, None, [bericht.ontvanger.email], headers=headers)
