"""Why personal data are used: data that loads again and again, on a page, and named by each casus."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from brunssum.core.models import LogRegel, Verwerkingsactiviteit
from brunssum.core.rollen import Rol
from brunssum.core.stamgegevens import ACTIVITEITEN
from casuistiek.models import Casus
from tests.factories import CasusFactory

GOED = "- {code: een, naam: Een, doel: Iets, grondslag: publieke_taak, eigenaar: Iemand}"


@pytest.fixture
def load(tmp_path):
    """Load a file with these lines."""

    def load(text):
        path = tmp_path / "activiteiten.yaml"
        path.write_text(text, encoding="utf-8")
        call_command("laad_stamgegevens", activiteiten=path, verbosity=0)

    return load


def test_the_file_of_kanarie_loads_twice_without_a_change(db, capsys):
    call_command("laad_stamgegevens")
    assert "Verwerkingsactiviteiten: 4 nieuw" in capsys.readouterr().out
    call_command("laad_stamgegevens")
    assert "Verwerkingsactiviteiten: 0 nieuw, 0 gewijzigd, 4 ongewijzigd" in capsys.readouterr().out


def test_what_a_casus_made_before_the_file_was_loaded_is_filled_in(db):
    casus = CasusFactory()
    assert casus.verwerkingsactiviteit.doel == "Nog niet ingevuld"
    call_command("laad_stamgegevens", verbosity=0)
    casus.verwerkingsactiviteit.refresh_from_db()
    assert "voor wie geen regeling past" in casus.verwerkingsactiviteit.doel
    assert (
        LogRegel.objects.about(casus.verwerkingsactiviteit).get().actie == "verwerkingsactiviteit.gewijzigd"
    )


def test_loading_changes_what_changed_and_deletes_nothing(db, load):
    load(GOED)
    load(
        GOED.replace("Iets", "Iets anders").replace("code: een", "code: twee")
        + "\n"
        + GOED.replace("Iets", "Nieuw")
    )
    assert dict(Verwerkingsactiviteit.objects.values_list("code", "doel")) == {
        "een": "Nieuw",
        "twee": "Iets anders",
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("geen lijst", "geen lijst van verwerkingsactiviteiten"),
        ("- [", "geen geldige YAML"),
        ("- tekst", "bestaat niet uit velden"),
        (GOED.replace("naam:", "name:"), "onbekend kenmerk: name"),
        (GOED.replace("publieke_taak", "zomaar"), "grondslag"),
        (GOED.replace("doel: Iets", "doel: ''"), "doel"),
        (f"{GOED}\n{GOED}", "staat twee keer"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence(db, load, text, sentence):
    with pytest.raises(CommandError, match=sentence):
        load(text)
    assert not Verwerkingsactiviteit.objects.exists()


def test_the_database_refuses_a_casus_without_one(db):
    CasusFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Casus.objects.update(verwerkingsactiviteit=None)


def test_the_page_and_the_casus_tell_what_the_data_are_for(client, gebruiker_met, wijkmanager):
    assert ACTIVITEITEN.exists()
    call_command("laad_stamgegevens", verbosity=0)
    casus = CasusFactory(casusverantwoordelijke=wijkmanager)
    client.force_login(gebruiker_met(Rol.FUNCTIONARIS))
    page = client.get(reverse("core:verwerkingen")).content.decode()
    assert "Taak van algemeen belang (AVG 6.1.e)" in page
    assert "Wmo 2015" in page
    client.force_login(wijkmanager)
    page = client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).content.decode()
    assert "Taak van algemeen belang (AVG 6.1.e): Wmo 2015" in page
