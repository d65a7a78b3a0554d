from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Gebied, Taak
from brunssum.core.rollen import Rol
from inspanningen import services
from inspanningen.models import Bijdrage, Inspanning
from inspanningen.velden import VELDEN
from tests.factories import (
    DoelstellingFactory,
    GebiedFactory,
    InspanningFactory,
    LeidendPrincipeFactory,
    OrganisatieFactory,
)
from tests.pdf_checks import assert_publishable

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
LIST = "/inspanningen/"


@pytest.fixture
def kaart(programmamanager):
    return services.add_inspanning(
        actor=programmamanager,
        nummer="2",
        naam="Werken met ambassadeurs",
        fase="uitvoering",
        aanleiding_tekst="Het begin.",
    )


@pytest.fixture
def ingelogd(client, programmamanager):
    client.force_login(programmamanager)
    return client


def queries_of(action) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        action()
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def edit_url(kaart, sectie="waarom") -> str:
    return reverse("inspanningen:edit", args=[kaart.pk, sectie])


def form_data(client, kaart, sectie, **changes) -> dict:
    """What a browser would post from the form of this sectie, with some fields filled in otherwise."""
    form = client.get(edit_url(kaart, sectie)).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if field.name == "partners":
            for n, (organisatie, rol) in enumerate(value or []):
                data |= {f"partners-{n}-organisatie": organisatie, f"partners-{n}-rol": rol}
        elif value is not None:
            data[field.name] = value
    return data | changes


# ------------------------------------------------------------------------------------------------------ lijst


def numbers(answer) -> list[str]:
    return [regel[0] for regel in answer.context["regels"]]


def test_list_shows_a_page_of_25_and_the_way_to_the_next(ingelogd):
    InspanningFactory.create_batch(30)

    answer = ingelogd.get(LIST)

    assert len(numbers(answer)) == 25
    assert "30 inspanningen" in answer.content.decode()
    assert "pagina=2" in answer.content.decode()
    assert len(numbers(ingelogd.get(LIST, {"pagina": "2"}))) == 5


@pytest.mark.parametrize("count", [1, 60])
def test_list_takes_at_most_ten_queries_however_many_rows(ingelogd, projectleider, count):
    gebieden, doel = GebiedFactory.create_batch(3), DoelstellingFactory()
    for kaart in InspanningFactory.create_batch(count, projectleider=projectleider):
        kaart.gebieden.set(gebieden)
        Bijdrage.objects.create(inspanning=kaart, doelstelling=doel)

    assert queries_of(lambda: ingelogd.get(LIST)) <= 10
    assert queries_of(lambda: ingelogd.get(LIST, {"q": "insp", "gebied": gebieden[0].pk})) <= 10
    assert queries_of(lambda: ingelogd.get(LIST, headers=HTMX)) <= 6


def test_list_gives_htmx_only_the_rows(ingelogd, kaart):
    answer = ingelogd.get(LIST, headers=HTMX)

    assert "<html" not in answer.content.decode()
    assert "Werken met ambassadeurs" in answer.content.decode()
    assert "HX-Request" in answer["Vary"]


def test_list_filters_on_everything_at_once(ingelogd, projectleider):
    gebied, doel, principe = GebiedFactory(), DoelstellingFactory(), LeidendPrincipeFactory()
    wanted = InspanningFactory(
        nummer="1", fase="idee", projectleider=projectleider, scope_tekst="Bij de bakker"
    )
    wanted.gebieden.add(gebied)
    wanted.principes.add(principe)
    Bijdrage.objects.create(inspanning=wanted, doelstelling=doel)
    partner = OrganisatieFactory()
    wanted.partners.add(partner)
    InspanningFactory(nummer="2")
    filters = {
        "q": "bakker",
        "fase": "idee",
        "gebied": gebied.pk,
        "principe": principe.pk,
        "doelstelling": doel.pk,
        "partner": partner.pk,
        "projectleider": projectleider.pk,
    }

    assert numbers(ingelogd.get(LIST)) == ["1", "2"]
    for naam, waarde in filters.items():
        assert numbers(ingelogd.get(LIST, {naam: waarde})) == ["1"], naam
        assert numbers(ingelogd.get(LIST, {naam: waarde}, headers=HTMX)) == ["1"], naam
    assert numbers(ingelogd.get(LIST, filters)) == ["1"]
    assert numbers(ingelogd.get(LIST, filters | {"fase": "gestopt"})) == []


