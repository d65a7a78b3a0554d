"""The start page, and what others did since the last visit: that is asked for when the page is there already."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core import tweede_factor
from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.services import bezoek
from brunssum.start.gegevens import Gegevens
from brunssum.start.laat import late_of_mine, late_of_others
from brunssum.start.plekken import places
from brunssum.start.sinds import changes_by_others, since
from brunssum.start.wacht import waiting

OP_START, OP_PAGINA = 6, 100
"""So many changed things stand on the start page, and on the page of their own."""


@require_GET
def start(request):
    gegevens = Gegevens.of(request)
    bezoek.note_visit(actor=request.user, moment=gegevens.moment)
    context = {
        "wacht": list(waiting(gegevens)),
        "laat": list(late_of_mine(gegevens)),
        "laat_van_anderen": list(late_of_others(gegevens)),
        "aantal_laat_van_anderen": gegevens.actiestand.te_laat_van_anderen,
        "vakken": list(places(gegevens)),
        "heeft_rol": bool(request.user.rollen),
    }
    return render(request, "start.html", context)


@require_GET
def sinds_vorig_bezoek(request):
    """What others did to what is one's own. Shown in the start page, and as a longer page by its link."""
    user, moment = request.user, timezone.now()
    sinds = since(user, moment)
    shown = tweede_factor.may_show_vertrouwelijk(request)
    number = OP_START if wants_partial(request) else OP_PAGINA
    veranderingen, alle = changes_by_others(user, sinds, shown=shown, number=number)
    context = {
        "sinds": sinds,
        "veranderingen": veranderingen,
        "meer": alle - len(veranderingen),
        "eerste_keer": user.vorig_bezoek is None,
    }
    return render_page_or_partial(request, "sinds.html", "lijst", context)
