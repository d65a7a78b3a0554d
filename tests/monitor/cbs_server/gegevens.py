"""The tables of the stand-in: metadata as recorded or made up in fixtures/, observations made from a checksum."""

import copy
import functools
import itertools
import json
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]

FIXTURES = Path(__file__).parent / "fixtures"
GEBIED = "WijkenEnBuurten"
BREEDTE = {GEBIED: 10, "Overlast": 6, "Leeftijd": 5, "Marges": 7, "Perioden": 8}
KWB = ("83765NED", "84799NED", "85618NED", "85984NED", "86165NED")
DERDEN = ("50150NED", "47024NED")


@dataclass
class Tabel:
    """One table as both protocols know it; observations are kept as v4 has them, codes without padding."""

    id: str
    in_v4: bool
    properties: Row
    tableinfo: Row
    dimensions: list[Row]
    measures: list[Row]
    dataproperties: list[Row]
    codes: dict[str, list[Row]]
    groups: dict[str, list[Row]] = field(default_factory=dict)
    observations: list[Row] = field(default_factory=list)

    @property
    def dims(self) -> list[str]:
        return [row["Identifier"] for row in self.dimensions]

    def copy(self) -> "Tabel":
        return copy.deepcopy(self)

    def column(self, code: str) -> str:
        """The v3 name of a measure."""
        index = next(row["Index"] for row in self.measures if row["Identifier"] == code)
        return next(row["Key"] for row in self.dataproperties if row["ID"] == index)

    def put(self, measure: str, gebied: str, **values: Any) -> None:
        """Give a cell other values, or make it."""
        dims = {name: values.pop(name) for name in self.dims if name in values} | {GEBIED: gebied}
        for row in self.observations:
            if row["Measure"] == measure and all(row[name] == value for name, value in dims.items()):
                row.update(values)
                return
        row = {"Id": 0, "Measure": measure, "ValueAttribute": "None", "Value": None, "StringValue": None}
        self.observations.append(row | dict.fromkeys(self.dims, "") | dims | values)
        self.renumber()

    def drop(self, measures: set[str] | None = None, gebied: str | None = None) -> None:
        """Take rows away: of these measures, of this gebied, or of both together."""
        self.observations = [
            row
            for row in self.observations
            if not (
                (measures is None or row["Measure"] in measures) and (gebied is None or row[GEBIED] == gebied)
            )
        ]
        self.renumber()

    def renumber(self) -> None:
        for number, row in enumerate(self.observations):
            row["Id"] = number

    def wide(self) -> list[Row]:
        """The rows of v3: one per place, a column per measure, keys padded, null where v4 has no row or no figure."""
        columns = {row["Identifier"]: self.column(row["Identifier"]) for row in self.measures}
        empty = {
            row["Key"]: None for row in self.dataproperties if row["Type"] == "Topic"
        }  # also those that v4 does not have
        rows: dict[tuple[str, ...], Row] = {}
        for observation in self.observations:
            place = tuple(observation[name] for name in self.dims)
            if place not in rows:
                keys = {name: pad(name, value) for name, value in zip(self.dims, place, strict=True)}
                rows[place] = {"ID": len(rows)} | keys | empty
            rows[place][columns[observation["Measure"]]] = observation["Value"]
        return list(rows.values())


def pad(dimension: str, code: str) -> str:
    return code.ljust(BREEDTE.get(dimension, 0))


def load(tabel: str) -> Tabel:
    """A table of one's own, to change at will."""
    return _load(tabel).copy()


def pristine(tabel: str) -> Tabel:
    """A table shared by everyone: not to be changed."""
    return _load(tabel)


@functools.cache
def _load(tabel: str) -> Tabel:
    if tabel == "83765NED":
        made = _kwb_2017()
    elif tabel == "84799NED":
        made = _kwb_2020()
    elif tabel in KWB:
        made = _derived(tabel)
    else:
        made = _of_others(tabel)
    _observe(made)
    return made


def _read(*path: str) -> Any:
    return json.loads(FIXTURES.joinpath(*path).read_text(encoding="utf-8"))


def _kwb_2017() -> Tabel:
    """Recorded in v4; v3 is made of it."""
    properties = _read("83765NED", "Properties.json")
    measures = _read("83765NED", "MeasureCodes.json")
    columns = [
        {
            "ID": row["Index"],
            "Type": "Topic",
            "Key": f"{_camel(row['Title'])}_{number}",
            "Title": row["Title"],
            "Unit": row["Unit"],
            "Datatype": row["DataType"],
            "Decimals": row["Decimals"],
            "Description": row["Description"],
            "MapYear": None,
        }
        for number, row in enumerate(measures, start=5)
    ]
    geo = {"ID": 0, "Type": "GeoDetail", "Key": GEBIED, "Title": "Wijken en buurten", "MapYear": 2017}
    return Tabel(
        "83765NED",
        in_v4=True,
        properties=properties,
        tableinfo=_tableinfo(properties),
        dimensions=_read("83765NED", "Dimensions.json"),
        measures=measures,
        dataproperties=[dict.fromkeys(columns[0]) | geo, *columns],
        codes={GEBIED: _read("83765NED", "WijkenEnBuurtenCodes.json") + _gemeenten()},
        groups={
            "MeasureGroups": _read("83765NED", "MeasureGroups.json"),
            f"{GEBIED}Groups": _read("83765NED", "WijkenEnBuurtenGroups.json"),
        },
    )


