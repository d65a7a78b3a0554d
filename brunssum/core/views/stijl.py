"""The page /stijl/ with its examples: a form in each state, a task in each status, a history. Nothing here is stored."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from brunssum.core.forms import BedragField, DatumField
from brunssum.core.models import ApiClient, Gebruiker, LogRegel, Organisatie, Taak

_LANG = (
    "Een lange tekst laat zien of een regel goed leest. Bewoners vertellen wat er speelt, iemand gaat kijken, "
    "en wat we ervan leren komt terug in wat we doen."
)


class VoorbeeldForm(forms.Form):
    """Every kind of field there is."""

    naam = forms.CharField(label="Naam van de inspanning", max_length=80)
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Schrijf in gewone zinnen. Geen namen van bewoners.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    fase = forms.ChoiceField(
        label="Fase", choices=[("", "Kies een fase"), ("idee", "Idee"), ("uitvoering", "In uitvoering")]
    )
    zichtbaar = forms.ChoiceField(
        label="Wie mag dit zien?",
        choices=[("intern", "Alleen de gemeente"), ("partners", "Ook partners"), ("openbaar", "Iedereen")],
        widget=forms.RadioSelect,
    )
    wijken = forms.MultipleChoiceField(
        label="In welke wijken?",
        help_text="Kies er een of meer.",
        choices=[("noord", "Brunssum-Noord"), ("oost", "Brunssum-Oost")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    bedrag = BedragField(label="Bedrag", help_text="In euro’s, zoals 5.000 of 1.250,50.")
    begint = DatumField(label="Begint op")
    bestand = forms.FileField(label="Bestand", help_text="Een pdf van hoogstens 10 MB.", required=False)
    gelezen = forms.BooleanField(label="Ik heb gecontroleerd dat er geen namen van bewoners in staan")


class FilterForm(forms.Form):
    zoek = forms.CharField(label="Zoek", required=False)
    fase = forms.ChoiceField(
        label="Fase", choices=[("", "Alle fasen"), ("uitvoering", "In uitvoering")], required=False
    )


@require_GET
def stijl(request):
    """Every component in every state, for who builds pages and for the tests that look at them."""
    return render(request, "core/stijl.html", _voorbeelden())


def _voorbeelden() -> dict:
    """Everything the page shows, in every state."""
    filled = {
        "goed-naam": "Koffie aan de deur",
        "goed-toelichting": _LANG,
        "goed-fase": "uitvoering",
        "goed-zichtbaar": "partners",
        "goed-wijken": ["noord", "oost"],
        "goed-bedrag": "1.250,50",
        "goed-begint": "2026-04-17",
        "goed-gelezen": "on",
    }
    wrong = {"fout-naam": "", "fout-bedrag": "vijfduizend", "fout-begint": "31-2-2026", "fout-fase": "idee"}
    refused = VoorbeeldForm(wrong, prefix="fout")
    refused.add_error(None, "Alleen een lopende inspanning is af te ronden.")
    return {
        "leeg": VoorbeeldForm(prefix="leeg"),
        "goed": VoorbeeldForm(filled, prefix="goed"),
        "fout": refused,
        "filter": FilterForm(prefix="filter"),
        "page": Paginator(range(190), per_page=25).page(4),
        "taken": _taken(),
        "regels": _regels(),
        "getallen": [
            ("Inwoners", 12345, 0),
            ("Deelnemers per week", Decimal("8.5"), 1),
            ("Verschil met vorig jaar", Decimal("-3.25"), 1),
            ("Niet bekend", None, 0),
        ],
        "bedragen": [Decimal(5000), Decimal("1250.5"), None],
        "dag": date(2026, 4, 17),
        "nu": datetime(2026, 4, 17, 12, 3, tzinfo=UTC),
        "lang": _LANG,
        "kleuren": [
            "background",
            "surface",
            "ink",
            "muted",
            "line",
            "link",
            "signal",
            "favourable",
            "unfavourable",
        ],
    }


def _taken() -> list[Taak]:
    """Below zero there is no url, so the examples do not ask the server how far they are."""
    status = Taak.Status
    return [
        Taak(pk=-1, status=status.AANGEVRAAGD),
        Taak(pk=-2, status=status.BEZIG, voortgang=45, zin="Hoofdstuk 3 van 7 wordt opgemaakt"),
        Taak(
            pk=-3, status=status.KLAAR, voortgang=100, resultaat={"url": "#taken", "label": "Download de pdf"}
        ),
        Taak(pk=-4, status=status.MISLUKT, fout="Het bestand is geen pdf. Kies een ander bestand."),
        Taak(pk=-5, status=status.GESTOPT),
    ]


def _regels() -> list[LogRegel]:
    someone = Gebruiker(naam="Wijkmanager")
    return [
        LogRegel(
            tijdstip=datetime(2026, 4, 17, 12, 3, tzinfo=UTC),
            actor=someone,
            actie="inspanning.bewerkt",
            voor={"aanleiding_tekst": "Weinig bezoek", "fase": None},
            na={"aanleiding_tekst": "Veel meer bezoek dan verwacht", "fase": "uitvoering"},
        ),
        LogRegel(
            tijdstip=datetime(2026, 4, 9, 2, 15, tzinfo=UTC),
            api_client=ApiClient(name="Klantsysteem", organisatie=Organisatie(naam="de corporatie")),
            actie="mijlpaal.gehaald",
        ),
        LogRegel(tijdstip=datetime(2026, 4, 2, 7, 30, tzinfo=UTC), actor=None, actie="inspanning.aangemaakt"),
    ]
