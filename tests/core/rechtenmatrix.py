"""Who may open which page: the whole of Kanarie in two tables, and the object that each address of a test points at.

A new page gets a line in ANDERMANS, under its app: who may open it when its object belongs to someone else. When
one may do more with what is one's own, it also gets a line in EIGEN. Its address has an argument? Then also a
function in OBJECTS, which makes an object of `eigenaar` and gives the arguments.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from ambassadeurs.persoonlijke_link import agenda_token, meedenken_token
from brunssum.core.models import Taak
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
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
from inspanningen.models import Inspanning, Projectformulierimport
from inspanningen.services import KAART_PDF, add_inspanning
from monitor.models import Koppeling
from reisverslag.models import Reisverslag, Uitgave
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    BlokFactory,
    CasusFactory,
    GebiedFactory,
    GebruikerFactory,
    HoofdstukFactory,
    IndicatorFactory,
    KnelpuntFactory,
    LeerpuntFactory,
    OrganisatieFactory,
    PlekFactory,
    ReflectieFactory,
    ReisverslagFactory,
    StreefwaardeFactory,
    ThemaFactory,
    UitvraagFactory,
    VerhaalFactory,
    VerversingFactory,
)

PM, PT, PL, WM = Rol.PROGRAMMAMANAGER, Rol.PROGRAMMATEAM, Rol.PROJECTLEIDER, Rol.WIJKMANAGER
BE, BS, RL, AM = Rol.BATENEIGENAAR, Rol.BESTUUR, Rol.RAADSLID, Rol.AMBASSADEUR
PA, FG, BH = Rol.PARTNER, Rol.FUNCTIONARIS, Rol.BEHEERDER
ZONDER_ROL = "zonder rol"

TEAM = {PM, PT}
GEMEENTE = {PM, PT, PL, WM, BE, BS}
LEZERS = GEMEENTE | {AM, PA}
AMBASSADEURS = GEMEENTE | {AM}
LERENDEN = TEAM | {PL, WM, BE}
VOLGERS = {PM, PT, PL, WM, BE}
CASUS = {PM, WM}
SCHRIJVERS = {PM, PT, PL, WM, AM}
INGELOGD = {*Rol, ZONDER_ROL}


@dataclass(frozen=True)
class Wie:
    """Who gets an answer; all others get 403 or 404, and who is not logged in is sent to the login page."""

    rollen: frozenset
    post: bool = False
    is_public: bool = False
    needs_token: bool = False


def mag(*rollen):
    """A page for these rollen."""
    return Wie(frozenset().union(*(rol if isinstance(rol, set) else {rol} for rol in rollen)))


def mag_post(*rollen):
    """A button for these rollen: a POST without content, which may well be refused as incomplete (422)."""
    return Wie(mag(*rollen).rollen, post=True)


IEDEREEN = Wie(frozenset(INGELOGD), is_public=True)
MET_TOKEN = Wie(frozenset(), needs_token=True)
"""The API: a session counts for nothing there."""

ANDERMANS = {
    # the site
    "start": mag(INGELOGD),
    "core:profiel": mag(INGELOGD),
    "core:stijl": mag(INGELOGD),
    "core:taak": mag(),
    "core:toegankelijkheid": IEDEREEN,
    # actiepunten: one that is not vertrouwelijk, made by the system
    "core:actiepunt_list": mag(INGELOGD),
    "core:actiepunt_add": mag(GEMEENTE),
    "core:actiepunt": mag(GEMEENTE),
    "core:actiepunt_finish": mag_post(TEAM),
    "core:actiepunt_confirm": mag_post(),
    "core:actiepunt_send_back": mag_post(),
    "core:actiepunt_hand_over": mag(TEAM),
    "core:actiepunt_withdraw": mag_post(TEAM),
    "core:security_txt": IEDEREEN,
    # users and the log
    "core:gebruiker_list": mag(BH),
    "core:gebruiker_add": mag(BH),
    "core:gebruiker_change": mag(BH),
    "core:gebruiker_deactivate": mag_post(BH),
    "core:gebruiker_activate": mag_post(BH),
    "core:gebruiker_invite": mag_post(BH),
    "core:gebruiker_wipe_factors": mag_post(BH),
    "core:logboek": mag(FG),
    "core:verwerkingen": mag(FG, BH),
    # logging in
    "account_login": IEDEREEN,
    "account_logout": IEDEREEN,
    "account_change_password": mag(INGELOGD),
    "account_reset_password": IEDEREEN,
    "account_reset_password_done": IEDEREEN,
    "account_reset_password_from_key": IEDEREEN,
    "account_reset_password_from_key_done": IEDEREEN,
    "account_inactive": IEDEREEN,
    "account_reauthenticate": mag(INGELOGD),
    # the second factor: one's own; the demo, in which these tests run, sends everyone back to their profile
    "mfa_index": mag(INGELOGD),
    "mfa_go_on": mag(INGELOGD),
    "mfa_authenticate": mag(INGELOGD),
    "mfa_reauthenticate": mag(INGELOGD),
    "mfa_activate_totp": mag(INGELOGD),
    "mfa_deactivate_totp": mag(INGELOGD),
    "mfa_view_recovery_codes": mag(INGELOGD),
    "mfa_generate_recovery_codes": mag(INGELOGD),
    "mfa_list_webauthn": mag(INGELOGD),
    "mfa_add_webauthn": mag(INGELOGD),
    "mfa_reauthenticate_webauthn": mag(INGELOGD),
    "mfa_remove_webauthn": mag(INGELOGD),
    # inspanningen
    "inspanningen:list": mag(LEZERS),
    "inspanningen:bij_gebied": mag(LEZERS),
    "inspanningen:bij_thema": mag(LEZERS),
    "inspanningen:streefwaarden_bij_indicator": mag(LEZERS),
    "inspanningen:streefwaarde_add": mag(TEAM),
    "inspanningen:streefwaarde_remove": mag_post(TEAM),
    "inspanningen:detail": mag(LEZERS),
    "inspanningen:add": mag(TEAM),
    "inspanningen:edit": mag(TEAM),
    "inspanningen:change_fase": mag_post(TEAM),
    "inspanningen:versions": mag(GEMEENTE),
    "inspanningen:version_diff": mag(GEMEENTE),
    "inspanningen:version_restore": mag(TEAM),
    "inspanningen:import": mag(TEAM),
    "inspanningen:import_preview": mag(),
    "inspanningen:import_drop": mag_post(),
    "inspanningen:pdf": mag_post(LEZERS),
    "inspanningen:pdf_download": mag(),
    # leerpunten: one that another saw, and that nobody is asked about yet
    "leerpunten:list": mag(GEMEENTE, AM),
    "leerpunten:add": mag(LERENDEN),
    "leerpunten:detail": mag(GEMEENTE, AM),
    "leerpunten:edit": mag(TEAM),
    "leerpunten:step": mag(TEAM),
    # monitor
    "monitor:overview": mag(LEZERS),
    "monitor:driehoek": mag(LEZERS),
    "monitor:driehoek_csv": mag(LEZERS),
    "monitor:gebied": mag(LEZERS),
    "monitor:ranglijst": mag(LEZERS),
    "monitor:ranglijst_csv": mag(LEZERS),
    "monitor:stapeling": mag(LEZERS),
    "monitor:stapeling_csv": mag(LEZERS),
    "monitor:plek_add": mag(TEAM),
    "monitor:plek_edit": mag(TEAM),
    "monitor:plek_remove": mag_post(TEAM),
    "monitor:indicator_list": mag(LEZERS),
    "monitor:indicator": mag(LEZERS),
    "monitor:indicator_csv": mag(LEZERS),
    "monitor:indicator_toelichting": mag(TEAM),
    "monitor:bron_list": mag(TEAM),
    "monitor:bron": mag(TEAM),
    "monitor:bron_refresh": mag_post(TEAM),
    "monitor:bron_progress": mag(TEAM),
    "monitor:bron_same_gebied": mag_post(TEAM),
    "monitor:bron_other_gebied": mag_post(TEAM),
    "monitor:verversing_list": mag(LEZERS),
    "monitor:verversing": mag(LEZERS),
    "monitor:verversing_create": mag(TEAM),
    "monitor:verversing_accept": mag_post(TEAM),
    "monitor:verversing_withdraw": mag_post(TEAM),
    "monitor:verversing_names": mag_post(TEAM),
    "monitor:koppeling_forget": mag_post(TEAM),
    "monitor:invullen": mag(TEAM),
    "monitor:invullen_indicator": mag(TEAM),
    "monitor:invullen_gebied": mag(TEAM),
    "monitor:invullen_verleden": mag(TEAM),
    # verhalen: of another, published unless the button is about an earlier state
    "monitor:verhalen": mag(LEZERS),
    "monitor:verhaal_list": mag(LEZERS),
    "monitor:verhaal_add": mag(SCHRIJVERS),
    "monitor:verhaal_controle": mag(TEAM),
    "monitor:verhalen_bij_indicator": mag(LEZERS),
    "monitor:verhalen_bij_gebied": mag(LEZERS),
    "monitor:verhaal": mag(LEZERS),
    "monitor:verhaal_edit": mag(),
    "monitor:verhaal_foto": mag(LEZERS),
    "monitor:verhaal_foto_edit": mag(),
    "monitor:verhaal_foto_remove": mag_post(),
    "monitor:verhaal_submit": mag_post(),
    "monitor:verhaal_publish": mag_post(TEAM),
    "monitor:verhaal_give_back": mag_post(TEAM),
    "monitor:verhaal_withdraw": mag(TEAM),
    "monitor:uitvraag_list": mag(LEZERS),
    "monitor:uitvraag": mag(LEZERS),
    "monitor:uitvraag_add": mag(TEAM),
    "monitor:uitvraag_edit": mag(TEAM),
    "monitor:uitvraagcijfer_add": mag_post(TEAM),
    "monitor:uitvraagcijfer_remove": mag_post(TEAM),
    # ambassadeurs
    "ambassadeurs:list": mag(AMBASSADEURS),
    "ambassadeurs:detail": mag(AMBASSADEURS),
    "ambassadeurs:add": mag(TEAM),
    "ambassadeurs:werkwijze": mag(TEAM),
    "ambassadeurs:lid_add": mag(TEAM),
    "ambassadeurs:lid_end": mag(TEAM),
    "ambassadeurs:change": mag(TEAM),
    "ambassadeurs:lid": mag(TEAM),
    "ambassadeurs:lid_mail": mag_post(TEAM),
    "ambassadeurs:lid_renew_link": mag_post(TEAM),
    "ambassadeurs:training": mag(AMBASSADEURS),
    "ambassadeurs:module_add": mag(TEAM),
    "ambassadeurs:reflectie_add": mag(TEAM),
    "ambassadeurs:reflectie_list": mag(AMBASSADEURS),
    "ambassadeurs:reflecties_bij": mag(AMBASSADEURS),
    "ambassadeurs:reflectie": mag(AMBASSADEURS),
    "ambassadeurs:reflectie_answer": mag_post(TEAM),
    "ambassadeurs:reflectie_tell_back": mag_post(TEAM),
    "ambassadeurs:meedenken": IEDEREEN,  # says that one needs a personal link
    "ambassadeurs:meedenken_link": IEDEREEN,  # who has that link
    "ambassadeurs:bijeenkomst_list": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst_ics": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst_plan": mag(TEAM),
    "ambassadeurs:bijeenkomst_change": mag(TEAM),
    "ambassadeurs:bijeenkomst_cancel": mag_post(TEAM),
    "ambassadeurs:bijeenkomst_invite": mag_post(TEAM),
    "ambassadeurs:bijeenkomst_report": mag(TEAM),
    "ambassadeurs:ritme": mag(TEAM),
    "ambassadeurs:agenda": IEDEREEN,  # who has the personal address of the calendar
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
    # reisverslagen: a concept
    "reisverslag:list": mag(LEZERS, RL),
    "reisverslag:bij_inspanning": mag(LEZERS),
    "reisverslag:add": mag(TEAM),
    "reisverslag:detail": mag(VOLGERS),
    "reisverslag:preview": mag(VOLGERS),
    "reisverslag:uitgave": mag(VOLGERS),
    "reisverslag:edit": mag(TEAM),
    "reisverslag:vaststellen": mag(TEAM),
    "reisverslag:uitgave-request": mag_post(TEAM),
    "reisverslag:hoofdstuk-add": mag(TEAM),
    "reisverslag:hoofdstuk-rename": mag(TEAM),
    "reisverslag:hoofdstuk-move": mag_post(TEAM),
    "reisverslag:hoofdstuk-remove": mag_post(TEAM),
    "reisverslag:hoofdstuk-restore": mag_post(TEAM),
    "reisverslag:blok-add": mag(TEAM),
    "reisverslag:blok-edit": mag(TEAM),
    "reisverslag:blok-move": mag_post(TEAM),
    "reisverslag:blok-remove": mag_post(TEAM),
    "reisverslag:blok-restore": mag_post(TEAM),
    # the API
    "token": Wie(frozenset(INGELOGD), post=True, is_public=True),
    "api:openapi": IEDEREEN,
    "api:gebied-list": MET_TOKEN,
    "api:gebied-detail": MET_TOKEN,
    "api:indicator-list": MET_TOKEN,
    "api:indicator-detail": MET_TOKEN,
    "api:waarneming-list": MET_TOKEN,
    "api:inspanning-list": MET_TOKEN,
    "api:inspanning-detail": MET_TOKEN,
}

EIGEN = {
    "core:actiepunt": mag(INGELOGD),
    "core:actiepunt_finish": mag_post(INGELOGD),
    "core:actiepunt_hand_over": mag(INGELOGD),
    "core:taak": mag(INGELOGD),
    "inspanningen:edit": mag(TEAM, PL),
    "inspanningen:change_fase": mag_post(TEAM, PL),
    "inspanningen:version_restore": mag(TEAM, PL),
    "inspanningen:pdf_download": mag(LEZERS),
    "inspanningen:import_preview": mag(TEAM),
    "inspanningen:import_drop": mag_post(TEAM),
    "monitor:verhaal_edit": mag(SCHRIJVERS),
    "monitor:verhaal_foto_edit": mag(SCHRIJVERS),
    "monitor:verhaal_foto_remove": mag_post(SCHRIJVERS),
    "monitor:verhaal_submit": mag_post(SCHRIJVERS),
    "monitor:verhaal_publish": mag_post(),
    "monitor:verhaal_give_back": mag_post(),
    "monitor:verhaal_withdraw": mag(SCHRIJVERS),
    "ambassadeurs:reflectie_answer": mag_post(AMBASSADEURS),
    "ambassadeurs:reflectie_tell_back": mag_post(AMBASSADEURS),
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
    "leerpunten:edit": mag(GEMEENTE, AM),
    "leerpunten:step": mag(GEMEENTE, AM),
}

WITHOUT_NAME = {r"^api(?:/|$)": "whatever does not exist under /api: a problem, 404 for everyone"}


def _gebruiker(eigenaar):
    return {"pk": GebruikerFactory().pk}


def _taak(eigenaar):
    return {"pk": Taak.objects.create(soort="proef", sleutel="proef", aangevraagd_door=eigenaar).pk}


def _actiepunt(eigenaar):
    actiepunt = actiepunten.make(
        titel="Bel de corporatie", eigenaar=eigenaar, vervalt_op=date(2026, 3, 1), actor=None
    )
    return {"pk": actiepunt.pk}


def _password_link(eigenaar):
    return {"uidb36": "1", "key": "set-password"}


def _sleutel(eigenaar):
    return {"pk": 1}


def _gebied(eigenaar):
    return {"code": GebiedFactory().code}


def _inspanning(eigenaar):
    inspanning = add_inspanning(actor=GebruikerFactory(rollen=[PM]), nummer="1", naam="Verduurzaming")
    Inspanning.objects.filter(pk=inspanning.pk).update(projectleider=eigenaar)
    return {"pk": inspanning.pk}


def _inspanning_sectie(eigenaar):
    return _inspanning(eigenaar) | {"sectie": "wat"}


def _versie(eigenaar):
    return _inspanning(eigenaar) | {"nummer": 1}


def _inspanning_api(eigenaar):
    return {"id": _inspanning(eigenaar)["pk"]}


def _import(eigenaar):
    gelezen = Projectformulierimport.objects.create(
        bestandsnaam="formulieren.txt",
        door=eigenaar,
        uitkomst={"kaarten": 0, "velden": 0, "onzeker": [], "inhoud": []},
    )
    return {"pk": gelezen.pk}


def _kaart_pdf(eigenaar):
    inspanning = _inspanning(eigenaar)
    taak = Taak.objects.create(
        soort=KAART_PDF,
        sleutel="pdf",
        aangevraagd_door=eigenaar,
        status=Taak.Status.KLAAR,
        gegevens={"inspanning_id": inspanning["pk"], "zicht": eigenaar.zicht},
        resultaat={"bestand": default_storage.save("proef.pdf", ContentFile(b"%PDF-"))},
    )
    return inspanning | {"taak_pk": taak.pk}


def _indicator(eigenaar):
    return {"code": IndicatorFactory().code}


def _plek(eigenaar):
    return {"pk": PlekFactory().pk}


def _thema(eigenaar):
    return {"code": ThemaFactory().code}


def _streefwaarde(eigenaar):
    return {"pk": StreefwaardeFactory().pk}


def _bronkoppeling(eigenaar):
    koppeling = Koppeling.objects.create(
        bron=VerversingFactory().bron, soort="gebied", sleutel="x", tekst="X", gebied=GebiedFactory()
    )
    return {"code": koppeling.bron.code, "koppeling": koppeling.pk}


def _bron(eigenaar):
    return {"code": VerversingFactory().bron.code}


def _verversing(eigenaar):
    return {"pk": VerversingFactory().pk}


def _koppeling(eigenaar):
    verversing = VerversingFactory()
    koppeling = Koppeling.objects.create(
        bron=verversing.bron,
        soort=Koppeling.Soort.INDICATOR,
        sleutel="bijstand",
        tekst="Bijstand",
        indicator=IndicatorFactory(),
    )
    return {"pk": verversing.pk, "koppeling": koppeling.pk}


def _indicator_en_gebied(eigenaar):
    return {"indicator": IndicatorFactory().code, "gebied": GebiedFactory().code}


def _verhaal(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar, gepubliceerd=True).pk}


def _verhaal_concept(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar).pk}


def _verhaal_ter_controle(eigenaar):
    return {"pk": VerhaalFactory(auteur=eigenaar, status="ter_controle").pk}


def _verhaal_foto(eigenaar):
    foto = default_storage.save("verhalen/proef.jpg", ContentFile(b"\xff\xd8"))
    verhaal = VerhaalFactory(auteur=eigenaar, gepubliceerd=True, foto=foto, foto_beschrijving="Een stoep")
    return {"pk": verhaal.pk}


def _uitvraag(eigenaar):
    return {"pk": UitvraagFactory().pk}


def _uitvraagcijfer(eigenaar):
    return {"pk": UitvraagFactory().cijfers.create(omschrijving="Veilig", aantal=10, van_aantal=20).pk}


def _groep(eigenaar):
    return {"pk": AmbassadeursgroepFactory().pk}


def _ambassadeur(eigenaar):
    ambassadeur = AmbassadeurFactory()
    return {"pk": ambassadeur.groep_id, "lid_pk": ambassadeur.pk}


def _reflectie(eigenaar):
    return {"pk": ReflectieFactory(actiepunt__eigenaar=eigenaar).pk}


def _bijeenkomst(eigenaar):
    return {"pk": BijeenkomstFactory().pk}


def _casus(eigenaar, **velden):
    return {"kenmerk": CasusFactory(casusverantwoordelijke=eigenaar, **velden).kenmerk}


def _knelpunt(eigenaar):
    return {"pk": KnelpuntFactory(eigenaar=eigenaar).pk}


def _casusknelpunt(eigenaar):
    return _casus(eigenaar) | _knelpunt(eigenaar)


def _leerpunt(eigenaar):
    return {"pk": LeerpuntFactory(gesignaleerd_door=eigenaar).pk}


def _leerpunt_pk(eigenaar):
    return {"leerpunt_pk": _leerpunt(eigenaar)["pk"]}


def _leerpuntstap(eigenaar):
    return _leerpunt(eigenaar) | {"stap": "adresseren"}


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


def _reisverslag(eigenaar):
    return {"pk": ReisverslagFactory(auteur=eigenaar).pk}


def _hoofdstuk(eigenaar):
    return {"pk": HoofdstukFactory(reisverslag__auteur=eigenaar).pk}


def _hoofdstuk_soort(eigenaar):
    return _hoofdstuk(eigenaar) | {"soort": "tekst"}


def _blok(eigenaar):
    return {"pk": BlokFactory(hoofdstuk__reisverslag__auteur=eigenaar).pk}


def _uitgave(eigenaar):
    uitgave = Uitgave.objects.create(
        reisverslag=ReisverslagFactory(auteur=eigenaar),
        bestand=ContentFile(b"%PDF-", name="proef.pdf"),
        stap=Reisverslag.Stap.CONCEPT,
        omvang=5,
        paginas=1,
    )
    return {"pk": uitgave.pk}


OBJECTS = {
    "core:actiepunt": _actiepunt,
    "core:actiepunt_finish": _actiepunt,
    "core:actiepunt_confirm": _actiepunt,
    "core:actiepunt_send_back": _actiepunt,
    "core:actiepunt_hand_over": _actiepunt,
    "core:actiepunt_withdraw": _actiepunt,
    "core:gebruiker_change": _gebruiker,
    "core:gebruiker_deactivate": _gebruiker,
    "core:gebruiker_activate": _gebruiker,
    "core:gebruiker_invite": _gebruiker,
    "core:gebruiker_wipe_factors": _gebruiker,
    "core:taak": _taak,
    "account_reset_password_from_key": _password_link,
    "mfa_remove_webauthn": _sleutel,
    "inspanningen:detail": _inspanning,
    "inspanningen:edit": _inspanning_sectie,
    "inspanningen:change_fase": _inspanning,
    "inspanningen:versions": _inspanning,
    "inspanningen:version_diff": _versie,
    "inspanningen:version_restore": _versie,
    "inspanningen:import_preview": _import,
    "inspanningen:import_drop": _import,
    "inspanningen:pdf": _inspanning,
    "inspanningen:pdf_download": _kaart_pdf,
    "monitor:driehoek": _gebied,
    "monitor:driehoek_csv": _gebied,
    "inspanningen:bij_gebied": _gebied,
    "inspanningen:bij_thema": _thema,
    "inspanningen:streefwaarden_bij_indicator": _indicator,
    "inspanningen:streefwaarde_add": _indicator,
    "inspanningen:streefwaarde_remove": _streefwaarde,
    "casuistiek:bij_gebied": _gebied,
    "monitor:gebied": _gebied,
    "monitor:plek_edit": _plek,
    "monitor:plek_remove": _plek,
    "monitor:indicator": _indicator,
    "monitor:indicator_csv": _indicator,
    "monitor:indicator_toelichting": _indicator,
    "monitor:bron": _bron,
    "monitor:bron_refresh": _bron,
    "monitor:bron_progress": _bron,
    "monitor:bron_same_gebied": _bron,
    "monitor:bron_other_gebied": _bronkoppeling,
    "monitor:verversing": _verversing,
    "monitor:verversing_accept": _verversing,
    "monitor:verversing_withdraw": _verversing,
    "monitor:verversing_names": _verversing,
    "monitor:koppeling_forget": _koppeling,
    "monitor:invullen_indicator": _indicator,
    "monitor:invullen_gebied": _gebied,
    "monitor:invullen_verleden": _indicator_en_gebied,
    "monitor:verhalen_bij_indicator": _indicator,
    "monitor:verhalen_bij_gebied": _gebied,
    "monitor:verhaal": _verhaal,
    "monitor:verhaal_edit": _verhaal_concept,
    "monitor:verhaal_foto": _verhaal_foto,
    "monitor:verhaal_foto_edit": _verhaal_concept,
    "monitor:verhaal_foto_remove": _verhaal_concept,
    "monitor:verhaal_submit": _verhaal_concept,
    "monitor:verhaal_publish": _verhaal_ter_controle,
    "monitor:verhaal_give_back": _verhaal_ter_controle,
    "monitor:verhaal_withdraw": _verhaal,
    "monitor:uitvraag": _uitvraag,
    "monitor:uitvraag_edit": _uitvraag,
    "monitor:uitvraagcijfer_add": _uitvraag,
    "monitor:uitvraagcijfer_remove": _uitvraagcijfer,
    "ambassadeurs:detail": _groep,
    "ambassadeurs:werkwijze": _groep,
    "ambassadeurs:lid_add": _groep,
    "ambassadeurs:lid_end": _ambassadeur,
    "ambassadeurs:change": _groep,
    "ambassadeurs:lid": _ambassadeur,
    "ambassadeurs:lid_mail": _ambassadeur,
    "ambassadeurs:lid_renew_link": _ambassadeur,
    "ambassadeurs:training": _groep,
    "ambassadeurs:module_add": _groep,
    "ambassadeurs:reflectie_add": _groep,
    "ambassadeurs:reflecties_bij": lambda _: {"soort": "monitor.thema", "pk": ThemaFactory().pk},
    "ambassadeurs:reflectie": _reflectie,
    "ambassadeurs:reflectie_answer": _reflectie,
    "ambassadeurs:reflectie_tell_back": _reflectie,
    "ambassadeurs:meedenken_link": lambda _: {"token": meedenken_token(AmbassadeurFactory())},
    "ambassadeurs:bijeenkomst": _bijeenkomst,
    "ambassadeurs:bijeenkomst_ics": _bijeenkomst,
    "ambassadeurs:bijeenkomst_change": _bijeenkomst,
    "ambassadeurs:bijeenkomst_cancel": _bijeenkomst,
    "ambassadeurs:bijeenkomst_invite": _bijeenkomst,
    "ambassadeurs:bijeenkomst_report": _bijeenkomst,
    "ambassadeurs:agenda": lambda eigenaar: {"token": agenda_token(eigenaar.pk)},
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
    "casuistiek:bij_leerpunt": _leerpunt,
    "casuistiek:knelpunt_split": _knelpunt,
    "knelpunten:detail": _knelpunt,
    "knelpunten:edit": _knelpunt,
    "knelpunten:merge": _knelpunt,
    "knelpunten:learn": _knelpunt,
    "knelpunten:unlearn": _knelpunt_leerpunt,
    "knelpunten:bij_leerpunt": _leerpunt_pk,
    "leerpunten:detail": _leerpunt,
    "leerpunten:edit": _leerpunt,
    "leerpunten:step": _leerpuntstap,
    "reisverslag:bij_inspanning": _inspanning,
    "reisverslag:detail": _reisverslag,
    "reisverslag:preview": _reisverslag,
    "reisverslag:edit": _reisverslag,
    "reisverslag:vaststellen": _reisverslag,
    "reisverslag:uitgave-request": _reisverslag,
    "reisverslag:hoofdstuk-add": _reisverslag,
    "reisverslag:hoofdstuk-rename": _hoofdstuk,
    "reisverslag:hoofdstuk-move": _hoofdstuk,
    "reisverslag:hoofdstuk-remove": _hoofdstuk,
    "reisverslag:hoofdstuk-restore": _hoofdstuk,
    "reisverslag:blok-add": _hoofdstuk_soort,
    "reisverslag:blok-edit": _blok,
    "reisverslag:blok-move": _blok,
    "reisverslag:blok-remove": _blok,
    "reisverslag:blok-restore": _blok,
    "reisverslag:uitgave": _uitgave,
    "api:gebied-detail": _gebied,
    "api:indicator-detail": _indicator,
    "api:inspanning-detail": _inspanning_api,
}
