"""The list: what waits for whom, in three shapes, and how long residents wait."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.bestanden.xlsx import xlsx_response
from brunssum.core.htmx import render_page_or_partial, wants_partial
from casuistiek import doorlooptijd, permissions
from casuistiek.forms.casus import FilterForm
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.models import Casus, Overdracht
from casuistiek.queries import klok, signaal_counts, werkvoorraad_counts
from casuistiek.werklijst import KOP, TABS, bord, of_tab, xlsx_rijen

VORMEN = {"kaarten": "Kaarten", "bord": "Bord", "tabel": "Tabel"}
FILTERS = ("stap", "wijk", "leefgebied")


@require_GET
def casus_list(request):
    """The work in hand, per tab, filter and shape; all stand in the address."""
    user, vandaag = request.user, timezone.localdate()
    counts = _counts(request)
    toon = _toon(request, counts)
    vorm = request.GET.get("vorm")
    if vorm not in VORMEN or (vorm == "bord" and toon == "afgerond"):
        vorm = "kaarten"
    filter_form = FilterForm(request.GET)
    rows = _filtered(of_tab(Casus.objects.visible_to(user), toon, user, vandaag), filter_form)
    numbers = {
        "mijn": counts.mijn,
        "besluit": counts.wacht_op_besluit,
        "te-laat": counts.te_laat,
        "stil": counts.staat_stil,
    }
    context = {
        "toon": toon,
        "tabs": [(key, label, numbers.get(key)) for key, label in TABS.items()],
        "vorm": vorm,
        "vormen": [(key, label) for key, label in VORMEN.items() if key != "bord" or toon != "afgerond"],
        "filter": filter_form,
        "is_gefilterd": any(request.GET.get(name) for name in FILTERS),
        "concepten": Casus.objects.concepts_of(user).select_related("gebied").order_by("-pk")[:25],
        "aangeboden": Casus.objects.logged().filter(
            overdrachten__naar=user, overdrachten__status=Overdracht.Status.VOORGESTELD
        ),
    }
    if not wants_partial(request):
        context["signalen"] = signaal_counts(user, vandaag)
    if vorm == "bord":
        kolommen = bord(rows, vandaag)
        context |= {"kolommen": kolommen, "has_rows": any(kolom.aantal for kolom in kolommen)}
    else:
        page = Paginator(rows.for_list(), per_page=25).get_page(request.GET.get("pagina"))
        rijen = [(casus, klok(casus, vandaag)) for casus in page.object_list]
        context |= {"page": page, "rijen": rijen, "has_rows": bool(rijen)}
    return render_page_or_partial(request, "casuistiek/casus_list.html", "lijst", context)


@require_GET
def casus_xlsx(request):
    """The same casussen as the list with this address, all of them."""
    user, vandaag = request.user, timezone.localdate()
    toon = _toon(request, _counts(request))
    rows = _filtered(of_tab(Casus.objects.visible_to(user), toon, user, vandaag), FilterForm(request.GET))
    return xlsx_response(f"casussen-{toon}-{vandaag:%Y-%m-%d}", KOP, xlsx_rijen(rows, vandaag))


@require_GET
def doorlooptijden(request):
    """How long it takes to first help and to a besluit, per wijk."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    jaren = doorlooptijd.jaren(timezone.localdate())
    gevraagd = request.GET.get("jaar", "")
    jaar = next((jaar for jaar in jaren if str(jaar) == gevraagd), jaren[0])
    context = {"tijden": doorlooptijd.doorlooptijd(jaar), "jaren": jaren, "kleinste": KLEINSTE_CEL}
    return render(request, "casuistiek/doorlooptijd.html", context)


def _counts(request):
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return werkvoorraad_counts(request.user, timezone.localdate())


def _toon(request, counts) -> str:
    toon = request.GET.get("toon")
    return toon if toon in TABS else "mijn" if counts.mijn else "lopend"


def _filtered(rows, form):
    form.is_valid()  # what does not make sense is not in cleaned_data
    wanted = form.cleaned_data
    if stap := wanted.get("stap"):
        rows = rows.filter(stap=stap)
    if wijk := wanted.get("wijk"):
        rows = rows.in_wijk(wijk.pk)
    if leefgebied := wanted.get("leefgebied"):
        rows = rows.touching(leefgebied)
    return rows
