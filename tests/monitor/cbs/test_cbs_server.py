"""The stand-in itself: it must answer as far as is known how the real services answer."""

import io
import json
import zipfile
from urllib.parse import quote

import pytest
import urllib3

from tests.monitor.cbs_server.gegevens import GEBIED, KWB, pristine


@pytest.fixture
def ask(cbs):
    """Ask the stand-in; options in a dictionary, json when there is any."""
    with urllib3.PoolManager() as pool:

        def get(path, method="GET", body=None, **options):
            query = "&".join(f"${name}={quote(str(value))}" for name, value in options.items())
            address = path if path.startswith("http") else cbs.base + path
            response = pool.request(
                method, address + (f"?{query}" if query else ""), body=body, retries=False, redirect=False
            )
            response.json_body = (
                json.loads(response.data.decode("utf-8-sig"))
                if response.headers.get("Content-Type", "").startswith("application/json")
                else None
            )
            return response

        yield get


V4 = "/odata/v1/CBS/84799NED"
V3 = "/ODataFeed/odata/84799NED"


def test_service_document_names_properties_as_the_only_singleton(ask):
    value = ask(V4).json_body["value"]
    assert {"name": "Observations", "kind": "EntitySet", "url": "Observations"} in value
    assert [one["name"] for one in value if one["kind"] == "Singleton"] == ["Properties"]


def test_catalogs_and_datasets(ask):
    assert ask("/odata/v1/Catalogs").json_body["value"][0]["Identifier"] == "CBS"
    found = ask("/odata/v1/Datasets", filter="startswith(Title,'Kerncijfers wijken en buurten')").json_body
    assert [row["Identifier"] for row in found["value"]] == list(KWB)


def test_properties_have_no_wrapper(ask):
    answer = ask(f"{V4}/Properties")
    assert answer.headers["Content-Type"] == "application/json; odata.metadata=minimal"
    assert answer.json_body["Identifier"] == "84799NED"
    assert "value" not in answer.json_body


def test_recorded_metadata_is_served_as_recorded(ask):
    rows = ask("/odata/v1/CBS/83765NED/MeasureCodes", filter="Identifier eq 'D006842'").json_body["value"]
    assert rows[0]["Title"] == "Personen per soort uitkering; Bijstand"
    rows = ask("/odata/v1/CBS/83765NED/WijkenEnBuurtenCodes", filter="Identifier eq 'WK089902'").json_body
    assert rows["value"][0]["Title"] == "Wijk 02 Brunssum-Noord"


def test_recorded_figures_are_served_as_recorded(ask):
    rows = ask(f"{V4}/Observations", filter="Measure eq 'T001036' and WijkenEnBuurten eq 'GM0899'")
    assert rows.json_body["value"][0]["Value"] == 27821


def test_select_shows_only_what_was_asked_and_says_so(ask):
    answer = ask(f"{V4}/Observations", select="Measure,Value", top=2).json_body
    assert answer["@odata.context"].endswith("$metadata#Observations(Measure,Value)")
    assert [set(row) for row in answer["value"]] == [{"Measure", "Value"}] * 2


def test_pages_follow_each_other_with_all_options(ask, cbs):
    cbs.settings.page_size = 7
    options = {"filter": "WijkenEnBuurten eq 'GM0899'", "select": "Id,Measure"}
    first = ask(f"{V4}/Observations", **options).json_body
    assert len(first["value"]) == 7
    second = ask(first["@odata.nextLink"]).json_body
    assert len(second["value"]) == 7
    assert set(second["value"][0]) == {"Id", "Measure"}
    assert second["value"][0]["Id"] > first["value"][-1]["Id"]


def test_top_cuts_without_a_link(ask, cbs):
    cbs.settings.page_size = 7
    answer = ask(f"{V4}/Observations", top=3).json_body
    assert len(answer["value"]) == 3
    assert "@odata.nextLink" not in answer


def test_skip_and_orderby(ask):
    answer = ask(f"{V4}/MeasureCodes", orderby="Index desc", skip=1, top=2, select="Index").json_body
    assert [row["Index"] for row in answer["value"]] == [155, 153]


def test_count_beside_the_rows_and_alone_with_a_mark_before_it(ask):
    both = ask(f"{V4}/Observations", count="true", top=0, filter="Measure eq 'T001036'").json_body
    assert both["value"] == []
    alone = ask(f"{V4}/Observations/$count", filter="Measure eq 'T001036'")
    assert alone.headers["Content-Type"] == "text/plain"
    assert alone.data.decode() == f"\ufeff{both['@odata.count']}"


def test_metadata_is_xml(ask):
    assert ask(f"{V4}/$metadata").headers["Content-Type"] == "application/xml"


