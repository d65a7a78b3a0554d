import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import etree

from brunssum.core.bestanden import mdto
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Rol
from reisverslag.models import Archiefpakket, Reisverslag
from reisverslag.queries.archief import archiefstukken
from reisverslag.services import archief as services
from tests.factories import ReisverslagFactory, UitgaveFactory, VastgesteldFactory
from tests.openbaar.maken import make_gepubliceerd

pytestmark = pytest.mark.django_db

NU = datetime(2026, 7, 3, 9, 0, tzinfo=UTC)
INHOUD = b"%PDF-1.7 het verslag"
ROOT = Path(__file__).parents[2]
SCHEMA = next((found for up in ROOT.parents for found in up.glob("*/mdto/MDTO-XML1.0.1.xsd")), None)
"""The schema of the Nationaal Archief is not ours to keep here; when it lies beside the project, what we make must be valid."""

NS = {"m": mdto.NAMESPACE}


def quiet(*_):
    return None


def url(name, *args):
    return reverse(f"reisverslag:{name}", args=args)


def make_uitgave(**fields):
    return UitgaveFactory(
        bestand=ContentFile(INHOUD, name="reisverslag.pdf"),
        sha256=hashlib.sha256(INHOUD).hexdigest(),
        omvang=len(INHOUD),
        **fields,
    )


@pytest.fixture
def uitgave():
    return make_uitgave(reisverslag__titel="Onderweg & verder in <Noord>")


@pytest.fixture
def stuk(uitgave):
    [(stuk, _)] = archiefstukken(reisverslag_id=uitgave.reisverslag_id)
    return stuk


@pytest.fixture
def maak(programmamanager):
    def make(**fields):
        pakket = services.request_archiefpakket(actor=programmamanager, op=NU, **fields)
        return services.make_archiefpakket(pakket.pk, actor=programmamanager, meld=quiet)

    return make


def texts(xml: bytes, path: str) -> list[str]:
    return [one.text for one in etree.fromstring(xml).iterfind(path, NS)]


@pytest.mark.skipif(SCHEMA is None, reason="the schema of MDTO does not lie beside the project")
@pytest.mark.parametrize("waardering", ["B", "V"])
@pytest.mark.parametrize("publiek", list(Reisverslag.Publiek))
def test_the_metadata_are_valid_by_the_schema_of_the_nationaal_archief(settings, waardering, publiek):
    settings.ARCHIEF_WAARDERING = waardering
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    first = make_gepubliceerd(publiek=publiek)
    second = make_uitgave(
        reisverslag__publiek=publiek,
        reisverslag__vervangt=first,
        reisverslag__versie=2,
        reisverslag__vervangt_waarom="Een cijfer klopte niet.",
    ).reisverslag
    for verslag in (first, second):
        [(stuk, _)] = archiefstukken(reisverslag_id=verslag.pk)
        for xml in (mdto.informatieobject_xml(stuk), mdto.bestand_xml(stuk)):
            schema.assertValid(etree.fromstring(xml))


def test_the_document_is_told_in_the_order_of_the_schema(stuk, uitgave):
    xml = mdto.informatieobject_xml(stuk)
    found = [etree.QName(one).localname for one in etree.fromstring(xml)[0]]
    assert found == [
        "identificatie",
        "naam",
        "aggregatieniveau",
        "classificatie",
        "omschrijving",
        "dekkingInTijd",
        "taal",
        "event",
        "event",
        "waardering",
        "heeftRepresentatie",
        "archiefvormer",
        "beperkingGebruik",
    ]
    assert texts(xml, ".//m:naam") == ["Onderweg & verder in <Noord>"]
    assert texts(xml, ".//m:dekkingInTijdBegindatum") == ["2026-01-01"]
    assert texts(xml, ".//m:dekkingInTijdEinddatum") == ["2026-06-30"]
    assert texts(xml, ".//m:taal") == ["nl"]
    assert texts(xml, ".//m:eventType/m:begripLabel") == ["Creatie", "Accordering"]
    assert texts(xml, ".//m:archiefvormer//m:identificatieKenmerk") == ["gm0899"]
    assert texts(xml, ".//m:waardering/m:begripCode") == ["B"]
    assert texts(xml, ".//m:aggregatieniveau/m:begripLabel") == ["Archiefstuk"]


