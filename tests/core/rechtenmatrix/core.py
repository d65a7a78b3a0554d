from datetime import date

from brunssum.core.models import Taak
from brunssum.core.services import actiepunten
from tests.core.rechtenmatrix.inspanningen import een_inspanning_api
from tests.core.rechtenmatrix.monitor import een_gebied, een_indicator
from tests.core.rechtenmatrix.wie import (
    BH,
    FG,
    GEMEENTE,
    IEDEREEN,
    INGELOGD,
    MET_TOKEN,
    TEAM,
    Wie,
    mag,
    mag_post,
)
from tests.factories import GebruikerFactory

ANDERMANS = {
    # the site
    "start": mag(INGELOGD),
    "sinds_vorig_bezoek": mag(INGELOGD),
    "core:profiel": mag(INGELOGD),
    "core:stijl": mag(INGELOGD),
    "core:taak": mag(),
    "core:taak_stop": mag_post(),
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
    "core:actiepunten_hand_over": mag(TEAM),
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
    # the API
    "token": Wie(frozenset(INGELOGD), post=True, is_public=True),
    "api:openapi": IEDEREEN,
    "api:gebied-list": MET_TOKEN,
    "api:gebied-detail": MET_TOKEN,
    "api:indicator-list": MET_TOKEN,
    "api:indicator-detail": MET_TOKEN,
    "api:waarneming-list": MET_TOKEN,
    "api:waarneming-csv": MET_TOKEN,
    "api:inspanning-list": MET_TOKEN,
    "api:inspanning-detail": MET_TOKEN,
}

EIGEN = {
    "core:actiepunt": mag(INGELOGD),
    "core:actiepunt_finish": mag_post(INGELOGD),
    "core:actiepunt_hand_over": mag(INGELOGD),
    "core:taak": mag(INGELOGD),
    "core:taak_stop": mag_post(INGELOGD),
}


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
    "core:taak_stop": _taak,
    "account_reset_password_from_key": _password_link,
    "mfa_remove_webauthn": _sleutel,
    "api:gebied-detail": een_gebied,
    "api:indicator-detail": een_indicator,
    "api:inspanning-detail": een_inspanning_api,
}

WITHOUT_NAME = {
    r"^api/": "whatever does not exist under /api: a problem, 404 for everyone",
    r"^.+$": "whatever does not exist under /openbaar: 404 for everyone",
}
