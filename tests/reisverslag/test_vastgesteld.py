"""A reisverslag that is vastgesteld says the same for ever, whatever happens to what it is about."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction
from django.template.loader import render_to_string

from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Hoofdstuk, Reisverslag
from tests.factories import BlokFactory, HoofdstukFactory
from tests.pdf_checks import text_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

EIGEN_WOORDEN = {"tekst", "foto"}
"""The soorten that show what the author wrote or sent, and nothing else."""

JAREN_LATER = NU + timedelta(days=25 * 365)


def pdf_of(pk, user, op):
    verslag = Reisverslag.objects.get(pk=pk)
    return queries.render_pdf(queries.publicatie(verslag, user, op))


EIGEN = {"reisverslag", "hoofdstuk", "blok", "uitgave"}
"""The verslag itself: what may not change. Tried apart, below."""


def change_everything(settings):
    """Every row of every table that is not the verslag's own, in every column that will take another value.

    Generic: a new kind of blok, or a new column, is changed without a line here. What a constraint refuses stays.
    """
    for model in apps.get_models():
        label = model._meta.label_lower
        own = model._meta.app_label == "reisverslag" and model._meta.model_name in EIGEN
        if (
            own
            or not model._meta.managed
            or label.startswith(("contenttypes.", "auth.", "sessions.", "sites."))
        ):
            continue
        for field in model._meta.concrete_fields:
            if field.primary_key or field.generated or (field.is_relation and not field.null):
                continue
            for row in list(model._base_manager.values("pk", field.attname)):
                for value in anders(field, row[field.attname], row["pk"]):
                    try:
                        with transaction.atomic():
                            model._base_manager.filter(pk=row["pk"]).update(**{field.attname: value})
                    except (IntegrityError, DataError):
                        continue
                    break
    settings.GEMEENTE_NAAM = "Gemeente Anders"
    settings.PROGRAMMA_NAAM = "Programma Anders"


def anders(field, value, pk):
    """Other values for a column, the most different first."""
    if field.is_relation:
        return [None]
    if field.choices:
        return [key for key, _ in field.flatchoices if key != value]
    if isinstance(field, models.BooleanField):
        return [not value]
    if isinstance(field, models.JSONField):
        return [json_anders(value)]
    if isinstance(field, models.DateTimeField):
        return [(value or NU) + timedelta(days=400), (value or NU) - timedelta(days=400)]
    if isinstance(field, models.DateField):
        return [(value or NU.date()) + timedelta(days=400), (value or NU.date()) - timedelta(days=400)]
    if isinstance(field, models.DecimalField | models.IntegerField | models.FloatField):
        return [99, (value or 0) + 1, max(0, (value or 0) - 1), 0]
    if isinstance(field, models.CharField | models.TextField):
        return [f"Anders {pk}"[: field.max_length or None], f"x{pk}"[: field.max_length or None], ""]
    return []


def json_anders(value):
    """The same shape, with other words and numbers."""
    if isinstance(value, dict):
        return {key: json_anders(one) for key, one in value.items()}
    if isinstance(value, list):
        return [json_anders(one) for one in value]
    if isinstance(value, str):
        return f"Anders {value}"
    return value + 1 if isinstance(value, int | float) and not isinstance(value, bool) else value


@pytest.fixture
def heel_verslag(verslag, programmamanager, alle_inhouden):
    """A concept with a blok of every soort that is registered, in a hoofdstuk each."""
    assert set(alle_inhouden) == set(SOORTEN), "give the new soort an inhoud in conftest.py"
    for soort, inhoud in alle_inhouden.items():
        hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=programmamanager, titel=f"Over {soort}")
        services.add_blok(hoofdstuk.pk, actor=programmamanager, soort=soort, inhoud=inhoud)
    return verslag


def feiten_per_soort(verslag, user):
    publicatie = queries.publicatie(Reisverslag.objects.get(pk=verslag.pk), user, JAREN_LATER)
    return {blok.soort: blok.feiten for hoofdstuk in publicatie.hoofdstukken for blok in hoofdstuk.blokken}


def test_vastgesteld_verslag_of_every_soort_is_the_same_file_for_ever(
    heel_verslag, programmamanager, settings
):
    services.vaststellen(heel_verslag.pk, actor=programmamanager, op=NU)
    before = pdf_of(heel_verslag.pk, programmamanager, NU)
    for words in ("Drie groepen denken mee.", "6,8", "Een dak boven een scootmobiel"):
        assert words in text_of(before)

    change_everything(settings)

    after = pdf_of(heel_verslag.pk, programmamanager, JAREN_LATER)
    assert text_of(after) == text_of(before)
    assert after == before


def test_concept_of_every_soort_follows_what_it_is_about(heel_verslag, programmamanager, settings):
    """The other side: that change_everything reaches what each soort reads. A text is its author's own."""
    before = feiten_per_soort(heel_verslag, programmamanager)

    change_everything(settings)

    after = feiten_per_soort(heel_verslag, programmamanager)
    assert {soort for soort in SOORTEN if before[soort] == after[soort]} <= EIGEN_WOORDEN


