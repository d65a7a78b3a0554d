"""What a resident asks about the own data, of a casus (`kenmerk`) or of a signaal that is none (`signaal`).

The export leaves in the answer itself: no file with a name stays anywhere.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.bestanden.pdf import render_pdf
from casuistiek import permissions, services
from casuistiek.forms.privacyverzoek import AntwoordForm, VerzoekForm
from casuistiek.models import Casus, Privacyverzoek, Signaal
from casuistiek.versleuteling import WrongKey
from casuistiek.views.gedeeld import sent, visible_casus
from casuistiek.views.signalen import visible_signaal

UITLEG_RECTIFICATIE = {
    Casus: "Verbeter eerst wat er niet klopt. Wie de casus kreeg, hoort het ook van u.",
    Signaal: (
        "Verbeter naam en contactgegevens bij ‘Wie is het’. De tekst blijft zoals de partner die gaf: schrijf hier wat er "
        "niet klopt, en laat het de partner weten met een bericht."
    ),
}
UITLEG_WISSEN = {
    Casus: "Na een ja zijn naam en contactgegevens meteen weg. De rest blijft, zonder naam, tot de bewaartermijn voorbij is.",
    Signaal: (
        "Na een ja zijn naam en contactgegevens meteen weg. Is het signaal afgerond, dan ook alle tekst, en is het hier "
        "niet meer te vinden."
    ),
}
UITLEG_BEPERKING = {
    Casus: "Na een ja kan niemand de casus nog gebruiken, tot u de beperking opheft.",
    Signaal: "Na een ja kan niemand het signaal nog gebruiken, tot u de beperking opheft.",
}


@require_http_methods(["GET", "POST"])
def privacy_page(request, **where):
    """What was asked, and a form for a new verzoek."""
    over = _own(request, **where)
    form = VerzoekForm(request.POST or None, over=over)
    if sent(form, lambda **velden: services.ask_privacyverzoek(over, actor=request.user, **velden)):
        messages.success(request, "Het verzoek staat er. U hebt een maand om te antwoorden.")
        return redirect(_url(over, "privacy"))
    ids = list(over.betrokkenen.order_by("pk").values_list("pk", flat=True))
    verzoeken = over.privacyverzoeken.select_related("afgehandeld_door").order_by("-ontvangen_op", "-pk")
    context = {
        "form": form,
        "betrokkenen": [
            (nummer, [(vorm, _url(over, "betrokkene_export", pk, vorm)) for vorm in ("pdf", "json")])
            for nummer, pk in enumerate(ids, start=1)
        ],
        "verzoeken": [(one, _url(over, "privacyverzoek", one.pk)) for one in verzoeken],
        "opheffen": _url(over, "beperking_lift"),
        "vandaag": timezone.localdate(),
    }
    return _render(request, "casuistiek/privacy.html", over, form, context)


@require_http_methods(["GET", "POST"])
def privacyverzoek_answer(request, pk, **where):
    over = _own(request, **where)
    verzoek = get_object_or_404(over.privacyverzoeken, pk=pk)
    form = AntwoordForm(request.POST or None, over=over)
    if sent(
        form,
        lambda **velden: services.answer_privacyverzoek(
            verzoek.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    ):
        messages.success(request, "Het verzoek is beantwoord.")
        still_there = type(over).objects.filter(pk=over.pk, vernietigd_op=None).exists()
        return redirect(_url(over, "privacy") if still_there else reverse("casuistiek:signalen"))
    uitleg = {
        Privacyverzoek.Soort.INZAGE: "Download eerst de gegevens, lees ze na, en geef ze aan de betrokkene.",
        Privacyverzoek.Soort.RECTIFICATIE: UITLEG_RECTIFICATIE[type(over)],
        Privacyverzoek.Soort.WISSEN: UITLEG_WISSEN[type(over)],
        Privacyverzoek.Soort.BEPERKING: UITLEG_BEPERKING[type(over)],
    }[verzoek.soort]
    context = {"verzoek": verzoek, "uitleg": uitleg, "form": form, "terug": _url(over, "privacy")}
    return _render(request, "casuistiek/privacyverzoek.html", over, form, context)


@require_POST
def beperking_lift(request, **where):
    over = _own(request, **where)
    try:
        services.lift_beperking(over, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "De beperking is opgeheven. Vertel het de betrokkene.")
    return redirect(_url(over, "privacy"))


@sensitive_variables()
@require_POST
def betrokkene_export(request, pk, vorm, **where):
    """All that is kept about one betrokkene, as pdf or json; made while one waits, so that nothing is left on disk."""
    over = _own(request, **where)
    if vorm not in ("pdf", "json") or not over.betrokkenen.filter(pk=pk).exists():
        raise Http404
    try:
        gegevens = services.export_betrokkene(over, actor=request.user, betrokkene_id=pk)
    except WrongKey:
        messages.error(request, "Deze gegevens zijn nu niet te lezen. Vraag de beheerder de oude sleutel weer in te stellen.")  # fmt: skip
        return redirect(_url(over, "privacy"))
    if vorm == "json":
        response = JsonResponse(gegevens, json_dumps_params={"indent": 2, "ensure_ascii": False})
    else:
        now = timezone.now()
        pdf = render_pdf("casuistiek/export_pdf.html", {"gegevens": gegevens, "gemaakt_op": now}, titel="Uw gegevens", onderwerp="Inzage AVG artikel 15", gemaakt_op=now)  # fmt: skip
        response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="inzage.{vorm}"'
    response["Cache-Control"] = "no-store"
    return response


def _own(request, kenmerk=None, signaal=None) -> Casus | Signaal:
    """The casus or signaal at this address, for who answers for the data in it."""
    if kenmerk is not None:
        casus = visible_casus(request, kenmerk)
        if not permissions.is_verantwoordelijk(request.user, casus):
            raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
        return casus
    signaal = visible_signaal(request, signaal)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    if zin := permissions.bezwaar_tegen_inzage(signaal):
        raise PermissionDenied(zin)
    return signaal


def _url(over: Casus | Signaal, name: str, *args) -> str:
    if isinstance(over, Casus):
        return reverse(f"casuistiek:{name}", args=[over.kenmerk, *args])
    return reverse(f"casuistiek:signaal_{name}", args=[over.uuid, *args])


def _render(request, template, over, form, context):
    context |= {"over": over, over._meta.model_name: over}
    return render(request, template, context, status=422 if form.is_bound else 200)
