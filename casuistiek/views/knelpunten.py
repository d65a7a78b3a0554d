"""Where the system jams: the map, the list, and one knelpunt. No casus shows here: views/knelpunt_casussen.py."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.models import LogRegel
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import posted
from casuistiek import permissions, services
from casuistiek.forms.knelpunt import (
    KnelpuntfilterForm,
    KnelpuntForm,
    LeerpuntBijKnelpuntForm,
    SamenvoegForm,
)
from casuistiek.kleine_cellen import KLEINSTE_CEL
from casuistiek.models import Casus, Knelpunt
from casuistiek.queries import knelpunten as knelpunt_queries
from casuistiek.views.gedeeld import sent
from inspanningen.models import Leerpunt

VELDEN = ("naam", "soort", "domein", "regeling", "organisatie", "omschrijving", "wat_helpt", "eigenaar")


@require_GET
@requires(Recht.LEREN_ZIEN)
def waar(request):
    """The map, the trend, the ten that were seen most."""
    kaart = knelpunt_queries.waar_knelt_het(timezone.localdate())
    context = {
        "kaart": kaart,
        "kleinste": KLEINSTE_CEL,
        "may_add": permissions.may_add_knelpunt(request.user),
    }
    return render(request, "casuistiek/waar_knelt_het.html", context)


@require_GET
@requires(Recht.LEREN_ZIEN)
def knelpunt_list(request):
    form = KnelpuntfilterForm(request.GET)
    form.is_valid()  # what does not make sense is not in cleaned_data
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    rows = Knelpunt.objects.visible_to(request.user).current().matching(asked.pop("q", ""))
    page = Paginator(rows.filter(**asked).for_list(), per_page=25).get_page(request.GET.get("pagina"))
    context = {
        "page": page,
        "regels": knelpunt_queries.knelpuntregels(page.object_list),
        "filter": form,
        "is_gefilterd": any(form.cleaned_data.values()),
        "may_add": permissions.may_add_knelpunt(request.user),
    }
    return render_page_or_partial(request, "casuistiek/knelpunt_list.html", "lijst", context)


@require_GET
def knelpunt_detail(request, pk):
    """One knelpunt. The address of one that was merged leads to the other."""
    knelpunt = _visible(request, pk)
    if knelpunt.opgenomen_in_id:
        messages.info(request, f"“{knelpunt}” is samengevoegd met dit knelpunt.")
        return redirect("knelpunten:detail", knelpunt.opgenomen_in_id)
    user = request.user
    context = {
        "knelpunt": knelpunt,
        "beeld": knelpunt_queries.beeld(knelpunt),
        "verhalen": knelpunt_queries.verhalen_bij(user, knelpunt),
        "leerpunten": Leerpunt.objects.visible_to(user).filter(knelpunten=knelpunt).for_list(),
        "opgenomen": knelpunt.opgenomen.order_by("naam"),
        "afgesplitst": knelpunt.afgesplitst.filter(opgenomen_in=None).order_by("naam"),
        "regels": LogRegel.objects.about(knelpunt)[:25],
        "kleinste": KLEINSTE_CEL,
        "may_add": permissions.may_add_knelpunt(user),
        "may_edit": permissions.may_edit_knelpunt(user, knelpunt),
        "may_merge": permissions.may_merge_knelpunten(user),
        "may_see_casussen": permissions.may_log(user),
    }
    return render(request, "casuistiek/knelpunt_detail.html", context)


@require_http_methods(["GET", "POST"])
def knelpunt_add(request):
    """Name one that nobody named yet; with ?casus= it goes with that casus, and the way leads back there."""
    if not permissions.may_add_knelpunt(request.user):
        raise PermissionDenied(permissions.NIET_LEREND)
    casus = _asked_casus(request)
    initial = {"eigenaar": request.user, "naam": request.GET.get("naam", "")[:120]}
    form = KnelpuntForm(posted(request), initial=initial)
    made = []
    if sent(form, lambda **velden: made.append(_add(request, casus, velden))):
        messages.success(request, "Het knelpunt staat er.")
        return (
            redirect("casuistiek:detail", casus.kenmerk)
            if casus
            else redirect("knelpunten:detail", made[0].pk)
        )
    return _form_page(
        request, form, None, "Knelpunt toevoegen", "Waar botst het systeem, los van deze ene bewoner?"
    )


def _add(request, casus, velden):
    return services.add_knelpunt(
        actor=request.user, op=timezone.localdate(), casus_id=casus.pk if casus else None, **velden
    )


def _asked_casus(request) -> Casus | None:
    """The casus that is named in the address, when this person may know of it."""
    kenmerk = request.GET.get("casus", "")
    try:
        return Casus.objects.visible_to(request.user).logged().filter(kenmerk=UUID(kenmerk)).first()
    except ValueError:
        return None


@require_http_methods(["GET", "POST"])
def knelpunt_edit(request, pk):
    knelpunt = _current(request, pk)
    if not permissions.may_edit_knelpunt(request.user, knelpunt):
        raise PermissionDenied(permissions.NIET_EIGENAAR_KNELPUNT)
    form = KnelpuntForm(posted(request), initial={name: getattr(knelpunt, name) for name in VELDEN})
    if sent(form, lambda **velden: services.edit_knelpunt(knelpunt.pk, actor=request.user, **velden)):
        messages.success(request, "Het knelpunt is bijgewerkt.")
        return redirect("knelpunten:detail", knelpunt.pk)
    return _form_page(request, form, knelpunt, "Knelpunt bijwerken", "")


@require_http_methods(["GET", "POST"])
def knelpunt_merge(request, pk):
    knelpunt = _current(request, pk)
    if not permissions.may_merge_knelpunten(request.user):
        raise PermissionDenied(permissions.NIET_LERENBEHEER)
    form = SamenvoegForm(posted(request), knelpunt=knelpunt)
    if sent(form, lambda naar: services.merge_knelpunt(knelpunt.pk, actor=request.user, op=timezone.localdate(), naar=naar)):  # fmt: skip
        return redirect("knelpunten:detail", knelpunt.pk)  # leads on, and says so
    return _form_page(request, form, knelpunt, "Samenvoegen", f"“{knelpunt}” gaat op in een ander knelpunt.")


@require_http_methods(["GET", "POST"])
def knelpunt_learn(request, pk):
    """Link a leerpunt, or write a new one."""
    knelpunt = _current(request, pk)
    if not permissions.may_add_knelpunt(request.user):
        raise PermissionDenied(permissions.NIET_LEREND)
    form = LeerpuntBijKnelpuntForm(posted(request), knelpunt=knelpunt, user=request.user)
    if sent(form, lambda **velden: _learn(request, knelpunt, **velden)):
        messages.success(request, "Het leerpunt hoort nu bij dit knelpunt.")
        return redirect("knelpunten:detail", knelpunt.pk)
    return _form_page(request, form, knelpunt, "Leerpunt", "Wat moet er anders, zodat dit niet terugkomt?")


def _learn(request, knelpunt, *, bestaand, titel, tekst, leercirkel):
    if bestaand:
        return services.link_leerpunt(knelpunt.pk, actor=request.user, leerpunt=bestaand)
    return services.learn_from_knelpunt(
        knelpunt.pk,
        actor=request.user,
        op=timezone.localdate(),
        titel=titel,
        tekst=tekst,
        leercirkel=leercirkel,
    )


@require_POST
def leerpunt_unlink(request, pk, leerpunt_pk):
    knelpunt = _current(request, pk)
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=leerpunt_pk)
    services.unlink_leerpunt(knelpunt.pk, actor=request.user, leerpunt=leerpunt)
    messages.success(request, "Het leerpunt staat niet meer bij dit knelpunt. Het leerpunt zelf blijft.")
    return redirect("knelpunten:detail", knelpunt.pk)


@require_GET
def bij_leerpunt(request, leerpunt_pk):
    """For hx-get from the page of a leerpunt: the knelpunten it came from."""
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=leerpunt_pk)
    rows = Knelpunt.objects.visible_to(request.user).current().filter(leerpunten=leerpunt)
    context = {
        "leerpunt": leerpunt,
        "knelpunten": rows.order_by("naam", "pk"),
        "may_see_casussen": permissions.may_log(request.user),
    }
    return render_page_or_partial(request, "casuistiek/bij_leerpunt.html", "knelpunten", context)


def _visible(request, pk) -> Knelpunt:
    rows = Knelpunt.objects.visible_to(request.user).select_related(
        "organisatie", "eigenaar", "afgesplitst_van"
    )
    return get_object_or_404(rows, pk=pk)


def _current(request, pk) -> Knelpunt:
    """One that can still be changed."""
    return get_object_or_404(Knelpunt.objects.visible_to(request.user).current(), pk=pk)


def _form_page(request, form, knelpunt, kop, uitleg):
    context = {"form": form, "knelpunt": knelpunt, "kop": kop, "uitleg": uitleg}
    return render(request, "casuistiek/knelpunt_form.html", context, status=422 if form.is_bound else 200)
