"""An overleg: its agenda, who came, what was agreed; and a partner that sees only what is shared with it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from brunssum.core.models import LogRegel, Organisatie
from brunssum.core.rollen import Rol
from casuistiek import services
from casuistiek.models import Agendapunt, Betrokkene, Casus, Deelprofiel, Overleg, Veld, Verstrekking
from casuistiek.queries.overleg import WAARDE
from casuistiek.stappen import Stap
from tests.factories import OrganisatieFactory

from .conftest import MELDING

DAG = date(2026, 3, 20)
NU = datetime(2026, 3, 19, 12, 0, tzinfo=UTC)
TOT = date(2099, 1, 1)
VRAAG = "Wie kent een dakdekker?"


@pytest.fixture(autouse=True)
def profielen(db):
    services.load_bewaren(actor=None)


@pytest.fixture
def corporatie(db):
    return OrganisatieFactory(naam="Woonvorm", soort=Organisatie.Soort.CORPORATIE)


@pytest.fixture
def zorg(db):
    return OrganisatieFactory(naam="Zorgsaam", soort=Organisatie.Soort.ZORG)


@pytest.fixture
def partner_van(gebruiker_met):
    return lambda organisatie: gebruiker_met(Rol.PARTNER, organisatie=organisatie)


@pytest.fixture
def overleg(wijkmanager, corporatie, zorg):
    return services.plan_overleg(
        actor=wijkmanager, soort="vlb", op=DAG, voorzitter=wijkmanager, organisaties=[corporatie, zorg]
    )


@pytest.fixture
def punt(overleg, casus_op, wijkmanager):
    casus = casus_op(Stap.TER_PLEKKE)
    return services.add_agendapunt(overleg.pk, actor=wijkmanager, casus_id=casus.pk, vraag=VRAAG)


def share(punt, actor, organisatie, **velden):
    return services.share_casus(
        punt.pk,
        **{
            "actor": actor,
            "organisatie": organisatie,
            "velden": ["wijk", "vraag"],
            "doel": "Een dakdekker vinden",
            "grondslag": "Convenant",
            "geldig_tot": TOT,
            "op": NU,
        }
        | velden,
    )


def partner_page(client, partner, overleg) -> str:
    client.force_login(partner)
    response = client.get(reverse("casuistiek:overleg", args=[overleg.pk]))
    return response.content.decode() if response.status_code == 200 else ""


# The agenda


def test_waiting_for_an_overleg_is_no_step(punt, wijkmanager):
    """The casus goes on as if there were no meeting."""
    casus = punt.casus
    services.doorgeleiden(
        casus.pk, actor=wijkmanager, op=MELDING + timedelta(days=9), toelichting="Kan toch."
    )
    assert "overleg" not in {stap.value for stap in Stap}


def test_a_casus_stands_on_an_agenda_once(punt, wijkmanager):
    with pytest.raises(ValidationError, match="al op de agenda"):
        services.add_agendapunt(punt.overleg_id, actor=wijkmanager, casus_id=punt.casus_id, vraag=VRAAG)


def test_only_a_running_casus_of_ones_own_comes_on_an_agenda(overleg, casus_op, wijkmanager, gebruiker_met):
    closed, running = casus_op(Stap.INGETROKKEN), casus_op(Stap.TER_PLEKKE)
    with pytest.raises(services.CannotMeet, match="lopende"):
        services.add_agendapunt(overleg.pk, actor=wijkmanager, casus_id=closed.pk, vraag=VRAAG)
    with pytest.raises(PermissionDenied):
        services.add_agendapunt(
            overleg.pk, actor=gebruiker_met(Rol.WIJKMANAGER), casus_id=running.pk, vraag=VRAAG
        )


def test_an_afgerond_overleg_stays_as_it_was(punt, overleg, casus_op, wijkmanager):
    with pytest.raises(services.CannotMeet, match="nog komen"):
        services.close_overleg(overleg.pk, actor=wijkmanager, op=DAG - timedelta(days=1), verslag="Goed.")
    services.close_overleg(overleg.pk, actor=wijkmanager, op=DAG, verslag="Goed overleg.")
    with pytest.raises(services.CannotMeet, match="afgerond"):
        services.add_agendapunt(
            overleg.pk, actor=wijkmanager, casus_id=casus_op(Stap.TER_PLEKKE).pk, vraag=VRAAG
        )
    with pytest.raises(services.CannotMeet, match="afgerond"):
        services.remove_agendapunt(punt.pk, actor=wijkmanager)


def test_note_presence_keeps_who_came(overleg, wijkmanager, corporatie):
    deelname = overleg.deelnames.get(organisatie=corporatie)
    services.note_presence(overleg.pk, actor=wijkmanager, aanwezig={deelname.pk: "ja"})
    assert sorted(overleg.deelnames.values_list("aanwezig", flat=True)) == ["", "ja"]


def test_an_afspraak_moves_the_casus(punt, wijkmanager):
    services.write_afspraak(punt.pk, actor=wijkmanager, op=DAG, afspraak="De corporatie kijkt mee.")
    assert Casus.objects.get().bewogen_op == DAG


# Sharing


def test_every_field_of_a_profile_can_be_read(db):
    assert set(WAARDE) == set(Veld)
    assert {veld for profiel in Deelprofiel.objects.all() for veld in profiel.velden} <= set(Veld.values)


def test_health_and_safety_do_not_go_where_they_do_not_belong(db):
    """P18: a corporatie gets what is about housing, a safety partner a signal; neither gets the leefgebieden or the text."""
    velden = {profiel.soort: set(profiel.velden) for profiel in Deelprofiel.objects.all()}
    too_much = {Veld.LEEFGEBIEDEN, Veld.WAT_GAAT_MIS}
    assert not velden["corporatie"] & {*too_much, Veld.VEILIGHEID}
    assert not velden["veiligheid"] & {*too_much, Veld.BUURT, Veld.STAP}


def test_a_partner_sees_the_shared_fields_and_nothing_else(
    client, punt, overleg, wijkmanager, corporatie, partner_van
):
    share(punt, wijkmanager, corporatie)
    page = partner_page(client, partner_van(corporatie), overleg)
    assert VRAAG in page
    assert "Wijk 02 Brunssum-Noord" in page
    for hidden in (
        punt.casus.nummer,
        punt.casus.wat_gaat_mis,
        "Klingelsberg",
        str(punt.casus.kenmerk),
        "Hoe snel",
    ):
        assert hidden not in page


def test_a_partner_never_sees_what_is_shared_with_another(
    client, punt, overleg, wijkmanager, corporatie, zorg, partner_van
):
    share(punt, wijkmanager, corporatie)
    page = partner_page(client, partner_van(zorg), overleg)
    assert page
    assert VRAAG not in page


def test_a_partner_that_was_not_asked_finds_no_overleg(client, overleg, partner_van):
    client.force_login(partner_van(OrganisatieFactory()))
    assert client.get(reverse("casuistiek:overleg", args=[overleg.pk])).status_code == 404
    assert "VLB" not in client.get(reverse("casuistiek:overleggen")).content.decode()


@pytest.mark.parametrize("end", ["withdrawn", "past", "restricted", "removed"])
def test_sharing_ends(client, punt, overleg, wijkmanager, corporatie, partner_van, end):
    verstrekking = share(punt, wijkmanager, corporatie)
    match end:
        case "withdrawn":
            services.withdraw_verstrekking(verstrekking.pk, actor=wijkmanager, op=NU)
        case "past":
            Verstrekking.objects.update(geldig_tot=date(2026, 3, 1))
        case "restricted":
            Casus.objects.update(beperkt_op=DAG)
        case "removed":
            services.remove_agendapunt(punt.pk, actor=wijkmanager)
    assert VRAAG not in partner_page(client, partner_van(corporatie), overleg)


def test_what_a_partner_reads_leaves_a_row_per_casus(
    client, punt, overleg, wijkmanager, corporatie, partner_van
):
    share(punt, wijkmanager, corporatie)
    partner = partner_van(corporatie)
    partner_page(client, partner, overleg)
    assert LogRegel.objects.get(actie="verstrekking.ingezien").actor == partner


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"velden": ["leefgebieden"]}, "deelprofiel"),
        ({"velden": []}, "deelprofiel"),
        ({"geldig_tot": date(2026, 3, 1)}, "voorbij"),
        ({"grondslag": " "}, "op welke grond"),
    ],
)
def test_share_casus_is_refused_beyond_profile_day_and_ground(punt, wijkmanager, corporatie, velden, zin):
    with pytest.raises(services.CannotShare, match=zin):
        share(punt, wijkmanager, corporatie, **velden)


def test_share_casus_is_refused_to_who_was_not_asked_and_without_a_profile(punt, wijkmanager, corporatie):
    with pytest.raises(services.CannotShare, match="niet gevraagd"):
        share(punt, wijkmanager, OrganisatieFactory(soort=Organisatie.Soort.CORPORATIE))
    Deelprofiel.objects.all().delete()
    with pytest.raises(services.CannotShare, match="deelprofiel"):
        share(punt, wijkmanager, corporatie)


def test_share_casus_is_for_the_casusverantwoordelijke(punt, programmamanager, corporatie):
    with pytest.raises(PermissionDenied):
        share(punt, programmamanager, corporatie)


def test_a_text_that_names_the_betrokkene_goes_nowhere(punt, wijkmanager, corporatie):
    Betrokkene.objects.create(casus=punt.casus, naam="Saar Kwartelkuiken")
    Agendapunt.objects.update(vraag="Wie kent Saar?")
    with pytest.raises(services.CannotShare, match="een naam van de betrokkene"):
        share(punt, wijkmanager, corporatie)
    share(punt, wijkmanager, corporatie, velden=["wijk", "afspraak"])
    with pytest.raises(services.CannotShare, match="een naam van de betrokkene"):
        services.write_afspraak(punt.pk, actor=wijkmanager, op=DAG, afspraak="Saar belt zelf.")


# Pages


def test_the_pages_take_a_casus_through_an_overleg(client, casus_op, wijkmanager, corporatie):
    client.force_login(wijkmanager)
    velden = {
        "soort": "casuistiek",
        "op": "2026-03-20",
        "voorzitter": wijkmanager.pk,
        "organisaties": [corporatie.pk],
    }
    assert client.post(reverse("casuistiek:overleg_plan"), velden).status_code == 302
    overleg = Overleg.objects.get()
    casus = casus_op(Stap.TER_PLEKKE)
    add = reverse("casuistiek:agendapunt", args=[casus.kenmerk])
    assert client.post(add, {"overleg": "", "vraag": ""}).status_code == 422
    assert client.post(add, {"overleg": overleg.pk, "vraag": VRAAG}).status_code == 302
    punt = Agendapunt.objects.get()
    delen = {"organisatie": corporatie.pk, "velden": ["wijk", "vraag"], "doel": "Dak", "grondslag": "Convenant", "geldig_tot": "2099-01-01"}  # fmt: skip
    page = reverse("casuistiek:agendapunt_share", args=[punt.pk])
    assert "in welke wijk" in client.get(page).content.decode()
    assert client.post(page, delen | {"velden": []}).status_code == 422
    assert client.post(page, delen).status_code == 302
    afspraak = reverse("casuistiek:agendapunt_afspraak", args=[punt.pk])
    assert client.post(afspraak, {"afspraak": "Bel 0612345678"}).status_code == 422
    assert client.post(afspraak, {"afspraak": "De corporatie kijkt mee."}).status_code == 302
    deelname = overleg.deelnames.get()
    client.post(reverse("casuistiek:overleg_presence", args=[overleg.pk]), {str(deelname.pk): "ja"})
    assert (
        client.post(reverse("casuistiek:overleg_close", args=[overleg.pk]), {"verslag": "Goed."}).status_code
        == 302
    )
    content = client.get(reverse("casuistiek:overleg", args=[overleg.pk])).content.decode()
    for word in ("De corporatie kijkt mee.", "Gedeeld met Woonvorm", "Was er", "Goed."):
        assert word in content
    assert "VLB" not in content
    assert (
        "De corporatie kijkt mee."
        in client.get(reverse("casuistiek:detail", args=[casus.kenmerk])).content.decode()
    )


def test_the_agenda_tells_of_other_casussen_only_how_many(client, punt, overleg, gebruiker_met):
    client.force_login(gebruiker_met(Rol.WIJKMANAGER))
    content = client.get(reverse("casuistiek:overleg", args=[overleg.pk])).content.decode()
    assert VRAAG not in content
    assert punt.casus.nummer not in content
    assert "nog 1 casus op de agenda" in content


def test_the_agenda_offers_no_button_that_would_be_refused(client, punt, overleg, gebruiker_met):
    """A programmamanager sees every casus, and takes none further."""
    client.force_login(gebruiker_met(Rol.PROGRAMMAMANAGER))
    content = client.get(reverse("casuistiek:overleg", args=[overleg.pk])).content.decode()
    assert VRAAG in content
    for name in ("agendapunt_afspraak", "agendapunt_remove"):
        assert reverse(f"casuistiek:{name}", args=[punt.pk]) not in content
    assert client.post(reverse("casuistiek:agendapunt_remove", args=[punt.pk])).status_code == 403

    client.force_login(punt.casus.casusverantwoordelijke)
    content = client.get(reverse("casuistiek:overleg", args=[overleg.pk])).content.decode()
    assert reverse("casuistiek:agendapunt_afspraak", args=[punt.pk]) in content


def test_the_page_of_an_overleg_has_a_fixed_number_of_queries(
    client, overleg, casus_op, wijkmanager, corporatie, django_assert_max_num_queries
):
    for _ in range(4):
        punt = services.add_agendapunt(
            overleg.pk, actor=wijkmanager, casus_id=casus_op(Stap.TER_PLEKKE).pk, vraag=VRAAG
        )
        share(punt, wijkmanager, corporatie)
    client.force_login(wijkmanager)
    with django_assert_max_num_queries(12):
        client.get(reverse("casuistiek:overleg", args=[overleg.pk]))
