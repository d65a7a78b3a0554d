"""What happened in the period, to pick from; and what is not as it was in the verslag before."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.views.formulieren import posted, show_refusal
from reisverslag import permissions, queries, services
from reisverslag.aanbod import aanbod
from reisverslag.blokken.veranderd import earlier_verslagen
from reisverslag.forms.bouwstenen import PlaatsForm, read_filter
from reisverslag.views.gedeeld import back_to, editable, visible


@require_http_methods(["GET", "POST"])
def bouwstenen(request, pk):
    """Show what there is; put what was ticked in the verslag. What was ticked stays when something is refused."""
    reisverslag = editable(request, pk)
    form = PlaatsForm(
        posted(request), reisverslag=reisverslag, initial={"hoofdstuk": request.GET.get("hoofdstuk")}
    )
    gekozen = request.POST.getlist("steen")
    if form.is_valid():
        try:
            made = services.place_bouwstenen(
                reisverslag.pk,
                actor=request.user,
                sleutels=gekozen,
                hoofdstuk_id=form.cleaned_data["hoofdstuk"],
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            return back_to(reisverslag, f"blok-{made[0].pk}")
    filter = read_filter(request.GET)
    context = {
        "reisverslag": reisverslag,
        "aanbod": aanbod(reisverslag, request.user, filter),
        "filter": filter,
        "form": form,
        "gekozen": set(gekozen),
        "hoofdstuk": form["hoofdstuk"].value() or "",
    }
    return render(request, "reisverslag/bouwstenen.html", context, status=422 if form.is_bound else 200)


@require_GET
def veranderd(request, pk):
    """What differs from the previous verslag for the same publiek, or from another that was chosen."""
    reisverslag = visible(request, pk)
    lezing = queries.lezing(reisverslag, request.user)
    eerdere = list(earlier_verslagen(lezing))
    asked = request.GET.get("vorige", "")
    same = (one for one in eerdere if one.publiek == reisverslag.publiek)
    vorige = next((one for one in eerdere if str(one.pk) == asked), None) or next(same, None) or next(iter(eerdere), None)  # fmt: skip
    context = {
        "reisverslag": reisverslag,
        "eerdere": eerdere,
        "vorige": vorige,
        "may_edit": permissions.may_edit(request.user, reisverslag),
    }
    if vorige is not None:
        context["beeld"] = queries.verandering(vorige, reisverslag, lezing)
    return render(request, "reisverslag/veranderd.html", context)
