"""Groups that write along on the concept of a doelstelling."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ambassadeurs import permissions
from ambassadeurs.forms.meeschrijven import GroepUitnodigenForm, MeeschrijfForm
from ambassadeurs.models import Ambassadeur, Meeschrijven
from ambassadeurs.services import meeschrijven as services
from brunssum.core.exceptions import Tussentijds
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.rollen import Recht, Rol
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen.models import Doelstelling


@require_GET
@requires(Recht.AMBASSADEURS_ZIEN)
def meeschrijvers_bij(request, pk):
    """For hx-get from the page of a doelstelling: which groups write along, and the way to do so."""
    user = request.user
    doelstelling = get_object_or_404(Doelstelling.objects.visible_to(user), pk=pk)
    own = Ambassadeur.objects.active_on(timezone.localdate()).filter(gebruiker=user)
    mine = set(own.values_list("groep", flat=True)) if Rol.AMBASSADEUR in user.rollen else set()
    rows = Meeschrijven.objects.visible_to(user).filter(doelstelling=doelstelling).for_list()
    context = {
        "doelstelling": doelstelling,
        "meeschrijvers": [(one, one.groep_id in mine) for one in rows],
        "may_manage": permissions.may_manage(user),
        "bezwaar": permissions.bezwaar_tegen_meeschrijven(doelstelling),
    }
    return render_page_or_partial(request, "ambassadeurs/meeschrijvers_bij.html", "lijst", context)


@require_http_methods(["GET", "POST"])
def meeschrijver_add(request, pk):
    doelstelling = get_object_or_404(Doelstelling.objects.visible_to(request.user), pk=pk)
    if not permissions.may_manage(request.user):
        raise PermissionDenied
    form = GroepUitnodigenForm(posted(request), doelstelling=doelstelling)
    if form.is_valid():
        try:
            made = services.invite_groep(
                doelstelling.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"{made.groep} schrijft mee.")
            return redirect("programma:doelstelling", doelstelling.pk)
    context = {"doelstelling": doelstelling, "form": form}
    return render(
        request, "ambassadeurs/meeschrijver_add.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def meeschrijver_end(request, pk):
    meeschrijven = get_object_or_404(Meeschrijven.objects.visible_to(request.user), pk=pk)
    if not permissions.may_manage(request.user):
        raise PermissionDenied
    doelstelling = services.end_meeschrijven(meeschrijven.pk, actor=request.user)
    messages.success(request, "Deze groep schrijft niet meer mee. Wat zij schreef, blijft staan.")
    return redirect("programma:doelstelling", doelstelling.pk)


@require_http_methods(["GET", "POST"])
def meeschrijven(request, pk):
    """A member writes on the words. When another was quicker, both texts are shown and the writer chooses."""
    found = get_object_or_404(Meeschrijven.objects.visible_to(request.user).for_list(), pk=pk)
    vandaag = timezone.localdate()
    if reason := permissions.reason_not_to_write_along(request.user, found.groep, vandaag):
        raise PermissionDenied(reason)
    doelstelling = found.doelstelling
    if zin := permissions.bezwaar_tegen_meeschrijven(doelstelling):
        messages.warning(request, zin)
        return redirect("programma:doelstelling", doelstelling.pk)
    initial = {
        "naam": doelstelling.naam,
        "omschrijving": doelstelling.omschrijving,
        "basisversie": doelstelling.versienummer,
    }
    form = MeeschrijfForm(posted(request), initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            services.write_along(found.pk, actor=request.user, op=vandaag, **form.cleaned_data)
        except Tussentijds as refused:
            staat_nu = Doelstelling.objects.get(pk=doelstelling.pk)
            tell_meanwhile(form, refused, basisversie=staat_nu.versienummer)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"Bewaard, namens {found.groep}.")
            return redirect("programma:doelstelling", doelstelling.pk)
    context = {"meeschrijven": found, "doelstelling": doelstelling, "form": form, "staat_nu": staat_nu}
    return render(request, "ambassadeurs/meeschrijven.html", context, status=422 if form.is_bound else 200)
