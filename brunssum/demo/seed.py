"""The demo content, written through the services, with dates that count back from today."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.services import add_gebruiker, load_stamgegevens
from brunssum.demo.ambassadeurs import seed_ambassadeurs
from brunssum.demo.dag import seed_dag
from brunssum.demo.doelen import seed_doelen
from brunssum.demo.draad import seed_draad
from brunssum.demo.koppelingen import seed_koppeling_of_weller, seed_koppelingen
from brunssum.demo.leren import seed_leren
from brunssum.demo.lerend_netwerk import seed_lerend_netwerk
from brunssum.demo.meelezen import seed_meelezen
from brunssum.demo.middelen import seed_middelen
from brunssum.demo.oordelen import seed_oordelen
from brunssum.demo.overdracht import seed_overdracht, seed_participatie
from brunssum.demo.planning import seed_planning
from brunssum.demo.privacy import seed_privacy
from brunssum.demo.raadsstukken import by_sleutel, seed_raadsstukken
from brunssum.demo.signalen import seed_signalen
from brunssum.demo.verslagstukken import place_newest, vorige
from brunssum.demo.verzending import seed_verzending
from brunssum.demo.voortgang import seed_voortgang
from brunssum.demo.webhooks import seed_webhooks
from brunssum.demo.wijkplannen import seed_wijkplannen
from casuistiek import services as casuistiek
from casuistiek.models import Besluit, Casus, Hoekmeting, VoorgenomenBesluit
from casuistiek.stappen import Stap
from inspanningen import services as inspanningen
from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe
from inspanningen.services import doelstelling as doelstellingen
from monitor import services as monitor
from monitor.models import Indicator, Kans, Probleemcluster, Thema, Uitvraag, Verhaal
from monitor.services import import_indicatorbestand, load_indicatoren
from reisverslag import services as reisverslag

INHOUD = Path(__file__).parent / "inhoud"
DOMEIN = "demo.example"
PEILJAAR = 2023

URGENTIE = {
    "laag": Casus.Urgentie.LAAG,
    "normaal": Casus.Urgentie.NORMAAL,
    "hoog": Casus.Urgentie.HOOG,
}


class RealDataPresent(DomainError):
    """There is a user who is not of the demo: this database is in real use."""


def read(name: str) -> dict[str, Any]:
    return yaml.safe_load((INHOUD / f"{name}.yaml").read_text(encoding="utf-8"))


def logins() -> list[tuple[str, str, str]]:
    """Who can log in to the demo: e-mail, function, password."""
    people = read("gebruikers")
    return [
        (f"{person['email']}@{DOMEIN}", person["functie"], people["wachtwoord"])
        for person in people["gebruikers"]
    ]


def is_seeded() -> bool:
    return Gebruiker.objects.filter(email__endswith=f"@{DOMEIN}").exists()


@transaction.atomic
def seed(vandaag: date, say: Callable[[str], None]) -> None:
    """Fill an empty database. All or nothing.

    Raises RealDataPresent when someone outside the demo can log in here.
    """
    if Gebruiker.objects.exclude(email__endswith=f"@{DOMEIN}").exists():
        raise RealDataPresent(
            "Hier staan gebruikers die niet van de demo zijn. Demo-inhoud komt alleen in een lege database."
        )
    load_stamgegevens(vandaag=vandaag)
    load_indicatoren(actor=None)
    monitor.load_verhaalingangen(actor=None)
    people = _people()
    manager = people["programmamanager"]
    say("gebruikers, gebieden, organisaties")
    _cijfers(manager)
    _plekken(manager)
    say("cijfers en plekken")
    _uitvragen(manager, vandaag)
    _verhalen(people, vandaag)
    say("uitvragen en verhalen")
    _programma(manager)
    _inspanningen(manager, people)
    _reisverslagen(manager, vandaag, vastgesteld=True)  # before what happens to the inspanningen since
    seed_wijkplannen(read("wijkplannen"), people, vandaag)
    say("programma, inspanningen en wijkplannen")
    seed_planning(read("planning"), people, vandaag)
    say("mijlpalen en realisatieplanningen")
    seed_voortgang(read("voortgang"), people, vandaag)
    say("voortgang die een partner meldde")
    seed_middelen(read("middelen"), people, vandaag)
    say("risico’s, geld en samenhang")
    seed_ambassadeurs(read("ambassadeurs"), people, vandaag)
    seed_doelen(read("doelen"), people, vandaag)
    _casussen(manager, people, vandaag)
    seed_signalen(read("signalen"), people, vandaag)
    say("ambassadeurs, doelen, casussen en signalen van partners")
    seed_leren(read("leren"), people, vandaag)
    seed_lerend_netwerk(read("lerend_netwerk"), people, vandaag)
    say("knelpunten, leerpunten en wat andere gemeenten leerden")
    seed_privacy(read("overleggen"), people, vandaag)
    say("overleggen, bewaartermijnen en een vernietigingslijst")
    seed_oordelen(read("oordelen"), people, vandaag)
    seed_overdracht(read("overdracht"), people, vandaag)
    seed_participatie(read("participatie"), people, vandaag)
    say("oordelen, een overdracht naar de lijn en participatie")
    seed_raadsstukken(read("raadsstukken"), people, vandaag)
    say("raadsstukken")
    _reisverslagen(manager, vandaag, vastgesteld=False)
    seed_meelezen(read("meelezen"), people, vandaag)
    namen = {one["sleutel"]: one["naam"] for one in read("leren")["knelpunten"]}
    seed_draad(read("draad"), namen, people, vandaag)
    say("reisverslagen en een draad van begin tot eind")
    seed_verzending(read("verzending"), people, vandaag)
    say("verzendlijsten en een verzonden reisverslag")
    seed_koppelingen(read("koppelingen"), people)
    say("koppelingen van partners")
    seed_webhooks(read("webhooks"), people)
    say("systemen van een partner die horen wat er gebeurt")
    seed_dag(read("dag"), people, vandaag)
    say("een gewone dag: wat anderen deden sinds gisteren")


def seed_api_client() -> tuple[str, str]:
    """An API client of Weller; gives its id and its secret, which is shown only now."""
    return seed_koppeling_of_weller(read("koppelingen"))


def _people() -> dict[str, Gebruiker]:
    gebieden = {gebied.code: gebied for gebied in Gebied.objects.all()}
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}
    content = read("gebruikers")
    wachtwoord = make_password(content["wachtwoord"])  # made to be slow: once for all
    people = {}
    for person in content["gebruikers"]:
        gebruiker = add_gebruiker(
            actor=None,
            email=f"{person['email']}@{DOMEIN}",
            naam=person["naam"],
            functie=person["functie"],
            organisatie=organisaties.get(person.get("organisatie")),
            gebieden=[gebieden[code] for code in person.get("gebieden", ())],
            rollen=person["rollen"],
            uitnodigen=False,
        )
        gebruiker.password = wachtwoord
        gebruiker.save(update_fields=["password"])
        people[person["email"]] = gebruiker
    return people


def _cijfers(manager: Gebruiker) -> None:
    """The files of the municipality, each of its own bron; the newest last, as people deliver them."""
    for naam, bron in (
        ("brede-welvaart-ranglijst", "ranglijst"),
        (f"stapeling-{PEILJAAR}", "stapeling-bestand"),
        (f"stabiliteitsdriehoek-{PEILJAAR}", "bestand"),
    ):
        csv = INHOUD / f"{naam}.csv"
        import_indicatorbestand(
            csv.read_bytes(),
            actor=manager,
            bestandsnaam=csv.name,
            periode=PEILJAAR,
            moment=timezone.now(),
            bron=bron,
        )


def _plekken(manager: Gebruiker) -> None:
    for plek in read("plekken")["plekken"]:
        monitor.add_plek(actor=manager, **plek | {"gebied": Gebied.objects.by_code(plek["gebied"]).get()})


def _uitvragen(manager: Gebruiker, vandaag: date) -> None:
    for content in read("verhalen")["uitvragen"]:
        van, tot = (vandaag - timedelta(days=days) for days in content["dagen"])
        uitvraag = monitor.add_uitvraag(
            actor=manager,
            naam=content["naam"],
            soort=content["soort"],
            van=van,
            tot=tot,
            methode=content["methode"],
            uitgenodigd=content.get("uitgenodigd"),
            meegedaan=content["meegedaan"],
            samenvatting=content["samenvatting"].strip(),
        )
        for omschrijving, aantal, van_aantal in content["cijfers"]:
            monitor.add_uitvraagcijfer(
                uitvraag.pk, actor=manager, omschrijving=omschrijving, aantal=aantal, van_aantal=van_aantal
            )


def _verhalen(people: dict[str, Gebruiker], vandaag: date) -> None:
    content = read("verhalen")
    uitvragen = {one["sleutel"]: Uitvraag.objects.get(naam=one["naam"]) for one in content["uitvragen"]}
    for one in content["verhalen"]:
        _verhaal(one, people, uitvragen.get(one.get("uitvraag")), vandaag - timedelta(days=one["dagen"]))


def _verhaal(content: dict, people: dict[str, Gebruiker], uitvraag: Uitvraag | None, op: date) -> None:
    """Take one story as far as its status."""
    schrijver, team = people[content["door"]], people["programmateam"]
    status = content.get("status", Verhaal.Status.GEPUBLICEERD)
    is_concept = status == Verhaal.Status.CONCEPT
    if "cluster" in content:
        onderwerp = Probleemcluster.objects.get(nummer=content["cluster"])
    else:
        onderwerp = Kans.objects.get(nummer=content["kans"])
    verhaal = monitor.add_verhaal(
        actor=schrijver,
        op=op,
        titel=content["titel"],
        tekst=content["tekst"],
        teller=content["teller"],
        gebied=Gebied.objects.by_code(content["gebied"]).get(),
        thema=Thema.objects.get(code=content["thema"]),
        onderwerp=onderwerp,
        uitvraag=uitvraag,
        toestemming_hoe="" if is_concept else Verhaal.Toestemming.MONDELING,
        toestemming_op=None if is_concept else op,
    )
    if is_concept:
        return
    monitor.submit_verhaal(verhaal.pk, actor=schrijver)
    if status == Verhaal.Status.TERUGGEGEVEN:
        monitor.give_back_verhaal(verhaal.pk, actor=team, reden=content["reden"])
    elif status != Verhaal.Status.TER_CONTROLE:
        monitor.publish_verhaal(verhaal.pk, actor=team, op=op + timedelta(days=2))
    if status == Verhaal.Status.INGETROKKEN:
        monitor.withdraw_verhaal(verhaal.pk, actor=schrijver, op=op + timedelta(days=5))


def _programma(manager: Gebruiker) -> None:
    content = read("programma")
    inspanningen.save_programma(actor=manager, **content["programma"])
    hoeken = {thema.code: thema for thema in Thema.objects.all()}
    for doel in content["doelstellingen"]:
        doelstellingen.add_doelstelling(
            actor=manager,
            nummer=doel["nummer"],
            naam=doel["naam"],
            soort=doel["soort"],
            hoek=hoeken[doel["hoek"]],
        )
    for streef in content["streefwaarden"]:
        inspanningen.add_streefwaarde(
            actor=manager,
            doelstelling=Doelstelling.objects.get(nummer=streef["doelstelling"]),
            indicator=Indicator.objects.get(code=streef["indicator"]),
            gebied=Gebied.objects.by_code(streef["gebied"]).get(),
            jaar=streef["jaar"],
            waarde=Decimal(streef["waarde"]),
            toelichting=streef["toelichting"],
        )
    for volgorde, principe in enumerate(content["principes"], start=1):
        inspanningen.save_principe(actor=manager, volgorde=volgorde, **principe)


def _inspanningen(manager: Gebruiker, people: dict[str, Gebruiker]) -> None:
    doelen = {doel.nummer: doel for doel in Doelstelling.objects.all()}
    principes = {principe.kort: principe for principe in LeidendPrincipe.objects.all()}
    gebieden = {gebied.code: gebied for gebied in Gebied.objects.all()}
    organisaties = {organisatie.naam: organisatie for organisatie in Organisatie.objects.all()}
    kaarten: dict[str, Inspanning] = {}
    for kaart in read("inspanningen")["inspanningen"]:
        leider = kaart.get("projectleider")
        kaarten[kaart["nummer"]] = inspanningen.add_inspanning(
            actor=manager,
            nummer=kaart["nummer"],
            naam=kaart["naam"],
            fase=kaart["fase"],
            ouder=kaarten[kaart["ouder"]] if "ouder" in kaart else None,
            projectleider=people[leider] if leider else None,
            gebieden=[gebieden[code] for code in kaart.get("gebieden", ())],
            doelstellingen=[doelen[nummer] for nummer in kaart.get("doelstellingen", ())],
            principes=[principes[kort] for kort in kaart.get("principes", ())],
            partners=[
                {"organisatie": organisaties[naam].pk, "rol": ""} for naam in kaart.get("partners", ())
            ],
            **{f"{key}_tekst": tekst.strip() for key, tekst in kaart["velden"].items()},
        )


def _casussen(manager: Gebruiker, people: dict[str, Gebruiker], vandaag: date) -> None:
    content = read("casussen")
    for mandaat in content["mandaten"]:
        casuistiek.set_mandaat(
            actor=None,
            rol=mandaat["rol"],
            tot_bedrag=Decimal(mandaat["tot_bedrag"]),
            als_tweede_tot_bedrag=Decimal(mandaat["als_tweede_tot_bedrag"]),
        )
    first = min(vandaag - timedelta(days=casus["dagen_geleden"]) for casus in content["casussen"])
    budgetten = {
        (jaar, budget["financiering"]): casuistiek.add_toekenning(
            actor=manager,
            jaar=jaar,
            financiering=budget["financiering"],
            bedrag=Decimal(budget["bedrag"]),
            op=date(jaar, 1, 2),
            omschrijving="Budget voor het jaar",
        )
        for budget in content["budgetten"]
        for jaar in range(first.year, vandaag.year + 1)
    }
    for casus in sorted(content["casussen"], key=lambda one: -one["dagen_geleden"]):
        _casus(casus, manager, people[casus["door"]], people["tweede-beslisser"], budgetten, vandaag)


def _casus(
    content: dict,
    manager: Gebruiker,
    wijkmanager: Gebruiker,
    tweede: Gebruiker,
    budgetten: dict,
    vandaag: date,
) -> None:
    """Take one case as far as its `tot`, a few days between the steps."""
    signaal = vandaag - timedelta(days=content["dagen_geleden"])

    def after(days: int) -> date:
        return min(signaal + timedelta(days=days), vandaag)

    casus = casuistiek.log_casus(
        actor=wijkmanager,
        op=signaal,
        gebied=Gebied.objects.by_code(content["gebied"]).get(),
        wat_gaat_mis=content["wat"],
        leefgebieden=content["leefgebieden"],
        betrokken_partijen=content["partijen"],
        urgentie=URGENTIE[content["urgentie"]],
    )
    if betrokkene := content.get("betrokkene"):
        casuistiek.set_betrokkene(casus.pk, actor=wijkmanager, **betrokkene)
    tot = Stap(content["tot"])
    if tot == Stap.GESIGNALEERD:
        return
    if tot == Stap.INGETROKKEN:
        casuistiek.intrekken(casus.pk, actor=wijkmanager, op=after(3), toelichting=content["reden"])
        return
    casuistiek.go_to(casus.pk, actor=wijkmanager, op=after(2))
    _added_along_the_way(content, casus, wijkmanager, after, vandaag)
    if tot == Stap.DOORGELEID:
        casuistiek.doorgeleiden(casus.pk, actor=wijkmanager, op=after(4), toelichting=content["reden"])
    if tot in {Stap.TER_PLEKKE, Stap.DOORGELEID}:
        return
    _voorstel_and_besluit(content, casus, manager, wijkmanager, tweede, budgetten, after, tot)


def _added_along_the_way(
    content: dict, casus: Casus, wijkmanager: Gebruiker, after: Callable[[int], date], vandaag: date
) -> None:
    """What is kept with a case from the day someone went to look."""
    if hoeken := content.get("hoeken"):
        casuistiek.measure(
            casus.pk, actor=wijkmanager, op=after(2), moment=Hoekmeting.Moment.VOOR, hoeken=hoeken["voor"]
        )
    for notitie in content.get("notities", ()):
        casuistiek.add_notitie(
            casus.pk, actor=wijkmanager, op=after(3), tekst=notitie["tekst"], voor=notitie["voor"]
        )
    for afspraak in content.get("afspraken", ()):
        casuistiek.make_afspraak(
            casus.pk,
            actor=wijkmanager,
            op=after(3),
            titel=afspraak["titel"],
            eigenaar=wijkmanager,
            vervalt_op=vandaag + timedelta(days=afspraak["over"]),
        )
    if bijlage := content.get("bijlage"):
        book = openpyxl.Workbook()
        for row in bijlage["regels"]:
            book.active.append(row)
        written = BytesIO()
        book.save(written)
        casuistiek.add_bijlage(
            casus.pk,
            actor=wijkmanager,
            op=after(3),
            omschrijving=bijlage["omschrijving"],
            inhoud=written.getvalue(),
        )


def _voorstel_and_besluit(
    content: dict,
    casus: Casus,
    manager: Gebruiker,
    wijkmanager: Gebruiker,
    tweede: Gebruiker,
    budgetten: dict,
    after: Callable[[int], date],
    tot: Stap,
) -> None:
    idee = content["voorstel"]
    voorstel = casuistiek.make_voorstel(
        casus.pk,
        actor=wijkmanager,
        op=after(4),
        kleine_duw=idee["kleine_duw"],
        bedrag=Decimal(idee["bedrag"]),
        waarom_niet_regulier=idee["waarom_niet_regulier"],
        kosten_van_niets_doen=idee["niets_doen"],
        weigeringen=[(one["instantie"], one["grond"]) for one in idee.get("weigeringen", ())],
    )
    besluit = content.get("besluit")
    if besluit is None:
        return
    dag = after(7)
    motivering = {key: besluit[key] for key in ("legitimiteit", "betrokkenheid", "rendement")}
    if not besluit["toegekend"]:
        casuistiek.decide(
            voorstel.pk, actor=manager, op=dag, uitkomst=Besluit.Uitkomst.AFGEWEZEN, **motivering
        )
        casuistiek.doorgeleiden(
            casus.pk, actor=wijkmanager, op=after(9), toelichting="De gewone regeling kan dit."
        )
        casuistiek.close(
            casus.pk, actor=wijkmanager, op=after(20), toelichting="Opgelost met de gewone regeling."
        )
        return
    genomen = casuistiek.decide(
        voorstel.pk,
        actor=manager,
        op=dag,
        uitkomst=Besluit.Uitkomst.TOEGEKEND,
        bedrag=Decimal(besluit["bedrag"]),
        budget=budgetten[dag.year, idee["financiering"]],
        **motivering,
    )
    if tot == Stap.VOORSTEL:
        return
    if isinstance(genomen, VoorgenomenBesluit):
        casuistiek.confirm_besluit(genomen.pk, actor=tweede, op=dag)
    if betaald := content.get("betaald"):
        casuistiek.book_betaling(casus.pk, actor=wijkmanager, op=after(12), bedrag=Decimal(betaald))
    elif tot == Stap.UITVOERING:
        casuistiek.begin_uitvoering(casus.pk, actor=wijkmanager, op=after(12))
    if verhaal := content.get("verhaal"):
        casuistiek.release_verhaal(
            casus.pk, actor=wijkmanager, op=after(60), titel=verhaal["titel"], tekst=verhaal["tekst"].strip()
        )
    if tot in {Stap.NAZORG, Stap.GESLOTEN}:
        casuistiek.to_nazorg(casus.pk, actor=wijkmanager, op=after(30))
    na = content.get("hoeken", {}).get("na")
    if na and tot == Stap.NAZORG:
        casuistiek.measure(casus.pk, actor=wijkmanager, op=after(60), moment=Hoekmeting.Moment.NA, hoeken=na)
    if tot == Stap.GESLOTEN:
        casuistiek.close(
            casus.pk,
            actor=wijkmanager,
            op=after(120),
            toelichting="Na drie maanden gaat het goed.",
            hoeken=na,
        )


def _reisverslagen(manager: Gebruiker, vandaag: date, *, vastgesteld: bool) -> None:
    for content in read("reisverslag")["verslagen"]:
        if bool(content.get("vastgesteld")) != vastgesteld:
            continue
        verslag = reisverslag.start_reisverslag(
            actor=manager,
            titel=content["titel"],
            periode_van=vandaag - timedelta(days=content["van"]),
            periode_tot=vandaag - timedelta(days=content["tot"]),
            publiek=content["publiek"],
        )
        _hoofdstukken(verslag.pk, content["hoofdstukken"], manager)
        if dagen := content.get("vastgesteld"):
            reisverslag.vaststellen(verslag.pk, actor=manager, op=timezone.now() - timedelta(days=dagen))


def _hoofdstukken(verslag_id: int, content: list[dict], manager: Gebruiker) -> None:
    nummers = {kaart.nummer: kaart.pk for kaart in Inspanning.objects.all()}
    raadsstukken = by_sleutel()
    verteld = Casus.objects.exclude(verhaal_titel="").order_by("gemeld_op", "pk")
    for one in content:
        hoofdstuk = reisverslag.add_hoofdstuk(verslag_id, actor=manager, titel=one["titel"])
        for blok in one["blokken"]:
            inhoud = dict(blok["inhoud"])
            if blok["soort"] == "inspanningen":
                inhoud["inspanningen"] = [nummers[nummer] for nummer in inhoud["inspanningen"]]
            if blok["soort"] == "driehoek":
                for key in ("gebied", "vergelijking"):
                    inhoud[key] = Gebied.objects.by_code(inhoud[key]).get().pk
            if blok["soort"] == "raadsstukken":
                inhoud["raadsstukken"] = [raadsstukken[sleutel] for sleutel in inhoud["raadsstukken"]]
            if blok["soort"] == "verhaal":
                inhoud["casus"] = verteld[inhoud.pop("volgorde")].pk
            if blok["soort"] == "veranderd":
                inhoud = vorige(inhoud)
            reisverslag.add_blok(hoofdstuk.pk, actor=manager, soort=blok["soort"], inhoud=inhoud)
        place_newest(hoofdstuk.reisverslag, hoofdstuk.pk, one.get("bouwstenen", {}), manager)
