"""Signalen: the list and the page of one, for the partner that gave it and for who handles it; and what a partner does.

sensitive_variables without names keeps every local variable out of error reports: a partner types a name here.
"""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.rollen import Recht
from casuistiek import permissions, services, signaalcijfers
from casuistiek.forms.signalen import AanvullingForm, BerichtForm, SignaalForm, ZoekSignaalForm
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.models import Casus, Privacyverzoek, Signaal
from casuistiek.queries.signalen import open_vraag, signaal_counts, verloop_of
from casuistiek.signaalstanden import UITLEG, Stand
from casuistiek.views.gedeeld import sent

TABS = {"wacht": "Wachten op een antwoord", "loopt": "Opgepakt", "afgerond": "Afgerond"}
TABS_PARTNER = {"loopt": "Lopend", "afgerond": "Afgerond"}


@require_GET
def signaal_list(request):
    """For who handles casussen what waits, the most urgent first; for a partner its own."""
    user = request.user
    handles = permissions.may_log(user)
    if not (handles or user.mag(Recht.SIGNALEN_EIGEN)):
        raise PermissionDenied
    tabs = TABS if handles else TABS_PARTNER
    form = ZoekSignaalForm(request.GET, is_partner=not handles)
    kenmerk = form.cleaned_data.get("kenmerk") if form.is_valid() else ""
    toon = request.GET.get("toon")
    toon = "gezocht" if kenmerk else toon if toon in tabs else next(iter(tabs))
    rows = Signaal.objects.visible_to(user)
    match toon:
        case "gezocht":
            rows = rows.filter(kenmerk__icontains=kenmerk).order_by("-pk")
        case "wacht":
            rows = rows.waiting().order_by("urgentie", "ontvangen_op", "pk")
        case "loopt":
            rows = (rows.taken_up() if handles else rows.running()).order_by("-gewijzigd_op", "-pk")
        case _:
            rows = rows.ended().order_by("-afgesloten_op", "-pk")
    page = Paginator(rows.with_last_words().for_list(), per_page=25).get_page(request.GET.get("pagina"))
    vandaag = timezone.localdate()
    shown = [one.pk for one in page.object_list] if handles else []
    late = set(Signaal.objects.waiting_too_long(vandaag).filter(pk__in=shown).values_list("pk", flat=True))
    casussen = [one.casus_id for one in page.object_list] if handles else []
    context = {
        "page": page,
        "handles": handles,
        "may_hand_in": permissions.may_hand_in(user),
        "toon": toon,
        "form": form,
        "tabs": [(key, label, key == toon) for key, label in tabs.items()],
        "counts": signaal_counts(user, vandaag),
        "rijen": [(one, (vandaag - one.ontvangen_op).days, one.pk in late) for one in page.object_list],
        "casussen": set(Casus.objects.visible_to(user).filter(pk__in=casussen).values_list("pk", flat=True)),
    }
    return render(request, "casuistiek/signaal_list.html", context)


