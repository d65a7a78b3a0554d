"""Of the demo: what a partner reported of its part, accepted, given back, and waiting for who leads."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from brunssum.core.models import Gebruiker
from brunssum.demo.planning import moment
from inspanningen import vage_datum
from inspanningen.models import Inspanning, Mijlpaal
from inspanningen.services import voortgang
from inspanningen.services.voortgang import OverMijlpaal


def seed_voortgang(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    inspanningen = {one.nummer: one for one in Inspanning.objects.select_related("projectleider")}
    for one in content["voortgang"]:
        inspanning = inspanningen[one["inspanning"]]
        melding = voortgang.report_voortgang(
            inspanning.pk,
            actor=people["partner"],
            moment=_moment(one["dagen"]),
            peildatum=vandaag - timedelta(days=one["dagen"]),
            gedaan=one["gedaan"],
            belemmering=one.get("belemmering", ""),
            aantal=one.get("aantal"),
            eenheid=one.get("eenheid", ""),
            over=_over(one["mijlpaal"], inspanning, vandaag) if "mijlpaal" in one else None,
        )
        if "uitkomst" not in one:
            continue
        uitkomst, dagen, antwoord = one["uitkomst"]
        judge = voortgang.accept_voortgang if uitkomst == "aanvaard" else voortgang.give_back_voortgang
        leider = inspanning.projectleider or people["programmateam"]
        judge(melding.pk, actor=leider, moment=_moment(dagen), antwoord=antwoord)


def _moment(dagen: int) -> datetime:
    return timezone.now() - timedelta(days=dagen)


def _over(words: list[str], inspanning: Inspanning, vandaag: date) -> OverMijlpaal:
    naam, wanneer = words
    getypt = moment(wanneer, vandaag)
    mijlpaal = Mijlpaal.objects.get(inspanning=inspanning, naam=naam)
    return OverMijlpaal(mijlpaal.pk, wanneer=vage_datum.read(getypt), getypt=getypt)
