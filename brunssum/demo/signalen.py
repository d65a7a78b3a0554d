"""Of the demo: what partners told of residents who are stuck, and what came of it."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from brunssum.core.models import ApiClient, Gebied, Gebruiker, Organisatie
from brunssum.core.services.api_clients import create_api_client
from casuistiek import services as casuistiek
from casuistiek.models import Casus, Signaal

URGENTIE = {
    "laag": Casus.Urgentie.LAAG,
    "normaal": Casus.Urgentie.NORMAAL,
    "hoog": Casus.Urgentie.HOOG,
}


def seed_signalen(content: dict, people: dict[str, Gebruiker], vandaag: date) -> None:
    """Weller gives them by its account, ISD BOL by its own system."""
    isd = Organisatie.objects.get(naam="ISD BOL")
    systeem, _secret = create_api_client(
        isd.pk,
        actor=None,
        naam="Klantsysteem ISD BOL",
        scopes=["signalen:lezen", "signalen:schrijven"],
        nu=timezone.now(),
    )
    partners = {"Weller": people["partner"], isd.naam: systeem}
    for one in sorted(content["signalen"], key=lambda one: -one["dagen"]):
        _signaal(one, partners[one["van"]], people, vandaag)


def _signaal(
    content: dict[str, Any], partner: Gebruiker | ApiClient, people: dict[str, Gebruiker], vandaag: date
) -> None:
    def ago(days: int) -> date:
        return vandaag - timedelta(days=days)

    signaal = casuistiek.hand_in_signaal(
        actor=partner,
        op=ago(content["dagen"]),
        gebied=Gebied.objects.by_code(content["gebied"]).get(),
        wat_gaat_mis=content["wat"],
        al_geprobeerd=content.get("geprobeerd", ""),
        leefgebieden=content["leefgebieden"],
        urgentie=URGENTIE[content["urgentie"]],
        kenmerk=content["kenmerk"],
        bewoner_akkoord="bewoner" in content,
        **content.get("bewoner", {}),
    )
    if opgepakt := content.get("opgepakt"):
        _take_up(signaal, opgepakt, people, ago)
    if bij := content.get("bij"):
        casuistiek.join_signaal(
            signaal.pk,
            actor=people[bij["door"]],
            op=ago(bij["dagen"]),
            casus_id=Casus.objects.open().get(wat_gaat_mis__icontains=bij["casus"]).pk,
            bericht=bij["bericht"],
        )
    for soort in ("vraag", "bericht"):
        if one := content.get(soort):
            casuistiek.write_to_partner(
                signaal.pk,
                actor=people[one["door"]],
                op=ago(one["dagen"]),
                tekst=one["tekst"],
                is_vraag=soort == "vraag",
            )
    if antwoord := content.get("antwoord"):
        casuistiek.add_aanvulling(
            signaal.pk, actor=partner, op=ago(antwoord["dagen"]), tekst=antwoord["tekst"]
        )
    if niet := content.get("niet_opgepakt"):
        casuistiek.refuse_signaal(
            signaal.pk, actor=people[niet["door"]], op=ago(niet["dagen"]), reden=niet["reden"]
        )
    if dagen := content.get("ingetrokken"):
        casuistiek.withdraw_signaal(signaal.pk, actor=partner, op=ago(dagen))


def _take_up(signaal: Signaal, content: dict[str, Any], people: dict[str, Gebruiker], ago) -> None:
    """As a casus without costs, up to the help."""
    wijkmanager = people[content["door"]]
    casus = casuistiek.take_up_signaal(
        signaal.pk,
        actor=wijkmanager,
        op=ago(content["dagen"]),
        gebied=signaal.gebied,
        wat_gaat_mis=signaal.wat_gaat_mis,
        leefgebieden=[regel.leefgebied for regel in signaal.leefgebieden.all()],
        betrokken_partijen=signaal.organisatie.naam,
        urgentie=signaal.urgentie,
        bericht=content["bericht"],
    )
    casuistiek.go_to(casus.pk, actor=wijkmanager, op=ago(content["gekeken"]))
    voorstel, besluit = content["voorstel"], content["besluit"]
    made = casuistiek.make_voorstel(
        casus.pk,
        actor=wijkmanager,
        op=ago(voorstel["dagen"]),
        bedrag=0,
        kleine_duw=voorstel["kleine_duw"],
        waarom_niet_regulier=voorstel["waarom_niet_regulier"],
        kosten_van_niets_doen=voorstel["niets_doen"],
        weigeringen=[],
    )
    casuistiek.decide(
        made.pk,
        actor=people["programmamanager"],
        op=ago(besluit["dagen"]),
        uitkomst="toegekend",
        bedrag=0,
        budget=None,
        legitimiteit=besluit["legitimiteit"],
        betrokkenheid=besluit["betrokkenheid"],
        rendement=besluit["rendement"],
    )
    casuistiek.begin_uitvoering(casus.pk, actor=wijkmanager, op=ago(content["uitvoering"]))