@require_GET
def signaal_figures(request):
    """How many came, how many were taken up and how long partners waited for an answer."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    jaren = signaalcijfers.jaren(timezone.localdate())
    gevraagd = request.GET.get("jaar", "")
    jaar = next((jaar for jaar in jaren if str(jaar) == gevraagd), jaren[0])
    context = {
        "cijfers": signaalcijfers.signaalcijfers(jaar),
        "jaren": jaren,
        "kleinste": KLEINSTE_CEL,
    }
    return render(request, "casuistiek/signaal_figures.html", context)


@require_GET
def signaal_add(request):
    """A new signaal gets its own address at once, so that sending it twice does not make two."""
    _must_be_partner(request)
    return redirect("casuistiek:signaal_new", uuid4())


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def signaal_new(request, signaal):
    _must_be_partner(request)
    already = Signaal.objects.filter(uuid=signaal).first()
    if already is not None:
        return redirect("casuistiek:signaal", get_object_or_404(Signaal.objects.visible_to(request.user), uuid=signaal).uuid)  # fmt: skip
    form = SignaalForm(request.POST or None, user=request.user)
    if sent(form, lambda **velden: services.hand_in_signaal(actor=request.user, op=timezone.localdate(), uuid=signaal, **velden)):  # fmt: skip
        messages.success(request, "Het signaal is binnen. U leest hier wat ermee gebeurt, en krijgt een melding als er nieuws is.")  # fmt: skip
        return redirect("casuistiek:signaal", signaal)
    status = 422 if form.is_bound else 200
    return render(
        request, "casuistiek/signaal_form.html", {"form": form, "signaal_uuid": signaal}, status=status
    )


@require_GET
def signaal_detail(request, signaal):
    return page_of(request, visible_signaal(request, signaal))


@require_POST
def aanvulling_add(request, signaal):
    """A partner adds something, or answers."""
    signaal = _own(request, signaal)
    form = AanvullingForm(request.POST, signaal=signaal)
    if sent(form, lambda tekst: services.add_aanvulling(signaal.pk, actor=request.user, op=timezone.localdate(), tekst=tekst)):  # fmt: skip
        messages.success(request, "Uw bericht is verstuurd.")
        return redirect("casuistiek:signaal", signaal.uuid)
    return page_of(request, signaal, form=form)


@require_http_methods(["GET", "POST"])
def signaal_withdraw(request, signaal):
    """First what it means; the button does it."""
    signaal = _own(request, signaal)
    bezwaar = permissions.bezwaar_tegen_stand(signaal, Stand.INGETROKKEN)
    if request.method == "POST":
        try:
            services.withdraw_signaal(signaal.pk, actor=request.user, op=timezone.localdate())
        except services.CannotMove as refused:
            bezwaar = " ".join(refused.messages)
        else:
            messages.success(request, "Het signaal is ingetrokken.")
            return redirect("casuistiek:signaal", signaal.uuid)
    context = {"signaal": signaal, "bezwaar": bezwaar}
    status = 422 if request.method == "POST" else 200
    return render(request, "casuistiek/signaal_withdraw.html", context, status=status)


def visible_signaal(request: HttpRequest, uuid) -> Signaal:
    """The signaal at this address, when this person may know of it; else there is none."""
    return get_object_or_404(Signaal.objects.visible_to(request.user).for_list(), uuid=uuid)


def page_of(request: HttpRequest, signaal: Signaal, *, form=None) -> HttpResponse:
    """The page of a signaal: what stands on it differs for who handles it and for the partner."""
    status = 422 if form is not None else 200
    context = {"signaal": signaal, "uitleg": UITLEG[Stand(signaal.stand)], "verloop": verloop_of(signaal)}
    if not permissions.may_log(request.user):
        context |= {
            "form": form or AanvullingForm(signaal=signaal),
            "vraag": open_vraag(signaal),
            "bezwaar_aanvulling": permissions.bezwaar_tegen_aanvulling(signaal),
            "bezwaar_intrekken": permissions.bezwaar_tegen_stand(signaal, Stand.INGETROKKEN),
        }
        return render(request, "casuistiek/signaal_partner.html", context, status=status)
    casus = Casus.objects.visible_to(request.user).filter(pk=signaal.casus_id).first()
    context |= {
        "form": form or BerichtForm(signaal=signaal),
        "casus": casus,
        "has_bewoner": signaal.betrokkenen.exists(),
        "rectificaties": signaal.privacyverzoeken.filter(soort=Privacyverzoek.Soort.RECTIFICATIE)
        .exclude(toelichting="")
        .order_by("pk"),
        "bezwaar_bericht": permissions.bezwaar_tegen_aanvulling(signaal),
        "dagen": (timezone.localdate() - signaal.ontvangen_op).days,
    }
    return render(request, "casuistiek/signaal_detail.html", context, status=status)


def _must_be_partner(request) -> None:
    if not permissions.may_hand_in(request.user):
        raise PermissionDenied("Een signaal geeft iemand die voor een partner inlogt.")


def _own(request, uuid) -> Signaal:
    signaal = visible_signaal(request, uuid)
    if not permissions.is_own_signaal(request.user, signaal):
        raise PermissionDenied
    return signaal
