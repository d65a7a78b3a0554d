"""Naar de lijn: the tab of an inspanning, its checklist, and the steps of who hands over and who takes over."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.exceptions import Tussentijds
from brunssum.core.models import Actiepunt
from brunssum.core.views.formulieren import posted, show_refusal, write_on
from inspanningen.forms.overdracht import (
    BeginOverdrachtForm,
    EigenPuntForm,
    PuntForm,
    RedenForm,
    SlotwoordForm,
)
from inspanningen.models import Inspanning, Overdracht, Overdrachtspunt
from inspanningen.permissions import oordelen as reading
from inspanningen.permissions import overdracht as permissions
from inspanningen.services import overdracht as services


@require_GET
def overdracht(request, pk):
    """The checklist of the overdracht that runs, or how to begin one; and those of before."""
    user = request.user
    inspanning = get_object_or_404(Inspanning.objects.visible_to(user), pk=pk)
    if reason := reading.reason_not_to_see_oordelen(user):
        raise PermissionDenied(reason)
    alle = list(
        Overdracht.objects.visible_to(user)
        .filter(inspanning=inspanning)
        .select_related("inspanning", "bateneigenaar", "begonnen_door", "klaar_door")
        .newest_first()
    )
    shown = next(iter(alle), None)
    context = {
        "inspanning": inspanning,
        "overdracht": shown,
        "eerdere": alle[1:],
        "bezwaar_beginnen": permissions.bezwaar_tegen_beginnen(inspanning),
        "reden_beginnen": permissions.reason_not_to_hand_over(user, inspanning),
        "punten": _punten(user, shown),
        "standaard": services.standard_punten(),
    }
    if shown:
        punten = context["punten"]
        done = sum(punt.stand != Overdrachtspunt.Stand.OPEN for punt in punten)
        context |= {
            "gedaan": done,
            "actiepunten": Actiepunt.objects.visible_to(user).running().about(shown).for_list(),
            "is_laat": shown.is_lopend and shown.uiterlijk < timezone.localdate(),
            "mag_afvinken": not permissions.reason_not_to_tick(user, shown)
            and not permissions.bezwaar_tegen_wijzigen(shown),
            "reden_klaar": permissions.reason_not_to_report_ready(user, shown)
            or permissions.bezwaar_tegen_klaarmelden(shown, punten),
            "mag_klaar": not permissions.reason_not_to_report_ready(user, shown),
            "mag_overnemen": not permissions.reason_not_to_take_over(user, shown),
            "slotwoord": SlotwoordForm(),
        }
    return render(request, "inspanningen/overdracht.html", context)


def _punten(user, shown: Overdracht | None) -> list[Overdrachtspunt]:
    """The points of this overdracht; none before it begins."""
    if shown is None:
        return []
    return list(
        Overdrachtspunt.objects.visible_to(user).filter(overdracht=shown).select_related("door").in_order()
    )


@require_http_methods(["GET", "POST"])
def begin(request, pk):
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    if reason := permissions.reason_not_to_hand_over(request.user, inspanning):
        raise PermissionDenied(reason)
    if zin := permissions.bezwaar_tegen_beginnen(inspanning):
        messages.warning(request, zin)
        return redirect("inspanningen:overdracht", inspanning.pk)
    form = BeginOverdrachtForm(posted(request))

    def step():
        services.begin_overdracht(
            inspanning.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data
        )

    return _form_page(
        request, form, step, inspanning, "De overdracht is begonnen. De bateneigenaar heeft een actiepunt.",
        kop="Draag over aan de lijn", knop="Begin de overdracht",
        uitleg="De fase wordt ‘naar de lijn’. U krijgt een lijst met punten die geregeld moeten zijn.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def punt(request, pk):
    """One point of the checklist."""
    user = request.user
    rows = Overdrachtspunt.objects.visible_to(user).select_related("overdracht__inspanning", "door")
    shown = get_object_or_404(rows, pk=pk)
    if reason := permissions.reason_not_to_tick(user, shown.overdracht):
        raise PermissionDenied(reason)
    inspanning = shown.overdracht.inspanning
    initial = {"stand": shown.stand, "opmerking": shown.opmerking, "gelezen": shown.stand}
    form = PuntForm(posted(request), initial=initial)

    def step():
        try:
            services.tick_punt(shown.pk, actor=user, op=timezone.localdate(), **form.cleaned_data)
        except Tussentijds:
            write_on(form, gelezen=Overdrachtspunt.objects.get(pk=shown.pk).stand)
            raise

    return _form_page(
        request, form, step, inspanning, f"‘{shown.titel}’ is bewaard.", kop=shown.titel, knop="Bewaar", uitleg=shown.uitleg
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def punt_add(request, pk):
    shown = _get(request, pk)
    if reason := permissions.reason_not_to_tick(request.user, shown):
        raise PermissionDenied(reason)
    form = EigenPuntForm(posted(request))

    def step():
        services.add_punt(shown.pk, actor=request.user, **form.cleaned_data)

    return _form_page(
        request, form, step, shown.inspanning, "Het punt staat op de lijst.", kop="Voeg een punt toe", knop="Voeg toe",
        uitleg="Een punt dat alleen bij deze inspanning hoort.",
    )  # fmt: skip


@require_http_methods(["POST"])
def ready(request, pk):
    shown = _get(request, pk)
    try:
        services.report_ready(shown.pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Alles is klaar gemeld. De bateneigenaar is gevraagd om over te nemen.")
    return redirect("inspanningen:overdracht", shown.inspanning_id)


@require_http_methods(["GET", "POST"])
def take_over(request, pk):
    shown = _get(request, pk)
    if reason := permissions.reason_not_to_take_over(request.user, shown):
        raise PermissionDenied(reason)
    form = SlotwoordForm(posted(request))

    def step():
        services.take_over(shown.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)

    return _form_page(
        request, form, step, shown.inspanning, "U hebt deze inspanning overgenomen. Zij is nu afgerond.",
        kop="Neem over", knop="Ik neem deze inspanning over",
        uitleg="Vanaf nu houdt u dit in stand. Het programma rondt de inspanning af.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def give_back(request, pk):
    shown = _get(request, pk)
    if reason := permissions.reason_not_to_take_over(request.user, shown):
        raise PermissionDenied(reason)
    form = RedenForm(posted(request), vraag="Wat is er nog nodig")

    def step():
        services.give_back(shown.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)

    return _form_page(
        request, form, step, shown.inspanning, "Het is teruggegeven. Wat u schreef, staat als punt op de lijst.",
        kop="Nog niet", knop="Geef terug", uitleg="Wat u schrijft, komt als punt op de lijst.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def stop(request, pk):
    shown = _get(request, pk)
    if reason := permissions.reason_not_to_hand_over(request.user, shown.inspanning):
        raise PermissionDenied(reason)
    form = RedenForm(posted(request), vraag="Waarom stopt de overdracht")

    def step():
        services.stop_overdracht(shown.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)

    return _form_page(
        request, form, step, shown.inspanning, "De overdracht is gestopt. De inspanning is weer in uitvoering.",
        kop="Stop de overdracht", knop="Stop de overdracht",
        uitleg="De inspanning gaat terug naar ‘uitvoering’. De lijst blijft te lezen.",
    )  # fmt: skip


def _get(request, pk) -> Overdracht:
    rows = Overdracht.objects.visible_to(request.user).select_related("inspanning")
    return get_object_or_404(rows, pk=pk)


def _form_page(request, form, step, inspanning, gelukt, **words):
    """A page with one form and one step: back to the tab when it was taken."""
    if form.is_valid():
        try:
            step()
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gelukt)
            return redirect("inspanningen:overdracht", inspanning.pk)
    context = {"form": form, "inspanning": inspanning, **words}
    return render(request, "inspanningen/overdracht_form.html", context, status=422 if form.is_bound else 200)
