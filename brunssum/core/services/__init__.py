"""Every write of core: one function per thing a person, or the system, can do."""

from .api_clients import ApiClientGeweigerd, create_api_client, withdraw_api_client
from .gebruikers import (
    GebruikerGeweigerd,
    activate_gebruiker,
    add_gebruiker,
    change_gebruiker,
    deactivate_gebruiker,
    invite_gebruiker,
    send_uitnodiging,
    wipe_factors,
)
from .stamgegevens import Laadverslag, load_stamgegevens

__all__ = [
    "ApiClientGeweigerd",
    "GebruikerGeweigerd",
    "Laadverslag",
    "activate_gebruiker",
    "add_gebruiker",
    "change_gebruiker",
    "create_api_client",
    "deactivate_gebruiker",
    "invite_gebruiker",
    "load_stamgegevens",
    "send_uitnodiging",
    "wipe_factors",
    "withdraw_api_client",
]
