"""What we aim for with one indicator: on its page, and kept by the programmateam."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted
from inspanningen import permissions, queries, services
from inspanningen.forms.streefwaarden import StreefwaardeForm
from inspanningen.models import Streefwaarde
from monitor.models import Indicator


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def streefwaarden_bij_indicator(request, code):
    """For hx-get from the page of an indicator; as a page of its own it is where the team keeps them."""
    indicator = _indicator_or_404(request, code)
    context = {
        "indicator": indicator,
        "rijen": queries.streven(indicator, request.user),
        "mag_bewerken": not permissions.reason_not_to_add(request.user),
    }
    return render_page_or_partial(request, "inspanningen/streefwaarden.html", "lijst", context)


@require_http_methods(["GET", "POST"])
def streefwaarde_add(request, code):
    reason = permissions.reason_not_to_add(request.user)
    if reason:
        raise PermissionDenied(reason)
    indicator = _indicator_or_404(request, code)
    form = StreefwaardeForm(posted(request), indicator=indicator)
    if form.is_valid():
        try:
            services.add_streefwaarde(actor=request.user, indicator=indicator, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, "De streefwaarde staat erbij.")
            return redirect("inspanningen:streefwaarden_bij_indicator", code)
    context = {"indicator": indicator, "form": form}
    return render(
        request, "inspanningen/streefwaarde_add.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def streefwaarde_remove(request, pk):
    reason = permissions.reason_not_to_add(request.user)
    if reason:
        raise PermissionDenied(reason)
    rows = Streefwaarde.objects.visible_to(request.user).select_related("indicator")
    streefwaarde = get_object_or_404(rows, pk=pk)
    services.remove_streefwaarde(streefwaarde.pk, actor=request.user)
    messages.success(request, "De streefwaarde is weg.")
    return redirect("inspanningen:streefwaarden_bij_indicator", streefwaarde.indicator.code)


def _indicator_or_404(request, code) -> Indicator:
    return get_object_or_404(Indicator.objects.visible_to(request.user), code=code)
