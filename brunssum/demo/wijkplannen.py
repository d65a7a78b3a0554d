"""The wijkplannen of the demo, taken through their years: agreed, sharpened, one too late, one still a concept."""

from datetime import date, timedelta
from typing import Any

from brunssum.core.models import Gebied, Gebruiker, Organisatie
from inspanningen.models import Doelstelling, Inspanning, Wijkplan, Wijkplanactie
from inspanningen.services import wijkplan as services
from monitor.models import Plek


def seed_wijkplannen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    for one in content["wijkplannen"]:
        _wijkplan(one, people, vandaag)
    services.ask_for_rondes(vandaag=vandaag)


def _wijkplan(content: dict, people: dict[str, Gebruiker], vandaag: date) -> Wijkplan:
    wie, team = people[content["door"]], people["programmateam"]
    begin = vandaag - timedelta(days=content["dagen"])
    wijkplan = services.add_wijkplan(
        actor=wie,
        gebied=Gebied.objects.by_code(content["gebied"]).get(),
        van_jaar=begin.year,
        tot_jaar=begin.year + content["jaren"] - 1,
        **{name: content[name].strip() for name in ("opgave", "bewoners", "contact", "contact_waar")},
    )
    acties: dict[str, Wijkplanactie] = {}
    for one in content["acties"]:
        acties[one["sleutel"]] = _actie(one, wijkplan, wie, begin)
    if "vastgesteld" not in content:
        return wijkplan
    services.vaststellen(wijkplan.pk, actor=team, op=vandaag - timedelta(days=content["vastgesteld"]))
    for stand in content.get("standen", ()):
        _stand(stand, acties, wie, vandaag)
    for ronde in content.get("rondes", ()):
        _ronde(ronde, wijkplan, acties, wie, vandaag)
    return wijkplan


def _ronde(content: dict, wijkplan: Wijkplan, acties: dict, wie: Gebruiker, vandaag: date) -> None:
    begin, end = (vandaag - timedelta(days=days) if days is not None else None for days in content["dagen"])
    services.begin_ronde(wijkplan.pk, actor=wie, op=begin)
    for one in content.get("acties", ()):
        acties[one["sleutel"]] = _actie(one, wijkplan, wie, begin)
    for sleutel, changes in content.get("anders", {}).items():
        actie = Wijkplanactie.objects.get(pk=acties[sleutel].pk)
        velden = {name: getattr(actie, name) for name in services.ACTIEVELDEN} | changes
        services.edit_actie(actie.pk, actor=wie, bewerking=actie.bewerking, **velden)
    for stand in content.get("standen", ()):
        _stand(stand, acties, wie, vandaag)
    if end is not None:
        services.close_ronde(
            wijkplan.pk,
            actor=wie,
            op=end,
            wie=content["wie"],
            bewoners=content.get("bewoners"),
            wat_veranderde=content["wat_veranderde"].strip(),
        )


def _actie(content: dict[str, Any], wijkplan: Wijkplan, wie: Gebruiker, op: date) -> Wijkplanactie:
    return services.add_actie(
        wijkplan.pk,
        actor=wie,
        op=op,
        wat=content["wat"],
        waarom=content["waarom"],
        organisatie=Organisatie.objects.get(naam=content["organisatie"])
        if "organisatie" in content
        else None,
        wie=content.get("wie", ""),
        plek=Plek.objects.get(naam=content["plek"]) if "plek" in content else None,
        waar=content.get("waar", ""),
        jaar=wijkplan.van_jaar + content["jaar"] if "jaar" in content else None,
        wanneer=content.get("wanneer", ""),
        contact=content.get("contact", ""),
        inspanning=Inspanning.objects.get(nummer=content["inspanning"]) if "inspanning" in content else None,
        doelstelling=Doelstelling.objects.get(nummer=content["doel"]) if "doel" in content else None,
    )


def _stand(stand: list, acties: dict[str, Wijkplanactie], wie: Gebruiker, vandaag: date) -> None:
    sleutel, status, days, *toelichting = stand
    actie = Wijkplanactie.objects.get(pk=acties[sleutel].pk)
    services.tell_status(
        actie.pk,
        actor=wie,
        op=vandaag - timedelta(days=days),
        bewerking=actie.bewerking,
        status=status,
        toelichting=toelichting[0] if toelichting else "",
    )