def _kwb_2020() -> Tabel:
    """Recorded in v3; v4 is made of it, with the codes of 2017 where the title is the same."""
    (info,) = _read("84799NED", "TableInfos.json")
    columns = _read("84799NED", "DataProperties.json")
    codes = _read("84799NED", "Codes.json")
    by_title: dict[str, list[str]] = {}
    for row in _read("83765NED", "MeasureCodes.json"):
        by_title.setdefault(row["Title"].strip(), []).append(row["Identifier"])
    measures = []
    for row in columns:
        if row["Type"] != "Topic" or row["Datatype"] == "String":
            continue
        title = row["Title"].strip()
        code = by_title[title].pop(0) if by_title.get(title) else codes[title]
        measures.append(
            {
                "Identifier": code,
                "Index": row["ID"],
                "Title": row["Title"],
                "Description": row["Description"],
                "MeasureGroupId": None,
                "DataType": row["Datatype"],
                "Unit": row["Unit"],
                "Format": None,
                "Decimals": row["Decimals"],
                "PresentationType": row["PresentationType"],
            }
        )
    gebieden = [
        {
            "Identifier": row["Key"].strip(),
            "Index": number,
            "Title": row["Title"],
            "Description": row["Description"] or "",
            "DimensionGroupId": row["Municipality"] or "NL",
            "DetailRegionCode": row["DetailRegionCode"] or None,
        }
        for number, row in enumerate(_read("84799NED", "WijkenEnBuurten.json"), start=1)
    ]
    properties = {
        "Identifier": "84799NED",
        "Title": info["Title"],
        "Description": info["ShortDescription"],
        "TemporalCoverage": info["Period"],
        "Version": "202103260200",
        "ObservationsModified": f"{info['Modified']}+01:00",
        "Status": info["OutputStatus"],
    }
    dimension = {"Identifier": GEBIED, "Title": "Wijken en buurten", "Kind": "GeoDetail", "MapYear": "2020"}
    return Tabel(
        "84799NED",
        in_v4=True,
        properties=properties,
        tableinfo=info,
        dimensions=[dimension],
        measures=measures,
        dataproperties=columns,
        codes={GEBIED: gebieden + _gemeenten()},
    )


def _derived(tabel: str) -> Tabel:
    """A later edition, as it differs from that of 2020."""
    rule = _read(tabel, "Afgeleid.json")
    made = _load(rule["van"]).copy()
    made.id, made.properties, made.observations = tabel, rule["eigenschappen"], []
    made.tableinfo = _tableinfo(made.properties)
    jaar = made.properties["TemporalCoverage"]
    made.dimensions[0]["MapYear"] = jaar
    gone = {row["Index"] for row in made.measures if row["Identifier"] in rule["weg"]}
    made.measures = [row for row in made.measures if row["Index"] not in gone]
    made.dataproperties = [row for row in made.dataproperties if row["ID"] not in gone]
    for row in made.dataproperties:
        if row["Type"] == "GeoDetail":
            row["MapYear"] = int(jaar)
    for row in made.measures:
        changes = rule["anders"].get(row["Identifier"], {})
        row.update(changes)
        column = next(one for one in made.dataproperties if one["ID"] == row["Index"])
        column.update({name: changes[name] for name in ("Title", "Unit") if name in changes})
        if "Title" in changes:
            column["Key"] = f"{_camel(changes['Title'])}_{column['Key'].rsplit('_')[-1]}"
    return made


def _of_others(tabel: str) -> Tabel:
    """A table that exists in v3 only."""
    (info,) = _read(tabel, "TableInfos.json")
    columns = _read(tabel, "DataProperties.json")
    dimensions = [
        {"Identifier": row["Key"], "Title": row["Title"], "Kind": row["Type"], "MapYear": row["MapYear"]}
        for row in columns
        if row["Type"] != "Topic"
    ]
    measures = [
        {
            "Identifier": re.sub(r"_\d+$", "", row["Key"]),
            "Index": row["ID"],
            "Title": row["Title"],
            "Unit": row["Unit"],
            "Decimals": row["Decimals"],
            "DataType": row["Datatype"],
        }
        for row in columns
        if row["Type"] == "Topic"
    ]
    gebieden = copy.deepcopy(_load("84799NED").codes[GEBIED])
    if tabel == "50150NED":
        gebieden[0]["Identifier"] = "NL01"
    codes = {GEBIED: gebieden}
    for dimension in dimensions:
        if dimension["Identifier"] != GEBIED:
            codes[dimension["Identifier"]] = [
                {"Identifier": row["Key"].strip(), "Description": ""} | row
                for row in _read(tabel, f"{dimension['Identifier']}.json")
            ]
    return Tabel(
        tabel,
        in_v4=False,
        properties={},
        tableinfo=info,
        dimensions=dimensions,
        measures=measures,
        dataproperties=columns,
        codes=codes,
    )


