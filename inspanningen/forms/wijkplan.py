"""Browser input about wijkplannen made into values. The whole street reads them: the forms warn at names."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import Recht
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.forms.teksten import jaarveld, not_in_the_future, tekstveld
from inspanningen.models import Aanscherping, Doelstelling, Inspanning, Wijkplan, Wijkplanactie
from monitor.models import Plek
from monitor.namen import korte_gebiedsnaam


class _Bewerking(forms.Form):
    """The bewerking that the writer began from; the service refuses to overwrite a newer one."""

    bewerking = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)


class _Planteksten(LeerTekstForm):
    teksten = ("opgave", "bewoners", "contact")

    opgave = tekstveld(Wijkplan, "opgave", rows=7)
    bewoners = tekstveld(Wijkplan, "bewoners", rows=6)
    contact = tekstveld(Wijkplan, "contact")
    contact_waar = tekstveld(Wijkplan, "contact_waar")


class WijkplanForm(_Planteksten, _Bewerking):
    pass


class WijkplanAddForm(_Planteksten):
    gebied = forms.ModelChoiceField(
        Gebied.objects.none(), label="Wijk of buurt", empty_label="Kies een wijk of buurt"
    )
    van_jaar = jaarveld("Eerste jaar")
    tot_jaar = jaarveld("Laatste jaar", help_text=Wijkplan._meta.get_field("tot_jaar").help_text)

    field_order = ("gebied", "van_jaar", "tot_jaar")

    def __init__(self, *args, user: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        gebieden = (
            Gebied.objects.visible_to(user).valid_on(timezone.localdate()).filter(soort__in=Wijkplan.SOORTEN)
        )
        if not user.mag(Recht.INSPANNINGEN_BEWERKEN):
            own = user.gebieden.values("pk")
            gebieden = gebieden.filter(Q(pk__in=own) | Q(ouder__in=own))
        self.fields["gebied"].queryset = gebieden.order_by("-soort", "naam", "pk")
        self.fields["gebied"].label_from_instance = lambda gebied: (
            korte_gebiedsnaam(gebied.naam) + (" (buurt)" if gebied.soort == Gebied.Soort.BUURT else "")
        )


class ActieForm(LeerTekstForm, _Bewerking):
    teksten = ("wat", "wie", "waar", "waarom", "wanneer", "contact")

    wat = tekstveld(Wijkplanactie, "wat")
    waarom = tekstveld(Wijkplanactie, "waarom", rows=3)
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label="Wie: organisatie",
        help_text="Staat die er niet bij? Schrijf hieronder wie het doet.",
        required=False,
        empty_label="Geen organisatie",
    )
    wie = tekstveld(Wijkplanactie, "wie")
    plek = forms.ModelChoiceField(
        Plek.objects.none(),
        label="Waar: een plek",
        help_text="Staat die er niet bij? Schrijf hieronder waar het is.",
        required=False,
        empty_label="Geen plek uit de lijst",
    )
    waar = tekstveld(Wijkplanactie, "waar", label="Waar, in woorden")
    jaar = forms.TypedChoiceField(
        label="Wanneer: jaar",
        help_text="Weet u het jaar nog niet? Schrijf hieronder wanneer het is.",
        required=False,
        coerce=int,
        empty_value=None,
    )
    wanneer = tekstveld(Wijkplanactie, "wanneer", label="Wanneer, in woorden")
    contact = tekstveld(Wijkplanactie, "contact")
    inspanning = forms.ModelChoiceField(
        Inspanning.objects.none(),
        label="Hoort bij de inspanning",
        required=False,
        empty_label="Geen inspanning",
    )
    doelstelling = forms.ModelChoiceField(
        Doelstelling.objects.none(),
        label="Werkt aan de doelstelling",
        required=False,
        empty_label="Geen doelstelling",
    )

    def __init__(self, *args, wijkplan: Wijkplan, user: Gebruiker, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisatie"].queryset = Organisatie.objects.visible_to(user).order_by("naam", "pk")
        self.fields["plek"].queryset = Plek.objects.in_gebied(wijkplan.gebied).order_by("naam", "pk")
        years = range(wijkplan.van_jaar, wijkplan.tot_jaar + 1)
        self.fields["jaar"].choices = [("", "Nog geen jaar"), *((jaar, str(jaar)) for jaar in years)]
        self.fields["inspanning"].queryset = Inspanning.objects.visible_to(user).in_order()
        self.fields["doelstelling"].queryset = Doelstelling.objects.visible_to(user).geldend().in_order()

    def clean(self):
        """One of the two is enough: a choice from a list, or words."""
        cleaned = super().clean()
        for choice, words, zin in (
            ("organisatie", "wie", "Kies een organisatie, of schrijf op wie het doet."),
            ("plek", "waar", "Kies een plek, of schrijf op waar het is."),
            ("jaar", "wanneer", "Kies een jaar, of schrijf op wanneer het is."),
        ):
            if not (cleaned.get(choice) or cleaned.get(words) or {choice, words} & self.errors.keys()):
                self.add_error(words, zin)
        return cleaned


class ActiestatusForm(LeerTekstForm, _Bewerking):
    teksten = ("toelichting",)

    status = forms.ChoiceField(label="Hoe staat het ermee", choices=Wijkplanactie.Status.choices, widget=forms.RadioSelect)  # fmt: skip
    toelichting = tekstveld(
        Wijkplanactie, "toelichting", help_text="Wat kwam ervan? Vervalt de actie, schrijf dan waarom. De hele wijk kan dit lezen."
    )  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("status") == Wijkplanactie.Status.VERVALLEN and not cleaned.get("toelichting") and "toelichting" not in self.errors:  # fmt: skip
            self.add_error("toelichting", "Schrijf op waarom deze actie vervalt.")
        return cleaned


class RondeForm(LeerTekstForm):
    """Closing the yearly round."""

    teksten = ("wie", "wat_veranderde")

    wie = tekstveld(Aanscherping, "wie", required=True)
    bewoners = forms.IntegerField(
        label="Hoeveel bewoners deden mee",
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            "Vul een heel getal in, zoals 35. Weet u het niet? Laat dit leeg.",
        ),
    )
    wat_veranderde = tekstveld(Aanscherping, "wat_veranderde", rows=6, required=True)
    op = DatumField(label="Op welke dag", initial=timezone.localdate)

    def clean_op(self):
        return not_in_the_future(self.cleaned_data["op"])


class StatusfilterForm(forms.Form):
    """What of a plan is shown; whatever makes no sense is left out."""

    status = forms.ChoiceField(
        label="Toon", required=False, choices=[("", "Alle acties"), *Wijkplanactie.Status.choices]
    )
