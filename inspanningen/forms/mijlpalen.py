"""Browser input about the planning made into values. Everyone who sees the inspanning reads it: the forms warn at names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from brunssum.core.forms import DatumField
from inspanningen import vage_datum
from inspanningen.forms.leerpunten import LeerTekstForm
from inspanningen.models import Mijlpaal, Realisatieplanning
from inspanningen.models.mijlpaal import MAX_NAAM, MAX_TOELICHTING

EEN_MOMENT = "Een dag, een maand, een kwartaal of vager. Bijvoorbeeld: 15 april 2027, medio april 2027, derde kwartaal 2027, eerste helft 2027, zomer 2027 of eind 2027."  # fmt: skip


class VageDatumField(forms.CharField):
    """When, as people write it; the value is a VageDatum, or None for nothing where nothing is fine."""

    def __init__(self, **kwargs):
        words = {"label": "Wanneer", "help_text": EEN_MOMENT, "max_length": vage_datum.MAX_LENGTE}
        super().__init__(**words | kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            return vage_datum.read(text)
        except vage_datum.OnleesbareDatum as refused:
            raise ValidationError(str(refused), code="invalid") from refused


def _tekst(name: str, **kwargs) -> forms.CharField:
    field = Mijlpaal._meta.get_field(name)
    words = {
        "label": field.verbose_name.capitalize(),
        "help_text": field.help_text,
        "max_length": MAX_TOELICHTING,
        "widget": forms.Textarea(attrs={"rows": 3}),
    }
    return forms.CharField(**words | kwargs)


class GelezenForm(LeerTekstForm):
    """`gelezen` is the versienummer the writer began from; the service refuses to overwrite a newer one."""

    gelezen = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class AddMijlpaalForm(LeerTekstForm):
    teksten = ("naam", "toelichting")

    naam = _tekst("naam", max_length=MAX_NAAM, widget=forms.TextInput)
    wanneer = VageDatumField()
    toelichting = _tekst("toelichting", required=False)

    @property
    def getypt(self) -> str:
        """The moment as it was typed."""
        return self.data.get(self.add_prefix("wanneer"), "")


class EditMijlpaalForm(GelezenForm):
    teksten = ("naam", "reden", "toelichting")

    naam = _tekst("naam", max_length=MAX_NAAM, widget=forms.TextInput)
    wanneer = VageDatumField()
    reden = _tekst(
        "toelichting",
        label="Waarom verandert de planning",
        help_text="Alleen nodig als het moment anders wordt. Het blijft bij de mijlpaal staan.",
        required=False,
    )
    toelichting = _tekst("toelichting", required=False)

    getypt = AddMijlpaalForm.getypt


class ReachMijlpaalForm(GelezenForm):
    gehaald_op = DatumField(label="Op welke dag", initial=timezone.localdate)


class RedenForm(GelezenForm):
    """Why it falls away, or is planned again."""

    teksten = ("reden",)

    reden = _tekst("vervallen_reden", label="Waarom", help_text="Iedereen die de inspanning ziet, leest dit.")


class TakeRealisatieplanningForm(LeerTekstForm):
    teksten = ("naam", "opmerking")

    naam = forms.CharField(
        label="Naam", max_length=60, help_text=Realisatieplanning._meta.get_field("naam").help_text
    )
    opmerking = forms.CharField(
        label="Opmerking",
        required=False,
        max_length=MAX_TOELICHTING,
        help_text=Realisatieplanning._meta.get_field("opmerking").help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
