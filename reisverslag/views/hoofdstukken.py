"""Hoofdstukken."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag import queries, services
from reisverslag.forms.verslag import HoofdstukForm
from reisverslag.views.gedeeld import (
    INHOUD,
    back_to,
    editable,
    editable_hoofdstuk,
    in_its_place,
    keep_undo,
)


@require_http_methods(["GET", "POST"])
def hoofdstuk_add(request, pk):
    reisverslag = editable(request, pk)
    form = HoofdstukForm(posted(request))
    if form.is_valid():
        try:
            hoofdstuk = services.add_hoofdstuk(reisverslag.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            keep_undo(
                request, reisverslag, f"Hoofdstuk {hoofdstuk} toegevoegd.", "hoofdstuk-remove", hoofdstuk.pk
            )
            return back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}")
    return in_its_place(
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
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    form = HoofdstukForm(posted(request), initial={"titel": hoofdstuk.titel})
    plek = f"hoofdstuk-{hoofdstuk.pk}-kop"
    if form.is_valid():
        try:
            services.rename_hoofdstuk(hoofdstuk.pk, actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            keep_undo(
                request,
                reisverslag,
                "Hoofdstuk hernoemd.",
                "hoofdstuk-rename",
                hoofdstuk.pk,
                titel=hoofdstuk.titel,
            )
            return back_to(reisverslag, plek)
    return in_its_place(request, reisverslag, form, plek=plek, kop="Hoofdstuk hernoemen")


@require_POST
def hoofdstuk_move(request, pk):
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    omhoog = request.POST.get("richting") == "omhoog"
    services.move_hoofdstuk(hoofdstuk.pk, actor=request.user, omhoog=omhoog)
    back = "omlaag" if omhoog else "omhoog"
    keep_undo(
        request,
        reisverslag,
        queries.waar_hoofdstuk(hoofdstuk),
        "hoofdstuk-move",
        hoofdstuk.pk,
        richting=back,
    )
    return back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}-{'omhoog' if omhoog else 'omlaag'}")


@require_POST
def hoofdstuk_remove(request, pk):
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    services.remove_hoofdstuk(hoofdstuk.pk, actor=request.user, op=timezone.now())
    keep_undo(request, reisverslag, f"Hoofdstuk {hoofdstuk} weggehaald.", "hoofdstuk-restore", hoofdstuk.pk)
    return back_to(reisverslag, "weggehaald")


@require_POST
def hoofdstuk_restore(request, pk):
    hoofdstuk, reisverslag = editable_hoofdstuk(request, pk)
    services.restore_hoofdstuk(hoofdstuk.pk, actor=request.user)
    keep_undo(request, reisverslag, f"Hoofdstuk {hoofdstuk} teruggezet.", "hoofdstuk-remove", hoofdstuk.pk)
    return back_to(reisverslag, f"hoofdstuk-{hoofdstuk.pk}")