@pytest.mark.parametrize("soort", SOORTEN)
def test_vastgestelde_feiten_are_all_that_is_shown(
    soort, heel_verslag, programmamanager, django_assert_num_queries
):
    """Showing frozen facts asks the database nothing."""
    services.vaststellen(heel_verslag.pk, actor=programmamanager, op=NU)
    feiten = feiten_per_soort(heel_verslag, programmamanager)[soort]

    with django_assert_num_queries(0):
        render_to_string(SOORTEN[soort].template, {"beeld": SOORTEN[soort].present(feiten)})


# By another route than a service


ROUTES = {
    "words of a blok": lambda verslag: blokken(verslag).update(inhoud={"tekst": "Anders"}),
    "facts of a blok": lambda verslag: blokken(verslag).update(feiten={"tekst": "Anders"}),
    "facts of a blok, gone": lambda verslag: blokken(verslag).update(feiten=None, feiten_op=None),
    "kind of a blok": lambda verslag: blokken(verslag).update(soort="tekst"),
    "a blok put back": lambda verslag: Blok.objects.filter(verwijderd_op__isnull=False).update(
        verwijderd_op=None
    ),
    "a blok taken out": lambda verslag: blokken(verslag).update(verwijderd_op=NU),
    "a blok deleted": lambda verslag: blokken(verslag)._raw_delete("default"),
    "a blok moved away": lambda verslag: blokken(verslag).update(hoofdstuk=HoofdstukFactory()),
    "a blok moved in": lambda verslag: Blok.objects.filter(pk=BlokFactory().pk).update(
        hoofdstuk=verslag.hoofdstukken.first()
    ),
    "a blok added": lambda verslag: Blok.objects.create(
        hoofdstuk=verslag.hoofdstukken.first(), soort="tekst", inhoud={"tekst": "Erbij."}
    ),
    "title of a hoofdstuk": lambda verslag: verslag.hoofdstukken.update(titel="Anders"),
    "order of hoofdstukken": lambda verslag: verslag.hoofdstukken.update(volgorde=0),
    "a hoofdstuk added": lambda verslag: Hoofdstuk.objects.create(reisverslag=verslag, titel="Erbij"),
    "a hoofdstuk deleted": lambda verslag: verslag.hoofdstukken.all()._raw_delete("default"),
    "title": lambda verslag: rij(verslag).update(titel="Anders"),
    "period": lambda verslag: rij(verslag).update(periode_tot=NU.date() + timedelta(days=9)),
    "publiek": lambda verslag: rij(verslag).update(publiek="raad"),
    "names": lambda verslag: rij(verslag).update(colofon={"auteur": "Anders"}),
    "day": lambda verslag: rij(verslag).update(vastgesteld_op=NU + timedelta(days=1)),
    "back to concept": lambda verslag: rij(verslag).update(
        stap="concept", vastgesteld_op=None, vastgesteld_door=None
    ),
    "the verslag deleted": lambda verslag: rij(verslag)._raw_delete("default"),
}


def blokken(verslag):
    return Blok.objects.filter(hoofdstuk__in=list(verslag.hoofdstukken.all()))


def rij(verslag):
    return Reisverslag.objects.filter(pk=verslag.pk)


@pytest.mark.parametrize("route", ROUTES)
def test_the_database_refuses_to_change_what_is_vastgesteld(route, verslag, programmamanager):
    weg = Blok.objects.filter(hoofdstuk__reisverslag=verslag).last()
    services.remove_blok(weg.pk, actor=programmamanager, op=NU)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)

    with pytest.raises(IntegrityError, match="vastgesteld never changes"), transaction.atomic():
        ROUTES[route](verslag)


def test_the_database_leaves_a_concept_free(verslag):
    for route in ("words of a blok", "title", "title of a hoofdstuk", "a blok added", "a hoofdstuk added"):
        ROUTES[route](verslag)


def test_vastgesteld_verslag_reads_nothing_but_itself(verslag, programmamanager, django_assert_num_queries):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    verslag = Reisverslag.objects.select_related("auteur").get(pk=verslag.pk)

    with django_assert_num_queries(2):  # its hoofdstukken, its blokken
        queries.publicatie(verslag, programmamanager, JAREN_LATER)
