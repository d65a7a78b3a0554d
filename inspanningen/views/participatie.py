"""Participatie: the ladder of one inspanning, and where in the programme reality stays behind what was planned."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen.forms.participatie import UITLEG, ParticipatieForm
from inspanningen.models import Inspanning, Participatie
from inspanningen.permissions import participatie as permissions
from inspanningen.permissions.kaart import may_see_persons
from inspanningen.presenters import participatie as presenters
from inspanningen.queries.participatie import Zeggenschap, zeggenschap
from inspanningen.services import participatie as services


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def programma(request):
    rows = zeggenschap(request.user)
    context = {
        "rijen": [(row, presenters.verschil(row)) for row in rows],
        "achter": sum(1 for row in rows if row.achter and row.achter > 0),
        "bekend": sum(1 for row in rows if row.achter is not None),
        "treden": [(trede.label, UITLEG[trede]) for trede in Participatie.Trede],
    }
    return render(request, "inspanningen/participatie_programma.html", context)


@require_http_methods(["GET", "POST"])
def participatie(request, pk):
    """The ladder, what was written down before, and for who may the form below it."""
    user = request.user
    inspanning = get_object_or_404(Inspanning.objects.visible_to(user), pk=pk)
    reden = permissions.reason_not_to_assess(user, inspanning)
    if request.method == "POST" and reden:
        raise PermissionDenied(reden)
    form = ParticipatieForm(posted(request))
    if form.is_valid():
        try:
            services.assess_participatie(inspanning.pk, actor=user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het is vastgelegd.")
            return redirect("inspanningen:participatie", inspanning.pk)
    rows = (
        Participatie.objects.visible_to(user)
        .filter(inspanning=inspanning)
        .select_related("door")
        .newest_first()
    )
    alle = list(rows)
    stand = Zeggenschap(
        inspanning,
        *(next((one for one in alle if one.soort == soort), None) for soort in Participatie.Soort),
    )
    context = {
        "inspanning": inspanning,
        "alle": alle,
        "stand": stand,
        "ladder": presenters.ladder(stand),
        "verschil": presenters.verschil(stand),
        "treden": [(trede.label, UITLEG[trede]) for trede in reversed(Participatie.Trede)],
        "toon_wie": may_see_persons(user),
        "form": None if reden else form,
        "reden": reden,
    }
    return render(request, "inspanningen/participatie.html", context, status=422 if form.is_bound else 200)
