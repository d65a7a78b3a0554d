"""Who looked at whom, for the functionaris gegevensbescherming; and looking when one may not."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.rollen import Recht
from brunssum.core.views import requires
from casuistiek import permissions, services
from casuistiek.forms.privacy import InzagelogFilterForm, NoodinzageForm, OordeelForm
from casuistiek.models import Inzage, Noodinzage
from casuistiek.views.gedeeld import form_page, refuse_early, sent, visible_casus


@require_GET
@requires(Recht.LOGBOEK_ZIEN)
def inzagelog(request):
    """The log. Opening it, at whatever page or filter, is written down in it first."""
    services.read_inzagelog(actor=request.user)
    form = InzagelogFilterForm(request.GET)
    form.is_valid()  # a date that makes no sense is shown as such; the other filters still hold
    rows = _filtered(Inzage.objects.visible_to(request.user).for_list(), form.cleaned_data)
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {"form": form, "page": page, "gezocht": any(request.GET.values())}
    return render_page_or_partial(request, "casuistiek/inzagelog.html", "tabel", context)


@require_GET
@requires(Recht.LOGBOEK_ZIEN)
def noodinzage_list(request):
    rows = Noodinzage.objects.visible_to(request.user).for_list()
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    return render(request, "casuistiek/noodinzage_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@requires(Recht.LOGBOEK_ZIEN)
def noodinzage_judge(request, pk):
    noodinzage = get_object_or_404(Noodinzage.objects.visible_to(request.user).for_list(), pk=pk)
    form = OordeelForm(request.POST or None)
    if sent(form, lambda **velden: services.judge_noodinzage(noodinzage.pk, actor=request.user, moment=timezone.now(), **velden)):  # fmt: skip
        messages.success(request, "Uw oordeel is vastgelegd.")
        return redirect("casuistiek:noodinzagen")
    context = {"noodinzage": noodinzage, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "casuistiek/noodinzage_judge.html", context, status=status)


@require_http_methods(["GET", "POST"])
def noodinzage_begin(request, kenmerk):
    """Ask to see who a casus is about, with the reason."""
    casus = visible_casus(request, kenmerk)
    if early := refuse_early(request, casus, "", permissions.bezwaar_tegen_noodinzage(request.user, casus)):
        return early
    form = NoodinzageForm(request.POST or None, casus=casus)
    if sent(form, lambda reden: services.begin_noodinzage(casus.pk, actor=request.user, moment=timezone.now(), reden=reden)):  # fmt: skip
        return redirect("casuistiek:betrokkene", casus.kenmerk)
    minuten = Noodinzage.GELDIG.seconds // 60
    uitleg = (
        f"U ziet {minuten} minuten lang om wie het gaat. De functionaris gegevensbescherming en de "
        "casusverantwoordelijke krijgen meteen bericht en lezen uw reden."
    )
    return form_page(
        request, casus, form, kop="Noodinzage", uitleg=uitleg, knop="Openen, en melden dat ik keek"
    )


def _filtered(rows, wanted: dict):
    if wanted.get("persoon"):
        rows = rows.filter(actor__naam__icontains=wanted["persoon"])
    for name in ("casus", "soort", "grond"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name].strip()})
    if wanted.get("van"):
        rows = rows.filter(tijdstip__gte=_start_of(wanted["van"]))
    if wanted.get("tot"):
        rows = rows.filter(tijdstip__lt=_start_of(wanted["tot"] + timedelta(days=1)))
    return rows


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
