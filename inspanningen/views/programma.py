"""The programme as a whole: what it is for, and where it stands."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from inspanningen.models import Doelstelling, LeidendPrincipe, Programma


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def overzicht(request):
    context = {
        "programma": Programma.objects.first(),
        "doelstellingen": Doelstelling.objects.order_by("nummer", "pk"),
        "principes": LeidendPrincipe.objects.order_by("volgorde", "pk"),
    }
    return render(request, "inspanningen/programma_overzicht.html", context)