def test_list_of_a_wijk_counts_its_buurten(ingelogd):
    wijk, elders = GebiedFactory(), GebiedFactory()
    buurt = GebiedFactory(soort=Gebied.Soort.BUURT, ouder=wijk)
    for nummer, gebied in (("1", wijk), ("2", buurt), ("3", elders)):
        InspanningFactory(nummer=nummer).gebieden.add(gebied)

    assert numbers(ingelogd.get(LIST, {"gebied": wijk.pk})) == ["1", "2"]


def test_list_search_wants_every_word_somewhere_and_knows_numbers(ingelogd):
    InspanningFactory(nummer="2B", naam="Inwoners", aanpak_tekst="Koffie aan de deur")
    InspanningFactory(nummer="3", naam="Koffie", aanpak_tekst="")

    assert numbers(ingelogd.get(LIST, {"q": "KOFFIE deur"})) == ["2B"]
    assert numbers(ingelogd.get(LIST, {"q": "2b"})) == ["2B"]
    assert numbers(ingelogd.get(LIST, {"q": "100%"})) == []


def test_list_sorts_both_ways_and_keeps_the_filter(ingelogd):
    now = timezone.now()
    for n, naam in enumerate(("appel", "Banaan", "citroen")):
        InspanningFactory(nummer=str(9 - n), naam=naam, gewijzigd_op=now - timedelta(days=n))

    assert numbers(ingelogd.get(LIST)) == ["7", "8", "9"]
    assert numbers(ingelogd.get(LIST, {"sorteer": "naam"})) == ["9", "8", "7"]
    assert numbers(ingelogd.get(LIST, {"sorteer": "-naam"})) == ["7", "8", "9"]
    assert numbers(ingelogd.get(LIST, {"sorteer": "-gewijzigd"})) == ["9", "8", "7"]
    page = ingelogd.get(LIST, {"sorteer": "naam", "fase": "uitvoering"}).content.decode()
    assert 'aria-sort="ascending"' in page
    assert "?sorteer=-naam&amp;fase=uitvoering" in page


@pytest.mark.parametrize(
    "nonsense",
    [
        {"q": "\x00"},
        {"q": "x" * 5000},
        {"fase": "'; drop table"},
        {"gebied": "9" * 40},
        {"gebied": "-1"},
        {"gebied": "٣"},
        {"doelstelling": "1.5"},
        {"sorteer": "wachtwoord"},
        {"sorteer": "--naam"},
        {"pagina": "0"},
        {"pagina": "laatste"},
    ],
)
def test_list_takes_no_harm_of_nonsense(ingelogd, nonsense):
    InspanningFactory()

    assert ingelogd.get(LIST, nonsense).status_code == 200
    assert ingelogd.get(LIST, nonsense, headers=HTMX).status_code == 200


def test_list_says_what_to_do_when_there_is_nothing(client, programmamanager, wijkmanager):
    client.force_login(wijkmanager)
    assert "Het programmateam voegt ze toe" in client.get(LIST).content.decode()

    client.force_login(programmamanager)
    assert "Projectformulieren importeren" in client.get(LIST).content.decode()
    assert "Toon alle inspanningen" in client.get(LIST, {"q": "niets"}).content.decode()


def test_list_offers_adding_only_to_who_may(client, programmamanager, projectleider):
    add = reverse("inspanningen:add")
    client.force_login(projectleider)
    assert add not in client.get(LIST).content.decode()

    client.force_login(programmamanager)
    assert add in client.get(LIST).content.decode()


