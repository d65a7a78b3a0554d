"""What a beheerder says of a koppeling, and how one looks for koppelingen and for calls."""

from datetime import date, timedelta

from django import forms
from django.db import models

from brunssum.core.forms import DatumField
from brunssum.core.models import ApiClient, Organisatie
from brunssum.core.scopes import LEZEN, SCHRIJVEN

LANGST = timedelta(days=365)


class KoppelingForm(forms.Form):
    """What it is called and what it may do. Nothing is ticked beforehand: a system gets what it needs, and no more."""

    naam = forms.CharField(
        label="Naam van het systeem",
        max_length=255,
        help_text="Zo staat het straks in het logboek. Bijvoorbeeld: Klantsysteem.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lezen = forms.MultipleChoiceField(
        label="Wat mag het lezen?",
        choices=list(LEZEN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink alleen aan wat het systeem nodig heeft. Het ziet niet meer dan een partner in Kanarie ziet.",
    )
    schrijven = forms.MultipleChoiceField(
        label="Wat mag het schrijven?",
        choices=list(SCHRIJVEN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=(
            "Wat het systeem schrijft, komt in Kanarie op naam van de organisatie, zonder dat er iemand is ingelogd. "
            "Wie de sleutel in handen krijgt, kan dat ook. Geef het alleen als het echt nodig is."
        ),
    )

    def clean(self):
        cleaned = super().clean()
        if not ({"lezen", "schrijven"} & self.errors.keys() or cleaned["lezen"] or cleaned["schrijven"]):
            self.add_error("lezen", "Kies wat het systeem mag: ten minste één ding.")
        return cleaned

    @property
    def scopes(self) -> list[str]:
        return [*self.cleaned_data["lezen"], *self.cleaned_data["schrijven"]]


class AddKoppelingForm(KoppelingForm):
    organisatie = forms.ModelChoiceField(
        label="Organisatie",
        queryset=Organisatie.objects.none(),
        empty_label="Kies een organisatie",
        help_text="Het systeem ziet en schrijft alleen wat deze organisatie mag.",
    )
    field_order = ["organisatie", "naam"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.order_by("naam", "pk")


class KoppelingFilterForm(forms.Form):
    """Find a koppeling in the list."""

    organisatie = forms.ModelChoiceField(
        label="Organisatie", queryset=Organisatie.objects.none(), required=False, empty_label="Alle"
    )
    toon = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[("", "In gebruik"), ("ingetrokken", "Ingetrokken"), ("alle", "Alle")],
    )

    def __init__(self, *args, clients: models.QuerySet, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.filter(
            pk__in=clients.values("organisatie")
        ).order_by("naam", "pk")


class AanroepFilterForm(forms.Form):
    """Find calls of the API. Without a first day: the thirty days up to the last."""

    ONBEKEND = "onbekend"
    HOE = {
        "gelukt": ("Gelukt", models.Q(status__lt=400)),
        "geweigerd": ("Geweigerd", models.Q(status__gte=400, status__lt=500)),
        "te-vaak": ("Te vaak gevraagd (429)", models.Q(status=429)),
        "geen-token": ("Geen token gekregen", ~models.Q(waarom="")),
        "fout": ("Fout bij Kanarie", models.Q(status__gte=500)),
    }

    koppeling = forms.ChoiceField(label="Koppeling", required=False)
    van = DatumField(label="Vanaf", required=False)
    tot = DatumField(label="Tot en met", required=False)
    hoe = forms.ChoiceField(
        label="Hoe liep het af",
        required=False,
        choices=[("", "Alles"), *((name, label) for name, (label, _) in HOE.items())],
    )
    pad = forms.CharField(
        label="Adres", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, *args, clients: models.QuerySet[ApiClient], with_unknown: bool, **kwargs):
        super().__init__(*args, **kwargs)
        rows = clients.select_related("organisatie").order_by("organisatie__naam", "name", "pk")
        choices = [("", "Alle")]
        choices += [(str(client.pk), f"{client.organisatie}: {_label(client)}") for client in rows]
        if with_unknown:
            choices.append((self.ONBEKEND, "Onbekenden"))
        self.fields["koppeling"].choices = choices

    def period(self, vandaag: date) -> tuple[date, date]:
        """The first and the last day that was asked for; the other way round it is turned. A year at most."""
        tot = self.cleaned_data.get("tot") or vandaag
        van = self.cleaned_data.get("van") or tot - timedelta(days=29)
        van, tot = sorted((van, tot))
        return max(van, tot - LANGST), tot

    def apply(self, rows: models.QuerySet) -> models.QuerySet:
        """Only the calls that were asked for, but for their address; a field that makes no sense is passed over.

        Of calls themselves, and of how many there were.
        """
        wanted = self.cleaned_data
        if koppeling := wanted.get("koppeling"):
            rows = rows.filter(client=None if koppeling == self.ONBEKEND else koppeling)
        if hoe := wanted.get("hoe"):
            rows = rows.filter(self.HOE[hoe][1])
        return rows


def _label(client: ApiClient) -> str:
    return f"{client} (ingetrokken)" if client.ingetrokken_op else str(client)
