from dataclasses import asdict
from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from brunssum.core.models import Gebied
from brunssum.core.templatetags.kanarie import getal
from monitor import queries
from monitor.queries import Driehoek
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel


class GebiedField(forms.ModelChoiceField):
    def prepare_value(self, value):
        return value.pk if isinstance(value, Gebied) else super().prepare_value(value)


def _moment(dag: date | None) -> datetime | None:
    return queries.end_of(dag) if dag else None


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

    bekend_op = DatumField(
        label="Zoals bekend op",
        required=False,
        help_text="Leeg: zoals de cijfers nu zijn. Kies een dag om te laten zien wat toen bekend was.",
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
        bekend_op = _moment(cleaned.get("bekend_op"))
        if gebied and periode and "bekend_op" not in self.errors:
            perioden = queries.perioden(gebied, bekend_op=bekend_op)
            if not perioden:
                self.add_error("bekend_op", f"Op deze dag waren er van {gebied} nog geen cijfers.")
            elif periode not in perioden:
                jaren = ", ".join(str(jaar) for jaar in perioden)
                self.add_error(
                    "periode", f"Van {gebied} zijn er geen cijfers over {periode}. Wel over {jaren}."
                )
            elif vergelijking and vergelijking not in (
                ander := queries.comparators(gebied, periode, bekend_op=bekend_op)
            ):
                namen = ", ".join(str(gebied) for gebied in ander) or "niets"
                self.add_error(
                    "vergelijking",
                    f"Met {vergelijking} valt in {periode} niet te vergelijken. Wel met {namen}.",
                )
        return cleaned

    def clean_bekend_op(self):
        dag = self.cleaned_data["bekend_op"]
        if dag and dag > timezone.localdate():
            raise ValidationError("Deze dag moet nog komen. Kies een dag in het verleden.")
        return dag

    @property
    def inhoud(self):
        dag = self.cleaned_data["bekend_op"]
        return ({"bekend_op": dag.isoformat()} if dag else {}) | {
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
        names = ("gebied", "periode", "vergelijking", "bekend_op")
        keys = [tuple(inhoud.get(name) for name in names) for inhoud in inhouden]
        gebieden = Gebied.objects.in_bulk({pk for gebied, _, ander, _ in keys for pk in (gebied, ander)})
        found = {
            key: asdict(
                queries.driehoek(
                    gebieden[key[0]],
                    key[1],
                    gebieden[key[2]],
                    bekend_op=_moment(key[3] and date.fromisoformat(key[3])),
                )
            )
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

    def as_of_now(self, inhoud, lezing):
        gebied = Gebied.objects.filter(pk=inhoud["gebied"]).first()
        jaren = queries.perioden(gebied) if gebied else ()
        return {
            "gebied": inhoud["gebied"],
            "periode": max(jaren, default=inhoud["periode"]),
            "vergelijking": inhoud["vergelijking"],
        }

    def regels(self, feiten):
        one = Driehoek.from_dict(feiten["driehoek"])
        return [
            Regel(
                "Cijfers",
                f"{one.gebied_code}:{staaf.code}",
                f"{staaf.naam}, {one.gebied_naam}",
                f"{getal(staaf.waarde, staaf.decimalen)} ({staaf.eenheid}) in {one.periode}",
            )
            for staaf in one.staven
            if staaf.waarde is not None
        ]