# ------------------------------------------------------------------------------------------------------ kaart


def test_detail_takes_at_most_twelve_queries_however_much_is_on_it(ingelogd, programmamanager, kaart):
    for n in range(20):
        InspanningFactory(nummer=f"2{'ABCDEFGHIJKLMNOPQRST'[n]}", ouder=kaart)
    services.edit_inspanning(
        kaart.pk,
        actor=programmamanager,
        basisversie=1,
        velden={
            "gebieden": GebiedFactory.create_batch(9),
            "principes": LeidendPrincipeFactory.create_batch(9),
            "doelstellingen": DoelstellingFactory.create_batch(9),
            "partners": OrganisatieFactory.create_batch(9),
        },
    )

    assert queries_of(lambda: ingelogd.get(reverse("inspanningen:detail", args=[kaart.pk]))) <= 12


def test_detail_draws_paragraphs_and_lists_and_escapes_what_was_typed(ingelogd, programmamanager, kaart):
    services.edit_inspanning(
        kaart.pk,
        actor=programmamanager,
        basisversie=1,
        velden={"aanpak_tekst": "Eerst <b>dit</b>:\n- een & twee\n- drie"},
    )

    page = ingelogd.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()

    assert "<p>Eerst &lt;b&gt;dit&lt;/b&gt;:</p><ul><li>een &amp; twee</li><li>drie</li></ul>" in page


def test_detail_names_what_is_missing_with_a_link_to_fill_it_in(ingelogd, kaart):
    page = ingelogd.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()

    assert "<strong>1 van 19</strong>" in page
    assert f"{edit_url(kaart, 'hoe')}#id_planning_tekst" in page
    assert f"{edit_url(kaart, 'waarom')}#id_aanleiding_tekst" not in page


def test_detail_links_to_ouder_and_onderdelen(ingelogd, kaart):
    deel = InspanningFactory(nummer="2A", naam="Inwoners", ouder=kaart)

    above = ingelogd.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()
    below = ingelogd.get(reverse("inspanningen:detail", args=[deel.pk])).content.decode()

    assert f'<a href="/inspanningen/{deel.pk}/">2A Inwoners</a>' in above
    assert f'<a href="/inspanningen/{kaart.pk}/">2 Werken met ambassadeurs</a>' in below


def test_detail_says_why_a_projectleider_may_not_edit_the_kaart_of_another(client, projectleider, kaart):
    client.force_login(projectleider)

    page = client.get(reverse("inspanningen:detail", args=[kaart.pk])).content.decode()

    assert "Alleen de projectleider van deze inspanning" in page
    assert edit_url(kaart) not in page


@pytest.mark.parametrize("name", ["detail", "versions", "change_fase"])
def test_pages_of_a_kaart_that_is_not_there_are_not_found(ingelogd, name):
    assert ingelogd.get(reverse(f"inspanningen:{name}", args=[10**17])).status_code == 404


# --------------------------------------------------------------------------------------------------- bewerken


def test_edit_is_a_page_of_its_own_without_javascript(ingelogd, kaart):
    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst="Een nieuw begin.", toelichting="Overleg")

    answer = ingelogd.post(edit_url(kaart), data)

    assert answer.status_code == 302
    assert answer.url == f"/inspanningen/{kaart.pk}/#sectie-waarom"
    kaart.refresh_from_db()
    assert kaart.aanleiding_tekst == "Een nieuw begin."
    assert kaart.versies.get(nummer=2).toelichting == "Overleg"


