"""The theme, the frame of every page, and the pages that help when something is wrong."""

import gzip
import re
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.paginator import Paginator
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from brunssum.core.models import LogRegel, Taak
from brunssum.core.views import csrf_failure, forbidden, server_error, unavailable

CSS = settings.BASE_DIR / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()

TEXT = 4.5  # WCAG 1.4.3
GRAPHICS = 3.0  # WCAG 1.4.11

PAIRS = [
    *[
        (ink, paper, TEXT)
        for ink in ("ink", "muted", "link", "link-hover")
        for paper in ("background", "surface")
    ],
    ("on-signal", "signal", TEXT),
    ("on-action", "action", TEXT),
    ("on-action", "action-hover", TEXT),
    *[(state, f"{state}-surface", TEXT) for state in ("error", "success", "info")],
    *[(ink, f"{state}-surface", TEXT) for state in ("error", "success", "info") for ink in ("ink", "link")],
    ("error", "background", TEXT),
    ("background", "error", TEXT),
    *[
        (mark, paper, GRAPHICS)
        for mark in ("border", "focus", "favourable", "unfavourable")
        for paper in ("background", "surface")
    ],
]


def colours(scheme: str) -> dict[str, str]:
    """The colour tokens of a scheme, as tokens.css gives them."""
    blocks = {
        "light": TOKENS.split("@media")[0],
        "dark": re.search(r"prefers-color-scheme: dark\)(.*?)\n}\n", TOKENS, re.S)[1],
        "print": re.search(r"@media print(.*?)\n}\n", TOKENS, re.S)[1],
    }
    found = dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", blocks["light"]))
    return found | dict(re.findall(r"--color-([\w-]+): (#[0-9a-f]{6});", blocks[scheme]))


def contrast(one: str, other: str) -> float:
    def luminance(colour):
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(scheme, front, back, least):
    found = colours(scheme)
    measured = contrast(found[front], found[back])
    assert measured >= least, f"{front} op {back} ({scheme}): {measured:.2f}, moet {least} zijn"


def test_dark_has_its_own_value_for_what_lies_on_paper():
    light, dark = colours("light"), colours("dark")
    assert {name for name in light if light[name] == dark[name]} <= {"signal", "on-signal"}


def test_only_the_theme_names_colours():
    for name in ("kanarie.css", "drawings.css", "openbaar.css", "schrijven.css", "api.css"):
        named = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", (CSS / name).read_text())
        assert not named, f"{name} names colours of its own: {named}"


def test_every_token_in_use_exists():
    defined = set(re.findall(r"(--[\w-]+):", TOKENS))
    for name in ("kanarie.css", "drawings.css", "openbaar.css", "schrijven.css", "api.css"):
        used = set(re.findall(r"var\((--[\w-]+)", (CSS / name).read_text()))
        assert used <= defined, f"{name}: {used - defined}"


def test_css_and_script_stay_small():
    # of every page: those of the PDF, of writing, of the public pages and of the API go with a few
    sizes = {
        one.name: one.stat().st_size
        for one in CSS.glob("*.css")
        if not one.name.startswith(("pdf", "schrijven", "openbaar", "api"))
    }
    assert sum(sizes.values()) < 60_000, sizes  # what it weighs compressed, below, is what people wait for
    assert (
        Path(finders.find("js/kanarie.js")).stat().st_size < 8_000
    )  # it also copies a hash, and hears that a page saved what is typed


def test_a_first_visit_weighs_little(client):
    """Html, styles, scripts and icon of the first page someone sees, compressed as they are served."""
    html = client.get(reverse("account_login")).content
    assets = re.findall(r'(?:href|src)="/static/([^"]+)"', html.decode())
    assert {"css/tokens.css", "css/kanarie.css", "js/kanarie.js", "django_htmx/htmx-2.min.js"} <= set(assets)
    weights = {name: len(brotli.compress(Path(finders.find(name)).read_bytes())) for name in set(assets)}
    assert len(gzip.compress(html)) + sum(weights.values()) < 60_000, weights


# The frame of every page


@pytest.fixture
def page(client, buitenstaander):
    client.force_login(buitenstaander)
    return client.get(reverse("core:stijl")).content.decode()


def test_page_says_whose_programme_it_is(page):
    assert "<title>Stijl – Programma Brunssum Noord en Oost</title>" in page
    assert '<span class="brand__programme">Programma Brunssum Noord en Oost</span>' in page
    assert "Gemeente Brunssum" in page
    assert '<html lang="nl">' in page


