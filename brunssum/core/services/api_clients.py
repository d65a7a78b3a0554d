"""Which systems of partners may use the API, for what, and with which keys."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from brunssum.core import audit
from brunssum.core.exceptions import DomainError
from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel, BewaardAntwoord, Gebruiker, Organisatie
from brunssum.core.rollen import Recht
from brunssum.core.scopes import SCOPES

SLEUTEL_GELDT = timedelta(days=365)
"""A key holds for a year; who forgets it exists loses nothing worse than that."""
OVERLAP = timedelta(days=14)
"""How long the old key still works after a new one was given out."""
ANTWOORD_BEWAARD = timedelta(days=1)
"""How long the answer to a POST is kept for who sends it again."""
AANROEP_BEWAARD = timedelta(days=365)
"""How long one can look back at who called the API."""


class ApiClientGeweigerd(DomainError):
    """This cannot be done with this client."""


@transaction.atomic
def create_api_client(
    organisatie_id: int, *, actor: Gebruiker | None, naam: str, scopes: Iterable[str], nu: datetime
) -> tuple[ApiClient, str]:
    """Let a system of this organisation use the API for these scopes.

    Returns the client and the secret of its first key, which is kept nowhere.
    """
    _check_right(actor)
    organisatie = Organisatie.objects.select_for_update().get(pk=organisatie_id)
    client = ApiClient(
        organisatie=organisatie,
        name=_checked_name(naam, organisatie),
        scopes=_checked_scopes(scopes),
        client_secret="",  # what it proves itself with is an ApiSleutel
        hash_client_secret=False,
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
    )
    client.save()
    audit.record("api_client.gemaakt", client, actor=actor, na=_recorded(client))
    return client, _give_key(client, actor, nu)


@transaction.atomic
def change_api_client(
    client_id: str, *, actor: Gebruiker | None, naam: str, scopes: Iterable[str]
) -> ApiClient:
    """Another name, or other scopes. A token that has a scope too many stops working at once."""
    client = _locked(client_id, actor)
    voor = _recorded(client)
    if naam.strip() != client.name:
        client.name = _checked_name(naam, client.organisatie)
    client.scopes = _checked_scopes(scopes)
    client.save(update_fields=["name", "scopes"])
    voor, na = audit.changed(voor, _recorded(client))
    if na:
        client.accesstoken_set.all().delete()
        audit.record("api_client.gewijzigd", client, actor=actor, voor=voor, na=na)
    return client


@transaction.atomic
def rotate_api_key(client_id: str, *, actor: Gebruiker | None, nu: datetime) -> str:
    """Give the client a new key, and let the ones it has work for OVERLAP longer. Returns the new secret."""
    client = _locked(client_id, actor)
    client.sleutels.holding(nu).filter(verloopt_op__gt=nu + OVERLAP).update(verloopt_op=nu + OVERLAP)
    return _give_key(client, actor, nu)


@transaction.atomic
def withdraw_api_key(sleutel_id: int, *, actor: Gebruiker | None, nu: datetime) -> None:
    """End one key at once, and every token: which of them came from it is not known."""
    sleutel = ApiSleutel.objects.get(pk=sleutel_id)
    client = _locked(sleutel.client.client_id, actor)
    if not sleutel.holds_at(nu):
        raise ApiClientGeweigerd("Deze sleutel werkt al niet meer.")
    sleutel.ingetrokken_op = nu
    sleutel.save(update_fields=["ingetrokken_op"])
    client.accesstoken_set.all().delete()
    audit.record("api_sleutel.ingetrokken", client, actor=actor, sleutel=sleutel.begin)


@transaction.atomic
def withdraw_api_client(client_id: str, *, actor: Gebruiker | None, nu: datetime) -> None:
    """Take a client's access away at once: its keys and its tokens work no more. What it did stays known."""
    client = _locked(client_id, actor)
    client.ingetrokken_op = nu
    client.save(update_fields=["ingetrokken_op"])
    client.sleutels.filter(ingetrokken_op=None).update(ingetrokken_op=nu)
    client.accesstoken_set.all().delete()
    audit.record("api_client.ingetrokken", client, actor=actor, voor=_recorded(client))


def use_api_key(client: ApiClient, secret: str, *, nu: datetime) -> bool:
    """Whether this is one of the client's keys that hold; if so, it was used now."""
    sleutels = client.sleutels.holding(nu).filter(hash=ApiSleutel.hash_of(secret))
    return sleutels.update(laatst_gebruikt_op=nu) == 1


def drop_old(*, moment: datetime) -> None:
    """Forget calls and kept answers whose time has passed (every night)."""
    ApiAanroep.objects.filter(tijdstip__lt=moment - AANROEP_BEWAARD).delete()
    BewaardAntwoord.objects.filter(gemaakt_op__lt=moment - ANTWOORD_BEWAARD).delete()


def _check_right(actor: Gebruiker | None) -> None:
    if actor is not None and not actor.mag(Recht.GEBRUIKERS_BEHEREN):
        raise PermissionDenied


def _locked(client_id: str, actor: Gebruiker | None) -> ApiClient:
    _check_right(actor)
    client = ApiClient.objects.select_for_update().get(client_id=client_id)
    if client.ingetrokken_op:
        raise ApiClientGeweigerd("Deze koppeling is ingetrokken. Maak een nieuwe.")
    return client


def _checked_name(naam: str, organisatie: Organisatie) -> str:
    naam = naam.strip()
    if not naam:
        raise ApiClientGeweigerd(
            {"naam": "Geef het systeem een naam, zodat later duidelijk is waar de sleutel bij hoort."}
        )
    if ApiClient.objects.in_use().filter(organisatie=organisatie, name=naam).exists():
        raise ApiClientGeweigerd(
            {"naam": f"{organisatie} heeft al een client met de naam “{naam}”. Kies een andere naam."}
        )
    return naam


def _checked_scopes(scopes: Iterable[str]) -> list[str]:
    scopes = set(scopes)
    if unknown := sorted(scopes - SCOPES.keys()):
        raise ApiClientGeweigerd({"scopes": f"Deze scope bestaat niet: {', '.join(unknown)}."})
    if not scopes:
        raise ApiClientGeweigerd({"scopes": "Kies wat het systeem mag: minstens één scope."})
    return sorted(scopes)


def _give_key(client: ApiClient, actor: Gebruiker | None, nu: datetime) -> str:
    sleutel, secret = ApiSleutel.make(client, nu=nu, verloopt_op=nu + SLEUTEL_GELDT)
    sleutel.save()
    audit.record("api_sleutel.gemaakt", client, actor=actor, sleutel=sleutel.begin)
    return secret


def _recorded(client: ApiClient) -> dict:
    return audit.snapshot(client, ["client_id", "name", "organisatie", "scopes"])
