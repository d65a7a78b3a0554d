"""For each rol what is found, and what never: a canary word in each place that may stay hidden."""

from datetime import date

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from brunssum.core.zoeken import register
from brunssum.core.zoeken.taal import read_vraag
from brunssum.core.zoeken.vinden import find
from casuistiek.models import Betrokkene, Casus, Inzage
from inspanningen.velden import VELDEN
from monitor.models import Verhaal
from reisverslag.models import Reisverslag
from tests.factories import (
    ActiepuntFactory,
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    BlokFactory,
    BudgetpostFactory,
    CasusFactory,
    DoelstellingFactory,
    FinancieringFactory,
    GebiedFactory,
    GebruikerFactory,
    HoofdstukFactory,
    IndicatorFactory,
    InspanningFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    MijlpaalFactory,
    OrganisatieFactory,
    RaadsstukFactory,
    ReflectieFactory,
    ReisverslagFactory,
    RisicoFactory,
    SignaalFactory,
    UitvraagFactory,
    VerhaalFactory,
    WijkplanactieFactory,
    WijkplanFactory,
)

CANARY = "kanariewoord"
PM, PT, PL, WM = Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM, Rol.PROJECTLEIDER, Rol.WIJKMANAGER
BE, BS, RL, AM = Rol.BATENEIGENAAR, Rol.BESTUUR, Rol.RAADSLID, Rol.AMBASSADEUR
PA, FG, BH = Rol.PARTNER, Rol.FUNCTIONARIS, Rol.BEHEERDER
GEMEENTE = {PM, PT, PL, WM, BE, BS}
LEZERS = GEMEENTE | {AM, PA}


def _reisverslag(**kwargs):
    verslag = ReisverslagFactory(titel="Over dit halfjaar", **kwargs)
    BlokFactory(hoofdstuk=HoofdstukFactory(reisverslag=verslag), inhoud={"tekst": CANARY})


def _vastgesteld(publiek):
    auteur = GebruikerFactory(rollen=(PM,))
    _reisverslag(
        publiek=publiek,
        stap=Reisverslag.Stap.VASTGESTELD,
        vastgesteld_op=timezone.now(),
        vastgesteld_door=auteur,
    )


def _weggehaald():
    verslag = ReisverslagFactory(publiek="raad")
    BlokFactory(
        hoofdstuk=HoofdstukFactory(reisverslag=verslag),
        inhoud={"tekst": CANARY},
        verwijderd_op=timezone.now(),
    )


def _merged():
    KnelpuntFactory(naam=CANARY, opgenomen_in=KnelpuntFactory())


def _casus():
    CasusFactory(wat_gaat_mis=CANARY)


def _vertrouwelijk_actiepunt():
    casus = CasusFactory(casusverantwoordelijke=GebruikerFactory(rollen=(WM,)))
    ActiepuntFactory(
        titel=CANARY,
        vertrouwelijk=True,
        onderwerp_soort=ContentType.objects.get_for_model(Casus),
        onderwerp_id=casus.pk,
    )


