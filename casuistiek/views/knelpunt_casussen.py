"""Knelpunten and the casussen that ran into them: only for who handles casussen, behind the second factor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.htmx import render_page_or_partial
from brunssum.core.views.formulieren import posted
from casuistiek import permissions, services
from casuistiek.forms.knelpunt import SplitsForm
from casuistiek.models import Casus, Casusknelpunt, Knelpunt
from casuistiek.queries import knelpunten as knelpunt_queries
from casuistiek.views.gedeeld import sent, to_casus, visible_casus
from inspanningen.models import Leerpunt

HOOGSTENS = 8


@require_GET
def knelpunt_choose(request, kenmerk):
    """Look for the knelpunt of a casus: while one types (htmx gets the matches), or with a button."""
    casus = visible_casus(request, kenmerk)
    if not permissions.may_link_knelpunt(request.user, casus):
        raise PermissionDenied(permissions.NIET_BEHANDELAAR)
    zoek = request.GET.get("zoek", "").strip()[:120]
    context = {"casus": casus, "zoek": zoek, "gevonden": _suggested(request.user, casus, zoek)}
    return render_page_or_partial(request, "casuistiek/knelpunt_kiezen.html", "gevonden", context)


def _suggested(user, casus, zoek) -> list[Knelpunt]:
    """What someone may mean; with nothing typed yet, what lies in the leefgebieden of this casus."""
    present = {knelpunt.pk for knelpunt in knelpunt_queries.knelpunten_of(casus)}
    rows = Knelpunt.objects.visible_to(user).current().exclude(pk__in=present)
    if not zoek:
        return list(rows.filter(domein__in=[regel.leefgebied for regel in casus.leefgebieden.all()]).for_list()[:HOOGSTENS])  # fmt: skip
    found = list(rows.matching(zoek).for_list()[:HOOGSTENS])
    return found or list(rows.resembling(zoek).for_list()[:HOOGSTENS])


@require_POST
def knelpunt_link(request, kenmerk, pk):
    casus = visible_casus(request, kenmerk)
    knelpunt = get_object_or_404(Knelpunt.objects.visible_to(request.user), pk=pk)
    try:
        services.link_knelpunt(casus.pk, actor=request.user, op=timezone.localdate(), knelpunt=knelpunt)
    except services.CannotLearn as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, f"“{knelpunt}” staat bij {casus}.")
    return to_casus(casus, "#knelpunten")


@require_POST
def knelpunt_unlink(request, kenmerk, pk):
    casus = visible_casus(request, kenmerk)
    knelpunt = get_object_or_404(Knelpunt.objects.visible_to(request.user), pk=pk)
    services.unlink_knelpunt(casus.pk, actor=request.user, knelpunt=knelpunt)
    messages.success(request, f"“{knelpunt}” staat niet meer bij {casus}.")
    return to_casus(casus, "#knelpunten")


@require_GET
def bij_knelpunt(request, pk):
    """The casussen of a knelpunt that this person may see, with what was proposed."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    knelpunt = get_object_or_404(Knelpunt.objects.visible_to(request.user).current(), pk=pk)
    page = Paginator(knelpunt_queries.own_casussen(request.user, knelpunt), per_page=25).get_page(
        request.GET.get("pagina")
    )
    return render(request, "casuistiek/bij_knelpunt.html", {"knelpunt": knelpunt, "page": page})


@require_GET
def casussen_bij_leerpunt(request, pk):
    """The casussen a leerpunt came from, per knelpunt, as far as this person may see them."""
    if not permissions.may_log(request.user):
        raise PermissionDenied
    leerpunt = get_object_or_404(Leerpunt.objects.visible_to(request.user), pk=pk)
    groepen = knelpunt_queries.knelpunten_bij_leerpunt(request.user, leerpunt)
    return render(
        request, "casuistiek/casussen_bij_leerpunt.html", {"leerpunt": leerpunt, "groepen": groepen}
    )


@require_http_methods(["GET", "POST"])
def knelpunt_split(request, pk):
    """Part of a knelpunt gets a name of its own, and takes casussen along."""
    knelpunt = get_object_or_404(Knelpunt.objects.visible_to(request.user).current(), pk=pk)
    if not permissions.may_merge_knelpunten(request.user):
        raise PermissionDenied(permissions.NIET_LERENBEHEER)
    links = Casusknelpunt.objects.of(knelpunt).values("casus")
    casussen = Casus.objects.visible_to(request.user).filter(pk__in=links).order_by("-gemeld_op", "-pk")
    form = SplitsForm(
        posted(request),
        casussen=casussen,
        initial={"soort": knelpunt.soort, "domein": knelpunt.domein},
    )
    made = []
    if sent(form, lambda **velden: made.append(_split(request, knelpunt, velden))):
        messages.success(request, f"“{made[0]}” is nu een eigen knelpunt.")
        return redirect("knelpunten:detail", made[0].pk)
    uitleg = f"Een deel van “{knelpunt}” is eigenlijk iets anders."
    context = {"form": form, "knelpunt": knelpunt, "kop": "Splitsen", "uitleg": uitleg}
    return render(request, "casuistiek/knelpunt_form.html", context, status=422 if form.is_bound else 200)


def _split(request, knelpunt, velden):
    return services.split_knelpunt(knelpunt.pk, actor=request.user, op=timezone.localdate(), **velden)
