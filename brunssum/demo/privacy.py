"""Of the demo: overleggen with partners, a request of a resident, and what has been kept long enough."""

from datetime import date, timedelta

from django.utils import timezone

from brunssum.core.models import Gebruiker, Organisatie
from casuistiek import services as casuistiek
from casuistiek.models import Agendapunt, Betrokkene, Casus, Privacyverzoek

GEDEELD = timedelta(days=60)


def seed_privacy(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    casuistiek.load_bewaren(actor=None)
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}
    for one in content["overleggen"]:
        _overleg(one, people, organisaties, vandaag)
    _verzoek(vandaag)
    casuistiek.make_vernietigingslijst(vandaag=vandaag)


def _overleg(content: dict, people: dict, organisaties: dict[str, Organisatie], vandaag: date) -> None:
    voorzitter, dag = people[content["voorzitter"]], vandaag + timedelta(days=content["dagen"])
    overleg = casuistiek.plan_overleg(
        actor=voorzitter,
        soort=content["soort"],
        op=dag,
        plaats=content["plaats"],
        voorzitter=voorzitter,
        organisaties=[organisaties[naam] for naam in content["organisaties"]],
    )
    for one in content["punten"]:
        casus = Casus.objects.open().filter(wat_gaat_mis__icontains=one["casus"]).latest("pk")
        verantwoordelijke = casus.casusverantwoordelijke
        punt = casuistiek.add_agendapunt(
            overleg.pk, actor=verantwoordelijke, casus_id=casus.pk, vraag=one["vraag"]
        )
        if "delen" in one:
            _share(one["delen"], punt, verantwoordelijke, organisaties, vandaag)
        if "afspraak" in one:
            casuistiek.write_afspraak(punt.pk, actor=verantwoordelijke, op=dag, afspraak=one["afspraak"])
    if "verslag" in content:
        came = {
            deelname.pk: "ja" if deelname.organisatie.naam in content["aanwezig"] else "nee"
            for deelname in overleg.deelnames.select_related("organisatie")
        }
        casuistiek.note_presence(overleg.pk, actor=voorzitter, aanwezig=came)
        casuistiek.close_overleg(overleg.pk, actor=voorzitter, op=dag, verslag=content["verslag"])


def _share(content: dict, punt: Agendapunt, actor: Gebruiker, organisaties: dict, vandaag: date) -> None:
    casuistiek.share_casus(
        punt.pk,
        actor=actor,
        organisatie=organisaties[content["organisatie"]],
        velden=content["velden"],
        doel=content["doel"],
        grondslag=content["grondslag"],
        geldig_tot=vandaag + GEDEELD,
        op=timezone.now(),
    )


def _verzoek(vandaag: date) -> None:
    """A resident asked to read what is kept; nobody answered yet."""
    betrokkene = (
        Betrokkene.objects.exclude(casus=None).select_related("casus__casusverantwoordelijke").earliest("pk")
    )
    casuistiek.ask_privacyverzoek(
        betrokkene.casus,
        actor=betrokkene.casus.casusverantwoordelijke,
        betrokkene_id=betrokkene.pk,
        soort=Privacyverzoek.Soort.INZAGE,
        ontvangen_op=vandaag - timedelta(days=5),
    )
