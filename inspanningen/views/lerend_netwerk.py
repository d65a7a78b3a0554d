"""What we take from other gemeenten and give to them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.exceptions import Tussentijds
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen.forms.leeruitwisseling import (
    OvernemenForm,
    UitwisselingAfrondenForm,
    UitwisselingForm,
    UitwisselingVerbeterenForm,
)
from inspanningen.models import Leerpunt, Leeruitwisseling
from inspanningen.permissions import leeruitwisseling as permissions
from inspanningen.permissions import reason_not_to_add_leerpunt
from inspanningen.presenters import leeruitwisseling as presenters
from inspanningen.queries.leeruitwisseling import per_gemeente
from inspanningen.services import leeruitwisseling as services


@require_GET
@requires(Recht.LEREN_ZIEN)
def overzicht(request):
    uitwisselingen = list(Leeruitwisseling.objects.visible_to(request.user).for_list())
    standen = per_gemeente(uitwisselingen)
    context = {
        "standen": standen,
        "tekening": presenters.netwerktekening(standen),
        "open": [one for one in uitwisselingen if one.staat == Leeruitwisseling.Staat.OPEN],
        "mag_toevoegen": not reason_not_to_add_leerpunt(request.user),
        "mag_afronden": permissions.may_finish(request.user, uitwisselingen),
        "mag_verbeteren": permissions.may_edit(request.user, uitwisselingen),
    }
    return render(request, "inspanningen/lerend_netwerk.html", context)


@require_http_methods(["GET", "POST"])
def overnemen(request):
    """A leerpunt of another gemeente made one of ours, in one step."""
    _refuse_who_may_not_add(request)
    form = OvernemenForm(posted(request))
    if form.is_valid():
        try:
            made = services.take_leerpunt(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(
                request, "Het leerpunt staat er. Rond de uitwisseling af als er iets mee is gedaan."
            )
            return redirect("leerpunten:detail", made.leerpunt_id)
    return _form_page(request, form, "Van een andere gemeente overnemen")


@require_http_methods(["GET", "POST"])
def uitwisseling_add(request, pk):
    """At a leerpunt that is there already."""
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=pk)
    _refuse_who_may_not_add(request)
    form = UitwisselingForm(posted(request))
    if form.is_valid():
        try:
            services.add_uitwisseling(actor=request.user, leerpunt=leerpunt, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De uitwisseling staat bij het leerpunt.")
            return redirect("leerpunten:detail", leerpunt.pk)
    return _form_page(request, form, "Uitwisseling toevoegen", leerpunt=leerpunt)


@require_http_methods(["GET", "POST"])
def uitwisseling_edit(request, pk):
    uitwisseling = _to_edit(request, pk)
    initial = {name: getattr(uitwisseling, name) for name in (*services.FIELDS, "uitkomst")}
    initial["gelezen"] = uitwisseling.waarover
    afgerond = uitwisseling.staat != Leeruitwisseling.Staat.OPEN
    form = UitwisselingVerbeterenForm(posted(request), afgerond=afgerond, initial=initial)
    if form.is_valid():
        try:
            services.edit_uitwisseling(uitwisseling.pk, actor=request.user, **form.cleaned_data)
        except Tussentijds as refused:
            uitwisseling.refresh_from_db()
            tell_meanwhile(form, refused, gelezen=uitwisseling.waarover)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De uitwisseling is verbeterd.")
            return redirect("leerpunten:detail", uitwisseling.leerpunt_id)
    return _form_page(request, form, "Uitwisseling verbeteren", leerpunt=uitwisseling.leerpunt)


@require_http_methods(["GET", "POST"])
def uitwisseling_finish(request, pk):
    uitwisseling = _to_edit(request, pk)
    if request.method == "GET" and (zin := permissions.bezwaar_tegen_afronden(uitwisseling)):
        messages.warning(request, zin)
        return redirect("leerpunten:detail", uitwisseling.leerpunt_id)
    form = UitwisselingAfrondenForm(posted(request))
    if form.is_valid():
        try:
            services.finish_uitwisseling(uitwisseling.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Wat ermee is gedaan is bewaard.")
            return redirect("leerpunten:detail", uitwisseling.leerpunt_id)
    uitleg = f"{uitwisseling.get_richting_display()}, {uitwisseling.organisatie}: {uitwisseling.waarover}"
    return _form_page(request, form, "Wat is ermee gedaan", leerpunt=uitwisseling.leerpunt, uitleg=uitleg)


def _to_edit(request, pk) -> Leeruitwisseling:
    rows = Leeruitwisseling.objects.visible_to(request.user).select_related("leerpunt", "organisatie")
    uitwisseling = get_object_or_404(rows, pk=pk)
    if reason := permissions.reason_not_to_edit_uitwisseling(request.user, uitwisseling):
        raise PermissionDenied(reason)
    return uitwisseling


def _refuse_who_may_not_add(request):
    if reason := reason_not_to_add_leerpunt(request.user):
        raise PermissionDenied(reason)


def _form_page(request, form, kop, *, leerpunt=None, uitleg=""):
    context = {"form": form, "kop": kop, "leerpunt": leerpunt, "uitleg": uitleg}
    status = 422 if form.is_bound else 200
    return render(request, "inspanningen/lerend_netwerk_form.html", context, status=status)
