"""Who may do what to a casus, and the sentence that tells why not.

A `bezwaar` is that sentence, empty when there is none. The service refuses with it, and the page shows it at the
disabled button: what the user reads is what the rule says.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from brunssum.core.models import ApiClient, Gebied, Gebruiker
from brunssum.core.rollen import RECHTEN, Recht
from brunssum.core.templatetags.kanarie import euro
from casuistiek import signaalstanden
from casuistiek.models import (
    Besluit,
    Casus,
    Inzage,
    Knelpunt,
    Signaal,
    Vernietigingslijst,
    VoorgenomenBesluit,
    Voorstel,
)
from casuistiek.signaalstanden import Stand
from casuistiek.stappen import Stap, why_not

NIET_BEHANDELAAR = "Dit kan de casusverantwoordelijke, of een wijkmanager van deze wijk."
NIET_VERANTWOORDELIJK = "Dit kan alleen de casusverantwoordelijke."
BEPERKT = "De verwerking van deze casus is beperkt. De casusverantwoordelijke kan dat opheffen."
NIET_BESLISSER = "Een besluit neemt wie daar mandaat voor heeft."

BESLISSENDE_ROLLEN = tuple(rol for rol, rechten in RECHTEN.items() if Recht.CASUS_BESLISSEN in rechten)
"""The rollen that a mandaat can be laid down for."""


@dataclass(frozen=True)
class Ruimte:
    """Up to which amount someone decides alone, and confirms what another decided."""

    alleen: Decimal
    als_tweede: Decimal


BETAALBAAR = (Stap.BESLUIT, Stap.UITVOERING, Stap.NAZORG)
MEETBAAR = {
    "voor": (Stap.TER_PLEKKE, Stap.VOORSTEL, Stap.BESLUIT, Stap.UITVOERING),
    "na": (Stap.UITVOERING, Stap.NAZORG, Stap.GESLOTEN),
}
VERTELBAAR = (Stap.BESLUIT, Stap.UITVOERING, Stap.NAZORG, Stap.GESLOTEN, Stap.DOORGELEID)


def may_log(user: Gebruiker) -> bool:
    return user.mag(Recht.CASUS_BEHANDELEN)


def may_decide(user: Gebruiker) -> bool:
    """Decide on a voorstel, allot and correct budget."""
    return user.mag(Recht.CASUS_BESLISSEN)


def may_mandate(user: Gebruiker) -> bool:
    """Lay down who decides on how much: not for who decides."""
    return user.mag(Recht.GEBRUIKERS_BEHEREN)


def may_see_mandaten(user: Gebruiker) -> bool:
    return may_log(user) or may_mandate(user)


def is_verantwoordelijk(user: Gebruiker, casus: Casus) -> bool:
    return user.mag(Recht.CASUS_BEHANDELEN) and casus.casusverantwoordelijke_id == user.pk


def may_handle(user: Gebruiker, casus: Casus) -> bool:
    """Take a casus further: its casusverantwoordelijke, or a wijkmanager in own gebieden. May cause a query."""
    if is_verantwoordelijk(user, casus):
        return True
    return user.mag(Recht.CASUS_BEHANDELEN) and _works_in(user, casus.gebied)


def _works_in(user: Gebruiker, gebied: Gebied | None) -> bool:
    chain = []
    while gebied is not None:
        chain.append(gebied.pk)
        gebied = gebied.ouder if len(chain) < 3 and gebied.ouder_id else None
    return bool(chain) and user.gebieden.filter(pk__in=chain).exists()


def may_see_betrokkenen(user: Gebruiker, casus: Casus) -> bool:
    """The casusverantwoordelijke; and who decides, while a voorstel waits or about their own besluit."""
    if is_verantwoordelijk(user, casus):
        return True
    if not may_decide(user) or casus.is_concept:
        return False
    return (
        casus.stap == Stap.VOORSTEL
        or Besluit.objects.filter(Q(beslisser=user) | Q(bevestigd_door=user), voorstel__casus=casus).exists()
    )


def grond_om_te_zien(user: Gebruiker, casus: Casus, moment: datetime) -> Inzage.Grond | None:
    """Why this person may see the betrokkenen now; None: may not. May cause queries."""
    if is_verantwoordelijk(user, casus):
        return Inzage.Grond.VERANTWOORDELIJK
    if may_see_betrokkenen(user, casus):
        return Inzage.Grond.BESLIST
    if may_begin_noodinzage(user, casus) and casus.noodinzagen.open_at(moment).filter(door=user).exists():
        return Inzage.Grond.NOODINZAGE
    return None


def may_begin_noodinzage(user: Gebruiker, casus: Casus) -> bool:
    """Whoever handles casussen and may know of this one. Causes a query."""
    return (
        user.mag(Recht.CASUS_BEHANDELEN)
        and Casus.objects.visible_to(user).logged().filter(pk=casus.pk).exists()
    )


def bezwaar_tegen_noodinzage(user: Gebruiker, casus: Casus) -> str:
    if may_see_betrokkenen(user, casus):
        return "U mag al zien om wie het gaat. Een noodinzage is niet nodig."
    if not casus.betrokkenen.exists():
        return "Bij deze casus staat nog niemand."
    return ""


def may_propose_overdracht(user: Gebruiker, casus: Casus) -> bool:
    """The casusverantwoordelijke; or who decides, for a colleague who is ill or gone."""
    return is_verantwoordelijk(user, casus) or may_decide(user)


def may_book(user: Gebruiker, casus: Casus) -> bool:
    return may_decide(user) or may_handle(user, casus)


def bezwaar_tegen_recht(user: Gebruiker, casus: Casus, naar: Stap) -> str:
    """Why this person may never take this step. May cause a query."""
    if naar == Stap.BESLUIT:
        return "" if may_decide(user) else NIET_BESLISSER
    return "" if may_handle(user, casus) else NIET_BEHANDELAAR


def bezwaar_tegen_stap(casus: Casus, naar: Stap) -> str:
    """Why a casus cannot take this step now, whoever asks."""
    if casus.is_concept:
        return "Deze casus is nog een concept. Maak de melding eerst af."
    if casus.beperkt_op:
        return BEPERKT
    zin = why_not(casus.stap, naar)
    if zin or casus.stap != Stap.BESLUIT:
        return zin
    toegekend = casus.toegekend_bedrag is not None
    if naar == Stap.VOORSTEL and toegekend:
        return "Het voorstel is toegekend. Een nieuw voorstel kan alleen na een afwijzing."
    if naar == Stap.UITVOERING and not toegekend:
        return "Het voorstel is afgewezen. Maak een nieuw voorstel, geleid door of trek in."
    return ""


def bezwaar_tegen_besluit(
    user: Gebruiker, voorstel: Voorstel | None, wachtend: VoorgenomenBesluit | None = None
) -> str:
    """Why this person cannot decide on this voorstel, apart from the step and the right.

    `wachtend`: the voorgenomen besluit on it that waits for a second person.
    """
    if voorstel is not None and voorstel.door_id == user.pk:
        return "U beslist niet over uw eigen voorstel. Vraag een ander met mandaat."
    if wachtend is not None:
        return "Er ligt een voorgenomen besluit. Dat wordt eerst bevestigd of teruggegeven."
    return ""


def bezwaar_tegen_bevestiging(user: Gebruiker, wachtend: VoorgenomenBesluit, mandaat: Ruimte | None) -> str:
    """Why this person cannot be the second pair of eyes, apart from the step and the right."""
    if wachtend.voorstel.door_id == user.pk:
        return "U bevestigt geen besluit over uw eigen voorstel."
    if wachtend.beslisser_id == user.pk:
        return f"U nam dit besluit. Het gaat over {euro(wachtend.bedrag)}: een tweede persoon bevestigt het."
    if mandaat is None:
        return "Voor uw rol is geen mandaat vastgelegd. Vraag de beheerder dat te doen."
    if wachtend.bedrag > mandaat.als_tweede:
        return f"Als tweede gaat uw mandaat tot en met {euro(mandaat.als_tweede)}."
    return ""


def bezwaar_tegen_betaling(casus: Casus, nog_te_betalen: Decimal) -> str:
    if casus.stap not in BETAALBAAR or casus.toegekend_bedrag is None:
        return "Betalen kan als er een bedrag is toegekend en de casus nog loopt."
    if nog_te_betalen <= 0:
        return "Alles wat is toegekend, is betaald."
    return ""


def bezwaar_tegen_overdracht(casus: Casus, *, has_open: bool) -> str:
    if not casus.is_open:
        return "Alleen een lopende casus kan naar een ander."
    if has_open:
        return "Er ligt al een voorstel tot overdracht. Wacht op antwoord of trek het in."
    return ""


def bezwaar_tegen_verhaal(user: Gebruiker, casus: Casus) -> str:
    if not is_verantwoordelijk(user, casus):
        return NIET_VERANTWOORDELIJK
    if casus.stap not in VERTELBAAR:
        return "Een verhaal vertelt u als er een besluit is, of als de casus is doorgeleid."
    return ""


def bezwaar_tegen_meting(casus: Casus, moment: str) -> str:
    """Against the four corners: before the push while it is not given, after it once it is."""
    if casus.stap in MEETBAAR[moment]:
        return ""
    stappen = [stap.label for stap in MEETBAAR[moment]]
    return f"Dit vult u in bij {', '.join(stappen[:-1])} of {stappen[-1]}. Deze casus staat op {casus.get_stap_display()}."


def bezwaar_tegen_afspraak(casus: Casus) -> str:
    return "" if casus.is_open else "Een afspraak maakt u bij een lopende casus."


def bezwaar_tegen_datum(casus: Casus, op: date) -> str:
    """Steps follow each other in time too."""
    if op < casus.stap_sinds:
        return f"De datum ligt voor {casus.stap_sinds:%-d-%-m-%Y}: toen kwam de casus op {casus.get_stap_display()}."
    return ""


# Knelpunten

NIET_LEREND = "Knelpunten toevoegen kan wie bij de gemeente aan het programma werkt."
NIET_EIGENAAR_KNELPUNT = "Dit kan de eigenaar van het knelpunt, of het programmateam."
NIET_LERENBEHEER = "Samenvoegen en splitsen kan het programmateam."


def may_add_knelpunt(user: Gebruiker) -> bool:
    return user.mag(Recht.LEREN_TOEVOEGEN)


def may_edit_knelpunt(user: Gebruiker, knelpunt: Knelpunt) -> bool:
    mine = knelpunt.eigenaar_id == user.pk and may_add_knelpunt(user)
    return mine or may_merge_knelpunten(user)


def may_merge_knelpunten(user: Gebruiker) -> bool:
    return user.mag(Recht.LEREN_BEHEREN)


def may_link_knelpunt(user: Gebruiker, casus: Casus) -> bool:
    """Who takes a casus further, and who decides on it. May cause a query."""
    return (may_decide(user) and not casus.is_concept) or may_handle(user, casus)


def may_agree_to_erase(user: Gebruiker) -> bool:
    """See what is due to be erased, and agree."""
    return user.mag(Recht.VERNIETIGING_AKKOORD)


def may_set_bewaartermijn(user: Gebruiker) -> bool:
    return user.mag(Recht.BEWAARTERMIJNEN_BEHEREN)


def bezwaar_tegen_akkoord(user: Gebruiker, lijst: Vernietigingslijst) -> str:
    if lijst.eerste_akkoord_id == user.pk:
        return "U bent al akkoord. Een ander geeft het tweede akkoord."
    return ""


def is_partner(user: Gebruiker) -> bool:
    """Takes part in overleggen for an organisation, and sees what is shared with it."""
    return user.mag(Recht.OVERLEG_MEEDOEN) and user.organisatie_id is not None


def bezwaar_tegen_agenda(casus: Casus) -> str:
    if casus.beperkt_op:
        return BEPERKT
    return "" if casus.is_open else "Alleen een lopende casus komt op een agenda."


# Signalen


def may_hand_in(actor: Gebruiker | ApiClient) -> bool:
    """Someone who logs in for a partner, or a system of it."""
    return actor.mag(Recht.SIGNALEN_EIGEN) and actor.organisatie_id is not None


def is_own_signaal(actor: Gebruiker | ApiClient, signaal: Signaal) -> bool:
    return may_hand_in(actor) and actor.organisatie_id == signaal.organisatie_id


def may_handle_signaal(user: Gebruiker, signaal: Signaal) -> bool:
    """Whoever handles casussen and may know of this signaal. Causes a query."""
    return (
        user.mag(Recht.CASUS_BEHANDELEN) and Signaal.objects.visible_to(user).filter(pk=signaal.pk).exists()
    )


STAAT_STIL = (
    "Dit signaal wordt nu niet gebruikt. Er kan niets mee gebeuren tot de gemeente dat weer toestaat."
)
"""While its processing is restricted. A partner reads it too, and not why: that is between the resident and us."""


def bezwaar_tegen_stand(signaal: Signaal, naar: Stand) -> str:
    """Why a signaal cannot come to this stand now, whoever asks."""
    return STAAT_STIL if signaal.beperkt_op else signaalstanden.why_not(signaal.stand, naar)


def bezwaar_tegen_aanvulling(signaal: Signaal) -> str:
    """Against writing to each other about it."""
    if signaal.beperkt_op:
        return STAAT_STIL
    if signaal.is_aanvulbaar:
        return ""
    return f"Dit signaal is {signaal.get_stand_display().lower()}. Er komt niets meer bij."


def bezwaar_tegen_inzage(signaal: Signaal) -> str:
    """Against looking who it is about, here and not with the casus."""
    return "Wie het is, staat bij de casus." if signaal.casus_id else ""
