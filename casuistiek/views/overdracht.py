"""A casus to another, and its story out of casuïstiek."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import permissions, services
from casuistiek.forms.casus import OverdrachtForm, VerhaalForm
from casuistiek.models import Casus, Overdracht
from casuistiek.views.gedeeld import form_page, refuse_early, sent, to_casus, visible_casus

ANTWOORDEN = {
    "aannemen": (services.accept_overdracht, "U bent nu casusverantwoordelijke van {}."),
    "afwijzen": (services.decline_overdracht, "U hebt de overdracht van {} afgewezen."),
    "intrekken": (services.withdraw_overdracht, "De overdracht van {} is ingetrokken."),
}


@require_http_methods(["GET", "POST"])
def overdracht_propose(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    has_open = casus.overdrachten.filter(status=Overdracht.Status.VOORGESTELD).exists()
    no_right = (
        "" if permissions.may_propose_overdracht(request.user, casus) else permissions.NIET_VERANTWOORDELIJK
    )
    if early := refuse_early(
        request, casus, no_right, permissions.bezwaar_tegen_overdracht(casus, has_open=has_open)
    ):
        return early
    form = OverdrachtForm(request.POST or None, casus=casus)
    if sent(
        form,
        lambda naar: services.propose_overdracht(
            casus.pk, actor=request.user, naar=naar, op=timezone.localdate()
        ),
    ):
        messages.success(request, f"De overdracht van {casus} is voorgesteld.")
        return to_casus(casus)
    return form_page(request, casus, form, kop="Casus overdragen", knop="Overdracht voorstellen")


@require_POST
def overdracht_answer(request, kenmerk, antwoord):
    """Accept, decline or take back. Afterwards the casus may be out of sight."""
    casus = visible_casus(request, kenmerk)
    if antwoord not in ANTWOORDEN:
        raise Http404
    service, zin = ANTWOORDEN[antwoord]
    try:
        service(casus.pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, zin.format(casus))
    if Casus.objects.visible_to(request.user).filter(pk=casus.pk).exists():
        return to_casus(casus)
    return redirect("casuistiek:list")


@require_http_methods(["GET", "POST"])
def verhaal_release(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    is_mine = permissions.is_verantwoordelijk(request.user, casus)
    no_right = "" if is_mine else permissions.NIET_VERANTWOORDELIJK
    if early := refuse_early(
        request, casus, no_right, permissions.bezwaar_tegen_verhaal(request.user, casus)
    ):
        return early
    initial = {"titel": casus.verhaal_titel, "tekst": casus.anoniem_verhaal}
    form = VerhaalForm(request.POST or None, initial=initial)
    if sent(
        form,
        lambda **velden: services.release_verhaal(
            casus.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    ):
        messages.success(
            request, "Het verhaal is vrijgegeven. Wie een reisverslag schrijft, kan het nu kiezen."
        )
        return to_casus(casus)
    uitleg = (
        "Anderen zien alleen dit verhaal, de wijk, de maand van de melding en het toegekende bedrag. "
        "Zij zien niet om welke casus het gaat."
    )
    return form_page(request, casus, form, kop="Anoniem verhaal", uitleg=uitleg, knop="Verhaal vrijgeven")


@require_POST
def verhaal_withdraw(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    services.withdraw_verhaal(casus.pk, actor=request.user)
    messages.success(request, "Het verhaal is niet meer te kiezen. De tekst is bewaard.")
    return to_casus(casus)
