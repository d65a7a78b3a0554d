"""Who may call: OAuth 2.0 client credentials, a bearer token in the header and nowhere else, no cookies."""

import time
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, IPv6Network

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import JsonResponse
from django.utils import timezone
from oauth2_provider.models import AccessToken
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes
from oauth2_provider.views import TokenView
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, PermissionDenied, Throttled
from rest_framework.permissions import SAFE_METHODS, BasePermission

from brunssum.core.api.tokenaanvragen import credentials
from brunssum.core.scopes import SCOPES
from brunssum.core.services import use_api_key

REALM = 'Bearer realm="Kanarie"'


@dataclass(frozen=True)
class Limit:
    """How often one caller may ask in a window of a minute, and how it stands."""

    WINDOW = 60

    quota: int
    used: int
    seconds_left: int

    @classmethod
    def count(cls, caller: str, quota: int, *, weight: int = 1) -> "Limit":
        """Count one request of this caller; `weight`: as so many.

        The counter lives in the cache: shared by all processes with Redis, each process its own without it.
        """
        window, passed = divmod(int(time.time()), cls.WINDOW)
        key = f"api:{caller}:{window}"
        try:
            used = cache.incr(key, weight)
        except ValueError:  # the first of this window; of two that come first together only one counter stays
            cache.add(key, 0, timeout=2 * cls.WINDOW)
            used = cache.incr(key, weight)
        return cls(quota, used, cls.WINDOW - passed)

    @property
    def is_passed(self) -> bool:
        return self.used > self.quota

    def as_headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.quota),
            "RateLimit-Remaining": str(max(self.quota - self.used, 0)),
            "RateLimit-Reset": str(self.seconds_left),
        }


# Made once: putting this question together takes as long as asking it.
TOKENS = (
    AccessToken.objects.filter(application__ingetrokken_op=None, application__isnull=False)
    .select_related("application")
    .only("scope", "expires", "application__organisatie", "application__name", "application__scopes")
)


class BearerAuthentication(BaseAuthentication):
    """The token in the header Authorization makes the ApiClient the user of the request (one query)."""

    def authenticate(self, request):
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            token = TOKENS.get(token_checksum=sha256(value.strip().encode()).hexdigest())
        except AccessToken.DoesNotExist:
            count_unknown_caller(request)
            raise AuthenticationFailed("Dit token is niet bekend. Vraag een nieuw token op bij /oauth/token.")
        request._request.api_client = token.application
        count_client(request, token.application)
        if token.is_expired():
            raise AuthenticationFailed("Dit token is verlopen. Vraag een nieuw token op bij /oauth/token.")
        return token.application, token

    def authenticate_header(self, request):
        return f'{REALM}, error="invalid_token"' if "Authorization" in request.headers else REALM


def count_client(request, client) -> None:
    """So many requests per client per minute, also those that are refused; headers.finish() tells how many are left.

    An endpoint that says how often it may be called `per_minute` uses up the limit so much sooner.
    """
    view, quota = request.parser_context["view"], settings.API_RATE
    weight = max(quota // view.per_minute, 1) if getattr(view, "per_minute", None) else 1
    _stop_when_passed(request, Limit.count(f"client:{client.pk}", quota, weight=weight))


def count_unknown_caller(request) -> None:
    """Who has no token may not ask without end either: one limit for each address. Throttled says so."""
    _stop_when_passed(request, Limit.count(f"onbekend:{_place_of(request)}", settings.API_RATE))


def _place_of(request) -> str:
    """The address, or of IPv6 the network: there everyone has more addresses than one can count."""
    address = request.META.get("REMOTE_ADDR", "").partition("%")[0]
    if ":" not in address:
        return address
    ipv4 = IPv6Address(address).ipv4_mapped
    return str(ipv4 or IPv6Network((address, 64), strict=False))


def _stop_when_passed(request, limit: Limit) -> None:
    request._request.api_limit = limit
    if limit.is_passed:
        raise Throttled(wait=limit.seconds_left)


class ScopeMissing(PermissionDenied):
    def __init__(self, scope: str):
        self.auth_header = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        super().__init__(
            f"Uw token heeft de scope “{scope}” niet. Vraag een token op met deze scope; mag uw systeem dat niet, vraag "
            "de beheerder dan om deze scope."
        )


class ClientMayCall(BasePermission):
    """The token has the scope that the endpoint asks for, and the client the right; which rows is for visible_to."""

    def has_permission(self, request, view):
        if request.auth is None:
            count_unknown_caller(request)
            raise NotAuthenticated
        scope = scope_for(view, request.method)
        if scope is None:
            return True  # nothing can be written here: that is a 405
        # Of the client as well: a token that was on its way when a scope was taken away is worth no more than others.
        if not (request.auth.allow_scopes([scope]) and scope in request.user.scopes):
            raise ScopeMissing(scope)
        if view.recht and not request.user.mag(view.recht):
            raise PermissionDenied("Uw organisatie mag deze gegevens niet opvragen.")
        return True


def scope_for(view, method: str) -> str | None:
    """The scope that this method of an endpoint asks for; None where there is no such method."""
    return view.scope if method in SAFE_METHODS else view.write_scope


class ClientScopes(BaseScopes):
    """A client gets the scopes that the beheerder gave it: all of them, or those it asks for."""

    def get_all_scopes(self):
        return SCOPES

    def get_available_scopes(self, application=None, request=None, *args, **kwargs):
        return application.scopes if application else []

    def get_default_scopes(self, application=None, request=None, *args, **kwargs):
        return self.get_available_scopes(application)


class ClientValidator(OAuth2Validator):
    """A client proves itself with any of its keys, in the header (RFC 6749, 2.3.1) or else in the body."""

    def authenticate_client(self, request, *args, **kwargs):
        sent = {"client_id": request.client_id, "client_secret": getattr(request, "client_secret", None)}
        client_id, secret = credentials(request.headers.get("HTTP_AUTHORIZATION") or "", sent)
        client = self._load_application(client_id, request)
        return client is not None and use_api_key(client, secret, nu=timezone.now())

    def _load_application(self, client_id, request):
        """No client has a NUL in its id; PostgreSQL does not even take the question."""
        return None if "\x00" in (client_id or "") else super()._load_application(client_id, request)


class ClientTokenView(TokenView):
    """Client credentials for a token; guessing is stopped."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        limit = Limit.count(f"token:{_place_of(request)}", settings.API_TOKEN_RATE)
        if limit.is_passed:
            answer = {
                "error": "temporarily_unavailable",
                "error_description": "Too many token requests; a token stays valid for an hour.",
            }
            headers = {"Retry-After": str(limit.seconds_left), "Cache-Control": "no-store"}
            return JsonResponse(answer, status=429, headers=headers)
        with transaction.atomic():  # the key that was used holds until its token is there
            return self.authorization_flow_token_response(request)
