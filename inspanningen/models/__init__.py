from inspanningen.models.inspanning import Bijdrage, Inspanning, Partnerschap
from inspanningen.models.leerpunt import Leerpunt, Leerpuntstap
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
    "Partnerschap",
    "Programma",
    "Projectformulierimport",
    "Streefwaarde",
    "Versie",
]
