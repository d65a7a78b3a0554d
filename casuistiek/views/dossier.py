"""The page of one casus, and the plain steps."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.presenters.actiepunten import rijen
from casuistiek import hoektekening, permissions, presenters, queries, services
from casuistiek.forms.casus import NotitieForm, StapForm
from casuistiek.forms.dossier import StapMetHoekenForm
from casuistiek.models import Hoekmeting, Inzage
from casuistiek.queries.knelpunten import knelpunten_of
from casuistiek.queries.overleg import overleggen_of
from casuistiek.stappen import ZET, Stap
from casuistiek.views.gedeeld import form_page, refuse_step_early, sent, to_casus, visible_casus

STAPPEN = {
    Stap.TER_PLEKKE: (services.go_to, "Wanneer bent u gaan kijken, en wat zag u?"),
    Stap.UITVOERING: (services.begin_uitvoering, "De kleine duw wordt gegeven: dit telt als de eerste hulp."),
    Stap.NAZORG: (services.to_nazorg, "De duw is gegeven. Kijk over drie maanden of het houdt."),
    Stap.GESLOTEN: (services.close, "Wat is toegekend en niet betaald, komt weer vrij in het budget."),
    Stap.DOORGELEID: (services.doorgeleiden, "De gewone regeling kan het toch. Wat is toegekend en niet betaald, komt vrij."),
    Stap.INGETROKKEN: (services.intrekken, "De casus hoeft niet verder. Wat is toegekend en niet betaald, komt vrij."),
}  # fmt: skip
"""The steps that ask for a day and a word: their service, and what the page says about them."""

HOEKEN_BIJ = {Stap.UITVOERING: Hoekmeting.Moment.VOOR, Stap.GESLOTEN: Hoekmeting.Moment.NA}
"""The steps that also ask how things stand in the four corners."""


@require_GET
def casus_detail(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    return render(request, "casuistiek/casus_detail.html", _context(request, casus, NotitieForm(casus=casus)))


@require_http_methods(["GET", "POST"])
def casus_step(request, kenmerk, naar):
    """One of the plain steps."""
    casus = visible_casus(request, kenmerk)
    stap = next((stap for stap in STAPPEN if stap.value.replace("_", "-") == naar), None)
    if stap is None:
        raise Http404
    if early := refuse_step_early(request, casus, stap):
        return early
    service, uitleg = STAPPEN[stap]
    form = _stap_form(casus, stap)(request.POST or None, naar=stap, casus=casus)
    if sent(form, lambda **velden: service(casus.pk, actor=request.user, **velden)):
        messages.success(request, f"{casus} staat nu op {stap.label}.")
        return to_casus(casus)
    return form_page(request, casus, form, kop=ZET[stap], uitleg=uitleg, knop=ZET[stap])


def _stap_form(casus, stap) -> type[StapForm]:
    """The form of a step: two of them also ask how things stand, unless that is known already."""
    moment = HOEKEN_BIJ.get(stap)
    if moment is None or casus.hoekmetingen.filter(moment=moment).exists():
        return StapForm
    return StapMetHoekenForm


@require_POST
def notitie_add(request, kenmerk):
    """Add a notitie: htmx gets the timeline again, a browser the page."""
    casus = visible_casus(request, kenmerk)
    form = NotitieForm(request.POST, casus=casus)
    if sent(form, lambda **velden: services.add_notitie(casus.pk, actor=request.user, op=timezone.localdate(), **velden)):  # fmt: skip
        if not request.htmx:
            return to_casus(casus, "#verloop")
        form = NotitieForm(casus=casus)
    context = _context(request, visible_casus(request, kenmerk), form)
    status = 422 if form.is_bound else 200
    return render_page_or_partial(request, "casuistiek/casus_detail.html", "verloop", context, status=status)


@require_GET
def casus_history(request, kenmerk):
    """Who did what to this casus, and who looked at its betrokkenen."""
    casus = visible_casus(request, kenmerk)
    page = Paginator(queries.geschiedenis(casus), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "casus": casus,
        "page": page,
        "inzagen": Inzage.objects.of_casus(casus).for_list()[:50],
        "noodinzagen": casus.noodinzagen.for_list(),
    }
    return render(request, "casuistiek/casus_history.html", context)


def _context(request, casus, notitie_form) -> dict:
    user = request.user
    dossier = queries.dossier(casus, timezone.localdate())
    return {
        "casus": casus,
        "dossier": dossier,
        "knelpunten": knelpunten_of(casus),
        "signalen": queries.signalen_of(casus),
        "overleggen": overleggen_of(casus),
        "may_link_knelpunt": permissions.may_link_knelpunt(user, casus),
        "knoppen": presenters.knoppen(user, dossier),
        "weg": presenters.weg(casus, dossier.bereikt),
        "notitie_form": notitie_form,
        "afspraken": rijen(user, dossier.afspraken, timezone.localdate()),
        "terug": f"{reverse('casuistiek:detail', args=[casus.kenmerk])}#afspraken",
        "bezwaar_afspraak": permissions.bezwaar_tegen_afspraak(casus),
        "hoeken": hoektekening.teken(dossier.hoeken),
        "meetbaar": [
            moment for moment in Hoekmeting.Moment if not permissions.bezwaar_tegen_meting(casus, moment)
        ],
        "may_handle": permissions.may_handle(user, casus),
        "may_edit": casus.is_open and permissions.may_handle(user, casus),
        "may_see_betrokkenen": permissions.may_see_betrokkenen(user, casus),
        "is_verantwoordelijk": permissions.is_verantwoordelijk(user, casus),
        "may_decide": permissions.may_decide(user),
        "may_book": permissions.may_book(user, casus),
        "bezwaar_betaling": permissions.bezwaar_tegen_betaling(casus, dossier.geld.nog_te_betalen),
        "may_propose_overdracht": permissions.may_propose_overdracht(user, casus),
        "bezwaar_overdracht": permissions.bezwaar_tegen_overdracht(casus, has_open=bool(dossier.overdracht)),
        "bezwaar_verhaal": permissions.bezwaar_tegen_verhaal(user, casus),
    }
