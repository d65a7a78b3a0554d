"""The planning of one inspanning, and each mijlpaal in it."""

from collections.abc import Callable
from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.exceptions import Tussentijds
from brunssum.core.rollen import Zicht
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen.forms.mijlpalen import AddMijlpaalForm, EditMijlpaalForm, ReachMijlpaalForm, RedenForm
from inspanningen.models import Inspanning, Mijlpaal, Voortgangsmelding
from inspanningen.permissions import edits_some
from inspanningen.permissions import mijlpalen as permissions
from inspanningen.permissions.voortgang import may_see as may_see_voortgang
from inspanningen.presenters import planning as presenters
from inspanningen.presenters.tijdlijn import tijdlijn, whole_years
from inspanningen.queries.mijlpalen import mijlpaal_feiten
from inspanningen.queries.programmaplanning import time_span
from inspanningen.services import mijlpalen as services

MAX_GETEKEND = 40
"""So many mijlpalen of one inspanning are drawn; all stand in the table."""


@require_GET
def planning(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user).select_related("ouder"), pk=pk)
    vandaag = timezone.localdate()
    rows = Mijlpaal.objects.visible_to(request.user).of_inspanning(inspanning, with_onderdelen=True)
    regels = presenters.planningregels(mijlpaal_feiten(rows.in_order()), vandaag)
    reason = permissions.reason_not_to_plan(request.user, inspanning)
    groepen = [
        (naam, pk, list(own)[:MAX_GETEKEND])
        for (naam, pk), own in groupby(regels, key=lambda one: (one.feit.inspanning, one.feit.inspanning_pk))
    ]
    span = time_span(rows)
    context = {
        "inspanning": inspanning,
        "tijdlijn": tijdlijn(groepen, whole_years(span), vandaag) if span and len(regels) > 1 else None,
        "regels": [regel for regel in regels if regel.feit.inspanning_pk == inspanning.pk],
        "van_onderdelen": [regel for regel in regels if regel.feit.inspanning_pk != inspanning.pk],
        "may_plan": not reason,
        "reden": reason if edits_some(request.user) else "",
        "planning_tekst": inspanning.planning_tekst,
    }
    return render(request, "inspanningen/planning.html", context)


@require_GET
def mijlpaal_detail(request, pk):
    mijlpaal = _mijlpaal(request, pk)
    (feit,) = mijlpaal_feiten(Mijlpaal.objects.filter(pk=pk))
    reason = permissions.reason_not_to_plan(request.user, mijlpaal.inspanning)
    context = {
        "mijlpaal": mijlpaal,
        "regel": presenters.planningregel(feit, timezone.localdate()),
        "verloop": presenters.verloop_text(feit.keer_verschoven, feit),
        "verschuivingen": presenters.verschuivingregels(
            mijlpaal.verschuivingen.select_related("door").order_by("-op", "-pk")
        ),
        "meldingen": _told_by_partners(request.user, mijlpaal),
        "toon_personen": request.user.zicht >= Zicht.INTERN,
        "may_plan": not reason,
        "reden": reason if edits_some(request.user) else "",
        "may_remove": not reason and not permissions.bezwaar_tegen_weghalen(mijlpaal),
    }
    return render(request, "inspanningen/mijlpaal.html", context)


