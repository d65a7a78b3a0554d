"""Browser input made into values: of one sectie of a kaart, a new kaart, another fase."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from brunssum.core.models import Gebied, Gebruiker, Organisatie
from brunssum.core.rollen import RECHTEN, Recht, Zicht
from inspanningen.models import Doelstelling, Inspanning, LeidendPrincipe
from inspanningen.tekst import clean_line
from inspanningen.velden import KOPPELING, VELD, is_visible, names_in

LEGE_PARTNERREGELS = 3


class GebiedenWidget(forms.CheckboxSelectMultiple):
    """Gebieden as checkboxes, the buurten of a wijk folded under it."""

    template_name = "inspanningen/widgets/gebieden.html"

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        groups = []
        for _, options, _ in context["widget"]["optgroups"]:
            top, *parts = options
            groups.append({"top": top, "parts": parts, "is_open": any(part["selected"] for part in parts)})
        context["widget"]["groups"] = groups
        return context


class PartnersWidget(forms.Widget):
    """Rows of an organisation with its rol: those there are, and a few empty ones."""

    template_name = "inspanningen/widgets/partners.html"
    use_fieldset = True

    def __init__(self, organisaties: list[tuple[int, str]]):
        super().__init__()
        self.organisaties = organisaties

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return "" if index is None else f"{id_}_{index}"

    def value_from_datadict(self, data: Mapping, files: Mapping, name: str) -> list[tuple[str, str]]:
        rows = []
        while f"{name}-{len(rows)}-organisatie" in data and len(rows) < 200:
            n = len(rows)
            rows.append((data[f"{name}-{n}-organisatie"], data.get(f"{name}-{n}-rol", "")))
        return rows

    def value_omitted_from_data(self, data: Mapping, files: Mapping, name: str) -> bool:
        return f"{name}-0-organisatie" not in data

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        rows = [row for row in (value or []) if any(row)] + [("", "")] * LEGE_PARTNERREGELS
        context["widget"]["rows"] = [
            {"n": n, "nummer": n + 1, "organisatie": str(pk), "rol": rol} for n, (pk, rol) in enumerate(rows)
        ]
        context["widget"]["is_invalid"] = (attrs or {}).get("aria-invalid") == "true"
        context["widget"]["organisaties"] = [(str(pk), naam) for pk, naam in self.organisaties]
        return context


class PartnersField(forms.Field):
    """Gives a list of (organisation id, rol); a row without an organisation is a row that is taken out."""

    def __init__(self, organisaties: list[tuple[int, str]], **kwargs: Any):
        super().__init__(required=False, widget=PartnersWidget(organisaties), **kwargs)
        self.known = {str(pk): pk for pk, _ in organisaties}

    def prepare_value(self, value: Any) -> Any:
        if value and isinstance(value[0], Mapping):
            return [(row["organisatie"], row["rol"]) for row in value]
        return value

    def clean(self, value: list[tuple[str, str]]) -> list[tuple[int, str]]:
        found: dict[int, str] = {}
        for organisatie, rol in value or []:
            rol = clean_line(rol)
            if not organisatie and not rol:
                continue
            if not organisatie:
                raise ValidationError(f"Kies ook de organisatie die dit doet: ‘{rol}’.")
            if organisatie not in self.known:
                raise ValidationError("Kies een organisatie uit de lijst.")
            if self.known[organisatie] in found:
                raise ValidationError(
                    "Elke organisatie kan er één keer staan. Zet de rollen bij elkaar op één regel."
                )
            if len(rol) > 120:
                raise ValidationError("Beschrijf de rol in hoogstens 120 tekens.")
            found[self.known[organisatie]] = rol
        return list(found.items())


class SectieForm(forms.Form):
    """The fields of one sectie that this zicht sees, the version they are written on, and why."""

    def __init__(self, *args: Any, sectie: str, zicht: Zicht, inspanning: Inspanning | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.namen = tuple(naam for naam in names_in(sectie) if is_visible(naam, zicht))
        for naam in self.namen:
            self.fields[naam] = _field(naam, inspanning)
        self.fields["toelichting"] = forms.CharField(
            label="Waarom deze wijziging?",
            help_text="Staat straks in de geschiedenis. Bijvoorbeeld: besproken met de ambassadeurs.",
            max_length=300,
            required=False,
        )
        self.fields["basisversie"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def velden(self) -> dict[str, Any]:
        """What was filled in, by the names of a Versie."""
        return {naam: self.cleaned_data[naam] for naam in self.namen}


def _field(naam: str, inspanning: Inspanning | None) -> forms.Field:
    if naam.endswith("_tekst"):
        veld = VELD[naam.removesuffix("_tekst")]
        widget = forms.Textarea(attrs={"rows": 5})
        return forms.CharField(label=veld.label, help_text=veld.hulp, required=False, widget=widget)
    if naam == "nummer":
        meta = Inspanning._meta.get_field("nummer")
        return forms.CharField(label="Nummer", help_text=meta.help_text, max_length=5)
    if naam == "naam":
        return forms.CharField(label="Naam", max_length=200)
    if naam == "ouder":
        return _choose_one("Onderdeel van", "", _tops(inspanning))
    koppeling = KOPPELING[naam]
    if naam == "projectleider":
        return _choose_one(koppeling.label, koppeling.hulp, possible_leaders(inspanning))
    if naam == "partners":
        organisaties = list(Organisatie.objects.order_by("naam", "pk").values_list("pk", "naam"))
        return PartnersField(organisaties, label=koppeling.label, help_text=koppeling.hulp)
    if naam == "gebieden":
        return _choose_many(koppeling, _gebieden(inspanning), widget=GebiedenWidget)
    if naam == "doelstellingen":
        rows = Doelstelling.objects.order_by("nummer", "pk")
        return _choose_many(koppeling, [(row.pk, str(row)) for row in rows])
    rows = LeidendPrincipe.objects.order_by("volgorde", "pk")
    return _choose_many(koppeling, [(row.pk, row.kort) for row in rows])


def _choose_one(label: str, hulp: str, choices: Iterable[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=hulp,
        required=False,
        choices=[("", "Geen"), *choices],
        coerce=int,
        empty_value=None,
    )


def _choose_many(
    koppeling: Any, choices: list, widget: type[forms.Widget] = forms.CheckboxSelectMultiple
) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=koppeling.label,
        help_text=koppeling.hulp,
        required=False,
        choices=choices,
        coerce=int,
        widget=widget,
    )


def _tops(inspanning: Inspanning | None) -> list[tuple[int, str]]:
    """What this kaart can be an onderdeel of: kaarten that are none themselves."""
    tops = Inspanning.objects.filter(ouder=None).in_order().values_list("pk", "nummer", "naam")
    return [(pk, f"{nummer} {naam}") for pk, nummer, naam in tops if not inspanning or pk != inspanning.pk]


def possible_leaders(inspanning: Inspanning | None) -> list[tuple[int, str]]:
    """Who can lead: those with a rol that may edit; who leads it now stays in the list."""
    rollen = [rol for rol, rechten in RECHTEN.items() if Recht.INSPANNINGEN_EIGEN_BEWERKEN in rechten]
    people = Gebruiker.objects.filter(is_active=True, roltoekenningen__rol__in=rollen)
    if inspanning and inspanning.projectleider_id:
        people = people | Gebruiker.objects.filter(pk=inspanning.projectleider_id)
    return list(people.order_by("naam", "pk").distinct().values_list("pk", "naam"))


def _gebieden(inspanning: Inspanning | None) -> list[tuple[str, list[tuple[int, str]]]]:
    """The gemeente and its wijken, each a group of itself and its buurten; what is chosen now stays in the list."""
    soorten = [Gebied.Soort.GEMEENTE, Gebied.Soort.PROGRAMMAGEBIED, Gebied.Soort.WIJK, Gebied.Soort.BUURT]
    offered = Q(soort__in=soorten, geldig_tot=None)
    if inspanning:
        offered |= Q(
            pk__in=Inspanning.gebieden.through.objects.filter(inspanning=inspanning).values("gebied")
        )
    rows = list(
        Gebied.objects.filter(offered).order_by("code", "pk").values_list("pk", "naam", "soort", "ouder")
    )
    tops = {pk for pk, _, soort, _ in rows if soort != Gebied.Soort.BUURT}
    groups = {pk: (naam, [(pk, naam)]) for pk, naam, _, ouder in rows if pk in tops or ouder not in tops}
    for pk, naam, _, ouder in rows:
        if pk not in groups:
            groups[ouder][1].append((pk, naam))
    return list(groups.values())


class AddInspanningForm(forms.Form):
    """The few facts with which a kaart begins; the rest is filled in per sectie."""

    nummer = forms.CharField(
        label="Nummer", help_text=Inspanning._meta.get_field("nummer").help_text, max_length=5
    )
    naam = forms.CharField(label="Naam", max_length=200)
    fase = forms.ChoiceField(label="Fase", choices=Inspanning.Fase.choices)
    ouder = forms.TypedChoiceField(label="Onderdeel van", required=False, coerce=int, empty_value=None)
    projectleider = forms.TypedChoiceField(
        label=KOPPELING["projectleider"].label,
        help_text=KOPPELING["projectleider"].hulp,
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["ouder"].choices = [("", "Geen"), *_tops(None)]
        self.fields["projectleider"].choices = [("", "Nog niemand"), *possible_leaders(None)]


class FaseForm(forms.Form):
    """To which fase, and why. Only the fasen that the table allows from here."""

    fase = forms.ChoiceField(label="Nieuwe fase", widget=forms.RadioSelect)
    toelichting = forms.CharField(
        label="Waarom?",
        help_text="Verplicht als de inspanning stopt.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, inspanning: Inspanning, **kwargs: Any):
        super().__init__(*args, **kwargs)
        allowed = Inspanning.ALLOWED_FASE_CHANGES[Inspanning.Fase(inspanning.fase)]
        self.fields["fase"].choices = [
            (fase.value, fase.label) for fase in Inspanning.Fase if fase in allowed
        ]
