"""Projectformulieren from file to kaart: the service, the pages and the command."""

import io
import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from inspanningen import queries, services
from inspanningen.models import Inspanning, Projectformulierimport
from inspanningen.projectformulieren import VELDEN, read_projectformulieren
from tests.factories import InspanningFactory

pytestmark = pytest.mark.django_db

UPLOAD = "/inspanningen/importeren/"


def formulier(naam: str, **velden: str) -> str:
    """One form as a pdf reader gives it; a field that is not named is not on it."""
    labels = dict(VELDEN)
    koppen = "\n\n".join(f"{labels[key]}\n{tekst}" for key, tekst in velden.items())
    return f"Projectnaam: {naam}\n\n{koppen}\n\n"


DRIE = (
    formulier(
        "Buurttuin", aanleiding="De tuin ligt braak.", planning="Klaar in 2027.", budget="Nog onbekend."
    )
    + formulier("Samen eten", aanleiding="Veel mensen eten alleen.", resultaat="• Elke week een maaltijd")
    + formulier("Samen eten - Jongeren", aanleiding="Jongeren koken zelf.", planning="Vanaf de herfst.")
).encode()


@pytest.fixture
def gelezen(programmamanager):
    return services.start_import(actor=programmamanager, bestandsnaam="formulieren.txt", raw=DRIE)


def keuzes(gelezen, **anders) -> list[services.KaartKeuze]:
    """What is proposed, as choices."""
    return [
        services.KaartKeuze(
            **{
                "index": voorstel.index,
                "keuze": voorstel.keuze,
                "nummer": voorstel.nummer,
                "bestaand": voorstel.bestaand.pk if voorstel.bestaand else None,
                "basisversie": voorstel.basisversie,
            }
            | anders
        )
        for voorstel in queries.voorstellen(gelezen.uitkomst)
    ]


def accept(gelezen, actor, chosen=None, **options):
    return services.accept_import(
        gelezen.pk, actor=actor, keuzes=keuzes(gelezen) if chosen is None else chosen, **options
    )


# ---------------------------------------------------------------------------------------------------- de service


def test_start_import_keeps_what_was_read_and_makes_no_kaart(gelezen, programmamanager):
    assert gelezen.uitkomst == read_projectformulieren(DRIE).als_json()
    assert (gelezen.door, gelezen.status) == (programmamanager, "open")
    assert not Inspanning.objects.exists()
    assert LogRegel.objects.about(gelezen).get().detail["kaarten"] == 3


@pytest.mark.parametrize("raw", [b"", b"a;b;c\n1;2;3\n", b"\x89PNG\r\n\x1a\n\x00\x00", b"Gewone tekst."])
def test_start_import_refuses_a_file_without_forms_with_a_sentence_beside_the_field(programmamanager, raw):
    with pytest.raises(services.UnreadableFile) as refused:
        services.start_import(actor=programmamanager, bestandsnaam="x", raw=raw)

    (zin,) = refused.value.message_dict["bestand"]
    assert len(zin) > 20
    assert not Projectformulierimport.objects.exists()


def test_start_import_refuses_more_kaarten_than_fit_in_one_look(programmamanager):
    raw = "".join(
        formulier(f"Kaart {n}", aanleiding="Zo maar.", planning="Ooit.") for n in range(41)
    ).encode()

    with pytest.raises(services.UnreadableFile, match="staan 41 formulieren"):
        services.start_import(actor=programmamanager, bestandsnaam="x", raw=raw)


