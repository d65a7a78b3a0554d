"""What pages of other apps show of casussen, by address: safe counts and nothing else."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import Gebied
from brunssum.core.rollen import Recht
from brunssum.core.tweede_factor import without_second_factor
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.queries import safe_counts_per_gebied, safe_signalen_per_gebied


@without_second_factor
@require_GET
def bij_gebied(request, code):
    """For hx-get from the page of a gebied: how many casussen and signalen last year, never a cell under five."""
    if not request.user.mag(Recht.MONITOR_ZIEN):
        raise PermissionDenied
    gebied = get_object_or_404(Gebied.objects.visible_to(request.user).by_code(code))
    jaar = timezone.localdate().year - 1  # a whole year: nothing to subtract
    context = {
        "gebied": gebied,
        "jaar": jaar,
        "cel": safe_counts_per_gebied(jaar).cel_of(gebied),
        "signalen": safe_signalen_per_gebied(jaar).cel_of(gebied),
        "kleinste": KLEINSTE_CEL,
    }
    return render_page_or_partial(request, "casuistiek/bij_gebied.html", "telling", context)
