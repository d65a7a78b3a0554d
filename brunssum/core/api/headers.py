"""What every answer under /api/ and /oauth/ carries, errors included."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from brunssum.core.api.problems import CONTENT_TYPE, Problem

SECURITY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def is_for_the_api(request: HttpRequest) -> bool:
    """Everything below /api/ and /oauth/. /api/ itself is a page, with the documentation."""
    path = f"/{request.path_info.lstrip('/')}"  # who puts an address together ends up with //api/ sometimes
    return path.startswith(("/api/", "/oauth/")) and request.path_info != "/api/"


def forget_cookies(request: HttpRequest) -> None:
    """A browser's session counts for nothing here: only a token does, and no session is even looked up."""
    request.META.pop("HTTP_COOKIE", None)


def refuse_plain_http(request: HttpRequest) -> Problem | None:
    """A redirect to https would come too late: the token, or the secret, has already crossed the line in the open."""
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return Problem(
            403,
            "Deze API werkt alleen via een beveiligde verbinding (https). Wat u net meestuurde, is onderweg te lezen: "
            "was dat een geheim, maak dan een nieuwe sleutel.",
        )
    return None


def etag_of(content: bytes) -> str:
    return f'"{sha256(content).hexdigest()[:32]}"'


def _known_or_whole(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Who has this very answer already (If-None-Match) gets a 304 without it (RFC 9110, 13)."""
    if request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return response
    if not response.streaming and not response.has_header("ETag"):
        response["ETag"] = etag_of(response.content)
    answer = get_conditional_response(request, etag=response.get("ETag"), response=response)
    file = getattr(response, "file_to_stream", None)
    if answer is not response and file:
        file.close()  # and not the response: that would give back the database connection before this request is done
    return answer


def finish(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Make a problem of an error that came as a page, answer who asks if it changed, and add the headers of the API.

    An error of OAuth is JSON of its own (RFC 6749, 5.2), and stays that.
    """
    response = _known_or_whole(request, response)
    if response.status_code >= 400 and response.get("Content-Type") not in {CONTENT_TYPE, "application/json"}:
        kept = {name: value for name, value in response.items() if not name.startswith("Content-")}
        response = Problem(response.status_code, headers=kept)
    limit = getattr(request, "api_limit", None)
    added = SECURITY | {"API-Version": settings.SPECTACULAR_SETTINGS["VERSION"]}
    for name, value in (added | (limit.as_headers() if limit else {})).items():
        response[name] = value
    del response["Vary"]  # nothing depends on a cookie
    return response
