"""Where figures come from, how that went, and reading one now."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from brunssum.core.models import Taak
from monitor import permissions, queries, services
from monitor.models import Bron
from monitor.views.toegang import page_of, refuse_unless


@require_GET
def bron_list(request):
    refuse_unless(permissions.may_import(request.user))
    return render(request, "monitor/bron_list.html", {"page": page_of(request, queries.bronnen_list())})


@require_GET
def bron(request, code):
    refuse_unless(permissions.may_import(request.user))
    bron = get_object_or_404(Bron, code=code)
    taak = Taak.objects.filter(sleutel=bron.taak_sleutel).order_by("-pk").first()
    context = {
        "bron": bron,
        "leest_zelf": queries.instellingen_of(bron) is not None,
        "taak": taak,
        "eigen_taak": taak is not None and taak.aangevraagd_door_id == request.user.pk,
        "page": page_of(request, bron.verversingen.newest_first()),
    }
    return render(request, "monitor/bron.html", context)


@require_POST
def bron_refresh(request, code):
    refuse_unless(permissions.may_import(request.user))
    bron = get_object_or_404(Bron, code=code)
    try:
        services.request_verversing(bron.pk, actor=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("monitor:bron", bron.code)
