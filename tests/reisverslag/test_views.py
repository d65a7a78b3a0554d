import pytest
from django.urls import reverse

from brunssum.core.models import LogRegel, Taak
from brunssum.core.rollen import Rol
from reisverslag import services
from reisverslag.blokken import SOORTEN
from reisverslag.models import Blok, Hoofdstuk, Reisverslag, Uitgave
from tests.factories import BlokFactory, HoofdstukFactory, ReisverslagFactory
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

KOP = {"titel": "Onderweg", "publiek": "raad", "periode_van": "2026-01-01", "periode_tot": "2026-06-30"}
HTMX = {"HX-Request": "true"}


@pytest.fixture
def auteur(client, programmamanager):
    """A browser in which the programmamanager is logged in."""
    client.force_login(programmamanager)
    return client


@pytest.fixture
def as_rol(client, gebruiker_met):
    def log_in(*rollen):
        client.force_login(gebruiker_met(*rollen))
        return client

    return log_in


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def text(response):
    return response.content.decode()


# List and new


def test_list_shows_what_one_may_see(as_rol, programmamanager):
    ReisverslagFactory(titel="Nog bezig")
    ReisverslagFactory(
        titel="Klaar", stap="vastgesteld", vastgesteld_op=NU, vastgesteld_door=programmamanager
    )

    seen = text(as_rol(Rol.RAADSLID).get(url("list")))
    assert "Klaar" in seen
    assert "Nog bezig" not in seen
    assert "Reisverslag beginnen" not in seen

    assert "Nog bezig" in text(as_rol(Rol.WIJKMANAGER).get(url("list")))


def test_list_that_is_empty_says_what_to_do(auteur, as_rol):
    assert "Begin er een" in text(auteur.get(url("list")))
    assert "nog geen reisverslag vastgesteld" in text(as_rol(Rol.RAADSLID).get(url("list")))


def test_list_has_a_fixed_number_of_queries_and_pages(
    auteur, programmamanager, django_assert_max_num_queries
):
    for _ in range(30):
        ReisverslagFactory(auteur=programmamanager)
    with django_assert_max_num_queries(6):
        page = auteur.get(url("list"))
    assert text(page).count('class="card"') == 25
    assert text(auteur.get(url("list"), {"pagina": 2})).count('class="card"') == 5


def test_list_links_to_the_newest_pdf_of_the_present_stap(as_rol, programmamanager):
    verslag = ReisverslagFactory(stap="vastgesteld", vastgesteld_op=NU, vastgesteld_door=programmamanager)
    values = {"reisverslag": verslag, "bestand": "a.pdf", "sha256": "b" * 64, "omvang": 1, "paginas": 1}
    fixed = Uitgave.objects.create(**values, stap="vastgesteld", inhoud_sha256="c" * 64)
    Uitgave.objects.create(**values, stap="concept", inhoud_sha256="a" * 64)

    assert url("uitgave", fixed.pk) in text(as_rol(Rol.RAADSLID).get(url("list")))


def test_add_starts_a_reisverslag(auteur):
    response = auteur.post(url("add"), KOP)

    verslag = Reisverslag.objects.get()
    assert response.status_code == 302
    assert response["Location"] == url("detail", verslag.pk)
    assert verslag.titel == "Onderweg"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"titel": " "}, "Geef het reisverslag een titel."),
        ({"publiek": "pers"}, "Selecteer een geldige keuze"),
        ({"periode_tot": "2025-01-01"}, "De periode eindigt voordat zij begint."),
        ({"periode_van": "vroeger"}, "Vul een datum in"),
    ],
)
def test_add_says_what_is_wrong(auteur, change, error):
    response = auteur.post(url("add"), KOP | change)

    assert response.status_code == 422
    assert error in text(response)
    assert not Reisverslag.objects.exists()


