"""Oordelen: the round of the programme, the history of one inspanning, and the screen on which one judges."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.exceptions import Tussentijds
from brunssum.core.views.formulieren import posted, show_refusal
from inspanningen.criteria import CRITERIA
from inspanningen.forms.oordelen import OordeelForm, RondeForm, oordeel_initial
from inspanningen.models import Inspanning, Oordeel, Oordeelronde
from inspanningen.permissions import oordelen as permissions
from inspanningen.permissions.kaart import edits_some
from inspanningen.presenters import oordelen as presenters
from inspanningen.queries import oordelen as queries
from inspanningen.services import oordelen as services


@require_GET
def ronde(request):
    """The newest round, or with ?ronde= an earlier one."""
    _require_reader(request.user)
    rondes = list(Oordeelronde.objects.visible_to(request.user).newest_first())
    chosen = next((one for one in rondes if str(one.pk) == request.GET.get("ronde")), None)
    shown = chosen or next(iter(rondes), None)
    vandaag = timezone.localdate()
    context = {
        "rondes": rondes,
        "ronde": shown,
        "vandaag": vandaag,
        "aan_de_beurt": queries.next_ronde_due(vandaag),
        "loopt_er_een": any(one.is_open for one in rondes),
        "reden": permissions.reason_not_to_lead_ronde(request.user),
        "criteria": CRITERIA,
    }
    if shown:
        bord = queries.rondebord(request.user, shown)
        context |= {
            "bord": bord,
            "wachtend": [
                (rij, not permissions.reason_not_to_judge(request.user, rij.inspanning))
                for rij in bord.wachtend
            ],
            "is_laat": shown.is_open and vandaag > shown.uiterlijk,
            "tabel": presenters.tabel(bord),
            "telling": presenters.telling(bord),
            "veranderingen": presenters.veranderingen(bord),
            "verlopen": presenters.op_zorg(bord),
            "geschiedenis": presenters.geschiedenis(bord),
            "hulpvragen": [(one, presenters.hulp_zin(one.actiepunt)) for one in bord.hulpvragen],
        }
    return render(request, "inspanningen/oordeelronde.html", context)


@require_http_methods(["GET", "POST"])
def ronde_open(request):
    if reason := permissions.reason_not_to_lead_ronde(request.user):
        raise PermissionDenied(reason)
    form = RondeForm(posted(request))
    if form.is_valid():
        try:
            opened = services.open_ronde(actor=request.user, van=timezone.localdate(), **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De ronde {opened} is open. Elke projectleider heeft een actiepunt.")
            return redirect("programma:oordelen")
    context = {"form": form}
    return render(
        request, "inspanningen/oordeelronde_open.html", context, status=422 if form.is_bound else 200
    )


@require_POST
def ronde_close(request, pk):
    _require_reader(request.user)
    shown = get_object_or_404(Oordeelronde.objects.visible_to(request.user), pk=pk)
    try:
        services.close_ronde(shown.pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, f"De ronde {shown} is gesloten.")
    return redirect("programma:oordelen")


@require_POST
def ronde_remind(request, pk):
    """Everyone who has not answered yet; with `vraag` only who has that one."""
    _require_reader(request.user)
    shown = get_object_or_404(Oordeelronde.objects.visible_to(request.user), pk=pk)
    vraag = request.POST.get("vraag", "")
    only = int(vraag) if vraag.isascii() and vraag.isdecimal() and len(vraag) < 18 else None
    try:
        people = services.remind(shown.pk, actor=request.user, op=timezone.localdate(), vraag_id=only)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        if people:
            messages.success(
                request, f"{'Eén persoon is' if people == 1 else f'{people} mensen zijn'} herinnerd."
            )
        else:
            messages.info(request, "Vandaag is er al herinnerd, of er is niemand meer te herinneren.")
    return redirect("programma:oordelen")


@require_GET
def oordelen(request, pk):
    """What was judged of one inspanning, round after round."""
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    _require_reader(request.user)
    rows = (
        Oordeel.objects.visible_to(request.user)
        .filter(inspanning=inspanning)
        .select_related("ronde", "gegeven_door", "hulp_van", "vervangt", "vervangen_door")
        .newest_first()
    )
    alle = list(rows)
    geldig = [one for one in alle if not hasattr(one, "vervangen_door")]
    recent = geldig[: queries.RONDES_TERUG][::-1]
    hulp = queries.help_of(geldig)
    open_ronde = Oordeelronde.objects.open().first()
    mag = not permissions.reason_not_to_judge(request.user, inspanning)
    context = {
        "inspanning": inspanning,
        "criteria": CRITERIA,
        "regels": [
            (
                one,
                presenters.cellen(one, geldig[n + 1] if n + 1 < len(geldig) else None),
                hulp.get((inspanning.pk, one.ronde_id)),
                presenters.hulp_zin(hulp.get((inspanning.pk, one.ronde_id))),
                [old for old in alle if old.ronde_id == one.ronde_id and old.pk != one.pk],
            )
            for n, one in enumerate(geldig)
        ],
        "verloop": presenters.verloop(str(inspanning), [one.ronde for one in recent], recent)
        if recent
        else None,
        "ronde": open_ronde,
        "is_beantwoord": open_ronde is not None and any(one.ronde_id == open_ronde.pk for one in geldig),
        "mag": mag,
        "bezwaar": permissions.bezwaar_tegen_oordeel(open_ronde, inspanning) if open_ronde else "",
        "reden": permissions.reason_not_to_judge(request.user, inspanning)
        if edits_some(request.user)
        else "",
    }
    return render(request, "inspanningen/oordelen.html", context)


@require_http_methods(["GET", "POST"])
def oordeel_give(request, pk, ronde_pk):
    """The one screen: five criteria beside what was said last time. ?begin=vorige starts with those answers."""
    user = request.user
    inspanning = get_object_or_404(Inspanning.objects.visible_to(user), pk=pk)
    _require_reader(user)
    round_ = get_object_or_404(Oordeelronde.objects.visible_to(user), pk=ronde_pk)
    reason = permissions.reason_not_to_judge(user, inspanning)
    if reason and request.method == "POST":
        raise PermissionDenied(reason)
    if zin := reason or permissions.bezwaar_tegen_oordeel(round_, inspanning):
        messages.warning(request, zin)
        return redirect("inspanningen:oordelen", inspanning.pk)
    vorig = queries.previous_oordeel(inspanning, round_)
    eerder = queries.current_oordeel(inspanning, round_)
    zelfde = request.GET.get("begin") == "vorige"
    known = eerder if request.POST.get("gelezen", "0") != "0" or request.method == "GET" else None
    initial = oordeel_initial(eerder, vorig, zelfde=zelfde)
    form = OordeelForm(posted(request), user=user, eerder=known, initial=initial)
    tussentijds = None
    if form.is_valid():
        try:
            services.give_oordeel(
                round_.pk, inspanning.pk, actor=user, op=timezone.localdate(), **form.cleaned_data
            )
        except Tussentijds as meanwhile:
            tussentijds = " ".join(meanwhile.messages)
            again = request.POST.copy()
            again["gelezen"] = eerder.pk if eerder else 0
            form = OordeelForm(again, user=user, eerder=eerder)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Uw oordeel is bewaard. Dank u wel.")
            return redirect("inspanningen:oordelen", inspanning.pk)
    context = {
        "inspanning": inspanning,
        "ronde": round_,
        "form": form,
        "regels": presenters.vraagregels(form, vorig),
        "vorig": vorig,
        "eerder": eerder,
        "eerder_cellen": presenters.cellen(eerder) if tussentijds else (),
        "tussentijds": tussentijds,
        "zelfde": zelfde,
    }
    return render(request, "inspanningen/oordeel_form.html", context, status=422 if form.is_bound else 200)


def _require_reader(user) -> None:
    if reason := permissions.reason_not_to_see_oordelen(user):
        raise PermissionDenied(reason)
