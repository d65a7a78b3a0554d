"""What the pages of a reisverslag share: which one it is, who may change it, and the answer after a change."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import reselect, retarget

from brunssum.core.htmx import render_page_or_partial, wants_partial
from brunssum.core.models import LogRegel, Taak
from reisverslag import permissions, queries, services
from reisverslag.blokken import SOORTEN
from reisverslag.forms.verslag import HoofdstukForm
from reisverslag.models import Blok, Hoofdstuk, Reisverslag, Uitgave
from reisverslag.permissions import verzending
from reisverslag.presenters import stappen as presenters

INHOUD = "#verslag-inhoud"
"""All hoofdstukken, on the page of the verslag."""


def visible(request, pk) -> Reisverslag:
    rows = Reisverslag.objects.visible_to(request.user).select_related("auteur", "vastgesteld_door")
    return get_object_or_404(rows, pk=pk)


def editable(request, pk) -> Reisverslag:
    reisverslag = visible(request, pk)
    if not permissions.may_edit(request.user, reisverslag):
        raise PermissionDenied
    return reisverslag


def editable_hoofdstuk(request, pk) -> tuple[Hoofdstuk, Reisverslag]:
    hoofdstuk = get_object_or_404(Hoofdstuk.objects.visible_to(request.user), pk=pk)
    return hoofdstuk, editable(request, hoofdstuk.reisverslag_id)


def editable_blok(request, pk) -> tuple[Blok, Reisverslag]:
    blok = get_object_or_404(Blok.objects.visible_to(request.user).select_related("hoofdstuk"), pk=pk)
    return blok, editable(request, blok.hoofdstuk.reisverslag_id)


def detail_context(request, reisverslag) -> dict:
    may_edit = permissions.may_edit(request.user, reisverslag)
    publicatie = queries.publicatie(reisverslag, request.user, timezone.now())
    hoofdstukken = publicatie.hoofdstukken
    stappen = list(reisverslag.stappen.in_order().select_related("door"))
    meelezers = list(reisverslag.meelezers.for_list()) if reisverslag.is_concept else []
    return {
        "reisverslag": reisverslag,
        "publicatie": publicatie,
        "eerste": {row.plek for first in hoofdstukken[:1] for row in (first, *first.blokken[:1])},
        "laatste": {row.plek for last in hoofdstukken[-1:] for row in (last, *last.blokken[-1:])},
        "soorten": SOORTEN.values() if may_edit else (),
        "weggehaald": queries.weggehaald(reisverslag) if may_edit else (),
        "hoofdstuk_form": HoofdstukForm(),
        "may_edit": may_edit,
        "may_send": verzending.may_manage(request.user) and verzending.is_adopted(reisverslag),
        "may_publish": not permissions.reason_not_to_publish(request.user, reisverslag),
        "may_withdraw": not permissions.reason_not_to_withdraw_publication(request.user, reisverslag),
        "may_vaststellen": permissions.may_vaststellen(request.user, reisverslag),
        "stapbeelden": presenters.stapbeelden(reisverslag, stappen),
        "aan_zet": presenters.aan_zet(reisverslag, sum(not one.is_klaar for one in meelezers)),
        "teruggegeven": presenters.teruggegeven(reisverslag, stappen),
        **_meelezen(request, reisverslag, meelezers),
        "may_make_uitgave": permissions.may_make_uitgave(request.user),
        "uitgaven": Uitgave.objects.visible_to(request.user).filter(reisverslag=reisverslag).newest_first(),
        "taak": _taak(request, reisverslag),
        "onderwerpen": queries.onderwerpen(request.user, reisverslag),
        "bij": request.GET.get("bij", ""),
        "opmerkelijk": queries.opmerkelijk(reisverslag) if may_edit else {},
        "naast": may_edit and "naast" in request.GET,
        "may_correct": not permissions.reason_not_to_correct(request.user, reisverslag),
        "nieuwer": _newer(request, reisverslag),
        "ouder": _older(request, reisverslag),
        "ongedaan": _undo(request, reisverslag) if may_edit else None,
        "regels": LogRegel.objects.about(reisverslag)[:10] if may_edit else (),
    }


def _newer(request, reisverslag) -> Reisverslag | None:
    """The one that replaces it, if this person may see that."""
    if reisverslag.is_concept:
        return None
    return Reisverslag.objects.visible_to(request.user).filter(vervangt=reisverslag).first()


def _older(request, reisverslag) -> Reisverslag | None:
    """The one that it replaces, if this person may see it."""
    if reisverslag.vervangt_id is None:
        return None
    return Reisverslag.objects.visible_to(request.user).filter(pk=reisverslag.vervangt_id).first()


def _meelezen(request, reisverslag, meelezers) -> dict:
    """Who reads along and what they say; nothing for who reads what is vastgesteld."""
    if not permissions.may_see_opmerkingen(request.user, reisverslag):
        return {}
    mine = [one for one in meelezers if request.user.pk in (one.gebruiker_id, one.actiepunt.eigenaar_id)]
    may_comment = reisverslag.is_concept and permissions.may_comment(request.user, reisverslag)
    opmerkingen = queries.opmerkingen(request.user, reisverslag)
    return {
        "met_opmerkingen": True,
        "may_comment": may_comment,
        "may_settle_all": may_comment and permissions.may_write(request.user),
        "opmerkingen": opmerkingen.per_blok,
        "open_per_hoofdstuk": opmerkingen.open_per_hoofdstuk,
        "meelezers": meelezers,
        "leest_mee": mine[0] if mine else None,
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


def in_its_place(
    request, reisverslag, form, *, plek: str, doel: str = "", antwoord: str = "", telt: str = "", **context
):
    """A form on a page of its own, or in its place (`plek`) in the verslag.

    There a refusal stays in that place, and else htmx puts in `doel` what `antwoord` selects of the verslag: no more
    than the place itself where possible, so that other open forms keep what was typed in them. `telt`: the id of a
    number elsewhere that changes along.
    """
    status = 422 if form.is_bound else 200
    form.auto_id = f"{plek}_%s"
    context |= {
        "reisverslag": reisverslag,
        "form": form,
        "plek": plek,
        "doel": doel or f"#{plek}",
        "antwoord": antwoord or f"#{plek}",
        "daarbij": [f"#{one}" for one in ("ongedaan", telt) if one and antwoord != INHOUD],
        "als_deel": wants_partial(request),
    }
    response = render_page_or_partial(request, "reisverslag/form.html", "formulier", context, status=status)
    if status == 422 and context["als_deel"]:
        retarget(response, f"#{plek}")
        reselect(response, f"#{plek}")
    return response


def back_to(reisverslag, plek: str):
    return redirect(f"{url(reisverslag)}?bij={plek}#{plek}")


def keep_undo(request, reisverslag, zin: str, naam: str, pk: int, **velden: Any) -> None:
    """Remember what was done just now (`zin`) and what undoes it: a POST of `velden` to this address, or nothing.

    One step, of this person and this verslag, in the session; shown on the page to which they come back.
    """
    request.session["ongedaan"] = {
        "verslag": reisverslag.pk,
        "zin": zin,
        "url": reverse(f"reisverslag:{naam}", args=[pk]) if naam else "",
        "velden": velden,
    }


def _undo(request, reisverslag) -> dict | None:
    kept = request.session.get("ongedaan")
    return kept if kept and kept["verslag"] == reisverslag.pk and "bij" in request.GET else None


def kruimels(reisverslag) -> list[tuple[str, str]]:
    return [("Reisverslagen", reverse("reisverslag:list")), (reisverslag.titel, url(reisverslag))]


def url(reisverslag) -> str:
    return reverse("reisverslag:detail", args=[reisverslag.pk])


def sent_files(request):
    return request.FILES if request.method == "POST" else None


def number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
