"""What was given, committed, paid and is free, per year and financiering."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.bestanden.csv import csv_response
from casuistiek import permissions, presenters, queries, services
from casuistiek.forms.casus import StandOpForm, ToekenningForm
from casuistiek.models import Casus
from casuistiek.views.gedeeld import sent


@require_GET
def budget_overview(request):
    user, vandaag = request.user, timezone.localdate()
    if not permissions.may_log(user):
        raise PermissionDenied
    jaar, jaren = _jaar(request)
    form = StandOpForm(request.GET if request.GET.get("op") else None)
    op = form.cleaned_data["op"] if form.is_valid() else None
    stand = queries.budgetstand(user, jaar, op)
    boekingen = (
        queries.boekingen_of(stand, op).select_related("budget", "casus", "door").order_by("-op", "-pk")
    )
    page = Paginator(boekingen, per_page=25).get_page(request.GET.get("pagina"))
    shown = {boeking.casus_id for boeking in page.object_list}
    regels, samen = presenters.budgetregels(stand, op or vandaag)
    context = {
        "jaar": jaar,
        "jaren": sorted({*jaren, vandaag.year}, reverse=True),
        "op": op,
        "peildag": op or vandaag,
        "stand_op": form,
        "stand": stand,
        "regels": regels,
        "samen": samen,
        "page": page,
        # A booking shows its casus only to who may see that casus.
        "zichtbaar": set(Casus.objects.visible_to(user).filter(pk__in=shown).values_list("pk", flat=True)),
        "may_decide": permissions.may_decide(user),
    }
    return render(request, "casuistiek/budget.html", context, status=422 if form.errors else 200)


@require_GET
def budget_csv(request):
    """The bookings of a year for the financial administration, up to a day."""
    if not permissions.may_decide(request.user):
        raise PermissionDenied
    jaar, _ = _jaar(request)
    form = StandOpForm(request.GET)
    if not form.is_valid():
        raise SuspiciousOperation("op")
    op = form.cleaned_data["op"]
    stand = queries.budgetstand(request.user, jaar, op)
    boekingen = (
        queries.boekingen_of(stand, op).select_related("budget", "casus", "corrigeert").order_by("op", "pk")
    )
    name = f"boekingen-{jaar}" + (f"-tot-en-met-{op}" if op else "")
    return csv_response(name, presenters.boekingen_rows(boekingen))


def _jaar(request) -> tuple[int, list[int]]:
    """The year asked for, this year when there is no budget of it; and the years there is one of."""
    jaren = queries.budget_jaren(request.user)
    asked = request.GET.get("jaar", "")
    return next((jaar for jaar in jaren if str(jaar) == asked), timezone.localdate().year), jaren


@require_http_methods(["GET", "POST"])
def toekenning_add(request):
    if not permissions.may_decide(request.user):
        raise PermissionDenied
    form = ToekenningForm(request.POST or None, initial={"jaar": timezone.localdate().year})
    if sent(
        form,
        lambda **velden: services.add_toekenning(actor=request.user, op=timezone.localdate(), **velden),
    ):
        messages.success(request, "Het bedrag staat in het budget.")
        return redirect(f"{reverse('casuistiek:budget')}?jaar={form.cleaned_data['jaar']}")
    return render(
        request, "casuistiek/toekenning_form.html", {"form": form}, status=422 if form.is_bound else 200
    )
