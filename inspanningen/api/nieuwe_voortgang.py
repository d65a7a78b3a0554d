"""What a partner's system sends to report on its part, and what it may not."""

from contextlib import suppress
from datetime import date

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from brunssum.core.api.body import Body, EigenTekst
from brunssum.core.api.checked import rule
from brunssum.core.api.query import MAX_ID
from inspanningen import vage_datum
from inspanningen import voortgangsregels as regels
from inspanningen.models import Mijlpaal
from inspanningen.models.voortgang import MAX_AANTAL, MAX_TEKST
from inspanningen.vage_datum import VageDatum

NIEUW = OpenApiExample(
    "Voortgang melden, met een mijlpaal die later komt",
    value={
        "peildatum": "2025-11-03",
        "gedaan": "De vloer ligt erin en het dak is dicht.",
        "belemmering": "De keuken komt later dan besteld.",
        "aantal": 3,
        "eenheid": "ruimtes klaar",
        "mijlpaal": 31,
        "verwachtVan": "2026-07-01",
        "verwachtTot": "2026-09-30",
    },
    request_only=True,
)


@extend_schema_serializer(examples=[NIEUW], component_name="VoortgangNieuw")
class NieuweVoortgang(Body):
    """Wat u over uw deel meldt. Over een mijlpaal zegt u of die is gehaald, of wanneer die nu wordt verwacht."""

    peildatum = serializers.DateField(
        help_text="Op welke dag het er zo voor stond. Vandaag of een dag daarvoor."
    )
    gedaan = EigenTekst(
        max_length=MAX_TEKST,
        help_text="Wat er is gedaan, en wat inwoners daarvan merken. Zonder namen van inwoners.",
    )
    belemmering = EigenTekst(
        max_length=MAX_TEKST, required=False, allow_blank=True, help_text="Wat in de weg zit."
    )
    aantal = serializers.IntegerField(
        min_value=0,
        max_value=MAX_AANTAL,
        required=False,
        allow_null=True,
        help_text="Hoeveel er is geteld. Alleen samen met `eenheid`.",
    )
    eenheid = EigenTekst(
        max_length=60,
        required=False,
        allow_blank=True,
        help_text="Waarvan, bijvoorbeeld woningen of gesprekken.",
    )
    mijlpaal = serializers.IntegerField(
        min_value=1,
        max_value=MAX_ID,
        required=False,
        allow_null=True,
        help_text="Het id van een geplande mijlpaal van deze inspanning.",
    )
    gehaaldDatum = serializers.DateField(
        required=False, allow_null=True, help_text="Op welke dag de mijlpaal is gehaald."
    )
    verwachtVan = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="Eerste dag waarop u de mijlpaal nu verwacht. Samen met `verwachtTot`.",
    )
    verwachtTot = serializers.DateField(
        required=False, allow_null=True, help_text="Laatste dag waarop u de mijlpaal nu verwacht."
    )
    verbetert = serializers.IntegerField(
        min_value=1,
        max_value=MAX_ID,
        required=False,
        allow_null=True,
        help_text="Het id van uw teruggegeven melding die dit verbetert.",
    )

    @rule("aantal", "eenheid")
    def count_of_something(self, aantal, eenheid):
        leeg = "aantal" if aantal is None else "eenheid"
        return (
            {leeg: "Bij een aantal hoort een eenheid, en andersom."}
            if (aantal is None) == bool(eenheid)
            else {}
        )

    @rule("peildatum")
    def day_that_was(self, peildatum):
        return {"peildatum": regels.bezwaar_tegen_dag(peildatum, timezone.localdate())}

    @rule("gehaaldDatum")
    def reached_on_a_day_that_was(self, gehaald):
        return {"gehaaldDatum": regels.bezwaar_tegen_dag(gehaald, timezone.localdate())}

    @rule("verwachtVan", "verwachtTot")
    def expected_at_some_moment(self, van, tot):
        if (van is None) != (tot is None):
            leeg = "verwachtVan" if van is None else "verwachtTot"
            return {leeg: "Geef `verwachtVan` en `verwachtTot` samen."}
        try:
            moment_between(van, tot)
        except vage_datum.OnleesbareDatum as refused:
            return {"verwachtVan": str(refused)}
        return {}

    @rule("mijlpaal")
    def mijlpaal_to_report_on(self, mijlpaal):
        return {"mijlpaal": regels.bezwaar_tegen_mijlpaal(self._found(mijlpaal)) if mijlpaal else ""}

    @rule("mijlpaal", "gehaaldDatum", "verwachtVan", "verwachtTot")
    def one_thing_of_a_mijlpaal(self, mijlpaal, gehaald, van, tot):
        days = {"gehaaldDatum": gehaald, "verwachtVan": van, "verwachtTot": tot}
        said = [name for name, day in days.items() if day is not None]
        if mijlpaal is None:
            return {"mijlpaal": f"Zeg over welke mijlpaal `{said[0]}` gaat."} if said else {}
        is_verwacht = van is not None or tot is not None
        return {
            "mijlpaal": regels.bezwaar_tegen_bericht(is_gehaald=gehaald is not None, is_verwacht=is_verwacht)
        }

    @rule("mijlpaal", "verwachtVan", "verwachtTot")
    def another_moment_than_planned(self, mijlpaal, van, tot):
        found = self._found(mijlpaal)
        with suppress(vage_datum.OnleesbareDatum):  # that is told already
            if found and (wanneer := moment_between(van, tot)):
                return {"verwachtVan": regels.bezwaar_tegen_moment(wanneer, found)}
        return {}

    @rule("verbetert")
    def melding_to_improve(self, verbetert):
        if verbetert is None:
            return {}
        found = regels.teruggegeven_melding(
            verbetert,
            organisatie_id=self.context["request"].user.organisatie_id,
            inspanning=self.context["view"].inspanning,
        )
        return {"verbetert": regels.bezwaar_tegen_verbetering(found)}

    def _found(self, mijlpaal_id: int | None) -> Mijlpaal | None:
        return mijlpaal_id and regels.mijlpaal_of(self.context["view"].inspanning, mijlpaal_id)


def moment_between(van: date | None, tot: date | None) -> VageDatum | None:
    """Raises OnleesbareDatum."""
    return None if van is None or tot is None else vage_datum.of_range(van, tot)
