"""How things stand for the resident, before and after."""

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from brunssum.core.views.formulieren import posted
from casuistiek import permissions, services
from casuistiek.forms.dossier import MetingForm
from casuistiek.models import Hoekmeting
from casuistiek.models.hoekmeting import HOEKEN
from casuistiek.views.gedeeld import form_page, refuse_early, sent, to_casus, visible_casus


@require_http_methods(["GET", "POST"])
def hoeken_measure(request, kenmerk, moment):
    casus = visible_casus(request, kenmerk)
    if moment not in Hoekmeting.Moment:
        raise Http404
    no_right = "" if permissions.may_handle(request.user, casus) else permissions.NIET_BEHANDELAAR
    not_now = permissions.bezwaar_tegen_meting(casus, moment)
    if early := refuse_early(request, casus, no_right, not_now):
        return early
    meting = casus.hoekmetingen.filter(moment=moment).first()
    initial = {hoek: getattr(meting, hoek) for hoek in HOEKEN} if meting else {}
    form = MetingForm(posted(request), initial=initial)
    if sent(
        form,
        lambda hoeken: services.measure(
            casus.pk, actor=request.user, op=timezone.localdate(), moment=moment, hoeken=hoeken
        ),
    ):
        messages.success(request, "Dit is bewaard.")
        return to_casus(casus, "#hoeken")
    kop = f"Hoe staat de bewoner ervoor? {Hoekmeting.Moment(moment).label}"
    uitleg = "Vraag het de bewoner zelf. Wat u niet weet, laat u open."
    return form_page(request, casus, form, kop=kop, uitleg=uitleg, knop="Bewaren")
