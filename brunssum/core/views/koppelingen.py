"""Koppelingen: the systems of partners that use the API. The beheerder keeps them; a partner's contact sees its own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core import getoond_geheim, services
from brunssum.core.forms.koppelingen import AddKoppelingForm, KoppelingFilterForm, KoppelingForm
from brunssum.core.models import ApiClient, LogRegel, Webhook
from brunssum.core.permissions.koppelingen import may_manage, may_manage_keys
from brunssum.core.presenters.koppelingen import gebruik_of, koppelingstand, standen_of
from brunssum.core.rollen import Recht
from brunssum.core.scopes import LEZEN, SCHRIJVEN
from brunssum.core.services.api_clients import OVERLAP, SLEUTEL_GELDT
from brunssum.core.tweede_factor import confirmed
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal

wie_ermee_werkt = requires(Recht.GEBRUIKERS_BEHEREN, Recht.API_EIGEN)


@require_GET
@wie_ermee_werkt
def koppeling_list(request):
    clients = ApiClient.objects.visible_to(request.user)
    form = KoppelingFilterForm(request.GET, clients=clients)
    form.is_valid()  # a choice that does not exist filters nothing
    toon, found = form.cleaned_data.get("toon"), clients
    if toon != "alle":
        found = clients.withdrawn() if toon == "ingetrokken" else clients.in_use()
    if organisatie := form.cleaned_data.get("organisatie"):
        found = found.filter(organisatie=organisatie)
    page = Paginator(found.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "standen": standen_of(page.object_list, timezone.now()),
        "gezocht": any(request.GET.values()),
        "beheert": may_manage(request.user),
        "wachtend": clients.filter(pk__in=getoond_geheim.waiting(request, ApiClient)),
    }
    return render(request, "core/koppeling_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.GEBRUIKERS_BEHEREN)
@confirmed
def koppeling_add(request):
    form = AddKoppelingForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            client, secret = services.create_api_client(
                given["organisatie"].pk,
                actor=request.user,
                naam=given["naam"],
                scopes=form.scopes,
                nu=timezone.now(),
            )
        except ValidationError as refused:
            if made := _made_just_now(request, given):
                return redirect("core:koppeling_secret", made.pk)
            show_refusal(form, refused)
        else:
            getoond_geheim.keep(request, client, secret)
            return redirect("core:koppeling_secret", client.pk)
    return render(request, "core/koppeling_add.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
@wie_ermee_werkt
def koppeling_detail(request, pk):
    client = _get(request, pk)
    beheert = may_manage(request.user)
    nu = timezone.now()
    context = {
        "client": client,
        "stand": koppelingstand(client, nu),
        "gebruik": gebruik_of(client, nu),
        "beheert": beheert,
        "may_manage_keys": may_manage_keys(request.user, client) and client.ingetrokken_op is None,
        "wacht": client.pk in getoond_geheim.waiting(request, ApiClient),
        "regels": LogRegel.objects.about(client)[:20] if beheert else None,
    }
    return render(request, "core/koppeling_detail.html", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.GEBRUIKERS_BEHEREN)
@confirmed
def koppeling_change(request, pk):
    client = _get(request, pk)
    initial = {
        "naam": client.name,
        "lezen": [scope for scope in client.scopes if scope in LEZEN],
        "schrijven": [scope for scope in client.scopes if scope in SCHRIJVEN],
    }
    form = KoppelingForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.change_api_client(
                client.client_id, actor=request.user, naam=form.cleaned_data["naam"], scopes=form.scopes
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De koppeling is gewijzigd.")
            return redirect("core:koppeling", client.pk)
    context = {"client": client, "form": form}
    return render(request, "core/koppeling_change.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@wie_ermee_werkt
@confirmed
def koppeling_rotate(request, pk):
    """A new key; the page says until when the old one works."""
    client, nu, geweigerd = _get(request, pk), timezone.now(), ""
    if request.method == "POST":
        try:
            secret = services.rotate_api_key(
                client.client_id, actor=request.user, nu=nu, na_sleutel=_number(request.POST.get("na"))
            )
        except ValidationError as refused:
            if client.pk in getoond_geheim.waiting(request, ApiClient):  # the button was pressed twice
                return redirect("core:koppeling_secret", client.pk)
            geweigerd = " ".join(refused.messages)
        else:
            getoond_geheim.keep(request, client, secret)
            return redirect("core:koppeling_secret", client.pk)
    context = {
        "client": client,
        "stand": koppelingstand(client, nu),
        "oud_werkt_tot": nu + OVERLAP,
        "nieuw_werkt_tot": nu + SLEUTEL_GELDT,
        "geweigerd": geweigerd,
    }
    return render(request, "core/koppeling_rotate.html", context, status=422 if geweigerd else 200)


@require_GET
@wie_ermee_werkt
def koppeling_secret(request, pk):
    """The secret of the key that was just made. Asked for again, it is gone."""
    client = _get(request, pk)
    context = {
        "client": client,
        "geheim": getoond_geheim.take(request, client),
        "beheert": may_manage(request.user),
    }
    return render(request, "core/koppeling_secret.html", context)


@require_http_methods(["GET", "POST"])
@wie_ermee_werkt
def koppeling_key_withdraw(request, pk, sleutel_pk):
    """End one key; the page says what stops."""
    client = _get(request, pk)
    sleutel = get_object_or_404(client.sleutels, pk=sleutel_pk)
    nu, geweigerd = timezone.now(), ""
    if request.method == "POST":
        try:
            services.withdraw_api_key(sleutel.pk, actor=request.user, nu=nu)
        except ValidationError as refused:
            geweigerd = " ".join(refused.messages)
        else:
            messages.success(
                request, f"Sleutel {sleutel} werkt niet meer, en de tokens van deze koppeling ook niet."
            )
            return redirect("core:koppeling", client.pk)
    stand = koppelingstand(client, nu)
    context = {
        "client": client,
        "sleutel": sleutel,
        "andere": [one.sleutel for one in stand.werkend if one.sleutel != sleutel],
        "geweigerd": geweigerd,
    }
    return render(request, "core/koppeling_key_withdraw.html", context, status=422 if geweigerd else 200)


@require_http_methods(["GET", "POST"])
@requires(Recht.GEBRUIKERS_BEHEREN)
def koppeling_withdraw(request, pk):
    """End a koppeling; the page says what stops."""
    client = _get(request, pk)
    nu, geweigerd = timezone.now(), ""
    if request.method == "POST":
        try:
            services.withdraw_api_client(client.client_id, actor=request.user, nu=nu)
        except ValidationError as refused:
            geweigerd = " ".join(refused.messages)
        else:
            messages.success(request, f"{client} van {client.organisatie} heeft geen toegang meer.")
            return redirect("core:koppeling", client.pk)
    others = ApiClient.objects.in_use().filter(organisatie=client.organisatie_id).exclude(pk=client.pk)
    context = {
        "client": client,
        "stand": koppelingstand(client, nu),
        "gebruik": gebruik_of(client, nu),
        "webhooks": client.organisatie.webhooks.filter(stand=Webhook.Stand.ACTIEF).count(),
        "is_laatste": not others.exists(),
        "geweigerd": geweigerd,
    }
    return render(request, "core/koppeling_withdraw.html", context, status=422 if geweigerd else 200)


def _get(request, pk) -> ApiClient:
    return get_object_or_404(ApiClient.objects.visible_to(request.user).for_list(), pk=pk)


def _made_just_now(request, given) -> ApiClient | None:
    """The koppeling that the same form made a moment ago, when the button was pressed twice."""
    waiting = ApiClient.objects.in_use().filter(pk__in=getoond_geheim.waiting(request, ApiClient))
    return waiting.filter(organisatie=given["organisatie"], name=given["naam"]).first()


def _number(value: str | None) -> int | None:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 18 else None