def test_the_file_is_told_with_its_hash(stuk, uitgave):
    xml = mdto.bestand_xml(stuk)
    assert texts(xml, ".//m:omvang") == [str(len(INHOUD))]
    assert texts(xml, ".//m:bestandsformaat/m:begripCode") == ["fmt/476"]
    assert texts(xml, ".//m:checksumWaarde") == [uitgave.sha256]
    assert texts(xml, ".//m:isRepresentatieVan//m:identificatieKenmerk") == [stuk.kenmerk]
    informatieobject = mdto.informatieobject_xml(stuk)
    here = texts(xml, "./m:bestand/m:identificatie/m:identificatieKenmerk")
    assert texts(informatieobject, ".//m:heeftRepresentatie//m:identificatieKenmerk") == here


def test_what_is_destroyed_some_day_says_when(stuk, settings):
    settings.ARCHIEF_WAARDERING, settings.ARCHIEF_BEWAARJAREN = "V", 7
    xml = mdto.informatieobject_xml(stuk)
    assert texts(xml, ".//m:termijnLooptijd") == ["P7Y"]
    assert texts(xml, ".//m:termijnStartdatumLooptijd") == ["2026-07-01"]


def test_published_it_says_so_and_where_and_for_partners_it_says_for_whom():
    openbaar = make_gepubliceerd()
    [(stuk, _)] = archiefstukken(reisverslag_id=openbaar.pk)
    xml = mdto.informatieobject_xml(stuk)
    assert texts(xml, ".//m:eventType/m:begripLabel") == ["Creatie", "Accordering", "Publicatie"]
    [adres] = texts(xml, ".//m:raadpleeglocatieOnline")
    assert adres.endswith(f"/openbaar/reisverslagen/{openbaar.pk}/")
    assert texts(xml, ".//m:beperkingGebruikType/m:begripLabel") == ["Geen beperkingen"]
    intern = make_uitgave(reisverslag__publiek=Reisverslag.Publiek.AMBASSADEURS).reisverslag_id
    [(stuk, _)] = archiefstukken(reisverslag_id=intern)
    xml = mdto.informatieobject_xml(stuk)
    assert texts(xml, ".//m:beperkingGebruikType/m:begripLabel") == ["Niet openbaar"]
    assert texts(xml, ".//m:raadpleeglocatieOnline") == []


def test_a_correction_says_what_it_replaces(uitgave):
    nieuw = make_uitgave(
        reisverslag__vervangt=uitgave.reisverslag,
        reisverslag__versie=2,
        reisverslag__vervangt_waarom="Een cijfer klopte niet.",
    )
    [(stuk, _)] = archiefstukken(reisverslag_id=nieuw.reisverslag_id)
    xml = mdto.informatieobject_xml(stuk)
    relatie = ".//m:gerelateerdInformatieobject"
    assert texts(xml, f"{relatie}//m:begripLabel") == ["Vervangt"]
    assert texts(xml, f"{relatie}//m:identificatieKenmerk") == [f"reisverslag-{uitgave.reisverslag_id}"]


def test_no_person_is_named(uitgave, stuk):
    auteur = uitgave.reisverslag.auteur
    assert auteur.naam not in mdto.informatieobject_xml(stuk).decode()
    assert auteur.email not in mdto.informatieobject_xml(stuk).decode()


def test_a_package_holds_the_file_its_metadata_and_a_manifest_that_is_right(maak, uitgave):
    pakket = maak(reisverslag=uitgave.reisverslag)
    with pakket.bestand.open("rb") as stored:
        content = stored.read()
    assert hashlib.sha256(content).hexdigest() == pakket.sha256
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        manifest = json.loads(package.read("manifest.json"))
        for row in manifest:
            assert hashlib.sha256(package.read(row["bestand"])).hexdigest() == row["sha256"]
        folder = f"reisverslag-{uitgave.reisverslag_id}"
        assert package.read(f"{folder}/{uitgave.naam}") == INHOUD
    assert len(names) == 4
    assert {row["bestand"] for row in manifest} == set(names) - {"manifest.json"}


