"""How far a background job is."""

from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET

from brunssum.core.htmx import STOP_POLLING, wants_partial
from brunssum.core.models import Taak


@require_GET
def taak(request, pk):
    """The progress bar for htmx, which asks again every second; a small page around it for everyone else."""
    taak = get_object_or_404(Taak.objects.visible_to(request.user), pk=pk)
    if wants_partial(request):
        status = 200 if taak.is_open else STOP_POLLING
        response = render(request, "components/taak.html", {"taak": taak}, status=status)
    else:
        response = render(request, "core/taak.html", {"taak": taak})
    patch_vary_headers(response, ["HX-Request"])
    return response
