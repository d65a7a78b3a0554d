from django import forms

from ambassadeurs.models import Ambassadeur
from brunssum.core.bestanden.pdf import unprintable
from reisverslag.blokken.soort import BlokForm, Bloksoort

MAX_CITAAT = 600


class CitaatForm(BlokForm):
    tekst = forms.CharField(
        label="Citaat",
        max_length=MAX_CITAAT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="De woorden zelf, zonder aanhalingstekens. Kort: een of twee zinnen.",
        error_messages={
            "required": "Schrijf op wat er is gezegd.",
            "max_length": "Dit citaat is te lang: %(show_value)d tekens. Er passen er %(limit_value)d in.",
        },
    )
    ambassadeur = forms.TypedChoiceField(
        label="Van een ambassadeur",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="Alleen wie vond dat hij geciteerd mag worden. Hij staat er zoals hij zich noemt.",
        error_messages={
            "invalid_choice": "Deze ambassadeur vindt niet (meer) goed dat u hem citeert. Kies een ander, of haal het citaat weg."
        },
    )
    wie = forms.CharField(
        label="Of van iemand anders",
        required=False,
        max_length=100,
        help_text="Een functie of een voornaam, zoals “huisarts in Oost”. Vraag of het mag.",
        error_messages={"max_length": "Dit is te lang. Er passen %(limit_value)d tekens in."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ambassadeur"].choices = [
            ("", "Niemand van hen"),
            *((str(one.pk), f"{one.aanduiding}, {one.groep.naam}") for one in _willing().order_by("groep__naam", "aanduiding", "pk")),
        ]  # fmt: skip

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("ambassadeur") and cleaned.get("wie"):
            self.add_error("wie", "Kies een ambassadeur, of schrijf iemand anders op; niet allebei.")
        elif "ambassadeur" not in self.errors and not cleaned.get("ambassadeur") and not cleaned.get("wie"):
            self.add_error("wie", "Kies een ambassadeur, of schrijf op wie dit zei.")
        for name in ("tekst", "wie"):
            if absent := " ".join(unprintable(cleaned.get(name) or "")):
                self.add_error(name, f"Deze tekens kunnen niet in de pdf: {absent}. Schrijf het met letters.")
        return cleaned


class CitaatBlok(Bloksoort):
    """What someone said, by function or first name; of an ambassadeur only who agreed to be quoted."""

    soort = "citaat"
    label = "Citaat"
    uitleg = "Wat iemand zei, groot gezet, met een functie of voornaam erbij."
    form_class = CitaatForm
    van_de_periode = True

    def woorden(self, inhoud):
        return "\n".join(filter(None, [inhoud.get("tekst"), inhoud.get("wie")]))

    def gather(self, inhouden, lezing):
        wanted = {inhoud["ambassadeur"] for inhoud in inhouden if inhoud["ambassadeur"]}
        found = {one.pk: f"{one.aanduiding}, {one.groep.naam}" for one in _willing().filter(pk__in=wanted)} if wanted else {}  # fmt: skip
        return [self._facts(inhoud, found) for inhoud in inhouden]

    def _facts(self, inhoud, ambassadeurs):
        if not inhoud["ambassadeur"]:
            return {"tekst": inhoud["tekst"], "wie": inhoud["wie"]}
        if inhoud["ambassadeur"] not in ambassadeurs:
            return {
                "ontbreekt": "De ambassadeur van dit citaat vindt niet (meer) goed dat u hem citeert. Haal het citaat weg."
            }
        return {"tekst": inhoud["tekst"], "wie": ambassadeurs[inhoud["ambassadeur"]]}


def _willing():
    return Ambassadeur.objects.exclude(toestemming_citaat_op=None).select_related("groep")
