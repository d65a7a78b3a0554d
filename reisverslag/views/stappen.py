"""The steps of a reisverslag: to who looks at it and back, to everyone and back. Vaststellen: verslag.py."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inspanningen.views.onderdeel import form_page, posted, try_to_save
from reisverslag import permissions, services
from reisverslag.forms.stappen import IntrekkenForm, OverdragenForm, PublicerenForm, TeruggevenForm
from reisverslag.stappen import Stap
from reisverslag.views.gedeeld import editable, kruimels, url, visible


@require_http_methods(["GET", "POST"])
def reisverslag_submit(request, pk):
    reisverslag = editable(request, pk)
    form = OverdragenForm(posted(request))
    done, _ = try_to_save(form, lambda **data: services.submit_reisverslag(reisverslag.pk, actor=request.user, op=timezone.now(), **data))  # fmt: skip
    if done:
        return redirect(url(reisverslag))
    return form_page(
        request,
        form,
        kop="Ter beoordeling geven",
        lead="De tekst ligt dan stil. Wie het beoordeelt, stelt het vast of geeft het terug met wat er anders moet.",
        knop="Ter beoordeling geven",
        terug=url(reisverslag),
        kruimels=kruimels(reisverslag),
    )


@require_http_methods(["GET", "POST"])
def reisverslag_give_back(request, pk):
    reisverslag = visible(request, pk)
    if not permissions.may_write(request.user) or reisverslag.stap != Stap.TER_BEOORDELING:
        raise PermissionDenied
    form = TeruggevenForm(posted(request))
    done, _ = try_to_save(form, lambda **data: services.give_back_reisverslag(reisverslag.pk, actor=request.user, op=timezone.now(), **data))  # fmt: skip
    if done:
        return redirect(url(reisverslag))
    return form_page(
        request,
        form,
        kop="Teruggeven aan de auteur",
        lead="Het wordt weer een concept. De auteur krijgt een melding en leest hier wat er anders moet.",
        knop="Teruggeven",
        terug=url(reisverslag),
        kruimels=kruimels(reisverslag),
    )


@require_http_methods(["GET", "POST"])
def reisverslag_publish(request, pk):
    reisverslag = visible(request, pk)
    if reason := permissions.reason_not_to_publish(request.user, reisverslag):
        raise PermissionDenied(reason)
    form = PublicerenForm(posted(request))
    done, _ = try_to_save(form, lambda **data: services.publish(reisverslag.pk, actor=request.user, op=timezone.now()))  # fmt: skip
    if done:
        messages.success(request, "Dit reisverslag is nu openbaar: iedereen kan het lezen.")
        return redirect(url(reisverslag))
    return form_page(
        request,
        form,
        kop="Openbaar maken",
        lead="Iedereen kan het dan lezen en ophalen, zonder in te loggen. U kunt het later weer intrekken, met een reden.",
        knop="Openbaar maken",
        terug=url(reisverslag),
        kruimels=kruimels(reisverslag),
    )


@require_http_methods(["GET", "POST"])
def reisverslag_withdraw(request, pk):
    reisverslag = visible(request, pk)
    if reason := permissions.reason_not_to_withdraw_publication(request.user, reisverslag):
        raise PermissionDenied(reason)
    form = IntrekkenForm(posted(request))
    done, _ = try_to_save(form, lambda **data: services.withdraw_publication(reisverslag.pk, actor=request.user, op=timezone.now(), **data))  # fmt: skip
    if done:
        messages.success(request, "Dit reisverslag is niet meer openbaar.")
        return redirect(url(reisverslag))
    return form_page(
        request,
        form,
        kop="Niet meer openbaar",
        lead="Op de openbare pagina staat dan dat het is ingetrokken, en wanneer. De reden blijft binnen.",
        knop="Intrekken",
        terug=url(reisverslag),
        kruimels=kruimels(reisverslag),
    )
