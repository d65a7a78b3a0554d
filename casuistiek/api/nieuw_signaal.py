"""What a partner's system sends to hand in a signaal, and what it may not."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from brunssum.core import vrije_tekst
from brunssum.core.api.body import Body, EigenTekst, Items
from brunssum.core.api.checked import rule
from brunssum.core.api.query import Choice
from brunssum.core.models import Gebied
from casuistiek import signaalregels as regels
from casuistiek.models import Casus, Leefgebied

MAX_TEKST = 5000
URGENTIE = [(one.name.lower(), one.label) for one in Casus.Urgentie]

NIEUW = OpenApiExample(
    "Een signaal met naam: de bewoner weet ervan",
    value={
        "kenmerk": "W-5208",
        "gebied": "WK999901",
        "watGaatMis": "Een huurder zit zonder verwarming. De ketel is van de huurder zelf, en voor een nieuwe is geen geld.",
        "alGeprobeerd": "Bijzondere bijstand is afgewezen.",
        "leefgebieden": ["geld", "wonen"],
        "urgentie": "hoog",
        "bewonerAkkoord": True,
        "bewoner": {"naam": "Voorbeeldnaam", "contact": "bereikbaar via de wijkbeheerder"},
    },
    request_only=True,
)
ZONDER_NAAM = OpenApiExample(
    "Een signaal zonder naam",
    value={
        "gebied": "WK999901",
        "watGaatMis": "Een huurder doet al weken de deur niet open.",
        "leefgebieden": ["psyche"],
        "bewonerAkkoord": False,
    },
    request_only=True,
)


class Wijk(serializers.CharField):
    """The code of a wijk or buurt where people live now; gives the gebied."""

    def run_validation(self, data=serializers.empty):
        code = super().run_validation(data)
        found = Gebied.objects.filter(code=code, geldig_tot=None).select_related("ouder").first()
        if regels.bezwaar_tegen_gebied(found):
            raise serializers.ValidationError(
                "Dit is geen code van een wijk of buurt die nu bestaat. Zie /gebieden."
            )
        return found


ELDERS = "Een naam en contactgegevens horen in `bewoner`."


@extend_schema_serializer(component_name="SignaalBewoner")
class BewonerBody(Body):
    """Om wie het gaat. Wij bewaren dit versleuteld en geven het nooit terug."""

    naam = serializers.CharField(max_length=200, help_text="De naam van de bewoner.")
    contact = serializers.CharField(
        max_length=1000,
        required=False,
        allow_blank=True,
        help_text="Hoe wij de bewoner bereiken: alleen wat nodig is.",
    )


@extend_schema_serializer(examples=[NIEUW, ZONDER_NAAM], component_name="SignaalNieuw")
class NieuwSignaal(Body):
    """Een bewoner die vastloopt. Zonder namen, behalve in `bewoner`."""

    kenmerk = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="Een nummer uit uw eigen systeem, met letters, cijfers, punten en streepjes en ten minste één cijfer. Geen naam of burgerservicenummer. Elk kenmerk kan één keer.",
    )
    gebied = Wijk(
        max_length=20,
        help_text="Code van de wijk of buurt waar de bewoner woont, zoals bij /gebieden. Geen adres.",
    )
    watGaatMis = EigenTekst(
        elders=ELDERS, max_length=MAX_TEKST, help_text="Wat er aan de hand is, zonder namen."
    )
    alGeprobeerd = EigenTekst(
        elders=ELDERS,
        max_length=MAX_TEKST,
        required=False,
        allow_blank=True,
        help_text="Welke instanties al zijn gevraagd, en wat die zeiden.",
    )
    leefgebieden = Items(
        child=Choice(Leefgebied.choices),
        min_length=1,
        max_length=len(Leefgebied),
        help_text="Waar het over gaat.",
    )
    urgentie = Choice(
        URGENTIE,
        required=False,
        default="normaal",
        help_text="Hoe snel er hulp nodig is: vandaag nog (hoog), deze week (normaal) of het kan even wachten (laag).",
    )
    bewonerAkkoord = serializers.BooleanField(
        help_text="Of de bewoner ervan weet en het goed vindt. Zonder akkoord nemen wij alleen een signaal zonder `bewoner` aan."
    )
    bewoner = BewonerBody(required=False, allow_null=True, help_text="Om wie het gaat; alleen met akkoord.")

    @rule("kenmerk")
    def kenmerk_of_nothing_else(self, kenmerk):
        own = self.context["request"].user.organisatie_id
        return {"kenmerk": regels.bezwaar_tegen_kenmerk(kenmerk or "", organisatie_id=own)}

    @rule("bewoner", "bewonerAkkoord")
    def name_with_consent(self, bewoner, akkoord):
        return {"bewonerAkkoord": regels.bezwaar_zonder_akkoord(met_naam=bool(bewoner), akkoord=akkoord)}

    @rule("bewoner", "watGaatMis")
    def story_without_name(self, bewoner, tekst):
        return {"watGaatMis": _bezwaar_tegen_naam(bewoner, tekst)}

    @rule("bewoner", "alGeprobeerd")
    def attempts_without_name(self, bewoner, tekst):
        return {"alGeprobeerd": _bezwaar_tegen_naam(bewoner, tekst or "")}


def _bezwaar_tegen_naam(bewoner: dict | None, tekst: str) -> str:
    """No text may name who it is about."""
    if bewoner and vrije_tekst.mentions(tekst, bewoner["naam"]):
        return "Hierin staat de naam van de bewoner. Laat die weg: hij staat al in `bewoner`."
    return ""
