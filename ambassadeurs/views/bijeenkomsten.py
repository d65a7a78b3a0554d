"""Bijeenkomsten: those to come, one of them, and the calendar to follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ambassadeurs import permissions, services
from ambassadeurs.agenda import MEDIA_TYPE, as_ics
from ambassadeurs.forms.bijeenkomsten import BijeenkomstForm, RitmeForm, VerslagForm
from ambassadeurs.models import Bijeenkomst, Deelname, Ritme
from ambassadeurs.persoonlijke_link import agenda_token, read_agenda_token
from ambassadeurs.queries import ritmestanden
from brunssum.core.accounts import site_url
from brunssum.core.exceptions import Tussentijds
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebruiker, LogRegel
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal, tell_meanwhile


@require_GET
@requires(Recht.AMBASSADEURS_ZIEN)
def bijeenkomst_list(request):
    user, now = request.user, timezone.now()
    rows = Bijeenkomst.objects.visible_to(user).for_list()
    page = Paginator(rows.before_now(now), per_page=20).get_page(request.GET.get("pagina"))
    context = {
        "komend": rows.from_now(now)[:50],
        "page": page,
        "ritmes": ritmestanden(user, now),
        "may_manage": permissions.may_manage(user),
        "agenda_url": site_url(reverse("ambassadeurs:agenda", args=[agenda_token(user.pk)])),
    }
    return render_page_or_partial(request, "ambassadeurs/bijeenkomst_list.html", "geweest", context)


@require_GET
def bijeenkomst(request, pk):
    found = _visible(request, pk)
    user, now = request.user, timezone.now()
    deelnames = list(found.deelnames.select_related("ambassadeur__groep", "organisatie").order_by("pk"))
    there = [one for one in deelnames if one.status == Deelname.Status.AANWEZIG]
    context = {
        "bijeenkomst": found,
        "is_geweest": found.begint_op < now,
        "gevraagd": len([one for one in deelnames if one.ambassadeur_id]),
        "gemaild": len([one for one in deelnames if one.gemaild_op]),
        "ambassadeurs": [one.ambassadeur for one in there if one.ambassadeur_id],
        "organisaties": [one.organisatie for one in there if one.organisatie_id],
        "reflecties": found.reflecties.for_list(),
        "leerpunten": found.leerpunten.visible_to(user),
        "may_manage": permissions.may_manage(user),
        "bezwaar_wijzigen": permissions.bezwaar_tegen_wijzigen(found),
        "regels": LogRegel.objects.about(found)[:20] if permissions.may_manage(user) else None,
    }
    return render(request, "ambassadeurs/bijeenkomst.html", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.AMBASSADEURS_BEHEREN)
def bijeenkomst_plan(request):
    form = BijeenkomstForm(request.POST or None)
    if form.is_valid():
        try:
            found = services.plan_bijeenkomst(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De bijeenkomst staat gepland.")
            return redirect("ambassadeurs:bijeenkomst", found.pk)
    return _form(request, form, kop="Bijeenkomst plannen", knop="Plannen")


@require_http_methods(["GET", "POST"])
def bijeenkomst_change(request, pk):
    found = _managed(request, pk)
    if permissions.bezwaar_tegen_wijzigen(found):
        raise Http404
    form = BijeenkomstForm(request.POST or None, initial=BijeenkomstForm.initial_of(found))
    if form.is_valid():
        try:
            services.change_bijeenkomst(found.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De bijeenkomst is veranderd.")
            return redirect("ambassadeurs:bijeenkomst", found.pk)
    return _form(request, form, found, kop="Bijeenkomst wijzigen", knop="Bewaren")


@require_POST
def bijeenkomst_cancel(request, pk):
    found = _managed(request, pk)
    return _press(
        request,
        found,
        lambda: services.cancel_bijeenkomst(found.pk, actor=request.user, moment=timezone.now()),
        "De bijeenkomst is afgelast. Stuur wie al bericht kreeg een mail.",
    )


@require_POST
def bijeenkomst_invite(request, pk):
    found = _managed(request, pk)
    return _press(
        request,
        found,
        lambda: services.request_uitnodigingen(found.pk, actor=request.user, moment=timezone.now()),
        "De mails gaan zo weg.",
    )


@require_http_methods(["GET", "POST"])
def bijeenkomst_report(request, pk):
    """Who was there, and what came of it. When another was quicker, both texts are shown and the writer chooses."""
    found = _managed(request, pk)
    if found.afgelast_op:
        raise Http404
    there = found.deelnames.filter(status=Deelname.Status.AANWEZIG)
    initial = {
        "verslag": found.verslag,
        "gelezen": found.verslag,
        "inwoners": found.inwoners,
        "aanwezig": there.filter(ambassadeur__isnull=False).values_list("ambassadeur", flat=True),
        "organisaties": there.filter(organisatie__isnull=False).values_list("organisatie", flat=True),
        "leerpunten": found.leerpunten.values_list("pk", flat=True),
    }
    form = VerslagForm(request.POST or None, bijeenkomst=found, gebruiker=request.user, initial=initial)
    staat_nu = None
    if form.is_valid():
        try:
            services.report_bijeenkomst(found.pk, actor=request.user, **form.cleaned_data)
        except Tussentijds as refused:
            found.refresh_from_db()
            staat_nu = found.verslag
            tell_meanwhile(form, refused, gelezen=staat_nu)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het verslag is bewaard.")
            return redirect("ambassadeurs:bijeenkomst", found.pk)
    return _form(request, form, found, kop="Verslag en aanwezigen", knop="Bewaren", staat_nu=staat_nu)


@require_http_methods(["GET", "POST"])
@requires(Recht.AMBASSADEURS_BEHEREN)
def ritme_set(request):
    present = dict(Ritme.objects.values_list("soort", "maanden"))
    form = RitmeForm(request.POST or None, initial=present)
    if form.is_valid():
        for soort, maanden in form.cleaned_data.items():
            if maanden != present.get(soort):
                services.set_ritme(actor=request.user, soort=soort, maanden=maanden)
        messages.success(request, "Het ritme is bewaard.")
        return redirect("ambassadeurs:bijeenkomst_list")
    return _form(request, form, kop="Hoe vaak is er een bijeenkomst", knop="Bewaren")


@require_GET
def bijeenkomst_ics(request, pk):
    """One bijeenkomst, for one's own calendar."""
    return _ics([_visible(request, pk)], is_feed=False)


