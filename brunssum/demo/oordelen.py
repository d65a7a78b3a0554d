"""The rounds of the demo: two that are closed, and one that runs and that not everyone answered yet."""

from datetime import date, timedelta

from brunssum.core.models import Actiepunt, Gebruiker
from brunssum.core.services import actiepunten
from inspanningen.criteria import CRITERIA
from inspanningen.forms.oordelen import ronde_naam
from inspanningen.models import Inspanning, Oordeel, Oordeelronde
from inspanningen.services import oordelen as services


def seed_oordelen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    team = people["programmateam"]
    inspanningen = {one.nummer: one for one in Inspanning.objects.select_related("projectleider")}
    for one in content["rondes"]:
        van = vandaag - timedelta(days=one["dagen"])
        ronde = services.open_ronde(
            actor=team, naam=ronde_naam(van), van=van, uiterlijk=van + timedelta(days=one["duur"])
        )
        for n, (nummer, words) in enumerate(one["oordelen"].items()):
            op = min(van + timedelta(days=3 + n % 12), vandaag)
            _oordeel(ronde, inspanningen[nummer], words, people, op)
        for nummer, words in one.get("verbeteringen", {}).items():
            _correct(ronde, inspanningen[nummer], words, team, vandaag)
        if "gesloten_na" in one:
            services.close_ronde(ronde.pk, actor=team, op=van + timedelta(days=one["gesloten_na"]))


def _oordeel(ronde: Oordeelronde, inspanning: Inspanning, words: dict, people: dict, op: date) -> None:
    velden = {"samenvatting": words["zin"]}
    for criterium in CRITERIA:
        velden[criterium.key], velden[criterium.zin] = words.get(criterium.key, ("goed", ""))
    actor = inspanning.projectleider or people["programmateam"]
    hulp, van, *uitkomst = words.get("hulp", ("", None))
    oordeel = services.give_oordeel(
        ronde.pk, inspanning.pk, actor=actor, op=op, hulp_gevraagd=hulp, hulp_van=people.get(van), **velden
    )
    if uitkomst:
        punt = Actiepunt.objects.about(oordeel).get()
        actiepunten.finish(punt.pk, actor=punt.eigenaar, uitkomst=uitkomst[0])
        actiepunten.confirm(punt.pk, actor=actor)


def _correct(ronde: Oordeelronde, inspanning: Inspanning, words: dict, actor: Gebruiker, op: date) -> None:
    eerder = Oordeel.objects.current().get(ronde=ronde, inspanning=inspanning)
    velden = {
        name: getattr(eerder, name) for criterium in CRITERIA for name in (criterium.key, criterium.zin)
    }
    services.give_oordeel(
        ronde.pk, inspanning.pk, actor=actor, op=op, samenvatting=words["zin"], reden=words["reden"], **velden
    )