def test_edit_swaps_the_sectie_for_its_form_and_back(ingelogd, kaart):
    form = ingelogd.get(edit_url(kaart), headers=HTMX)
    assert "<html" not in form.content.decode()
    assert '<section class="section stack" id="sectie-waarom"' in form.content.decode()

    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst="Een nieuw begin.", context_tekst="Druk.")
    saved = ingelogd.post(edit_url(kaart), data, headers=HTMX).content.decode()

    assert saved.strip().startswith('<section class="section stack" id="sectie-waarom"')
    assert "Een nieuw begin." in saved
    assert 'id="volledigheid"' in saved
    assert "<strong>2 van 19</strong>" in saved


def test_edit_of_the_name_draws_the_whole_page_again(ingelogd, kaart):
    data = form_data(ingelogd, kaart, "basis", naam="Ambassadeurs", nummer="12c")

    answer = ingelogd.post(edit_url(kaart, "basis"), data, headers=HTMX)

    assert answer["HX-Refresh"] == "true"
    kaart.refresh_from_db()
    assert str(kaart) == "12C Ambassadeurs"


def test_edit_shows_a_refusal_beside_its_field_and_keeps_what_was_typed(ingelogd, kaart):
    InspanningFactory(nummer="7")
    data = form_data(ingelogd, kaart, "basis", nummer="7", naam="Een andere naam")

    answer = ingelogd.post(edit_url(kaart, "basis"), data)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "nummer": ["Er is al een inspanning met dit nummer. Kies een ander nummer."]
    }
    assert "Een andere naam" in answer.content.decode()


def test_edit_refuses_a_text_that_is_too_long_and_keeps_it(ingelogd, kaart):
    lang = "woord " * 4000
    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst=lang)

    answer = ingelogd.post(edit_url(kaart), data, headers=HTMX)

    assert answer.status_code == 422
    assert "te lang: 23999 tekens" in answer.content.decode()
    assert lang.strip() in answer.content.decode()


def test_edit_refuses_a_nul_in_a_text(ingelogd, kaart):
    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst="nul\x00teken")

    assert ingelogd.post(edit_url(kaart), data).status_code == 422


@pytest.mark.parametrize("basisversie", ["", "x", "-1", "99", "9" * 30])
def test_edit_keeps_what_was_typed_when_the_version_makes_no_sense(ingelogd, kaart, basisversie):
    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst="Met moeite getypt", basisversie=basisversie)

    answer = ingelogd.post(edit_url(kaart), data)

    assert answer.status_code == 422
    assert "Met moeite getypt" in answer.content.decode()


@pytest.mark.parametrize("sectie", ["basis", "wie", "waarom", "wat", "hoe", "middelen"])
def test_edit_without_a_change_changes_nothing(ingelogd, programmamanager, projectleider, kaart, sectie):
    """The form of each sectie gives back exactly what it was given."""
    services.edit_inspanning(
        kaart.pk,
        actor=programmamanager,
        basisversie=1,
        velden={
            "projectleider": projectleider,
            "gebieden": [
                GebiedFactory(),
                GebiedFactory(soort=Gebied.Soort.BUURT),
                GebiedFactory(soort="land"),
            ],
            "principes": [LeidendPrincipeFactory()],
            "doelstellingen": [DoelstellingFactory()],
            "partners": [(OrganisatieFactory(), "bouwt"), (OrganisatieFactory(), "")],
            "risicos_tekst": "- een\n- twee\n\nDrie.",
        },
    )
    before = Inspanning.objects.filter(pk=kaart.pk).values().get()

    answer = ingelogd.post(edit_url(kaart, sectie), form_data(ingelogd, kaart, sectie))

    assert answer.status_code == 302, answer.context["form"].errors
    assert Inspanning.objects.filter(pk=kaart.pk).values().get() == before