@require_http_methods(["GET", "POST"])
def mijlpaal_add(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    if reason := permissions.reason_not_to_plan(request.user, inspanning):
        raise PermissionDenied(reason)
    form = AddMijlpaalForm(posted(request))
    if form.is_valid():
        try:
            added = services.add_mijlpaal(
                inspanning.pk, actor=request.user, getypt=form.getypt, **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"‘{added}’ staat in de planning voor {added.wanneer}.")
            return redirect("inspanningen:planning", inspanning.pk)
    return _form_page(request, form, inspanning, kop="Mijlpaal toevoegen", knop="Toevoegen")


@require_http_methods(["GET", "POST"])
def mijlpaal_edit(request, pk):
    def save(form):
        services.edit_mijlpaal(
            pk, actor=request.user, op=timezone.localdate(), getypt=form.getypt, **form.cleaned_data
        )
        return "De mijlpaal is opgeslagen."

    mijlpaal = _editable(request, pk)
    initial = {"naam": mijlpaal.naam, "wanneer": mijlpaal.getypt, "toelichting": mijlpaal.toelichting}
    return _change(request, mijlpaal, EditMijlpaalForm, save, "Bewerken of verschuiven", "Opslaan", initial)


@require_http_methods(["GET", "POST"])
def mijlpaal_reach(request, pk):
    def save(form):
        services.reach_mijlpaal(pk, actor=request.user, vandaag=timezone.localdate(), **form.cleaned_data)
        return "De mijlpaal is gehaald."

    return _change(request, _editable(request, pk), ReachMijlpaalForm, save, "Mijlpaal gehaald", "Gehaald")


@require_http_methods(["GET", "POST"])
def mijlpaal_drop(request, pk):
    def save(form):
        services.drop_mijlpaal(pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)
        return "De mijlpaal is vervallen. Hij blijft zichtbaar, met de reden erbij."

    return _change(request, _editable(request, pk), RedenForm, save, "Mijlpaal laten vervallen", "Laten vervallen")  # fmt: skip


@require_http_methods(["GET", "POST"])
def mijlpaal_reopen(request, pk):
    def save(form):
        services.reopen_mijlpaal(pk, actor=request.user, **form.cleaned_data)
        return "De mijlpaal is weer gepland."

    return _change(request, _editable(request, pk), RedenForm, save, "Terug naar gepland", "Weer gepland")


@require_POST
def mijlpaal_remove(request, pk):
    mijlpaal = _editable(request, pk)
    try:
        services.remove_mijlpaal(pk, actor=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("inspanningen:mijlpaal", pk)
    messages.success(request, f"‘{mijlpaal}’ is weggehaald.")
    return redirect("inspanningen:planning", mijlpaal.inspanning_id)


def _told_by_partners(user, mijlpaal: Mijlpaal) -> list[Voortgangsmelding]:
    """What partners said of this mijlpaal, as far as this person may see it."""
    if not may_see_voortgang(user):
        return []
    return list(Voortgangsmelding.objects.visible_to(user).filter(mijlpaal=mijlpaal).for_list())


def _mijlpaal(request, pk) -> Mijlpaal:
    return get_object_or_404(
        Mijlpaal.objects.visible_to(request.user).select_related("inspanning__ouder"), pk=pk
    )


def _editable(request, pk) -> Mijlpaal:
    mijlpaal = _mijlpaal(request, pk)
    if reason := permissions.reason_not_to_plan(request.user, mijlpaal.inspanning):
        raise PermissionDenied(reason)
    return mijlpaal


def _change(
    request, mijlpaal: Mijlpaal, form_class, save: Callable, kop: str, knop: str, initial: dict | None = None
):
    """A form about one mijlpaal. When another was quicker, what stands there now is shown beside what was typed."""
    form = form_class(posted(request), initial=(initial or {}) | {"gelezen": mijlpaal.versienummer})
    nu = None
    if form.is_valid():
        try:
            said = save(form)
        except Tussentijds as refused:
            mijlpaal.refresh_from_db()
            nu = mijlpaal
            tell_meanwhile(form, refused, gelezen=mijlpaal.versienummer)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, said)
            return redirect("inspanningen:mijlpaal", mijlpaal.pk)
    return _form_page(request, form, mijlpaal.inspanning, mijlpaal=mijlpaal, kop=kop, knop=knop, nu=nu)


def _form_page(request, form, inspanning, *, kop, knop, mijlpaal=None, nu=None):
    terug = (
        reverse("inspanningen:mijlpaal", args=[mijlpaal.pk])
        if mijlpaal
        else reverse("inspanningen:planning", args=[inspanning.pk])
    )
    context = {
        "form": form,
        "inspanning": inspanning,
        "mijlpaal": mijlpaal,
        "kop": kop,
        "knop": knop,
        "nu": nu,
        "terug": terug,
    }
    return render(request, "inspanningen/mijlpaal_form.html", context, status=422 if form.is_bound else 200)
