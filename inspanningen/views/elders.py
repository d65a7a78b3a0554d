"""What pages of other apps show of inspanningen, by address."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from inspanningen.models import Inspanning
from monitor.models import Indicator, Thema

HOOGSTENS = 12


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def bij_gebied(request, code):
    """For hx-get from the page of a gebied: what happens there."""
    gebied = get_object_or_404(Gebied.objects.visible_to(request.user).by_code(code))
    rows = Inspanning.objects.visible_to(request.user).in_gebied(gebied.pk).in_order()
    found = list(rows[: HOOGSTENS + 1])
    context = {"gebied": gebied, "inspanningen": found[:HOOGSTENS], "er_is_meer": len(found) > HOOGSTENS}
    return render_page_or_partial(request, "inspanningen/bij_gebied.html", "lijst", context)


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def bij_thema(request, code):
    """For hx-get from the page of an indicator (?indicator=): what works on its thema, or on the indicator itself."""
    thema = get_object_or_404(Thema, code=code)
    indicator = Indicator.objects.filter(code=request.GET.get("indicator", "")[:60], thema=thema).first()
    rows = Inspanning.objects.visible_to(request.user).aiming_at(thema, indicator)
    found = list(rows.order_by("-op_indicator", "volgnummer", "nummer", "pk")[: HOOGSTENS + 1])
    context = {
        "thema": thema,
        "inspanningen": found[:HOOGSTENS],
        "er_is_meer": len(found) > HOOGSTENS,
        "gemengd": len({inspanning.op_indicator for inspanning in found}) > 1,
    }
    return render_page_or_partial(request, "inspanningen/bij_thema.html", "lijst", context)
