"""Pages about many indicators: all of them, the ranglijst, stapeling, and everything about one gebied."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from monitor import permissions, presenters, queries
from monitor.models import Bron, Thema
from monitor.namen import korte_gebiedsnaam
from monitor.views.toegang import gebied_or_404, page_of, refuse_unless

STANDEN = (("laat", "Te laat ververst"), ("ontbreekt", "Nog zonder cijfers"))


@require_GET
def indicator_list(request):
    refuse_unless(permissions.may_see(request.user))
    vandaag = timezone.localdate()
    gekozen = {name: request.GET.get(name, "").strip()[:100] for name in ("q", "thema", "bron", "stand")}
    page = page_of(request, queries.indicatoren_list(request.user, vandaag, **gekozen))
    return render_page_or_partial(
        request,
        "monitor/indicator_list.html",
        "lijst",
        {
            "page": page,
            "rijen": [(indicator, indicator.te_laat_sinds(vandaag)) for indicator in page],
            "gekozen": gekozen,
            "is_gefilterd": any(gekozen.values()),
            "keuzelijsten": (
                (
                    "thema",
                    "Thema",
                    list(Thema.objects.order_by("volgorde", "pk").values_list("code", "naam")),
                ),
                ("bron", "Bron", list(Bron.objects.order_by("naam", "pk").values_list("code", "naam"))),
                ("stand", "Stand", STANDEN),
            ),
        },
    )


@require_GET
def ranglijst(request):
    refuse_unless(permissions.may_see(request.user))
    return render(request, "monitor/ranglijst.html", {"ranglijsten": queries.ranglijst(request.user)})


@require_GET
def stapeling(request):
    refuse_unless(permissions.may_see(request.user))
    rows = [(one, presenters.draw_waffle(one)) for one in queries.stapelingen(request.user)]
    return render(request, "monitor/stapeling.html", {"rijen": rows})


@require_GET
def gebied(request, code):
    """Everything about one gebied; what other apps know of it is asked by its own address."""
    refuse_unless(permissions.may_see(request.user))
    gebied = gebied_or_404(request, code)
    vergelijking = queries.default_comparator(request.user)
    summaries = queries.driehoeken([gebied], vergelijking) if vergelijking else []
    rows = [
        (indicator, reeks, presenters.sparkline(reeks))
        for indicator, reeks in queries.trends(gebied, request.user)
    ]
    return render(
        request,
        "monitor/gebied.html",
        {
            "gebied": gebied,
            "naam": korte_gebiedsnaam(gebied.naam),
            "driehoek": summaries[0] if summaries else None,
            "trends": rows,
        },
    )
