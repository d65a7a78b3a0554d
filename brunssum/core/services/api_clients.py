"""Which systems of partners may use the API, for what, and with which keys."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from brunssum.core import audit, meldingsoorten
from brunssum.core.exceptions import DomainError
from brunssum.core.models import (
    ApiAanroep,
    ApiClient,
    ApiDagtelling,
    ApiSleutel,
    BewaardAntwoord,
    Gebruiker,
    Organisatie,
)
from brunssum.core.permissions.koppelingen import may_manage, may_manage_keys
from brunssum.core.scopes import SCOPES
from brunssum.core.services import koppeling_meldingen, webhooks

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
    if actor is not None and not may_manage(actor):
        raise PermissionDenied
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
    audit.record("koppeling.gemaakt", client, actor=actor, na=_recorded(client))
    koppeling_meldingen.tell(client, meldingsoorten.KOPPELING_GEMAAKT, actor=actor)
    return client, _give_key(client, actor, nu)


@transaction.atomic
def change_api_client(
    client_id: str, *, actor: Gebruiker | None, naam: str, scopes: Iterable[str]
) -> ApiClient:
    """Another name, or other scopes. A token that has a scope too many stops working at once."""
    client = _locked(client_id)
    if actor is not None and not may_manage(actor):
        raise PermissionDenied
    _check_in_use(client)
    voor = _recorded(client)
    if naam.strip() != client.name:
        client.name = _checked_name(naam, client.organisatie)
    client.scopes = _checked_scopes(scopes)
    client.save(update_fields=["name", "scopes"])
    voor, na = audit.changed(voor, _recorded(client))
    if "scopes" in na:
        client.accesstoken_set.all().delete()
        koppeling_meldingen.tell(client, meldingsoorten.KOPPELING_GEWIJZIGD, actor=actor)
    if na:
        audit.record("koppeling.gewijzigd", client, actor=actor, voor=voor, na=na)
    return client


@transaction.atomic
def rotate_api_key(
    client_id: str, *, actor: Gebruiker | None, nu: datetime, na_sleutel: int | None = None
) -> str:
    """Give the client a new key, and let the ones it has work for OVERLAP longer. Returns the new secret.

    Who asks may say which key was the newest they saw: then a second press on the button, or another person who was
    first, does not make a second key.
    """
    client = _locked(client_id)
    if actor is not None and not may_manage_keys(actor, client):
        raise PermissionDenied
    _check_in_use(client)
    newest = client.sleutels.order_by("gemaakt_op", "pk").last()
    if na_sleutel is not None and newest is not None and newest.pk != na_sleutel:
        raise ApiClientGeweigerd(
            f"Er is net al een nieuwe sleutel gemaakt: {newest}. Kijk eerst of u die nodig hebt."
        )
    client.sleutels.holding(nu).filter(verloopt_op__gt=nu + OVERLAP).update(verloopt_op=nu + OVERLAP)
    secret = _give_key(client, actor, nu)
    koppeling_meldingen.tell(client, meldingsoorten.SLEUTEL_GEMAAKT, actor=actor)
    return secret


@transaction.atomic
def withdraw_api_key(sleutel_id: int, *, actor: Gebruiker | None, nu: datetime) -> None:
    """End one key at once, and every token: which of them came from it is not known."""
    client = _locked(ApiClient.objects.get(sleutels=sleutel_id).client_id)
    if actor is not None and not may_manage_keys(actor, client):
        raise PermissionDenied
    sleutel = client.sleutels.get(pk=sleutel_id)
    if not sleutel.holds_at(nu):
        raise ApiClientGeweigerd("Deze sleutel werkt al niet meer.")
    sleutel.ingetrokken_op = nu
    sleutel.save(update_fields=["ingetrokken_op"])
    client.accesstoken_set.all().delete()
    audit.record("sleutel.ingetrokken", client, actor=actor, na={"sleutel": str(sleutel)})
    koppeling_meldingen.tell(client, meldingsoorten.SLEUTEL_INGETROKKEN, actor=actor)


@transaction.atomic
def withdraw_api_client(client_id: str, *, actor: Gebruiker | None, nu: datetime) -> None:
    """Take a client's access away at once: its keys and its tokens work no more. What it did stays known.

    Was it the last of its organisatie, then its webhooks go off: nobody can read what they tell of.
    """
    client = ApiClient.objects.get(client_id=client_id)
    # Before the client: who makes a webhook at this moment waits, and then hears that there is no koppeling left.
    organisatie = Organisatie.objects.select_for_update().get(pk=client.organisatie_id)
    client = _locked(client_id)
    if actor is not None and not may_manage(actor):
        raise PermissionDenied
    _check_in_use(client)
    client.ingetrokken_op = nu
    client.save(update_fields=["ingetrokken_op"])
    client.sleutels.filter(ingetrokken_op=None).update(ingetrokken_op=nu)
    client.accesstoken_set.all().delete()
    audit.record("koppeling.ingetrokken", client, actor=actor, voor=_recorded(client))
    koppeling_meldingen.tell(client, meldingsoorten.KOPPELING_INGETROKKEN, actor=actor)
    if not organisatie.api_clients.in_use().exists():
        webhooks.switch_off_all_of(organisatie, actor=actor, op=nu)


@transaction.atomic
def use_api_key(client: ApiClient, secret: str, *, nu: datetime) -> bool:
    """Whether this is one of the client's keys that hold; if so, it was used now.

    Who takes a key away at the same moment waits until its token is written down, and ends that too.
    """
    _locked(client.client_id)
    sleutels = client.sleutels.holding(nu).filter(hash=ApiSleutel.hash_of(secret))
    return sleutels.update(laatst_gebruikt_op=nu) == 1


def count_calls(*, vandaag: date) -> None:
    """Count the calls of each day that is over and was not counted yet (every night). Safe to run twice."""
    dag = ApiDagtelling.objects.aggregate(last=Max("dag"))["last"]
    if dag is None:
        first = ApiAanroep.objects.order_by("tijdstip").values_list("tijdstip", flat=True).first()
        dag = timezone.localdate(first) - timedelta(days=1) if first else vandaag
    while (dag := dag + timedelta(days=1)) < vandaag:
        counts = ApiAanroep.objects.between(dag, dag).values("client_id", "status", "waarom")
        rows = [ApiDagtelling(dag=dag, **row) for row in counts.annotate(aantal=Count("pk"))]
        ApiDagtelling.objects.bulk_create(rows, ignore_conflicts=True)  # another was just as early


def drop_old(*, moment: datetime) -> None:
    """Forget calls, how many there were, and kept answers whose time has passed (every night)."""
    ApiAanroep.objects.filter(tijdstip__lt=moment - AANROEP_BEWAARD).delete()
    ApiDagtelling.objects.filter(dag__lt=timezone.localdate(moment) - AANROEP_BEWAARD).delete()
    BewaardAntwoord.objects.filter(gemaakt_op__lt=moment - ANTWOORD_BEWAARD).delete()


def _locked(client_id: str) -> ApiClient:
    """So that who refers to it, as every call does, need not wait: none of that changes what it is called."""
    return ApiClient.objects.select_for_update(no_key=True).get(client_id=client_id)


def _check_in_use(client: ApiClient) -> None:
    if client.ingetrokken_op:
        raise ApiClientGeweigerd("Deze koppeling is ingetrokken. Maak een nieuwe.")


def _checked_name(naam: str, organisatie: Organisatie) -> str:
    naam = naam.strip()
    if not naam:
        raise ApiClientGeweigerd(
            {"naam": "Geef het systeem een naam, zodat later duidelijk is waar de sleutel bij hoort."}
        )
    if ApiClient.objects.in_use().filter(organisatie=organisatie, name=naam).exists():
        raise ApiClientGeweigerd(
            {"naam": f"{organisatie} heeft al een koppeling met de naam “{naam}”. Kies een andere naam."}
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
    audit.record("sleutel.gemaakt", client, actor=actor, na={"sleutel": str(sleutel)})
    return secret


def _recorded(client: ApiClient) -> dict:
    """In words: it is read in the history."""
    return {
        "naam": client.name,
        "organisatie": client.organisatie.naam,
        "scopes": ", ".join(client.scopes),
    }