def test_edit_takes_at_most_twenty_queries_for_a_save(ingelogd, programmamanager, projectleider, kaart):
    een, twee = DoelstellingFactory(), DoelstellingFactory()
    principe, organisatie, gebied = LeidendPrincipeFactory(), OrganisatieFactory(), GebiedFactory()
    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"doelstellingen": [een], "principes": []}
    )
    changes = {
        "waarom": {"aanleiding_tekst": "Anders", "doelstellingen": [twee.pk], "principes": [principe.pk]},
        "wie": {"partners-0-organisatie": organisatie.pk, "partners-0-rol": "bouwt"},
        "basis": {
            "naam": "Anders",
            "nummer": "77",
            "gebieden": [gebied.pk],
            "projectleider": projectleider.pk,
        },
        "wat": {"scope_tekst": "Anders"},
    }
    for sectie, change in changes.items():
        for headers in ({}, HTMX):
            data = form_data(ingelogd, kaart, sectie) | change
            data["toelichting"] = f"{sectie} {headers}"
            count = queries_of(lambda: ingelogd.post(edit_url(kaart, sectie), data, headers=headers))  # noqa: B023
            assert count <= 20, (sectie, headers, count)


def test_edit_reads_partners_row_by_row(ingelogd, kaart):
    een, twee = OrganisatieFactory.create_batch(2)
    data = form_data(ingelogd, kaart, "wie") | {
        "partners-0-organisatie": "",
        "partners-0-rol": "",
        "partners-1-organisatie": str(twee.pk),
        "partners-1-rol": " denkt  mee ",
        "partners-2-organisatie": str(een.pk),
        "partners-2-rol": "",
    }

    ingelogd.post(edit_url(kaart, "wie"), data)

    assert set(kaart.partnerschappen.values_list("organisatie", "rol")) == {
        (een.pk, ""),
        (twee.pk, "denkt mee"),
    }


@pytest.mark.parametrize(
    ("rows", "zin"),
    [
        ([("", "bouwt")], "Kies ook de organisatie"),
        ([("999999", "")], "Kies een organisatie uit de lijst"),
        ([("{pk}", "een"), ("{pk}", "twee")], "Elke organisatie kan er één keer staan"),
        ([("{pk}", "x" * 121)], "hoogstens 120 tekens"),
    ],
)
def test_edit_refuses_partners_that_make_no_sense(ingelogd, kaart, rows, zin):
    pk = OrganisatieFactory().pk
    data = form_data(ingelogd, kaart, "wie")
    for n, (organisatie, rol) in enumerate(rows):
        data |= {f"partners-{n}-organisatie": organisatie.format(pk=pk), f"partners-{n}-rol": rol}

    answer = ingelogd.post(edit_url(kaart, "wie"), data)

    assert answer.status_code == 422
    assert zin in answer.content.decode()
    assert not kaart.partnerschappen.exists()


def test_edit_is_refused_to_who_may_only_read(client, gebruiker_met, projectleider, kaart):
    for reader in (projectleider, gebruiker_met(Rol.AMBASSADEUR), gebruiker_met(Rol.PARTNER)):
        client.force_login(reader)
        assert client.get(edit_url(kaart)).status_code == 403
        assert client.post(edit_url(kaart), {"aanleiding_tekst": "x", "basisversie": 1}).status_code == 403

    kaart.refresh_from_db()
    assert kaart.aanleiding_tekst == "Het begin."


def test_edit_of_a_sectie_that_does_not_exist_is_no_page(ingelogd, kaart):
    assert ingelogd.get(f"/inspanningen/{kaart.pk}/bewerken/geheim/").status_code == 404


# ----------------------------------------------------------------------------------------------- twee tegelijk


