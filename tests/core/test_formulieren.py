"""What views with a form share."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from brunssum.core.exceptions import Tussentijds
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile


class TekstForm(forms.Form):
    tekst = forms.CharField()
    gelezen = forms.CharField(widget=forms.HiddenInput)


def a_form() -> TekstForm:
    form = TekstForm(QueryDict("tekst=van mij&gelezen=1"))
    assert form.is_valid()
    return form


def test_nothing_ticked_is_sent_as_well(rf):
    assert posted(rf.get("/")) is None
    assert posted(rf.post("/")) == QueryDict()


def test_a_refusal_stands_beside_its_field_or_above_the_form():
    form = a_form()
    show_refusal(form, ValidationError({"tekst": "Te kort.", "bron": "Onbekend.", "__all__": "Niet nu."}))
    assert form.errors["tekst"] == ["Te kort."]
    assert form.non_field_errors() == ["Onbekend.", "Niet nu."]


def test_a_refusal_of_no_field_stands_above_the_form():
    form = a_form()
    show_refusal(form, ValidationError("Niet nu."))
    assert form.non_field_errors() == ["Niet nu."]


def test_who_was_slower_writes_on_what_stands_there_now():
    form = a_form()
    tell_meanwhile(form, Tussentijds("Iemand was u voor."), gelezen=2)
    assert form.non_field_errors() == ["Iemand was u voor."]
    assert (form["tekst"].value(), form["gelezen"].value()) == ("van mij", 2)
