"""The doelen-inspanningennetwerk: drawn, in a table, and where it is thin."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from inspanningen.models import Inspanning
from inspanningen.permissions import doelen as permissions
from inspanningen.presenters.netwerk import draw, is_counted, lijn_regels, tellingen
from inspanningen.queries.netwerk import TOON, netwerk, read_netwerkfilter

HOOGSTENS = 12
"""So many of a list stand on the page; the rest is a filter away."""


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def doelen(request):
    heel = netwerk(request.user)
    gekozen = read_netwerkfilter(request.GET)
    deel = gekozen.apply(heel)
    is_geteld = is_counted(deel, gekozen)
    context = {
        "netwerk": deel,
        "filter": gekozen,
        "doelen": heel.doelen,
        "fasen": Inspanning.Fase.choices,
        "toon": TOON.items(),
        "tekeningen": [draw(deel, vorm, gekozen) for vorm in ("breed", "smal")] if deel.doelen else [],
        "tellingen": tellingen(deel, gekozen) if is_geteld else [],
        "regels": [] if is_geteld else lijn_regels(deel.lijnen),
        "te_weinig": heel.te_weinig,
        "zonder_doel": heel.zonder_doel,
        "nooit": lijn_regels(heel.nooit[:HOOGSTENS]),
        "nooit_meer": max(0, len(heel.nooit) - HOOGSTENS),
        "tegen": lijn_regels(heel.tegengesproken[:HOOGSTENS]),
        "tegen_meer": max(0, len(heel.tegengesproken) - HOOGSTENS),
        "mag_bewerken": not permissions.reason_not_to_manage(request.user),
    }
    return render(request, "inspanningen/netwerk.html", context)
