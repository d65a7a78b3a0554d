"""The access log of the API: one row for each call, and for each request for a token."""

import logging
from ipaddress import ip_address

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from brunssum.core.api import tokenaanvragen
from brunssum.core.models import ApiAanroep
from brunssum.core.services import koppeling_meldingen

logger = logging.getLogger(__name__)


def record(request: HttpRequest, response: HttpResponse, *, seconds: float) -> None:
    """Write down who called what and how it ended. The parameters and the body stay out of it.

    Of callers we do not know, only that they were refused (401), which their limit keeps from filling the disk; of who
    asks for tokens too often, nothing.
    """
    client, waarom = getattr(request, "api_client", None), ""
    if request.path_info == tokenaanvragen.PAD and response.status_code not in {405, 429}:
        client, waarom = tokenaanvragen.look_back(request, response)
    if client is None and response.status_code != 401:
        return
    try:
        aanroep = ApiAanroep.objects.create(
            tijdstip=timezone.now(),
            client=client,
            methode=request.method[:10],
            pad=request.path_info.replace("\x00", "")[:200],
            status=response.status_code,
            waarom=waarom,
            milliseconden=round(seconds * 1000),
            ip_adres=_address(request),
        )
        if waarom:
            koppeling_meldingen.tell_of_no_tokens(aanroep)
    except OperationalError:  # what was asked is done: to say now that it failed would have it done twice
        logger.exception("a call of API client %s left no line", client and client.pk)


def _address(request: HttpRequest) -> str | None:
    """Where the call came from, as the server sees it; a unix socket has no address."""
    try:
        return str(ip_address(request.META.get("REMOTE_ADDR", "")))
    except ValueError:
        return None