@pytest.mark.parametrize(
    ("path", "options", "status"),
    [
        ("/odata/v1/CBS/00000NED/Properties", {}, 404),
        ("/odata/v1/cbs/84799NED/Properties", {}, 404),
        ("/odata/v1/CBS/84799ned/Properties", {}, 404),
        (f"{V4}/observations", {}, 404),
        (f"{V4}/Nietdaar", {}, 404),
        ("/odata/v1/CBS/50150NED/Properties", {}, 404),
        (f"{V4}/Observations", {"filter": "Onbekend eq 1"}, 400),
        (f"{V4}/Observations", {"filter": "Measure eq"}, 400),
        (f"{V4}/Observations", {"select": "Onbekend"}, 400),
        (f"{V4}/Observations", {"expand": "x"}, 400),
        (f"{V4}/Observations", {"top": "veel"}, 400),
        (f"{V4}/Observations", {"count": "ja"}, 400),
        (f"{V4}/Observations", {"orderby": "Onbekend"}, 400),
        (f"{V3}/TypedDataSet", {"format": "json", "count": "true"}, 400),
        ("/derden/ODataFeed/odata/84799NED/TableInfos", {"format": "json"}, 404),
        ("/ODataFeed/odata/50150NED/TableInfos", {"format": "json"}, 404),
    ],
)
def test_refusals(ask, path, options, status):
    answer = ask(path, **options)
    assert answer.status == status
    assert set(answer.json_body["error"]) == {"code", "message"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_only_get(ask, method):
    assert ask(f"{V4}/Properties", method=method).status == 405


@pytest.mark.parametrize("status", [414, 404])
def test_a_long_address_is_refused(ask, cbs, status):
    cbs.settings.long_url_status = status
    assert ask(f"{V4}/Observations", filter="Measure eq '" + "x" * 2000 + "'").status == status


def test_v3_keys_are_padded_and_absent_figures_null(ask):
    rows = ask(
        f"{V3}/TypedDataSet", format="json", filter="startswith(WijkenEnBuurten,'BU08990243')"
    ).json_body
    (row,) = rows["value"]
    assert row["WijkenEnBuurten"] == "BU08990243"
    assert row["k_40HuishoudensMetLaagsteInkomen_76"] is None
    gemeente = ask(f"{V3}/TypedDataSet", format="json", filter="WijkenEnBuurten eq 'GM0899    '").json_body
    assert gemeente["value"][0]["AantalInwoners_5"] == 27821
    unpadded = ask(f"{V3}/TypedDataSet", format="json", filter="WijkenEnBuurten eq 'GM0899'").json_body
    assert unpadded["value"] == []


def test_v3_envelope_pages_and_case(ask, cbs):
    cbs.settings.feed_page_size = 10
    first = ask("/ODataFeed/OData/84799NED/WijkenEnBuurten", format="json").json_body
    assert len(first["value"]) == 10
    assert "odata.metadata" in first
    second = ask(first["odata.nextLink"]).json_body
    assert second["value"][0] not in first["value"]


def test_v3_feed_without_format_is_atom(ask):
    assert ask(f"{V3}/TableInfos").headers["Content-Type"] == "application/atom+xml"


def test_v3_api_refuses_what_is_too_much(ask, cbs):
    cbs.settings.api_limit = 10
    assert ask("/ODataApi/odata/84799NED/TypedDataSet").status == 500
    assert ask("/ODataApi/odata/84799NED/TypedDataSet", top=10).status == 200


def test_v4_and_v3_tell_the_same(ask):
    """Every figure of a v3 row is an observation of v4, and the other way round."""
    tabel = pristine("83765NED")
    wide = ask("/ODataFeed/odata/83765NED/TypedDataSet", format="json").json_body["value"]
    by_gebied = {row[GEBIED].strip(): row for row in wide}
    assert len(tabel.observations) > 1000
    for row in tabel.observations:
        assert by_gebied[row[GEBIED]][tabel.column(row["Measure"])] == row["Value"]


def test_csv_zip_as_cbs_makes_it(ask):
    answer = ask("/csv/CBS/nl/84799NED")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert set(archive.namelist()) == {
            "Observations.csv",
            "MeasureCodes.csv",
            "WijkenEnBuurtenCodes.csv",
        }
        head, first, *_ = archive.read("Observations.csv").decode("utf-8").split("\r\n")
    assert head == "\ufeffId;Measure;ValueAttribute;Value;StringValue;WijkenEnBuurten"
    assert ";None;" in first


def test_control_changes_a_table_and_log_tells_what_was_asked(ask, cbs):
    body = json.dumps(
        {
            "tabel": "84799NED",
            "eigenschappen": {"Version": "209901010000"},
            "cellen": [{"Measure": "T001036", GEBIED: "GM0899", "Value": 1}],
            "maten": {"D006842": {"Title": "Anders", "Unit": "%"}},
            "gebieden": {"WK089902": "Wijk 02 Elders"},
            "leeg": ["D001827"],
        }
    )
    assert ask("/__control", method="POST", body=body).status == 200
    assert ask(f"{V4}/Properties").json_body["Version"] == "209901010000"
    rows = ask(f"{V4}/Observations", filter="Measure eq 'T001036' and WijkenEnBuurten eq 'GM0899'").json_body
    assert rows["value"][0]["Value"] == 1
    assert ask(f"{V4}/Observations", filter="Measure eq 'D001827'").json_body["value"] == []
    assert ask(f"{V4}/MeasureCodes", filter="Title eq 'Anders'").json_body["value"]
    log = ask("/__log").json_body
    assert log[0]["address"] == f"{V4}/Properties"
    assert {entry["status"] for entry in log} == {200}
    ask("/__control", method="POST", body=json.dumps({"reset": True}))
    assert ask(f"{V4}/Properties").json_body["Version"] != "209901010000"
    assert len(cbs.log) == 1


@pytest.mark.parametrize(
    "body", ["geen json", '{"mode": "iets"}', '{"settings": {"x": 1}}', '{"mode": "500", "x": 1}']
)
def test_control_refuses_what_it_does_not_know(ask, body):
    assert ask("/__control", method="POST", body=body).status == 400


def test_a_rule_can_skip_and_stop(ask, cbs):
    cbs.fail(503, match="Properties", skip=1, times=2)
    assert [ask(f"{V4}/Properties").status for _ in range(4)] == [200, 503, 503, 200]
    assert ask(f"{V4}/Dimensions").status == 200


def test_changing_one_server_leaves_the_fixtures_alone(cbs):
    cbs.change("84799NED").put("T001036", "GM0899", Value=1)
    values = [
        row["Value"]
        for row in pristine("84799NED").observations
        if (row["Measure"], row[GEBIED]) == ("T001036", "GM0899")
    ]
    assert values == [27821]
