"""Browser input made into Python values. Free text is looked through for what belongs in Betrokkene."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from brunssum.core import vrije_tekst
from brunssum.core.forms import BedragField, DatumField, VrijeTekstForm
from brunssum.core.models import Gebied, Gebruiker
from brunssum.core.templatetags.kanarie import euro
from casuistiek.forms.bewoner import (
    MAX_TEKST,
    BewonerTekstForm,
    gebied_field,
    leefgebieden_field,
    offer_wijken,
    tekst_field,
    urgentie_field,
)
from casuistiek.models import Besluit, Betrokkene, Budget, Casus, Leefgebied, Notitie, Voorstel
from casuistiek.queries import behandelaars, names_betrokkene
from casuistiek.stappen import Stap


class CasusTekstForm(BewonerTekstForm):
    """Free text about a casus; `casus` is None while there is none yet."""

    def __init__(self, *args, casus: Casus | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.casus = casus

    def names_bewoner(self, tekst):
        return self.casus is not None and names_betrokkene(self.casus, tekst)


class _NotInFuture(forms.Form):
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def clean_op(self):
        op = self.cleaned_data["op"]
        if op > timezone.localdate():
            raise ValidationError("Deze datum ligt in de toekomst. Kies vandaag of een dag daarvoor.")
        return op


class MeldingForm(CasusTekstForm):
    """The five fields of a casus. With `is_concept` nothing has to be filled in yet."""

    teksten = ("wat_gaat_mis", "betrokken_partijen")

    gebied = gebied_field("Waar is het")
    wat_gaat_mis = tekst_field(Casus, "wat_gaat_mis")
    leefgebieden = leefgebieden_field("Om welke leefgebieden gaat het")
    betrokken_partijen = tekst_field(Casus, "betrokken_partijen", rows=2, required=False)
    urgentie = urgentie_field()

    def __init__(self, *args, user: Gebruiker, is_concept: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        offer_wijken(self.fields["gebied"], user)
        if is_concept:
            for one in self.fields.values():
                one.required = False


TOELICHTING: dict[Stap, tuple[str, bool]] = {
    Stap.TER_PLEKKE: ("Wat zag u", False),
    Stap.UITVOERING: ("Wat gebeurt er nu", False),
    Stap.NAZORG: ("Hoe is het afgelopen", False),
    Stap.GESLOTEN: ("Hoe gaat het nu", False),
    Stap.DOORGELEID: ("Wie pakt het op, en wat is afgesproken", True),
    Stap.INGETROKKEN: ("Waarom hoeft het niet verder", True),
}
"""What each plain step asks in words, and whether it must be answered."""


class StapForm(CasusTekstForm, _NotInFuture):
    teksten = ("toelichting",)

    toelichting = forms.CharField(
        label="Toelichting", required=False, max_length=MAX_TEKST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, naar: Stap, **kwargs):
        super().__init__(*args, **kwargs)
        label, required = TOELICHTING[naar]
        self.fields["toelichting"].label = label
        self.fields["toelichting"].required = required
        if naar == Stap.GESLOTEN and not self.casus.casusknelpunten.exists():
            self.fields["geen_knelpunt"] = _geen_knelpunt(self.casus)

    def clean(self):
        cleaned = super().clean()
        cleaned.pop("geen_knelpunt", None)  # asked, so that nobody forgets; the rule knows no such thing
        return cleaned


def _geen_knelpunt(casus: Casus) -> forms.BooleanField:
    """Before a casus closes we ask where the system jammed. Nowhere is an answer too."""
    url = reverse("casuistiek:knelpunt", args=[casus.kenmerk])
    return forms.BooleanField(
        label="Hier liep niets vast in regels of bij instanties",
        help_text=format_html(
            'Liep er wel iets vast? <a href="{}">Leg dan eerst het knelpunt vast.</a>', url
        ),
        error_messages={"required": "Leg eerst vast waar het knelde, of vink dit aan."},
    )


class NotitieForm(CasusTekstForm):
    teksten = ("tekst",)

    tekst = forms.CharField(
        label="Nieuwe notitie",
        help_text="Zonder namen en contactgegevens.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    voor_overleg = forms.BooleanField(
        label="Bestemd voor het overleg", required=False, help_text="Anders blijft de notitie intern."
    )

    def clean(self):
        cleaned = super().clean()
        cleaned["voor"] = Notitie.Voor.OVERLEG if cleaned.pop("voor_overleg", False) else Notitie.Voor.INTERN
        return cleaned


class VoorstelForm(CasusTekstForm):
    teksten = ("kleine_duw", "waarom_niet_regulier", "kosten_van_niets_doen")

    kleine_duw = tekst_field(Voorstel, "kleine_duw")
    bedrag = BedragField(
        label="Wat kost het", help_text="In euro’s. 0 mag: niet elke duw kost geld.", max_digits=10
    )
    waarom_niet_regulier = tekst_field(Voorstel, "waarom_niet_regulier")
    kosten_van_niets_doen = tekst_field(Voorstel, "kosten_van_niets_doen")


class WeigeringForm(CasusTekstForm):
    teksten = ("grond",)

    instantie = forms.CharField(label="Instantie", required=False, max_length=150)
    grond = forms.CharField(label="Op welke grond", required=False, max_length=300)

    def clean(self):
        cleaned = super().clean()
        for name, other in (("instantie", "grond"), ("grond", "instantie")):
            if cleaned.get(other) and not cleaned.get(name):
                self.add_error(name, "Vul allebei in: wie nee zei, en waarom.")
        return cleaned


class BaseWeigeringFormSet(forms.BaseFormSet):
    def weigeringen(self) -> list[tuple[str, str]]:
        """The rows that were filled in. Only after is_valid()."""
        rows = [form.cleaned_data for form in self.forms]
        return [(row["instantie"], row["grond"]) for row in rows if row.get("instantie")]


WeigeringFormSet = forms.formset_factory(
    WeigeringForm, formset=BaseWeigeringFormSet, min_num=2, extra=1, max_num=10, absolute_max=10
)


class BesluitForm(CasusTekstForm):
    teksten = ("legitimiteit", "betrokkenheid", "rendement")

    uitkomst = forms.ChoiceField(
        label="Besluit",
        choices=Besluit.Uitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies toegekend of afgewezen."},
    )
    bedrag = BedragField(label="Bedrag", help_text="Nodig bij een toekenning.", required=False, max_digits=10)
    budget = forms.ModelChoiceField(
        Budget.objects.none(),
        label="Uit welk budget",
        help_text="Nodig bij een toekenning.",
        required=False,
        empty_label="Kies een budget",
    )
    legitimiteit = tekst_field(Besluit, "legitimiteit", rows=3)
    betrokkenheid = tekst_field(Besluit, "betrokkenheid", rows=3)
    rendement = tekst_field(Besluit, "rendement", rows=3)

    def __init__(self, *args, budgetten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = budgetten
        self.fields["budget"].label_from_instance = lambda one: f"{one}: nog {euro(one.vrij)} vrij"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("uitkomst") == Besluit.Uitkomst.TOEGEKEND and cleaned.get("bedrag") is None:
            self.add_error("bedrag", "Vul in welk bedrag u toekent. 0 mag ook.")
        return cleaned


class BevestigingForm(CasusTekstForm):
    """What a second person says to a voorgenomen besluit."""

    BEVESTIGEN, TERUGGEVEN = "bevestigen", "teruggeven"
    teksten = ("toelichting",)

    antwoord = forms.ChoiceField(
        label="Wat doet u met dit besluit",
        choices=[(BEVESTIGEN, "Bevestigen"), (TERUGGEVEN, "Teruggeven")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies bevestigen of teruggeven."},
    )
    toelichting = forms.CharField(
        label="Waarom geeft u het terug",
        help_text="Alleen nodig bij teruggeven.",
        required=False,
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("antwoord") == self.TERUGGEVEN and not cleaned.get("toelichting"):
            self.add_error("toelichting", "Schrijf op waarom u niet bevestigt.")
        return cleaned


class MandaatForm(forms.Form):
    """How far a rol decides."""

    tot_bedrag = BedragField(label="Alleen, tot en met", max_digits=10)
    als_tweede_tot_bedrag = BedragField(
        label="Als tweede, tot en met",
        help_text="Tot dit bedrag mag deze rol bevestigen wat een ander boven het eigen mandaat besloot.",
        max_digits=10,
    )


class BetalingForm(CasusTekstForm, _NotInFuture):
    teksten = ("omschrijving",)

    bedrag = BedragField(label="Bedrag", max_digits=10)
    omschrijving = forms.CharField(
        label="Waarvoor", required=False, max_length=200, help_text="Zoals “Factuur dakdekker”, zonder namen."
    )

    field_order = ("bedrag", "op", "omschrijving")


class CorrectieForm(CasusTekstForm):
    teksten = ("omschrijving",)

    juist = BedragField(label="Wat het bedrag moet zijn")
    omschrijving = forms.CharField(label="Waarom", max_length=200)


class ToekenningForm(forms.Form):
    """Money from a financier for a year."""

    jaar = forms.IntegerField(label="Jaar", min_value=2020, max_value=2099)
    financiering = forms.CharField(
        label="Financiering",
        max_length=100,
        help_text="Wie het geld geeft. Bestaat dit budget al in dit jaar, dan komt het bedrag erbij.",
    )
    bedrag = BedragField(label="Bedrag")
    omschrijving = forms.CharField(label="Waarvoor", required=False, max_length=200)


class StandOpForm(forms.Form):
    """The day of which a budget page tells how things stood."""

    op = DatumField(label="Stand op", required=False)


class BetrokkeneForm(forms.Form):
    """The only form for names and contact data."""

    naam = forms.CharField(
        label="Naam", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    contact = forms.CharField(
        label=Betrokkene._meta.get_field("contact").verbose_name.capitalize(),
        help_text=Betrokkene._meta.get_field("contact").help_text,
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class OverdrachtForm(forms.Form):
    naar = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Aan wie", empty_label="Kies een collega",
        help_text="Deze collega moet de overdracht eerst aannemen. Tot dan verandert er niets.",
    )  # fmt: skip

    def __init__(self, *args, casus: Casus, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = behandelaars().exclude(pk=casus.casusverantwoordelijke_id)


class VerhaalForm(VrijeTekstForm):
    """Warns at what may be an address or a name. What is sure to tell who it is, the service refuses."""

    teksten = ("titel", "tekst")

    titel = forms.CharField(label="Titel", max_length=120)
    tekst = forms.CharField(
        label="Verhaal",
        help_text="Vertel het zo dat niemand de bewoner herkent: geen namen, geen straat, geen zeldzame omstandigheid.",
        max_length=MAX_TEKST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def look_through(self, tekst):
        gebieden = Gebied.objects.values_list("naam", flat=True)
        sure = vrije_tekst.find(tekst)
        return [one for one in vrije_tekst.find_recognisable(tekst, gebieden) if one not in sure]


class FilterForm(forms.Form):
    """What a list is narrowed down to; whatever makes no sense is left out."""

    stap = forms.ChoiceField(label="Stap", required=False, choices=[("", "Alle stappen"), *Stap.choices])
    wijk = forms.ModelChoiceField(
        Gebied.objects.none(), label="Wijk", required=False, empty_label="Alle wijken"
    )

    leefgebied = forms.ChoiceField(
        label="Leefgebied", required=False, choices=[("", "Alle leefgebieden"), *Leefgebied.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wijk"].queryset = Gebied.objects.filter(
            soort=Gebied.Soort.WIJK, geldig_tot=None
        ).order_by("code")
