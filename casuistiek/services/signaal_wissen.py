"""Erasing signalen: with their casus, or by themselves when none came of them."""

from datetime import date

from django.db.models import QuerySet

from brunssum.core.services import actiepunten, meldingen
from casuistiek.models import Betrokkene, Privacyverzoek, Signaal, Signaalaanvulling, Signaalstap
from casuistiek.queries import wijk_of

GEWIST = "Gewist"
"""Stands where the database asks for a word."""


def erase_signalen(signalen: QuerySet[Signaal], *, op: date) -> int:
    """Take away who they are about and every word; stand, wijk and days stay. Gives how many. Safe to repeat."""
    kept = signalen.filter(vernietigd_op=None)
    rows = list(kept.select_for_update(of=("self",)).select_related("gebied__ouder"))
    for signaal in rows:
        Betrokkene.objects.filter(signaal=signaal).delete()
        Signaalaanvulling.objects.filter(signaal=signaal).delete()
        Signaalstap.objects.filter(signaal=signaal).update(bericht="")
        verzoeken = Privacyverzoek.objects.filter(signaal=signaal)
        for verzoek in verzoeken:
            actiepunten.erase_about(verzoek, actor=None)
        verzoeken.update(toelichting="")
        verzoeken.exclude(antwoord="").update(antwoord=GEWIST)
        meldingen.erase_about(signaal, actor=None)
        signaal.kenmerk = signaal.wat_gaat_mis = signaal.al_geprobeerd = ""
        signaal.gebied, signaal.vraag_op, signaal.vernietigd_op = wijk_of(signaal.gebied), None, op
        signaal.save()
    return len(rows)
