"""The check that every write of figures starts with."""

from django.core.exceptions import PermissionDenied

from brunssum.core.models import Gebruiker
from monitor import permissions


def require_import(*, actor: Gebruiker | None) -> None:
    """None is the system: the command line, a nightly job."""
    if actor is not None and not permissions.may_import(actor):
        raise PermissionDenied
