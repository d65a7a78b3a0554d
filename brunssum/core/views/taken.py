"""How far a background job is, and stopping it."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from brunssum.core import taken
from brunssum.core.htmx import STOP_POLLING, wants_partial
from brunssum.core.models import Taak


@require_GET
def taak(request, pk):
    """The progress bar for htmx, which asks again every second; a small page around it for everyone else."""
    return _show(request, get_object_or_404(Taak.objects.visible_to(request.user), pk=pk))


@require_POST
def taak_stop(request, pk):
    """Stop it. Who came just too late sees how it went; work that does not stop halfway says so."""
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
    refused = None
    try:
        taken.stop(taak.pk, actor=request.user, op=timezone.now())
    except ValidationError as error:
        refused = error.messages
    taak.refresh_from_db()
    if wants_partial(request):
        return _show(request, taak)
    if refused and taak.is_open:
        return render(request, "core/taak.html", {"taak": taak, "refused": refused}, status=422)
    return redirect("core:taak", taak.pk)


def _show(request, taak):
    context = {"taak": taak}
    if wants_partial(request):
        status = 200 if taak.is_open or request.method == "POST" else STOP_POLLING
        response = render(request, "components/taak.html", context, status=status)
    else:
        response = render(request, "core/taak.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