@pytest.mark.parametrize("rol", [Rol.PROJECTLEIDER, Rol.BESTUUR, Rol.RAADSLID])
def test_add_is_for_writers(as_rol, rol):
    assert as_rol(rol).get(url("add")).status_code == 403
    assert as_rol(rol).post(url("add"), KOP).status_code == 403


# Detail


def test_detail_shows_every_kind_of_blok_and_what_can_be_done(auteur, verslag):
    page = text(auteur.get(url("detail", verslag.pk)))

    for words in (
        "Onderweg in Noord",
        "Eindelijk belde er iemand.",
        "Drie groepen denken mee.",
        "Drie jaar lang",
    ):
        assert words in page
    assert "Blok toevoegen" in page
    assert "Vaststellen" in page
    for soort in SOORTEN.values():
        assert soort.uitleg in page


def test_detail_of_a_reader_has_nothing_to_change(as_rol, verslag, programmamanager):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)

    page = text(as_rol(Rol.RAADSLID).get(url("detail", verslag.pk)))

    assert "Drie groepen denken mee." in page
    for control in ("Bewerken", "Weghalen", "Hoofdstuk toevoegen", "Pdf maken", "Geschiedenis"):
        assert control not in page


def test_detail_of_a_follower_shows_the_concept_without_controls(as_rol, verslag):
    page = text(as_rol(Rol.WIJKMANAGER).get(url("detail", verslag.pk)))
    assert "Drie groepen denken mee." in page
    assert "Bewerken" not in page


@pytest.mark.parametrize("name", ["detail", "preview", "edit", "vaststellen", "hoofdstuk-add"])
def test_concept_does_not_exist_for_readers(as_rol, verslag, name):
    assert as_rol(Rol.RAADSLID).get(url(name, verslag.pk)).status_code == 404
    assert as_rol(Rol.BEHEERDER).get(url(name, verslag.pk)).status_code == 404


def test_detail_for_htmx_is_the_content_alone(auteur, verslag):
    response = auteur.get(url("detail", verslag.pk), headers=HTMX)

    assert text(response).lstrip().startswith('<div id="verslag-inhoud"')
    assert "<html" not in text(response)
    assert "HX-Request" in response["Vary"]


def test_detail_queries_do_not_grow_with_blokken(auteur, verslag, django_assert_max_num_queries):
    for blok in list(Blok.objects.all()):
        for _ in range(8):
            BlokFactory(hoofdstuk=blok.hoofdstuk, soort=blok.soort, inhoud=blok.inhoud)
    HoofdstukFactory.create_batch(10, reisverslag=verslag)
    auteur.get(url("detail", verslag.pk))
    with django_assert_max_num_queries(28):
        page = auteur.get(url("detail", verslag.pk))
    assert text(page).count("<article") == 36


def test_detail_shows_what_is_gone(auteur, verslag, bronnen):
    bronnen.casus.vrijgegeven_op = bronnen.casus.vrijgegeven_door = None
    bronnen.casus.save()
    assert "Dit verhaal is niet meer vrijgegeven" in text(auteur.get(url("detail", verslag.pk)))


def test_detail_does_not_run_what_an_author_typed(auteur):
    blok = BlokFactory(
        inhoud={"tekst": "<script>alert(1)</script> [x](javascript:alert(1))"},
        hoofdstuk__titel="<script>alert(2)</script>",
        hoofdstuk__reisverslag__titel="<script>alert(3)</script>",
    )
    for name in ("detail", "preview", "vaststellen", "edit"):
        page = text(auteur.get(url(name, blok.hoofdstuk.reisverslag_id)))
        assert "<script>alert" not in page
        assert 'href="javascript' not in page


def test_edit_changes_the_head(auteur, verslag):
    assert auteur.get(url("edit", verslag.pk)).status_code == 200
    response = auteur.post(url("edit", verslag.pk), KOP)

    verslag.refresh_from_db()
    assert response.status_code == 302
    assert (verslag.titel, verslag.publiek) == ("Onderweg", "raad")


