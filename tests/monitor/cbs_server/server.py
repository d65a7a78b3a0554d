"""A stand-in for the services of the CBS, over real HTTP.

What is not confirmed about the real services, and only assumed here: the body of an error (`{"error": {"code": "",
"message": "…"}}` is the standard form of OData), whether 429 is used and with which Retry-After, the longest address
(2,048 here, then 414 or 404 as set), the list of ValueAttribute, `in (…)`, how `$` is spelled in a nextLink, and
whether `@odata.count` comes with rows. Unknown options, unknown fields and bad syntax are refused with 400, which may be
stricter than the real services.
"""

import gzip
import io
import json
import re
import socket
import struct
import threading
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from .filter import BadFilter, parse_filter
from .gegevens import DERDEN, GEBIED, KWB, Row, Tabel, load, pad, pristine
from .storing import STATUSSEN, Rule

V3 = re.compile(r"(/derden)?/OData(Api|Feed)/(?:odata|OData)/(\w+)(?:/(\w+))?")
V4 = re.compile(r"/odata/v1/CBS/(\w+)(?:/([\w$]+)(/\$count)?)?")
CSV = re.compile(r"/(?:csv|CSV)/CBS/nl/(\w+)")
OPTIONS_4 = {"$filter", "$select", "$top", "$skip", "$count", "$orderby", "$format"}
OPTIONS_3 = {"$filter", "$select", "$top", "$skip", "$orderby", "$format"}


@dataclass
class Settings:
    page_size: int = 100_000
    feed_page_size: int = 10_000
    api_limit: int = 10_000
    max_url: int = 2_048
    long_url_status: int = 414
    with_in: bool = False
    padded_v4: bool = False
    longest_wait: float = 5  # of a slow answer, for a client that never gives up


class Refused(Exception):
    def __init__(self, status: int, message: str = ""):
        super().__init__(message)
        self.status = status


@dataclass
class Answer:
    body: bytes
    content_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


