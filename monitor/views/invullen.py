"""Typing figures in a grid: of one indicator, or of one gebied. The same post saves with and without JavaScript."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from monitor import permissions
from monitor.models import Bron, Indicator
from monitor.namen import korte_gebiedsnaam
from monitor.queries import raster as grid
from monitor.services.handmatig import Ingevuld, Invulling, store_cellen
from monitor.services.verversing import EERSTE_JAAR
from monitor.views.toegang import gebied_or_404, page_of, refuse_unless

_CEL = re.compile(r"c-(\d{1,9})-(\d{1,9})-(\d{4})")


@require_GET
def invullen(request):
    """Choose what to fill in."""
    refuse_unless(permissions.may_import(request.user))
    indicatoren = Indicator.objects.visible_to(request.user).in_order()
    zoek = " ".join(request.GET.get("zoek", "").split())[:80]
    if zoek:
        indicatoren = indicatoren.filter(naam__icontains=zoek)
    return render(
        request,
        "monitor/invullen.html",
        {
            "page": page_of(request, indicatoren),
            "zoek": zoek,
            "gebieden": [
                (gebied.code, korte_gebiedsnaam(gebied.naam))
                for gebied in grid.gebieden_to_fill(request.user)[:25]
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def invullen_indicator(request, code):
    refuse_unless(permissions.may_import(request.user))
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user).in_order(), code=code)
    page = page_of(request, grid.gebieden_to_fill(request.user))
    return _raster(
        request,
        [(indicator, gebied) for gebied in page],
        page,
        by_gebied=True,
        titel=indicator.naam,
        lead=f"{indicator.eenheid}. {indicator.definitie}",
        terug=reverse("monitor:indicator", args=[code]),
        van_cbs=indicator.bron.adapter == Bron.Adapter.CBS,
    )


@require_http_methods(["GET", "POST"])
def invullen_gebied(request, code):
    refuse_unless(permissions.may_import(request.user))
    gebied = gebied_or_404(request, code)
    page = page_of(request, Indicator.objects.visible_to(request.user).in_order())
    return _raster(
        request,
        [(indicator, gebied) for indicator in page],
        page,
        by_gebied=False,
        titel=korte_gebiedsnaam(gebied.naam),
        lead="Alle indicatoren van dit gebied.",
        terug=reverse("monitor:driehoek", args=[code]),
        van_cbs=any(indicator.bron.adapter == Bron.Adapter.CBS for indicator in page),
    )


@require_GET
def invullen_verleden(request, indicator, gebied):
    refuse_unless(permissions.may_import(request.user))
    indicator = get_object_or_404(Indicator.objects.visible_to(request.user), code=indicator)
    gebied = gebied_or_404(request, gebied)
    return render(
        request,
        "monitor/invullen_verleden.html",
        {
            "indicator": indicator,
            "gebied": korte_gebiedsnaam(gebied.naam),
            "page": page_of(request, grid.verleden(indicator, gebied, request.user)),
        },
    )


def _raster(request, pairs, page, *, by_gebied, titel, lead, terug, van_cbs):
    this_year = timezone.localdate().year
    typed, status = {}, 200
    if request.method == "POST":
        cellen = _typed_cells(request.POST)
        try:
            done = store_cellen(cellen, actor=request.user, moment=timezone.now())
        except ValidationError as refused:
            done = {cel.plaats: Invulling(cel.tekst, cel.was, " ".join(refused.messages)) for cel in cellen}
        if request.headers.get("Accept") == "application/json":
            return JsonResponse(
                {
                    "-".join(map(str, plaats)): {"tekst": one.tekst, "nu": one.nu, "fout": one.fout}
                    for plaats, one in done.items()
                }
            )
        refused = {plaats: one for plaats, one in done.items() if one.fout}
        if not refused:
            aantal = len(done)
            messages.success(
                request,
                f"{aantal} {'cijfer' if aantal == 1 else 'cijfers'} opgeslagen."
                if done
                else "Er was niets gewijzigd.",
            )
            return redirect(request.get_full_path())
        typed = {"-".join(map(str, plaats)): (one.tekst, one.nu, one.fout) for plaats, one in refused.items()}
        status = 422
    tot = _year(request.GET.get("tot", ""), this_year)
    return render(
        request,
        "monitor/raster.html",
        {
            "raster": grid.raster(
                pairs, range(tot - grid.JAREN + 1, tot + 1), by_gebied=by_gebied, typed=typed
            ),
            "page": page,
            "by_gebied": by_gebied,
            "titel": titel,
            "lead": lead,
            "terug": terug,
            "van_cbs": van_cbs,
            "fouten": len(typed),
            "eerder": tot - grid.JAREN if tot - grid.JAREN >= EERSTE_JAAR + grid.JAREN else None,
            "later": min(tot + grid.JAREN, this_year) if tot < this_year else None,
        },
        status=status,
    )


def _typed_cells(data) -> list[Ingevuld]:
    """Fields c-<indicator>-<gebied>-<year>, each with in w-… what stood there."""
    cellen = []
    for name, value in data.items():
        if found := _CEL.fullmatch(name):
            plaats = tuple(map(int, found.groups()))
            cellen.append(Ingevuld(plaats, value[:60], data.get("w" + name[1:], "")[:60]))
    return cellen


def _year(asked: str, this_year: int) -> int:
    is_year = asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year and EERSTE_JAAR + grid.JAREN - 1 <= int(asked) <= this_year else this_year
