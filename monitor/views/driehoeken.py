"""The stabiliteitsdriehoek: all gebieden on cards, and one gebied."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebied
from monitor import permissions, presenters, queries
from monitor.models import Verversing
from monitor.namen import korte_gebiedsnaam
from monitor.views.toegang import (
    Peilmoment,
    csv_response,
    gebied_or_404,
    page_of,
    read_peilmoment,
    refuse_unless,
)

EIGEN_BEGIN = "begin"  # the comparator that is the gebied itself, in the first year with figures


@require_GET
def overview(request):
    refuse_unless(permissions.may_see(request.user))
    vergelijking = queries.default_comparator(request.user)
    page = page_of(request, queries.gebieden_with_figures(request.user))
    return render(
        request,
        "monitor/overview.html",
        {
            "page": page,
            "vergelijking": vergelijking and korte_gebiedsnaam(vergelijking.naam),
            "driehoeken": queries.driehoeken(page, vergelijking) if vergelijking else [],
            "verversingen": Verversing.objects.visible_to(request.user).newest_first()[:5],
            "may_import": permissions.may_import(request.user),
        },
    )


@require_GET
def driehoek(request, code):
    refuse_unless(permissions.may_see(request.user))
    gebied = gebied_or_404(request, code)
    keuze = _read_keuze(request, gebied)
    rond = queries.gebieden_around(gebied, request.user)
    naast = next((ander for ander in rond if ander.code == request.GET.get("naast") != code), None)
    return render_page_or_partial(
        request,
        "monitor/driehoek.html",
        "figuur",
        {
            "gebied": gebied,
            "naam": korte_gebiedsnaam(gebied.naam),
            "gebieden": [(nabij, korte_gebiedsnaam(nabij.naam)) for nabij in rond],
            "keuze": keuze,
            "driehoek": _driehoek(gebied, keuze),
            "naast": naast,
            "driehoek_naast": naast and _driehoek(naast, keuze),
        },
    )


@require_GET
def driehoek_csv(request, code):
    refuse_unless(permissions.may_see(request.user))
    gebied = gebied_or_404(request, code)
    keuze = _read_keuze(request, gebied)
    if keuze.vergelijking is None:
        return redirect("monitor:driehoek", code)
    name = f"driehoek-{gebied.code}-{keuze.periode}-{keuze.vergelijking.code}"
    return csv_response(keuze.peil.file_name(name), presenters.csv_rows(_driehoek(gebied, keuze)))


@dataclass(frozen=True)
class Vergelijking:
    """What a reader may choose to compare with."""

    code: str
    naam: str
    gebied: Gebied
    periode: int | None = None


@dataclass(frozen=True)
class Keuze:
    """What was asked of a driehoek, and what else there is to ask."""

    peil: Peilmoment
    perioden: list[int]
    periode: int | None
    vergelijkingen: list[Vergelijking]
    vergelijking: Vergelijking | None


def _read_keuze(request, gebied: Gebied) -> Keuze:
    """The year that was asked for, or the newest; the comparator that was asked for, or the first: the benchmark."""
    peil = read_peilmoment(request)
    perioden = queries.perioden(gebied, bekend_op=peil.moment)
    periode = next((jaar for jaar in perioden if str(jaar) == request.GET.get("periode")), None)
    periode = periode or (perioden[0] if perioden else None)
    others = queries.comparators(gebied, periode, bekend_op=peil.moment) if periode else []
    choices = [Vergelijking(other.code, korte_gebiedsnaam(other.naam), other) for other in others]
    if perioden and perioden[-1] != periode:
        begin = perioden[-1]
        choices.append(Vergelijking(EIGEN_BEGIN, f"Eigen beginjaar ({begin})", gebied, begin))
    asked = request.GET.get("vergelijking")
    chosen = next((choice for choice in choices if choice.code == asked), choices[0] if choices else None)
    return Keuze(peil, perioden, periode, choices, chosen)


def _driehoek(gebied: Gebied, keuze: Keuze) -> queries.Driehoek | None:
    """This gebied with these choices. Beside another gebied its own start is that other's year, for itself."""
    if keuze.vergelijking is None:
        return None
    own = keuze.vergelijking.periode is not None
    return queries.driehoek(
        gebied,
        keuze.periode,
        gebied if own else keuze.vergelijking.gebied,
        vergelijking_periode=keuze.vergelijking.periode,
        bekend_op=keuze.peil.moment,
        vandaag=timezone.localdate(),
    )