class CbsServer:
    """Use it with `with`. `odata4`, `odata3` and `derden` are the base addresses of its services."""

    def __init__(self, **settings: Any):
        self.settings = Settings(**settings)
        self.rules: list[Rule] = []
        self.log: list[Row] = []
        self.lock = threading.Lock()
        self.stopping = threading.Event()
        self._changed: dict[str, Tabel] = {}
        self._wide: dict[str, list[Row]] = {}
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler, bind_and_activate=True)
        self._http.daemon_threads = True
        self._http.block_on_close = True
        self._http.cbs = self
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> "CbsServer":
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def odata4(self) -> str:
        return f"{self.base}/odata/v1"

    @property
    def odata3(self) -> str:
        return self.base

    @property
    def derden(self) -> str:
        return f"{self.base}/derden"

    def tabel(self, name: str) -> Tabel:
        """To read from."""
        if name not in KWB + DERDEN:
            raise Refused(404, f"no table {name}")
        return self._changed.get(name) or pristine(name)

    def change(self, name: str) -> Tabel:
        """To change: what is done to it is what the services then answer."""
        if name not in self._changed:
            self._changed[name] = load(name)
        self._wide.pop(name, None)
        return self._changed[name]

    def fail(self, mode: str | int, match: str = "", **more: Any) -> None:
        with self.lock:
            self.rules.append(Rule.from_json({"mode": str(mode), "match": match, **more}))

    def paths(self, match: str = "") -> list[str]:
        """What was asked, in order, unescaped."""
        with self.lock:
            return [entry["address"] for entry in self.log if re.search(match, entry["address"])]

    def control(self, data: Row) -> None:
        """What POST /__control does."""
        if data.get("reset"):
            with self.lock:
                self.rules.clear()
                self.log.clear()
            self._changed.clear()
            self._wide.clear()
        for name, value in data.get("settings", {}).items():
            if not hasattr(self.settings, name):
                raise ValueError(f"no such setting: {name}")
            setattr(self.settings, name, value)
        if "mode" in data:
            with self.lock:
                self.rules.append(Rule.from_json(data))
        if "tabel" in data:
            self._change(self.change(data["tabel"]), data)

    def _change(self, tabel: Tabel, data: Row) -> None:
        tabel.properties.update(data.get("eigenschappen", {}))
        tabel.tableinfo.update(data.get("tableinfo", {}))
        for cel in data.get("cellen", []):
            tabel.put(cel.pop("Measure"), cel.pop(GEBIED), **cel)
        for code, changes in data.get("maten", {}).items():
            measure = next(row for row in tabel.measures if row["Identifier"] == code)
            column = next(row for row in tabel.dataproperties if row["ID"] == measure["Index"])
            measure.update(changes)
            column.update({name: value for name, value in changes.items() if name in column})
        for code, title in data.get("gebieden", {}).items():
            next(row for row in tabel.codes[GEBIED] if row["Identifier"] == code)["Title"] = title
        if data.get("leeg"):
            tabel.drop(set(data["leeg"]))

    # The answers

    def answer(self, path: str, options: dict[str, str]) -> Answer:
        if path == "/odata/v1/Catalogs":
            return self._json4("$metadata#Catalogs", [_CATALOG])
        if path == "/odata/v1/Datasets":
            rows = [{"Catalog": "CBS", **self.tabel(name).properties} for name in KWB]
            return self._rows4("", "Datasets", rows, options)
        if found := V4.fullmatch(path):
            return self._v4(*found.groups(), options)
        if found := V3.fullmatch(path):
            return self._v3(*found.groups(), options)
        if found := CSV.fullmatch(path):
            return self._zip(self.tabel(found[1]))
        raise Refused(404, path)

    def _v4(self, name: str, entity_set: str | None, count: str | None, options: dict[str, str]) -> Answer:
        tabel = self.tabel(name)
        if not tabel.in_v4:
            raise Refused(404, name)
        sets = {
            "Dimensions": tabel.dimensions,
            "MeasureCodes": tabel.measures,
            "Observations": tabel.observations,
            **{f"{dimension}Codes": rows for dimension, rows in tabel.codes.items()},
            **tabel.groups,
        }
        if self.settings.padded_v4:
            sets[f"{GEBIED}Codes"] = [
                row | {"Identifier": pad(GEBIED, row["Identifier"])} for row in tabel.codes[GEBIED]
            ]
            sets["Observations"] = [row | {GEBIED: pad(GEBIED, row[GEBIED])} for row in tabel.observations]
        if entity_set is None:
            kinds = [{"name": one, "kind": "EntitySet", "url": one} for one in sets]
            kinds.append({"name": "Properties", "kind": "Singleton", "url": "Properties"})
            return self._json4(f"CBS/{name}/$metadata", kinds)
        if entity_set == "$metadata":
            types = "".join(f'<EntityType Name="{one}"/>' for one in sets)
            return Answer(f"<edmx:Edmx>{types}</edmx:Edmx>".encode(), "application/xml")
        if entity_set == "Properties" and not count:
            context = {"@odata.context": f"{self.odata4}/CBS/{name}/$metadata#Properties"}
            return _json(context | tabel.properties, "application/json; odata.metadata=minimal")
        if entity_set not in sets:
            raise Refused(404, entity_set)
        rows = sets[entity_set]
        if count:
            rows = self._filtered(rows, options, 4)
            return Answer(f"\ufeff{len(rows)}".encode(), "text/plain")
        return self._rows4(f"CBS/{name}/", entity_set, rows, options)

    def _rows4(self, place: str, entity_set: str, rows: list[Row], options: dict[str, str]) -> Answer:
        _check_options(options, OPTIONS_4)
        rows = self._ordered(self._filtered(rows, options, 4), options)
        extra: Row = {}
        if options.get("$count") == "true":
            extra["@odata.count"] = len(rows)
        elif "$count" in options:
            raise Refused(400, "$count")
        skip = _whole(options, "$skip", 0)
        page = rows[skip : skip + min(_whole(options, "$top", len(rows)), self.settings.page_size)]
        if "$top" not in options and skip + self.settings.page_size < len(rows):
            again = options | {"$skip": str(skip + self.settings.page_size)}
            extra["@odata.nextLink"] = f"{self.odata4}/{place}{entity_set}?{_query(again)}"
        selected, suffix = _selected(page, options)
        context = f"{self.odata4}/{place}$metadata#{entity_set}{suffix}"
        return _json(
            {"@odata.context": context} | extra | {"value": selected},
            "application/json; odata.metadata=minimal",
        )

    def _v3(
        self, derden: str | None, kind: str, name: str, entity_set: str | None, options: dict[str, str]
    ) -> Answer:
        if (name in DERDEN) != bool(derden):
            raise Refused(404, name)
        _check_options(options, OPTIONS_3)
        tabel = self.tabel(name)
        base = f"{self.base}{derden or ''}/OData{kind}/odata/{name}"
        if entity_set is None:
            names = ["TableInfos", "UntypedDataSet", "TypedDataSet", "DataProperties", *tabel.dims]
            return _json(
                {"odata.metadata": f"{base}/$metadata", "value": [{"name": one, "url": one} for one in names]}
            )
        if kind == "Feed" and options.get("$format") != "json":
            return Answer(b"<feed/>", "application/atom+xml")
        rows = self._ordered(self._filtered(self._sets3(tabel, entity_set), options, 3), options)
        rows = rows[_whole(options, "$skip", 0) :]
        rows = rows[: _whole(options, "$top", len(rows))]
        extra: Row = {}
        if kind == "Api" and len(rows) > self.settings.api_limit:
            raise Refused(500, "query returns more than 10000 records")
        size = self.settings.feed_page_size
        if kind == "Feed" and len(rows) > size:
            again = options | {"$skip": str(_whole(options, "$skip", 0) + size)}
            extra["odata.nextLink"] = f"{base}/{entity_set}?{_query(again)}"
            rows = rows[:size]
        selected, _ = _selected(rows, options)
        metadata = f"{base}/$metadata#Cbs.OData.WebAPI.{entity_set}"
        return _json({"odata.metadata": metadata, "value": selected} | extra)

    def _sets3(self, tabel: Tabel, entity_set: str) -> list[Row]:
        if entity_set == "TableInfos":
            return [tabel.tableinfo]
        if entity_set == "DataProperties":
            return tabel.dataproperties
        if entity_set in ("TypedDataSet", "UntypedDataSet"):
            if tabel.id not in self._wide:
                self._wide[tabel.id] = tabel.wide()
            return self._wide[tabel.id]
        if entity_set in tabel.codes:
            return [
                {
                    "Key": pad(entity_set, row["Identifier"]),
                    "Title": row["Title"],
                    "Description": row["Description"],
                    "Status": row.get("Status"),
                }
                for row in tabel.codes[entity_set]
            ]
        raise Refused(404, entity_set)

    def _zip(self, tabel: Tabel) -> Answer:
        body = io.BytesIO()
        with zipfile.ZipFile(body, "w") as archive:
            sets = {"Observations": tabel.observations, "MeasureCodes": tabel.measures}
            for name, rows in (sets | {f"{one}Codes": rows for one, rows in tabel.codes.items()}).items():
                lines = [";".join(rows[0]), *(";".join(map(_csv, row.values())) for row in rows)]
                archive.writestr(f"{name}.csv", "\ufeff" + "\r\n".join(lines))
        return Answer(body.getvalue(), "application/zip")

    def _filtered(self, rows: list[Row], options: dict[str, str], version: int) -> list[Row]:
        if "$filter" not in options:
            return rows
        fields = set(rows[0]) if rows else set()
        test = parse_filter(
            options["$filter"], fields, version=version, with_in=self.settings.with_in and version == 4
        )
        return [row for row in rows if test(row)]

    def _ordered(self, rows: list[Row], options: dict[str, str]) -> list[Row]:
        for part in reversed(options.get("$orderby", "").split(",") if options.get("$orderby") else []):
            name, _, direction = part.strip().partition(" ")
            if direction not in ("", "asc", "desc") or (rows and name not in rows[0]):
                raise Refused(400, "$orderby")
            rows = sorted(
                rows,
                key=lambda row, name=name: (row[name] is not None, row[name]),
                reverse=direction == "desc",
            )
        return rows

    def _json4(self, context: str, value: list[Row]) -> Answer:
        return _json(
            {"@odata.context": f"{self.odata4}/{context}", "value": value},
            "application/json; odata.metadata=minimal",
        )

    def rule_for(self, address: str) -> Rule | None:
        with self.lock:
            return next((rule for rule in self.rules if rule.applies(address)), None)


