"""The pages of core, a file per subject."""

from .aanroepen import aanroep_csv, aanroep_list
from .access import requires
from .actiepunten import (
    actiepunt_add,
    actiepunt_confirm,
    actiepunt_detail,
    actiepunt_finish,
    actiepunt_hand_over,
    actiepunt_list,
    actiepunt_send_back,
    actiepunt_withdraw,
    actiepunten_bij,
    actiepunten_hand_over,
)
from .errors import csrf_failure, forbidden, not_found, server_error, unavailable
from .gebruikers import (
    gebruiker_activate,
    gebruiker_add,
    gebruiker_change,
    gebruiker_deactivate,
    gebruiker_invite,
    gebruiker_list,
    gebruiker_wipe_factors,
    profiel,
)
from .koppelingen import (
    koppeling_add,
    koppeling_change,
    koppeling_detail,
    koppeling_key_withdraw,
    koppeling_list,
    koppeling_rotate,
    koppeling_secret,
    koppeling_withdraw,
)
from .logboek import logboek
from .meldingen import (
    mailbericht_list,
    melding_list,
    melding_open,
    melding_read,
    melding_read_all,
    melding_settings,
)
from .pages import security_txt, stijl, toegankelijkheid
from .taken import taak, taak_stop
from .verwerkingen import verwerkingen
from .zoeken import zoek_suggesties, zoeken

__all__ = [
    "aanroep_csv",
    "aanroep_list",
    "actiepunt_add",
    "actiepunt_confirm",
    "actiepunt_detail",
    "actiepunt_finish",
    "actiepunt_hand_over",
    "actiepunt_list",
    "actiepunt_send_back",
    "actiepunt_withdraw",
    "actiepunten_bij",
    "actiepunten_hand_over",
    "csrf_failure",
    "forbidden",
    "gebruiker_activate",
    "gebruiker_add",
    "gebruiker_change",
    "gebruiker_deactivate",
    "gebruiker_invite",
    "gebruiker_list",
    "gebruiker_wipe_factors",
    "koppeling_add",
    "koppeling_change",
    "koppeling_detail",
    "koppeling_key_withdraw",
    "koppeling_list",
    "koppeling_rotate",
    "koppeling_secret",
    "koppeling_withdraw",
    "logboek",
    "mailbericht_list",
    "melding_list",
    "melding_open",
    "melding_read",
    "melding_read_all",
    "melding_settings",
    "not_found",
    "profiel",
    "requires",
    "security_txt",
    "server_error",
    "stijl",
    "taak",
    "taak_stop",
    "toegankelijkheid",
    "unavailable",
    "verwerkingen",
    "zoek_suggesties",
    "zoeken",
]
