"""Voorstel, besluit, betaling."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from casuistiek import permissions, queries, services
from casuistiek.forms.casus import (
    BesluitForm,
    BetalingForm,
    BevestigingForm,
    CorrectieForm,
    VoorstelForm,
    WeigeringFormSet,
)
from casuistiek.models import Besluit, Boeking, Budget, VoorgenomenBesluit
from casuistiek.stappen import Stap
from casuistiek.views.gedeeld import form_page, refuse_early, refuse_step_early, sent, to_casus, visible_casus


@require_http_methods(["GET", "POST"])
def voorstel_make(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    if early := refuse_step_early(request, casus, Stap.VOORSTEL):
        return early
    last = casus.voorstellen.prefetch_related("weigeringen").order_by("-pk").first()
    initial, said_no = _initial(last)
    form = VoorstelForm(request.POST or None, initial=initial, casus=casus)
    formset = WeigeringFormSet(
        request.POST or None, initial=said_no, prefix="nee", form_kwargs={"casus": casus}
    )
    if _all_valid(form, formset) and sent(
        form,
        lambda **velden: services.make_voorstel(
            casus.pk,
            actor=request.user,
            op=timezone.localdate(),
            weigeringen=formset.weigeringen(),
            **velden,
        ),
    ):
        messages.success(request, "Het voorstel ligt er. Wie beslist, ziet het nu staan.")
        return to_casus(casus)
    context = {"casus": casus, "form": form, "formset": formset, "vorige": last}
    return render(request, "casuistiek/voorstel_form.html", context, status=422 if form.is_bound else 200)


def _initial(voorstel) -> tuple[dict, list[dict]]:
    """Begin from the voorstel that is replaced or was refused."""
    if voorstel is None:
        return {}, []
    fields = ("kleine_duw", "bedrag", "waarom_niet_regulier", "kosten_van_niets_doen")
    said_no = [{"instantie": one.instantie, "grond": one.grond} for one in voorstel.weigeringen.all()]
    return {name: getattr(voorstel, name) for name in fields}, said_no


def _all_valid(*forms) -> bool:
    """Look at every form, so that all warnings and errors come at once."""
    valid = [form.is_valid() for form in forms]
    return all(valid)


@require_http_methods(["GET", "POST"])
def besluit_take(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    dossier = queries.dossier(casus, timezone.localdate())
    voorstel = dossier.voorstel
    not_now = permissions.bezwaar_tegen_stap(casus, Stap.BESLUIT) or permissions.bezwaar_tegen_besluit(
        request.user, voorstel, dossier.wachtend
    )
    no_right = permissions.bezwaar_tegen_recht(request.user, casus, Stap.BESLUIT)
    if early := refuse_early(request, casus, no_right, not_now):
        return early
    if voorstel is None:
        raise Http404
    budgetten = Budget.objects.visible_to(request.user).filter(jaar=timezone.localdate().year)
    form = BesluitForm(
        request.POST or None,
        casus=casus,
        budgetten=budgetten.order_by("financiering", "pk"),
        initial={"bedrag": voorstel.bedrag},
    )

    def decide(**velden):
        besluit = services.decide(
            _read(request, casus, voorstel).pk,
            actor=request.user,
            op=timezone.localdate(),
            **_with_amount(velden),
        )
        messages.success(
            request,
            f"Het besluit op {casus} is genomen."
            if isinstance(besluit, Besluit)
            else f"Uw besluit op {casus} wacht op een tweede persoon. Tot dan staat er geen geld vast.",
        )

    if sent(form, decide):
        return to_casus(casus)
    context = {
        "casus": casus,
        "voorstel": voorstel,
        "dossier": dossier,
        "form": form,
        "stand": queries.budgetstand(request.user, timezone.localdate().year),
        "mandaat": queries.mandaat_of(request.user),
        "may_see_betrokkenen": permissions.may_see_betrokkenen(request.user, casus),
    }
    return render(request, "casuistiek/besluit_form.html", context, status=422 if form.is_bound else 200)


def _read(request, casus, newest):
    """The voorstel that was on the screen: the service refuses when a newer one must be read first."""
    on_screen = request.POST.get("voorstel", "")
    return get_object_or_404(casus.voorstellen, pk=on_screen if on_screen.isdecimal() else newest.pk)


@require_http_methods(["GET", "POST"])
def besluit_confirm(request, kenmerk):
    """Be the second pair of eyes: confirm what another decided above their mandaat, or give it back."""
    casus = visible_casus(request, kenmerk)
    dossier = queries.dossier(casus, timezone.localdate())
    wachtend = dossier.wachtend
    if early := refuse_early(
        request,
        casus,
        permissions.bezwaar_tegen_recht(request.user, casus, Stap.BESLUIT),
        ""
        if wachtend is None
        else permissions.bezwaar_tegen_bevestiging(request.user, wachtend, queries.mandaat_of(request.user)),
    ):
        return early
    if wachtend is None:
        messages.warning(request, "Er wacht geen besluit op een tweede persoon.")
        return to_casus(casus)
    form = BevestigingForm(request.POST or None, casus=casus)
    if sent(form, lambda **velden: _answer(request, _on_screen(request, casus, wachtend), **velden)):
        return to_casus(casus)
    context = {
        "casus": casus,
        "voorstel": dossier.voorstel,
        "wachtend": wachtend,
        "dossier": dossier,
        "form": form,
        "may_see_betrokkenen": permissions.may_see_betrokkenen(request.user, casus),
    }
    return render(request, "casuistiek/besluit_confirm.html", context, status=422 if form.is_bound else 200)


def _on_screen(request, casus, newest):
    """The voorgenomen besluit that was read: the service refuses when it was answered since."""
    rows = VoorgenomenBesluit.objects.filter(voorstel__casus=casus)
    on_screen = request.POST.get("voorgenomen", "")
    return get_object_or_404(rows, pk=on_screen if on_screen.isdecimal() else newest.pk)


def _answer(request, voorgenomen, antwoord: str, toelichting: str) -> None:
    who = {"actor": request.user, "op": timezone.localdate()}
    if antwoord == BevestigingForm.BEVESTIGEN:
        services.confirm_besluit(voorgenomen.pk, **who)
        messages.success(request, "Het besluit is bevestigd. Het geld staat nu vast in het budget.")
    else:
        services.return_besluit(voorgenomen.pk, toelichting=toelichting, **who)
        messages.success(request, "Het besluit is teruggegeven. Het voorstel wacht weer op een besluit.")


@require_POST
def besluit_withdraw(request, kenmerk):
    """Take an own voorgenomen besluit back."""
    casus = visible_casus(request, kenmerk)
    wachtend = queries.dossier(casus, timezone.localdate()).wachtend
    if wachtend is None:
        messages.warning(request, "Er wacht geen besluit meer op een tweede persoon.")
        return to_casus(casus)
    try:
        services.withdraw_besluit(wachtend.pk, actor=request.user, op=timezone.localdate())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, "Uw besluit is teruggenomen. Het voorstel wacht weer op een besluit.")
    return to_casus(casus)


def _with_amount(velden: dict) -> dict:
    return velden | {"bedrag": velden["bedrag"] or 0}


@require_http_methods(["GET", "POST"])
def betaling_book(request, kenmerk):
    casus = visible_casus(request, kenmerk)
    geld = queries.geld_of(casus)
    no_right = "" if permissions.may_book(request.user, casus) else permissions.NIET_BEHANDELAAR
    not_now = permissions.bezwaar_tegen_betaling(casus, geld.nog_te_betalen)
    if early := refuse_early(request, casus, no_right, not_now):
        return early
    form = BetalingForm(request.POST or None, casus=casus, initial={"bedrag": geld.nog_te_betalen})
    if sent(form, lambda **velden: services.book_betaling(casus.pk, actor=request.user, **velden)):
        messages.success(request, "De betaling is geboekt.")
        return to_casus(casus)
    return form_page(request, casus, form, kop="Betaling boeken", geld=geld, knop="Betaling boeken")


@require_http_methods(["GET", "POST"])
def boeking_correct(request, kenmerk, pk):
    casus = visible_casus(request, kenmerk)
    boeking = get_object_or_404(
        casus.boekingen.exclude(soort=Boeking.Soort.CORRECTIE).select_related("budget"), pk=pk
    )
    if not permissions.may_decide(request.user):
        raise PermissionDenied(permissions.NIET_BESLISSER)
    now = queries.amount_now(boeking)
    form = CorrectieForm(request.POST or None, casus=casus, initial={"juist": now})
    if sent(
        form,
        lambda **velden: services.correct_boeking(
            boeking.pk, actor=request.user, op=timezone.localdate(), **velden
        ),
    ):
        messages.success(request, "De correctie is geboekt. De oorspronkelijke boeking blijft staan.")
        return to_casus(casus)
    return form_page(
        request,
        casus,
        form,
        kop=f"{boeking.get_soort_display()} corrigeren",
        uitleg=f"{boeking.budget}, {boeking.op:%-d-%-m-%Y}. Een boeking verandert nooit: u voegt er een correctie aan toe.",
        knop="Correctie boeken",
    )
