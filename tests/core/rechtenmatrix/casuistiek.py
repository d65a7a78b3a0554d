from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from casuistiek.models import (
    Betrokkene,
    Bewaartermijn,
    Bijlage,
    Boeking,
    Budget,
    Overleg,
    Vernietigingslijst,
    Vernietigingsregel,
    VoorgenomenBesluit,
    Voorstel,
)
from tests.core.rechtenmatrix.inspanningen import een_leerpunt
from tests.core.rechtenmatrix.monitor import een_gebied
from tests.core.rechtenmatrix.wie import (
    AM,
    BH,
    CASUS,
    FG,
    GEMEENTE,
    LERENDEN,
    LEZERS,
    PM,
    TEAM,
    mag,
    mag_post,
)
from tests.factories import CasusFactory, GebruikerFactory, KnelpuntFactory, OrganisatieFactory

ANDERMANS = {
    # casussen: of another, in a wijk where this person does not work
    "casuistiek:list": mag(CASUS),
    "casuistiek:bij_gebied": mag(LEZERS),
    "casuistiek:log": mag(CASUS),
    "casuistiek:budget": mag(CASUS),
    "casuistiek:budget_csv": mag(PM),
    "casuistiek:toekenning": mag(PM),
    "casuistiek:mandaten": mag(CASUS, BH),
    "casuistiek:mandaat": mag(BH),
    "casuistiek:betrokkene_export": mag_post(),
    "casuistiek:privacy": mag(),
    "casuistiek:privacyverzoek": mag(),
    "casuistiek:beperking_lift": mag_post(),
    "casuistiek:overleggen": mag(CASUS),
    "casuistiek:overleg_plan": mag(CASUS),
    "casuistiek:overleg": mag(CASUS),
    "casuistiek:overleg_presence": mag(CASUS),
    "casuistiek:overleg_close": mag(CASUS),
    "casuistiek:agendapunt": mag(),
    "casuistiek:agendapunt_afspraak": mag(),
    "casuistiek:agendapunt_share": mag(),
    "casuistiek:agendapunt_remove": mag_post(),
    "casuistiek:verstrekking_withdraw": mag_post(),
    "casuistiek:bewaren": mag(PM, FG, BH),
    "casuistiek:bewaartermijn": mag(BH),
    "casuistiek:vernietigingslijst": mag(PM, FG),
    "casuistiek:vernietigingslijst_agree": mag_post(PM, FG),
    "casuistiek:langer_bewaren": mag(PM, FG),
    "casuistiek:concept": mag(),
    "casuistiek:concept_save": mag_post(),
    "casuistiek:concept_discard": mag_post(),
    "casuistiek:concept_similar": mag_post(),
    "casuistiek:detail": mag(PM),
    "casuistiek:similar": mag(PM),
    "casuistiek:history": mag(PM),
    "casuistiek:edit": mag(),
    "casuistiek:step": mag(),
    "casuistiek:notitie": mag_post(PM),
    "casuistiek:xlsx": mag(CASUS),
    "casuistiek:doorlooptijd": mag(CASUS),
    "casuistiek:afspraak": mag(PM),
    "casuistiek:bijlage": mag(),
    "casuistiek:bijlage_open": mag_post(),
    "casuistiek:bijlage_remove": mag_post(),
    "casuistiek:hoeken": mag(),
    "casuistiek:voorstel": mag(),
    "casuistiek:besluit": mag(PM),
    "casuistiek:besluit_confirm": mag(PM),
    "casuistiek:besluit_withdraw": mag_post(),
    "casuistiek:betaling": mag(PM),
    "casuistiek:correctie": mag(PM),
    "casuistiek:betrokkene": mag(),
    "casuistiek:betrokkene_add": mag(),
    "casuistiek:betrokkene_change": mag_post(),
    "casuistiek:betrokkene_remove": mag_post(),
    "casuistiek:noodinzage": mag(PM),
    "casuistiek:inzagelog": mag(FG),
    "casuistiek:noodinzagen": mag(FG),
    "casuistiek:noodinzage_judge": mag(FG),
    "casuistiek:overdracht": mag(PM),
    "casuistiek:overdracht_answer": mag_post(PM),
    "casuistiek:verhaal": mag(),
    "casuistiek:verhaal_withdraw": mag_post(),
    "casuistiek:knelpunt": mag(PM),
    "casuistiek:knelpunt_link": mag_post(PM),
    "casuistiek:knelpunt_unlink": mag_post(PM),
    "casuistiek:bij_knelpunt": mag(CASUS),
    "casuistiek:bij_leerpunt": mag(CASUS),
    "casuistiek:knelpunt_split": mag(TEAM),
    # knelpunten: of another owner
    "knelpunten:waar": mag(GEMEENTE, AM),
    "knelpunten:list": mag(GEMEENTE, AM),
    "knelpunten:add": mag(LERENDEN),
    "knelpunten:detail": mag(GEMEENTE, AM),
    "knelpunten:edit": mag(TEAM),
    "knelpunten:merge": mag(TEAM),
    "knelpunten:learn": mag(LERENDEN),
    "knelpunten:unlearn": mag_post(TEAM),
    "knelpunten:bij_leerpunt": mag(GEMEENTE, AM),
}

