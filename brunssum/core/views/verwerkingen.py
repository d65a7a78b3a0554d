"""What the municipality uses personal data for, in Kanarie."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from brunssum.core.models import Verwerkingsactiviteit
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires


@require_GET
@requires(Recht.VERWERKINGEN_ZIEN)
def verwerkingen(request):
    activiteiten = Verwerkingsactiviteit.objects.visible_to(request.user).order_by("naam", "pk")
    return render(request, "core/verwerkingen.html", {"activiteiten": activiteiten})
