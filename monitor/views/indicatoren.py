"""One indicator: its trend, its figures, what to know, and the municipality's own words."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.models import LogRegel
from monitor import permissions, presenters, queries, services
from monitor.models import Indicator
from monitor.toelichting_form import ToelichtingForm
from monitor.views.toegang import csv_response, page_of, read_peilmoment, refuse_unless


@require_GET
def indicator(request, code):
    """The own gemeente, its wijken and the comparators; ?alle=1 all other gebieden, a page at a time."""
    refuse_unless(permissions.may_see(request.user))
    indicator = _indicator_or_404(request, code)
    peil = read_peilmoment(request)
    page = None
    if request.GET.get("alle"):
        page = page_of(request, queries.gebieden_of(indicator, request.user))
        gebieden = list(page)
    else:
        gebieden = queries.eigen_gebieden(indicator, request.user, ook=request.GET.get("gebied", "")[:20])
    verloop = queries.verloop(indicator, gebieden, request.user, bekend_op=peil.moment)
    toelichting = getattr(indicator, "toelichting", None)
    return render(
        request,
        "monitor/indicator.html",
        {
            "indicator": indicator,
            "verloop": verloop,
            "plot": presenters.plot_data(verloop),
            "page": page,
            "peil": peil,
            "png_naam": peil.file_name(f"indicator-{indicator.code}"),
            "toelichting": toelichting,
            "may_explain": permissions.may_import(request.user),
            "sinds": indicator.te_laat_sinds(timezone.localdate()),
        },
    )


@require_GET
def indicator_csv(request, code):
    refuse_unless(permissions.may_see(request.user))
    indicator = _indicator_or_404(request, code)
    peil = read_peilmoment(request)
    gebieden = queries.eigen_gebieden(indicator, request.user, ook=request.GET.get("gebied", "")[:20])
    verloop = queries.verloop(indicator, gebieden, request.user, bekend_op=peil.moment)
    name = peil.file_name(f"indicator-{indicator.code}")
    return csv_response(name, presenters.verloop_rows(verloop))


@require_http_methods(["GET", "POST"])
def indicator_toelichting(request, code):
    refuse_unless(permissions.may_import(request.user))
    indicator = _indicator_or_404(request, code)
    tekst = indicator.toelichting.tekst if hasattr(indicator, "toelichting") else ""
    form = ToelichtingForm(request.POST or None, initial={"tekst": tekst, "gezien": tekst})
    if form.is_valid():
        try:
            services.explain_indicator(
                indicator.pk, actor=request.user, moment=timezone.now(), **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error("tekst", refused)
            form.data = form.data.dict() | {"gezien": tekst}  # seen by now
        else:
            messages.success(request, "De toelichting is bewaard.")
            return redirect("monitor:indicator", code)
    return render(
        request,
        "monitor/indicator_toelichting.html",
        {
            "indicator": indicator,
            "form": form,
            "nu": tekst if form.is_bound else "",
            "regels": LogRegel.objects.about(indicator)[:20],
        },
        status=422 if form.is_bound else 200,
    )


def _indicator_or_404(request, code) -> Indicator:
    rows = Indicator.objects.visible_to(request.user).in_order()
    return get_object_or_404(rows.select_related("toelichting__gewijzigd_door"), code=code)
