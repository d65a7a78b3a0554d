"""What the canary test needs: words nobody else writes, a hand that types them everywhere, and eyes that read any answer.

Nothing here knows a page, a form or a model by name: what is made tomorrow is typed into and read as well.
"""

import io
import zipfile
from html.parser import HTMLParser

import pypdf
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, models, transaction
from django.utils.timezone import localdate

from brunssum.core.models import Actiepunt
from casuistiek.models import Casus
from casuistiek.versleuteling import EncryptedTextField

NAME = "Kwartelkuiken"
SENTENCE = "Er zit een zwijgzaam-waterhoen in de schuur."
WORDS = {NAME: ("kwartelkuiken",), SENTENCE: ("zwijgzaam-waterhoen",)}

OPENBAAR = {("casus", "verhaal_titel"), ("casus", "anoniem_verhaal")}
"""Texts of a casus that are written to be read by others."""


def case_models() -> set[type[models.Model]]:
    """Casus, and every model of casuïstiek that hangs on it."""
    found, more = {Casus}, {Casus}
    while more:
        more = {
            model
            for model in apps.get_app_config("casuistiek").get_models()
            if model not in found
            and any(
                field.related_model in found for field in model._meta.concrete_fields if field.is_relation
            )
        }
        found |= more
    return found


def free_texts(model) -> list[models.Field]:
    """The fields of a model in which a person writes what they like."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField, EncryptedTextField)
        and not field.choices
        and not field.unique
        and (field.max_length is None or field.max_length >= 50)
        and field.editable
        and field.name != "sha256"
        and (model._meta.model_name, field.name) not in OPENBAAR
    ]


def poison() -> None:
    """Put the canary in every text of every casus that there is."""
    for model in case_models():
        for field in free_texts(model):
            text = NAME if isinstance(field, EncryptedTextField) else SENTENCE
            try:
                with transaction.atomic():
                    model.objects.update(**{field.name: text[: field.max_length]})
            except DatabaseError:  # a table that only grows: there the hand below has typed it
                continue
    about = ContentType.objects.get_for_model(Casus)
    Actiepunt.objects.filter(onderwerp_soort=about).update(titel=SENTENCE, toelichting=SENTENCE)


LEEG = 20
"""Bytes of a stand-in for a pdf or a zip, in which nothing is written."""


def read(response) -> str:
    """All words of an answer, also inside a spreadsheet or a pdf, in small letters."""
    content = response.getvalue() if response.streaming else response.content
    if content.startswith(b"PK") and len(content) > LEEG:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"\n".join(parts.read(name) for name in parts.namelist())
    elif content.startswith(b"%PDF-1") and len(content) > LEEG:
        pages = pypdf.PdfReader(io.BytesIO(content)).pages
        return "\n".join(page.extract_text() for page in pages).lower()
    return f"{response.headers}\n{response.cookies}\n{content.decode(errors='replace')}".lower()


def holds(text: str, what: str) -> bool:
    return any(word in text for word in WORDS[what])


def tables_with(what: str) -> set[tuple[str, str]]:
    """Every table and column of the database in which the canary can be read, sessions unpacked."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                found |= {
                    (table, name)
                    for name, value in zip(columns, row, strict=True)
                    if holds(str(value).lower(), what)
                }
    if any(holds(str(session.get_decoded()).lower(), what) for session in Session.objects.all()):
        found.add((Session._meta.db_table, "session_data"))
    return found


class Hand(HTMLParser):
    """Fills in every form of a page: the canary where one can type, something that fits everywhere else."""

    TYPED = {"text": SENTENCE, "search": "", "date": localdate().isoformat(), "number": "1", "email": "iemand@example.org"}  # fmt: skip

    def __init__(self, page: str):
        super().__init__()
        self.forms: list[tuple[str, dict]] = []
        self.links: list[str] = []
        self._form: dict | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "a":
            self.links.append(attrs.get("href", ""))
        elif tag == "form" and attrs.get("method") == "post":
            self._form = {}
            self.forms.append((attrs.get("action", ""), self._form))
        elif tag == "option" and self._select and attrs.get("value"):
            self._form.setdefault(self._select, attrs["value"])
        elif self._form is None or not name:
            return
        elif tag == "textarea":
            self._form[name] = SENTENCE
        elif tag == "select":
            self._select = name
        elif tag == "input":
            self._input(name, attrs)

    def _input(self, name, attrs):
        soort = attrs.get("type", "text")
        if attrs.get("inputmode") == "decimal":
            self._form[name] = "1"
        elif soort == "checkbox":
            self._form.setdefault(name, []).append(attrs.get("value", "on"))
        elif soort == "radio":
            self._form.setdefault(name, attrs.get("value"))
        elif soort == "hidden":
            self._form[name] = attrs.get("value", "")
        elif soort in self.TYPED:
            longest = int(attrs.get("maxlength", 1000))
            self._form[name] = self.TYPED[soort][:longest]

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