def test_edit_keeps_what_was_typed_when_it_is_refused(auteur, verslag):
    response = auteur.post(url("edit", verslag.pk), KOP | {"periode_tot": "2025-01-01"})
    assert response.status_code == 422
    assert 'value="Onderweg"' in text(response)


def test_preview_reads_like_the_pdf(auteur, verslag):
    page = text(auteur.get(url("preview", verslag.pk)))

    for words in ("Gemeente Brunssum", "Reisverslag, concept", "Drie groepen denken mee.", "Colofon"):
        assert words in page
    assert "css/pdf-scherm.css" in page
    assert url("detail", verslag.pk) in page


# Hoofdstukken


def test_hoofdstuk_add_and_rename(auteur, verslag):
    response = auteur.post(url("hoofdstuk-add", verslag.pk), {"titel": "Meer"})
    hoofdstuk = Hoofdstuk.objects.get(titel="Meer")
    assert response["Location"].endswith(f"?bij=hoofdstuk-{hoofdstuk.pk}#hoofdstuk-{hoofdstuk.pk}")

    assert 'value="Meer"' in text(auteur.get(url("hoofdstuk-rename", hoofdstuk.pk)))
    auteur.post(url("hoofdstuk-rename", hoofdstuk.pk), {"titel": "Minder"})
    hoofdstuk.refresh_from_db()
    assert hoofdstuk.titel == "Minder"


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_hoofdstuk_add_says_what_is_wrong_in_its_place(auteur, verslag, headers):
    response = auteur.post(url("hoofdstuk-add", verslag.pk), {"titel": ""}, headers=headers)

    assert response.status_code == 422
    assert "Geef het hoofdstuk een titel." in text(response)
    assert response.get("HX-Retarget") == ("#nieuw-hoofdstuk" if headers else None)


def test_hoofdstuk_move_remove_and_restore(auteur, verslag):
    een, twee = verslag.hoofdstukken.in_order()

    response = auteur.post(url("hoofdstuk-move", twee.pk), {"richting": "omhoog"})
    assert f"bij=hoofdstuk-{twee.pk}-omhoog" in response["Location"]
    assert list(verslag.hoofdstukken.in_order()) == [twee, een]

    assert "bij=weggehaald" in auteur.post(url("hoofdstuk-remove", een.pk))["Location"]
    page = text(auteur.get(url("detail", verslag.pk)))
    assert "Hoofdstuk Wat we zagen" in page
    assert url("hoofdstuk-restore", een.pk) in page
    auteur.post(url("hoofdstuk-restore", een.pk))
    assert verslag.hoofdstukken.present().count() == 2


# Blokken


@pytest.mark.parametrize("soort", sorted(SOORTEN.keys() - {"foto"}))  # a file: test_foto.py
def test_blok_add_every_soort(auteur, alle_inhouden, soort):
    hoofdstuk = HoofdstukFactory(reisverslag__periode_van="2026-01-01", reisverslag__periode_tot="2026-06-30")
    page = auteur.get(url("blok-add", hoofdstuk.pk, soort))
    assert page.status_code == 200
    assert SOORTEN[soort].uitleg in text(page)

    response = auteur.post(url("blok-add", hoofdstuk.pk, soort), alle_inhouden[soort])

    blok = hoofdstuk.blokken.get()
    assert response["Location"].endswith(f"?bij=blok-{blok.pk}#blok-{blok.pk}")
    assert (blok.soort, blok.inhoud) == (soort, alle_inhouden[soort])


def test_blok_add_of_an_unknown_soort_does_not_exist(auteur):
    assert auteur.get(url("blok-add", HoofdstukFactory().pk, "film")).status_code == 404


@pytest.mark.parametrize("soort", SOORTEN)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_blok_add_says_what_is_wrong_in_its_place(auteur, inhouden, soort, headers):
    hoofdstuk = HoofdstukFactory()
    response = auteur.post(url("blok-add", hoofdstuk.pk, soort), {}, headers=headers)

    assert response.status_code == 422
    assert "error-summary" in text(response)
    assert response.get("HX-Retarget") == (f"#nieuw-blok-{hoofdstuk.pk}" if headers else None)
    assert ("<html" in text(response)) == (not headers)
    assert not hoofdstuk.blokken.exists()


