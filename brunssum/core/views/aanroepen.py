"""Who called the API, when, and how it ended: for who keeps the koppelingen, who reads the log, and each partner its own."""

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.bestanden.csv import streamed_csv_response
from brunssum.core.forms.koppelingen import AanroepFilterForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import ApiAanroep, ApiClient, ApiDagtelling
from brunssum.core.permissions.koppelingen import may_see_calls
from brunssum.core.presenters.aanroepen import dagstaven
from brunssum.core.queries.aanroepen import per_day
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires

KOP = (
    "Tijdstip",
    "Organisatie",
    "Koppeling",
    "Methode",
    "Adres",
    "Status",
    "Milliseconden",
    "IP-adres",
    "Waarom geen token",
)
PER_PAGE = 50
WAAROM = dict(ApiAanroep.Waarom.choices)
STATUS_IN_WOORDEN = {
    400: "Vraag klopt niet",
    401: "Geen token dat werkt",
    403: "Mag dit niet",
    404: "Bestaat niet",
    405: "Kan zo niet",
    406: "Kan zo niet",
    409: "Botst met wat er is",
    412: "Intussen gewijzigd",
    415: "Kan zo niet",
    422: "Kan niet",
    429: "Te vaak gevraagd",
}


@require_GET
@requires(Recht.GEBRUIKERS_BEHEREN, Recht.API_EIGEN, Recht.LOGBOEK_ZIEN)
def aanroep_list(request):
    """The newest first, and how many there were each day. Of calls with some address only the calls: those are not counted."""
    form, van, tot, pad = _asked(request)
    rows = _calls(request.user, form, van, tot, pad)
    counted = form.apply(ApiDagtelling.objects.visible_to(request.user))
    dagen = [] if pad else per_day(rows, counted, van, tot)
    na = _shown_last(rows, request.GET.get("na", ""))
    found = list((rows.older_than(na) if na else rows).for_list()[: PER_PAGE + 1])
    context = {
        "form": form,
        "rijen": [(aanroep, _woord(aanroep)) for aanroep in found[:PER_PAGE]],
        "na": na,
        "ouder": found[PER_PAGE - 1] if len(found) > PER_PAGE else None,
        "van": van,
        "tot": tot,
        "pad": pad,
        "totaal": sum(dag.totaal for dag in dagen),
        "dagen": [dag for dag in reversed(dagen) if dag.totaal],
        "tekeningen": dagstaven(dagen),
        "heeft_koppelingen": request.user.mag(Recht.GEBRUIKERS_BEHEREN) or request.user.mag(Recht.API_EIGEN),
        "ziet_alles": may_see_calls(request.user),
        "gezocht": any(request.GET.values()),
    }
    return render_page_or_partial(request, "core/aanroep_list.html", "tabel", context)


@require_GET
def aanroep_csv(request):
    """The same calls as a file, of any length. For who looks after all of them."""
    if not may_see_calls(request.user):
        raise PermissionDenied
    form, van, tot, pad = _asked(request)
    rows = _calls(request.user, form, van, tot, pad)
    return streamed_csv_response(f"api-aanroepen-{van:%Y%m%d}-{tot:%Y%m%d}", _lines(rows))


def _asked(request):
    """The form that asked, the first and last day of its period, and what stands in the address."""
    user = request.user
    form = AanroepFilterForm(
        request.GET,
        clients=ApiClient.objects.with_calls_visible_to(user),
        with_unknown=may_see_calls(user),
    )
    form.is_valid()  # a date that makes no sense is shown as such; the other filters still hold
    van, tot = form.period(timezone.localdate())
    return form, van, tot, form.cleaned_data.get("pad", "")


def _calls(user, form, van, tot, pad):
    rows = form.apply(ApiAanroep.objects.visible_to(user)).between(van, tot)
    return rows.filter(pad__icontains=pad) if pad else rows


def _shown_last(rows, pk: str) -> ApiAanroep | None:
    """The last call of the page before this one; None on the first."""
    return rows.filter(pk=pk).first() if pk.isascii() and pk.isdigit() and len(pk) <= 18 else None


def _lines(rows) -> Iterator[tuple]:
    yield KOP
    for row in (
        rows.order_by("-tijdstip", "-pk")
        .values_list(
            "tijdstip",
            "client__organisatie__naam",
            "client__name",
            "methode",
            "pad",
            "status",
            "milliseconden",
            "ip_adres",
            "waarom",
        )
        .iterator(chunk_size=2000)
    ):
        tijdstip, *rest, waarom = row
        yield (f"{timezone.localtime(tijdstip):%d-%m-%Y %H:%M:%S}", *rest, WAAROM.get(waarom, ""))


def _woord(aanroep: ApiAanroep) -> str:
    """Why it was refused; empty when it was not."""
    if aanroep.status < 400:
        return ""
    if aanroep.waarom:
        return aanroep.get_waarom_display()
    return "Fout bij Kanarie" if aanroep.status >= 500 else STATUS_IN_WOORDEN.get(aanroep.status, "Geweigerd")
