"""The link in a mail to an ontvanger: signed, so it cannot be guessed, and only for a while.

It holds the number of a bezorging, never a name or an address. Alone it opens nothing: see services/bezorging.py.
"""

from datetime import timedelta

from django.core import signing

from reisverslag.models import Bezorging

GELDIG = timedelta(days=90)

_SALT = "kanarie reisverslag bezorgd"


def token_of(bezorging: Bezorging) -> str:
    return signing.dumps(bezorging.pk, salt=_SALT)


def read_token(token: str) -> Bezorging | None:
    """Which bezorging this is; None when it was made up, is too old, or the ontvanger was taken off the list."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=GELDIG)
    except signing.BadSignature:
        return None
    rows = Bezorging.objects.select_related(
        "ontvanger__gebruiker", "verzending__uitgave", "verzending__reisverslag"
    )
    found = rows.filter(pk=pk).first()
    return found if found and found.ontvanger.adres else None
