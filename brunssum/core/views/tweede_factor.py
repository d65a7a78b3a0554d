"""Everyone's own second factors. allauth's views do the setting up; this is the page they start from and come back to."""

from functools import wraps
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from brunssum.core import tweede_factor

WANTED = "tweede_factor_daarna"
"""Where a session holds the page that was asked for before the second factor was set up."""


@require_GET
def second_factors(request):
    """What this person has, and what to do next: set one up, or give the one that there is."""
    wanted = _wanted(request)
    factors = list(tweede_factor.factors_of(request.user).order_by("pk"))
    if factors and not tweede_factor.has_passed(request):
        return redirect(_confirm_url(factors, wanted or request.path))
    if factors and wanted:
        return redirect(wanted)
    if wanted:
        request.session[WANTED] = wanted
    context = {
        "factors": factors,
        "has_app": any(one.type == Authenticator.Type.TOTP for one in factors),
        "is_asked_for": bool(wanted),
    }
    return render(request, "mfa/index.html", context)


@require_GET
def go_on(request):
    """Back to the page that was asked for first."""
    return redirect(request.session.pop(WANTED, None) or "start")


def readable(view):
    """A view of allauth that reads recovery codes: when no key reads them, say so instead of breaking."""

    @wraps(view)
    def checked(request):
        try:
            return view(request)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect("core:profiel")

    return checked


def _wanted(request) -> str:
    """The page to go on to, when it is one of ours."""
    url = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_ours else ""


def _confirm_url(factors: list[Authenticator], wanted: str) -> str:
    has_app = any(one.type == Authenticator.Type.TOTP for one in factors)
    name = "mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn"
    return f"{reverse(name)}?{urlencode({'next': wanted})}"
