"""Every kind of PDF that Kanarie makes is archivable and accessible. A new template must be made here too."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import get_template
from django.urls import reverse

from brunssum.core.bestanden import pdf
from casuistiek.models import Betrokkene
from inspanningen.services import pdf as kaart_pdf
from inspanningen.services import wijkplan_pdf
from reisverslag import queries, services
from reisverslag.models import Reisverslag
from reisverslag.services import bladen
from tests.factories import BijdrageFactory, DoelstellingFactory, ProgrammaFactory
from tests.pdf_checks import assert_publishable, pages_of
from tests.reisverslag.conftest import NU

pytestmark = pytest.mark.django_db

TEMPLATES = sorted(
    str(path.relative_to(settings.BASE_DIR / "templates"))
    for path in Path(settings.BASE_DIR / "templates").rglob("*.html")
    if '{% extends "pdf/base.html" %}' in path.read_text()
)


def _stored(name: str) -> bytes:
    with default_storage.open(name) as stored:
        return stored.read()


def _verslag(request):
    """With a blok of every soort, fixed."""
    user = request.getfixturevalue("programmamanager")
    verslag = request.getfixturevalue("verslag")
    for soort, inhoud in request.getfixturevalue("alle_inhouden").items():
        hoofdstuk = services.add_hoofdstuk(verslag.pk, actor=user, titel=f"Over {soort}")
        services.add_blok(hoofdstuk.pk, actor=user, soort=soort, inhoud=inhoud)
    return queries.render_pdf(queries.publicatie(Reisverslag.objects.get(pk=verslag.pk), user, NU))


def _kaart(request):
    user, bronnen = request.getfixturevalue("programmamanager"), request.getfixturevalue("bronnen")
    name = kaart_pdf.make_kaart_pdf(
        bronnen.inspanning.pk, actor=user, zicht=int(user.zicht), gemaakt_op=NU, meld=lambda *line: None
    )
    return _stored(name)


def _wijkplan(request):
    user, programma = request.getfixturevalue("programmamanager"), request.getfixturevalue("programma")
    return _stored(
        wijkplan_pdf.make_wijkplan_pdf(
            programma.wijkplan.pk, actor=user, gemaakt_op=NU, meld=lambda *line: None
        )
    )


def _blad(soort):
    def make(request):
        user, bronnen = request.getfixturevalue("programmamanager"), request.getfixturevalue("bronnen")
        request.getfixturevalue("programma")
        ProgrammaFactory()
        BijdrageFactory(inspanning=bronnen.inspanning, doelstelling=DoelstellingFactory())
        pk = {"inspanning": bronnen.inspanning.pk, "gebied": bronnen.wijk.pk, "din": 0}[soort]
        return _stored(
            bladen.make_blad(
                soort, pk, actor=user, zicht=int(user.zicht), gemaakt_op=NU, meld=lambda *line: None
            )
        )

    return make


def _inzage(request):
    client, casus = request.getfixturevalue("client"), request.getfixturevalue("bronnen").casus
    betrokkene = Betrokkene.objects.create(casus=casus, naam="J. de Vries")
    client.force_login(casus.casusverantwoordelijke)
    address = reverse("casuistiek:betrokkene_export", args=[casus.kenmerk, betrokkene.pk, "pdf"])
    return client.post(address).content


MAKERS = {
    "reisverslag/pdf.html": _verslag,
    "inspanningen/kaart_pdf.html": _kaart,
    "inspanningen/wijkplan_pdf.html": _wijkplan,
    "reisverslag/bladen/inspanning.html": _blad("inspanning"),
    "reisverslag/bladen/gebied.html": _blad("gebied"),
    "reisverslag/bladen/din.html": _blad("din"),
    "casuistiek/export_pdf.html": _inzage,
}


def test_every_template_of_a_pdf_is_made_here():
    assert set(TEMPLATES) == set(MAKERS), "make the new kind of PDF in MAKERS"


def test_nothing_becomes_a_pdf_by_another_way():
    """WeasyPrint is for core/bestanden/pdf.py alone, so that no PDF escapes its rules."""
    own = [path for app in ("brunssum", "monitor", "inspanningen", "ambassadeurs", "casuistiek", "reisverslag") for path in (settings.BASE_DIR / app).rglob("*.py")]  # fmt: skip
    users = {
        str(path.relative_to(settings.BASE_DIR)) for path in own if "from weasyprint" in path.read_text()
    }

    assert users == {"brunssum/core/bestanden/pdf.py"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_kind_of_pdf_is_archivable_and_accessible(template, request, monkeypatch):
    used = []
    render = pdf.render_html
    monkeypatch.setattr(pdf, "render_html", lambda name, *args, **kwargs: used.append((name, kwargs["titel"])) or render(name, *args, **kwargs))  # fmt: skip

    content = MAKERS[template](request)

    assert {name for name, _ in used} == {template}
    assert get_template(template)
    assert_publishable(content, titel=used[-1][1])
    assert pdf.check(content) == len(pages_of(content))
