"""The pages of the red thread. Each begins with: may this person know of the thing it starts from?"""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core import tweede_factor
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebruiker
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.draad.stand import standen, stil_of, stilstanden
from brunssum.draad.stations import CASUS, STATION, Station
from brunssum.draad.strook import TE_VOLGEN, strook_of
from brunssum.draad.tekening import draw_reis, draw_standen
from brunssum.draad.volg import reis_of
from brunssum.draad.web import draad_of
from casuistiek.queries.knelpunten import own_casussen_bij

VORMEN = ("breed", "smal")
"""The two shapes of a drawing; the width of the screen chooses."""


@require_GET
def strook(request, soort, sleutel):
    """For hx-get from the page of a thing on the thread: where it stands, and what hangs on it."""
    station, obj = _begin(request.user, soort, sleutel)
    if station == CASUS and not tweede_factor.may_show_vertrouwelijk(request):
        return tweede_factor.ask(request)
    draad = draad_of(request.user, station, obj)
    shown = strook_of(request.user, draad, met_casussen=tweede_factor.may_show_vertrouwelijk(request))
    context = {"station": station, "label": station.label(obj), "url": station.url(obj), "strook": shown}
    return render_page_or_partial(request, "draad/strook.html", "lijn", context)


@require_GET
def station(request, soort, sleutel, naar):
    """What hangs on a thing at one other station, when that is more than one."""
    hier, obj = _begin(request.user, soort, sleutel)
    daar = STATION.get(naar)
    if daar is None or daar == hier or not daar.is_known_to(request.user):
        raise Http404
    if CASUS in (hier, daar) and not tweede_factor.may_show_vertrouwelijk(request):
        return tweede_factor.ask(request)
    draad = draad_of(request.user, hier, obj)
    rows = (
        own_casussen_bij(request.user, draad.knelpunten, draad.eigen_casussen)
        if daar == CASUS
        else draad.rijen[daar.key]
    )
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "hier": hier,
        "daar": daar,
        "label": hier.label(obj),
        "url": hier.url(obj),
        "page": page,
        "rijen": [(daar.label(row), daar.url(row), daar.bijschrift(row)) for row in page],
        "strook": strook_of(request.user, draad, met_casussen=tweede_factor.may_show_vertrouwelijk(request)),
        "bij": daar.key,
    }
    return render(request, "draad/station.html", context)


@require_GET
def volg(request, soort, sleutel):
    """A thread from its beginning to now. Of a casus only for who may see it: anyone else starts further on."""
    hier, obj = _begin(request.user, soort, sleutel)
    if hier not in TE_VOLGEN:
        raise Http404
    mag_casussen = tweede_factor.may_show_vertrouwelijk(request)
    if hier == CASUS and not mag_casussen:
        return tweede_factor.ask(request)
    if not request.user.mag(Recht.LEREN_ZIEN):
        raise PermissionDenied
    draad = draad_of(request.user, hier, obj)
    reis = reis_of(request.user, draad, timezone.localdate())
    context = {
        "hier": hier,
        "label": hier.label(obj),
        "url": hier.url(obj),
        "volg_wie": TE_VOLGEN[hier],
        "reis": reis,
        "tekeningen": [draw_reis(reis, vorm) for vorm in VORMEN],
        "strook": strook_of(request.user, draad, met_casussen=mag_casussen),
        "bij": "volg",
    }
    return render(request, "draad/volg.html", context)


@require_GET
@requires(Recht.LEREN_ZIEN)
def overzicht(request):
    """Does the system learn: what stands at each station, what goes on, where it stalls."""
    rows = standen(request.user)
    context = {
        "standen": rows,
        "tekeningen": [draw_standen(rows, vorm) for vorm in VORMEN],
        "stil": stilstanden(request.user),
    }
    return render(request, "draad/overzicht.html", context)


@require_GET
@requires(Recht.LEREN_ZIEN)
def stil(request, key):
    """The things that stall at one place of the thread."""
    found = stil_of(key, request.user)
    if found is None:
        raise Http404
    # In Leren and on the thread a thing has one address, whichever station it stalls at.
    rows = found.rijen(request.user).order_by("pk")
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    station = next(one for one in STATION.values() if one.model is rows.model)
    context = {
        "stil": found,
        "page": page,
        "rijen": [(station.label(row), station.url(row), station.bijschrift(row)) for row in page],
    }
    return render(request, "draad/stil.html", context)


def _begin(user: Gebruiker, soort: str, sleutel: str) -> tuple[Station, object]:
    """The thing at this address, when this person may know of it; else there is none."""
    found = STATION.get(soort)
    obj = found and found.find(user, sleutel)
    if obj is None:
        raise Http404
    return found, obj
