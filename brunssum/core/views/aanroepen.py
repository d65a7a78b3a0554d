"""Who called the API, when, and how it ended: for who keeps the koppelingen, who reads the log, and each partner its own."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.bestanden.csv import streamed_csv_response
from brunssum.core.forms.koppelingen import AanroepFilterForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import ApiAanroep, ApiClient
from brunssum.core.permissions.koppelingen import may_see_calls
from brunssum.core.presenters.aanroepen import dagstaven, per_day
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
    rows, form, (van, tot) = _asked(request)
    page = Paginator(rows.for_list(), per_page=50).get_page(request.GET.get("pagina"))
    dagen = per_day(rows, van, tot)
    context = {
        "form": form,
        "page": page,
        "rijen": [(aanroep, _woord(aanroep)) for aanroep in page.object_list],
        "van": van,
        "tot": tot,
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
    rows, _, (van, tot) = _asked(request)
    return streamed_csv_response(f"api-aanroepen-{van:%Y%m%d}-{tot:%Y%m%d}", _lines(rows))


def _asked(request):
    """The calls that were asked for, the form that asked, and its period."""
    user = request.user
    form = AanroepFilterForm(
        request.GET,
        clients=ApiClient.objects.with_calls_visible_to(user),
        with_unknown=may_see_calls(user),
    )
    form.is_valid()  # a date that makes no sense is shown as such; the other filters still hold
    van, tot = form.period(timezone.localdate())
    rows = ApiAanroep.objects.visible_to(user).filter(
        tijdstip__gte=_start_of(van), tijdstip__lt=_start_of(tot + timedelta(days=1))
    )
    return form.apply(rows), form, (van, tot)


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


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
