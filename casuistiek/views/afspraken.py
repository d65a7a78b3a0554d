"""What was agreed about a casus."""

from django.contrib import messages
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from brunssum.core.views.formulieren import posted
from casuistiek import permissions, services
from casuistiek.forms.dossier import AfspraakForm
from casuistiek.views.gedeeld import form_page, refuse_early, sent, to_casus, visible_casus


@require_http_methods(["GET", "POST"])
def afspraak_add(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    if early := refuse_early(request, casus, "", permissions.bezwaar_tegen_afspraak(casus)):
        return early
    form = AfspraakForm(posted(request), casus=casus)
    if sent(
        form,
        lambda **velden: services.make_afspraak(
            casus.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    ):
        messages.success(request, f"De afspraak staat bij {form.cleaned_data['eigenaar']}.")
        return to_casus(casus, "#afspraken")
    uitleg = "De afspraak komt als actiepunt op de startpagina van wie het doet."
    return form_page(request, casus, form, kop="Afspraak maken", uitleg=uitleg, knop="Afspraak maken")