_CATALOG = {"Identifier": "CBS", "Index": 1, "Title": "CBS databank", "Language": "nl"}


def _json(data: Any, content_type: str = "application/json", status: int = 200) -> Answer:
    return Answer(json.dumps(data, ensure_ascii=False).encode(), content_type, status)


def _query(options: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(value)}" for name, value in options.items())


def _check_options(options: dict[str, str], known: set[str]) -> None:
    if set(options) - known:
        raise Refused(400, f"unknown option {sorted(set(options) - known)}")


def _whole(options: dict[str, str], name: str, default: int) -> int:
    if name not in options:
        return default
    if not options[name].isdecimal():
        raise Refused(400, name)
    return int(options[name])


def _selected(rows: list[Row], options: dict[str, str]) -> tuple[list[Row], str]:
    if "$select" not in options:
        return rows, ""
    names = [name.strip() for name in options["$select"].split(",")]
    if rows and set(names) - set(rows[0]):
        raise Refused(400, f"unknown field {sorted(set(names) - set(rows[0]))}")
    return [{name: row[name] for name in names} for row in rows], f"({','.join(names)})"


def _csv(value: Any) -> str:
    if value is None:
        return ""
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 64 * 1024  # one packet for headers and body
    disable_nagle_algorithm = True

    @property
    def cbs(self) -> CbsServer:
        return self.server.cbs

    def log_message(self, *_: Any) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError, ValueError):
            self.close_connection = True  # the client went away, or we sent it away

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path != "/__control":
            return self.send(_error(405, "GET only"))
        try:
            self.cbs.control(json.loads(body))
        except (ValueError, KeyError, StopIteration) as error:
            return self.send(_error(400, repr(error)))
        return self.send(_json({}))

    def do_PUT(self) -> None:
        self.send(_error(405, "GET only"))

    do_DELETE = do_PATCH = do_HEAD = do_PUT  # noqa: N815 - names of http.server

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = unquote(split.path)
        if path == "/__log":
            with self.cbs.lock:
                return self.send(_json(self.cbs.log))
        options = dict(parse_qsl(split.query, keep_blank_values=True))
        address = path + (
            "?" + "&".join(f"{name}={value}" for name, value in options.items()) if options else ""
        )
        entry = {"method": "GET", "address": address, "length": len(self.cbs.base + self.path)}
        with self.cbs.lock:
            self.cbs.log.append(entry)
        rule = self.cbs.rule_for(address)
        if rule and (rule.mode in STATUSSEN or rule.mode == "observations404"):
            status = 404 if rule.mode == "observations404" else int(rule.mode)
            headers = (("Retry-After", rule.retry_after),) if rule.retry_after else ()
            answer = _error(status, "on purpose", headers)
        else:
            answer = self.made(path, options)
        entry["status"] = answer.status
        if rule is None or rule.mode in STATUSSEN or rule.mode == "observations404":
            return self.send(answer)
        return self.spoil(rule.mode, answer)

    def made(self, path: str, options: dict[str, str]) -> Answer:
        settings = self.cbs.settings
        if len(self.cbs.base + self.path) > settings.max_url:
            return _error(settings.long_url_status, "address too long")
        try:
            return self.cbs.answer(path, options)
        except BadFilter as error:
            return _error(400, str(error))
        except Refused as refused:
            return _error(refused.status, str(refused))

    def send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    # What goes wrong on purpose

    def spoil(self, mode: str, answer: Answer) -> None:
        if mode in _SPOILED_BODY:
            return self.send(_SPOILED_BODY[mode](answer))
        if (
            mode in _SPOILED_JSON
            and answer.content_type.startswith("application/json")
            and answer.status == 200
        ):
            data = json.loads(answer.body)
            _SPOILED_JSON[mode](self, data)
            return self.send(_json(data, answer.content_type))
        if mode in _SPOILED_WIRE:
            return _SPOILED_WIRE[mode](self, answer)
        return self.send(answer)

    def wait(self) -> None:
        self.cbs.stopping.wait(self.cbs.settings.longest_wait)
        self.close_connection = True

    def slow_headers(self, answer: Answer) -> None:
        self.wait()

    def slow_body(self, answer: Answer) -> None:
        self.begin(answer, len(answer.body) // 2)
        self.wait()

    def short_body(self, answer: Answer) -> None:
        self.begin(answer, len(answer.body) // 2)
        self.close_connection = True

    def reset(self, answer: Answer) -> None:
        linger = struct.pack("ii", 1, 0)  # closing sends a reset instead of a goodbye
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def reset_body(self, answer: Answer) -> None:
        self.begin(answer, len(answer.body) // 2)
        self.reset(answer)

    def begin(self, answer: Answer, count: int) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[:count])
        self.wfile.flush()

    def foreign_link(self, data: Row) -> None:
        data[self.link_name(data)] = "http://elders.example/odata/v1/CBS/83765NED/Observations"

    def ftp_link(self, data: Row) -> None:
        data[self.link_name(data)] = "ftp://127.0.0.1/Observations"

    def loop_link(self, data: Row) -> None:
        data[self.link_name(data)] = self.cbs.base + self.path

    def endless_link(self, data: Row) -> None:
        number = len(self.cbs.log)
        data["value"] = [row | {"Id": -number} for row in data["value"][:1]]
        data.pop("@odata.count", None)
        data[self.link_name(data)] = f"{self.cbs.base}{self.path.split('&%24skip')[0]}&%24skip={number}"

    def repeated_page(self, data: Row) -> None:
        separator = "&" if "?" in self.path else "?"
        data[self.link_name(data)] = f"{self.cbs.base}{self.path}{separator}$skip=0"

    def link_name(self, data: Row) -> str:
        return "@odata.nextLink" if "@odata.context" in data else "odata.nextLink"

    def changed(self, data: Row) -> None:
        if "Version" in data:
            data["Version"] += "1"


def _error(status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    answer = _json({"error": {"code": "", "message": message}}, status=status)
    answer.headers = headers
    return answer


def _drop_value(_: _Handler, data: Row) -> None:
    data.pop("value", None)


def _half(_: _Handler, data: Row) -> None:
    data["value"] = data["value"][: len(data["value"]) // 2]


def _twice(_: _Handler, data: Row) -> None:
    data["value"].append(dict(data["value"][-1]))
    if "@odata.count" in data:
        data["@odata.count"] += 1


def _contradict(handler: _Handler, data: Row) -> None:
    _twice(handler, data)
    data["value"][-1]["Value"] = 987_654


def _word(_: _Handler, data: Row) -> None:
    data["value"][0]["Value"] = {"getal": 1}


def _redirected(to: str) -> Callable[[Answer], Answer]:
    return lambda answer: Answer(b"", "text/plain", 302, (("Location", to),))


_HTML = b"<!DOCTYPE html><html><body>Onderhoud</body></html>"

_SPOILED_BODY: dict[str, Callable[[Answer], Answer]] = {
    "html": lambda answer: Answer(_HTML, "text/html; charset=utf-8"),
    "xml": lambda answer: Answer(b"<feed/>", "application/atom+xml"),
    "bad_json": lambda answer: Answer(answer.body[:-20], answer.content_type),
    "not_text": lambda answer: Answer(b"\xff\xfe\x00\x01", answer.content_type),
    "list": lambda answer: Answer(b"[1, 2]", answer.content_type),
    "bom": lambda answer: Answer(b"\xef\xbb\xbf" + answer.body, answer.content_type),
    "gzip": lambda answer: Answer(
        gzip.compress(answer.body), answer.content_type, headers=(("Content-Encoding", "gzip"),)
    ),
    "broken_gzip": lambda answer: Answer(
        gzip.compress(answer.body)[:-30], answer.content_type, headers=(("Content-Encoding", "gzip"),)
    ),
    "big": lambda answer: Answer(
        gzip.compress(b" " * 3_000_000), answer.content_type, headers=(("Content-Encoding", "gzip"),)
    ),
    "redirect": _redirected("/odata/v1/CBS/83765NED/Properties"),
    "redirect_loop": _redirected("/odata/v1/CBS/rond"),
    "foreign_redirect": _redirected("https://elders.example/"),
}
_SPOILED_JSON: dict[str, Callable[[_Handler, Row], None]] = {
    "no_value": _drop_value,
    "half_page": _half,
    "duplicate": _twice,
    "contradiction": _contradict,
    "text_value": _word,
    "foreign_link": _Handler.foreign_link,
    "ftp_link": _Handler.ftp_link,
    "loop_link": _Handler.loop_link,
    "endless_link": _Handler.endless_link,
    "repeated_page": _Handler.repeated_page,
    "changed": _Handler.changed,
}
_SPOILED_WIRE: dict[str, Callable[[_Handler, Answer], None]] = {
    "slow_headers": _Handler.slow_headers,
    "slow_body": _Handler.slow_body,
    "short_body": _Handler.short_body,
    "reset": _Handler.reset,
    "reset_body": _Handler.reset_body,
}