EIGEN = {
    "casuistiek:betrokkene_export": mag_post(CASUS),
    "casuistiek:privacy": mag(CASUS),
    "casuistiek:privacyverzoek": mag(CASUS),
    "casuistiek:beperking_lift": mag_post(CASUS),
    "casuistiek:agendapunt": mag(CASUS),
    "casuistiek:agendapunt_afspraak": mag(CASUS),
    "casuistiek:agendapunt_share": mag(CASUS),
    "casuistiek:agendapunt_remove": mag_post(CASUS),
    "casuistiek:verstrekking_withdraw": mag_post(CASUS),
    "casuistiek:concept": mag(CASUS),
    "casuistiek:concept_save": mag_post(CASUS),
    "casuistiek:concept_discard": mag_post(CASUS),
    "casuistiek:concept_similar": mag_post(CASUS),
    "casuistiek:detail": mag(CASUS),
    "casuistiek:similar": mag(CASUS),
    "casuistiek:history": mag(CASUS),
    "casuistiek:edit": mag(CASUS),
    "casuistiek:step": mag(CASUS),
    "casuistiek:notitie": mag_post(CASUS),
    "casuistiek:afspraak": mag(CASUS),
    "casuistiek:bijlage": mag(CASUS),
    "casuistiek:bijlage_open": mag_post(CASUS),
    "casuistiek:bijlage_remove": mag_post(CASUS),
    "casuistiek:hoeken": mag(CASUS),
    "casuistiek:voorstel": mag(CASUS),
    "casuistiek:besluit": mag(PM),
    "casuistiek:besluit_confirm": mag(PM),
    "casuistiek:besluit_withdraw": mag_post(PM),
    "casuistiek:betaling": mag(CASUS),
    "casuistiek:correctie": mag(PM),
    "casuistiek:betrokkene": mag(CASUS),
    "casuistiek:betrokkene_add": mag(CASUS),
    "casuistiek:betrokkene_change": mag_post(CASUS),
    "casuistiek:betrokkene_remove": mag_post(CASUS),
    "casuistiek:noodinzage": mag(CASUS),
    "casuistiek:overdracht": mag(CASUS),
    "casuistiek:overdracht_answer": mag_post(CASUS),
    "casuistiek:verhaal": mag(CASUS),
    "casuistiek:verhaal_withdraw": mag_post(CASUS),
    "casuistiek:knelpunt": mag(CASUS),
    "casuistiek:knelpunt_link": mag_post(CASUS),
    "casuistiek:knelpunt_unlink": mag_post(CASUS),
    "knelpunten:edit": mag(LERENDEN),
    "knelpunten:unlearn": mag_post(LERENDEN),
}


def _casus(eigenaar, **velden):
    return {"kenmerk": CasusFactory(casusverantwoordelijke=eigenaar, **velden).kenmerk}


def _knelpunt(eigenaar):
    return {"pk": KnelpuntFactory(eigenaar=eigenaar).pk}


def _casusknelpunt(eigenaar):
    return _casus(eigenaar) | _knelpunt(eigenaar)


def _leerpunt_pk(eigenaar):
    return {"leerpunt_pk": een_leerpunt(eigenaar)["pk"]}


