"""Blokken."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.views.gedeeld import back_to, editable_blok, editable_hoofdstuk, in_its_place, number, posted


@require_http_methods(["GET", "POST"])
def blok_add(request, pk, soort):
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    if soort not in SOORTEN:
        raise Http404
    bloksoort = SOORTEN[soort]
    form = bloksoort.form_class(posted(request), lezing=queries.lezing(reisverslag, request.user))
    if form.is_valid():
        try:
            blok = services.add_blok(hoofdstuk.pk, actor=request.user, soort=soort, inhoud=form.inhoud)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return back_to(reisverslag, f"blok-{blok.pk}")
    return in_its_place(
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
    blok, reisverslag = editable_blok(request, pk)
    bloksoort = SOORTEN[blok.soort]
    lezing = queries.lezing(reisverslag, request.user)
    form = bloksoort.form_class(posted(request), initial=blok.inhoud, lezing=lezing)
    theirs = None
    if form.is_valid():
        try:
            services.edit_blok(
                blok.pk,
                actor=request.user,
                versienummer=number(request.POST.get("versienummer")),
                inhoud=form.inhoud,
            )
        except services.BlokChanged as refused:
            form.add_error(None, refused)
            theirs = queries.blok_deel(blok, lezing)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return back_to(reisverslag, f"blok-{blok.pk}")
    return in_its_place(
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
    blok, reisverslag = editable_blok(request, pk)
    omhoog = request.POST.get("richting") == "omhoog"
    services.move_blok(blok.pk, actor=request.user, omhoog=omhoog)
    return back_to(reisverslag, f"blok-{blok.pk}-{'omhoog' if omhoog else 'omlaag'}")


@require_POST
def blok_remove(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    services.remove_blok(blok.pk, actor=request.user, op=timezone.now())
    return back_to(reisverslag, "weggehaald")


@require_POST
def blok_restore(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    services.restore_blok(blok.pk, actor=request.user)
    return back_to(reisverslag, f"blok-{blok.pk}")
