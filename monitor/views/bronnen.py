"""Where figures come from, how that went, and reading one now."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.htmx import STOP_POLLING, wants_partial
from brunssum.core.models import LogRegel, Taak
from monitor import permissions, queries, services
from monitor.models import Bron, Koppeling
from monitor.queries import bronnen
from monitor.services.koppeling import confirm_same_gebied, forget_name
from monitor.views.toegang import page_of, refuse_unless


@require_GET
def bron_list(request):
    refuse_unless(permissions.may_import(request.user))
    page, today = page_of(request, queries.bronnen_list()), timezone.localdate()
    uitgaven = bronnen.editions_to_add(page, today)
    rijen = [
        (
            bron,
            bronnen.next_look(bron),
            bronnen.bron_late_since(bron, today),
            uitgaven.get(bron.code),
        )
        for bron in page
    ]
    return render(request, "monitor/bron_list.html", {"page": page, "rijen": rijen})


@require_GET
def bron(request, code):
    refuse_unless(permissions.may_import(request.user))
    bron = get_object_or_404(queries.bronnen_list(), code=code)
    taak = _newest_taak(bron)
    context = {
        "bron": bron,
        "leest_zelf": queries.instellingen_of(bron) is not None,
        "taak": taak,
        "voortgang": reverse("monitor:bron_progress", args=[bron.code]),
        "volgende": bronnen.next_look(bron),
        "sinds": bronnen.bron_late_since(bron, timezone.localdate()),
        "uitgave": bronnen.editions_to_add([bron], timezone.localdate()).get(bron.code),
        "vastgehouden": bronnen.vastgehouden(bron),
        "onderbroken": bronnen.onderbroken(bron),
        "koppelingen": bronnen.same_gebieden(bron),
        "page": page_of(request, bron.verversingen.newest_first()),
        "regels": LogRegel.objects.about(bron)[:20],
    }
    return render(request, "monitor/bron.html", context)


@require_GET
def bron_progress(request, code):
    """How far the run is, for all who may start one: whoever asked for it, it is about the same figures."""
    refuse_unless(permissions.may_import(request.user))
    bron = get_object_or_404(Bron, code=code)
    taak = _newest_taak(bron)
    if taak is None or not wants_partial(request):
        response = redirect("monitor:bron", bron.code)
    else:
        context = {"taak": taak, "adres": reverse("monitor:bron_progress", args=[bron.code])}
        status = 200 if taak.is_open else STOP_POLLING
        response = render(request, "components/taak.html", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def bron_refresh(request, code):
    refuse_unless(permissions.may_import(request.user))
    bron, begin = get_object_or_404(Bron, code=code), timezone.now()
    try:
        taak = services.request_verversing(bron.pk, actor=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        if taak.aangevraagd_op < begin:
            messages.info(request, "Deze bron werd al gelezen. Hieronder ziet u hoe ver dat is.")
    return redirect("monitor:bron", bron.code)


@require_POST
def bron_same_gebied(request, code):
    refuse_unless(permissions.may_import(request.user))
    bron = get_object_or_404(Bron, code=code)
    try:
        confirm_same_gebied(
            bron.pk,
            actor=request.user,
            code=request.POST.get("gebied", ""),
            hun_naam=request.POST.get("naam", ""),
        )
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Dat is onthouden. Bij de volgende keer lezen loopt de reeks door.")
    return redirect("monitor:bron", bron.code)


@require_POST
def bron_other_gebied(request, code, koppeling):
    refuse_unless(permissions.may_import(request.user))
    get_object_or_404(Koppeling, pk=koppeling, bron__code=code)
    forget_name(koppeling, actor=request.user)
    messages.success(request, "Dat is vergeten. Cijfers die al zijn gelezen, blijven staan.")
    return redirect("monitor:bron", code)


def _newest_taak(bron: Bron) -> Taak | None:
    return Taak.objects.filter(sleutel=bron.taak_sleutel).order_by("-pk").first()