def _knelpunt_leerpunt(eigenaar):
    return _knelpunt(eigenaar) | _leerpunt_pk(eigenaar)


def _concept(eigenaar):
    return _casus(eigenaar, is_concept=True, nummer=None)


def _stap(eigenaar):
    return _casus(eigenaar) | {"naar": "ter-plekke"}


def _overdracht(eigenaar):
    return _casus(eigenaar) | {"antwoord": "intrekken"}


def _betrokkene(eigenaar):
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    return {"kenmerk": casus.kenmerk, "pk": Betrokkene.objects.create(casus=casus, naam="Iemand").pk}


def _bijlage(eigenaar):
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    bestand = default_storage.save("casuistiek/proef.pdf", ContentFile(b"%PDF-"))
    bijlage = Bijlage.objects.create(
        casus=casus,
        omschrijving="Offerte",
        soort="pdf",
        bestand=bestand,
        omvang=5,
        op=casus.gemeld_op,
        door=eigenaar,
    )
    return {"kenmerk": casus.kenmerk, "pk": bijlage.pk}


def _hoeken(eigenaar):
    return _casus(eigenaar, stap="ter_plekke") | {"moment": "voor"}


def _noodinzage(eigenaar):
    casus, nu = CasusFactory(casusverantwoordelijke=eigenaar), timezone.now()
    return {
        "pk": casus.noodinzagen.create(door=eigenaar, reden="Brand", geldig_tot=nu + timedelta(hours=1)).pk
    }


def _export(eigenaar):
    return _betrokkene(eigenaar) | {"vorm": "json"}


def _privacyverzoek(eigenaar):
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    verzoek = casus.privacyverzoeken.create(
        betrokkene=1,
        soort="inzage",
        ontvangen_op=date(2026, 3, 1),
        uiterlijk_op=date(2026, 4, 1),
        door=eigenaar,
    )
    return {"kenmerk": casus.kenmerk, "pk": verzoek.pk}


def _overleg(eigenaar):
    """One for which an organisation is asked, with a casus that is shared with it."""
    return {"pk": _verstrekt(eigenaar).agendapunt.overleg_id}


def _agendapunt(eigenaar):
    return {"pk": _verstrekt(eigenaar).agendapunt_id}


def _verstrekking(eigenaar):
    return {"pk": _verstrekt(eigenaar).pk}


def _verstrekt(eigenaar):
    overleg = Overleg.objects.create(soort="vlb", op=date(2026, 3, 1), voorzitter=eigenaar)
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    organisatie = OrganisatieFactory()
    overleg.deelnames.create(organisatie=organisatie)
    punt = overleg.agendapunten.create(casus=casus, vraag="Wie kent dit?", ingebracht_door=eigenaar)
    return punt.verstrekkingen.create(
        casus=casus, organisatie=organisatie, velden=["wijk", "vraag"], doel="Afstemmen", grondslag="Convenant",
        geldig_tot=date(2099, 1, 1), door=eigenaar,
    )  # fmt: skip


def _bewaartermijn(eigenaar):
    return {"soort": Bewaartermijn.objects.create(soort="melding", maanden=12, grondslag="AVG 5").soort}


def _vernietigingsregel(eigenaar):
    lijst = Vernietigingslijst.objects.create(opgesteld_op=date(2026, 3, 1))
    regel = lijst.regels.create(
        casus=CasusFactory(casusverantwoordelijke=eigenaar), soort="melding", verlopen_op=date(2026, 2, 1)
    )
    return {"pk": regel.pk}


def _vernietigingslijst(eigenaar):
    return {"pk": Vernietigingsregel.objects.get(**_vernietigingsregel(eigenaar)).lijst_id}


def _boeking(eigenaar):
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    boeking = Boeking.objects.create(
        budget=Budget.objects.create(
            jaar=2026, financiering="Regiodeal", bedrag=1000, verplicht=10, betaald=10
        ),
        casus=casus,
        soort=Boeking.Soort.BETALING,
        bedrag=10,
        op=date(2026, 3, 1),
        door=eigenaar,
    )
    return {"kenmerk": casus.kenmerk, "pk": boeking.pk}


