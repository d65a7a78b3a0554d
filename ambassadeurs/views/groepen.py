"""The groups and their pages."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ambassadeurs import permissions, services
from ambassadeurs.forms.bijeenkomsten import ModuleForm
from ambassadeurs.forms.groepen import (
    EindeForm,
    GroepForm,
    GroepWijzigenForm,
    LidForm,
    LidWijzigenForm,
    WerkwijzeForm,
)
from ambassadeurs.models import Ambassadeur, Ambassadeursgroep, Bijeenkomst, Reflectie
from ambassadeurs.queries import reflectiestand, ritmestanden, training
from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Recht
from brunssum.core.views.formulieren import show_refusal, tell_meanwhile


@require_GET
def groep_list(request):
    if not request.user.mag(Recht.AMBASSADEURS_ZIEN):
        raise PermissionDenied
    user, now = request.user, timezone.now()
    context = {
        "groepen": Ambassadeursgroep.objects.visible_to(user).for_list(timezone.localdate()),
        "may_manage": permissions.may_manage(user),
        "stand": reflectiestand(user, timezone.localdate()),
        "ritmes": ritmestanden(user, now),
        "komend": Bijeenkomst.objects.visible_to(user).not_cancelled().from_now(now).for_list()[:4],
    }
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
        "is_lid": any(lid.gebruiker_id == user.pk and lid.is_active_on(vandaag) for lid in leden),
        "may_change": permissions.may_change_werkwijze(user, groep, vandaag),
        "may_manage": permissions.may_manage(user),
        "may_reflect": permissions.may_reflect(user, groep, vandaag),
        "reflecties": Reflectie.objects.visible_to(user).filter(groep=groep).for_list()[:8],
        "schrijft_mee": groep.schrijft_mee.visible_to(user).for_list(),
        "komend": groep.bijeenkomsten.not_cancelled().from_now(timezone.now())[:4],
        "heeft_training": groep.modules.exists(),
        "vandaag": vandaag,
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
            show_refusal(form, refused)
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
            groep.refresh_from_db()
            staat_nu = groep.werkwijze
            tell_meanwhile(form, refused, gelezen=staat_nu)
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
            show_refusal(form, refused)
        else:
            messages.success(request, f"{lid} doet mee.")
            return redirect("ambassadeurs:detail", groep.pk)
    context = {"groep": groep, "form": form, "kop": "Ambassadeur toevoegen", "knop": "Toevoegen"}
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def groep_change(request, pk):
    groep = _managed(request, pk)
    initial = {name: getattr(groep, name) for name in services.GROEP}
    form = GroepWijzigenForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            services.change_groep(groep.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De gegevens van de groep zijn bewaard.")
            return redirect("ambassadeurs:detail", groep.pk)
    context = {"groep": groep, "form": form, "kop": "Groep wijzigen", "knop": "Bewaren"}
    return render(request, "ambassadeurs/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def lid_change(request, pk, lid_pk):
    """What we know of an ambassadeur; here also the personal link is mailed or ended."""
    groep = _managed(request, pk)
    lid = get_object_or_404(Ambassadeur, groep=groep, pk=lid_pk, lid_tot=None)
    form = LidWijzigenForm(request.POST or None, initial={name: getattr(lid, name) for name in services.LID})
    if form.is_valid():
        try:
            services.change_lid(lid.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De gegevens zijn bewaard.")
            return redirect("ambassadeurs:lid", groep.pk, lid.pk)
    context = {"groep": groep, "lid": lid, "form": form}
    return render(request, "ambassadeurs/lid.html", context, status=422 if form.is_bound else 200)


@require_POST
def lid_mail(request, pk, lid_pk):
    groep = _managed(request, pk)
    lid = get_object_or_404(Ambassadeur, groep=groep, pk=lid_pk)
    try:
        services.request_link_mail(lid.pk, actor=request.user)
    except services.CannotMail as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, "De mail met de eigen link gaat zo weg.")
    return redirect("ambassadeurs:lid", groep.pk, lid.pk)


@require_POST
def lid_renew_link(request, pk, lid_pk):
    groep = _managed(request, pk)
    lid = get_object_or_404(Ambassadeur, groep=groep, pk=lid_pk)
    services.renew_link(lid.pk, actor=request.user)
    messages.success(request, "De oude link werkt niet meer. Mail zo nodig een nieuwe.")
    return redirect("ambassadeurs:lid", groep.pk, lid.pk)


@require_GET
def training_overview(request, pk):
    """Who of the group followed which module."""
    groep = _visible(request, pk)
    context = {
        "groep": groep,
        "training": training(groep, timezone.localdate()),
        "may_manage": permissions.may_manage(request.user),
    }
    return render(request, "ambassadeurs/training.html", context)


@require_http_methods(["GET", "POST"])
def module_add(request, pk):
    groep = _managed(request, pk)
    form = ModuleForm(request.POST or None)
    if form.is_valid():
        try:
            services.save_module(actor=request.user, groep=groep, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return redirect("ambassadeurs:training", groep.pk)
    context = {"groep": groep, "form": form, "kop": "Module toevoegen", "knop": "Bewaren"}
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
            show_refusal(form, refused)
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
