from .betrokkene import Betrokkene
from .bewaren import Bewaartermijn, Vernietigingsbewijs, Vernietigingslijst, Vernietigingsregel
from .bijlage import Bijlage
from .budget import Boeking, Budget, Mandaat
from .casus import Casus, CasusLeefgebied, Leefgebied, Notitie, Nummerreeks, Overdracht, Stapwissel
from .hoekmeting import Hoekmeting
from .inzage import Inzage, Noodinzage
from .knelpunt import Casusknelpunt, Knelpunt
from .overleg import Agendapunt, Deelprofiel, Overleg, Overlegdeelname, Veld, Verstrekking
from .privacyverzoek import Privacyverzoek
from .signaal import Signaal, Signaalaanvulling, SignaalLeefgebied, Signaalstap
from .voorstel import Besluit, VoorgenomenBesluit, Voorstel, Weigering

__all__ = [
    "Agendapunt",
    "Besluit",
    "Betrokkene",
    "Bewaartermijn",
    "Bijlage",
    "Boeking",
    "Budget",
    "Casus",
    "CasusLeefgebied",
    "Casusknelpunt",
    "Deelprofiel",
    "Hoekmeting",
    "Inzage",
    "Knelpunt",
    "Leefgebied",
    "Mandaat",
    "Noodinzage",
    "Notitie",
    "Nummerreeks",
    "Overdracht",
    "Overleg",
    "Overlegdeelname",
    "Privacyverzoek",
    "Signaal",
    "SignaalLeefgebied",
    "Signaalaanvulling",
    "Signaalstap",
    "Stapwissel",
    "Veld",
    "Vernietigingsbewijs",
    "Vernietigingslijst",
    "Vernietigingsregel",
    "Verstrekking",
    "VoorgenomenBesluit",
    "Voorstel",
    "Weigering",
]
