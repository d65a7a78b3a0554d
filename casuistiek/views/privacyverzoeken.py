"""What a resident asks about the own data. The export leaves in the answer itself: no file with a name stays anywhere."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.bestanden.pdf import render_pdf
from casuistiek import permissions, services
from casuistiek.forms.privacyverzoek import AntwoordForm, VerzoekForm
from casuistiek.versleuteling import WrongKey
from casuistiek.views.gedeeld import form_page, sent, visible_casus


@require_http_methods(["GET", "POST"])
def privacy_page(request, kenmerk):
    """What was asked, and a form for a new verzoek."""
    casus = _own_casus(request, kenmerk)
    form = VerzoekForm(request.POST or None, casus=casus)
    if sent(form, lambda **velden: services.ask_privacyverzoek(casus.pk, actor=request.user, **velden)):
        messages.success(request, "Het verzoek staat er. U hebt een maand om te antwoorden.")
        return redirect("casuistiek:privacy", casus.kenmerk)
    ids = list(casus.betrokkenen.order_by("pk").values_list("pk", flat=True))
    context = {
        "casus": casus,
        "form": form,
        "betrokkenen": list(enumerate(ids, start=1)),
        "verzoeken": casus.privacyverzoeken.select_related("afgehandeld_door").order_by(
            "-ontvangen_op", "-pk"
        ),
        "vandaag": timezone.localdate(),
    }
    return render(request, "casuistiek/privacy.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def privacyverzoek_answer(request, kenmerk, pk):
    casus = _own_casus(request, kenmerk)
    verzoek = get_object_or_404(casus.privacyverzoeken, pk=pk)
    form = AntwoordForm(request.POST or None, casus=casus)
    if sent(
        form,
        lambda **velden: services.answer_privacyverzoek(
            verzoek.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    ):
        messages.success(request, "Het verzoek is beantwoord.")
        return redirect("casuistiek:privacy", casus.kenmerk)
    uitleg = {
        "inzage": "Download eerst de gegevens, lees ze na, en geef ze aan de betrokkene.",
        "rectificatie": "Verbeter eerst wat er niet klopt. Wie de casus kreeg, hoort het ook van u.",
        "beperking": "Na een ja kan niemand de casus nog gebruiken, tot u de beperking opheft.",
    }[verzoek.soort]
    return form_page(
        request, casus, form, kop=verzoek.get_soort_display(), uitleg=uitleg, knop="Antwoord vastleggen"
    )


@require_POST
def beperking_lift(request, kenmerk):
    casus = _own_casus(request, kenmerk)
    try:
        services.lift_beperking(casus.pk, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "De beperking is opgeheven. Vertel het de betrokkene.")
    return redirect("casuistiek:privacy", casus.kenmerk)


@sensitive_variables()
@require_POST
def betrokkene_export(request, kenmerk, pk, vorm):
    """All that is kept about one betrokkene, as pdf or json; made while one waits, so that nothing is left on disk."""
    casus = _own_casus(request, kenmerk)
    if vorm not in ("pdf", "json") or not casus.betrokkenen.filter(pk=pk).exists():
        raise Http404
    try:
        gegevens = services.export_betrokkene(casus.pk, actor=request.user, betrokkene_id=pk)
    except WrongKey:
        messages.error(request, "Deze gegevens zijn nu niet te lezen. Vraag de beheerder de oude sleutel weer in te stellen.")  # fmt: skip
        return redirect("casuistiek:privacy", casus.kenmerk)
    if vorm == "json":
        response = JsonResponse(gegevens, json_dumps_params={"indent": 2, "ensure_ascii": False})
    else:
        now = timezone.now()
        pdf = render_pdf("casuistiek/export_pdf.html", {"gegevens": gegevens, "gemaakt_op": now}, titel="Uw gegevens", onderwerp="Inzage AVG artikel 15", gemaakt_op=now)  # fmt: skip
        response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="inzage.{vorm}"'
    response["Cache-Control"] = "no-store"
    return response


def _own_casus(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    if not permissions.is_verantwoordelijk(request.user, casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    return casus
