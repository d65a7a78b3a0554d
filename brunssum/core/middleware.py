"""Promises about every answer, whichever view made it."""

import time
from contextlib import suppress
from ipaddress import ip_address

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from brunssum.core import health, tweede_factor
from brunssum.core.api import aanroepen, headers
from brunssum.core.views.errors import logged_out

PROBES = {"/healthz": health.healthz, "/readyz": health.readyz}

NOT_USED = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
"""What a browser offers to pages and we never ask for (Permissions-Policy)."""

PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED)


def answer_probes(get_response):
    """Answer "are you alive" before anything else: a probe comes without https and by any host name."""

    def middleware(request):
        probe = PROBES.get(request.path_info)
        if probe is None:
            return get_response(request)
        response = probe(request) if request.method in {"GET", "HEAD"} else HttpResponseNotAllowed(["GET"])
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response

    return middleware


def look_behind_the_proxy(get_response):
    """Behind a proxy every call comes from the proxy. Who called it, it writes at the end of X-Forwarded-For.

    Limits and logs go by that: else one stranger could use up the limit of all. What stands before it in the header
    was written by the caller, and says nothing.
    """

    def middleware(request):
        if settings.BEHIND_PROXY:
            last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
            with suppress(ValueError):  # no address: then the proxy's own has to do
                request.META["REMOTE_ADDR"] = str(ip_address(last))
        return get_response(request)

    return middleware


def refuse_what_pages_do_not_use(get_response):
    """Keep camera, place and the like shut, also for a script that should not be here; and keep others from embedding us."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def keep_private_pages_out_of_caches(get_response):
    """A page for someone who is logged in is not stored by browser or proxy."""

    def middleware(request):
        response = get_response(request)
        if not response.has_header("Cache-Control") and request.user.is_authenticated:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        return response

    return middleware


class AskToLogIn(LoginRequiredMiddleware):
    """To the login page; not away from what someone wrote and sends after the session ended."""

    def handle_no_permission(self, request, view_func):
        if request.method == "POST" and not request.htmx:  # a page with htmx stays where it is
            return logged_out(request)
        return super().handle_no_permission(request, view_func)


def ask_for_a_second_factor(get_response):
    """Show nothing of an app in TWEEDE_FACTOR_VOOR to a session that gave only a password.

    Here and not in the views: a page that is added later is shut too. Where no second factor is asked (the demo, whose
    passwords are known to all) nobody can set one up, and so lock others out.
    """

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        match = request.resolver_match
        if not request.user.is_authenticated:
            return None
        if not tweede_factor.is_asked():
            if (match.url_name or "").startswith("mfa_"):
                messages.info(request, "In de demo staat de tweede factor uit.")
                return redirect("core:profiel")
            return None
        is_shut = match.app_name in settings.TWEEDE_FACTOR_VOOR and not getattr(
            view, "without_second_factor", False
        )
        if not is_shut or tweede_factor.has_passed(request):
            return None
        return tweede_factor.ask(request)

    middleware.process_view = process_view
    return middleware


def clear_the_browser_after_logout(get_response):
    """Who logs out on a shared computer leaves no pages behind. The session itself is gone on the server.

    Cookies are left alone: the message "you are logged out" travels in one.
    """

    def middleware(request):
        response = get_response(request)
        if (
            request.method == "POST"
            and request.path == reverse("account_logout")
            and not request.user.is_authenticated
        ):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def answer_errors_of_the_api(get_response):
    """Under /api/ and /oauth/ every answer carries the headers of the API and leaves a line, and an error that Django itself made is a problem."""

    def middleware(request):
        if not headers.is_for_the_api(request):
            return get_response(request)
        begin = time.perf_counter()
        headers.forget_cookies(request)
        response = headers.finish(request, headers.refuse_plain_http(request) or get_response(request))
        aanroepen.record(request, response, seconds=time.perf_counter() - begin)
        return response

    return middleware
