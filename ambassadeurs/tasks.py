"""Background work of ambassadeurs: fetch, call one service."""

from ambassadeurs import services
from brunssum.core import taken
from brunssum.core.models import Taak


@taken.register(services.LINK_MAILEN)
def mail_link(taak: Taak, meld: taken.Meld) -> dict:
    services.send_link(taak.gegevens["ambassadeur_id"])
    return {"label": "de mail is verstuurd"}


@taken.register(services.UITNODIGEN)
def mail_uitnodigingen(taak: Taak, meld: taken.Meld) -> dict:
    count = services.send_uitnodigingen(taak.gegevens["bijeenkomst_id"], meld=meld)
    return {"label": f"{count} mail{'s' if count != 1 else ''} verstuurd"}
