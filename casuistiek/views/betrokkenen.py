"""Who a casus is about. On no other page, in no address, and never read without a row in the log.

sensitive_variables without names keeps every local variable, here and in what is called from here, out of error
reports.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import permissions, services
from casuistiek.forms.casus import BetrokkeneForm
from casuistiek.models import Betrokkene
from casuistiek.versleuteling import WrongKey
from casuistiek.views.gedeeld import sent, to_casus, visible_casus


@sensitive_variables()
@require_http_methods(["GET", "POST"])
def betrokkene_list(request, kenmerk):
    """First what a look means; only a press on the button (a POST) reads, and writes the look down."""
    casus = visible_casus(request, kenmerk)
    if permissions.grond_om_te_zien(request.user, casus, timezone.now()) is None:
        raise PermissionDenied
    return _page(request, casus, BetrokkeneForm(), look=request.method == "POST")


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def betrokkene_add(request, kenmerk):
    casus = _own_casus(request, kenmerk)
    form = BetrokkeneForm(request.POST or None)
    if sent(form, lambda **velden: services.set_betrokkene(casus.pk, actor=request.user, **velden)):
        messages.success(request, "De betrokkene is toegevoegd, versleuteld.")
        return to_casus(casus)
    return _page(request, casus, form, look=False)


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def betrokkene_change(request, kenmerk, pk):
    casus = _own_casus(request, kenmerk)
    _known(casus, pk)
    form = BetrokkeneForm(request.POST, prefix=str(pk))
    if sent(form, lambda **velden: services.set_betrokkene(casus.pk, actor=request.user, betrokkene_id=pk, **velden)):  # fmt: skip
        messages.success(request, "De gegevens van de betrokkene zijn gewijzigd.")
        return to_casus(casus)
    return _page(request, casus, BetrokkeneForm(), look=True, changed=form)


@require_POST
def betrokkene_remove(request, kenmerk, pk):
    casus = _own_casus(request, kenmerk)
    _known(casus, pk)
    services.remove_betrokkene(casus.pk, actor=request.user, betrokkene_id=pk)
    messages.success(request, "De gegevens van de betrokkene zijn gewist.")
    return to_casus(casus)


def _own_casus(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    if not permissions.is_verantwoordelijk(request.user, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    return casus


def _known(casus, pk) -> None:
    if not casus.betrokkenen.filter(pk=pk).exists():
        raise Http404


def _page(request, casus, add_form, *, look: bool, changed=None):
    rows, unreadable = [], False
    if look:
        try:
            rows = services.look_at_betrokkenen(casus.pk, actor=request.user)
        except WrongKey:
            unreadable = True
    context = {
        "casus": casus,
        "aantal": casus.betrokkenen.count(),
        "rijen": [(one, change_form(one, changed)) for one in rows],
        "is_ingezien": look and not unreadable,
        "is_onleesbaar": unreadable,
        "add_form": add_form,
        "may_change": permissions.is_verantwoordelijk(request.user, casus),
    }
    refused = add_form.is_bound or changed is not None
    return render(request, "casuistiek/betrokkene_list.html", context, status=422 if refused else 200)


def change_form(betrokkene: Betrokkene, changed: BetrokkeneForm | None) -> BetrokkeneForm:
    if changed is not None and changed.prefix == str(betrokkene.pk):
        return changed
    return BetrokkeneForm(
        prefix=str(betrokkene.pk), initial={"naam": betrokkene.naam, "contact": betrokkene.contact}
    )