@pytest.fixture
def botsing(ingelogd, gebruiker_met, kaart):
    """I opened the form; then a collega saved the same field, and another one."""
    data = form_data(ingelogd, kaart, "waarom", aanleiding_tekst="Van mij", toelichting="Mijn reden")
    services.edit_inspanning(
        kaart.pk,
        actor=gebruiker_met(Rol.PROGRAMMATEAM, naam="Collega"),
        basisversie=1,
        velden={"aanleiding_tekst": "Van de collega", "context_tekst": "Ook van de collega"},
    )
    return data


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_edit_shows_both_texts_when_two_people_changed_the_same_field(ingelogd, kaart, botsing, headers):
    answer = ingelogd.post(edit_url(kaart), botsing, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Aanleiding: twee versies" in page
    assert "Collega heeft dit op" in page
    assert "<p>Van de collega</p>" in page
    assert "Het begin." in page
    assert "[weg: </span>de collega" in page
    assert "[nieuw: </span>mij" in page
    form = answer.context["form"]
    assert form["aanleiding_tekst"].value() == "Van mij"
    assert form["context_tekst"].value() == "Ook van de collega"
    assert form["toelichting"].value() == "Mijn reden"
    assert form["basisversie"].value() == 2
    assert ("Context: twee versies" in page) is False
    kaart.refresh_from_db()
    assert kaart.aanleiding_tekst == "Van de collega"


def test_edit_saves_the_choice_against_the_new_version(ingelogd, kaart, botsing):
    again = ingelogd.post(edit_url(kaart), botsing).context["form"]
    data = {field.name: field.value() for field in again if field.value() is not None}

    answer = ingelogd.post(edit_url(kaart), data | {"aanleiding_tekst": "Van ons samen"})

    assert answer.status_code == 302
    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.context_tekst) == ("Van ons samen", "Ook van de collega")


def test_edit_shows_a_botsing_about_what_is_chosen(ingelogd, gebruiker_met, programmamanager, kaart):
    een, twee = (gebruiker_met(Rol.PROJECTLEIDER, naam=naam) for naam in ("Leider Een", "Leider Twee"))
    data = form_data(ingelogd, kaart, "basis", projectleider=een.pk)
    services.edit_inspanning(kaart.pk, actor=programmamanager, basisversie=1, velden={"projectleider": twee})

    page = ingelogd.post(edit_url(kaart, "basis"), data).content.decode()

    assert "Projectleider in Kanarie: twee versies" in page
    assert "<p>Leider Twee</p>" in page
    assert f'<option value="{een.pk}" selected>Leider Een</option>' in page


# ----------------------------------------------------------------------------------------- toevoegen en fase


def test_add_makes_a_kaart_and_goes_there(ingelogd):
    answer = ingelogd.post(reverse("inspanningen:add"), {"nummer": "3", "naam": "Nieuw", "fase": "idee"})

    kaart = Inspanning.objects.get()
    assert answer.url == reverse("inspanningen:detail", args=[kaart.pk])
    assert (kaart.nummer, kaart.naam, kaart.versienummer) == ("3", "Nieuw", 1)


@pytest.mark.parametrize(
    "data",
    [{}, {"nummer": "x", "naam": "Nieuw", "fase": "idee"}, {"nummer": "3", "naam": "Nieuw", "fase": "klaar"}],
)
def test_add_refuses_what_makes_no_sense(ingelogd, data):
    assert ingelogd.post(reverse("inspanningen:add"), data).status_code == 422
    assert not Inspanning.objects.exists()


def test_add_is_not_for_a_projectleider(client, projectleider):
    client.force_login(projectleider)

    assert client.get(reverse("inspanningen:add")).status_code == 403
    assert (
        client.post(reverse("inspanningen:add"), {"nummer": "3", "naam": "Nieuw", "fase": "idee"}).status_code
        == 403
    )


def test_change_fase_offers_only_the_steps_that_are_allowed(ingelogd, kaart):
    url = reverse("inspanningen:change_fase", args=[kaart.pk])

    choices = dict(ingelogd.get(url).context["form"].fields["fase"].choices)
    assert set(choices) == set(Inspanning.ALLOWED_FASE_CHANGES["uitvoering"])
    assert ingelogd.post(url, {"fase": "idee"}).status_code == 422
    assert ingelogd.post(url, {"fase": "gestopt"}).status_code == 422
    assert ingelogd.post(url, {"fase": "gestopt", "toelichting": "Het geld is op"}).status_code == 302
    kaart.refresh_from_db()
    assert kaart.fase == "gestopt"


