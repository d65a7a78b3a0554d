from .actiepunt import Actiepunt
from .api_client import ApiAanroep, ApiClient, ApiDagtelling, ApiSleutel, BewaardAntwoord
from .gebied import Gebied
from .gebruiker import Gebruiker, Roltoekenning
from .logregel import LogRegel
from .melding import Mailbericht, Melding
from .organisatie import Organisatie
from .taak import Taak
from .verwerkingsactiviteit import Verwerkingsactiviteit
from .webhook import Bericht, Gebeurtenis, Webhook

__all__ = [
    "Actiepunt",
    "ApiAanroep",
    "ApiClient",
    "ApiDagtelling",
    "ApiSleutel",
    "Bericht",
    "BewaardAntwoord",
    "Gebeurtenis",
    "Gebied",
    "Gebruiker",
    "LogRegel",
    "Mailbericht",
    "Melding",
    "Organisatie",
    "Roltoekenning",
    "Taak",
    "Verwerkingsactiviteit",
    "Webhook",
]
