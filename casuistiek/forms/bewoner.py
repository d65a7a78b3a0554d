"""What the forms about a resident share, of a casus and of a signaal: free text that is looked through, and three fields."""

from contextlib import suppress

from django import forms

from brunssum.core import vrije_tekst
from brunssum.core.forms import VrijeTekstForm
from brunssum.core.models import Gebied, Gebruiker
from casuistiek.models import Casus, Leefgebied
from casuistiek.versleuteling import WrongKey

MAX_TEKST = 5000


def tekst_field(model, name: str, *, rows: int = 4, **kwargs) -> forms.CharField:
    """A text area for a field of a model, with its label and help text."""
    field = model._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": MAX_TEKST,
        "widget": forms.Textarea(attrs={"rows": rows}),
    }
    return forms.CharField(**words | kwargs)


def gebied_field(label: str) -> forms.ModelChoiceField:
    """A wijk or buurt. The form gives it its choices with offer_wijken."""
    return forms.ModelChoiceField(
        Gebied.objects.none(), label=label, help_text="De buurt of de wijk, geen adres.", empty_label="Kies een buurt"
    )  # fmt: skip


def leefgebieden_field(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=Leefgebied.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één leefgebied."},
    )


def urgentie_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Hoe snel is er hulp nodig",
        choices=Casus.Urgentie.choices,
        coerce=int,
        initial=Casus.Urgentie.NORMAAL,
        widget=forms.RadioSelect,
    )


class BewonerTekstForm(VrijeTekstForm):
    """Free text about a resident: warns at contact data, an address, and the name of who it is about.

    The warning says that a name stands there, never which.
    """

    def names_bewoner(self, tekst: str) -> bool:
        """Whether it names who this form is about. May raise WrongKey."""
        raise NotImplementedError

    def look_through(self, tekst):
        found = vrije_tekst.find_contact(tekst)
        # With another key nobody reads the names: nothing to compare with, and no reason to stop the work.
        with suppress(WrongKey):
            if tekst and self.names_bewoner(tekst):
                found.append(vrije_tekst.Vondst.BETROKKENE)
        return found


def offer_wijken(field: forms.ModelChoiceField, user: Gebruiker) -> None:
    """Let someone choose a wijk or buurt that is there, own wijken first."""
    field.queryset = Gebied.objects.filter(soort__in=[Gebied.Soort.WIJK, Gebied.Soort.BUURT], geldig_tot=None)
    field.choices = [("", field.empty_label), *_grouped_by_wijk(field.queryset, user)]


def _grouped_by_wijk(gebieden, user: Gebruiker) -> list:
    """The buurten under their wijk, own wijken first."""
    own = set(user.gebieden.values_list("pk", flat=True))
    rows = list(gebieden.order_by("code", "naam"))
    wijken = [one for one in rows if one.soort == Gebied.Soort.WIJK]
    groups = []
    for wijk in sorted(wijken, key=lambda one: one.pk not in own):
        buurten = [one for one in rows if one.ouder_id == wijk.pk]
        if not own.isdisjoint(buurt.pk for buurt in buurten):
            own.add(wijk.pk)
        options = [(buurt.pk, buurt.naam) for buurt in buurten]
        groups.append((wijk.naam, [*options, (wijk.pk, f"Heel {wijk.naam}")]))
    loose = {wijk.pk for wijk in wijken}
    rest = [(one.pk, one.naam) for one in rows if one.pk not in loose and one.ouder_id not in loose]
    return [*groups, ("Elders", rest)] if rest else groups