def test_blok_edit_in_its_place_and_on_a_page_of_its_own(auteur):
    blok = BlokFactory(inhoud={"tekst": "oud"})

    page = text(auteur.get(url("blok-edit", blok.pk)))
    assert "<html" in page
    assert (
        "hx-post"
        not in page.split('<form method="post" action="' + url("blok-edit", blok.pk))[1].split(">")[0]
    )
    part = text(auteur.get(url("blok-edit", blok.pk), headers=HTMX))
    assert part.lstrip().startswith(f'<div id="blok-{blok.pk}"')
    assert f'hx-post="{url("blok-edit", blok.pk)}"' in part

    response = auteur.post(
        url("blok-edit", blok.pk), {"tekst": "nieuw", "versienummer": 1}, headers=HTMX, follow=True
    )
    assert text(response).lstrip().startswith('<div id="verslag-inhoud"')
    assert "nieuw" in text(response)


def test_blok_edit_of_two_authors_shows_both_texts(auteur):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    auteur.post(url("blok-edit", blok.pk), {"tekst": "van de eerste", "versienummer": 1})

    response = auteur.post(url("blok-edit", blok.pk), {"tekst": "van de tweede", "versienummer": 1})

    assert response.status_code == 422
    page = text(response)
    assert "<p>van de eerste</p>" in page
    assert "van de tweede</textarea>" in page
    assert "Iemand anders heeft dit blok intussen gewijzigd" in page
    assert 'name="versienummer" value="2"' in page

    auteur.post(url("blok-edit", blok.pk), {"tekst": "van de tweede", "versienummer": 2})
    blok.refresh_from_db()
    assert blok.inhoud == {"tekst": "van de tweede"}


@pytest.mark.parametrize("versienummer", ["", "x", "-1", "١", "9" * 40])
def test_blok_edit_with_a_version_that_is_none_overwrites_nothing(auteur, versienummer):
    blok = BlokFactory(inhoud={"tekst": "oud"})
    response = auteur.post(url("blok-edit", blok.pk), {"tekst": "nieuw", "versienummer": versienummer})

    blok.refresh_from_db()
    assert response.status_code == 422
    assert blok.inhoud == {"tekst": "oud"}


def test_blok_edit_that_is_refused_keeps_the_version_the_author_began_with(auteur):
    blok = BlokFactory(inhoud={"tekst": "oud"}, versienummer=5)
    response = auteur.post(url("blok-edit", blok.pk), {"tekst": "", "versienummer": 3})
    assert 'name="versienummer" value="3"' in text(response)


def test_blok_move_remove_and_restore(auteur):
    hoofdstuk = HoofdstukFactory()
    een, twee = BlokFactory(hoofdstuk=hoofdstuk), BlokFactory(hoofdstuk=hoofdstuk)

    response = auteur.post(url("blok-move", een.pk), {"richting": "omlaag"})
    assert f"bij=blok-{een.pk}-omlaag" in response["Location"]
    assert list(hoofdstuk.blokken.in_order()) == [twee, een]

    auteur.post(url("blok-remove", een.pk))
    page = text(auteur.get(url("detail", hoofdstuk.reisverslag_id)))
    assert url("blok-restore", een.pk) in page
    auteur.post(url("blok-restore", een.pk))
    assert list(hoofdstuk.blokken.present().in_order()) == [twee, een]


