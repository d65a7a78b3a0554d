"""The goals of the demo: what they mean, who wrote them, what works towards them and what was seen of that."""

from datetime import date, timedelta

from ambassadeurs.models import Ambassadeursgroep
from ambassadeurs.services import meeschrijven
from brunssum.core.models import Gebruiker
from inspanningen.models import Bijdrage, Doelstelling, Inspanning, Programma
from inspanningen.services import bijdrage as bijdragen
from inspanningen.services import doelstelling as doelstellingen
from inspanningen.services import edit_inspanning
from inspanningen.services import periode as perioden
from monitor.models import Indicator, Verhaal


def seed_doelen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    for one in content["strategisch"]:
        _strategisch(one, people, vandaag)
    for one in content["operationeel"]:
        _operationeel(one, people, vandaag)
    for one in content["bijdragen"]:
        _bijdrage(one, people, vandaag)
    programma = Programma.objects.get()
    for one in content["perioden"]:
        perioden.add_periode(
            actor=people["programmamanager"],
            programma=programma,
            vandaag=vandaag,
            van=one["van"],
            tot=one["tot"],
            koers=one["koers"],
            herijkt_op=one.get("herijkt"),
        )


def _strategisch(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    manager = people["programmamanager"]
    doel = Doelstelling.objects.get(nummer=content["nummer"])
    doelstellingen.edit_doelstelling(
        doel.pk,
        actor=manager,
        basisversie=doel.versienummer,
        velden={
            "omschrijving": content["omschrijving"],
            "bateneigenaar": people[content["bateneigenaar"]],
        },
    )
    doelstellingen.set_status(
        doel.pk, actor=manager, status="vastgesteld", op=vandaag - timedelta(days=400), toelichting="Met het programmaplan."
    )  # fmt: skip


def _operationeel(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    boven = Doelstelling.objects.get(nummer=content["onder"])
    doel = doelstellingen.add_doelstelling(
        actor=people["programmateam"],
        nummer=content["nummer"],
        naam=content["naam"],
        soort=Doelstelling.Soort.OPERATIONEEL,
        ouder=boven,
        hoek=boven.hoek,
        omschrijving=content["omschrijving"],
        bateneigenaar=people.get(content.get("bateneigenaar")),
        term_van=content["van"],
        term_tot=content["tot"],
    )
    if "groep" in content:
        groep = Ambassadeursgroep.objects.get(naam=content["groep"])
        mee = meeschrijven.invite_groep(
            doel.pk, actor=people["programmateam"], op=vandaag - timedelta(days=30), groep=groep
        )
        for nummer, versie in enumerate(content["versies"], start=1):
            meeschrijven.write_along(
                mee.pk,
                actor=people[versie["door"]],
                op=vandaag,
                basisversie=nummer,
                naam=versie["naam"],
                omschrijving=versie["omschrijving"],
                toelichting=versie["toelichting"],
            )
    if "vastgesteld_dagen" in content:
        doelstellingen.set_status(
            doel.pk,
            actor=people["programmamanager"],
            status="vastgesteld",
            op=vandaag - timedelta(days=content["vastgesteld_dagen"]),
            toelichting=content["toelichting"],
        )


def _bijdrage(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    manager = people["programmamanager"]
    kaart = Inspanning.objects.get(nummer=content["kaart"])
    doel = Doelstelling.objects.get(nummer=content["doel"])
    if not kaart.bijdragen.filter(doelstelling=doel).exists():
        chosen = [*kaart.bijdragen.lopend().values_list("doelstelling", flat=True), doel.pk]
        edit_inspanning(
            kaart.pk,
            actor=manager,
            basisversie=kaart.versienummer,
            velden={"doelstellingen": chosen},
            toelichting="Bij het vaststellen van de operationele doelstellingen",
        )
    bijdrage = Bijdrage.objects.get(inspanning=kaart, doelstelling=doel)
    bijdragen.edit_bijdrage(
        bijdrage.pk, actor=manager, sterkte=content["sterkte"], aanname=content["aanname"]
    )
    for bewijs in content.get("bewijs", ()):
        bijdragen.add_bewijs(
            bijdrage.pk,
            actor=people["programmateam"],
            vandaag=vandaag,
            op=vandaag - timedelta(days=bewijs["dagen"]),
            tekst=bewijs["tekst"],
            richting=bewijs["richting"],
            indicator=Indicator.objects.get(code=bewijs["indicator"]) if "indicator" in bewijs else None,
            verhaal=Verhaal.objects.get(titel=bewijs["verhaal"]) if "verhaal" in bewijs else None,
        )