def test_preview_of_the_most_kaarten_with_everything_ticked_fits_in_one_request(client, programmamanager):
    """Django refuses a request of more than a thousand fields."""
    velden = {key: f"De tekst van {key}." for key, _ in VELDEN}
    raw = "".join(formulier(f"Kaart {n}", **velden) for n in range(40)).encode()
    gelezen = services.start_import(actor=programmamanager, bestandsnaam="x", raw=raw)
    for n in range(40):
        services.add_inspanning(
            actor=programmamanager,
            nummer=str(n + 1),
            naam=f"Kaart {n}",
            **{f"{key}_tekst": "Van ons." for key in velden},
        )
    client.force_login(programmamanager)
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])
    data = as_posted(client.get(url))

    answer = client.post(url, data | {f"kaart-{n}-vervang": list(velden) for n in range(40)})

    assert answer.status_code == 302
    assert Inspanning.objects.filter(scope_tekst="De tekst van scope.").count() == 40


def test_start_import_is_not_for_a_projectleider(projectleider):
    with pytest.raises(PermissionDenied):
        services.start_import(actor=projectleider, bestandsnaam="x", raw=DRIE)


def test_accept_import_makes_kaarten_with_a_version_that_says_where_it_came_from(gelezen, programmamanager):
    accept(gelezen, programmamanager, fase="uitvoering")

    assert list(Inspanning.objects.in_order().values_list("nummer", "naam", "fase")) == [
        ("1", "Buurttuin", "uitvoering"),
        ("2", "Samen eten", "uitvoering"),
        ("3", "Samen eten - Jongeren", "uitvoering"),
    ]
    tuin = Inspanning.objects.get(nummer="1")
    assert (tuin.aanleiding_tekst, tuin.budget_tekst, tuin.scope_tekst) == (
        "De tuin ligt braak.",
        "Nog onbekend.",
        "",
    )
    assert tuin.versies.get().toelichting == "Import uit formulieren.txt"


def test_accept_import_empties_what_was_read(gelezen, programmamanager):
    done = accept(gelezen, programmamanager)

    assert (done.uitkomst, done.status) == ({}, "verwerkt")
    assert done.resultaat["nieuw"] == list(Inspanning.objects.order_by("pk").values_list("pk", flat=True))


def test_accept_import_a_second_time_is_refused(gelezen, programmamanager):
    chosen = keuzes(gelezen)
    accept(gelezen, programmamanager, chosen)

    with pytest.raises(services.AlreadyHandled):
        accept(gelezen, programmamanager, chosen)


def test_voorstellen_of_the_same_file_again_propose_to_leave_everything(gelezen, programmamanager):
    accept(gelezen, programmamanager)

    again = services.start_import(actor=programmamanager, bestandsnaam="weer.txt", raw=DRIE)

    assert [voorstel.keuze for voorstel in queries.voorstellen(again.uitkomst)] == ["overslaan"] * 3
    accept(again, programmamanager)
    assert Inspanning.objects.count() == 3


def test_voorstellen_find_the_kaart_with_the_same_name_also_under_its_ouder(gelezen, programmamanager):
    eten = InspanningFactory(nummer="4", naam="SAMEN ETEN!")
    jongeren = InspanningFactory(nummer="4A", naam="Jongeren", ouder=eten)

    tuin, eerste, tweede = queries.voorstellen(gelezen.uitkomst)

    assert (tuin.bestaand, tuin.nummer, tuin.keuze) == (None, "5", "nieuw")
    assert (eerste.bestaand.pk, eerste.keuze) == (eten.pk, "bijwerken")
    assert (tweede.bestaand.pk, tweede.nummer) == (jongeren.pk, "4A")


@pytest.mark.parametrize(
    ("ours", "lijkt"),
    [
        ("De buurttuin van Noord", False),
        ("Een buurttuin met jongeren", False),
        ("Samen eten in de wijk", True),
        ("Samen koken", False),
        ("Wij gaan samen eten", True),
    ],
)
def test_voorstellen_ask_about_a_kaart_with_nearly_the_same_name(gelezen, ours, lijkt):
    InspanningFactory(nummer="4", naam=ours)

    tuin, eten, _ = queries.voorstellen(gelezen.uitkomst)

    assert (eten.bestaand, eten.keuze) == (None, "nieuw")
    assert (eten.lijkt_op.nummer if eten.lijkt_op else None) == ("4" if lijkt else None)
    assert tuin.lijkt_op is None


