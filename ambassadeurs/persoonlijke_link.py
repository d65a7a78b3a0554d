"""The personal link of someone without an account: signed, so it cannot be guessed, and ended by raising a version.

It holds a number, never a name. Whoever has it can do one thing: think along, or read a calendar.
"""

from django.core import signing

from ambassadeurs.models import Ambassadeur

_MEEDENKEN = "kanarie ambassadeurs meedenken"
_AGENDA = "kanarie ambassadeurs agenda"


def meedenken_token(ambassadeur: Ambassadeur) -> str:
    return signing.dumps([ambassadeur.pk, ambassadeur.linkversie], salt=_MEEDENKEN)


def read_meedenken_token(token: str) -> Ambassadeur | None:
    """Whose link this is; None when it was made up, or ended since."""
    try:
        pk, versie = signing.loads(token, salt=_MEEDENKEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ambassadeur.objects.filter(pk=pk, linkversie=versie).select_related("groep").first()


def agenda_token(gebruiker_id: int) -> str:
    return signing.dumps(gebruiker_id, salt=_AGENDA)


def read_agenda_token(token: str) -> int | None:
    """Of which gebruiker this calendar is; None when it was made up."""
    try:
        return signing.loads(token, salt=_AGENDA)
    except signing.BadSignature:
        return None
