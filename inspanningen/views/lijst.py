"""All inspanningen: filter, sort, search."""

from django.core.paginator import Paginator
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import Organisatie
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from inspanningen import permissions, presenters, queries
from inspanningen.lijstfilter import read_lijstfilter
from inspanningen.models import Inspanning
from inspanningen.permissions.voortgang import may_see as may_see_voortgang


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def inspanning_list(request):
    met_projectleider = permissions.may_see_persons(request.user)
    # htmx asks for the rows only: the filters stand on the page already
    opties = None if wants_partial(request) else queries.filter_opties(met_projectleider=met_projectleider)
    gekozen = read_lijstfilter(request.GET, opties, met_projectleider=met_projectleider)
    partner = (
        Organisatie.objects.visible_to(request.user).filter(pk=gekozen.partner).first()
        if gekozen.partner
        else None
    )
    inspanningen = gekozen.apply(Inspanning.objects.visible_to(request.user), request.user.zicht)
    page = Paginator(inspanningen, per_page=25).get_page(request.GET.get("pagina"))
    rijen = queries.rijen(page.object_list, met_projectleider=met_projectleider)
    return render_page_or_partial(
        request,
        "inspanningen/inspanning_list.html",
        "lijst",
        {
            "page": page,
            "filter": gekozen,
            "partner": partner,
            "keuzelijsten": presenters.keuzelijsten(opties, gekozen, met_projectleider=met_projectleider),
            "kolommen": presenters.lijst_kolommen(
                request.GET, gekozen.sorteer, met_projectleider=met_projectleider
            ),
            "regels": presenters.lijst_regels(rijen),
            "met_projectleider": met_projectleider,
            "ziet_voortgang": may_see_voortgang(request.user),
            "mag_toevoegen": not permissions.reason_not_to_add(request.user),
        },
    )
