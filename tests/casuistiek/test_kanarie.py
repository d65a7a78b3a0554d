"""The canary: a name typed into Betrokkene, and a sentence typed into a casus, are found nowhere but where they belong.

Data-driven (kanarie.py): every address of the rights matrix, every form on every page of a casus, every text field of
every model that hangs on a casus, every table of the database.
"""

import logging
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.log import AdminEmailHandler
from oauth2_provider.models import AccessToken, set_token_value

from brunssum.core import taken
from brunssum.core.models import Taak
from brunssum.core.rollen import Rol
from brunssum.core.scopes import SCOPES
from brunssum.core.services import create_api_client
from casuistiek import services
from casuistiek.forms.casus import BetrokkeneForm
from casuistiek.models import Betrokkene, Casus
from casuistiek.queries import released_verhalen
from casuistiek.stappen import Stap
from tests.core.rechtenmatrix import ANDERMANS, OBJECTS, ZONDER_ROL
from tests.factories import CasusFactory, OrganisatieFactory

from .conftest import MELDING
from .kanarie import NAME, SENTENCE, Hand, case_models, free_texts, holds, poison, read, tables_with

CASUS_TABLES = ("casuistiek_", "core_actiepunt", "zoek_casuistiek_casus", "zoek_core_actiepunt")
"""Where the words of a casus may stand: with the casus, and in the index that it is searched by."""

FOR_THE_FUNCTIONARIS = {
    "casuistiek:noodinzage_judge": "why someone looked, written for who judges that",
    "casuistiek:noodinzagen": "as above",
    "casuistiek:langer_bewaren": "why a casus is kept longer, written for who agrees",
    "casuistiek:vernietigingslijst": "as above",
}
"""Pages with a text that is written for the functionaris gegevensbescherming to read."""

NOT_TYPED_HERE = {
    ("bijlage", "omschrijving"): "comes with a file, which this hand does not hold",
    ("noodinzage", "toelichting"): "typed by the functionaris, on a page without the casus",
    ("vernietigingsregel", "bewaren_omdat"): "typed about a list",
    (
        "voorgenomenbesluit",
        "legitimiteit",
    ): "asks for an amount above the mandaat; the same form as a besluit",
    ("voorgenomenbesluit", "betrokkenheid"): "as above",
    ("voorgenomenbesluit", "rendement"): "as above",
    ("voorgenomenbesluit", "toelichting"): "as above",
    ("signaal", "wat_gaat_mis"): "typed by a partner, see test_kanarie_signalen",
    ("signaal", "al_geprobeerd"): "as above",
    ("signaalstap", "bericht"): "on the pages of a signaal, see test_kanarie_signalen",
    ("signaalaanvulling", "tekst"): "as above",
}
"""Texts of a casus that the hand below does not come by, with the reason. On pages they are looked for all the same."""


@pytest.fixture(autouse=True)
def messages_sent(monkeypatch, settings, tmp_path):
    """Work that is asked for waits in the queue; its messages are kept. Files go to a folder of this test."""
    sent = []
    monkeypatch.setattr(taken.run_taak, "apply_async", lambda **message: sent.append(message))
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        }
    }
    return sent


@pytest.fixture
def casus(client, casus_op, wijkmanager):
    """A casus with the canary as betrokkene, typed in through the page, wrong the first time."""
    casus = casus_op(Stap.NAZORG)
    client.force_login(wijkmanager)
    add = reverse("casuistiek:betrokkene_add", args=[casus.kenmerk])
    velden = dict.fromkeys(BetrokkeneForm.base_fields, NAME)
    assert client.post(add, velden | {"naam": ""}).status_code == 422
    assert client.post(add, velden).status_code == 302
    services.release_verhaal(
        casus.pk, actor=wijkmanager, op=casus.stap_sinds, titel="Een dak", tekst="Het lekte."
    )
    return casus


def leaks(client, address, *whats) -> list[str]:
    text = read(client.get(address))
    return [f"{what!r} on {address}" for what in whats if holds(text, what)]