def test_only_the_very_first_blok_cannot_go_up(auteur):
    verslag = ReisverslagFactory()
    leeg, vol = HoofdstukFactory(reisverslag=verslag), HoofdstukFactory(reisverslag=verslag)
    blok = BlokFactory(hoofdstuk=vol)

    def disabled(plek):
        page = text(auteur.get(url("detail", verslag.pk)))
        return "aria-disabled" in page.split(f'id="{plek}"')[1].split(">")[0]

    assert disabled(f"hoofdstuk-{leeg.pk}-omhoog")
    assert not disabled(f"blok-{blok.pk}-omhoog")
    assert disabled(f"blok-{blok.pk}-omlaag")

    services.move_blok(blok.pk, actor=verslag.auteur, omhoog=True)
    assert disabled(f"blok-{blok.pk}-omhoog")
    assert not disabled(f"blok-{blok.pk}-omlaag")


def test_focus_goes_back_to_where_the_author_was(auteur):
    blok = BlokFactory()
    page = text(auteur.get(url("detail", blok.hoofdstuk.reisverslag_id), {"bij": f"blok-{blok.pk}-omhoog"}))
    button = page.split(f'id="blok-{blok.pk}-omhoog"')[1].split(">")[0]
    assert "data-focus" in button


# What may not be


def changing_urls(verslag):
    blok = Blok.objects.filter(hoofdstuk__reisverslag=verslag).first()
    return [
        *(url(name, verslag.pk) for name in ("edit", "vaststellen", "hoofdstuk-add")),
        *(url(f"hoofdstuk-{name}", blok.hoofdstuk_id) for name in ("rename", "move", "remove", "restore")),
        url("blok-add", blok.hoofdstuk_id, "tekst"),
        *(url(f"blok-{name}", blok.pk) for name in ("edit", "move", "remove", "restore")),
    ]


def test_followers_may_change_nothing(as_rol, verslag):
    client = as_rol(Rol.PROJECTLEIDER)
    for address in [*changing_urls(verslag), url("uitgave-request", verslag.pk)]:
        assert client.post(address, {"titel": "x", "tekst": "x"}).status_code == 403, address


def test_readers_do_not_know_that_a_concept_exists(as_rol, verslag):
    client = as_rol(Rol.BESTUUR)
    for address in [*changing_urls(verslag), url("uitgave-request", verslag.pk)]:
        assert client.post(address, {"titel": "x", "tekst": "x"}).status_code == 404, address


def test_vastgesteld_verslag_changes_by_no_page(auteur, verslag, programmamanager):
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    before = list(Blok.objects.values()), list(Hoofdstuk.objects.values()), list(Reisverslag.objects.values())

    for address in changing_urls(verslag):
        assert auteur.post(address, KOP | {"tekst": "x", "versienummer": 1}).status_code == 403, address

    assert before == (
        list(Blok.objects.values()),
        list(Hoofdstuk.objects.values()),
        list(Reisverslag.objects.values()),
    )


def test_changes_want_a_post(auteur, verslag):
    blok = Blok.objects.first()
    for name, pk in (
        ("blok-move", blok.pk),
        ("blok-remove", blok.pk),
        ("blok-restore", blok.pk),
        ("hoofdstuk-move", blok.hoofdstuk_id),
        ("hoofdstuk-remove", blok.hoofdstuk_id),
        ("uitgave-request", verslag.pk),
    ):
        assert auteur.get(url(name, pk)).status_code == 405


# Vaststellen


def test_vaststellen_says_what_it_fixes_and_fixes_it(auteur, verslag):
    page = text(auteur.get(url("vaststellen", verslag.pk)))
    assert "verandert er niets meer" in page
    assert "stabiliteitsdriehoek" in page

    response = auteur.post(url("vaststellen", verslag.pk))

    verslag.refresh_from_db()
    assert response.status_code == 302
    assert not verslag.is_concept
    detail = text(auteur.get(url("detail", verslag.pk)))
    assert "Vastgesteld" in detail
    assert "Bewerken" not in detail


def test_vaststellen_says_what_is_missing(auteur, verslag, bronnen):
    bronnen.casus.vrijgegeven_op = bronnen.casus.vrijgegeven_door = None
    bronnen.casus.save()

    response = auteur.post(url("vaststellen", verslag.pk))

    assert response.status_code == 422
    assert "Dit verhaal is niet meer vrijgegeven" in text(response)
    verslag.refresh_from_db()
    assert verslag.is_concept


