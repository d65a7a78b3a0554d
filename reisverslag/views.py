"""The pages of a reisverslag. Each change answers a browser with a redirect, and htmx with the verslag as it is then."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import reselect, retarget

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import LogRegel, Taak
from inspanningen.models import Inspanning
from reisverslag import permissions, queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.forms import HoofdstukForm, ReisverslagForm
from reisverslag.models import Blok, Hoofdstuk, Reisverslag, Uitgave

INHOUD = "#verslag-inhoud"
"""All hoofdstukken, on the page of the verslag."""

# The reisverslag


@require_GET
def reisverslag_list(request):
    if not permissions.may_read(request.user):
        raise PermissionDenied
    rows = Reisverslag.objects.visible_to(request.user).with_latest_uitgave().newest_first()
    page = Paginator(rows, per_page=25).get_page(request.GET.get("pagina"))
    context = {"page": page, "may_write": permissions.may_write(request.user)}
    return render(request, "reisverslag/reisverslag_list.html", context)


@require_GET
def bij_inspanning(request, pk):
    """For hx-get from the page of an inspanning: the verslagen that tell about it."""
    if not permissions.may_read(request.user):
        raise PermissionDenied
    inspanning = get_object_or_404(Inspanning.objects.visible_to(request.user), pk=pk)
    context = {"inspanning": inspanning, "reisverslagen": queries.verslagen_met(request.user, inspanning)}
    return render_page_or_partial(request, "reisverslag/bij_inspanning.html", "lijst", context)


@require_http_methods(["GET", "POST"])
def reisverslag_add(request):
    if not permissions.may_write(request.user):
        raise PermissionDenied
    form = ReisverslagForm(_posted(request))
    if form.is_valid():
        try:
            reisverslag = services.start_reisverslag(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    return render(
        request, "reisverslag/reisverslag_add.html", {"form": form}, status=422 if form.is_bound else 200
    )


@require_GET
def reisverslag_detail(request, pk):
    reisverslag = _visible(request, pk)
    return render_page_or_partial(
        request, "reisverslag/reisverslag_detail.html", "inhoud", _detail_context(request, reisverslag)
    )


@require_http_methods(["GET", "POST"])
def reisverslag_edit(request, pk):
    reisverslag = _editable(request, pk)
    initial = {name: getattr(reisverslag, name) for name in services.KOP}
    form = ReisverslagForm(_posted(request), initial=initial)
    if form.is_valid():
        try:
            services.edit_reisverslag(reisverslag.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    return render(
        request,
        "reisverslag/reisverslag_edit.html",
        {"reisverslag": reisverslag, "form": form},
        status=422 if form.is_bound else 200,
    )


@require_GET
def reisverslag_preview(request, pk):
    """The verslag as it will be in the PDF."""
    reisverslag = _visible(request, pk)
    publicatie = queries.publicatie(reisverslag, request.user, timezone.now())
    return HttpResponse(queries.render_html(publicatie, terug=_url(reisverslag)))


@require_http_methods(["GET", "POST"])
def reisverslag_vaststellen(request, pk):
    """Say what vaststellen fixes, and do it."""
    reisverslag = _editable(request, pk)
    refused = None
    if request.method == "POST":
        try:
            services.vaststellen(reisverslag.pk, actor=request.user, op=timezone.now())
        except ValidationError as error:
            refused = error.messages
        else:
            return redirect("reisverslag:detail", reisverslag.pk)
    context = {
        "reisverslag": reisverslag,
        "publicatie": queries.publicatie(reisverslag, request.user, timezone.now()),
        "refused": refused,
    }
    return render(
        request, "reisverslag/reisverslag_vaststellen.html", context, status=422 if refused else 200
    )


# Uitgaven


@require_POST
def uitgave_request(request, pk):
    reisverslag = _visible(request, pk)
    try:
        taak = services.request_uitgave(reisverslag.pk, actor=request.user)
    except ValidationError as refused:
        context = _detail_context(request, reisverslag) | {"refused": refused.messages}
        return render(request, "reisverslag/reisverslag_detail.html", context, status=422)
    return redirect(f"{_url(reisverslag)}?taak={taak.pk}#uitgaven")


@require_GET
def uitgave_download(request, pk):
    uitgave = get_object_or_404(Uitgave.objects.visible_to(request.user), pk=pk)
    return FileResponse(uitgave.bestand.open("rb"), as_attachment=True, filename=uitgave.naam)


# Hoofdstukken


@require_http_methods(["GET", "POST"])
def hoofdstuk_add(request, pk):
    reisverslag = _editable(request, pk)
    form = HoofdstukForm(_posted(request))
    if form.is_valid():
        try:
            hoofdstuk = services.add_hoofdstuk(reisverslag.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}")
    return _form(
        request,
        reisverslag,
        form,
        plek="nieuw-hoofdstuk",
        kop="Hoofdstuk toevoegen",
        doel=INHOUD,
        antwoord=INHOUD,
    )


@require_http_methods(["GET", "POST"])
def hoofdstuk_rename(request, pk):
    hoofdstuk, reisverslag = _editable_hoofdstuk(request, pk)
    form = HoofdstukForm(_posted(request), initial={"titel": hoofdstuk.titel})
    plek = f"hoofdstuk-{hoofdstuk.pk}-kop"
    if form.is_valid():
        try:
            services.rename_hoofdstuk(hoofdstuk.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _back_to(reisverslag, plek)
    return _form(request, reisverslag, form, plek=plek, kop="Hoofdstuk hernoemen")


@require_POST
def hoofdstuk_move(request, pk):
    hoofdstuk, reisverslag = _editable_hoofdstuk(request, pk)
    omhoog = request.POST.get("richting") == "omhoog"
    services.move_hoofdstuk(hoofdstuk.pk, actor=request.user, omhoog=omhoog)
    return _back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}-{'omhoog' if omhoog else 'omlaag'}")


@require_POST
def hoofdstuk_remove(request, pk):
    hoofdstuk, reisverslag = _editable_hoofdstuk(request, pk)
    services.remove_hoofdstuk(hoofdstuk.pk, actor=request.user, op=timezone.now())
    return _back_to(reisverslag, "weggehaald")


@require_POST
def hoofdstuk_restore(request, pk):
    hoofdstuk, reisverslag = _editable_hoofdstuk(request, pk)
    services.restore_hoofdstuk(hoofdstuk.pk, actor=request.user)
    return _back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}")


# Blokken


@require_http_methods(["GET", "POST"])
def blok_add(request, pk, soort):
    hoofdstuk, reisverslag = _editable_hoofdstuk(request, pk)
    if soort not in SOORTEN:
        raise Http404
    bloksoort = SOORTEN[soort]
    form = bloksoort.form_class(_posted(request), lezing=queries.lezing(reisverslag, request.user))
    if form.is_valid():
        try:
            blok = services.add_blok(hoofdstuk.pk, actor=request.user, soort=soort, inhoud=form.inhoud)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _back_to(reisverslag, f"blok-{blok.pk}")
    return _form(
        request,
        reisverslag,
        form,
        plek=f"nieuw-blok-{hoofdstuk.pk}",
        kop=f"{bloksoort.label} toevoegen aan {hoofdstuk.titel}",
        uitleg=bloksoort.uitleg,
        antwoord=f"[data-focus], #nieuw-blok-{hoofdstuk.pk}",
    )


@require_http_methods(["GET", "POST"])
def blok_edit(request, pk):
    blok, reisverslag = _editable_blok(request, pk)
    bloksoort = SOORTEN[blok.soort]
    lezing = queries.lezing(reisverslag, request.user)
    form = bloksoort.form_class(_posted(request), initial=blok.inhoud, lezing=lezing)
    theirs = None
    if form.is_valid():
        try:
            services.edit_blok(
                blok.pk,
                actor=request.user,
                versienummer=_number(request.POST.get("versienummer")),
                inhoud=form.inhoud,
            )
        except services.BlokChanged as refused:
            form.add_error(None, refused)
            theirs = queries.blok_deel(blok, lezing)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return _back_to(reisverslag, f"blok-{blok.pk}")
    return _form(
        request,
        reisverslag,
        form,
        plek=f"blok-{blok.pk}",
        kop=f"{bloksoort.label} bewerken",
        versienummer=blok.versienummer if theirs or not form.is_bound else request.POST.get("versienummer"),
        theirs=theirs,
    )


@require_POST
def blok_move(request, pk):
    blok, reisverslag = _editable_blok(request, pk)
    omhoog = request.POST.get("richting") == "omhoog"
    services.move_blok(blok.pk, actor=request.user, omhoog=omhoog)
    return _back_to(reisverslag, f"blok-{blok.pk}-{'omhoog' if omhoog else 'omlaag'}")


@require_POST
def blok_remove(request, pk):
    blok, reisverslag = _editable_blok(request, pk)
    services.remove_blok(blok.pk, actor=request.user, op=timezone.now())
    return _back_to(reisverslag, "weggehaald")


@require_POST
def blok_restore(request, pk):
    blok, reisverslag = _editable_blok(request, pk)
    services.restore_blok(blok.pk, actor=request.user)
    return _back_to(reisverslag, f"blok-{blok.pk}")


# What these share


def _visible(request, pk) -> Reisverslag:
    rows = Reisverslag.objects.visible_to(request.user).select_related("auteur", "vastgesteld_door")
    return get_object_or_404(rows, pk=pk)


def _editable(request, pk) -> Reisverslag:
    reisverslag = _visible(request, pk)
    if not permissions.may_edit(request.user, reisverslag):
        raise PermissionDenied
    return reisverslag


def _editable_hoofdstuk(request, pk) -> tuple[Hoofdstuk, Reisverslag]:
    hoofdstuk = get_object_or_404(Hoofdstuk.objects.visible_to(request.user), pk=pk)
    return hoofdstuk, _editable(request, hoofdstuk.reisverslag_id)


def _editable_blok(request, pk) -> tuple[Blok, Reisverslag]:
    blok = get_object_or_404(Blok.objects.visible_to(request.user).select_related("hoofdstuk"), pk=pk)
    return blok, _editable(request, blok.hoofdstuk.reisverslag_id)


def _detail_context(request, reisverslag) -> dict:
    may_edit = permissions.may_edit(request.user, reisverslag)
    publicatie = queries.publicatie(reisverslag, request.user, timezone.now())
    hoofdstukken = publicatie.hoofdstukken
    return {
        "reisverslag": reisverslag,
        "publicatie": publicatie,
        "eerste": {row.plek for first in hoofdstukken[:1] for row in (first, *first.blokken[:1])},
        "laatste": {row.plek for last in hoofdstukken[-1:] for row in (last, *last.blokken[-1:])},
        "soorten": SOORTEN.values() if may_edit else (),
        "weggehaald": queries.weggehaald(reisverslag) if may_edit else (),
        "hoofdstuk_form": HoofdstukForm(),
        "may_edit": may_edit,
        "may_make_uitgave": permissions.may_make_uitgave(request.user),
        "uitgaven": Uitgave.objects.visible_to(request.user).filter(reisverslag=reisverslag).newest_first(),
        "taak": _taak(request, reisverslag),
        "onderwerpen": queries.onderwerpen(request.user, reisverslag),
        "bij": request.GET.get("bij", ""),
        "regels": LogRegel.objects.about(reisverslag)[:10] if may_edit else (),
    }


def _taak(request, reisverslag) -> Taak | None:
    """The newest job of this person for this verslag, while it runs, when it failed, and right after asking."""
    taak = (
        Taak.objects.visible_to(request.user)
        .filter(soort=services.UITGAVE_TAAK, gegevens__reisverslag_id=reisverslag.pk)
        .order_by("-pk")
        .first()
    )
    was_just_asked = taak and request.GET.get("taak") == str(taak.pk)
    return taak if taak and (taak.status != Taak.Status.KLAAR or was_just_asked) else None


def _form(request, reisverslag, form, *, plek: str, doel: str = "", antwoord: str = "", **context):
    """A form on a page of its own, or in its place (`plek`) in the verslag.

    There a refusal stays in that place, and else htmx puts in `doel` what `antwoord` selects of the verslag: no more
    than the place itself where possible, so that other open forms keep what was typed in them.
    """
    status = 422 if form.is_bound else 200
    form.auto_id = f"{plek}_%s"
    context |= {
        "reisverslag": reisverslag,
        "form": form,
        "plek": plek,
        "doel": doel or f"#{plek}",
        "antwoord": antwoord or f"#{plek}",
        "als_deel": wants_partial(request),
    }
    response = render_page_or_partial(request, "reisverslag/form.html", "formulier", context, status=status)
    if status == 422 and context["als_deel"]:
        retarget(response, f"#{plek}")
        reselect(response, f"#{plek}")
    return response


def _back_to(reisverslag, plek: str):
    return redirect(f"{_url(reisverslag)}?bij={plek}#{plek}")


def _url(reisverslag) -> str:
    return reverse("reisverslag:detail", args=[reisverslag.pk])


def _posted(request):
    """What was sent; also when that is nothing at all, as with a list of which nothing is ticked."""
    return request.POST if request.method == "POST" else None


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
