"""The answers when something is wrong."""

import sys
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)


def logged_out(request):
    """Who sends a form and is logged in no more, gets back what was written: no browser keeps it for them."""
    page = urlsplit(request.headers.get("Referer", ""))
    back = page._replace(scheme="", netloc="").geturl() if page.netloc == request.get_host() else "/"
    login = f"{reverse('account_login')}?{urlencode({'next': back})}"
    geschreven = [
        tekst
        for naam, teksten in request.POST.lists()
        if naam != "csrfmiddlewaretoken" and "password" not in naam
        for tekst in teksten
        if " " in tekst.strip()
    ]
    if not geschreven:
        return redirect(login)
    response = render(request, "403_uitgelogd.html", {"login": login, "geschreven": geschreven}, status=403)
    response["Cache-Control"] = "no-store"
    return response


def server_error(request):
    """Something broke. When it was the database that is away or too busy, say that: waiting helps then."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _without_database("500.html", status=500)


def unavailable(request):
    response = _without_database("503.html", status=503)
    response["Retry-After"] = "60"
    return response


def _without_database(template: str, *, status: int) -> HttpResponse:
    """A page that asks nothing of database, user or context processors: one of those may be what broke."""
    context = {
        "programma_naam": settings.PROGRAMMA_NAAM,
        "gemeente_naam": settings.GEMEENTE_NAAM,
        "contact_email": settings.CONTACT_EMAIL,
    }
    return HttpResponse(render_to_string(template, context), status=status)