def test_no_page_shows_a_casus_to_who_may_not_see_it(gebruiker_met):
    """Every address × every rol that it answers. The name is on no page that one can simply open, whoever asks.

    Who is refused, and that they are, is for test_rechtenmatrix: a refusal says the same everywhere, so one is read here.
    """
    people = {None: Client(), "API": Client(headers={"Authorization": f"Bearer {_token()}"})}
    for rollen in [(), *((rol,) for rol in Rol)]:
        person = gebruiker_met(*rollen)
        people[rollen] = Client()
        people[rollen].force_login(person)
    sees_casussen = {(Rol.PROGRAMMAMANAGER,)}
    for rollen in people.keys() - sees_casussen - {None, "API"}:
        person = people[rollen].get(reverse("core:profiel")).wsgi_request.user
        assert not Casus.objects.visible_to(person).exists(), rollen
    found = []
    eigenaar = gebruiker_met(*Rol)
    Betrokkene.objects.create(casus=CasusFactory(casusverantwoordelijke=eigenaar), naam=NAME)
    for name in sorted(ANDERMANS):
        wie = ANDERMANS[name]
        if wie.post:
            continue
        answered = [who for who in people if gets_an_answer(wie, who)]
        refused = [who for who in people if who not in answered][:1]
        with transaction.atomic():
            address = reverse(name, kwargs=OBJECTS[name](eigenaar) if name in OBJECTS else {})
            poison()
            for rollen in [*answered, *refused]:
                may_read = rollen in sees_casussen or (
                    rollen == (Rol.FUNCTIONARIS,) and name in FOR_THE_FUNCTIONARIS
                )
                whats = [NAME] if may_read else [NAME, SENTENCE]
                found += [f"{leak} for {rollen}" for leak in leaks(people[rollen], address, *whats)]
            transaction.set_rollback(True)
    assert found == []


def gets_an_answer(wie, who) -> bool:
    """Whether the rights matrix lets in who asks: None is nobody logged in, () someone without a rol."""
    if who == "API":
        return wie.needs_token
    return wie.is_public or (
        who is not None and bool({*who} & wie.rollen or (not who and ZONDER_ROL in wie.rollen))
    )


def _token() -> str:
    """What the system of a partner asks the API with."""
    partner, _ = create_api_client(
        OrganisatieFactory().pk, actor=None, naam="Klantsysteem", scopes=SCOPES, nu=timezone.now()
    )
    token = AccessToken(
        application=partner, scope=" ".join(SCOPES), expires=timezone.now() + timedelta(minutes=5)
    )
    set_token_value(token, "token-van-de-kanarie")
    token.save()
    return "token-van-de-kanarie"


def pages_of(casus) -> list[str]:
    """Every address of casuïstiek that is about this casus, and those about no object at all."""
    found = []

    def walk(patterns, namespaces):
        for pattern in patterns:
            if not isinstance(pattern, URLPattern):
                walk(pattern.url_patterns, [*namespaces, *filter(None, [pattern.namespace])])
            elif "casuistiek" in namespaces and set(pattern.pattern.converters) <= {"kenmerk"}:
                kwargs = dict.fromkeys(pattern.pattern.converters, casus.kenmerk)
                found.append(reverse(f"casuistiek:{pattern.name}", kwargs=kwargs))
            elif "casuistiek" in namespaces and set(pattern.pattern.converters) == {"kenmerk", "naar"}:
                steps = [stap.value.replace("_", "-") for stap in Stap]
                found.extend(
                    reverse(f"casuistiek:{pattern.name}", args=[casus.kenmerk, one]) for one in steps
                )

    walk(get_resolver().url_patterns, [])
    assert reverse("casuistiek:detail", args=[casus.kenmerk]) in found
    return sorted(found, key=lambda address: "/stap/" in address)  # last what takes the casus elsewhere


def test_the_name_is_on_no_page_its_own_casusverantwoordelijke_can_simply_open(client, casus):
    poison()
    found = [leak for address in pages_of(casus) for leak in leaks(client, address, NAME)]
    assert found == []


def test_the_sentence_is_on_the_page_of_the_casus_itself(client, casus):
    """Or the tests here would look for what nobody writes."""
    poison()
    assert leaks(client, reverse("casuistiek:detail", args=[casus.kenmerk]), SENTENCE)
    assert b"Kwartelkuiken" in client.post(reverse("casuistiek:betrokkene", args=[casus.kenmerk])).content


LEFT_ALONE = ("wissen", "weggooien", "betrokkene/toevoegen", "/wijzigen/")
"""What would take away what was typed; and where a name is typed, which the fixture does."""


def type_everywhere(client, address) -> None:
    """Fill in and send every form on a page, as it was drawn; when the page warns, send it again."""
    for action, velden in forms_on(client.get(address)):
        target = action or address
        if not target.startswith(reverse("casuistiek:list")) or any(word in target for word in LEFT_ALONE):
            continue
        answer = client.post(target, velden)
        if answer.status_code == 422:
            for again, same in forms_on(answer):
                if (again or address) == target:
                    client.post(target, same)


