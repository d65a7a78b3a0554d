"""The first question of a page that not everyone may open."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from brunssum.core.rollen import Recht

View = Callable[..., HttpResponse]


def requires(recht: Recht) -> Callable[[View], View]:
    """Answer 403 to who has not this right. The service behind the page asks again."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not request.user.mag(recht):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return checked

    return decorate
