"""Of the demo: the systems of a partner that hear what happens, and how that went. Nothing of it was ever sent."""

from datetime import datetime, timedelta

from django.utils import timezone

from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import Bericht, Gebeurtenis, Gebruiker, Webhook
from brunssum.core.webhooks import bezorgen
from brunssum.core.webhooks.bericht import make_geheim
from brunssum.core.webhooks.versturen import Uitkomst
from inspanningen.models import Mijlpaal, Voortgangsmelding
from reisverslag.models import Reisverslag


def seed_webhooks(content: dict, people: dict[str, Gebruiker]) -> None:
    organisatie = people["partner"].organisatie
    about = {
        Gebeurtenissoort.VOORTGANG_BEOORDEELD: f"/voortgang/{_first(Voortgangsmelding)}",
        Gebeurtenissoort.MIJLPAAL_GEWIJZIGD: f"/mijlpalen/{_first(Mijlpaal)}",
        Gebeurtenissoort.REISVERSLAG_GEPUBLICEERD: f"/reisverslagen/{_first(Reisverslag)}",
    }
    for one in content["webhooks"]:
        webhook = Webhook.objects.create(  # not by its service, which asks where this name leads
            organisatie=organisatie,
            url=one["url"],
            soorten=one["soorten"],
            geheim=make_geheim(),
            gemaakt_op=_ago(24 * one["dagen"]),
        )
        for bericht in one["berichten"]:
            _bericht(webhook, about[bericht["soort"]], bericht)


def _bericht(webhook: Webhook, verwijzing: str, one: dict) -> None:
    moment = _ago(one["uren"])
    gebeurtenis = Gebeurtenis.objects.create(soort=one["soort"], verwijzing=verwijzing, moment=moment)
    bericht = Bericht.objects.create(webhook=webhook, gebeurtenis=gebeurtenis, volgende_poging_op=moment)
    for minuten, waarom, status, duur_ms in one["pogingen"]:
        tried = moment + timedelta(minutes=minuten)
        bericht.refresh_from_db()
        bezorgen.claim(bericht, moment=tried)
        bezorgen.keep(bericht, Uitkomst(waarom, status, duur_ms), moment=tried)


def _first(model) -> int:
    return model.objects.order_by("pk").values_list("pk", flat=True).first()


def _ago(uren: int) -> datetime:
    return timezone.now() - timedelta(hours=uren)