def test_voorstellen_give_an_onderdeel_the_next_letter(gelezen):
    InspanningFactory(nummer="6A", ouder=InspanningFactory(nummer="6", naam="Samen eten"))

    assert [voorstel.nummer for voorstel in queries.voorstellen(gelezen.uitkomst)] == ["7", "6", "6B"]


def test_accept_import_puts_an_onderdeel_under_the_kaart_with_its_number(gelezen, programmamanager):
    boven = InspanningFactory(nummer="6", naam="Samen eten")

    accept(gelezen, programmamanager)

    assert Inspanning.objects.get(nummer="6A").ouder == boven


def test_accept_import_fills_what_is_empty_and_leaves_what_is_written(gelezen, programmamanager):
    kaart = services.add_inspanning(
        actor=programmamanager, nummer="9", naam="Buurttuin", aanleiding_tekst="Onze eigen woorden."
    )

    accept(gelezen, programmamanager)

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.planning_tekst) == ("Onze eigen woorden.", "Klaar in 2027.")
    versie = kaart.versies.get(nummer=2)
    assert (versie.gewijzigd, versie.toelichting) == (
        ["planning_tekst", "budget_tekst"],
        "Import uit formulieren.txt",
    )


def test_accept_import_replaces_a_text_only_when_that_was_chosen(gelezen, programmamanager):
    kaart = services.add_inspanning(
        actor=programmamanager,
        nummer="9",
        naam="Buurttuin",
        aanleiding_tekst="Onze eigen woorden.",
        planning_tekst="Ons plan.",
    )

    accept(gelezen, programmamanager, keuzes(gelezen, vervang=frozenset({"planning"})))

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.planning_tekst) == ("Onze eigen woorden.", "Klaar in 2027.")
    assert kaart.versies.get(nummer=1).stand["planning_tekst"] == "Ons plan."


def test_accept_import_saves_nothing_when_a_kaart_changed_since_it_was_looked_at(gelezen, programmamanager):
    kaart = services.add_inspanning(actor=programmamanager, nummer="9", naam="Samen eten")
    chosen = keuzes(gelezen)
    services.edit_inspanning(
        kaart.pk, actor=programmamanager, basisversie=1, velden={"aanleiding_tekst": "Intussen geschreven."}
    )

    with pytest.raises(services.CannotTakeOver, match="nog niet gezien") as refused:
        accept(gelezen, programmamanager, chosen)

    assert refused.value.index == 1
    assert Inspanning.objects.count() == 1
    gelezen.refresh_from_db()
    assert gelezen.status == "open"


def test_accept_import_does_not_update_a_kaart_whose_differences_were_not_seen(gelezen, programmamanager):
    other = InspanningFactory(nummer="8", naam="Iets anders", aanleiding_tekst="Blijf af.")
    chosen = [services.KaartKeuze(index=0, keuze="bijwerken", nummer="8")]

    with pytest.raises(services.CannotTakeOver, match="nog niet gezien"):
        accept(gelezen, programmamanager, chosen)

    other.refresh_from_db()
    assert (other.aanleiding_tekst, other.planning_tekst) == ("Blijf af.", "")


def test_accept_import_names_the_kaart_that_has_a_number_that_is_taken(gelezen, programmamanager):
    InspanningFactory(nummer="1", naam="Iets anders")
    chosen = keuzes(gelezen, nummer="1")

    with pytest.raises(services.CannotTakeOver, match="Buurttuin: Nummer: Er is al een inspanning"):
        accept(gelezen, programmamanager, chosen)


def test_accept_import_of_a_number_that_is_not_there_says_so(gelezen, programmamanager):
    with pytest.raises(services.CannotTakeOver, match="Er is geen kaart met nummer ‘77’"):
        accept(gelezen, programmamanager, [services.KaartKeuze(index=0, keuze="bijwerken", nummer="77")])


