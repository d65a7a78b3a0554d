"""What happened in the period, to pick from."""

from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from reisverslag import services
from reisverslag.aanbod import aanbod
from reisverslag.forms.bouwstenen import PlaatsForm, read_filter
from reisverslag.views.gedeeld import back_to, editable, posted


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
            form.add_error(None, refused)
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
