"""What a functionaris searches the log with."""

from django import forms

from brunssum.core.forms import DatumField
from brunssum.core.models import LogRegel
from brunssum.core.templatetags.kanarie import actie


class LogboekFilterForm(forms.Form):
    """Find rows in the log."""

    actie = forms.ChoiceField(label="Wat", required=False)
    persoon = forms.CharField(label="Wie", required=False, max_length=100)
    van = DatumField(label="Vanaf", required=False)
    tot = DatumField(label="Tot en met", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["actie"].choices = [("", "Alles"), *_acties()]


def _acties() -> list[tuple[str, str]]:
    """What has been done so far, in the words of the log. Causes a query over an index."""
    namen = LogRegel.objects.order_by("actie").values_list("actie", flat=True).distinct()
    return [(naam, actie(naam)) for naam in namen]
