"""Webhooks: a partner makes and follows its own; the beheerder sees how all of them do, and can switch them off."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import getoond_geheim
from brunssum.core.forms.webhooks import AddWebhookForm, BerichtFilterForm, SoortenForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Bericht, Gebeurtenis, LogRegel, Webhook
from brunssum.core.permissions import webhooks as permissions
from brunssum.core.rollen import Recht
from brunssum.core.services import webhooks
from brunssum.core.views.formulieren import show_refusal


@require_GET
def webhook_list(request):
    user = request.user
    _check_may_look(user)
    rows = Webhook.objects.visible_to(user).for_list()
    context = {
        "webhooks": rows.annotate(
            niet_bezorgd=Count("berichten", filter=Q(berichten__stand=Bericht.Stand.MISLUKT)),
            onderweg=Count("berichten", filter=Q(berichten__stand=Bericht.Stand.WACHT)),
        ),
        "may_add": permissions.may_add(user),
        "beheert": user.mag(Recht.WEBHOOKS_BEHEREN),
    }
    return render(request, "core/webhook_list.html", context)


@require_http_methods(["GET", "POST"])
def webhook_add(request):
    if not permissions.may_add(request.user):
        raise PermissionDenied
    form = AddWebhookForm(request.POST or None)
    if form.is_valid():
        try:
            webhook, geheim = webhooks.add_webhook(actor=request.user, op=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            getoond_geheim.keep(request, webhook, geheim)
            return redirect("core:webhook_geheim", webhook.uuid)
    context = {"form": form, "bezwaar": permissions.bezwaar_zonder_koppeling(request.user.organisatie_id)}
    return render(request, "core/webhook_add.html", context, status=422 if form.is_bound else 200)


@require_GET
def webhook_detail(request, uuid):
    return _detail(request, _get(request, uuid))


@require_GET
def webhook_geheim(request, uuid):
    """The geheim that was just made. Asked for again, it is gone."""
    webhook = _managed(request, uuid)
    context = {"webhook": webhook, "geheim": getoond_geheim.take(request, webhook)}
    return render(request, "core/webhook_geheim.html", context)


@require_http_methods(["GET", "POST"])
def webhook_soorten(request, uuid):
    webhook = _managed(request, uuid)
    form = SoortenForm(request.POST or None, initial={"soorten": webhook.soorten})
    if form.is_valid():
        webhooks.choose_soorten(webhook.pk, actor=request.user, **form.cleaned_data)
        messages.success(request, "Uw keuze is bewaard. Zij geldt vanaf nu.")
        return redirect("core:webhook", webhook.uuid)
    context = {"webhook": webhook, "form": form}
    return render(request, "core/webhook_soorten.html", context, status=422 if form.is_bound else 200)


@require_POST
def webhook_rotate(request, uuid):
    webhook = _managed(request, uuid)
    try:
        webhook, geheim = webhooks.rotate_geheim(webhook.pk, actor=request.user, op=timezone.now())
    except ValidationError as refused:
        if webhook.pk in getoond_geheim.waiting(request, Webhook):  # the button was pressed twice
            return redirect("core:webhook_geheim", webhook.uuid)
        return _detail(request, webhook, geweigerd=" ".join(refused.messages))
    getoond_geheim.keep(request, webhook, geheim)
    return redirect("core:webhook_geheim", webhook.uuid)


@require_POST
def webhook_drop_vorig(request, uuid):
    return _act(
        request,
        _managed(request, uuid),
        lambda pk: webhooks.drop_vorig_geheim(pk, actor=request.user),
        "Het vorige geheim telt niet meer.",
    )


@require_POST
def webhook_proef(request, uuid):
    return _act(
        request,
        _managed(request, uuid),
        lambda pk: webhooks.send_proef(pk, actor=request.user, op=timezone.now()),
        "Het proefbericht gaat nu weg. Hieronder ziet u of het aankomt.",
    )


@require_POST
def webhook_switch_on(request, uuid):
    return _act(
        request,
        _switched(request, uuid),
        lambda pk: webhooks.switch_on(pk, actor=request.user),
        "De webhook staat weer aan.",
    )


@require_POST
def webhook_switch_off(request, uuid):
    return _act(
        request,
        _switched(request, uuid),
        lambda pk: webhooks.switch_off(pk, actor=request.user, op=timezone.now()),
        "De webhook staat uit. Er gaat niets meer naartoe.",
    )


@require_http_methods(["GET", "POST"])
def webhook_remove(request, uuid):
    webhook = _switched(request, uuid)
    if request.method == "POST":
        webhooks.remove_webhook(webhook.pk, actor=request.user)
        messages.success(request, "De webhook is verwijderd.")
        return redirect("core:webhook_list")
    return render(request, "core/webhook_remove.html", {"webhook": webhook})


@require_POST
def webhook_again(request, uuid):
    """Send all that was not delivered once more."""
    return _act(
        request,
        _managed(request, uuid),
        lambda pk: webhooks.send_failed_again(pk, actor=request.user, op=timezone.now()),
        "Wat niet was bezorgd, gaat opnieuw weg.",
    )


@require_POST
def bericht_again(request, uuid, bericht_uuid):
    webhook = _managed(request, uuid)
    bericht = get_object_or_404(webhook.berichten, uuid=bericht_uuid)
    return _act(
        request,
        webhook,
        lambda _pk: webhooks.send_again(bericht.pk, actor=request.user, op=timezone.now()),
        "Het bericht gaat opnieuw weg.",
    )


def _detail(request: HttpRequest, webhook: Webhook, geweigerd: str = "") -> HttpResponse:
    """The page of a webhook: how it does, what one can do, and what was sent."""
    user, now = request.user, timezone.now()
    form = BerichtFilterForm(request.GET)
    berichten = webhook.berichten.for_list()
    if form.is_valid():
        wanted = form.cleaned_data
        if wanted["stand"]:
            berichten = berichten.filter(stand=wanted["stand"])
        if wanted["soort"]:
            berichten = berichten.filter(gebeurtenis__soort=wanted["soort"])
    page = Paginator(berichten, per_page=25).get_page(request.GET.get("pagina"))
    manages = permissions.may_manage(user, webhook)
    open_proef = webhook.berichten.waiting().filter(gebeurtenis__soort=Gebeurtenis.PROEF)
    context = {
        "webhook": webhook,
        "form": form,
        "page": page,
        "gezocht": any(request.GET.get(name) for name in form.fields),
        "kijkt_uit": manages and open_proef.exists(),  # someone waits to see how it ends
        "manages": manages,
        "may_switch": permissions.may_switch(user, webhook),
        "bezwaar_aanzetten": permissions.bezwaar_tegen_aanzetten(user, webhook),
        "bezwaar_sturen": permissions.bezwaar_tegen_sturen(webhook),
        "niet_bezorgd": webhook.berichten.failed().exclude(gebeurtenis__soort=Gebeurtenis.PROEF).count(),
        "vorig_geheim_tot": webhook.overlap_until(now),
        "geheim_wacht": webhook.pk in getoond_geheim.waiting(request, Webhook),
        "regels": LogRegel.objects.about(webhook)[:20] if user.mag(Recht.WEBHOOKS_BEHEREN) else None,
        "geweigerd": geweigerd,
    }
    return render_page_or_partial(
        request, "core/webhook_detail.html", "berichten", context, status=422 if geweigerd else 200
    )


def _act(request: HttpRequest, webhook: Webhook, act: Callable[[int], object], done: str) -> HttpResponse:
    """One press on a button of its page: a refusal is shown there."""
    try:
        act(webhook.pk)
    except ValidationError as refused:
        return _detail(request, webhook, geweigerd=" ".join(refused.messages))
    messages.success(request, done)
    return redirect("core:webhook", webhook.uuid)


def _check_may_look(user) -> None:
    if not (user.mag(Recht.WEBHOOKS_EIGEN) or user.mag(Recht.WEBHOOKS_BEHEREN)):
        raise PermissionDenied


def _get(request: HttpRequest, uuid) -> Webhook:
    _check_may_look(request.user)
    return get_object_or_404(Webhook.objects.visible_to(request.user).for_list(), uuid=uuid)


def _managed(request: HttpRequest, uuid) -> Webhook:
    webhook = _get(request, uuid)
    if not permissions.may_manage(request.user, webhook):
        raise PermissionDenied
    return webhook


def _switched(request: HttpRequest, uuid) -> Webhook:
    webhook = _get(request, uuid)
    if not permissions.may_switch(request.user, webhook):
        raise PermissionDenied
    return webhook
