from django.conf import settings

from brunssum.core.rollen import Recht
from inspanningen.models import Programma
from inspanningen.presenters.netwerk import draw, lijn_regels
from inspanningen.queries.netwerk import Netwerkfilter, netwerk
from reisverslag.bladen.soort import Bladsoort


class DinBlad(Bladsoort):
    """The doelen-inspanningennetwerk of the programme, for the wall; its lines in a table behind it."""

    soort = "din"
    label = "Doelen en inspanningen"
    template = "reisverslag/bladen/din.html"
    bladzijden = None

    def find(self, pk, user):
        if not user.mag(Recht.INSPANNINGEN_ZIEN):
            return None
        return Programma.objects.order_by("pk").first() or Programma(naam=settings.PROGRAMMA_NAAM)

    def titel(self, over):
        return f"Doelen en inspanningen van {over.naam}"

    def bestandsnaam(self, over):
        return "doelen en inspanningen"

    def gather(self, over, user, vandaag):
        return netwerk(user)

    def present(self, feiten, ruimte):
        return {
            "netwerk": feiten,
            "tekening": draw(feiten, "breed", Netwerkfilter()) if feiten.doelen else None,
            "regels": lijn_regels(feiten.lijnen),
        }
