"""Which systems of partners may read the API."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from oauth2_provider.generators import generate_client_secret

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import ApiClient, Gebruiker, Organisatie
from brunssum.core.rollen import Recht


class ApiClientGeweigerd(DomainError):
    """This client cannot be made."""


@transaction.atomic
def create_api_client(organisatie_id: int, *, actor: Gebruiker | None, naam: str) -> tuple[ApiClient, str]:
    """Let a system of this organisation read the API. Returns the client and its secret, which is nowhere kept."""
    _check_right(actor)
    organisatie = Organisatie.objects.select_for_update().get(pk=organisatie_id)
    if not naam.strip():
        raise ApiClientGeweigerd(
            "Geef het systeem een naam, zodat later duidelijk is waar de sleutel bij hoort."
        )
    if ApiClient.objects.filter(organisatie=organisatie, name=naam.strip()).exists():
        raise ApiClientGeweigerd(
            f"{organisatie} heeft al een client met de naam “{naam.strip()}”. Kies een andere naam."
        )
    secret = generate_client_secret()
    client = ApiClient(
        organisatie=organisatie,
        name=naam.strip(),
        client_secret=secret,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
    )
    client.save()
    audit.record("api_client.gemaakt", client, actor=actor, na=_recorded(client))
    return client, secret


@transaction.atomic
def withdraw_api_client(client_id: str, *, actor: Gebruiker | None) -> None:
    """Take a client's access away at once: its key and its tokens are gone."""
    _check_right(actor)
    client = ApiClient.objects.select_for_update().get(client_id=client_id)
    audit.record("api_client.ingetrokken", client, actor=actor, voor=_recorded(client))
    client.delete()


def _check_right(actor: Gebruiker | None) -> None:
    if actor is not None and not actor.mag(Recht.GEBRUIKERS_BEHEREN):
        raise PermissionDenied


def _recorded(client: ApiClient) -> dict:
    return audit.snapshot(client, ["client_id", "name", "organisatie"])
