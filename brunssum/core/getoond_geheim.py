"""A secret that was just made, on its way to who made it: shown once, on the page after the form.

It waits in the session, encrypted, until that page was asked for. So it stands in no address, a reload shows it no more, and
who pressed the button twice still gets to see it.
"""

from django.db import models
from django.http import HttpRequest

from brunssum.core.versleuteling import decrypt, encrypt

SESSION = PURPOSE = "geheimen"


def keep(request: HttpRequest, of: models.Model, secret: str) -> None:
    request.session[SESSION] = request.session.get(SESSION, {}) | {
        _name(type(of), of.pk): encrypt(secret, purpose=PURPOSE)
    }


def take(request: HttpRequest, of: models.Model) -> str:
    """The secret, which from now on is not shown again; empty when it was shown already."""
    waiting = request.session.get(SESSION, {})
    token = waiting.pop(_name(type(of), of.pk), "")
    if not token:
        return ""
    if waiting:
        request.session[SESSION] = waiting
    else:
        del request.session[SESSION]
    return decrypt(token, purpose=PURPOSE)


def waiting(request: HttpRequest, model: type[models.Model]) -> list[int]:
    """Of which rows of this model a secret waits to be seen."""
    names = (name.partition(":") for name in request.session.get(SESSION, {}))
    return [int(pk) for label, _, pk in names if label == model._meta.label]


def _name(model: type[models.Model], pk: int) -> str:
    return f"{model._meta.label}:{pk}"
