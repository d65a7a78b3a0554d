"""The list: what waits for whom."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from casuistiek import permissions
from casuistiek.forms import FilterForm
from casuistiek.models import Casus, Overdracht
from casuistiek.queries import klok, werkvoorraad_counts
from casuistiek.stappen import LOPEND

TABS = {
    "mijn": "Mijn casussen",
    "besluit": "Wacht op besluit",
    "stil": "Staat stil",
    "lopend": "Alle lopende",
    "afgerond": "Afgerond",
}


@require_GET
def casus_list(request):
    """The work in hand, per tab and filter; both stand in the address."""
    user, vandaag = request.user, timezone.localdate()
    if not permissions.may_log(user):
        raise PermissionDenied
    counts = werkvoorraad_counts(user, vandaag)
    toon = request.GET.get("toon")
    if toon not in TABS:
        toon = "mijn" if counts.mijn else "lopend"
    filter_form = FilterForm(request.GET)
    rows = _filtered(_of_tab(Casus.objects.visible_to(user), toon, user, vandaag), filter_form)
    page = Paginator(rows.for_list(), per_page=25).get_page(request.GET.get("pagina"))
    numbers = {"mijn": counts.mijn, "besluit": counts.wacht_op_besluit, "stil": counts.staat_stil}
    context = {
        "page": page,
        "rijen": [(casus, klok(casus, vandaag)) for casus in page.object_list],
        "toon": toon,
        "tabs": [(key, label, numbers.get(key)) for key, label in TABS.items()],
        "filter": filter_form,
        "is_gefilterd": bool(request.GET.get("stap") or request.GET.get("wijk")),
        "concepten": Casus.objects.concepts_of(user).select_related("gebied").order_by("-pk")[:25],
        "aangeboden": Casus.objects.logged().filter(
            overdrachten__naar=user, overdrachten__status=Overdracht.Status.VOORGESTELD
        ),
    }
    return render_page_or_partial(request, "casuistiek/casus_list.html", "lijst", context)


def _of_tab(rows, toon, user, vandaag):
    match toon:
        case "mijn":
            return rows.open().of(user)
        case "besluit":
            return rows.waiting_for_besluit()
        case "stil":
            return rows.standing_still(vandaag)
        case "afgerond":
            return rows.logged().exclude(stap__in=LOPEND)
    return rows.open()


def _filtered(rows, form):
    form.is_valid()  # what does not make sense is not in cleaned_data
    if stap := form.cleaned_data.get("stap"):
        rows = rows.filter(stap=stap)
    if wijk := form.cleaned_data.get("wijk"):
        rows = rows.in_wijk(wijk.pk)
    return rows
