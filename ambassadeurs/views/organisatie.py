"""What a partner gives the programme for its organisation, and what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ambassadeurs import permissions, services
from ambassadeurs.forms.reflecties import MeedenkenForm
from ambassadeurs.models import Reflectie
from brunssum.core.queries.onderwerpen import onderwerp_links
from brunssum.core.rollen import Recht
from brunssum.core.views.access import requires
from brunssum.core.views.formulieren import show_refusal


@require_GET
@requires(Recht.REFLECTIES_EIGEN)
def eigen_list(request):
    """What the organisation gave before, with every answer on the page itself."""
    user = request.user
    rows = Reflectie.objects.visible_to(user).of_organisatie_of(user).newest_first()
    page = Paginator(rows.select_related("actiepunt"), per_page=10).get_page(request.GET.get("pagina"))
    links = onderwerp_links(user, page.object_list)
    context = {
        "page": page,
        "rijen": [(one, links.get(one.pk)) for one in page.object_list],
        "organisatie": user.organisatie,
        "may_reflect": permissions.may_reflect_for_organisatie(user),
    }
    return render(request, "ambassadeurs/eigen_list.html", context)


@require_http_methods(["GET", "POST"])
@requires(Recht.REFLECTIES_EIGEN)
def eigen_add(request):
    user = request.user
    if not permissions.may_reflect_for_organisatie(user):
        return redirect("ambassadeurs:eigen_list")  # says what to do about it
    initial = {"onderwerp": request.GET.get("over", "")}
    form = MeedenkenForm(request.POST or None, gebruiker=user, initial=initial)
    if form.is_valid():
        try:
            reflectie = services.add_reflectie_of_organisatie(
                actor=user, op=timezone.localdate(), **form.cleaned_data
            )
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            dag = reflectie.actiepunt.vervalt_op
            messages.success(
                request, f"Dank u wel. U krijgt uiterlijk op {dag.day}-{dag.month}-{dag.year} antwoord."
            )
            return redirect("ambassadeurs:eigen_list")
    context = {"form": form, "organisatie": user.organisatie}
    return render(request, "ambassadeurs/eigen_add.html", context, status=422 if form.is_bound else 200)
