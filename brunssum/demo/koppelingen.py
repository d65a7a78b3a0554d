"""Systems of partners in the demo: one in daily use, one whose key ends soon, one that fell silent, one withdrawn."""

from datetime import datetime, timedelta

from django.utils import timezone

from brunssum.core.models import ApiAanroep, ApiClient, Gebruiker, Organisatie
from brunssum.core.scopes import SCOPES
from brunssum.core.services import create_api_client, rotate_api_key, use_api_key, withdraw_api_client
from brunssum.core.services.koppeling_meldingen import remind

WEKEN = 5


def seed_koppelingen(content: dict, people: dict[str, Gebruiker]) -> None:
    nu = timezone.now()
    for one in content["koppelingen"]:
        client, secret = _make(one, scopes=one["scopes"], actor=people["beheerder"], nu=nu)
        _aanroepen(client, secret, one["aanroepen"], nu)
        if "ingetrokken" in one:
            withdraw_api_client(
                client.client_id, actor=people["beheerder"], nu=nu - timedelta(days=one["ingetrokken"])
            )
    begin = timezone.localtime(nu).replace(hour=0, minute=0, second=0, microsecond=0)
    remind(begin=begin, eind=begin + timedelta(days=1))


def seed_koppeling_of_weller(content: dict) -> tuple[str, str]:
    """May do everything. Its old key still works beside the new one; gives the id and the secret of the new one."""
    nu, one = timezone.now(), content["weller"] | {"organisatie": "Weller"}
    client, secret = _make(one, scopes=SCOPES, actor=None, nu=nu)
    _aanroepen(client, secret, one["aanroepen"], nu)
    return client.client_id, rotate_api_key(client.client_id, actor=None, nu=nu)


def _make(one: dict, *, scopes, actor: Gebruiker | None, nu: datetime) -> tuple[ApiClient, str]:
    """As it was made that many days ago."""
    gemaakt = nu - timedelta(days=one["gemaakt"])
    client, secret = create_api_client(
        Organisatie.objects.get(naam=one["organisatie"]).pk,
        actor=actor,
        naam=one["naam"],
        scopes=scopes,
        nu=gemaakt,
    )
    ApiClient.objects.filter(pk=client.pk).update(created=gemaakt)
    return client, secret


def _aanroepen(client: ApiClient, secret: str, soorten: list[dict], nu: datetime) -> None:
    """What the system asked in the past weeks: every working day some more or less."""
    if not soorten:
        return
    rows = []
    for days in range(7 * WEKEN, 0, -1):
        dag = nu - timedelta(days=days)
        if dag.weekday() < 5:
            rows += [
                ApiAanroep(
                    tijdstip=dag - timedelta(hours=nummer + 1, seconds=47 * keer),
                    client=client,
                    methode=soort.get("methode", "GET"),
                    pad=soort["pad"],
                    status=soort.get("status", 200),
                    milliseconden=14 + 5 * keer % 40,
                    ip_adres="192.0.2.17",
                )
                for nummer, soort in enumerate(soorten)
                for keer in range(soort["keer"] + dag.day % 4)
            ]
    ApiAanroep.objects.bulk_create(rows)
    use_api_key(client, secret, nu=max(row.tijdstip for row in rows))