def test_accept_import_makes_the_onderdelen_when_asked(programmamanager):
    raw = formulier("Veilig\nA. Overleg\nB. Straat", aanleiding="Er is overlast.", planning="Doorlopend.")
    gelezen = services.start_import(actor=programmamanager, bestandsnaam="f.txt", raw=raw.encode())
    assert queries.voorstellen(gelezen.uitkomst)[0].onderdelen == ("Overleg", "Straat")

    accept(gelezen, programmamanager, keuzes(gelezen, met_onderdelen=True))

    veilig = Inspanning.objects.get(nummer="1")
    assert list(veilig.onderdelen.in_order().values_list("nummer", "naam")) == [
        ("1A", "Overleg"),
        ("1B", "Straat"),
    ]


def test_accept_import_is_for_its_own_uploader(gelezen, gebruiker_met):
    with pytest.raises(PermissionDenied):
        accept(gelezen, gebruiker_met(Rol.PROGRAMMATEAM))


def test_drop_import_empties_what_was_read(gelezen, programmamanager):
    services.drop_import(gelezen.pk, actor=programmamanager)

    gelezen.refresh_from_db()
    assert (gelezen.uitkomst, gelezen.status) == ({}, "vervallen")
    assert not Inspanning.objects.exists()


# ---------------------------------------------------------------------------------------------------- de pagina's


@pytest.fixture
def ingelogd(client, programmamanager):
    client.force_login(programmamanager)
    return client


def upload(client, raw: bytes, naam: str = "formulieren.txt"):
    return client.post(UPLOAD, {"bestand": SimpleUploadedFile(naam, raw)})


def as_posted(answer) -> dict:
    """What a browser posts from the preview when nothing is changed."""
    data = {"fase": "voorbereiding"}
    for kaart in answer.context["kaarten"]:
        form, voorstel = kaart.form, kaart.voorstel
        for naam in ("keuze", "nummer"):
            data[f"{form.prefix}-{naam}"] = form[naam].value()
        if voorstel.bestaand:
            data[f"{form.prefix}-bestaand"] = voorstel.bestaand.pk
            data[f"{form.prefix}-basisversie"] = voorstel.basisversie
    return data


def test_upload_shows_what_was_read_before_anything_is_kept(ingelogd):
    answer = upload(ingelogd, DRIE)

    page = ingelogd.get(answer.url).content.decode()
    assert "3 kaarten met 7 ingevulde velden" in page
    assert "De tuin ligt braak." in page
    assert "<li>Elke week een maaltijd</li>" in page
    assert not Inspanning.objects.exists()


def test_preview_names_what_was_doubtful(ingelogd, programmamanager, gelezen):
    gelezen.uitkomst["onzeker"] = [
        {"kaart": "Buurttuin", "veld": "planning", "zin": "Deze regel is misschien een kop."},
        {"kaart": "Buurttuin", "veld": None, "zin": "De naam stond er twee keer."},
    ]
    gelezen.save()

    page = ingelogd.get(reverse("inspanningen:import_preview", args=[gelezen.pk])).content.decode()

    assert "Bij 2 punten is Kanarie niet zeker" in page
    assert "<strong>Planning:</strong> Deze regel is misschien een kop." in page
    assert "De naam stond er twee keer." in page
    assert "2 na te kijken" in page


def test_preview_accepts_as_proposed(ingelogd, gelezen):
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])

    answer = ingelogd.post(url, as_posted(ingelogd.get(url)), follow=True)

    assert "3 kaarten gemaakt." in answer.content.decode()
    assert Inspanning.objects.count() == 3
    assert ingelogd.get(url).status_code == 404