def _voorgenomen(eigenaar):
    """A besluit of this person that waits for a second."""
    casus = CasusFactory(casusverantwoordelijke=eigenaar, stap="voorstel")
    voorstel = Voorstel.objects.create(
        casus=casus,
        kleine_duw="Een dak",
        bedrag=10,
        waarom_niet_regulier="Geen regeling",
        kosten_van_niets_doen="Meer zorg",
        door=GebruikerFactory(),
        op=date(2026, 3, 1),
    )
    VoorgenomenBesluit.objects.create(
        voorstel=voorstel,
        bedrag=10,
        budget=Budget.objects.create(jaar=2026, financiering="Regiodeal", bedrag=1000),
        legitimiteit="Mag",
        betrokkenheid="Helpt zelf",
        rendement="Goedkoper",
        beslisser=eigenaar,
        op=date(2026, 3, 1),
    )
    return {"kenmerk": casus.kenmerk}


def _mandaat(eigenaar):
    return {"rol": PM.value}


OBJECTS = {
    "casuistiek:bij_gebied": een_gebied,
    "casuistiek:betrokkene_export": _export,
    "casuistiek:privacy": _casus,
    "casuistiek:privacyverzoek": _privacyverzoek,
    "casuistiek:beperking_lift": _casus,
    "casuistiek:overleg": _overleg,
    "casuistiek:overleg_presence": _overleg,
    "casuistiek:overleg_close": _overleg,
    "casuistiek:agendapunt": _casus,
    "casuistiek:agendapunt_afspraak": _agendapunt,
    "casuistiek:agendapunt_share": _agendapunt,
    "casuistiek:agendapunt_remove": _agendapunt,
    "casuistiek:verstrekking_withdraw": _verstrekking,
    "casuistiek:bewaartermijn": _bewaartermijn,
    "casuistiek:vernietigingslijst": _vernietigingslijst,
    "casuistiek:vernietigingslijst_agree": _vernietigingslijst,
    "casuistiek:langer_bewaren": _vernietigingsregel,
    "casuistiek:concept": _concept,
    "casuistiek:concept_save": _concept,
    "casuistiek:concept_discard": _concept,
    "casuistiek:concept_similar": _concept,
    "casuistiek:detail": _casus,
    "casuistiek:similar": _casus,
    "casuistiek:history": _casus,
    "casuistiek:edit": _casus,
    "casuistiek:step": _stap,
    "casuistiek:notitie": _casus,
    "casuistiek:afspraak": _casus,
    "casuistiek:bijlage": _casus,
    "casuistiek:bijlage_open": _bijlage,
    "casuistiek:bijlage_remove": _bijlage,
    "casuistiek:hoeken": _hoeken,
    "casuistiek:voorstel": _casus,
    "casuistiek:besluit": _casus,
    "casuistiek:mandaat": _mandaat,
    "casuistiek:besluit_confirm": _voorgenomen,
    "casuistiek:besluit_withdraw": _voorgenomen,
    "casuistiek:betaling": _casus,
    "casuistiek:correctie": _boeking,
    "casuistiek:betrokkene": _casus,
    "casuistiek:betrokkene_add": _casus,
    "casuistiek:betrokkene_change": _betrokkene,
    "casuistiek:betrokkene_remove": _betrokkene,
    "casuistiek:noodinzage": _casus,
    "casuistiek:noodinzage_judge": _noodinzage,
    "casuistiek:overdracht": _casus,
    "casuistiek:overdracht_answer": _overdracht,
    "casuistiek:verhaal": _casus,
    "casuistiek:verhaal_withdraw": _casus,
    "casuistiek:knelpunt": _casus,
    "casuistiek:knelpunt_link": _casusknelpunt,
    "casuistiek:knelpunt_unlink": _casusknelpunt,
    "casuistiek:bij_knelpunt": _knelpunt,
    "casuistiek:bij_leerpunt": een_leerpunt,
    "casuistiek:knelpunt_split": _knelpunt,
    "knelpunten:detail": _knelpunt,
    "knelpunten:edit": _knelpunt,
    "knelpunten:merge": _knelpunt,
    "knelpunten:learn": _knelpunt,
    "knelpunten:unlearn": _knelpunt_leerpunt,
    "knelpunten:bij_leerpunt": _leerpunt_pk,
}