def test_page_offers_the_way_around(page):
    assert page.index('class="skip-link" href="#inhoud"') < page.index("<header")
    assert '<main id="inhoud"' in page
    assert reverse("core:toegankelijkheid") in page
    assert reverse("core:profiel") in page
    assert f'<form method="post" action="{reverse("account_logout")}">' in page
    assert page.count("<h1>") == 1


def test_page_has_nothing_that_the_security_policy_refuses(page):
    assert not re.findall(r'\s(?:style|on\w+|hx-on[\w:-]*)="', page)
    assert not re.findall(r"<style|<script(?![^>]*\ssrc=)", page)


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


def test_navigation_marks_where_one_is(client, buitenstaander):
    client.force_login(buitenstaander)
    html = client.get(reverse("core:profiel")).content.decode()
    assert 'aria-current="page">Start' not in html
    html = client.get(reverse("start")).content.decode()
    assert 'aria-current="page">Start' in html


def test_the_rode_draad_stands_under_leren(client, programmamanager):
    client.force_login(programmamanager)
    assert 'aria-current="page">Leren' in client.get(reverse("draad:overzicht")).content.decode()


def test_stijl_costs_no_queries_of_its_own(client, buitenstaander, django_assert_max_num_queries):
    client.force_login(buitenstaander)
    with django_assert_max_num_queries(3):  # session, user, rollen
        client.get(reverse("core:stijl"))


def test_demo_says_so(client, settings):
    html = client.get(reverse("account_login")).content.decode()
    assert "Demo-omgeving met verzonnen inhoud" in html
    settings.DEMO = False
    assert "Demo-omgeving" not in client.get(reverse("account_login")).content.decode()


# Progress of a job


def taak_html(**fields):
    return render_to_string("components/taak.html", {"taak": Taak(pk=7, **fields)})


def test_a_running_taak_asks_again_and_an_ended_one_does_not():
    asks = f'hx-get="{reverse("core:taak", args=[7])}" hx-trigger="every 1s" hx-swap="outerHTML" hx-target="this"'

    assert asks in taak_html(status=Taak.Status.AANGEVRAAGD)
    assert asks in taak_html(status=Taak.Status.BEZIG)
    assert "hx-get" not in taak_html(status=Taak.Status.KLAAR)
    assert "hx-get" not in taak_html(status=Taak.Status.MISLUKT)


def test_taak_tells_how_far_it_is_and_what_came_of_it():
    running = taak_html(status=Taak.Status.BEZIG, voortgang=45, zin="Hoofdstuk 3 wordt opgemaakt")
    assert 'value="45" max="100"' in running
    assert "Hoofdstuk 3 wordt opgemaakt" in running

    done = taak_html(status=Taak.Status.KLAAR, resultaat={"url": "/x.pdf", "label": "Download de pdf"})
    assert '<a href="/x.pdf">Download de pdf</a>' in done

    failed = taak_html(status=Taak.Status.MISLUKT, fout="Kies een <ander> bestand.")
    assert "Kies een &lt;ander&gt; bestand." in failed


# Other components


def test_pagination_keeps_the_filter():
    context = {"page": Paginator(range(60), 25).page(2)}
    request = RequestFactory().get("/inspanningen/", {"fase": "idee"})

    html = render_to_string("components/pagination.html", context, request)

    assert 'rel="prev" href="?fase=idee&amp;pagina=1"' in html
    assert 'rel="next" href="?fase=idee&amp;pagina=3"' in html
    assert "26 tot en met 50 van 60" in html


def test_one_page_needs_no_pagination():
    assert render_to_string("components/pagination.html", {"page": Paginator([1], 25).page(1)}).strip() == ""


@pytest.fixture
def regel():
    return LogRegel(
        tijdstip=datetime(2025, 4, 17, 12, 3, tzinfo=UTC),
        actie="inspanning.bewerkt",
        voor={"aanleiding_tekst": "Oud"},
        na={"aanleiding_tekst": "Nieuw"},
    )


def test_history_tells_what_changed_but_not_into_what(regel):
    html = render_to_string("components/geschiedenis.html", {"regels": [regel]})

    assert "17 april 2025, 14:03" in html
    assert "Kanarie zelf" in html
    assert "Inspanning bewerkt: aanleiding" in html
    assert "Nieuw" not in html


def test_history_shows_the_values_to_who_may_see_them(regel):
    html = render_to_string("components/geschiedenis.html", {"regels": [regel], "met_waarden": True})

    assert "<del>Oud</del> <ins>Nieuw</ins>" in html


def test_an_object_without_history_says_so():
    assert "Nog niets gebeurd." in render_to_string("components/geschiedenis.html", {"regels": []})


