"""The secret of a new key on its way to who made it: shown once, on the page after the form.

It waits in the session, encrypted, until that page was asked for. So it stands in no address, a reload shows it no more, and
who pressed the button twice still gets to see it.
"""

from django.http import HttpRequest

from brunssum.core.models import ApiClient
from brunssum.core.versleuteling import decrypt, encrypt

SESSION = PURPOSE = "koppeling_geheimen"


def keep(request: HttpRequest, client: ApiClient, secret: str) -> None:
    request.session[SESSION] = request.session.get(SESSION, {}) | {
        str(client.pk): encrypt(secret, purpose=PURPOSE)
    }


def take(request: HttpRequest, client: ApiClient) -> str:
    """The secret, which from now on is kept nowhere; empty when it was shown already."""
    waiting = request.session.get(SESSION, {})
    token = waiting.pop(str(client.pk), "")
    if not token:
        return ""
    if waiting:
        request.session[SESSION] = waiting
    else:
        del request.session[SESSION]
    return decrypt(token, purpose=PURPOSE)


def waiting(request: HttpRequest) -> list[int]:
    """Of which koppelingen a secret waits to be seen."""
    return [int(pk) for pk in request.session.get(SESSION, {})]
