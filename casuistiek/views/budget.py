"""What was given, committed, paid and is free, per year and financiering."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from casuistiek import permissions, presenters, queries, services
from casuistiek.forms import ToekenningForm
from casuistiek.models import Boeking, Casus
from casuistiek.views.gedeeld import sent


@require_GET
def budget_overview(request):
    user, dit_jaar = request.user, timezone.localdate().year
    if not permissions.may_log(user):
        raise PermissionDenied
    jaren = queries.budget_jaren(user)
    asked = request.GET.get("jaar", "")
    jaar = int(asked) if asked.isdecimal() and int(asked) in jaren else dit_jaar
    stand = queries.budgetstand(user, jaar)
    boekingen = (
        Boeking.objects.filter(budget__in=stand.budgetten)
        .select_related("budget", "casus", "door")
        .order_by("-op", "-pk")
    )
    page = Paginator(boekingen, per_page=25).get_page(request.GET.get("pagina"))
    shown = {boeking.casus_id for boeking in page.object_list}
    context = {
        "jaar": jaar,
        "jaren": sorted({*jaren, dit_jaar}, reverse=True),
        "stand": stand,
        "rijen": [(one, presenters.balk(one.bedrag, one.verplicht, one.betaald)) for one in stand.budgetten],
        "balk": presenters.balk(stand.bedrag, stand.verplicht, stand.betaald),
        "page": page,
        # A booking shows its casus only to who may see that casus.
        "zichtbaar": set(Casus.objects.visible_to(user).filter(pk__in=shown).values_list("pk", flat=True)),
        "may_decide": permissions.may_decide(user),
    }
    return render(request, "casuistiek/budget.html", context)


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
