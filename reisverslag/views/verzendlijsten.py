"""Verzendlijsten, and who stands on them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import audit
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag.forms.verzending import OntvangerForm, VerzendlijstForm
from reisverslag.models import Ontvanger, Verzendlijst
from reisverslag.services import verzendlijsten as services

team = requires(Recht.REISVERSLAG_SCHRIJVEN)


@require_GET
@team
def verzendlijst_list(request):
    lijsten = Verzendlijst.objects.visible_to(request.user).in_use().for_list()
    return render(request, "reisverslag/verzendlijst_list.html", {"lijsten": lijsten})


@require_http_methods(["GET", "POST"])
@team
def verzendlijst_add(request):
    form = VerzendlijstForm(posted(request))
    if form.is_valid():
        try:
            lijst = services.add_verzendlijst(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:verzendlijst", lijst.pk)
    return render(
        request,
        "reisverslag/verzendlijst_form.html",
        {"form": form, "lijst": None},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
@team
def verzendlijst_detail(request, pk):
    """Who stands on it, and a form to add someone."""
    lijst = _visible(request, pk)
    form = OntvangerForm(posted(request))
    if form.is_valid():
        try:
            ontvanger = services.add_ontvanger(lijst.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"{ontvanger.aanduiding} staat nu op de lijst.")
            return redirect("reisverslag:verzendlijst", lijst.pk)
    context = {
        "lijst": lijst,
        "ontvangers": lijst.ontvangers.present(),
        "form": form,
        "regels": LogRegel.objects.about(lijst)[:20],
    }
    return render(
        request, "reisverslag/verzendlijst_detail.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@team
def verzendlijst_edit(request, pk):
    lijst = _visible(request, pk)
    nu = audit.snapshot(lijst, services.VELDEN)
    form = VerzendlijstForm(posted(request), initial=nu)
    gelezen = {name: request.POST.get(f"gelezen_{name}", "") for name in nu} if form.is_bound else nu
    if form.is_valid():
        try:
            services.edit_verzendlijst(lijst.pk, actor=request.user, gelezen=gelezen, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:verzendlijst", lijst.pk)
    context = {"form": form, "lijst": lijst, "gelezen": nu, "is_anders": gelezen != nu}
    return render(
        request, "reisverslag/verzendlijst_form.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@team
def verzendlijst_close(request, pk):
    lijst = _visible(request, pk)
    services.close_verzendlijst(lijst.pk, actor=request.user, op=timezone.now())
    messages.success(request, f"De lijst {lijst.naam} is opgeheven. De mailadressen zijn gewist.")
    return redirect("reisverslag:verzendlijsten")


@require_POST
@team
def ontvanger_remove(request, pk):
    rows = Ontvanger.objects.visible_to(request.user).filter(lijst__opgeheven_op__isnull=True)
    ontvanger = get_object_or_404(rows.select_related("gebruiker"), pk=pk)
    services.remove_ontvanger(ontvanger.pk, actor=request.user, op=timezone.now())
    messages.success(request, f"{ontvanger.aanduiding} is van de lijst gehaald.")
    return redirect("reisverslag:verzendlijst", ontvanger.lijst_id)


def _visible(request, pk) -> Verzendlijst:
    return get_object_or_404(Verzendlijst.objects.visible_to(request.user).in_use(), pk=pk)