@login_not_required
@require_GET
def agenda(request, token):
    """All bijeenkomsten that one person may see, for a calendar that follows them: it cannot log in."""
    gebruiker = Gebruiker.objects.with_rollen().filter(pk=read_agenda_token(token), is_active=True).first()
    if gebruiker is None:
        raise Http404
    return _ics(Bijeenkomst.objects.visible_to(gebruiker).order_by("-begint_op")[:200], is_feed=True)


def _ics(bijeenkomsten, *, is_feed):
    response = HttpResponse(as_ics(bijeenkomsten, is_feed=is_feed), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'attachment; filename="bijeenkomsten.ics"'
    return response


def _press(request, found, action, done):
    try:
        action()
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, done)
    return redirect("ambassadeurs:bijeenkomst", found.pk)


def _visible(request, pk) -> Bijeenkomst:
    return get_object_or_404(
        Bijeenkomst.objects.visible_to(request.user).for_list().select_related("organisator"), pk=pk
    )


def _managed(request, pk) -> Bijeenkomst:
    found = _visible(request, pk)
    if not permissions.may_manage(request.user):
        raise PermissionDenied
    return found


def _form(request, form, bijeenkomst=None, **context):
    context |= {"form": form, "bijeenkomst": bijeenkomst}
    return render(
        request, "ambassadeurs/bijeenkomst_form.html", context, status=422 if form.is_bound else 200
    )