def _gemeenten() -> list[Row]:
    return [
        {
            "Identifier": row["code"],
            "Index": 90000 + number,
            "Title": row["naam"],
            "Description": "",
            "DimensionGroupId": "GM",
            "DetailRegionCode": row["code"],
        }
        for number, row in enumerate(_read("gemeenten.json"))
    ]


def _tableinfo(properties: Row) -> Row:
    return {
        "ID": 0,
        "Identifier": properties["Identifier"],
        "Title": properties["Title"],
        "Modified": properties["ObservationsModified"],
        "MetaDataModified": properties["Version"],
        "OutputStatus": properties["Status"],
        "Period": properties["TemporalCoverage"],
        "ShortDescription": properties["Description"],
    }


def _camel(title: str) -> str:
    """As v3 makes the name of a column out of a title."""
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter)
    )
    words = re.findall(r"[0-9A-Za-z]+", plain)
    name = "".join(word[0].upper() + word[1:] for word in words)
    return f"k_{name}" if name[0].isdigit() else name


def _observe(tabel: Tabel) -> None:
    """Fill a table: every cell that the fixtures do not speak of gets a figure from a checksum of its place."""
    known = {}
    path = FIXTURES / tabel.id / "Waarnemingen.json"
    for row in json.loads(path.read_text(encoding="utf-8")) if path.exists() else []:
        known[row["Measure"], *(row[name] for name in tabel.dims)] = row
    leeg = set()
    if (FIXTURES / tabel.id / "Afgeleid.json").exists():
        leeg = set(_read(tabel.id, "Afgeleid.json")["leeg"])
    inwoners = {row["code"]: row for row in _read("gemeenten.json")}
    choices = [[row["Identifier"] for row in tabel.codes[name]] for name in tabel.dims]
    number = 0
    for place in itertools.product(*choices):
        gebied = place[tabel.dims.index(GEBIED)]
        base = inwoners.get(gebied, {}).get("inwoners") or _inwoners(gebied)
        for measure in tabel.measures:
            code = measure["Identifier"]
            given = known.get((code, *place), {})
            if given.get("_afwezig") or (code in leeg and not given):
                continue
            if "Value" in given:
                value = given["Value"]
            elif code == "ST0001" and gebied in inwoners:
                value = inwoners[gebied]["klasse"]
            else:
                value = _value(measure, base, "/".join([tabel.id, code, *place]))
            tabel.observations.append(
                {
                    "Id": number,
                    "Measure": code,
                    "ValueAttribute": given.get("ValueAttribute", "None"),
                    "Value": value,
                    "StringValue": given.get("StringValue"),
                }
                | dict(zip(tabel.dims, place, strict=True))
            )
            number += 1


# Measures that must hang together: the least and the most, as a share of the inhabitants.
_DEEL = {
    "T001036": (1, 1),
    "10680": (0.12, 0.16),
    "53050": (0.1, 0.12),
    "53310": (0.22, 0.26),
    "53715": (0.26, 0.3),
    "80200": (0.18, 0.24),
    "1080": (0.06, 0.14),
    "1050010_2": (0.46, 0.5),
    "1050015": (0.15, 0.22),
    "M000297": (0.45, 0.5),
    "D006842": (0.02, 0.06),
    "D006837": (0.04, 0.12),
    "D001827": (0.01, 0.02),
    "2018700": (0.2, 0.3),
    "2018740": (0.28, 0.33),
    "2018790": (0.15, 0.25),
    "GeregistreerdeOverlast": (0.001, 0.002),
}


def _inwoners(gebied: str) -> int:
    return {"NL": 17_000_000, "GM": 28_000, "WK": 5_500, "BU": 600}[gebied[:2]]


def _value(measure: Row, base: int, place: str) -> int | float:
    part = zlib.crc32(place.encode()) / 2**32
    code = measure["Identifier"]
    if code in _DEEL:
        least, most = _DEEL[code]
        return int(base * (least + (most - least) * part))
    if code == "ST0001":
        return 1 + int(part * 5)
    scale = {"%": 100, "x 1 000 euro": 400, "per 1 000 inwoners": 150, "code": 6}.get(
        measure["Unit"], base * 0.1
    )
    return round(scale * part, 1) if measure["Decimals"] else int(scale * part)
