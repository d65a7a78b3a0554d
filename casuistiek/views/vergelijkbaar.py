"""What helped in earlier casussen, beside a melding while it is typed and on the page of a casus."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.htmx import render_page_or_partial, wants_partial
from casuistiek import permissions
from casuistiek.forms.casus import MAX_TEKST, MeldingForm
from casuistiek.vergelijkbaar import vergelijkbare
from casuistiek.views.gedeeld import visible_casus
from casuistiek.views.melding import own_concept


@require_POST
def concept_similar(request, kenmerk):
    """While typing. A POST, so that what is typed stands in no address and no log; it is kept nowhere."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    casus = own_concept(request, kenmerk)
    tekst = request.POST.get("wat_gaat_mis", "")[:MAX_TEKST]
    context = {"vergelijkbaar": vergelijkbare(request.user, tekst, behalve=casus), "is_gezocht": True}
    if wants_partial(request):
        return render(request, "casuistiek/_vergelijkbaar.html", context)
    form = MeldingForm(request.POST, user=request.user, casus=casus, is_concept=True)
    context |= {"form": form, "kenmerk": kenmerk, "concept": casus}
    return render(request, "casuistiek/casus_log.html", context)


@require_GET
def casus_similar(request, kenmerk):
    """For hx-get from the page of a casus, and a page of its own."""
    casus = visible_casus(request, kenmerk)
    found = vergelijkbare(request.user, casus.wat_gaat_mis, behalve=casus)
    context = {"casus": casus, "vergelijkbaar": found, "is_gezocht": True}
    return render_page_or_partial(request, "casuistiek/vergelijkbaar.html", "lijst", context)
