"""The page behind the link in the mail. Nothing of it stands in an address but the token."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.views.formulieren import posted
from reisverslag import queries
from reisverslag.bezorglink import read_token
from reisverslag.forms.verzending import CodeForm
from reisverslag.models import Bezorging
from reisverslag.services import bezorging as services
from reisverslag.services.bezorging import TooManyCodes

BEZORGD = "bezorgd"
"""Where a session keeps which bezorgingen were opened in it with a code."""


def behind_link(view):
    """Gives the view the bezorging that the link in the mail is of; whoever has no such link is told so."""

    @never_cache
    @login_not_required
    @wraps(view)
    def opened(request, token):
        bezorging = read_token(token)
        if bezorging is None:
            return render(request, "reisverslag/bezorgd_ongeldig.html", status=404)
        return view(request, token, bezorging)

    return opened


@behind_link
@require_http_methods(["GET", "POST"])
def bezorgd(request, token, bezorging):
    """Asks who it is; then shows what was sent. A POST gives the code from the mail."""
    form = CodeForm(posted(request))
    if form.is_valid():
        try:
            services.use_code(bezorging.pk, op=timezone.now(), **form.cleaned_data)
        except ValidationError as refused:
            form.add_error("cijfers", refused.messages)
        else:
            request.session.cycle_key()
            request.session[BEZORGD] = [*request.session.get(BEZORGD, []), bezorging.pk]
            return redirect("reisverslag:bezorgd", token)
    if not _is_known(request, bezorging):
        return _ask(request, token, bezorging, form, status=422 if form.is_bound else 200)
    services.register_opening(bezorging.pk, op=timezone.now())
    reisverslag = bezorging.verzending.reisverslag
    context = {"bezorging": bezorging, "reisverslag": reisverslag, "uitgave": bezorging.verzending.uitgave, "token": token}  # fmt: skip
    return render(request, "reisverslag/bezorgd.html", context)


@behind_link
@require_POST
def code(request, token, bezorging):
    """Mail a code to the address that the link went to."""
    try:
        services.request_code(bezorging.pk, op=timezone.now())
    except TooManyCodes as refused:
        return _ask(request, token, bezorging, CodeForm(), status=429, refused=refused.messages)
    return redirect(f"{reverse('reisverslag:bezorgd', args=[token])}?code=gemaild")


@behind_link
@require_GET
def pdf(request, token, bezorging):
    if not _is_known(request, bezorging):
        return redirect("reisverslag:bezorgd", token)
    uitgave = bezorging.verzending.uitgave
    return FileResponse(uitgave.bestand.open("rb"), as_attachment=True, filename=uitgave.naam)


@behind_link
@require_GET
def lezen(request, token, bezorging):
    """The verslag in the browser, as it is in the pdf."""
    if not _is_known(request, bezorging):
        return redirect("reisverslag:bezorgd", token)
    publicatie = queries.publicatie(bezorging.verzending.reisverslag, request.user, timezone.now())
    return HttpResponse(queries.render_html(publicatie, terug=reverse("reisverslag:bezorgd", args=[token])))


def _is_known(request, bezorging: Bezorging) -> bool:
    """Logged in as the ontvanger, or a code was given in this session."""
    gebruiker_id = bezorging.ontvanger.gebruiker_id
    is_ontvanger = gebruiker_id is not None and request.user.pk == gebruiker_id
    return is_ontvanger or bezorging.pk in request.session.get(BEZORGD, [])


def _ask(request, token, bezorging, form, *, status, refused=()):
    context = {
        "token": token,
        "form": form,
        "is_gemaild": request.GET.get("code") == "gemaild" or form.is_bound,
        "heeft_account": bezorging.ontvanger.gebruiker_id is not None,
        "refused": refused,
    }
    return render(request, "reisverslag/bezorgd_wie.html", context, status=status)