PLACES = {
    "naam van een inspanning": (lambda: InspanningFactory(naam=CANARY), LEZERS),
    **{
        f"{veld.kolom} van een inspanning": (
            lambda veld=veld: InspanningFactory(**{veld.kolom: CANARY}),
            {1: LEZERS, 2: LEZERS, 3: GEMEENTE}[veld.zicht],
        )
        for veld in VELDEN
    },
    "doelstelling": (lambda: DoelstellingFactory(omschrijving=CANARY), LEZERS),
    "mijlpaal": (lambda: MijlpaalFactory(toelichting=CANARY), LEZERS),
    "risico": (lambda: RisicoFactory(maatregel=CANARY), GEMEENTE),
    "financiering": (lambda: FinancieringFactory(voorwaarden=CANARY), GEMEENTE),
    "budgetpost": (lambda: BudgetpostFactory(omschrijving=CANARY), GEMEENTE),
    "wijkplan in concept": (lambda: WijkplanFactory(opgave=CANARY), GEMEENTE),
    "actie in een wijkplan in concept": (lambda: WijkplanactieFactory(wat=CANARY), GEMEENTE),
    "leerpunt": (lambda: LeerpuntFactory(tekst=CANARY), GEMEENTE | {AM}),
    "knelpunt": (lambda: KnelpuntFactory(wat_helpt=CANARY), GEMEENTE | {AM}),
    "knelpunt dat in een ander opging": (_merged, set()),
    "reflectie": (lambda: ReflectieFactory(tekst=CANARY), GEMEENTE | {AM}),
    "bijeenkomst": (lambda: BijeenkomstFactory(verslag=CANARY), GEMEENTE | {AM}),
    "ambassadeursgroep": (lambda: AmbassadeursgroepFactory(werkwijze=CANARY), GEMEENTE | {AM}),
    "indicator": (lambda: IndicatorFactory(definitie=CANARY), LEZERS),
    "gebied": (lambda: GebiedFactory(naam=CANARY), LEZERS),
    "organisatie die meewerkt": (
        lambda: InspanningFactory().partners.add(OrganisatieFactory(naam=CANARY)),
        LEZERS,
    ),
    "organisatie die nergens meewerkt": (lambda: OrganisatieFactory(naam=CANARY), set()),
    "uitvraag": (lambda: UitvraagFactory(samenvatting=CANARY), LEZERS),
    "verhaal": (lambda: VerhaalFactory(tekst=CANARY, gepubliceerd=True), LEZERS),
    "verhaal in concept": (lambda: VerhaalFactory(tekst=CANARY), set()),
    "verhaal ter controle": (
        lambda: VerhaalFactory(tekst=CANARY, status=Verhaal.Status.TER_CONTROLE),
        {PM, PT},
    ),
    "reisverslag in concept": (lambda: _reisverslag(publiek="raad"), {PM, PT, PL, WM, BE}),
    "reisverslag voor de raad": (lambda: _vastgesteld("raad"), LEZERS | {RL}),
    "reisverslag voor ambassadeurs": (lambda: _vastgesteld("ambassadeurs"), LEZERS),
    "weggehaald blok": (_weggehaald, set()),
    "raadsvraag die op antwoord wacht": (lambda: RaadsstukFactory(tekst=CANARY), {PM, PT, PL, WM, BE}),
    "antwoord in concept": (lambda: RaadsstukFactory(antwoord=CANARY), {PM, PT, PL, WM, BE}),
    "antwoord aan de raad": (
        lambda: RaadsstukFactory(status="beantwoord", antwoord=CANARY, beantwoord_op=date(2026, 3, 20)),
        LEZERS | {RL},
    ),
    "actiepunt": (lambda: ActiepuntFactory(toelichting=CANARY), GEMEENTE),
    "vertrouwelijk actiepunt": (_vertrouwelijk_actiepunt, {PM}),
    "casus": (_casus, {PM}),
    "signaal van een partner": (lambda: SignaalFactory(al_geprobeerd=CANARY), {PM}),
    "kenmerk van een signaal": (lambda: SignaalFactory(kenmerk=f"1-{CANARY}"), {PM}),
    "signaal waarvan de verwerking is beperkt": (
        lambda: SignaalFactory(wat_gaat_mis=CANARY, beperkt_op=timezone.localdate()),
        set(),
    ),
    "casus in concept": (
        lambda: CasusFactory(wat_gaat_mis=CANARY, nummer=None, is_concept=True),
        set(),
    ),
    "casus waarvan de verwerking is beperkt": (
        lambda: CasusFactory(wat_gaat_mis=CANARY, beperkt_op=timezone.localdate()),
        set(),
    ),
    "naam van een betrokkene": (
        lambda: Betrokkene.objects.create(casus=CasusFactory(), naam=CANARY),
        set(),
    ),
    "gebruiker": (lambda: GebruikerFactory(functie=CANARY), {BH}),
}