def links_on(client, casus) -> list[str]:
    """Where the pages of this casus, of its verzoeken and of its overleg lead to: pages with a number of their own."""
    pages = [reverse(f"casuistiek:{name}", args=[casus.kenmerk]) for name in ("detail", "privacy")]
    pages += [reverse("casuistiek:overleg", args=[punt.overleg_id]) for punt in casus.agendapunten.all()]
    found = [
        link
        for page in pages
        if (response := client.get(page)).status_code == 200
        for link in Hand(response.content.decode()).links
    ]
    known = {*pages, *pages_of(casus)}
    mine = ("/overleg/punt/", str(casus.kenmerk))
    return [link for link in dict.fromkeys(found) if link not in known and any(part in link for part in mine)]


def forms_on(response) -> list[tuple[str, dict]]:
    if response.streaming:
        response.getvalue()  # reads a file to its end, and closes it
        return []
    is_page = response.status_code in {200, 422} and "html" in response.headers["Content-Type"]
    return Hand(response.content.decode()).forms if is_page else []


def test_what_is_typed_in_a_casus_stays_with_the_casus(
    client, casus, casus_op, wijkmanager, programmamanager, messages_sent, caplog
):
    """Every form of every page of a casus at every step, sent by who has work to do there."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # a query is no log row
    partner = OrganisatieFactory(soort="corporatie")
    services.load_bewaren(actor=None)
    services.plan_overleg(
        actor=wijkmanager,
        soort="vlb",
        op=timezone.localdate(),
        voorzitter=wijkmanager,
        organisaties=[partner],
    )
    for stap, person in (
        (Stap.GESIGNALEERD, wijkmanager),
        (Stap.TER_PLEKKE, wijkmanager),
        (Stap.TER_PLEKKE, programmamanager),
        (Stap.VOORSTEL, programmamanager),
        (Stap.BESLUIT, wijkmanager),
        (Stap.BESLUIT, programmamanager),
        (Stap.NAZORG, wijkmanager),
    ):
        client.force_login(person)
        casus_here = casus_op(stap, bedrag=Decimal(10))
        Betrokkene.objects.create(casus=casus_here, naam=NAME)
        for address in pages_of(casus_here):
            type_everywhere(client, address)
        for address in links_on(client, casus_here):
            type_everywhere(client, address)
    client.force_login(wijkmanager)
    client.post(reverse("casuistiek:betrokkene", args=[casus.kenmerk]))

    assert tables_with(NAME) == set()
    assert {table for table, _ in tables_with(SENTENCE) if not table.startswith(CASUS_TABLES)} == set()
    elsewhere = [
        *messages_sent,
        *Taak.objects.values_list("gegevens", "resultaat", "fout", "zin"),
        *(message.message().as_string() for message in mail.outbox),
        *(record.getMessage() for record in caplog.records),
        *released_verhalen(programmamanager, MELDING, MELDING + timedelta(days=4)),
    ]
    assert len(elsewhere) > 10
    text = str(elsewhere).lower()
    assert not holds(text, NAME)
    assert not holds(text, SENTENCE)

    typed = tables_with(SENTENCE)
    missed = {
        (model._meta.model_name, field.name)
        for model in case_models()
        for field in free_texts(model)
        if model._meta.model_name != "betrokkene" and (model._meta.db_table, field.column) not in typed
    }
    assert missed <= set(NOT_TYPED_HERE), "let a form on a page of the casus ask for it, or say here why not"


def test_the_name_is_in_no_error_report(client, casus, monkeypatch, settings, caplog):
    """When something breaks while a name is sent, the report of the error does not hold it."""

    def break_down(*args, **kwargs):
        raise RuntimeError("kapot")

    monkeypatch.setattr(services, "set_betrokkene", break_down)
    settings.ADMINS = [("beheer", "beheer@example.org")]
    client.raise_request_exception = False
    logger, report = logging.getLogger("django.request"), AdminEmailHandler(include_html=True)
    logger.addHandler(report)
    try:
        address = reverse("casuistiek:betrokkene_add", args=[casus.kenmerk])
        assert client.post(address, dict.fromkeys(BetrokkeneForm.base_fields, NAME)).status_code == 500
    finally:
        logger.removeHandler(report)
    [message] = mail.outbox
    report = message.body + message.alternatives[0][0]
    assert "kapot" in report
    assert not holds(report.lower(), NAME)