def test_change_fase_is_for_the_own_projectleider_too(client, programmamanager, projectleider, kaart):
    url = reverse("inspanningen:change_fase", args=[kaart.pk])
    client.force_login(projectleider)
    assert client.post(url, {"fase": "afgerond"}).status_code == 403

    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"projectleider": projectleider}
    )
    assert client.post(url, {"fase": "afgerond"}).status_code == 302


# ----------------------------------------------------------------------------------------------------- versies


@pytest.fixture
def drie_versies(programmamanager, kaart):
    gebied = GebiedFactory(naam="Heuvelwijk")
    for n, velden in enumerate(({"aanleiding_tekst": "Het vervolg."}, {"gebieden": [gebied]}), start=1):
        services.edit_inspanning(
            kaart.pk, actor=programmamanager, basisversie=n, velden=velden, toelichting=f"Stap {n}"
        )
    return kaart


def test_versions_tells_who_what_when_and_why(ingelogd, drie_versies):
    page = ingelogd.get(reverse("inspanningen:versions", args=[drie_versies.pk])).content.decode()

    assert page.index("Versie 3") < page.index("Versie 2") < page.index("Versie 1")
    assert "Stap 2" in page
    assert "Programmamanager" in page
    assert "Gebieden" in page


@pytest.mark.parametrize("count", [3, 40])
def test_versions_takes_few_queries_however_many(ingelogd, programmamanager, kaart, count):
    for n in range(1, count):
        services.edit_inspanning(
            kaart.pk, actor=programmamanager, basisversie=n, velden={"scope_tekst": str(n)}
        )

    assert queries_of(lambda: ingelogd.get(reverse("inspanningen:versions", args=[kaart.pk]))) <= 6


def test_version_diff_marks_words_against_the_version_before(ingelogd, drie_versies):
    page = ingelogd.get(reverse("inspanningen:version_diff", args=[drie_versies.pk, 2])).content.decode()

    assert "Versie 2 naast versie 1" in page
    assert "[weg: </span>begin" in page
    assert "[nieuw: </span>vervolg" in page
    assert "Heuvelwijk" not in page


def test_version_diff_compares_any_two_whichever_way_round(ingelogd, drie_versies):
    url = reverse("inspanningen:version_diff", args=[drie_versies.pk, 1])

    page = ingelogd.get(url, {"met": 3}).content.decode()

    assert "Versie 3 naast versie 1" in page
    assert "[nieuw: </span>Heuvelwijk" in page
    assert "[nieuw: </span>vervolg" in page


@pytest.mark.parametrize("met", ["0", "x", "99", "9" * 20, "-1"])
def test_version_diff_with_nonsense_to_compare_with_is_a_page(ingelogd, drie_versies, met):
    url = reverse("inspanningen:version_diff", args=[drie_versies.pk, 1])

    assert ingelogd.get(url, {"met": met}).status_code == 200


def test_version_diff_of_a_version_that_never_was_is_not_found(ingelogd, drie_versies):
    assert ingelogd.get(reverse("inspanningen:version_diff", args=[drie_versies.pk, 9])).status_code == 404


def test_version_restore_shows_first_what_changes_and_then_does_it(ingelogd, drie_versies):
    url = reverse("inspanningen:version_restore", args=[drie_versies.pk, 1])

    page = ingelogd.get(url).content.decode()
    assert "[weg: </span>vervolg" in page
    assert "[weg: </span>Heuvelwijk" in page
    assert ingelogd.post(url).status_code == 302

    drie_versies.refresh_from_db()
    assert (drie_versies.aanleiding_tekst, drie_versies.versienummer) == ("Het begin.", 4)


