"""Runs what the papers and the page tell a partner to run: lines for curl, and Python with requests, on the application itself."""

import re
import shlex
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import requests
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from requests.adapters import BaseAdapter


def blocks(paper: Path) -> list[tuple[str, str, str]]:
    """Each piece of code of these papers: under which heading it stands, its language, and the code."""
    found, heading = [], ""
    for heading_line, language, code in re.findall(
        r"^## ([^\n]+)$|^```(\w+)\n(.*?)^```", paper.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        heading = heading_line or heading
        if language:
            found.append((heading, language, code))
    return found


@dataclass
class Curl:
    """Understands as much of curl as our examples use; whatever else they would use is a failure."""

    variables: dict[str, str]
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def run(self, line: str) -> HttpResponse:
        for name, value in self.variables.items():
            line = line.replace(f"${name}", value)
        line = line.replace("$(uuidgen)", str(uuid4()))
        words = shlex.split(line.replace("\\\n", " "))
        assert words.pop(0) == "curl"
        method, data, headers, address = None, None, {}, None
        while words:
            word = words.pop(0)
            match word:
                case "--request":
                    method = words.pop(0)
                case "--data":
                    data = words.pop(0)
                case "--output":
                    words.pop(0)
                case "--user":
                    headers["Authorization"] = requests.auth._basic_auth_str(*words.pop(0).split(":", 1))
                case "--header":
                    name, _, value = words.pop(0).partition(": ")
                    headers[name] = value
                case _:
                    assert word.startswith("http"), f"curl {word}?"
                    address = word
        method = method or ("GET" if data is None else "POST")
        kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")
        return ask(self.client, method, address, data or "", kind, headers)


class ToTheApplication(BaseAdapter):
    """Stands where requests would open a connection."""

    def send(self, request, **kwargs):
        body = request.body or ""
        kind = request.headers.get("Content-Type", "application/octet-stream")
        answer = ask(Client(), request.method, request.url, body, kind, dict(request.headers))
        response = requests.Response()
        response.status_code, response.request, response.url = answer.status_code, request, request.url
        response.headers.update(answer.headers)
        response.raw = BytesIO(answer.getvalue() if answer.streaming else answer.content)
        return response

    def close(self):
        pass


def ask(client: Client, method: str, address: str, data, kind: str, headers: dict) -> HttpResponse:
    """Ask this of Kanarie, which an example calls by its address in the papers or by its own."""
    assert address.startswith(("https://kanarie.example.org/", settings.SITE_URL + "/")), address
    parts = urlsplit(address)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return client.generic(method, path, data, content_type=kind, headers=headers)
