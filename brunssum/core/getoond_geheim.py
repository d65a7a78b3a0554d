"""A secret that was just made, on its way to who made it: shown once, on the page after the form.

It waits in the session, encrypted, until that page was asked for. So it stands in no address, a reload shows it no more, and
who pressed the button twice still gets to see it.
"""

from django.db import models
from django.http import HttpRequest

from brunssum.core.versleuteling import decrypt, encrypt

SESSION = PURPOSE = "geheimen"


def keep(request: HttpRequest, of: models.Model, secret: str) -> None:
    """Let it wait for who asks for the page of this object."""
    request.session[SESSION] = request.session.get(SESSION, {}) | {
        _name(of): encrypt(secret, purpose=PURPOSE)
    }


def take(request: HttpRequest, of: models.Model) -> str:
    """The secret, which from now on is not shown again; empty when it was already."""
    waiting = dict(request.session.get(SESSION, {}))
    token = waiting.pop(_name(of), "")
    request.session[SESSION] = waiting
    return decrypt(token, purpose=PURPOSE) if token else ""


def waits(request: HttpRequest, of: models.Model) -> bool:
    return _name(of) in request.session.get(SESSION, {})


def _name(of: models.Model) -> str:
    return f"{of._meta.label_lower}:{of.pk}"
