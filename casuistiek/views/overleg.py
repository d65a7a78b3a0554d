"""Meetings about casussen. A partner gets a page of its own, with what is shared with its organisation and no more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from casuistiek import permissions, services
from casuistiek.forms.overleg import (
    AanwezigForm,
    AfspraakTekstForm,
    AgendapuntForm,
    DelenForm,
    OverlegForm,
    VerslagForm,
)
from casuistiek.models import Agendapunt, Casus, Overleg, Verstrekking
from casuistiek.queries import overleg as overleg_queries
from casuistiek.views.gedeeld import form_page, refuse_early, sent, visible_casus


@require_GET
def overleg_list(request):
    user = request.user
    handles = permissions.may_log(user)
    if not (handles or permissions.is_partner(user)):
        raise PermissionDenied
    rows = Overleg.objects.visible_to(user).select_related("voorzitter").order_by("-op", "-pk")
    if handles:
        rows = rows.annotate(aantal=Count("agendapunten", distinct=True))
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {"page": page, "may_plan": handles, "vandaag": timezone.localdate()}
    return render(request, "casuistiek/overleg_list.html", context)


@require_http_methods(["GET", "POST"])
def overleg_plan(request):
    if not permissions.may_log(request.user):
        raise PermissionDenied
    form = OverlegForm(request.POST or None, initial={"voorzitter": request.user.pk})
    made = []
    if sent(form, lambda **velden: made.append(services.plan_overleg(actor=request.user, **velden))):
        messages.success(request, "Het overleg is gepland. Zet er nu casussen op, vanaf de casus zelf.")
        return redirect("casuistiek:overleg", made[0].pk)
    context = {"form": form}
    return render(request, "casuistiek/overleg_plan.html", context, status=422 if form.is_bound else 200)


@require_GET
def overleg_detail(request, pk):
    overleg = _overleg(request, pk)
    if not permissions.may_log(request.user):
        return _partner_page(request, overleg)
    return _page(request, overleg)


@require_http_methods(["GET", "POST"])
def overleg_presence(request, pk):
    overleg = _handled(request, pk)
    if request.method == "GET" or overleg.is_afgerond:
        return redirect("casuistiek:overleg", overleg.pk)
    form = AanwezigForm(request.POST, deelnames=_deelnames(overleg))
    if form.is_valid():
        services.note_presence(overleg.pk, actor=request.user, aanwezig=form.by_deelname())
        messages.success(request, "De aanwezigheid is bewaard.")
        return redirect("casuistiek:overleg", overleg.pk)
    return _page(request, overleg, presence=form, status=422)


@require_http_methods(["GET", "POST"])
def overleg_close(request, pk):
    overleg = _handled(request, pk)
    form = VerslagForm(request.POST or None, initial={"verslag": overleg.verslag})
    if sent(form, lambda verslag: services.close_overleg(overleg.pk, actor=request.user, op=timezone.localdate(), verslag=verslag)):  # fmt: skip
        messages.success(request, "Het verslag staat er, en het overleg is afgerond.")
        return redirect("casuistiek:overleg", overleg.pk)
    words = {"kop": "Verslag en afronden", "uitleg": "Daarna verandert er niets meer aan dit overleg.", "knop": "Afronden"}  # fmt: skip
    return _form(request, overleg, form, **words)


@require_http_methods(["GET", "POST"])
def agendapunt_add(request, kenmerk):
    """From the page of a casus: on the agenda of a meeting that is still to come."""
    casus = visible_casus(request, kenmerk)
    no_right = "" if permissions.may_handle(request.user, casus) else permissions.NIET_BEHANDELAAR
    if early := refuse_early(request, casus, no_right, permissions.bezwaar_tegen_agenda(casus)):
        return early
    overleggen = Overleg.objects.visible_to(request.user).filter(afgerond_op=None).order_by("op", "pk")
    form = AgendapuntForm(request.POST or None, casus=casus, overleggen=overleggen)
    if sent(
        form,
        lambda overleg, vraag: services.add_agendapunt(
            overleg.pk, actor=request.user, casus_id=casus.pk, vraag=vraag
        ),
    ):
        messages.success(request, f"{casus} staat op de agenda. Deel hem met een partner als dat nodig is.")
        return redirect("casuistiek:overleg", form.cleaned_data["overleg"].pk)
    uitleg = "De casus wacht niet op het overleg: u kunt intussen gewoon verder."
    return form_page(request, casus, form, kop="Op de agenda zetten", uitleg=uitleg, knop="Op de agenda")


@require_POST
def agendapunt_remove(request, pk):
    punt = _punt(request, pk)
    try:
        services.remove_agendapunt(punt.pk, actor=request.user)
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, f"{punt.casus} is van de agenda.")
    return redirect("casuistiek:overleg", punt.overleg_id)


@require_http_methods(["GET", "POST"])
def agendapunt_afspraak(request, pk):
    punt = _punt(request, pk)
    if not permissions.may_handle(request.user, punt.casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    form = AfspraakTekstForm(request.POST or None, casus=punt.casus, initial={"afspraak": punt.afspraak})
    if sent(form, lambda afspraak: services.write_afspraak(punt.pk, actor=request.user, op=timezone.localdate(), afspraak=afspraak)):  # fmt: skip
        messages.success(request, "De afspraak is bewaard.")
        return redirect("casuistiek:overleg", punt.overleg_id)
    uitleg = (
        f"{punt.casus}. Gevraagd werd: {punt.vraag} Wie iets gaat doen, krijgt dat als afspraak op de casus."
    )
    return _form(request, punt.overleg, form, kop="Wat is afgesproken", uitleg=uitleg, knop="Bewaren")


@require_http_methods(["GET", "POST"])
def agendapunt_share(request, pk):
    punt = _punt(request, pk)
    if not permissions.is_verantwoordelijk(request.user, punt.casus):
        raise PermissionDenied(permissions.NIET_VERANTWOORDELIJK)
    shareable = overleg_queries.shareable(punt)
    form = DelenForm(request.POST or None, casus=punt.casus, shareable=shareable)
    if sent(form, lambda **velden: services.share_casus(punt.pk, actor=request.user, op=timezone.now(), **velden)):  # fmt: skip
        messages.success(
            request, f"{form.cleaned_data['organisatie']} ziet nu wat u hebt gekozen, en niets meer."
        )
        return redirect("casuistiek:overleg", punt.overleg_id)
    context = {"punt": punt, "form": form, "shareable": shareable}
    return render(request, "casuistiek/overleg_delen.html", context, status=422 if form.is_bound else 200)


@require_POST
def verstrekking_withdraw(request, pk):
    seen = Casus.objects.visible_to(request.user).values("pk")
    verstrekking = get_object_or_404(Verstrekking.objects.select_related("agendapunt"), pk=pk, casus__in=seen)
    services.withdraw_verstrekking(verstrekking.pk, actor=request.user, op=timezone.now())
    messages.success(request, "De organisatie ziet deze casus niet meer.")
    return redirect("casuistiek:overleg", verstrekking.agendapunt.overleg_id)


def _overleg(request, pk) -> Overleg:
    return get_object_or_404(Overleg.objects.visible_to(request.user).select_related("voorzitter"), pk=pk)


def _handled(request, pk) -> Overleg:
    """The meeting at this address, for who handles casussen."""
    overleg = _overleg(request, pk)
    if not permissions.may_log(request.user):
        raise PermissionDenied
    return overleg


def _punt(request, pk) -> Agendapunt:
    seen = Casus.objects.visible_to(request.user).values("pk")
    return get_object_or_404(
        Agendapunt.objects.select_related("casus__gebied__ouder", "overleg"), pk=pk, casus__in=seen
    )


def _deelnames(overleg):
    return overleg.deelnames.select_related("organisatie").order_by("organisatie__naam", "pk")


def _page(request, overleg, *, presence=None, status=200):
    punten, others = overleg_queries.agenda(request.user, overleg, timezone.localdate())
    deelnames = list(_deelnames(overleg))
    context = {
        "overleg": overleg,
        "punten": punten,
        "anderen": others,
        "deelnames": deelnames,
        "presence": presence or AanwezigForm(deelnames=deelnames),
    }
    return render(request, "casuistiek/overleg_detail.html", context, status=status)


def _partner_page(request, overleg):
    shared = services.look_at_verstrekkingen(overleg.pk, actor=request.user, op=timezone.localdate())
    context = {"overleg": overleg, "punten": overleg_queries.shared_points(shared)}
    return render(request, "casuistiek/overleg_partner.html", context)


def _form(request, overleg, form, **words):
    context = {"overleg": overleg, "form": form, **words}
    return render(request, "casuistiek/overleg_form.html", context, status=422 if form.is_bound else 200)
