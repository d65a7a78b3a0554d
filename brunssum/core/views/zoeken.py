"""Search over everything one may see: the page, all of one kind, and what is suggested while someone types.

Who handles casussen, or gives signalen, may look for the name of a resident. For them the field is a POST, and what is
sent on is too, so that what they look for stands in no address; only then are casussen and signalen looked through.
Everyone else asks with a GET, and so can the former: then those are left out. See docs/adr/0015-searching.md.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from brunssum.core import tweede_factor
from brunssum.core.htmx import wants_partial
from brunssum.core.permissions import zoeken as permissions
from brunssum.core.services import zoeken as zoeken_service
from brunssum.core.zoeken import register
from brunssum.core.zoeken.taal import read_vraag
from brunssum.core.zoeken.vinden import find, find_page

PER_SOORT = 5
SUGGESTIES = 8
SUGGESTIES_PER_SOORT = 3


@require_http_methods(["GET", "POST"])
def zoeken(request):
    asked, user = _asked(request), request.user
    vraag = read_vraag(asked.get("q", ""))
    soorten = register.for_user(user)
    in_stilte = request.method == "POST" and permissions.searches_in_silence(user)
    geheim = register.for_user(user, vertrouwelijk=True) if permissions.searches_in_silence(user) else []
    is_shut = bool(in_stilte and geheim) and not tweede_factor.may_show_vertrouwelijk(request)
    if in_stilte and not is_shut:
        soorten = [*soorten, *geheim]
    context = {
        "vraag": vraag,
        "soorten": soorten,
        "in_stilte": permissions.searches_in_silence(user),
        "left_out": geheim if request.method == "GET" else [],
        "shut": geheim if is_shut else [],
        "status": 422 if vraag.bezwaar else 200,
    }
    if vraag.woorden:
        address = _jump(vraag.tekst, user, soorten) if "soort" not in asked else None
        if address:
            return HttpResponseClientRedirect(address) if wants_partial(request) else redirect(address)
        context |= _page_of_one(asked, vraag, user, soorten) or _all_kinds(vraag, user, soorten)
        if in_stilte and not is_shut:
            _write_down(user, context, geheim)
    return render(request, "core/zoeken.html", context, status=context["status"])


@require_http_methods(["GET", "POST"])
def zoek_suggesties(request):
    """While someone types: a few things, never a vertrouwelijke. A page of its own it is not."""
    asked, user = _asked(request), request.user
    if not wants_partial(request):
        return redirect("core:zoeken")
    vraag = read_vraag(asked.get("q", ""), typing=True)
    groepen = find(vraag, user, register.for_user(user), per_soort=SUGGESTIES_PER_SOORT)
    treffers = [treffer for groep in groepen for treffer in groep.treffers]
    treffers.sort(key=lambda treffer: not treffer.in_titel)  # stable: the order of the kinds within
    return render(
        request,
        "core/_zoeksuggesties.html",
        {
            "vraag": vraag,
            "treffers": treffers[:SUGGESTIES],
            "totaal": sum(groep.totaal for groep in groepen),
        },
    )


def _asked(request):
    if not permissions.may_search(request.user):
        raise PermissionDenied
    return request.POST if request.method == "POST" else request.GET


def _jump(text: str, user, soorten) -> str | None:
    """The one thing whose number this is: who types "2B" wants to go there."""
    return next((address for soort in soorten if (address := soort.jump(text, user))), None)


def _page_of_one(asked, vraag, user, soorten) -> dict:
    soort = next((soort for soort in soorten if soort.sleutel == asked.get("soort")), None)
    if soort is None:
        return {}
    page = find_page(vraag, user, soort, asked.get("pagina"))
    return {"soort": soort, "page": page, "gevonden": {soort.sleutel: page.paginator.count}}


def _all_kinds(vraag, user, soorten) -> dict:
    groepen = find(vraag, user, soorten, per_soort=PER_SOORT)
    return {
        "groepen": groepen,
        "totaal": sum(groep.totaal for groep in groepen),
        "gevonden": {groep.soort.sleutel: groep.totaal for groep in groepen},
    }


def _write_down(user, context: dict, geheim: list) -> None:
    """That casussen were looked through. A page of another kind looked through none."""
    if context.get("soort") in (None, *geheim):
        counts = {soort.sleutel: context["gevonden"].get(soort.sleutel, 0) for soort in geheim}
        zoeken_service.record_vertrouwelijk(actor=user, gevonden=counts)
