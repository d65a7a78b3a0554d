"""The whole log, for the functionaris gegevensbescherming."""

from datetime import datetime, time, timedelta

from django.core.paginator import Paginator
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.forms.logboek import LogboekFilterForm
from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires


@require_GET
@requires(Recht.LOGBOEK_ZIEN)
def logboek(request):
    """Who did what to which object and when; not what it said, which the functionaris has no right to."""
    regels = LogRegel.objects.visible_to(request.user).for_list()
    form = LogboekFilterForm(request.GET)
    form.is_valid()  # a date that makes no sense is shown as such; the other filters still hold
    wanted = form.cleaned_data
    if wanted.get("actie"):
        regels = regels.filter(actie=wanted["actie"])
    if wanted.get("persoon"):
        regels = regels.by(wanted["persoon"])
    if wanted.get("van"):
        regels = regels.filter(tijdstip__gte=_start_of(wanted["van"]))
    if wanted.get("tot"):
        regels = regels.filter(tijdstip__lt=_start_of(wanted["tot"] + timedelta(days=1)))
    page = Paginator(regels, per_page=25).get_page(request.GET.get("pagina"))
    return render_page_or_partial(
        request,
        "core/logboek.html",
        "tabel",
        {"form": form, "page": page, "gezocht": any(request.GET.values())},
    )


def _start_of(day):
    return timezone.make_aware(datetime.combine(day, time.min))
