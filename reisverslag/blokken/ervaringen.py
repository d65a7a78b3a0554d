from django import forms

from monitor.models import Verhaal
from reisverslag.blokken.soort import BlokForm, Bloksoort


class ErvaringenForm(BlokForm):
    verhalen = forms.MultipleChoiceField(
        label="Verhalen",
        widget=forms.CheckboxSelectMultiple,
        help_text="Verhalen die met toestemming zijn gepubliceerd, het nieuwste bovenaan. Ze komen zonder naam en zonder foto in het verslag.",
        error_messages={
            "required": "Kies minstens één verhaal.",
            "invalid_choice": "Een van deze verhalen is niet meer gepubliceerd. Kies opnieuw.",
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = _readable(self.lezing).for_list()
        self.fields["verhalen"].choices = [
            (str(one.pk), f"{one.titel} ({one.get_teller_display().lower()}, {one.plaats})") for one in rows
        ]

    @property
    def inhoud(self):
        return {"verhalen": [int(pk) for pk in self.cleaned_data["verhalen"]]}


class ErvaringenBlok(Bloksoort):
    """What people told, and let us publish."""

    soort = "ervaringen"
    label = "Verhalen van mensen"
    uitleg = "Wat inwoners en anderen vertelden, en met hun toestemming is gepubliceerd."
    form_class = ErvaringenForm
    lijst = "verhalen"

    def noemt(self, inhoud):
        return {Verhaal._meta.label_lower: set(inhoud["verhalen"])}

    def gather(self, inhouden, lezing):
        wanted = {pk for inhoud in inhouden for pk in inhoud["verhalen"]}
        found = {
            one.pk: {
                "titel": one.titel,
                "tekst": one.tekst,
                "teller": one.get_teller_display(),
                "plaats": one.plaats,
                "onderwerp": one.onderwerp.naam,
            }
            for one in _readable(lezing).filter(pk__in=wanted).for_list()
        }
        return [self._facts(inhoud["verhalen"], found) for inhoud in inhouden]

    def _facts(self, wanted, found):
        if not set(wanted) <= set(found):
            return {
                "ontbreekt": "Een van de gekozen verhalen is niet meer gepubliceerd. Kies opnieuw, of haal dit blok weg."
            }
        return {"verhalen": [found[pk] for pk in wanted]}


def _readable(lezing):
    return Verhaal.objects.visible_to(lezing.user).published()
