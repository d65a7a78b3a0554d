"""Risico's, money and what waits for what, of the demo."""

from datetime import date, timedelta
from decimal import Decimal

from brunssum.core.models import Gebruiker
from brunssum.core.services import actiepunten
from inspanningen.models import Financiering, Inspanning, Mijlpaal
from inspanningen.services import afhankelijkheid, geld, risico


def seed_middelen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    nummers = {one.nummer: one for one in Inspanning.objects.all()}
    for one in content["risicos"]:
        _risico(one, nummers, people, vandaag)
    financieringen = _financieringen(content["financieringen"], people["programmamanager"], vandaag)
    _budgetposten(content["budgetposten"], nummers, financieringen, people["programmamanager"], vandaag)
    for one in content["afhankelijkheden"]:
        afhankelijkheid.add_afhankelijkheid(
            nummers[one["van"]].pk,
            actor=people["programmateam"],
            hangt_af_van=nummers[one["op"]] if "op" in one else None,
            mijlpaal=Mijlpaal.objects.get(inspanning__nummer=one["op"], naam=one["mijlpaal"])
            if "mijlpaal" in one
            else None,
            buiten=one.get("buiten", ""),
            waarvoor=one["waarvoor"],
            nodig_tot=_day(one.get("uiterlijk"), vandaag),
            is_kritiek="kritiek" in one,
            reden_kritiek=one.get("kritiek", ""),
        )


def _risico(content: dict, nummers: dict[str, Inspanning], people: dict, vandaag: date) -> None:
    """Add it as it was first seen, then each later look."""
    words = {
        "omschrijving": content["wat"],
        "maatregel": content.get("maatregel", ""),
        "eigenaar": people.get(content.get("eigenaar")),
    }
    made = None
    for dagen, door, (kans, impact), na, toelichting in content["verloop"]:
        kans_na, impact_na = na or (None, None)
        seen = {"kans": kans, "impact": impact, "kans_na": kans_na, "impact_na": impact_na} | words
        op = vandaag - timedelta(days=dagen)
        if made is None:
            made = risico.add_risico(nummers[content["inspanning"]].pk, actor=people[door], op=op, **seen)
        else:
            risico.edit_risico(made.pk, actor=people[door], op=op, **seen, toelichting=toelichting)
    if "gesloten" in content:
        dagen, reden = content["gesloten"]
        op = vandaag - timedelta(days=dagen)
        risico.close_risico(made.pk, actor=people["programmamanager"], op=op, reden=reden)
    if "actiepunt" in content:
        titel, wie, dagen = content["actiepunt"]
        actiepunten.make(
            actor=people["programmamanager"],
            titel=titel,
            eigenaar=people[wie],
            vervalt_op=vandaag + timedelta(days=dagen),
            onderwerp=made,
        )


def _financieringen(content: list[dict], manager: Gebruiker, vandaag: date) -> dict[str, Financiering]:
    made = {}
    for one in content:
        dagen = one.get("verantwoorden_op")
        made[one["naam"]] = geld.add_financiering(
            actor=manager,
            bedrag=Decimal(one["bedrag"]),
            van=_day(one["van"], vandaag),
            tot=_day(one.get("tot"), vandaag),
            verantwoorden_op=None if dagen is None else vandaag - timedelta(days=dagen),
            **{name: one[name] for name in ("naam", "bron")},
            **{name: one.get(name, "") for name in ("voorwaarden", "toelichting")},
        )
    return made


def _budgetposten(
    content: list[list],
    nummers: dict[str, Inspanning],
    financieringen: dict[str, Financiering],
    manager: Gebruiker,
    vandaag: date,
) -> None:
    for nummer, omschrijving, naam, jaren in content:
        for verschil, (gepland, *werkelijk) in jaren.items():
            geld.add_budgetpost(
                nummers[nummer].pk,
                actor=manager,
                jaar=vandaag.year + verschil,
                omschrijving=omschrijving,
                financiering=financieringen[naam] if naam else None,
                gepland=Decimal(gepland),
                werkelijk=Decimal(werkelijk[0]) if werkelijk else None,
            )


def _day(parts: list[int] | None, vandaag: date) -> date | None:
    """A day in a year that counts from this one."""
    return date(vandaag.year + parts[0], *parts[1:]) if parts else None
