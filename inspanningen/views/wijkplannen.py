"""Wijkplannen: the list, one plan, its acties, its yearly round, what it was, and the PDF for the street."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.exceptions import Tussentijds
from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import Gebied, Taak
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted, show_refusal, tell_meanwhile
from inspanningen.forms.wijkplan import (
    ActieForm,
    ActiestatusForm,
    RondeForm,
    StatusfilterForm,
    WijkplanAddForm,
    WijkplanForm,
)
from inspanningen.models import Wijkplan, Wijkplanactie
from inspanningen.permissions import wijkplan as permissions
from inspanningen.presenters import wijkplan as presenters
from inspanningen.queries.wijkplan import PLANVELDEN, planverschil, read_stand, uitspraken
from inspanningen.services import wijkplan as services
from inspanningen.services import wijkplan_pdf
from monitor.namen import korte_gebiedsnaam


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def wijkplan_list(request):
    plannen = Wijkplan.objects.visible_to(request.user).for_list()
    context = {
        "rijen": presenters.planrijen(plannen, timezone.localdate()),
        "mag_beginnen": permissions.begins_some(request.user),
    }
    return render(request, "inspanningen/wijkplan_list.html", context)


@require_GET
@requires(Recht.INSPANNINGEN_ZIEN)
def bij_gebied(request, code):
    """For hx-get from the page of a gebied: the plans that are about it."""
    gebied = get_object_or_404(Gebied.objects.visible_to(request.user).by_code(code))
    plannen = Wijkplan.objects.visible_to(request.user).in_gebied(gebied).for_list()
    context = {"gebied": gebied, "naam": korte_gebiedsnaam(gebied.naam), "rijen": presenters.planrijen(plannen, timezone.localdate())}  # fmt: skip
    return render_page_or_partial(request, "inspanningen/wijkplannen_bij_gebied.html", "lijst", context)


@require_GET
def wijkplan_detail(request, pk):
    wijkplan = _visible(request, pk)
    acties = list(wijkplan.acties.for_list())
    form = StatusfilterForm(request.GET)
    form.is_valid()  # what does not make sense is not in cleaned_data
    status = form.cleaned_data.get("status", "")
    reden = permissions.reason_not_to_write(request.user, wijkplan.gebied)
    vandaag = timezone.localdate()
    geen_ronde = permissions.bezwaar_tegen_ronde(wijkplan, vandaag.year)
    context = _plan_context(wijkplan) | {
        "acties": acties,
        "groepen": presenters.actiegroepen(actie for actie in acties if status in ("", actie.status)),
        "voortgang": presenters.voortgang(presenters.aantallen(acties)),
        "filter": form,
        "ritme": presenters.ritmezin(wijkplan, vandaag),
        "uitspraken": uitspraken(wijkplan.bewoners),
        "rondes": sorted(wijkplan.aanscherpingen.all(), key=lambda ronde: -ronde.jaar),
        "versies": wijkplan.versies.order_by("-nummer").defer("stand"),
        "mag_monitor": request.user.mag(Recht.MONITOR_ZIEN),
        "mag_schrijven": not reden,
        "mag_wijzigen": not reden and not permissions.bezwaar_tegen_wijzigen(wijkplan),
        "mag_weghalen": not reden and not permissions.bezwaar_tegen_weghalen(wijkplan),
        "mag_ronde": not (reden or geen_ronde),
        "geen_ronde": "" if reden or wijkplan.is_concept else geen_ronde,
        "mag_vaststellen": wijkplan.is_concept and not permissions.reason_not_to_vaststellen(request.user),
        "niet_nu": "" if reden else permissions.bezwaar_tegen_wijzigen(wijkplan),
        "reden": reden if permissions.begins_some(request.user) else "",
    }
    return render_page_or_partial(request, "inspanningen/wijkplan_detail.html", "lijst", context)


@require_http_methods(["GET", "POST"])
def wijkplan_add(request):
    if not permissions.begins_some(request.user):
        raise PermissionDenied(permissions.ONLY_WIJKMANAGERS)
    dit_jaar = timezone.localdate().year
    initial = {"van_jaar": dit_jaar, "tot_jaar": dit_jaar + 3}
    form = WijkplanAddForm(posted(request), user=request.user, initial=initial)
    if form.is_valid():
        try:
            wijkplan = services.add_wijkplan(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het wijkplan staat er als concept. Zet er nu in wie wat doet, waar en waarom.")  # fmt: skip
            return redirect("wijkplannen:detail", wijkplan.pk)
    return _form_page(request, form, None, "Wijkplan beginnen")


@require_http_methods(["GET", "POST"])
def wijkplan_edit(request, pk):
    wijkplan = _to_write(request, pk)
    initial = {name: getattr(wijkplan, name) for name in (*PLANVELDEN, "bewerking")}
    form = WijkplanForm(posted(request), initial=initial)
    staat_nu = ()
    if form.is_valid():
        try:
            services.edit_wijkplan(wijkplan.pk, actor=request.user, **form.cleaned_data)
        except Tussentijds as refused:
            wijkplan.refresh_from_db()
            staat_nu = _beside_what_stands_now(form, refused, wijkplan)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De tekst van het wijkplan is bewaard.")
            return redirect("wijkplannen:detail", wijkplan.pk)
    elif zin := _not_now(request, wijkplan):
        return _back(request, wijkplan, zin)
    return _form_page(request, form, wijkplan, "Tekst wijzigen", staat_nu=staat_nu)


@require_http_methods(["GET", "POST"])
def wijkplan_vaststellen(request, pk):
    wijkplan = _visible(request, pk)
    if reason := permissions.reason_not_to_vaststellen(request.user):
        raise PermissionDenied(reason)
    geweigerd = ""
    if request.method == "POST":
        try:
            services.vaststellen(wijkplan.pk, actor=request.user, op=timezone.localdate())
        except ValidationError as refused:
            geweigerd = " ".join(refused.messages)
        else:
            messages.success(request, "Het wijkplan is vastgesteld. Ambassadeurs en partners kunnen het nu lezen.")  # fmt: skip
            return redirect("wijkplannen:detail", wijkplan.pk)
    elif not wijkplan.is_concept:
        return _back(request, wijkplan, "Dit plan is al vastgesteld.")
    context = _plan_context(wijkplan) | {"geweigerd": geweigerd}
    return render(
        request, "inspanningen/wijkplan_vaststellen.html", context, status=422 if geweigerd else 200
    )


@require_http_methods(["GET", "POST"])
def actie_add(request, pk):
    wijkplan = _to_write(request, pk)
    form = ActieForm(posted(request), wijkplan=wijkplan, user=request.user, initial={"bewerking": 1})
    if form.is_valid():
        velden = {name: value for name, value in form.cleaned_data.items() if name != "bewerking"}
        try:
            services.add_actie(wijkplan.pk, actor=request.user, op=timezone.localdate(), **velden)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De actie staat in het plan.")
            return redirect("wijkplannen:detail", wijkplan.pk)
    elif zin := _not_now(request, wijkplan):
        return _back(request, wijkplan, zin)
    return _form_page(request, form, wijkplan, "Actie toevoegen")


@require_http_methods(["GET", "POST"])
def actie_edit(request, pk):
    actie, wijkplan = _actie_to_write(request, pk)
    initial = {name: getattr(actie, name) for name in (*services.ACTIEVELDEN, "bewerking")}
    form = ActieForm(posted(request), wijkplan=wijkplan, user=request.user, initial=initial)
    staat_nu = ()
    if form.is_valid():
        try:
            services.edit_actie(actie.pk, actor=request.user, **form.cleaned_data)
        except Tussentijds as refused:
            actie.refresh_from_db()
            staat_nu = _beside_what_stands_now(form, refused, actie)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "De actie is bijgewerkt.")
            return redirect("wijkplannen:detail", wijkplan.pk)
    elif zin := _not_now(request, wijkplan):
        return _back(request, wijkplan, zin)
    return _form_page(request, form, wijkplan, "Actie wijzigen", uitleg=actie.wat, staat_nu=staat_nu)


@require_http_methods(["GET", "POST"])
def actie_status(request, pk):
    actie, wijkplan = _actie_to_write(request, pk)
    initial = {name: getattr(actie, name) for name in ("status", "toelichting", "bewerking")}
    form = ActiestatusForm(posted(request), initial=initial)
    staat_nu = ()
    if form.is_valid():
        try:
            services.tell_status(actie.pk, actor=request.user, op=timezone.localdate(), **form.cleaned_data)
        except Tussentijds as refused:
            actie.refresh_from_db()
            staat_nu = _beside_what_stands_now(form, refused, actie)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Hoe het ermee staat is bewaard.")
            return redirect("wijkplannen:detail", wijkplan.pk)
    return _form_page(request, form, wijkplan, "Hoe staat het ermee", uitleg=actie.wat, staat_nu=staat_nu)


@require_POST
def actie_remove(request, pk):
    actie, wijkplan = _actie_to_write(request, pk)
    try:
        services.remove_actie(actie.pk, actor=request.user)
    except ValidationError as refused:
        return _back(request, wijkplan, " ".join(refused.messages))
    messages.success(request, "De actie is uit het concept gehaald.")
    return redirect("wijkplannen:detail", wijkplan.pk)


@require_POST
def ronde_begin(request, pk):
    wijkplan = _to_write(request, pk)
    try:
        ronde = services.begin_ronde(wijkplan.pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        return _back(request, wijkplan, " ".join(refused.messages))
    messages.success(request, f"De ronde van {ronde.jaar} is begonnen. U kunt het plan nu wijzigen.")
    return redirect("wijkplannen:detail", wijkplan.pk)


@require_http_methods(["GET", "POST"])
def ronde_close(request, pk):
    wijkplan = _to_write(request, pk)
    form = RondeForm(posted(request))
    if form.is_valid():
        try:
            ronde = services.close_ronde(wijkplan.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, f"De ronde van {ronde.jaar} is afgerond. Het plan van nu is bewaard.")
            return redirect("wijkplannen:detail", wijkplan.pk)
    elif request.method == "GET" and wijkplan.open_ronde is None:
        return _back(request, wijkplan, "Er loopt geen ronde.")
    return _form_page(request, form, wijkplan, "Ronde afronden")


@require_GET
def versie(request, pk, nummer):
    """The plan as it was agreed then."""
    wijkplan = _visible(request, pk)
    found = get_object_or_404(wijkplan.versies.select_related("aanscherping"), nummer=nummer)
    context = _plan_context(wijkplan) | {"versie": found, "stand": found.stand, "uitspraken": uitspraken(found.stand["bewoners"])}  # fmt: skip
    return render(request, "inspanningen/wijkplan_versie.html", context)


@require_GET
def vergelijken(request, pk):
    """The plan of now beside an earlier version (?met=); without a choice the one of a year ago."""
    wijkplan = _visible(request, pk)
    versies = list(wijkplan.versies.order_by("-nummer").defer("stand"))
    chosen = _chosen(request.GET.get("met", ""), versies, wijkplan)
    context = _plan_context(wijkplan) | {"versies": versies, "met": chosen}
    if chosen:
        verschil = planverschil(chosen.stand, read_stand(wijkplan))
        teksten, anders = presenters.plan_in_stukken(verschil)
        context |= {"verschil": verschil, "teksten": teksten, "anders": anders}
    return render(request, "inspanningen/wijkplan_vergelijken.html", context)


def _chosen(asked, versies, wijkplan):
    """The version that was asked for; else that of before the last round, or while one is open the last of all."""
    for found in versies:
        if asked == str(found.nummer):
            return found
    if len(versies) > 1 and wijkplan.open_ronde is None:
        return versies[1]
    return versies[0] if versies else None


@require_POST
def pdf(request, pk):
    wijkplan = _visible(request, pk)
    taak = wijkplan_pdf.request_wijkplan_pdf(wijkplan.pk, actor=request.user)
    if wants_partial(request):
        taak.refresh_from_db()
        return render(request, "components/taak.html", {"taak": taak})
    return redirect("core:taak", taak.pk)


@require_GET
def pdf_download(request, pk, taak_pk):
    """Only for the person who asked for it."""
    wijkplan = _visible(request, pk)
    made = Taak.objects.visible_to(request.user).filter(soort=wijkplan_pdf.WIJKPLAN_PDF, status=Taak.Status.KLAAR)  # fmt: skip
    taak = get_object_or_404(made, pk=taak_pk)
    if taak.gegevens["wijkplan_id"] != wijkplan.pk:
        raise Http404
    try:
        bestand = default_storage.open(taak.resultaat["bestand"])
    except FileNotFoundError:
        raise Http404 from None
    filename = f"wijkplan-{slugify(korte_gebiedsnaam(wijkplan.gebied.naam))}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=filename, content_type="application/pdf")


def _visible(request, pk) -> Wijkplan:
    plannen = Wijkplan.objects.visible_to(request.user).select_related("gebied").with_ritme()
    return get_object_or_404(plannen, pk=pk)


def _to_write(request, pk) -> Wijkplan:
    wijkplan = _visible(request, pk)
    if reason := permissions.reason_not_to_write(request.user, wijkplan.gebied):
        raise PermissionDenied(reason)
    return wijkplan


def _actie_to_write(request, pk) -> tuple[Wijkplanactie, Wijkplan]:
    actie = get_object_or_404(Wijkplanactie.objects.visible_to(request.user), pk=pk)
    return actie, _to_write(request, actie.wijkplan_id)


def _not_now(request, wijkplan) -> str:
    """Why a form to change the plan does not open; what was sent is judged by the service, and stays in the form."""
    return "" if request.method == "POST" else permissions.bezwaar_tegen_wijzigen(wijkplan)


def _back(request, wijkplan, zin):
    messages.warning(request, zin)
    return redirect("wijkplannen:detail", wijkplan.pk)


def _beside_what_stands_now(form, refused, row):
    """Say that another was quicker, show what they wrote, and let this writer save on top of that."""
    tell_meanwhile(form, refused, bewerking=str(row.bewerking))
    shown = [name for name in form.fields if name not in ("bewerking", "gezien")]
    names = [name for name in shown if name in form.changed_data]
    return [(form.fields[name].label, _in_words(row, name)) for name in names or shown]


def _in_words(row, name):
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    return "leeg" if value in (None, "") else value


def _plan_context(wijkplan) -> dict:
    return {"plan": wijkplan, "naam": korte_gebiedsnaam(wijkplan.gebied.naam)}


def _form_page(request, form, wijkplan, kop, *, uitleg="", staat_nu=()):
    context = {"form": form, "kop": kop, "uitleg": uitleg, "staat_nu": staat_nu}
    if wijkplan:
        context |= _plan_context(wijkplan)
    return render(request, "inspanningen/wijkplan_form.html", context, status=422 if form.is_bound else 200)
