"""The planning of all inspanningen: a timeline, the table beside it, and the same as csv."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.bestanden.csv import csv_response
from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from inspanningen import queries
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.permissions import may_see_persons
from inspanningen.planningfilter import Planningfilter, read_planningfilter
from inspanningen.presenters import planning as presenters
from inspanningen.presenters.planningkeuzes import planningkeuzes
from inspanningen.presenters.tijdlijn import tijdlijn, whole_years
from inspanningen.queries.mijlpalen import mijlpaal_feiten
from inspanningen.queries.programmaplanning import by_inspanning, time_span, zonder_planning
from inspanningen.queries.realisatieplanningen import volgende_realisatieplanning

PER_PAGINA = 20
MAX_PER_INSPANNING = 25
"""So many mijlpalen of one inspanning stand on this page; of more its own page tells."""


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def planning(request):
    vandaag = timezone.localdate()
    met_projectleider = may_see_persons(request.user)
    opties = None
    if not wants_partial(request):
        opties = queries.filter_opties(met_projectleider=met_projectleider, met_doelen=False)
    gekozen = read_planningfilter(request.GET, opties, met_projectleider=met_projectleider)
    inspanningen = _inspanningen(request.user, gekozen)
    of_these = Mijlpaal.objects.visible_to(request.user).filter(inspanning__in=inspanningen.order_by())
    mijlpalen = _asked(of_these, gekozen, vandaag)
    with_some = inspanningen.filter(pk__in=mijlpalen.values("inspanning"))
    page = Paginator(with_some.values_list("pk", "nummer", "naam"), PER_PAGINA).get_page(request.GET.get("pagina"))  # fmt: skip
    feiten = by_inspanning(mijlpalen, [pk for pk, _, _ in page.object_list])
    groepen = [
        (f"{nummer} {naam}", pk, presenters.planningregels(feiten[pk][:MAX_PER_INSPANNING], vandaag))
        for pk, nummer, naam in page.object_list
    ]
    window = gekozen.window(vandaag) or whole_years(time_span(mijlpalen) or (vandaag, vandaag))
    context = {
        "page": page,
        "filter": gekozen,
        "keuzelijsten": planningkeuzes(opties, gekozen, met_projectleider=met_projectleider),
        "groepen": groepen,
        "meer": {pk: len(own) - MAX_PER_INSPANNING for pk, own in feiten.items()},
        "tijdlijn": tijdlijn(groepen, window, vandaag) if groepen else None,
        "laat": of_these.late(vandaag).count(),
        "zonder": zonder_planning(inspanningen),
        "volgende": volgende_realisatieplanning(vandaag),
    }
    return render_page_or_partial(request, "inspanningen/programma_planning.html", "planning", context)


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def planning_csv(request):
    """What the page shows under this filter, all pages."""
    vandaag = timezone.localdate()
    gekozen = read_planningfilter(request.GET, None, met_projectleider=may_see_persons(request.user))
    inspanningen = _inspanningen(request.user, gekozen).order_by()
    mijlpalen = Mijlpaal.objects.visible_to(request.user).filter(inspanning__in=inspanningen)
    regels = presenters.planningregels(mijlpaal_feiten(_asked(mijlpalen, gekozen, vandaag).in_order()), vandaag)  # fmt: skip
    return csv_response("planning", presenters.csv_rows(regels))


def _inspanningen(user, gekozen: Planningfilter):
    return gekozen.inspanningen.apply(Inspanning.objects.visible_to(user), user.zicht)


def _asked(mijlpalen, gekozen: Planningfilter, vandaag):
    window = gekozen.window(vandaag)
    if window:
        mijlpalen = mijlpalen.between(*window)
    return mijlpalen.late(vandaag) if gekozen.laat else mijlpalen