# Uitgaven


def test_uitgave_request_makes_the_pdf_and_leads_to_it(auteur, verslag, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = auteur.post(url("uitgave-request", verslag.pk))
    taak = Taak.objects.get()
    assert response["Location"] == f"{url('detail', verslag.pk)}?taak={taak.pk}#uitgaven"

    page = text(auteur.get(response["Location"]))
    uitgave = Uitgave.objects.get()
    assert f'Klaar: <a href="{url("uitgave", uitgave.pk)}">Download de pdf' in page
    assert uitgave.sha256 in page

    download = auteur.get(url("uitgave", uitgave.pk))
    assert download["Content-Type"] == "application/pdf"
    assert download["Content-Disposition"] == f'attachment; filename="{uitgave.naam}"'
    assert b"".join(download.streaming_content)[:5] == b"%PDF-"
    assert "no-store" in download["Cache-Control"]


def test_uitgave_request_of_an_empty_verslag_says_why_not(auteur):
    verslag = HoofdstukFactory().reisverslag
    response = auteur.post(url("uitgave-request", verslag.pk))
    assert response.status_code == 422
    assert "Er staat nog niets in dit reisverslag" in text(response)


def test_uitgave_shows_its_progress_while_it_is_made(auteur, verslag):
    auteur.post(url("uitgave-request", verslag.pk))
    Taak.objects.update(status="bezig", voortgang=40, zin="Bladzijde 3 opmaken")

    page = text(auteur.get(url("detail", verslag.pk)))

    assert "Bladzijde 3 opmaken" in page
    assert "Pdf maken" not in page


def test_uitgave_of_a_concept_does_not_exist_for_readers(as_rol, programmamanager, verslag):
    concept = services.make_uitgave(verslag.pk, actor=programmamanager, op=NU, meld=lambda *line: None)
    services.vaststellen(verslag.pk, actor=programmamanager, op=NU)
    fixed = services.make_uitgave(verslag.pk, actor=programmamanager, op=NU, meld=lambda *line: None)

    client = as_rol(Rol.RAADSLID)

    assert client.get(url("uitgave", concept.pk)).status_code == 404
    download = client.get(url("uitgave", fixed.pk))
    assert download.status_code == 200
    assert b"".join(download.streaming_content).startswith(b"%PDF-")
    page = text(client.get(url("detail", verslag.pk)))
    assert fixed.naam in page
    assert concept.naam not in page
    assert LogRegel.objects.about(verslag).filter(actie="uitgave.gemaakt").count() == 2


# From a verslag to what it is about, and back


def test_verslag_and_inspanning_lead_to_each_other(auteur, programmamanager, verslag, bronnen, inhouden):
    chapter = verslag.hoofdstukken.first()
    services.add_blok(chapter.pk, actor=programmamanager, soort="knelpunten", inhoud=inhouden["knelpunten"])
    page = text(auteur.get(url("detail", verslag.pk)))
    assert reverse("inspanningen:detail", args=[bronnen.inspanning.pk]) in page
    assert reverse("knelpunten:detail", args=[bronnen.knelpunt.pk]) in page

    back = url("bij_inspanning", bronnen.inspanning.pk)
    assert back in text(auteur.get(reverse("inspanningen:detail", args=[bronnen.inspanning.pk])))
    assert url("detail", verslag.pk) in text(auteur.get(back))

    Blok.objects.filter(soort="inspanningen").update(verwijderd_op=NU)
    assert url("detail", verslag.pk) not in text(auteur.get(back))


def test_inspanning_names_no_verslag_that_one_may_not_read(as_rol, verslag, bronnen):
    page = text(as_rol(Rol.PARTNER).get(url("bij_inspanning", bronnen.inspanning.pk)))
    assert "nog in geen reisverslag" in page
    assert verslag.titel not in page
