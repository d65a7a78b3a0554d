"""What is written down of searching."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.models import Gebruiker
from brunssum.core.permissions import zoeken as permissions


@transaction.atomic
def record_vertrouwelijk(*, actor: Gebruiker, gevonden: dict[str, int]) -> None:
    """Write down that someone searched where residents may be recognised, and how many of each kind were found.

    Never what for: the words may be a name.
    """
    if not permissions.searches_in_silence(actor):
        raise PermissionDenied
    audit.record("zoeken.vertrouwelijk", actor, actor=actor, gevonden=gevonden)
