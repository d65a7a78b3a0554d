"""Of what Kanarie tells people, and the sentence for each. An app registers its own in its meldingsoorten.py.

A sentence is all that a Melding and its mail say: it names no person, no casus and nothing that was written.

GEKREGEN = meldingsoorten.register("actiepunt.gekregen", "U hebt een actiepunt gekregen.")
"""

_ZINNEN: dict[str, str] = {}


def register(soort: str, zin: str) -> str:
    """Let people be told of this; gives the soort, to keep as a constant."""
    if _ZINNEN.setdefault(soort, zin) != zin:
        raise ValueError(f"two sentences for {soort}")
    return soort


def zin_of(soort: str) -> str:
    """What a melding of this soort says. Of a soort that is gone, kept from an earlier release: a general sentence."""
    return _ZINNEN.get(soort, "Er is iets veranderd dat u aangaat.")


def is_known(soort: str) -> bool:
    return soort in _ZINNEN


ACTIEPUNT_GEKREGEN = register("actiepunt.gekregen", "U hebt een actiepunt gekregen.")
ACTIEPUNT_OVERGEDRAGEN = register("actiepunt.overgedragen", "Er is een actiepunt aan u overgedragen.")
ACTIEPUNT_TE_BEVESTIGEN = register(
    "actiepunt.te_bevestigen", "Een actiepunt is gedaan en wacht op uw bevestiging."
)
ACTIEPUNT_TERUGGEGEVEN = register(
    "actiepunt.teruggegeven", "Een actiepunt van u is teruggegeven en is weer open."
)
ACTIEPUNT_BEVESTIGD = register("actiepunt.bevestigd", "Bevestigd is dat een actiepunt van u is gedaan.")
ACTIEPUNT_AFGEROND = register("actiepunt.afgerond", "Een actiepunt dat u maakte, is afgerond.")
ACTIEPUNT_INGETROKKEN = register("actiepunt.ingetrokken", "Een actiepunt van u hoeft niet meer.")
ACTIEPUNT_BIJNA = register("actiepunt.bijna", "Een actiepunt van u moet binnen drie dagen klaar zijn.")
KOPPELING_GEMAAKT = register(
    "koppeling.gemaakt", "Een systeem van een organisatie heeft een koppeling gekregen."
)
KOPPELING_GEWIJZIGD = register("koppeling.gewijzigd", "Wat een koppeling mag, is gewijzigd.")
KOPPELING_INGETROKKEN = register("koppeling.ingetrokken", "Een koppeling is ingetrokken.")
KOPPELING_GEEN_TOKEN = register(
    "koppeling.geen_token", "Een koppeling vraagt steeds om een token, en krijgt het niet."
)
ONBEKENDE_GEEN_TOKEN = register(
    "onbekende.geen_token", "Iemand zonder koppeling vraagt steeds om een token, en krijgt het niet."
)
SLEUTEL_GEMAAKT = register("sleutel.gemaakt", "Een koppeling heeft een nieuwe sleutel gekregen.")
SLEUTEL_INGETROKKEN = register("sleutel.ingetrokken", "Een sleutel van een koppeling is ingetrokken.")
SLEUTEL_BIJNA = register("sleutel.bijna", "Een sleutel van een koppeling verloopt binnen 30 dagen.")
SLEUTEL_VERLOOPT = register(
    "sleutel.verloopt", "Een sleutel van een koppeling verloopt vandaag of is net verlopen."
)
ACTIEPUNT_TE_LAAT = register("actiepunt.te_laat", "Een actiepunt van u is te laat.")
WEBHOOK_UITGEZET = register("webhook.uitgezet", "Een webhook is uitgezet, omdat berichten niet aankwamen.")
