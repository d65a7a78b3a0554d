"""The groups and their pages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ambassadeurs import permissions, services
from ambassadeurs.forms.groepen import EindeForm, GroepForm, LidForm, WerkwijzeForm
from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Recht


@require_GET
def groep_list(request):
    if not request.user.mag(Recht.AMBASSADEURS_ZIEN):
        raise PermissionDenied
    groepen = Ambassadeursgroep.objects.visible_to(request.user).for_list(timezone.localdate())
    context = {"groepen": groepen, "may_manage": permissions.may_manage(request.user)}
    return render(request, "ambassadeurs/groep_list.html", context)


@require_GET
def groep_detail(request, pk):
    groep = _visible(request, pk)
    user, vandaag = request.user, timezone.localdate()
    leden = list(groep.ambassadeurs.select_related("gebruiker").order_by("lid_van", "pk"))
    context = {
        "groep": groep,
        "leden": [lid for lid in leden if lid.lid_tot is None or lid.lid_tot > vandaag],
        "oud_leden": [lid for lid in leden if lid.lid_tot is not None and lid.lid_tot <= vandaag],
        "vandaag": vandaag,
        "is_lid": any(lid.gebruiker_id == user.pk and lid.is_active_on(vandaag) for lid in leden),
        "may_change": permissions.may_change_werkwijze(user, groep, vandaag),
        "may_manage": permissions.may_manage(user),
        "regels": LogRegel.objects.about(groep)[:20] if permissions.may_manage(user) else None,
    }
    return render(request, "ambassadeurs/groep_detail.html", context)


@require_http_methods(["GET", "POST"])
def groep_add(request):
    if not permissions.may_manage(request.user):
        raise PermissionDenied
    form = GroepForm(request.POST or None)
    if form.is_valid():
        try:
            groep = services.add_groep(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            return redirect("ambassadeurs:detail", groep.pk)
    context = {"form": form, "kop": "Groep beginnen", "knop": "Groep beginnen"}
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def werkwijze_change(request, pk):
    """The group writes how it works. When another was quicker, both texts are shown and the writer chooses."""
    groep = _visible(request, pk)
    if not permissions.may_change_werkwijze(request.user, groep, timezone.localdate()):
        raise PermissionDenied
    initial = {"werkwijze": groep.werkwijze, "gelezen": groep.werkwijze}
    form = WerkwijzeForm(request.POST or None, initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            services.change_werkwijze(
                groep.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except Tussentijds as refused:
            form.add_error(None, refused.messages)
            groep.refresh_from_db()
            staat_nu = groep.werkwijze
            form.data = form.data.copy()
            form.data["gelezen"] = staat_nu
        else:
            messages.success(request, "De werkwijze is bewaard.")
            return redirect("ambassadeurs:detail", groep.pk)
    context = {"groep": groep, "form": form, "staat_nu": staat_nu}
    return render(request, "ambassadeurs/werkwijze.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def lid_add(request, pk):
    groep = _managed(request, pk)
    form = LidForm(request.POST or None)
    if form.is_valid():
        try:
            lid = services.add_lid(groep.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, f"{lid} doet mee.")
            return redirect("ambassadeurs:detail", groep.pk)
    context = {"groep": groep, "form": form, "kop": "Ambassadeur toevoegen", "knop": "Toevoegen"}
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def lid_end(request, pk, lid_pk):
    groep = _managed(request, pk)
    lid = get_object_or_404(Ambassadeur, groep=groep, pk=lid_pk)
    if lid.lid_tot is not None:
        raise Http404
    form = EindeForm(request.POST or None)
    if form.is_valid():
        try:
            services.end_lidmaatschap(lid.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, f"{lid} doet niet meer mee.")
            return redirect("ambassadeurs:detail", groep.pk)
    context = {
        "groep": groep,
        "form": form,
        "kop": f"{lid} stopt",
        "uitleg": "Dat deze ambassadeur meedeed, blijft staan.",
        "knop": "Einde vastleggen",
    }
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


def _visible(request, pk) -> Ambassadeursgroep:
    return get_object_or_404(Ambassadeursgroep.objects.visible_to(request.user), pk=pk)


def _managed(request, pk) -> Ambassadeursgroep:
    groep = _visible(request, pk)
    if not permissions.may_manage(request.user):
        raise PermissionDenied
    return groep