def test_the_same_is_packed_to_the_same_bytes(maak, uitgave):
    assert maak(reisverslag=uitgave.reisverslag).sha256 == maak(reisverslag=uitgave.reisverslag).sha256


def test_a_period_counts_by_the_day_of_vaststellen(maak):
    for dag in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)):
        op = datetime.combine(dag, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
        make_uitgave(reisverslag__vastgesteld_op=op)
    pakket = maak(van=date(2026, 1, 1), tot=date(2026, 3, 31))
    assert pakket.aantal == 2


def test_a_file_that_was_damaged_is_not_handed_over(programmamanager, uitgave):
    uitgave.sha256 = "0" * 64
    uitgave.save()
    pakket = services.request_archiefpakket(actor=programmamanager, op=NU, reisverslag=uitgave.reisverslag)
    with pytest.raises(mdto.Beschadigd):
        services.make_archiefpakket(pakket.pk, actor=programmamanager, meld=quiet)
    assert not Archiefpakket.objects.get().bestand


def test_made_twice_it_stays_what_it_was(maak, uitgave, programmamanager):
    pakket = maak(reisverslag=uitgave.reisverslag)
    again = services.make_archiefpakket(pakket.pk, actor=programmamanager, meld=quiet)
    assert again.bestand.name == pakket.bestand.name
    assert LogRegel.objects.filter(actie="archiefpakket.gemaakt").count() == 1


def test_only_what_is_vastgesteld_and_has_a_file_is_packed(maak):
    for verslag in (ReisverslagFactory(), VastgesteldFactory()):
        with pytest.raises(ValidationError, match="geen vastgesteld"):
            maak(reisverslag=verslag)
    with pytest.raises(ValidationError, match="In deze periode"):
        maak(van=date(2020, 1, 1), tot=date(2020, 12, 31))


def test_only_the_team_asks(uitgave, gebruiker_met):
    for rol in (Rol.FUNCTIONARIS, Rol.BESTUUR):
        with pytest.raises(PermissionDenied):
            services.request_archiefpakket(actor=gebruiker_met(rol), op=NU, reisverslag=uitgave.reisverslag)


def test_the_database_refuses_a_package_of_nothing_or_without_hash(programmamanager, uitgave):
    who = {"gevraagd_door": programmamanager, "gevraagd_op": NU}
    for fields in (
        {},
        {"van": date(2026, 2, 1), "tot": date(2026, 1, 1)},
        {"reisverslag": uitgave.reisverslag, "bestand": "x.zip"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Archiefpakket.objects.create(**who | fields)


def test_the_team_asks_and_downloads(client, programmamanager, uitgave, django_capture_on_commit_callbacks):
    client.force_login(programmamanager)
    assert "nog geen pakket" in client.get(url("archief")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("archief"), {"van": "2026-01-01", "tot": "2026-12-31"})
        client.post(url("archief-verslag", uitgave.reisverslag_id))
    page = client.get(url("archief")).content.decode()
    pakketten = Archiefpakket.objects.all()
    assert [one.aantal for one in pakketten] == [1, 1]
    assert all(one.sha256 in page for one in pakketten)
    response = client.get(url("archief-download", pakketten[0].pk))
    assert b"".join(response.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"van": "2026-02-01", "tot": "2026-01-01"},
        {"van": "0000-01-01", "tot": "99999-01-01"},
        {"van": "a\x00", "tot": "x" * 20_000},
    ],
)
def test_odd_periods_are_refused_in_a_sentence(client, programmamanager, posted):
    client.force_login(programmamanager)
    assert client.post(url("archief"), posted).status_code == 422


def test_a_verslag_without_a_file_is_refused_in_a_sentence(client, programmamanager):
    client.force_login(programmamanager)
    response = client.post(url("archief-verslag", VastgesteldFactory().pk))
    assert response.status_code == 422
    assert "Stel het eerst vast" in response.content.decode()


def test_queries_do_not_grow():
    def count():
        with CaptureQueriesContext(connection) as queries:
            archiefstukken(van=date(2026, 1, 1), tot=date(2026, 12, 31))
        return len(queries)

    make_uitgave()
    few = count()
    for _ in range(10):
        make_uitgave()
    assert count() == few == 3
