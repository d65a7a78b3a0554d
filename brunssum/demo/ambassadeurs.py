"""The groups of the demo: who takes part, when they meet, what they gave and what they got back for it."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone

from ambassadeurs import services
from ambassadeurs.models import Ambassadeursgroep
from brunssum.core.models import Gebruiker, Organisatie
from inspanningen.models import Inspanning
from monitor.models import Thema


def seed_ambassadeurs(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    groepen = {one["naam"]: _groep(one, people, vandaag) for one in content["groepen"]}
    manager = people["programmateam"]
    for soort, maanden in content["ritmes"].items():
        services.set_ritme(actor=manager, soort=soort, maanden=maanden)
    modules = {
        one["naam"]: services.save_module(
            actor=manager,
            groep=groepen[one["groep"]],
            naam=one["naam"],
            omschrijving=one["omschrijving"],
            volgorde=volgorde,
        )
        for volgorde, one in enumerate(content["modules"], start=1)
    }
    for one in content["bijeenkomsten"]:
        _bijeenkomst(one, groepen, modules, manager, vandaag)
    for one in content["reflecties"]:
        _reflectie(one, groepen, people, vandaag)


def _groep(content: dict, people: dict[str, Gebruiker], vandaag: date) -> Ambassadeursgroep:
    manager = people["programmamanager"]
    groep = services.add_groep(
        actor=manager,
        contactpersoon=people["programmateam"],
        **{name: content[name] for name in ("naam", "soort", "omschrijving", "gestart_op", "werkwijze")},
    )
    for lid in content["leden"]:
        begin = max(vandaag - timedelta(days=lid["dagen_lid"]), content["gestart_op"])
        ambassadeur = services.add_lid(
            groep.pk,
            actor=manager,
            aanduiding=lid["aanduiding"],
            lid_van=begin,
            gebruiker=people.get(lid.get("gebruiker")),
        )
        if "dagen_weg" in lid:
            services.end_lidmaatschap(
                ambassadeur.pk,
                actor=manager,
                lid_tot=vandaag - timedelta(days=lid["dagen_weg"]),
                reden_vertrek=lid.get("reden", ""),
            )
    return groep


def _bijeenkomst(content: dict, groepen: dict, modules: dict, manager: Gebruiker, vandaag: date) -> None:
    dag = vandaag - timedelta(days=content["dagen"])
    begin, einde = (
        timezone.make_aware(datetime.combine(dag, time.fromisoformat(content[name])))
        for name in ("van", "tot")
    )
    bijeenkomst = services.plan_bijeenkomst(
        actor=manager,
        soort=content["soort"],
        titel=content["titel"],
        begint_op=begin,
        eindigt_op=einde,
        plaats=content["plaats"],
        agenda=content.get("agenda", "").strip(),
        module=modules.get(content.get("module")),
        groepen=[groepen[naam] for naam in content["groepen"]],
    )
    if "verslag" in content:
        deelnames = bijeenkomst.deelnames.select_related("ambassadeur").order_by("pk")
        services.report_bijeenkomst(
            bijeenkomst.pk,
            actor=manager,
            verslag=content["verslag"],
            inwoners=content["inwoners"],
            aanwezig=[one.ambassadeur for one in deelnames[: content["aanwezig"]]],
            organisaties=Organisatie.objects.filter(naam__in=content.get("organisaties", [])),
        )


def _reflectie(content: dict, groepen: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    """Take one reflectie as far as its content goes."""
    team = people["programmateam"]
    gave = {
        "op": vandaag - timedelta(days=content["dagen"]),
        "soort": content["soort"],
        "tekst": content["tekst"],
        "onderwerp": _onderwerp(content["over"]),
    }
    if "organisatie" in content:
        partner = people["partner"]
        if partner.organisatie.naam != content["organisatie"]:
            raise ValueError(f"no partner of {content['organisatie']} in this demo")
        reflectie = services.add_reflectie_of_organisatie(actor=partner, **gave)
    else:
        groep = groepen[content["groep"]]
        lid = groep.ambassadeurs.filter(aanduiding=content.get("van")).first()
        reflectie = services.add_reflectie(groep.pk, actor=team, ambassadeur=lid, **gave)
    if "antwoord" in content:
        services.answer_reflectie(
            reflectie.pk,
            actor=team,
            op=vandaag - timedelta(days=content["antwoord_dagen"]),
            gevolg=content["gevolg"],
            antwoord=content["antwoord"],
        )
    if "terug_dagen" in content:
        services.tell_back(
            reflectie.pk,
            actor=team,
            op=vandaag - timedelta(days=content["terug_dagen"]),
            hoe=content["hoe"],
        )


def _onderwerp(over: str) -> models.Model:
    """The inspanning with this number, or the thema with this code."""
    return Inspanning.objects.filter(nummer=over).first() or Thema.objects.get(code=over)
