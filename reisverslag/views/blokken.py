"""Blokken: each change is followed by what undoes it."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag import queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.blokken.foto import FotoBlok
from reisverslag.models import Blok, Blokversie
from reisverslag.presenters.versies import versiebeelden
from reisverslag.stappen import Stap
from reisverslag.views.gedeeld import (
    back_to,
    editable_blok,
    editable_hoofdstuk,
    in_its_place,
    keep_undo,
    number,
    sent_files,
)


@require_http_methods(["GET", "POST"])
def blok_add(request, pk, soort):
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    if soort not in SOORTEN:
        raise Http404
    bloksoort = SOORTEN[soort]
    form = bloksoort.form_class(
        posted(request), sent_files(request), lezing=queries.lezing(reisverslag, request.user)
    )
    if form.is_valid():
        try:
            blok = services.add_blok(hoofdstuk.pk, actor=request.user, soort=soort, inhoud=form.inhoud)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            zin = f"{bloksoort.label} toegevoegd aan {hoofdstuk.titel}."
            keep_undo(request, reisverslag, zin, "blok-remove", blok.pk)
            return back_to(reisverslag, f"blok-{blok.pk}")
    return in_its_place(
        request,
        reisverslag,
        form,
        plek=f"nieuw-blok-{hoofdstuk.pk}",
        kop=f"{bloksoort.label} toevoegen aan {hoofdstuk.titel}",
        uitleg=bloksoort.uitleg,
        houdt=bloksoort.bewaart_vanzelf,
        antwoord=f".blok:has(> [data-focus]), #nieuw-blok-{hoofdstuk.pk}",
    )


@require_http_methods(["GET", "POST"])
def blok_edit(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    bloksoort = SOORTEN[blok.soort]
    lezing = queries.lezing(reisverslag, request.user)
    form = bloksoort.form_class(posted(request), sent_files(request), initial=blok.inhoud, lezing=lezing)
    theirs = None
    if form.is_valid():
        try:
            blok = services.edit_blok(
                blok.pk,
                actor=request.user,
                versienummer=number(request.POST.get("versienummer")),
                inhoud=form.inhoud,
            )
        except services.BlokChanged as refused:
            show_refusal(form, refused)
            theirs = queries.blok_deel(blok, lezing)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            _keep_undo_of_text(request, reisverslag, blok)
            return back_to(reisverslag, f"blok-{blok.pk}")
    return in_its_place(
        request,
        reisverslag,
        form,
        plek=f"blok-{blok.pk}",
        kop=f"{bloksoort.label} bewerken",
        uitleg=blok.vraag,
        versienummer=blok.versienummer if theirs or not form.is_bound else request.POST.get("versienummer"),
        bewaar_url=reverse("reisverslag:blok-autosave", args=[blok.pk]) if bloksoort.bewaart_vanzelf else "",
        houdt=bloksoort.bewaart_vanzelf,
        theirs=theirs,
    )


@require_POST
def blok_autosave(request, pk):
    """What is typed, saved while someone writes. Never over what another saved: then it says so, and keeps nothing."""
    blok, reisverslag = editable_blok(request, pk)
    lezing = queries.lezing(reisverslag, request.user)
    form = SOORTEN[blok.soort].form_class(request.POST, initial=blok.inhoud, lezing=lezing)
    if not form.is_valid():
        sentences = [sentence for errors in form.errors.values() for sentence in errors]
        return _not_saved(" ".join(sentences), status=422)
    try:
        blok = services.edit_blok(
            blok.pk,
            actor=request.user,
            versienummer=number(request.POST.get("versienummer")),
            inhoud=form.inhoud,
            vanzelf=True,
        )
    except services.BlokChanged:
        return _not_saved(
            "Iemand anders heeft dit blok intussen gewijzigd. Uw tekst staat hier nog. Kies Bewaren: dan ziet u beide "
            "teksten en kiest u.",
            status=409,
        )
    except ValidationError as refused:
        return _not_saved(" ".join(refused.messages), status=422)
    om = timezone.localtime().strftime("%H:%M")
    return JsonResponse({"versienummer": blok.versienummer, "zin": f"Bewaard om {om}."})


@require_GET
@login_not_required
def blok_foto(request, pk):
    """The photo of a blok, for who may see the blok; of a verslag that is public for everyone."""
    if request.user.is_authenticated:
        rows = Blok.objects.visible_to(request.user)
    else:
        rows = Blok.objects.present().filter(hoofdstuk__reisverslag__stap=Stap.GEPUBLICEERD)
    blok = rows.filter(pk=pk, soort=FotoBlok.soort).first()
    if blok is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    bestand = blok and (blok.feiten or blok.inhoud).get("bestand")
    if not bestand or not default_storage.exists(bestand):
        raise Http404
    return FileResponse(default_storage.open(bestand), content_type="image/jpeg")


@require_POST
def blok_move(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    omhoog = request.POST.get("richting") == "omhoog"
    van = queries.plek_of(blok)
    blok = services.move_blok(blok.pk, actor=request.user, omhoog=omhoog)
    keep_undo(request, reisverslag, queries.waar(blok), "blok-place", blok.pk, **van)
    return back_to(reisverslag, f"blok-{blok.pk}-{'omhoog' if omhoog else 'omlaag'}")


@require_POST
def blok_place(request, pk):
    """Where it was dragged to, or where it stood before."""
    blok, reisverslag = editable_blok(request, pk)
    van = queries.plek_of(blok)
    voor = request.POST.get("voor")
    try:
        blok = services.place_blok(
            blok.pk,
            actor=request.user,
            hoofdstuk_id=number(request.POST.get("hoofdstuk")),
            voor=number(voor) if voor else None,
        )
    except services.PlekWeg as refused:
        keep_undo(request, reisverslag, " ".join(refused.messages), "", 0)
    else:
        keep_undo(request, reisverslag, queries.waar(blok), "blok-place", blok.pk, **van)
    return back_to(reisverslag, f"blok-{blok.pk}")


@require_POST
def blok_remove(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    services.remove_blok(blok.pk, actor=request.user, op=timezone.now())
    zin = f"{SOORTEN[blok.soort].label} weggehaald uit {blok.hoofdstuk.titel}."
    keep_undo(request, reisverslag, zin, "blok-restore", blok.pk)
    return back_to(reisverslag, "weggehaald")


@require_POST
def blok_restore(request, pk):
    blok, reisverslag = editable_blok(request, pk)
    services.restore_blok(blok.pk, actor=request.user)
    zin = f"{SOORTEN[blok.soort].label} teruggezet in {blok.hoofdstuk.titel}."
    keep_undo(request, reisverslag, zin, "blok-remove", blok.pk)
    return back_to(reisverslag, f"blok-{blok.pk}")


@require_POST
def blok_refresh(request, pk):
    """The facts of now instead of those of the versie before."""
    blok, reisverslag = editable_blok(request, pk)
    services.refresh_blok(blok.pk, actor=request.user)
    return back_to(reisverslag, f"blok-{blok.pk}")


@require_POST
def blok_confirm(request, pk):
    """What came along is right as it is."""
    blok, reisverslag = editable_blok(request, pk)
    services.confirm_blok(blok.pk, actor=request.user)
    return back_to(reisverslag, f"blok-{blok.pk}")


@require_GET
def blok_versies(request, pk):
    """What a blok said before, newest first, each beside the one before it."""
    blok, reisverslag = editable_blok(request, pk)
    versies = Blokversie.objects.visible_to(request.user).filter(blok=blok)
    rows = list(versies.select_related("door").newest_first()[:50])
    delen = queries.versie_delen(blok, rows, queries.lezing(reisverslag, request.user))
    context = {
        "reisverslag": reisverslag,
        "blok": blok,
        "label": SOORTEN[blok.soort].label,
        "versies": versiebeelden(blok, rows, delen),
    }
    return render(request, "reisverslag/blok_versies.html", context)


@require_POST
def versie_put_back(request, pk):
    versie = get_object_or_404(Blokversie.objects.visible_to(request.user), pk=pk)
    blok, reisverslag = editable_blok(request, versie.blok_id)
    try:
        blok = services.put_back_versie(
            versie.pk, actor=request.user, versienummer=number(request.POST.get("versienummer"))
        )
    except ValidationError:
        zin = "Er is niets teruggezet: iemand anders heeft dit blok intussen gewijzigd."
        keep_undo(request, reisverslag, zin, "", 0)
    else:
        _keep_undo_of_text(request, reisverslag, blok)
    return back_to(reisverslag, f"blok-{blok.pk}")


def _keep_undo_of_text(request, reisverslag, blok) -> None:
    """Undoing a change puts back the versie before it."""
    label = f"{SOORTEN[blok.soort].label} in {blok.hoofdstuk.titel}"
    versies = list(blok.versies.newest_first()[:2])
    if len(versies) == 2:
        keep_undo(request, reisverslag, f"{label} bewaard.", "versie-put-back", versies[1].pk, versienummer=blok.versienummer)  # fmt: skip


def _not_saved(zin: str, *, status: int) -> JsonResponse:
    return JsonResponse({"zin": f"Nog niet bewaard. {zin}"}, status=status)