def test_preview_shows_differences_with_a_kaart_we_have_and_replaces_what_is_ticked(
    ingelogd, programmamanager, gelezen
):
    kaart = services.add_inspanning(
        actor=programmamanager,
        nummer="9",
        naam="Buurttuin",
        aanleiding_tekst="De tuin is leeg.",
        planning_tekst="Ooit.",
    )
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])
    preview = ingelogd.get(url)
    page = preview.content.decode()
    assert "2 verschillen bekijken" in page
    assert "[weg: </span>is leeg" in page
    assert "Wordt aangevuld: Budget." in page

    ingelogd.post(url, as_posted(preview) | {"kaart-0-vervang": ["aanleiding"]})

    kaart.refresh_from_db()
    assert (kaart.aanleiding_tekst, kaart.planning_tekst) == ("De tuin ligt braak.", "Ooit.")


def test_preview_compares_again_when_another_kaart_is_chosen(ingelogd, gelezen):
    other = InspanningFactory(nummer="8", naam="Iets anders", aanleiding_tekst="Heel iets anders.")
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])
    data = as_posted(ingelogd.get(url)) | {"kaart-0-keuze": "bijwerken", "kaart-0-nummer": "8"}

    first = ingelogd.post(url, data)

    assert first.status_code == 422
    assert "De verschillen met kaart 8 hebt u nog niet gezien" in first.content.decode()
    assert "[weg: </span>Heel iets anders" in first.content.decode()
    second = ingelogd.post(url, as_posted(first))
    assert second.status_code == 302
    other.refresh_from_db()
    assert (other.aanleiding_tekst, other.planning_tekst) == ("Heel iets anders.", "Klaar in 2027.")


def test_preview_refuses_a_choice_without_a_number_and_keeps_the_others(ingelogd, gelezen):
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])
    data = as_posted(ingelogd.get(url)) | {"kaart-0-nummer": "", "kaart-1-keuze": "overslaan"}

    answer = ingelogd.post(url, data)

    assert answer.status_code == 422
    assert answer.context["kaarten"][1].form["keuze"].value() == "overslaan"
    assert not Inspanning.objects.exists()


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"kaart-0-keuze": "weg"},
        {"kaart-0-nummer": "\x00"},
        {"kaart-99999999999999999999-keuze": "bijwerken"},
        {"kaart-x-keuze": "bijwerken", "kaart-٣-keuze": "bijwerken"},
        {"fase": "klaar"},
    ],
)
def test_preview_takes_no_harm_of_nonsense(ingelogd, gelezen, nonsense):
    url = reverse("inspanningen:import_preview", args=[gelezen.pk])

    assert ingelogd.post(url, nonsense).status_code == 422
    assert not Inspanning.objects.exists()


def test_preview_can_be_thrown_away_and_is_offered_until_then(ingelogd, gelezen):
    assert "formulieren.txt" in ingelogd.get(UPLOAD).content.decode()

    ingelogd.post(reverse("inspanningen:import_drop", args=[gelezen.pk]))

    assert not ingelogd.get(UPLOAD).context["open_imports"]


@pytest.mark.parametrize(
    ("naam", "raw"),
    [
        ("leeg.txt", b""),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("cijfers.csv", b"naam;waarde\nBrunssum;1,5\n"),
        ("nul.txt", b"\x00" * 5000),
    ],
)
def test_upload_of_a_file_that_is_no_form_is_refused_beside_the_field(ingelogd, naam, raw):
    answer = upload(ingelogd, raw, naam)

    assert answer.status_code == 422
    assert len(answer.context["form"].errors["bestand"][0]) > 20
    assert not Projectformulierimport.objects.exists()


def test_upload_of_twenty_megabytes_is_refused_with_what_may(ingelogd, settings):
    answer = upload(ingelogd, b"Projectnaam: groot\n" * 1_100_000)

    assert answer.status_code == 422
    assert f"hoogstens {settings.MAX_UPLOAD_MB} MB" in answer.content.decode()


