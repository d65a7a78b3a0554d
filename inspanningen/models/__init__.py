from inspanningen.models.afhankelijkheid import Afhankelijkheid
from inspanningen.models.geld import Budgetpost, Financiering
from inspanningen.models.inspanning import Bijdrage, Inspanning, Partnerschap
from inspanningen.models.leerpunt import Leerpunt, Leerpuntstap
from inspanningen.models.oordeel import Oordeel, Oordeelronde, Oordeelvraag
from inspanningen.models.overdracht import Overdracht, Overdrachtspunt
from inspanningen.models.participatie import Participatie
from inspanningen.models.programma import Doelstelling, LeidendPrincipe, Programma, Streefwaarde
from inspanningen.models.projectformulierimport import Projectformulierimport
from inspanningen.models.risico import Risico, Risicobeoordeling
from inspanningen.models.versie import Versie

__all__ = [
    "Afhankelijkheid",
    "Bijdrage",
    "Budgetpost",
    "Doelstelling",
    "Financiering",
    "Inspanning",
    "Leerpunt",
    "Leerpuntstap",
    "LeidendPrincipe",
    "Oordeel",
    "Oordeelronde",
    "Oordeelvraag",
    "Overdracht",
    "Overdrachtspunt",
    "Participatie",
    "Partnerschap",
    "Programma",
    "Projectformulierimport",
    "Risico",
    "Risicobeoordeling",
    "Streefwaarde",
    "Versie",
]
