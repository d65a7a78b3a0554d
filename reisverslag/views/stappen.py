"""The steps of a reisverslag: to who looks at it and back, to everyone and back. Vaststellen: verslag.py."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from brunssum.core.views.formulieren import posted
from inspanningen.views.onderdeel import form_page, try_to_save
from reisverslag import permissions, services
from reisverslag.forms.stappen import IntrekkenForm, OverdragenForm, PublicerenForm, TeruggevenForm
from reisverslag.models import Reisverslag
from reisverslag.stappen import Stap
from reisverslag.views.gedeeld import editable, kruimels, url, visible


@require_http_methods(["GET", "POST"])
def reisverslag_submit(request, pk):
    return _step(
        request,
        editable(request, pk),
        OverdragenForm,
        services.submit_reisverslag,
        kop="Ter beoordeling geven",
        lead="De tekst ligt dan stil. Wie het beoordeelt, stelt het vast of geeft het terug met wat er anders moet.",
        knop="Ter beoordeling geven",
    )


@require_http_methods(["GET", "POST"])
def reisverslag_give_back(request, pk):
    reisverslag = visible(request, pk)
    if not permissions.may_write(request.user) or reisverslag.stap != Stap.TER_BEOORDELING:
        raise PermissionDenied
    return _step(
        request,
        reisverslag,
        TeruggevenForm,
        services.give_back_reisverslag,
        kop="Teruggeven aan de auteur",
        lead="Het wordt weer een concept. De auteur krijgt een melding en leest hier wat er anders moet.",
        knop="Teruggeven",
    )


@require_http_methods(["GET", "POST"])
def reisverslag_publish(request, pk):
    reisverslag = visible(request, pk)
    if reason := permissions.reason_not_to_publish(request.user, reisverslag):
        raise PermissionDenied(reason)
    return _step(
        request,
        reisverslag,
        PublicerenForm,
        services.publish,
        gedaan="Dit reisverslag is nu openbaar: iedereen kan het lezen.",
        kop="Openbaar maken",
        lead="Iedereen kan het dan lezen en ophalen, zonder in te loggen. U kunt het later weer intrekken, met een reden.",
        knop="Openbaar maken",
    )


@require_http_methods(["GET", "POST"])
def reisverslag_withdraw(request, pk):
    reisverslag = visible(request, pk)
    if reason := permissions.reason_not_to_withdraw_publication(request.user, reisverslag):
        raise PermissionDenied(reason)
    return _step(
        request,
        reisverslag,
        IntrekkenForm,
        services.withdraw_publication,
        gedaan="Dit reisverslag is niet meer openbaar.",
        kop="Niet meer openbaar",
        lead="Op de openbare pagina staat dan dat het is ingetrokken, en wanneer. De reden blijft binnen.",
        knop="Intrekken",
    )


def _step(
    request,
    reisverslag: Reisverslag,
    form_class: type[forms.Form],
    service: Callable,
    *,
    gedaan: str = "",
    **page: str,
):
    """Ask what belongs to this step, take it, and go back to the verslag; `gedaan` says there that it was taken."""
    form = form_class(posted(request))
    done, _ = try_to_save(
        form, lambda **data: service(reisverslag.pk, actor=request.user, op=timezone.now(), **data)
    )
    if not done:
        return form_page(request, form, terug=url(reisverslag), kruimels=kruimels(reisverslag), **page)
    if gedaan:
        messages.success(request, gedaan)
    return redirect(url(reisverslag))