@pytest.fixture(scope="module")
def everyone(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        made = {rol: GebruikerFactory(rollen=(rol,)) for rol in Rol}
        yield made
        for gebruiker in made.values():
            gebruiker.delete()


@pytest.mark.parametrize("place", PLACES)
def test_who_finds_what(place, everyone, db):
    make, finders = PLACES[place]
    make()
    vraag, got = read_vraag(CANARY), set()
    for rol, gebruiker in everyone.items():
        soorten = register.for_user(gebruiker) + register.for_user(gebruiker, vertrouwelijk=True)
        if find(vraag, gebruiker, soorten, per_soort=5):
            got.add(rol)
    assert got == finders


@pytest.mark.parametrize("make", [_casus, _vertrouwelijk_actiepunt])
def test_what_may_be_about_a_resident_is_on_the_page_of_who_may_see_it_and_never_suggested(
    make, everyone, db, client
):
    make()
    got = set()
    for rol, gebruiker in everyone.items():
        client.force_login(gebruiker)
        if f"<mark>{CANARY}" in client.post(reverse("core:zoeken"), {"q": CANARY}).content.decode():
            got.add(rol)
        suggested = client.post(
            reverse("core:zoek_suggesties"), {"q": CANARY}, headers={"HX-Request": "true"}
        )
        assert "<li>" not in suggested.content.decode()
    assert got == {PM}


def test_a_hidden_text_is_not_in_what_is_shown_of_one_that_is_found_by_another_word(client, gebruiker_met):
    InspanningFactory(naam="Vindbaar", budget_tekst=f"Vindbaar {CANARY}", resultaat_tekst="Ook vindbaar hier")
    client.force_login(gebruiker_met(Rol.AMBASSADEUR))
    html = client.get(reverse("core:zoeken"), {"q": "vindbaar"}).content.decode()
    assert "Ook <mark>vindbaar</mark> hier" in html
    assert CANARY not in html
    assert not client.get(reverse("core:zoeken"), {"q": f"vindbaar {CANARY}"}).context["groepen"]


def test_casussen_are_found_by_their_own_wijkmanager_only(client, gebruiker_met):
    wijk = GebiedFactory()
    mine, other = gebruiker_met(WM), gebruiker_met(WM)
    mine.gebieden.add(wijk)
    CasusFactory(wat_gaat_mis=CANARY, gebied=wijk)
    for user, count in ((mine, 1), (other, 0)):
        client.force_login(user)
        assert client.post(reverse("core:zoeken"), {"q": CANARY}).context["totaal"] == count


def test_a_get_never_looks_through_casussen(client, programmamanager):
    CasusFactory(wat_gaat_mis=CANARY)
    client.force_login(programmamanager)
    response = client.get(reverse("core:zoeken"), {"q": CANARY})
    assert not response.context["groepen"]
    assert (
        "In casussen, signalen en vertrouwelijke actiepunten is nog niet gezocht."
        in response.content.decode()
    )
    response = client.get(reverse("core:zoeken"), {"q": CANARY, "soort": "casussen"})
    assert not response.context.get("page")
    assert not LogRegel.objects.filter(actie="zoeken.vertrouwelijk").exists()


def test_without_the_second_factor_no_casus_is_looked_through(client, programmamanager, settings):
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    CasusFactory(wat_gaat_mis=CANARY)
    LeerpuntFactory(titel=CANARY)
    client.force_login(programmamanager)
    response = client.post(reverse("core:zoeken"), {"q": CANARY})
    assert [groep.soort.sleutel for groep in response.context["groepen"]] == ["leerpunten"]
    assert "tweede factor" in response.content.decode()
    response = client.post(reverse("core:zoeken"), {"q": CANARY, "soort": "casussen"})
    assert not response.context.get("page")
    assert not LogRegel.objects.filter(actie="zoeken.vertrouwelijk").exists()


def test_looking_through_casussen_is_written_down_without_the_words(client, programmamanager):
    CasusFactory(wat_gaat_mis=CANARY)
    client.force_login(programmamanager)
    client.post(reverse("core:zoeken"), {"q": CANARY})
    client.post(reverse("core:zoeken"), {"q": CANARY, "soort": "casussen"})
    client.post(reverse("core:zoeken"), {"q": CANARY, "soort": "leerpunten"})  # looked through no casus
    regels = LogRegel.objects.filter(actie="zoeken.vertrouwelijk", actor=programmamanager)
    assert [regel.detail for regel in regels.order_by("pk")] == [
        {"gevonden": {"casussen": 1, "signalen": 0, "vertrouwelijke-actiepunten": 0}},
        {"gevonden": {"casussen": 1, "signalen": 0, "vertrouwelijke-actiepunten": 0}},
    ]
    assert not any(CANARY in str(vars(regel)) for regel in LogRegel.objects.all())
    assert not Inzage.objects.exists()  # nobody was looked at


def test_a_partner_finds_its_own_signalen_by_kenmerk_and_no_word_in_them(client, gebruiker_met):
    partner = gebruiker_met(Rol.PARTNER, organisatie=OrganisatieFactory())
    mine = SignaalFactory(
        organisatie=partner.organisatie, kenmerk="W-5208/a", wat_gaat_mis=CANARY, al_geprobeerd=CANARY
    )
    SignaalFactory(organisatie=partner.organisatie, kenmerk="W-5208/b")
    SignaalFactory(kenmerk="W-5208/a", wat_gaat_mis=CANARY)
    client.force_login(partner)
    page = client.post(reverse("core:zoeken"), {"q": "W-5208"})
    assert page.context["totaal"] == 2
    assert CANARY not in page.content.decode()
    assert not client.post(reverse("core:zoeken"), {"q": CANARY}).context["groepen"]
    exact = client.post(reverse("core:zoeken"), {"q": "w-5208/A"})
    assert exact["Location"] == reverse("casuistiek:signaal", args=[mine.uuid])
    assert "signalen" not in str(client.get(reverse("core:zoeken"), {"q": "W-5208"}).context["groepen"])
    assert LogRegel.objects.filter(actie="zoeken.vertrouwelijk", actor=partner).exists()


def test_signalen_are_found_by_their_own_wijkmanager_only_and_two_with_one_kenmerk_are_a_list(
    client, gebruiker_met
):
    wijk = GebiedFactory()
    mine, other = gebruiker_met(WM), gebruiker_met(WM)
    mine.gebieden.add(wijk)
    for _ in range(2):
        SignaalFactory(gebied=wijk, kenmerk="14", wat_gaat_mis=CANARY)
    for user, count in ((mine, 2), (other, 0)):
        client.force_login(user)
        assert client.post(reverse("core:zoeken"), {"q": CANARY}).context["totaal"] == count
        assert client.post(reverse("core:zoeken"), {"q": "14"}).context["totaal"] == count


@pytest.mark.parametrize(("rol", "soort", "make"), [
    (PM, "leerpunten", lambda n: LeerpuntFactory(titel=f"Meneer Naamvanbewoner {n}")),
    (WM, "leerpunten", lambda n: LeerpuntFactory(titel=f"Meneer Naamvanbewoner {n}")),
    (Rol.PARTNER, "inspanningen", lambda n: InspanningFactory(naam=f"Meneer Naamvanbewoner {n}")),
])  # fmt: skip
def test_the_words_of_who_may_look_for_a_resident_stand_in_no_address(
    rol, soort, make, client, gebruiker_met
):
    for n in range(30):
        make(n)
    client.force_login(gebruiker_met(rol))
    for data in ({}, {"soort": soort}, {"soort": soort, "pagina": "2"}):
        html = client.post(reverse("core:zoeken"), {"q": "meneer Naamvanbewoner", **data}).content.decode()
        assert "<mark>Naamvanbewoner</mark>" in html
        addresses = [
            part.split('"')[0]
            for name in ("href", "action", "hx-get")
            for part in html.split(f'{name}="')[1:]
        ]
        assert not any("aamvanbewoner" in address for address in addresses)
        assert "hx-get" not in html
