"""Browser input for stories and uitvragen made into Python values."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core import vrije_tekst
from brunssum.core.bestanden.foto import MAX_BYTES
from brunssum.core.forms import DatumField, VrijeTekstForm
from brunssum.core.models import Gebied
from monitor.models import Kans, Probleemcluster, Thema, Uitvraag, Verhaal
from monitor.models.verhaal import MAX_VERHAAL

_WIJKEN = (Gebied.Soort.GEMEENTE, Gebied.Soort.PROGRAMMAGEBIED, Gebied.Soort.WIJK, Gebied.Soort.BUURT)


def _gebieden():
    return Gebied.objects.filter(soort__in=_WIJKEN, geldig_tot__isnull=True).order_by("naam", "pk")


class VerhaalForm(VrijeTekstForm):
    """A story as someone writes it down, often on a phone. Gives onderwerp as a Probleemcluster or a Kans."""

    teksten = ("tekst", "titel")

    tekst = forms.CharField(
        label="Het verhaal",
        help_text="In de woorden van wie het vertelt. Geen namen, adressen of andere gegevens waaraan iemand te herkennen is.",
        max_length=MAX_VERHAAL,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    titel = forms.CharField(label="Titel", help_text="Een paar woorden.", max_length=120)
    teller = forms.ChoiceField(
        label="Wie vertelt dit", choices=Verhaal.Teller.choices, initial=Verhaal.Teller.INWONER
    )
    gebied = forms.ModelChoiceField(
        Gebied.objects.none(),
        label="Waar speelt het",
        help_text="Een wijk of buurt.",
        empty_label="Kies een gebied",
    )
    onderwerp = forms.ChoiceField(label="Waar gaat het over")
    thema = forms.ModelChoiceField(
        Thema.objects.none(),
        label="Bij welk thema past het",
        help_text="De cijfers van dit thema staan straks naast het verhaal.",
        empty_label="Kies een thema",
    )
    toestemming_hoe = forms.ChoiceField(
        label="Toestemming van wie het vertelt",
        choices=[("", "Nog niet gevraagd"), *Verhaal.Toestemming.choices],
        required=False,
        help_text="Vraag of anderen het mogen lezen. Zonder toestemming wordt het verhaal niet gepubliceerd.",
    )
    toestemming_op = DatumField(label="Dag van de toestemming", required=False, initial=timezone.localdate)
    uitvraag = forms.ModelChoiceField(
        Uitvraag.objects.none(),
        label="Hoort het bij een uitvraag",
        required=False,
        empty_label="Nee",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = _gebieden()
        self.fields["thema"].queryset = Thema.objects.exclude(plek=Thema.Plek.GEEN).order_by("volgorde", "pk")
        self.fields["uitvraag"].queryset = Uitvraag.objects.newest_first()
        self.onderwerpen = {
            f"{soort}-{row.pk}": row
            for soort, model in (("cluster", Probleemcluster), ("kans", Kans))
            for row in model.objects.order_by("nummer")
        }
        groups = {"cluster": [], "kans": []}
        for key, row in self.onderwerpen.items():
            groups[key.partition("-")[0]].append((key, row.naam))
        self.fields["onderwerp"].choices = [
            ("", "Kies een onderwerp"),
            ("Wat tegenzit", groups["cluster"]),
            ("Wat kansen biedt", groups["kans"]),
        ]

    def look_through(self, tekst):
        return look_through(tekst)

    def clean(self):
        cleaned = super().clean()
        if "onderwerp" in cleaned:
            cleaned["onderwerp"] = self.onderwerpen[cleaned["onderwerp"]]
        if not cleaned.get("toestemming_hoe"):
            cleaned["toestemming_op"] = None
        elif not cleaned.get("toestemming_op") and "toestemming_op" not in self.errors:
            self.add_error("toestemming_op", "Vul in op welke dag de toestemming is gegeven.")
        return cleaned

    @staticmethod
    def initial_of(verhaal: Verhaal) -> dict:
        names = (
            "tekst",
            "titel",
            "teller",
            "gebied",
            "thema",
            "toestemming_hoe",
            "toestemming_op",
            "uitvraag",
        )
        soort = "cluster" if verhaal.probleemcluster_id else "kans"
        return {name: getattr(verhaal, name) for name in names} | {
            "onderwerp": f"{soort}-{verhaal.onderwerp.pk}"
        }


def look_through(tekst: str) -> list[vrije_tekst.Vondst]:
    """What seems to tell who someone is; names of gebieden are no names of people. Causes a query."""
    return vrije_tekst.find_recognisable(tekst, Gebied.objects.values_list("naam", flat=True))


class FotoForm(forms.Form):
    """A photo, the words for who cannot see it, and the consent of who is on it."""

    foto = forms.FileField(
        label="Foto",
        help_text="Een jpg, png of webp. Waar en waarmee de foto is gemaakt, halen wij eruit.",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    beschrijving = forms.CharField(
        label="Wat staat er op de foto",
        help_text="Voor wie de foto niet kan zien. Geen namen.",
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    mag = forms.BooleanField(
        label="Er staat niemand herkenbaar op, of wie erop staat vindt het goed",
        error_messages={
            "required": "Zonder dit kan de foto er niet bij. Kies anders een foto zonder mensen."
        },
    )

    def clean_foto(self):
        foto = self.cleaned_data["foto"]
        if foto.size > MAX_BYTES:
            raise ValidationError("Deze foto is te groot. Kies een foto van hoogstens 15 MB.")
        return foto


class TeruggaveForm(forms.Form):
    reden = forms.CharField(
        label="Wat moet er anders",
        help_text="De schrijver leest dit.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class UitvraagForm(forms.Form):
    """A round of questions or conversations."""

    naam = forms.CharField(label="Naam", max_length=150)
    soort = forms.ChoiceField(label="Soort", choices=Uitvraag.Soort.choices)
    van = DatumField(label="Eerste dag")
    tot = DatumField(label="Laatste dag")
    gebied = forms.ModelChoiceField(
        Gebied.objects.none(), label="Gebied", required=False, empty_label="Het hele programma"
    )
    methode = forms.CharField(
        label="Hoe is het gevraagd", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    uitgenodigd = forms.IntegerField(label="Hoeveel mensen zijn gevraagd", required=False, min_value=0)
    meegedaan = forms.IntegerField(label="Hoeveel mensen deden mee", required=False, min_value=0)
    samenvatting = forms.CharField(
        label="Wat kwam eruit", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gebied"].queryset = _gebieden()


class UitvraagcijferForm(forms.Form):
    omschrijving = forms.CharField(
        label="Wat zeiden zij", help_text="Bijvoorbeeld: voelt zich veilig in de straat.", max_length=200
    )
    aantal = forms.IntegerField(label="Hoeveel mensen zeiden dit", min_value=0)
    van_aantal = forms.IntegerField(label="Hoeveel mensen gaven antwoord", min_value=1)
