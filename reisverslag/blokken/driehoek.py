from dataclasses import asdict

from django import forms

from brunssum.core.models import Gebied
from monitor import queries
from monitor.queries import Driehoek
from reisverslag.blokken.soort import BlokForm, Bloksoort


class GebiedField(forms.ModelChoiceField):
    def prepare_value(self, value):
        return value.pk if isinstance(value, Gebied) else super().prepare_value(value)


class DriehoekForm(BlokForm):
    gebied = GebiedField(
        label="Gebied",
        empty_label="Kies een gebied",
        queryset=Gebied.objects.none(),
        error_messages={
            "required": "Kies een gebied.",
            "invalid_choice": "Van dit gebied zijn er geen cijfers. Kies een ander gebied.",
        },
    )
    periode = forms.IntegerField(
        label="Jaar",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input--amount"}),
        error_messages={
            "required": "Vul het jaar van de cijfers in.",
            "invalid": "Vul een jaar in, zoals 2023.",
        },
    )
    vergelijking = GebiedField(
        label="Vergelijken met",
        empty_label="Kies een gebied",
        queryset=Gebied.objects.none(),
        error_messages={
            "required": "Kies waarmee u vergelijkt.",
            "invalid_choice": "Hiermee valt niet te vergelijken. Kies een ander gebied.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        gebieden = queries.gebieden_with_figures(self.lezing.user)
        self.fields["gebied"].queryset = gebieden
        self.fields["vergelijking"].queryset = (
            Gebied.objects.visible_to(self.lezing.user)
            .filter(soort__in=[Gebied.Soort.BENCHMARK, Gebied.Soort.LAND, Gebied.Soort.GEMEENTE])
            .filter(geldig_tot__isnull=True)
            .order_by("soort", "code", "pk")
        )
        if not self.is_bound and not self.initial:
            latest = queries.latest_perioden(gebieden)
            self.initial = {
                "periode": max(latest.values(), default=None),
                "vergelijking": queries.default_comparator(self.lezing.user),
            }

    def clean(self):
        cleaned = super().clean()
        gebied, periode, vergelijking = (cleaned.get(name) for name in ("gebied", "periode", "vergelijking"))
        if gebied and periode:
            perioden = queries.perioden(gebied)
            if periode not in perioden:
                jaren = ", ".join(str(jaar) for jaar in perioden)
                self.add_error(
                    "periode", f"Van {gebied} zijn er geen cijfers over {periode}. Wel over {jaren}."
                )
            elif vergelijking and vergelijking not in (ander := queries.comparators(gebied, periode)):
                namen = ", ".join(str(gebied) for gebied in ander) or "niets"
                self.add_error(
                    "vergelijking",
                    f"Met {vergelijking} valt in {periode} niet te vergelijken. Wel met {namen}.",
                )
        return cleaned

    @property
    def inhoud(self):
        return {
            "gebied": self.cleaned_data["gebied"].pk,
            "periode": self.cleaned_data["periode"],
            "vergelijking": self.cleaned_data["vergelijking"].pk,
        }


class DriehoekBlok(Bloksoort):
    """The stabiliteitsdriehoek of a gebied: drawing, and the figures behind it."""

    soort = "driehoek"
    label = "Stabiliteitsdriehoek"
    uitleg = "Hoe het met een wijk gaat, vergeleken met elders: tekening en cijfers."
    form_class = DriehoekForm
    leeswijzer = (
        "Hoe u de stabiliteitsdriehoek leest",
        "De cijfers staan bij elkaar per hoek van de driehoek, met stress in het midden. Elke staaf is één cijfer van "
        "het gebied, vergeleken met hetzelfde cijfer elders.\n\n"
        "Wijst een staaf naar rechts, dan staat het gebied er op dat punt gunstiger voor. Wijst een staaf naar links, "
        "dan ongunstiger. De lengte laat zien hoe groot het verschil is, in procenten van het cijfer waarmee wordt "
        "vergeleken. Ontbreekt een cijfer, dan staat er geen staaf en zegt de tabel waarom.\n\n"
        "Een verschil zegt niet wat de oorzaak is, en ook niet dat het aan het programma ligt.",
    )

    def gather(self, inhouden, lezing):
        keys = [(inhoud["gebied"], inhoud["periode"], inhoud["vergelijking"]) for inhoud in inhouden]
        gebieden = Gebied.objects.in_bulk({pk for gebied, _, ander in keys for pk in (gebied, ander)})
        found = {
            key: asdict(queries.driehoek(gebieden[key[0]], key[1], gebieden[key[2]]))
            for key in set(keys)
            if key[0] in gebieden and key[2] in gebieden
        }
        return [
            {"driehoek": found[key]}
            if key in found
            else {"ontbreekt": "Het gekozen gebied bestaat niet meer. Kies opnieuw."}
            for key in keys
        ]

    def present(self, feiten):
        return {"driehoek": Driehoek.from_dict(feiten["driehoek"])}
