"""Every free text about a casus is looked through, also in a form that is made tomorrow."""

import inspect
import pkgutil
from importlib import import_module

import pytest
from django import forms as django_forms

from brunssum.core.forms import VrijeTekstForm
from casuistiek import forms
from casuistiek.forms.bewoner import BewonerTekstForm
from casuistiek.forms.casus import MeldingForm, NotitieForm, VerhaalForm
from casuistiek.models import Betrokkene
from casuistiek.stappen import Stap

NO_FREE_TEXT = {
    "BetrokkeneForm": "here names and contact data belong",
    "ToekenningForm": "about money of a year, not about a casus",
    "BewaartermijnForm": "a rule for all casussen",
    "InzagelogFilterForm": "words to look for, kept nowhere",
    "OverlegForm": "where an overleg is held",
}
"""Forms whose words need no warning, with the reason."""
NOT_OF_ONE_CASUS = {
    "VerhaalForm": "looks for more than a casus does: see its own tests",
    "LangerBewarenForm": "written by who agrees to a list and may not see the names: a comparison would tell them",
    "OordeelForm": "the functionaris may not see the names: a comparison would tell them",
    "VerslagForm": "of an overleg about several casussen",
    "KnelpuntForm": "refuses contact data outright, and the names of the casus it is made from",
    "SplitsForm": "refuses contact data outright",
    "LeerpuntBijKnelpuntForm": "refuses contact data outright",
}
"""Forms that look for contact data and addresses, not for the names of one betrokkene, with the reason."""
NAMES = {"instantie", "financiering", "zoek", "q", "naam", "contact", "kenmerk"}
"""Fields that hold a name or contact data and are kept as such, a code, or words to look for: not a text about someone."""

WARNED = "In “Nieuwe notitie” lijkt een naam van de betrokkene te staan."


def form_classes():
    modules = [import_module(f"casuistiek.forms.{one.name}") for one in pkgutil.iter_modules(forms.__path__)]
    return [
        one
        for module in modules
        for _, one in inspect.getmembers(module, inspect.isclass)
        if one.__module__ == module.__name__ and issubclass(one, django_forms.BaseForm)
    ]


@pytest.mark.parametrize("form", form_classes(), ids=lambda form: form.__name__)
def test_every_free_text_is_looked_through(form):
    if form.__name__ in NO_FREE_TEXT:
        return
    free = {
        name
        for name, field in form.base_fields.items()
        if type(field) is django_forms.CharField and not field.widget.is_hidden and name not in NAMES
    }
    if free:
        assert issubclass(form, VrijeTekstForm), "make it a CasusTekstForm, or say in NO_FREE_TEXT why not"
        assert free == set(form.teksten) - NAMES
    if issubclass(form, VrijeTekstForm) and form.__name__ not in NOT_OF_ONE_CASUS:
        assert issubclass(form, BewonerTekstForm)


def test_the_forms_that_are_excused_exist():
    names = {form.__name__ for form in form_classes()}
    assert {*NO_FREE_TEXT, *NOT_OF_ONE_CASUS} <= names


@pytest.fixture
def casus(casus_op):
    casus = casus_op(Stap.TER_PLEKKE)
    Betrokkene.objects.create(casus=casus, naam="Saar Kwartelkuiken")
    return casus


def notitie(casus, tekst, **more):
    return NotitieForm({"tekst": tekst, **more}, casus=casus)


@pytest.mark.parametrize("tekst", ["Saar belde.", "saar kwartelkuiken belde", "bij Kwartelkuiken thuis"])
def test_a_name_of_the_betrokkene_is_warned_about_without_telling_which(casus, tekst):
    form = notitie(casus, tekst)
    assert not form.is_valid()
    assert form.waarschuwingen == [WARNED]


def test_another_name_is_not_warned_about(casus):
    assert notitie(casus, "Overlegd met Koen van de Wmo.").is_valid()


def test_the_name_of_another_casus_is_not_warned_about(casus, casus_op):
    assert notitie(casus_op(Stap.GESIGNALEERD), "Saar belde.").is_valid()


def test_an_address_is_warned_about_and_a_second_press_stores_it(casus):
    form = notitie(casus, "Ik was op de Zonnedauwstraat 12.")
    assert not form.is_valid()
    assert form.waarschuwingen == ["In “Nieuwe notitie” lijkt een adres te staan."]
    assert notitie(casus, "Ik was op de Zonnedauwstraat 12.", gezien=form.data["gezien"]).is_valid()


def test_with_another_key_nothing_is_compared_and_work_goes_on(casus, settings):
    settings.BETROKKENE_KEYS = ["een heel andere sleutel"]
    assert notitie(casus, "Saar belde.").is_valid()


def test_a_melding_that_is_not_kept_yet_has_no_names_to_compare_with(wijkmanager):
    form = MeldingForm({"wat_gaat_mis": "Saar belde."}, user=wijkmanager, casus=None, is_concept=True)
    assert form.is_valid()


def test_a_story_is_warned_about_what_may_be_a_name_and_refused_what_is_sure(wijk):
    form = VerhaalForm({"titel": "Een dak", "tekst": "Toen kwam mevrouw Kwartel, bel 0612345678."})
    assert not form.is_valid()
    assert form.waarschuwingen == ["In “Verhaal” lijkt een naam te staan."]
