"""The public pages. They know no reader: the same bytes for everyone, which every cache may keep for a while."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, conditional_page, require_safe

from brunssum.core.accounts import site_url
from brunssum.core.api.papers import paper
from brunssum.core.api.presenter import documentation
from brunssum.openbaar import queries
from monitor.queries import standaard_driehoek

MAX_AGE = 600
"""Seconds that a cache may keep a page: what is withdrawn is gone everywhere within ten minutes."""


def openbaar(view):
    """For everyone, kept by caches, and not sent again to who has it (ETag of the content, 304)."""
    return login_not_required(
        require_safe(cache_control(public=True, max_age=MAX_AGE)(conditional_page(view)))
    )


@openbaar
def begin(request):
    context = {"verslagen": queries.verslagen()[:5], "gebieden": queries.gebieden()}
    return render(request, "openbaar/begin.html", context)


@openbaar
def verslag_list(request):
    return render(request, "openbaar/verslag_list.html", {"verslagen": queries.verslagen()})


@openbaar
def verslag(request, pk):
    found = queries.verslagen().filter(pk=pk).first()
    if found is None:
        return _absent(request, pk)
    context = {
        "een": queries.verslag(found, timezone.now()),
        "adres": site_url(request.path),
        "zonder_links": True,
    }
    return render(request, "openbaar/verslag.html", context)


def _uitgave(pk):
    found = queries.verslagen().filter(pk=pk).first()
    return queries.definitieve_uitgave(found) if found else None


def _etag(request, pk):
    uitgave = _uitgave(pk)
    return f'"{uitgave.sha256}"' if uitgave else None


@login_not_required
@require_safe
@cache_control(public=True, max_age=MAX_AGE)
@condition(etag_func=_etag)
def verslag_pdf(request, pk):
    uitgave = _uitgave(pk)
    if uitgave is None:
        return _absent(request, pk)
    return FileResponse(uitgave.bestand.open("rb"), filename=uitgave.naam, content_type="application/pdf")


@openbaar
def gebied_list(request):
    return render(request, "openbaar/gebied_list.html", {"gebieden": queries.gebieden()})


@openbaar
def gebied(request, code):
    found = queries.gebied(code)
    driehoek = standaard_driehoek(found, vandaag=timezone.localdate()) if found else None
    if driehoek is None:
        return absent(request)
    context = {"driehoek": driehoek, "gebieden": queries.gebieden(), "zonder_links": True}
    return render(request, "openbaar/gebied.html", context)


@openbaar
def programma(request):
    return render(request, "openbaar/programma.html", {"een": queries.programma()})


@openbaar
def feed(request):
    """The published reisverslagen for a feed reader."""
    made = Atom1Feed(
        title=f"Reisverslagen van {settings.PROGRAMMA_NAAM}",
        link=site_url(reverse("openbaar:begin")),
        feed_url=site_url(request.path),
        description="",
        language="nl",
        author_name=settings.GEMEENTE_NAAM,
    )
    for one in queries.verslagen()[:20]:
        address = site_url(reverse("openbaar:verslag", args=[one.pk]))
        made.add_item(
            title=one.titel,
            link=address,
            unique_id=address,
            description=f"Reisverslag over {one.periode_van:%d-%m-%Y} tot en met {one.periode_tot:%d-%m-%Y}.",
            pubdate=one.gepubliceerd_op,
            updateddate=one.gepubliceerd_op,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@openbaar
def sitemap(request):
    names = ("openbaar:begin", "openbaar:verslagen", "openbaar:gebieden", "openbaar:programma")
    addresses = [(reverse(name), None) for name in names]
    addresses += [
        (reverse("openbaar:verslag", args=[one.pk]), one.gepubliceerd_op) for one in queries.verslagen()
    ]
    addresses += [(reverse("openbaar:gebied", args=[one.code]), None) for one in queries.gebieden()]
    rows = [(site_url(path), op) for path, op in addresses]
    return render(request, "openbaar/sitemap.xml", {"rows": rows}, content_type="application/xml")


@gzip_page
@openbaar
def api_documentatie(request):
    """What developers of partners need to build on the API: the papers, and what the OpenAPI document says.

    Long, and with nothing secret in it: so compressed, also where no proxy does that.
    """
    context = {
        "gids": paper("api.md"),
        "wijzigingen": paper("api-wijzigingen.md"),
        "naslag": documentation(),
        "site_url": settings.SITE_URL,
    }
    return render(request, "openbaar/api.html", context)


@openbaar
def to_api_documentatie(request):
    return redirect("api_documentatie")


@openbaar
def robots(request):
    """Nothing to find but what is public."""
    lines = (
        "User-agent: *",
        "Allow: /openbaar/",
        "Allow: /api/$",
        "Allow: /static/",
        "Disallow: /",
        "",
        f"Sitemap: {site_url('/sitemap.xml')}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@openbaar
def absent(request):
    return render(request, "openbaar/absent.html", status=404)


def _absent(request, pk):
    """410 with a sentence for what everyone could read once; 404 for all else, whether it exists or not."""
    op = queries.ingetrokken_op(pk)
    if op is None:
        return absent(request)
    return render(request, "openbaar/ingetrokken.html", {"op": op}, status=410)
