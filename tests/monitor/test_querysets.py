import pytest

from brunssum.core.models import ApiClient
from brunssum.core.rollen import Rol
from monitor.models import Indicator, Verversing, Waarneming
from tests.factories import OrganisatieFactory, VerversingFactory, WaarnemingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    WaarnemingFactory()
    for status in ("voorbeeld", "mislukt", "ingetrokken"):
        VerversingFactory(status=status, verwerkt_op=None)


@pytest.mark.parametrize("rol", [Rol.WIJKMANAGER, Rol.BESTUUR, Rol.AMBASSADEUR, Rol.PARTNER])
def test_visible_to_a_reader(gebruiker_met, rows, rol):
    reader = gebruiker_met(rol)
    assert Indicator.objects.visible_to(reader).count() == 1
    assert Waarneming.objects.visible_to(reader).count() == 1
    assert {row.status for row in Verversing.objects.visible_to(reader)} == {"verwerkt", "mislukt"}


def test_visible_to_the_team_has_previews_too(programmamanager, rows):
    assert Verversing.objects.visible_to(programmamanager).count() == 4


@pytest.mark.parametrize("rollen", [(), (Rol.RAADSLID,), (Rol.FUNCTIONARIS,), (Rol.BEHEERDER,)])
def test_visible_to_others_is_nothing(gebruiker_met, rows, rollen):
    other = gebruiker_met(*rollen)
    for model in (Indicator, Waarneming, Verversing):
        assert not model.objects.visible_to(other).exists()


def test_visible_to_a_partners_system_as_to_a_partner(rows):
    client = ApiClient(organisatie=OrganisatieFactory())
    assert Indicator.objects.visible_to(client).count() == 1
    assert Waarneming.objects.visible_to(client).get().getoonde_waarde == 10


def test_newest_first_leaves_the_file_where_it_is(programmamanager, django_assert_num_queries, cijfers):
    assert programmamanager.rollen
    with django_assert_num_queries(1) as queries:
        (row,) = Verversing.objects.visible_to(programmamanager).newest_first()
        assert row.aanlevering.bestandsnaam == "cijfers.csv"
        assert row.bron.naam == "Aangeleverd bestand"
    assert "inhoud" not in queries[0]["sql"]
