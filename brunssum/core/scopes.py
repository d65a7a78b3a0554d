"""What a token can be good for: one scope to read each resource, another to write it.

The beheerder gives a client the scopes it needs, and no more; a token has the scopes of its client, or fewer when it
asks for fewer.
"""

LEZEN = {
    "bijeenkomsten:lezen": "Bijeenkomsten lezen die ook voor partners zijn",
    "doelstellingen:lezen": "Doelstellingen lezen",
    "gebieden:lezen": "Gebieden lezen",
    "indicatoren:lezen": "Indicatoren lezen",
    "inspanningen:lezen": "Inspanningen lezen",
    "knelpunten:lezen": "Knelpunten lezen",
    "leerpunten:lezen": "Leerpunten lezen",
    "mijlpalen:lezen": "Mijlpalen lezen",
    "organisaties:lezen": "Organisaties lezen",
    "reflecties:lezen": "Reflecties van de eigen organisatie lezen, en het antwoord",
    "reisverslagen:lezen": "Openbare reisverslagen lezen",
    "signalen:lezen": "Volgen wat er met de signalen van de eigen organisatie gebeurt",
    "themas:lezen": "Thema's lezen",
    "verhalen:lezen": "Gepubliceerde verhalen lezen",
    "voortgang:lezen": "Voortgang lezen die de eigen organisatie heeft gemeld",
    "waarnemingen:lezen": "Waarnemingen lezen",
    "webhooks:lezen": "Webhooks van de eigen organisatie zien, en wat er is bezorgd",
}
SCHRIJVEN = {
    "reflecties:schrijven": "Een reflectie van de eigen organisatie inbrengen",
    "signalen:schrijven": "Signalen melden, aanvullen en intrekken",
    "voortgang:schrijven": "Voortgang melden op inspanningen waaraan de eigen organisatie meedoet",
    "webhooks:schrijven": "Webhooks van de eigen organisatie maken, wijzigen en weghalen",
}
SCOPES: dict[str, str] = LEZEN | SCHRIJVEN
