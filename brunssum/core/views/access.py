"""The first question of a page that not everyone may open."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from brunssum.core.rollen import Recht

View = Callable[..., HttpResponse]


def requires(*rechten: Recht) -> Callable[[View], View]:
    """Answer 403 to who has none of these rights. The service behind the page asks again."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not any(request.user.mag(recht) for recht in rechten):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
