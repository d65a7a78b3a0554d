"""Sending a reisverslag to a list, and seeing who got it."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.models import Taak
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag.forms.verzending import VerzendForm
from reisverslag.models import Verzending, Verzendlijst
from reisverslag.permissions import verzending as permissions
from reisverslag.queries.verzending import bereik, definitieve_uitgave, standen
from reisverslag.services import verzending as services
from reisverslag.views.gedeeld import visible

team = requires(Recht.REISVERSLAG_SCHRIJVEN)


@require_GET
@team
def lijst_kiezen(request, pk):
    """To which lists it went and how that went, and to which it can go."""
    reisverslag = visible(request, pk)
    uitgave = definitieve_uitgave(reisverslag)
    bezwaar = permissions.reason_not_to_send(request.user, reisverslag, uitgave)
    lijsten = [] if bezwaar else Verzendlijst.objects.visible_to(request.user).in_use().for_list()
    rows = Verzending.objects.visible_to(request.user).filter(reisverslag=reisverslag)
    context = {
        "reisverslag": reisverslag,
        "uitgave": uitgave,
        "bezwaar": bezwaar,
        "lijsten": [(one, permissions.reason_not_for_list(reisverslag, uitgave, one)) for one in lijsten],
        "standen": standen(rows.select_related("lijst", "uitgave").newest_first()),
    }
    return render(request, "reisverslag/verzenden.html", context)


@require_http_methods(["GET", "POST"])
@team
def verzenden(request, pk, lijst_pk):
    """The mail as it will be and whom it reaches; then send it."""
    reisverslag = visible(request, pk)
    lijst = get_object_or_404(Verzendlijst.objects.visible_to(request.user).in_use(), pk=lijst_pk)
    uitgave = definitieve_uitgave(reisverslag)
    if permissions.reason_not_to_send(request.user, reisverslag, uitgave):
        return redirect("reisverslag:verzenden", reisverslag.pk)
    wie = bereik(reisverslag, uitgave, lijst)
    form = VerzendForm(posted(request), is_opnieuw=wie.eerder is not None)
    if form.is_valid():
        try:
            verzending = services.request_verzending(
                reisverslag.pk,
                actor=request.user,
                lijst=lijst,
                op=timezone.now(),
                zeker=form.cleaned_data.get("zeker", False),
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("reisverslag:verzending", verzending.pk)
    voorbeeld = Verzending(reisverslag=reisverslag, uitgave=uitgave, sha256=uitgave.sha256, lijst=lijst)
    onderwerp, tekst = services.message(voorbeeld, None)
    context = {
        "reisverslag": reisverslag,
        "lijst": lijst,
        "uitgave": uitgave,
        "bereik": wie,
        "form": form,
        "onderwerp": onderwerp,
        "tekst": tekst,
    }
    return render(request, "reisverslag/verzenden_aan.html", context, status=422 if form.is_bound else 200)


@require_GET
@team
def verzending_detail(request, pk):
    """Who got it, who opened it, and for whom it did not work."""
    return _detail(request, _verzending(request, pk))


@require_POST
@team
def verzending_retry(request, pk):
    verzending = _verzending(request, pk)
    try:
        services.retry_verzending(verzending.pk, actor=request.user)
    except ValidationError as refused:
        return _detail(request, verzending, refused.messages)
    return redirect("reisverslag:verzending", verzending.pk)


def _verzending(request, pk) -> Verzending:
    rows = Verzending.objects.visible_to(request.user).select_related(
        "reisverslag", "uitgave", "lijst", "gevraagd_door"
    )
    return get_object_or_404(rows, pk=pk)


def _detail(request, verzending, refused=()):
    context = {
        "verzending": verzending,
        "stand": standen([verzending])[0],
        "taak": Taak.objects.visible_to(request.user).filter(pk=verzending.taak_id).first(),
        "refused": refused,
    }
    return render(request, "reisverslag/verzending.html", context, status=422 if refused else 200)