def test_upload_of_more_than_the_reader_takes_is_refused_by_the_reader(ingelogd):
    assert upload(ingelogd, b"Projectnaam: groot\n" * 320_000).status_code == 422


def test_upload_without_a_file_asks_for_one(ingelogd):
    assert "Kies het bestand met de projectformulieren." in ingelogd.post(UPLOAD, {}).content.decode()


def test_upload_keeps_a_strange_file_name_readable(ingelogd):
    url = upload(ingelogd, DRIE, "<b>" + "x" * 300 + ".txt").url

    assert "<b>x" not in ingelogd.get(url).content.decode()


def test_import_is_not_for_a_projectleider(client, projectleider, gelezen):
    client.force_login(projectleider)

    assert client.get(UPLOAD).status_code == 403
    assert upload(client, DRIE).status_code == 403
    assert client.get(reverse("inspanningen:import_preview", args=[gelezen.pk])).status_code == 403
    assert client.post(reverse("inspanningen:import_drop", args=[gelezen.pk])).status_code == 403


def test_preview_of_another_is_not_found(client, gebruiker_met, gelezen):
    client.force_login(gebruiker_met(Rol.PROGRAMMATEAM))

    assert client.get(reverse("inspanningen:import_preview", args=[gelezen.pk])).status_code == 404


# ---------------------------------------------------------------------------------------------------- het commando


@pytest.fixture
def bestand(tmp_path):
    path = tmp_path / "formulieren.txt"
    path.write_bytes(DRIE)
    return path


def run(*args) -> str:
    out = io.StringIO()
    call_command("importeer_projectformulieren", *args, stdout=out)
    return out.getvalue()


def test_command_prints_exactly_what_was_read_as_json(bestand):
    assert json.loads(run(bestand, "--json")) == read_projectformulieren(DRIE).als_json()
    assert not Projectformulierimport.objects.exists()


def test_command_keeps_letters_with_accents_readable_in_json(tmp_path):
    path = tmp_path / "f.txt"
    path.write_text(formulier("Café", aanleiding="Eén tafel.", planning="Nu."), encoding="utf-8")

    assert "Eén tafel." in run(path, "--json")


def test_command_tells_what_is_in_the_file_and_keeps_nothing(bestand):
    out = run(bestand)

    assert "3 kaarten met 7 ingevulde velden. Er is niets opgeslagen." in out
    assert "Buurttuin: 3 van 19 velden" in out
    assert not Inspanning.objects.exists()


def test_command_saves_in_the_name_of_someone(bestand, programmamanager):
    assert "3 kaarten gemaakt, 0 aangevuld." in run(
        bestand, "--opslaan", "--door", programmamanager.email.upper()
    )
    assert "0 kaarten gemaakt, 0 aangevuld." in run(bestand, "--opslaan", "--door", programmamanager.email)
    assert Inspanning.objects.get(nummer="1").versies.get().door == programmamanager


@pytest.mark.parametrize("raw", [b"", b"a;b\n1;2\n", b"\x89PNG\r\n\x1a\n\x00"])
def test_command_refuses_a_file_without_forms(tmp_path, raw):
    path = tmp_path / "bestand"
    path.write_bytes(raw)

    with pytest.raises(CommandError) as refused:
        run(path)

    assert len(str(refused.value)) > 20


def test_command_refuses_what_it_cannot_do(bestand, tmp_path, projectleider):
    for args, zin in (
        ([tmp_path / "weg.txt"], "is niet te lezen"),
        ([tmp_path], "is niet te lezen"),
        ([bestand, "--opslaan"], "namens wie"),
        ([bestand, "--opslaan", "--door", "wie@example.org"], "geen gebruiker"),
        ([bestand, "--opslaan", "--door", projectleider.email], "Alleen het programmateam"),
        ([bestand, "--opslaan", "--json"], "niet allebei"),
    ):
        with pytest.raises(CommandError, match=zin):
            run(*args)