def test_version_restore_says_why_it_cannot(ingelogd, programmamanager, drie_versies):
    services.edit_inspanning(drie_versies.pk, actor=programmamanager, basisversie=3, velden={"nummer": "8"})
    InspanningFactory(nummer="2")

    answer = ingelogd.post(reverse("inspanningen:version_restore", args=[drie_versies.pk, 1]))

    assert answer.status_code == 422
    assert "Er is al een inspanning met dit nummer" in answer.content.decode()


def test_version_restore_is_not_for_a_reader(client, wijkmanager, drie_versies):
    client.force_login(wijkmanager)

    assert client.post(reverse("inspanningen:version_restore", args=[drie_versies.pk, 1])).status_code == 403


# --------------------------------------------------------------------------------------------------------- pdf


@pytest.fixture
def pdf_url(ingelogd, kaart, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = ingelogd.post(reverse("inspanningen:pdf", args=[kaart.pk]))
    assert answer.url == reverse("core:taak", args=[Taak.objects.get().pk])
    return Taak.objects.get().resultaat["url"]


def test_pdf_is_made_and_downloaded_under_a_name_that_says_what_it_is(ingelogd, pdf_url):
    answer = ingelogd.get(pdf_url)

    assert answer["Content-Type"] == "application/pdf"
    assert (
        answer["Content-Disposition"] == 'attachment; filename="projectkaart-2-werken-met-ambassadeurs.pdf"'
    )
    assert_publishable(b"".join(answer.streaming_content), titel="2 Werken met ambassadeurs")


def test_pdf_of_a_kaart_with_every_kind_of_text_is_archivable_and_accessible(
    ingelogd, programmamanager, kaart, django_capture_on_commit_callbacks
):
    lang = "Eerst dit.\n\n- een & <twee>\n- " + "woord " * 300 + "\n\n1. stap\n2. stap\n\n" + "x" * 200
    services.edit_inspanning(
        kaart.pk,
        actor=programmamanager,
        basisversie=1,
        velden={
            "partners": [(OrganisatieFactory(), "bouwt"), (OrganisatieFactory(), "")],
            "gebieden": GebiedFactory.create_batch(2),
            "doelstellingen": [DoelstellingFactory()],
            "principes": [LeidendPrincipeFactory()],
        }
        | {veld.kolom: f"{lang}\x07 {veld.label}" for veld in VELDEN},
    )
    with django_capture_on_commit_callbacks(execute=True):
        ingelogd.post(reverse("inspanningen:pdf", args=[kaart.pk]))

    answer = ingelogd.get(Taak.objects.get().resultaat["url"])

    assert_publishable(b"".join(answer.streaming_content), titel="2 Werken met ambassadeurs")


def test_pdf_shows_its_progress_in_place(ingelogd, kaart):
    answer = ingelogd.post(reverse("inspanningen:pdf", args=[kaart.pk]), headers=HTMX)

    assert reverse("core:taak", args=[Taak.objects.get().pk]) in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_pdf_asked_twice_is_made_once(ingelogd, kaart):
    for _ in range(2):
        ingelogd.post(reverse("inspanningen:pdf", args=[kaart.pk]))

    assert Taak.objects.count() == 1


def test_pdf_is_not_for_another(client, gebruiker_met, pdf_url):
    client.force_login(gebruiker_met(Rol.PROGRAMMATEAM))

    assert client.get(pdf_url).status_code == 404


def test_pdf_is_gone_when_its_reader_may_see_less(ingelogd, programmamanager, pdf_url):
    programmamanager.roltoekenningen.update(rol=Rol.AMBASSADEUR)

    assert ingelogd.get(pdf_url).status_code == 404


def test_pdf_of_one_kaart_is_not_found_under_another(ingelogd, pdf_url):
    other = InspanningFactory()
    taak = Taak.objects.get()

    assert ingelogd.get(reverse("inspanningen:pdf_download", args=[other.pk, taak.pk])).status_code == 404


def test_pdf_needs_a_press_on_the_button(ingelogd, kaart):
    assert ingelogd.get(reverse("inspanningen:pdf", args=[kaart.pk])).status_code == 405