def test_empty_state_offers_a_way_on():
    context = {"tekst": "Nog geen casussen.", "url": "/casussen/nieuw/", "label": "Log een casus"}

    html = render_to_string("components/empty.html", context)

    assert "Nog geen casussen." in html
    assert 'href="/casussen/nieuw/">Log een casus</a>' in html
    assert "<a " not in render_to_string("components/empty.html", {"tekst": "Niets."})


# Logging in


def test_demo_offers_a_way_in_per_rol(rf):
    logins = [("raadslid@demo.example", "Raadslid", "geheim-woord")]

    html = render_to_string("account/login.html", {"demo_logins": logins}, rf.get("/"))

    assert '<input type="hidden" name="login" value="raadslid@demo.example">' in html
    assert "Raadslid" in html
    assert "geheim-woord" in html


def test_login_refuses_in_plain_dutch(client, gebruiker_met):
    gebruiker_met(email="wie@example.org")
    html = client.post(
        reverse("account_login"), {"login": "wie@example.org", "password": "fout"}
    ).content.decode()
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in html


def test_login_of_someone_whose_account_is_off(client, gebruiker_met):
    gebruiker_met(email="uit@example.org", is_active=False)
    response = client.post(
        reverse("account_login"),
        {"login": "uit@example.org", "password": "een-lang-wachtwoord"},
        follow=True,
    )
    assert "Uw account staat uit" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_set_anew_through_the_mail(client, gebruiker_met):
    user = gebruiker_met(email="wie@example.org")

    response = client.post(reverse("account_reset_password"), {"email": user.email}, follow=True)

    assert "Kijk in uw e-mail" in response.content.decode()
    message = mail.outbox[0]
    assert message.subject == "Kanarie: kies een nieuw wachtwoord"
    assert "U vroeg om een nieuw wachtwoord voor Kanarie." in message.body

    link = re.search(r"http://[^/]+(/\S+)", message.body)[1]
    form = client.get(link, follow=True)
    assert "Kies een nieuw wachtwoord" in form.content.decode()
    address = form.redirect_chain[-1][0]
    new = "een-heel-ander-wachtwoord"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Uw wachtwoord is gewijzigd" in done.content.decode()
    assert client.login(email=user.email, password=new)


def test_the_link_to_a_new_password_works_once(client, gebruiker_met):
    html = client.get(reverse("account_reset_password_from_key", args=["1", "abc-def"])).content.decode()
    assert "Deze link werkt niet meer" in html


def test_logging_out_asks_first_when_the_address_is_opened(client, buitenstaander):
    client.force_login(buitenstaander)
    assert "Wilt u uitloggen?" in client.get(reverse("account_logout")).content.decode()
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_password_change_page(client, buitenstaander):
    client.force_login(buitenstaander)
    assert "Wachtwoord wijzigen" in client.get(reverse("account_change_password")).content.decode()


# When something is wrong


def test_not_found_points_to_the_start(client, buitenstaander):
    client.force_login(buitenstaander)
    response = client.get("/bestaat-niet/")
    assert response.status_code == 404
    assert "Deze pagina is er niet" in response.content.decode()
    assert f'href="{reverse("start")}"' in response.content.decode()


def test_forbidden_says_whom_to_ask(buitenstaander):
    request = RequestFactory().get("/")
    request.user = buitenstaander
    response = forbidden(request)
    assert response.status_code == 403
    assert "Vraag de beheerder" in response.content.decode()


def test_csrf_failure_says_that_nothing_is_lost():
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("account_login"), {"login": "x"})
    assert response.status_code == 403
    assert "Uw invoer is niet verloren" in response.content.decode()


def test_csrf_failure_without_a_user_still_renders():
    assert csrf_failure(RequestFactory().post("/")).status_code == 403


def test_server_error_needs_no_database_user_or_context(django_db_blocker):
    with django_db_blocker.block():
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Het ligt niet aan u" in response.content.decode()
    assert 'href="/static/css/kanarie.css"' in response.content.decode()


def test_a_database_that_is_away_or_busy_asks_for_patience(client, monkeypatch):
    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("brunssum.core.views.pages.render", busy)
    client.raise_request_exception = False
    response = client.get(reverse("core:toegankelijkheid"))
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Probeer het over een minuut opnieuw" in response.content.decode()


def test_unavailable_page():
    assert unavailable(RequestFactory().get("/")).status_code == 503


def test_a_bad_request_is_explained(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Dit verzoek begrijpen wij niet" in response.content.decode()


def test_accessibility_statement_is_public(client):
    response = client.get(reverse("core:toegankelijkheid"))
    assert response.status_code == 200
    assert "Er zijn eerste maatregelen genomen" in response.content.decode()
