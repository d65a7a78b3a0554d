from dataclasses import asdict

from django import forms
from django.db.models import Exists, OuterRef

from brunssum.core.forms import MeerkeuzeField
from brunssum.core.models import Gebied
from brunssum.core.templatetags.kanarie import getal
from monitor import queries
from monitor.models import Indicator, Waarneming
from monitor.queries import Verloop
from monitor.queries.verloop import LIJNEN
from reisverslag.blokken.soort import BlokForm, Bloksoort, Regel

GEEN = "Van dit cijfer zijn er voor de gekozen gebieden geen getallen. Kies opnieuw."


class IndicatorverloopForm(BlokForm):
    indicator = forms.ModelChoiceField(
        label="Cijfer",
        queryset=Indicator.objects.none(),
        empty_label="Kies een cijfer",
        error_messages={
            "required": "Kies een cijfer.",
            "invalid_choice": "Dit cijfer is er niet meer. Kies een ander.",
        },
    )
    gebieden = MeerkeuzeField(
        label="Gebieden",
        queryset=Gebied.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=f"Elk gebied wordt een lijn; hoogstens {LIJNEN}. Kleine aantallen blijven weg.",
        error_messages={
            "required": "Kies minstens één gebied.",
            "invalid_choice": "Een van deze gebieden is er niet meer. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        figures = Waarneming.objects.current().filter(indicator=OuterRef("pk"), waarde__isnull=False)
        rows = Indicator.objects.visible_to(self.lezing.user).filter(Exists(figures))
        self.fields["indicator"].queryset = rows.in_order()
        self.fields["gebieden"].queryset = queries.gebieden_with_figures(self.lezing.user) | _comparators(
            self.lezing
        )

    def clean(self):
        cleaned = super().clean()
        gebieden, indicator = cleaned.get("gebieden"), cleaned.get("indicator")
        if gebieden and len(gebieden) > LIJNEN:
            self.add_error(
                "gebieden", f"Kies er hoogstens {LIJNEN}: meer lijnen zijn niet uit elkaar te houden."
            )
        elif gebieden and indicator and not _verloop(indicator, gebieden, self.lezing).reeksen:
            self.add_error("gebieden", GEEN)
        return cleaned

    @property
    def inhoud(self):
        return {
            "indicator": self.cleaned_data["indicator"].pk,
            "gebieden": [gebied.pk for gebied in self.cleaned_data["gebieden"]],
        }


class IndicatorverloopBlok(Bloksoort):
    """One figure through the years, for some gebieden: drawing and table, small cells hidden."""

    soort = "indicatorverloop"
    label = "Verloop van een cijfer"
    uitleg = "Hoe een cijfer door de jaren gaat, voor de gebieden die u kiest: tekening en tabel."
    form_class = IndicatorverloopForm
    leeswijzer = (
        "Hoe u het verloop van een cijfer leest",
        "Elke lijn is een gebied, met een eigen streping en de naam aan het eind. Een lijn breekt af waar een cijfer "
        "ontbreekt of niet te vergelijken is met dat van eerder. Staat er ‘niet getoond’, dan gaat het om zo weinig "
        "mensen dat iemand te herkennen zou zijn. Dat een cijfer verandert, zegt niet waardoor.",
    )

    def noemt(self, inhoud):
        return {Indicator._meta.label_lower: {inhoud["indicator"]}}

    def gather(self, inhouden, lezing):
        indicatoren = Indicator.objects.visible_to(lezing.user).select_related("bron")
        found = indicatoren.in_bulk({inhoud["indicator"] for inhoud in inhouden})
        gebieden = Gebied.objects.in_bulk({pk for inhoud in inhouden for pk in inhoud["gebieden"]})
        return [self._facts(inhoud, found, gebieden, lezing) for inhoud in inhouden]

    def _facts(self, inhoud, indicatoren, gebieden, lezing):
        indicator = indicatoren.get(inhoud["indicator"])
        chosen = [gebieden[pk] for pk in inhoud["gebieden"] if pk in gebieden]
        if indicator is None or len(chosen) < len(inhoud["gebieden"]):
            return {"ontbreekt": "Het gekozen cijfer of gebied is er niet meer. Kies opnieuw."}
        found = _verloop(indicator, chosen, lezing)
        if not found.reeksen:
            return {"ontbreekt": GEEN}
        return {"verloop": asdict(found), "bron": indicator.bron.naam}

    def present(self, feiten):
        return {"verloop": Verloop.from_dict(feiten["verloop"]), "bron": feiten["bron"]}

    def regels(self, feiten):
        told = Verloop.from_dict(feiten["verloop"])
        return [
            Regel(
                "Cijfers",
                f"{reeks.code}:{told.code}",
                f"{told.naam}, {reeks.naam}",
                f"{getal(last.waarde, told.decimalen)} ({told.eenheid}) in {last.periode}",
            )
            for reeks in told.reeksen
            if (last := reeks.nieuwste)
        ]


def _comparators(lezing):
    soorten = [Gebied.Soort.BENCHMARK, Gebied.Soort.LAND, Gebied.Soort.GEMEENTE]
    return Gebied.objects.visible_to(lezing.user).filter(soort__in=soorten, geldig_tot__isnull=True)


def _verloop(indicator, gebieden, lezing):
    return queries.verloop(indicator, gebieden, lezing.user)
