"""Who gets a reisverslag in the demo, who opened it, and that it is public since. No mail goes out."""

from datetime import date, timedelta

from django.core.mail import get_connection
from django.utils import timezone

from brunssum.core.models import Gebruiker
from reisverslag import services as reisverslag
from reisverslag.models import Reisverslag
from reisverslag.services import bezorging as bezorgen
from reisverslag.services import stappen, verzendlijsten
from reisverslag.services import verzending as verzenden


def seed_verzending(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    manager = people["programmamanager"]
    verslag = Reisverslag.objects.get(titel=content["verslag"])
    reisverslag.make_uitgave(verslag.pk, actor=manager, op=timezone.now(), meld=lambda *_: None)
    for one in content["lijsten"]:
        lijst = verzendlijsten.add_verzendlijst(
            actor=manager, naam=one["naam"], publiek=one["publiek"], wijze=one["wijze"]
        )
        geopend = {}
        for wie in one["ontvangers"]:
            ontvanger = verzendlijsten.add_ontvanger(
                lijst.pk,
                actor=manager,
                naam=wie.get("naam", ""),
                mailadres=wie.get("mailadres", ""),
                gebruiker=people[wie["gebruiker"]] if "gebruiker" in wie else None,
            )
            geopend[ontvanger.pk] = wie.get("geopend", ())
        if one.get("verstuurd"):
            gevraagd = timezone.now() - timedelta(days=22)
            verzending = verzenden.request_verzending(verslag.pk, actor=manager, lijst=lijst, op=gevraagd)
            nowhere = get_connection("django.core.mail.backends.dummy.EmailBackend")
            verzenden.send_verzending(
                verzending.pk, meld=lambda *_: None, op=gevraagd + timedelta(minutes=1), connection=nowhere
            )
            for bezorging in verzending.bezorgingen.order_by("pk"):
                for dagen in geopend[bezorging.ontvanger_id]:
                    bezorgen.register_opening(bezorging.pk, op=timezone.now() - timedelta(days=dagen))
    stappen.publish(verslag.pk, actor=manager, op=timezone.now() - timedelta(days=15))
