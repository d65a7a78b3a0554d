from inspanningen.models.inspanning import Bijdrage, Inspanning, Partnerschap
from inspanningen.models.leerpunt import Leerpunt, Leerpuntstap
from inspanningen.models.oordeel import Oordeel, Oordeelronde, Oordeelvraag
from inspanningen.models.overdracht import Overdracht, Overdrachtspunt
from inspanningen.models.participatie import Participatie
from inspanningen.models.programma import Doelstelling, LeidendPrincipe, Programma, Streefwaarde
from inspanningen.models.projectformulierimport import Projectformulierimport
from inspanningen.models.versie import Versie

__all__ = [
    "Bijdrage",
    "Doelstelling",
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
    "Streefwaarde",
    "Versie",
]
