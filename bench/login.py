"""Get in without a password: a person's session, a partner's token."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from oauth2_provider.models import AccessToken, set_token_value

from brunssum.core.models import Gebruiker, Organisatie
from brunssum.core.scopes import SCOPES
from brunssum.core.services import create_api_client


def log_in(user: Gebruiker) -> str:
    """A session of this person; gives the cookie header."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def make_token() -> str:
    """A partner with a token for a day; gives the authorization header."""
    partner = Organisatie.objects.create(naam="Partner", soort=Organisatie.Soort.ZORG)
    client, _ = create_api_client(partner.pk, actor=None, naam="Bench", scopes=SCOPES, nu=timezone.now())
    token = AccessToken(
        application=client, scope=" ".join(SCOPES), expires=timezone.now() + timedelta(days=1)
    )
    set_token_value(token, "bench")
    token.save()
    return "Bearer bench"
