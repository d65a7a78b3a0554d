"""The realisatieplanningen: which there are, take one, and what changed since."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.bestanden.csv import csv_response
from brunssum.core.rollen import Recht, Zicht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen.forms.mijlpalen import TakeRealisatieplanningForm
from inspanningen.models import Mijlpaal, Realisatieplanning
from inspanningen.permissions import edits_some
from inspanningen.permissions import mijlpalen as permissions
from inspanningen.presenters import realisatieplanningen as presenters
from inspanningen.queries.realisatieplanningen import (
    Verschil,
    compare,
    frozen_standen,
    present_standen,
    volgende_realisatieplanning,
)
from inspanningen.services import realisatieplanningen as services

MAX_DIGITS = 18  # longer is no id in any database


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def realisatieplanning_list(request):
    reason = permissions.reason_not_to_take_realisatieplanning(request.user)
    context = {
        "plannen": Realisatieplanning.objects.visible_to(request.user).for_list(),
        "volgende": volgende_realisatieplanning(timezone.localdate()),
        "may_take": not reason,
        "reden": reason if edits_some(request.user) else "",
        "toon_personen": request.user.zicht >= Zicht.INTERN,
    }
    return render(request, "inspanningen/realisatieplanning_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.INSPANNINGEN_ZIEN)
def take(request):
    if reason := permissions.reason_not_to_take_realisatieplanning(request.user):
        raise PermissionDenied(reason)
    vandaag = timezone.localdate()
    naam = f"{'voorjaar' if vandaag.month < 7 else 'najaar'} {vandaag.year}"
    form = TakeRealisatieplanningForm(posted(request), initial={"naam": naam})
    if form.is_valid():
        try:
            planning = services.take_realisatieplanning(actor=request.user, op=vandaag, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De planning van nu is vastgelegd als ‘{planning}’.")
            return redirect("programma:realisatieplanningen")
    context = {"form": form, "aantal": Mijlpaal.objects.visible_to(request.user).count()}
    status = 422 if form.is_bound else 200
    return render(request, "inspanningen/realisatieplanning_take.html", context, status=status)


@require_GET
def vergelijking(request, pk):
    """What became of this plan: until now, or until another realisatieplanning (?met=)."""
    found = _compared(request, pk)
    tot = f" en {found.nieuw}" if found.nieuw else " en nu"
    context = {
        "planning": found.oud,
        "gekozen": found.gekozen,
        "met": found.met,
        "anderen": found.anderen,
        "kop": f"{found.oud}{tot}",
        "zin": presenters.in_een_zin(found.verschillen, found.oud.naam, str(found.nieuw or "")),
        "groepen": presenters.verschilgroepen(found.verschillen, found.oud.naam),
        "toon_personen": request.user.zicht >= Zicht.INTERN,
    }
    return render(request, "inspanningen/realisatieplanning.html", context)


@require_GET
def vergelijking_csv(request, pk):
    found = _compared(request, pk)
    tot = f"in {found.nieuw}" if found.nieuw else "nu"
    rows = presenters.csv_rows(found.verschillen, found.oud.naam, tot)
    return csv_response("realisatieplanning", rows)


@dataclass(frozen=True)
class _Compared:
    gekozen: Realisatieplanning
    met: Realisatieplanning | None
    anderen: list[Realisatieplanning]
    oud: Realisatieplanning
    nieuw: Realisatieplanning | None  # None is now
    verschillen: dict[str, tuple[Verschil, ...]]


def _compared(request, pk: int) -> _Compared:
    """The chosen one beside another, the older of the two first; beside now when no other is asked for."""
    plannen = Realisatieplanning.objects.visible_to(request.user).select_related("genomen_door")
    gekozen = get_object_or_404(plannen, pk=pk)
    anderen = list(plannen.exclude(pk=pk).newest_first())
    asked = request.GET.get("met", "")
    wanted = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= MAX_DIGITS else None
    met = next((one for one in anderen if one.pk == wanted), None)
    if met is None:
        nu = present_standen(Mijlpaal.objects.visible_to(request.user))
        return _Compared(gekozen, None, anderen, gekozen, None, compare(frozen_standen(gekozen), nu))
    oud, nieuw = sorted((gekozen, met), key=lambda one: (one.genomen_op, one.pk))
    return _Compared(gekozen, met, anderen, oud, nieuw, compare(frozen_standen(oud), frozen_standen(nieuw)))
