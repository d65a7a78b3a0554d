"""The projectkaart: read it, edit it per sectie, bring it to another fase."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen import permissions, presenters, queries, services
from inspanningen.forms.kaart import AddInspanningForm, FaseForm, SectieForm
from inspanningen.models import Inspanning, Leerpunt, Wijkplanactie
from inspanningen.stand import read_stand
from inspanningen.velden import BASIS
from inspanningen.volledigheid import volledigheid


@require_GET
def detail(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user).for_kaart(), pk=pk)
    return render(request, "inspanningen/inspanning_detail.html", _kaart_context(request, inspanning))


@require_http_methods(["GET", "POST"])
def edit(request, pk, sectie):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    reason = permissions.reason_not_to_edit(request.user, inspanning)
    if reason:
        raise PermissionDenied(reason)
    options = {"sectie": sectie, "zicht": request.user.zicht, "inspanning": inspanning}
    if request.method == "GET":
        initial = presenters.form_initial(read_stand(inspanning), inspanning.versienummer)
        return _render_edit(request, inspanning, sectie, SectieForm(initial=initial, **options))
    form = SectieForm(request.POST, **options)
    if not form.is_valid():
        return _render_edit(request, inspanning, sectie, form, status=422)
    toelichting = form.cleaned_data["toelichting"]
    try:
        services.edit_inspanning(
            inspanning.pk,
            actor=request.user,
            basisversie=form.cleaned_data["basisversie"],
            velden=form.velden,
            toelichting=toelichting,
        )
    except services.Botst as botst:
        initial = presenters.form_initial(botst.waarden, botst.versienummer, toelichting)
        again = SectieForm(initial=initial, **options)
        return _render_edit(request, inspanning, sectie, again, botst=botst, status=422)
    except ValidationError as refused:
        show_refusal(form, refused)
        return _render_edit(request, inspanning, sectie, form, status=422)
    return _after_save(request, inspanning, sectie)


@require_http_methods(["GET", "POST"])
def add(request):
    reason = permissions.reason_not_to_add(request.user)
    if reason:
        raise PermissionDenied(reason)
    form = AddInspanningForm(posted(request))
    if form.is_valid():
        try:
            inspanning = services.add_inspanning(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"{inspanning} is toegevoegd. Vul nu de kaart verder in.")
            return redirect("inspanningen:detail", inspanning.pk)
    return render(
        request,
        "inspanningen/inspanning_add.html",
        {"form": form},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
def change_fase(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    reason = permissions.reason_not_to_edit(request.user, inspanning)
    if reason:
        raise PermissionDenied(reason)
    form = FaseForm(posted(request), inspanning=inspanning)
    if form.is_valid():
        try:
            changed = services.change_fase(inspanning.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De fase is nu ‘{changed.get_fase_display()}’.")
            return redirect("inspanningen:detail", inspanning.pk)
    return render(
        request,
        "inspanningen/inspanning_fase.html",
        {"inspanning": inspanning, "form": form},
        status=422 if form.is_bound else 200,
    )


def _kaart_context(request, inspanning: Inspanning) -> dict:
    kaart = queries.kaart(inspanning, request.user.zicht)
    is_intern = request.user.zicht >= Zicht.INTERN
    return {
        "kaart": kaart,
        "fase_badge": presenters.FASE_BADGE[kaart.fase],
        "secties": presenters.sectie_weergaven(kaart),
        "volledigheid": volledigheid(kaart) if is_intern else None,
        "leerpunten": Leerpunt.objects.visible_to(request.user).filter(inspanningen=inspanning).for_list(),
        "wijkplanacties": Wijkplanactie.objects.visible_to(request.user).of_inspanning(inspanning.pk),
        "mag_leerpunt": not permissions.reason_not_to_add_leerpunt(request.user),
        "mag_leren": request.user.mag(Recht.LEREN_ZIEN),
        "mag_reflecties": request.user.mag(Recht.AMBASSADEURS_ZIEN),
        "mag_eigen_reflecties": request.user.mag(Recht.REFLECTIES_EIGEN),
        "mag_verslagen": request.user.mag(Recht.REISVERSLAG_LEZEN),
        "mag_versies": not permissions.reason_not_to_see_versies(request.user),
        "mag_bewerken": permissions.may_edit(request.user, inspanning),
        "reden": permissions.reason_not_to_edit(request.user, inspanning)
        if permissions.edits_some(request.user)
        else "",
    }


def _render_edit(request, inspanning, sectie, form, *, botst=None, status=200):
    context = {
        "inspanning": inspanning,
        "sectie": sectie,
        "titel": presenters.sectie_titel(sectie),
        "form": form,
        "veldregels": presenters.veldregels(form, botst),
        "botst": botst,
        "in_plaats": wants_partial(request),
    }
    return render_page_or_partial(
        request, "inspanningen/inspanning_edit.html", "formulier", context, status=status
    )


def _after_save(request, inspanning: Inspanning, sectie: str):
    """The sectie as it now reads, in its place; the whole kaart when its name may be another, or without JavaScript."""
    if not wants_partial(request) or sectie == BASIS.key:
        messages.success(request, f"‘{presenters.sectie_titel(sectie)}’ is opgeslagen.")
        if wants_partial(request):
            return HttpResponseClientRefresh()
        return redirect(f"{reverse('inspanningen:detail', args=[inspanning.pk])}#sectie-{sectie}")
    fresh = Inspanning.objects.for_kaart().get(pk=inspanning.pk)
    context = _kaart_context(request, fresh)
    weergave = next(item for item in context["secties"] if item.key == sectie)
    return render(
        request, "inspanningen/inspanning_saved.html", context | {"sectie": weergave, "opgeslagen": True}
    )
