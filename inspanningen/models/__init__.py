from inspanningen.models.afhankelijkheid import Afhankelijkheid
from inspanningen.models.bijdrage import Bewijs, Bijdrage
from inspanningen.models.doelstelling import Doelstelling, Doelstellingversie, Streefwaarde
from inspanningen.models.geld import Budgetpost, Financiering
from inspanningen.models.inspanning import Inspanning, Partnerschap
from inspanningen.models.leerpunt import Leerpunt, Leerpuntstap
from inspanningen.models.leeruitwisseling import Leeruitwisseling
from inspanningen.models.mijlpaal import Mijlpaal, Verschuiving
from inspanningen.models.oordeel import Oordeel, Oordeelronde, Oordeelvraag
from inspanningen.models.overdracht import Overdracht, Overdrachtspunt
from inspanningen.models.participatie import Participatie
from inspanningen.models.programma import LeidendPrincipe, Programma, Programmaperiode
from inspanningen.models.projectformulierimport import Projectformulierimport
from inspanningen.models.realisatieplanning import Planningsregel, Realisatieplanning
from inspanningen.models.risico import Risico, Risicobeoordeling
from inspanningen.models.versie import Versie
from inspanningen.models.voortgang import Voortgangsafhandeling, Voortgangsmelding
from inspanningen.models.werkbladimport import Werkbladimport
from inspanningen.models.wijkplan import Aanscherping, Wijkplan, Wijkplanactie, Wijkplanversie

__all__ = [
    "Aanscherping",
    "Afhankelijkheid",
    "Bewijs",
    "Bijdrage",
    "Budgetpost",
    "Doelstelling",
    "Doelstellingversie",
    "Financiering",
    "Inspanning",
    "Leerpunt",
    "Leerpuntstap",
    "Leeruitwisseling",
    "LeidendPrincipe",
    "Mijlpaal",
    "Oordeel",
    "Oordeelronde",
    "Oordeelvraag",
    "Overdracht",
    "Overdrachtspunt",
    "Participatie",
    "Partnerschap",
    "Planningsregel",
    "Programma",
    "Programmaperiode",
    "Projectformulierimport",
    "Realisatieplanning",
    "Risico",
    "Risicobeoordeling",
    "Streefwaarde",
    "Verschuiving",
    "Versie",
    "Voortgangsafhandeling",
    "Voortgangsmelding",
    "Werkbladimport",
    "Wijkplan",
    "Wijkplanactie",
    "Wijkplanversie",
]
