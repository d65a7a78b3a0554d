"""How a view answers htmx: the named partial of the page, or the page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

STOP_POLLING = 286
"""The status by which htmx shows the answer and asks no more."""


def wants_partial(request: HttpRequest) -> bool:
    """Whether htmx asks for a part; a boosted link and the back button want the whole page."""
    return bool(request.htmx) and not request.htmx.boosted and not request.htmx.history_restore_request


def render_page_or_partial(
    request: HttpRequest, template: str, partial: str, context: dict, *, status: int = 200
) -> HttpResponse:
    """Render `template`, or only its `{% partialdef <partial> %}` when htmx asks."""
    name = f"{template}#{partial}" if wants_partial(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
