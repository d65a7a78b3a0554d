"""Pages about many indicators: all of them, the ranglijst, stapeling, and everything about one gebied."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from monitor import permissions, presenters, queries
from monitor.models import Bron, Plek, Thema
from monitor.namen import korte_gebiedsnaam
from monitor.views.toegang import csv_response, gebied_or_404, page_of, read_peilmoment, refuse_unless

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
    peil = read_peilmoment(request)
    lijsten = queries.ranglijst(request.user, bekend_op=peil.moment, vandaag=timezone.localdate())
    return render(request, "monitor/ranglijst.html", {"ranglijsten": lijsten, "peil": peil})


@require_GET
def ranglijst_csv(request):
    refuse_unless(permissions.may_see(request.user))
    peil = read_peilmoment(request)
    lijsten = queries.ranglijst(request.user, bekend_op=peil.moment)
    return csv_response(peil.file_name("ranglijst"), presenters.ranglijst_rows(lijsten, peil.gevraagd))


@require_GET
def stapeling(request):
    refuse_unless(permissions.may_see(request.user))
    peil = read_peilmoment(request)
    found = queries.stapelingen(request.user, bekend_op=peil.moment, vandaag=timezone.localdate())
    rows = [(one, presenters.draw_waffle(one)) for one in found]
    return render(request, "monitor/stapeling.html", {"rijen": rows, "peil": peil})


@require_GET
def stapeling_csv(request):
    refuse_unless(permissions.may_see(request.user))
    peil = read_peilmoment(request)
    found = queries.stapelingen(request.user, bekend_op=peil.moment)
    return csv_response(peil.file_name("stapeling"), presenters.stapeling_rows(found, peil.gevraagd))


@require_GET
def gebied(request, code):
    """Everything about one gebied; what other apps know of it is asked by its own address."""
    refuse_unless(permissions.may_see(request.user))
    gebied = gebied_or_404(request, code)
    peil = read_peilmoment(request)
    driehoek = queries.standaard_driehoek(gebied, bekend_op=peil.moment, vandaag=timezone.localdate())
    staven = {staaf.code: staaf for staaf in driehoek.staven} if driehoek else {}
    rows = [
        {
            "indicator": indicator,
            "reeks": reeks,
            "punten": presenters.sparkline(reeks),
            "staaf": staven.get(indicator.code),
        }
        for indicator, reeks in queries.trends(gebied, request.user, bekend_op=peil.moment)
    ]
    return render(
        request,
        "monitor/gebied.html",
        {
            "gebied": gebied,
            "naam": korte_gebiedsnaam(gebied.naam),
            "peil": peil,
            "driehoek": driehoek,
            "trends": rows,
            "buurtplekken": Plek.objects.visible_to(request.user).in_gebied(gebied).for_list(),
            "may_edit": permissions.may_edit_plekken(request.user),
        },
    )
