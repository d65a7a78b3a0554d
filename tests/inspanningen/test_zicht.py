"""Who sees which fields: on the page, in the list, in a search, in versions, in a PDF. Hidden is nowhere."""

import io

import pypdf
import pytest
from django.urls import reverse

from brunssum.core.models import ApiClient
from brunssum.core.rollen import Rol, Zicht
from inspanningen import queries, services
from inspanningen.models import Inspanning
from inspanningen.velden import VELDEN, visible_velden
from tests.factories import GebiedFactory, InspanningFactory, OrganisatieFactory

pytestmark = pytest.mark.django_db

LEZERS = {
    Rol.AMBASSADEUR: Zicht.PARTNERS,
    Rol.PARTNER: Zicht.PARTNERS,
    Rol.WIJKMANAGER: Zicht.INTERN,
    Rol.BATENEIGENAAR: Zicht.INTERN,
    Rol.BESTUUR: Zicht.INTERN,
}
NIET_LEZERS = [Rol.RAADSLID, Rol.FUNCTIONARIS, Rol.BEHEERDER]


def woord(key: str) -> str:
    """A word that stands in one field only."""
    return f"woordvan{key}"


@pytest.fixture
def leider(gebruiker_met):
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Geheime Leider")


@pytest.fixture
def kaart(programmamanager, leider):
    """A kaart with another word in each field."""
    return services.add_inspanning(
        actor=programmamanager,
        nummer="2",
        naam="Werken met ambassadeurs",
        fase="uitvoering",
        projectleider=leider,
        gebieden=[GebiedFactory(naam="Noord")],
        partners=[(OrganisatieFactory(naam="De Corporatie"), "bouwt")],
        **{veld.kolom: f"Hier staat {woord(veld.key)}." for veld in VELDEN},
    )


def seen_in(text: str) -> set[str]:
    return {veld.key for veld in VELDEN if woord(veld.key) in text}


def may_see(zicht: Zicht) -> set[str]:
    return {veld.key for veld in visible_velden(zicht)}


@pytest.mark.parametrize(("rol", "zicht"), LEZERS.items())
def test_detail_shows_exactly_the_fields_of_this_rol(client, gebruiker_met, kaart, rol, zicht):
    client.force_login(gebruiker_met(rol))

    page = client.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()

    assert seen_in(page) == may_see(zicht)
    assert ("Geheime Leider" in page) == (zicht == Zicht.INTERN)
    assert "De Corporatie" in page


@pytest.mark.parametrize(("rol", "zicht"), LEZERS.items())
def test_list_shows_the_projectleider_only_inside(client, gebruiker_met, kaart, rol, zicht):
    client.force_login(gebruiker_met(rol))

    page = client.get(reverse("inspanningen:list")).content.decode()

    assert "Werken met ambassadeurs" in page
    assert ("Geheime Leider" in page) == (zicht == Zicht.INTERN)
    assert ("Projectleider" in page) == (zicht == Zicht.INTERN)


@pytest.mark.parametrize(("rol", "zicht"), LEZERS.items())
@pytest.mark.parametrize("veld", VELDEN, ids=lambda veld: veld.key)
def test_list_search_never_finds_by_hidden_text(client, gebruiker_met, kaart, rol, zicht, veld):
    client.force_login(gebruiker_met(rol))

    page = client.get(reverse("inspanningen:list"), {"q": woord(veld.key)}).content.decode()

    assert ("Werken met ambassadeurs" in page) == (veld.zicht <= zicht)


def test_list_does_not_sort_or_filter_by_projectleider_for_who_may_not_see_persons(
    client, gebruiker_met, kaart, leider
):
    InspanningFactory(nummer="1", naam="Zonder leider")
    client.force_login(gebruiker_met(Rol.AMBASSADEUR))
    url = reverse("inspanningen:list")

    filtered = client.get(url, {"projectleider": leider.pk})
    ordered = client.get(url, {"sorteer": "projectleider"})

    assert [regel[0] for regel in filtered.context["regels"]] == ["1", "2"]
    assert [regel[0] for regel in ordered.context["regels"]] == ["1", "2"]


@pytest.mark.parametrize(("rol", "zicht"), LEZERS.items())
@pytest.mark.parametrize("name", ["versions", "version_diff"])
def test_versions_are_for_inside_only(client, gebruiker_met, kaart, rol, zicht, name):
    client.force_login(gebruiker_met(rol))
    args = [kaart.pk] if name == "versions" else [kaart.pk, 1]

    answer = client.get(reverse(f"inspanningen:{name}", args=args))

    assert answer.status_code == (200 if zicht == Zicht.INTERN else 403)


@pytest.mark.parametrize(("rol", "zicht"), LEZERS.items())
def test_volledigheid_is_for_inside_only(client, gebruiker_met, kaart, rol, zicht):
    client.force_login(gebruiker_met(rol))

    page = client.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()

    assert ("19 van 19" in page) == (zicht == Zicht.INTERN)


@pytest.mark.parametrize("rol", NIET_LEZERS)
def test_who_may_not_see_inspanningen_gets_no_list_and_knows_of_no_kaart(client, gebruiker_met, kaart, rol):
    client.force_login(gebruiker_met(rol))

    assert client.get(reverse("inspanningen:list")).status_code == 403
    for name in ("detail", "versions", "change_fase"):
        assert client.get(reverse(f"inspanningen:{name}", args=[kaart.pk])).status_code == 404


@pytest.mark.parametrize(("rol", "zicht"), [(Rol.AMBASSADEUR, Zicht.PARTNERS), (Rol.BESTUUR, Zicht.INTERN)])
def test_pdf_holds_exactly_the_fields_of_who_asked(
    client, gebruiker_met, kaart, rol, zicht, django_capture_on_commit_callbacks
):
    client.force_login(gebruiker_met(rol))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("inspanningen:pdf", args=[kaart.pk]))
    url = client.get(answer.url).context["taak"].resultaat["url"]

    raw = b"".join(client.get(url).streaming_content)

    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(raw)).pages)
    words = "".join(text.split())  # a long word may be broken at the end of a line
    assert {
        veld.key for veld in VELDEN if woord(veld.key) in words.replace("-", "").replace("\xad", "")
    } == may_see(zicht)
    assert ("GeheimeLeider" in words) == (zicht == Zicht.INTERN)


def test_kaart_of_an_api_client_holds_no_inside_field(kaart):
    client = ApiClient()

    found = Inspanning.objects.visible_to(client).for_kaart().get()
    seen = queries.kaart(found, client.zicht)

    assert {veld.key for sectie in seen.secties for veld in sectie.velden} == may_see(Zicht.PARTNERS)
    assert seen.projectleider == ""


def test_kaart_for_the_public_holds_only_what_is_openbaar(kaart):
    (seen,) = queries.kaarten([kaart.pk], Zicht.OPENBAAR)

    assert {veld.key for sectie in seen.secties for veld in sectie.velden} == may_see(Zicht.OPENBAAR)
    assert (seen.projectleider, seen.partners[0].naam) == ("", "De Corporatie")


def test_edit_form_offers_no_field_that_its_reader_may_not_see(client, gebruiker_met, kaart, monkeypatch):
    """No rol edits without seeing all today; were there one, its form would hold no hidden field."""
    editor = gebruiker_met(Rol.PROGRAMMATEAM)
    monkeypatch.setattr(type(editor), "zicht", property(lambda self: Zicht.PARTNERS))
    client.force_login(editor)

    page = client.get(reverse("inspanningen:edit", args=[kaart.pk, "middelen"])).content.decode()

    assert seen_in(page) == {"randvoorwaarden"}
