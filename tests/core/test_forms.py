from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError

from brunssum.core.forms import BedragField, DatumField, MeerkeuzeField
from brunssum.core.models import Gebied


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("5.000", "5000.00"),
        ("5000", "5000.00"),
        ("1.250,50", "1250.50"),
        ("1250,5", "1250.50"),
        ("€ 100", "100.00"),
        ("€\u00a01.000.000,00", "1000000.00"),
        ("100 euro", "100.00"),
        ("eur 12,05", "12.05"),
        ("2.500,-", "2500.00"),
        ("2500,--", "2500.00"),
        (" 1.005 ", "1005.00"),
        ("5 000", "5000.00"),
        ("0", "0.00"),
    ],
)
def test_bedrag_reads_what_people_write(written, amount):
    assert str(BedragField().clean(written)) == amount


@pytest.mark.parametrize(
    "written",
    [
        "vijfduizend",
        "12.50",
        "1.2.3",
        "5.0000",
        "1,234",
        "1.250,505",
        "12,5,0",
        "5 0",
        "1e5",
        "NaN",
        "€",
        "--5",
        "5%",
    ],
)
def test_bedrag_refuses_what_could_mean_something_else(written):
    with pytest.raises(ValidationError, match="Vul een bedrag in euro’s in"):
        BedragField().clean(written)


def test_bedrag_refuses_less_than_nothing_unless_it_may():
    with pytest.raises(ValidationError, match="van 0 euro of meer"):
        BedragField().clean("-5")
    assert BedragField(min_value=None).clean("-5") == Decimal("-5.00")


def test_bedrag_refuses_what_does_not_fit_the_column():
    with pytest.raises(ValidationError, match="te groot"):
        BedragField(max_digits=6).clean("10.000,00")
    with pytest.raises(ValidationError, match="te groot"):
        BedragField().clean("9" * 6000)


def test_bedrag_is_shown_as_it_is_written():
    class Form(forms.Form):
        bedrag = BedragField(initial=Decimal("1250.50"))

    assert 'value="1.250,50"' in str(Form()["bedrag"])
    assert 'value="5.000"' in str(Form(initial={"bedrag": Decimal("5000.00")})["bedrag"])
    assert 'value="vijf"' in str(Form({"bedrag": "vijf"})["bedrag"])


def test_bedrag_of_the_same_amount_is_no_change():
    class Form(forms.Form):
        bedrag = BedragField(initial=Decimal("1250.50"))

    assert not Form({"bedrag": "€ 1.250,50"}).has_changed()
    assert Form({"bedrag": "1.250,51"}).has_changed()


@pytest.mark.parametrize("written", ["2025-04-17", "17-4-2025", "17-04-2025", "17/4/2025", "17.4.2025"])
def test_datum_reads_the_calendar_and_the_keyboard(written):
    assert DatumField().clean(written) == date(2025, 4, 17)


@pytest.mark.parametrize("written", ["31-2-2025", "april", "17-4", "4-17-2025"])
def test_datum_refuses_what_is_no_day(written):
    with pytest.raises(ValidationError, match="dag, maand en jaar"):
        DatumField().clean(written)


@pytest.mark.parametrize("written", ["0025-04-17", "9999-04-17"])
def test_datum_refuses_a_year_that_must_be_a_slip(written):
    with pytest.raises(ValidationError, match="Controleer het jaar"):
        DatumField().clean(written)


def test_datum_fills_the_calendar_of_the_browser():
    class Form(forms.Form):
        dag = DatumField(initial=date(2025, 4, 17))

    html = str(Form()["dag"])

    assert 'type="date"' in html
    assert 'value="2025-04-17"' in html


class VoorbeeldForm(forms.Form):
    naam = forms.CharField(label="Naam", help_text="Zoals hij bekend is")
    fase = forms.ChoiceField(label="Fase", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    wijken = forms.MultipleChoiceField(choices=[("a", "A")], widget=forms.CheckboxSelectMultiple)
    akkoord = forms.BooleanField(label="Akkoord")
    bestand = forms.FileField()
    soort = forms.ChoiceField(choices=[("a", "A")], required=False)
    eigen = forms.CharField(error_messages={"required": "Schrijf hier wat u zag."})
    versie = forms.CharField(widget=forms.HiddenInput)


def test_form_ties_help_and_error_to_the_input():
    html = str(VoorbeeldForm({})["naam"].as_field_group())

    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_naam_helptext"' in html
    assert 'id="id_naam_error"' in html
    assert '<label class="field__label" for="id_naam">' in html


def test_form_groups_choices_under_a_legend():
    html = str(VoorbeeldForm({})["fase"].as_field_group())

    assert '<fieldset class="field field--invalid" aria-describedby="id_fase_error">' in html
    assert "<legend" in html


def test_form_marks_what_is_optional_and_not_what_is_required():
    form = VoorbeeldForm()

    assert "(niet verplicht)" in str(form["soort"].as_field_group())
    assert "(niet verplicht)" not in str(form["naam"].as_field_group())


def test_form_shows_no_placeholders():
    class Form(forms.Form):
        naam = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "Naam"}))

    assert "placeholder" not in str(Form()["naam"])


@pytest.mark.parametrize(
    ("name", "melding"),
    [
        ("naam", "Vul dit in."),
        ("fase", "Kies er een."),
        ("wijken", "Kies er ten minste één."),
        ("akkoord", "Vink dit aan."),
        ("bestand", "Kies een bestand."),
        ("eigen", "Schrijf hier wat u zag."),
    ],
)
def test_an_empty_field_asks_for_what_we_want_to_know(name, melding):
    assert VoorbeeldForm({})[name].meldingen == [melding]


def test_error_summary_links_to_each_input():
    form = VoorbeeldForm({})
    form.add_error(None, "Alleen een lopende inspanning is af te ronden.")

    html = str(form)

    assert "<li>Alleen een lopende inspanning is af te ronden.</li>" in html
    assert '<a href="#id_naam">Naam</a>: Vul dit in.' in html
    assert '<a href="#id_fase_0">Fase</a>: Kies er een.' in html
    assert "<li>Versie: Vul dit in.</li>" in html  # a hidden input cannot be focused


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in str(VoorbeeldForm())


@pytest.mark.django_db
def test_meerkeuze_refuses_a_row_that_cannot_be():
    with pytest.raises(ValidationError, match="99999999999999999999"):
        MeerkeuzeField(Gebied.objects.all()).clean(["9" * 20])
