"""Every write of core: one function per thing a person, or the system, can do."""

from .api_clients import (
    ApiClientGeweigerd,
    change_api_client,
    create_api_client,
    rotate_api_key,
    use_api_key,
    withdraw_api_client,
    withdraw_api_key,
)
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
    "change_api_client",
    "change_gebruiker",
    "create_api_client",
    "deactivate_gebruiker",
    "invite_gebruiker",
    "load_stamgegevens",
    "rotate_api_key",
    "send_uitnodiging",
    "use_api_key",
    "wipe_factors",
    "withdraw_api_client",
    "withdraw_api_key",
]
