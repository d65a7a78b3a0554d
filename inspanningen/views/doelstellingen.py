"""One doelstelling: its words, its figures, who works on it; written as a concept, adopted by the programmamanager."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.exceptions import Tussentijds
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen import presenters, queries
from inspanningen.forms.doelen import DoelstellingForm, StatusForm
from inspanningen.models import Bijdrage, Doelstelling
from inspanningen.permissions import doelen as permissions
from inspanningen.presenters.doelen import bijdrage_regels, versie_regels
from inspanningen.queries.bijdragen import bewezen
from inspanningen.services import doelstelling as services
from monitor.models import Verhaal

VERHALEN = 3


@require_GET
def doelstelling_detail(request, pk):
    user = request.user
    doelstelling = _visible(request, pk)
    streven = queries.streven_van([doelstelling], user)
    bijdragen = bewezen(Bijdrage.objects.visible_to(user).filter(doelstelling=doelstelling))
    themas = {one.streefwaarde.indicator.thema_id for one in streven} | {doelstelling.hoek_id} - {None}
    verhalen = Verhaal.objects.visible_to(user).published().filter(thema__in=themas).for_list()
    is_intern = user.zicht >= Zicht.INTERN
    context = {
        "doelstelling": doelstelling,
        "status_badge": presenters.STATUS_BADGE[doelstelling.status],
        "onderdelen": doelstelling.onderdelen.geldend().in_order(),
        "streven": streven,
        "bijdragen": bijdrage_regels(bijdragen),
        "verhalen": verhalen[:VERHALEN],
        "met_namen": is_intern,
        "mag_reflecties": user.mag(Recht.AMBASSADEURS_ZIEN),
        "mag_eigen_reflecties": user.mag(Recht.REFLECTIES_EIGEN),
        "mag_bewerken": not permissions.reason_not_to_edit_doelstelling(user, doelstelling),
        "mag_status": not permissions.reason_not_to_adopt(user),
        "bezwaar_vaststellen": permissions.bezwaar_tegen_vaststellen(doelstelling)
        if doelstelling.status == Doelstelling.Status.CONCEPT
        else "",
        "reden": permissions.reason_not_to_edit_doelstelling(user, doelstelling)
        if user.mag(Recht.INSPANNINGEN_BEWERKEN)
        else "",
    }
    return render(request, "inspanningen/doelstelling_detail.html", context)


@require_http_methods(["GET", "POST"])
def doelstelling_add(request):
    if reason := permissions.reason_not_to_manage(request.user):
        raise PermissionDenied(reason)
    form = DoelstellingForm(posted(request))
    if form.is_valid():
        try:
            made = services.add_doelstelling(
                actor=request.user, soort=form.cleaned_data["soort"], **form.velden
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"{made} staat er als concept.")
            return redirect("programma:doelstelling", made.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "POST"])
def doelstelling_edit(request, pk):
    doelstelling = _visible(request, pk)
    if reason := permissions.reason_not_to_edit_doelstelling(request.user, doelstelling):
        raise PermissionDenied(reason)
    initial = {name: getattr(doelstelling, name) for name in (*services.TEKST, *services.FEITEN)}
    initial["basisversie"] = doelstelling.versienummer
    form = DoelstellingForm(posted(request), doelstelling=doelstelling, initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            services.edit_doelstelling(
                doelstelling.pk,
                actor=request.user,
                basisversie=form.cleaned_data["basisversie"],
                velden=form.velden,
                toelichting=form.cleaned_data["toelichting"],
            )
        except Tussentijds as refused:
            staat_nu = _visible(request, pk)
            tell_meanwhile(form, refused, basisversie=staat_nu.versienummer)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De doelstelling is bewaard.")
            return redirect("programma:doelstelling", doelstelling.pk)
    return _form_page(request, form, doelstelling, staat_nu)


@require_http_methods(["GET", "POST"])
def doelstelling_status(request, pk):
    """Adopt it, let it lapse, or make it a concept again."""
    doelstelling = _visible(request, pk)
    if reason := permissions.reason_not_to_adopt(request.user):
        raise PermissionDenied(reason)
    form = StatusForm(posted(request), doelstelling=doelstelling)
    if form.is_valid():
        try:
            changed = services.set_status(
                doelstelling.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De doelstelling is nu: {changed.get_status_display().lower()}.")
            return redirect("programma:doelstelling", doelstelling.pk)
    context = {
        "doelstelling": doelstelling,
        "form": form,
        "bezwaar": permissions.bezwaar_tegen_vaststellen(doelstelling)
        if doelstelling.status == Doelstelling.Status.CONCEPT
        else "",
    }
    status = 422 if form.is_bound else 200
    return render(request, "inspanningen/doelstelling_status.html", context, status=status)


@require_GET
def doelstelling_versies(request, pk):
    """Who wrote what, the newest first."""
    doelstelling = _visible(request, pk)
    rows = doelstelling.versies.select_related("door").order_by("-nummer")
    page = Paginator(rows, per_page=10).get_page(request.GET.get("pagina"))
    versies = list(page.object_list)
    before = doelstelling.versies.filter(nummer__lt=versies[-1].nummer) if versies else rows.none()
    vorige = before.order_by("-nummer").first()
    context = {
        "doelstelling": doelstelling,
        "page": page,
        "versies": versie_regels(versies, vorige),
        "met_namen": request.user.zicht >= Zicht.INTERN,
    }
    return render(request, "inspanningen/doelstelling_versies.html", context)


def _visible(request, pk) -> Doelstelling:
    rows = Doelstelling.objects.visible_to(request.user).select_related("ouder", "hoek", "bateneigenaar")
    return get_object_or_404(rows, pk=pk)


def _form_page(request, form, doelstelling, staat_nu=None):
    context = {"form": form, "doelstelling": doelstelling, "staat_nu": staat_nu}
    status = 422 if form.is_bound else 200
    return render(request, "inspanningen/doelstelling_form.html", context, status=status)
