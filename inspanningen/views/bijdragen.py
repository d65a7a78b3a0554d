"""What one inspanning brings closer: how strong, why we think so, what we saw of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.exceptions import Tussentijds
from brunssum.core.rollen import Zicht
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen import permissions
from inspanningen.forms.doelen import BewijsForm, BijdrageForm
from inspanningen.models import Bijdrage, Inspanning
from inspanningen.presenters.doelen import bijdrage_regels
from inspanningen.queries.bijdragen import bewezen
from inspanningen.services import bijdrage as services


@require_GET
def bijdragen(request, pk):
    user = request.user
    inspanning = get_object_or_404(Inspanning.objects.visible_to(user), pk=pk)
    regels = bijdrage_regels(bewezen(Bijdrage.objects.visible_to(user).filter(inspanning=inspanning)))
    context = {
        "inspanning": inspanning,
        "bijdragen": [regel for regel in regels if regel.loopt],
        "eerder": [regel for regel in regels if not regel.loopt],
        "met_namen": user.zicht >= Zicht.INTERN,
        "mag_bewerken": permissions.may_edit(user, inspanning),
        "reden": permissions.reason_not_to_edit(user, inspanning) if permissions.edits_some(user) else "",
    }
    return render(request, "inspanningen/bijdragen.html", context)


@require_http_methods(["GET", "POST"])
def bijdrage_edit(request, pk):
    bijdrage = _editable(request, pk)
    initial = {"sterkte": bijdrage.sterkte, "aanname": bijdrage.aanname, "gelezen": bijdrage.aanname}
    form = BijdrageForm(posted(request), initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            services.edit_bijdrage(bijdrage.pk, actor=request.user, **form.cleaned_data)
        except Tussentijds as refused:
            bijdrage.refresh_from_db()
            staat_nu = bijdrage.aanname
            tell_meanwhile(form, refused, gelezen=staat_nu)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De bijdrage is bewaard.")
            return redirect(_page_of(bijdrage))
    context = {"bijdrage": bijdrage, "form": form, "staat_nu": staat_nu, "kop": "Hoe sterk, en waarom"}
    return _form_page(request, context)


@require_http_methods(["GET", "POST"])
def bewijs_add(request, pk):
    bijdrage = _editable(request, pk)
    if not bijdrage.loopt:
        messages.warning(request, services.NIET_OP_DE_KAART)
        return redirect(_page_of(bijdrage))
    form = BewijsForm(posted(request), user=request.user)
    if form.is_valid():
        try:
            services.add_bewijs(
                bijdrage.pk, actor=request.user, vandaag=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Dit staat er nu bij, en het blijft staan.")
            return redirect(_page_of(bijdrage))
    context = {"bijdrage": bijdrage, "form": form, "kop": "Wat zagen we", "is_bewijs": True}
    return _form_page(request, context)


def _editable(request, pk) -> Bijdrage:
    rows = Bijdrage.objects.visible_to(request.user).select_related("inspanning", "doelstelling")
    bijdrage = get_object_or_404(rows, pk=pk)
    if reason := permissions.reason_not_to_edit(request.user, bijdrage.inspanning):
        raise PermissionDenied(reason)
    return bijdrage


def _page_of(bijdrage: Bijdrage) -> str:
    return f"{reverse('inspanningen:doelen', args=[bijdrage.inspanning_id])}#bijdrage-{bijdrage.pk}"


def _form_page(request, context):
    status = 422 if context["form"].is_bound else 200
    return render(request, "inspanningen/bijdrage_form.html", context, status=status)
