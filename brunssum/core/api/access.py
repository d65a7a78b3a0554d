"""Who may call: OAuth 2.0 client credentials, a bearer token in the header and nowhere else, no cookies."""

import time
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import JsonResponse
from oauth2_provider.models import AccessToken
from oauth2_provider.views import TokenView
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.throttling import BaseThrottle

REALM = 'Bearer realm="Kanarie"'


class BearerAuthentication(BaseAuthentication):
    """The token in the header Authorization makes the ApiClient the user of the request (one query)."""

    def authenticate(self, request):
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            token = (
                AccessToken.objects.select_related("application")
                .only("scope", "expires", "application__organisatie", "application__name")
                .get(token_checksum=sha256(value.strip().encode()).hexdigest(), application__isnull=False)
            )
        except AccessToken.DoesNotExist:
            raise AuthenticationFailed("Dit token is niet bekend. Vraag een nieuw token op bij /oauth/token.")
        if token.is_expired():
            raise AuthenticationFailed("Dit token is verlopen. Vraag een nieuw token op bij /oauth/token.")
        return token.application, token

    def authenticate_header(self, request):
        return f'{REALM}, error="invalid_token"' if "Authorization" in request.headers else REALM


class ScopeMissing(PermissionDenied):
    def __init__(self, scope: str):
        self.auth_header = f'{REALM}, error="insufficient_scope", scope="{scope}"'
        super().__init__(f"Uw token heeft de scope “{scope}” niet. Vraag een token op met deze scope.")


class ClientMayRead(BasePermission):
    """The token has the scope that the endpoint asks for, and the client the right; which rows is for visible_to."""

    def has_permission(self, request, view):
        if request.auth is None:
            return False
        if not request.auth.allow_scopes([view.scope]):
            raise ScopeMissing(view.scope)
        if view.recht and not request.user.mag(view.recht):
            raise PermissionDenied("Uw organisatie mag deze gegevens niet opvragen.")
        return True


@dataclass(frozen=True)
class Limit:
    """How often one caller may ask in a window of a minute, and how it stands."""

    WINDOW = 60

    quota: int
    used: int
    seconds_left: int

    @classmethod
    def count(cls, caller: str, quota: int) -> "Limit":
        """Count one request of this caller.

        The counter lives in the cache: shared by all processes with Redis, each process its own without it.
        """
        window, passed = divmod(int(time.time()), cls.WINDOW)
        key = f"api:{caller}:{window}"
        cache.add(key, 0, timeout=2 * cls.WINDOW)
        return cls(quota, cache.incr(key), cls.WINDOW - passed)

    @property
    def is_passed(self) -> bool:
        return self.used > self.quota

    def as_headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.quota),
            "RateLimit-Remaining": str(max(self.quota - self.used, 0)),
            "RateLimit-Reset": str(self.seconds_left),
        }


class ClientThrottle(BaseThrottle):
    """So many requests per client per minute; headers.finish() tells the client how many are left."""

    def allow_request(self, request, view):
        if request.auth is None:
            return True
        self.limit = request._request.api_limit = Limit.count(f"client:{request.user.pk}", settings.API_RATE)
        return not self.limit.is_passed

    def wait(self):
        return self.limit.seconds_left


class ClientTokenView(TokenView):
    """Client credentials for a token. Every check of a secret costs much cpu on purpose, so few are allowed."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        limit = Limit.count(f"token:{request.META['REMOTE_ADDR']}", settings.API_TOKEN_RATE)
        if limit.is_passed:
            answer = {
                "error": "temporarily_unavailable",
                "error_description": "Too many token requests; a token stays valid for an hour.",
            }
            headers = {"Retry-After": str(limit.seconds_left), "Cache-Control": "no-store"}
            return JsonResponse(answer, status=429, headers=headers)
        return self.authorization_flow_token_response(request)
