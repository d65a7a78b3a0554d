"""The ways into the demo, shown on its login page."""

from functools import cache

from django.http import HttpRequest

from brunssum.demo import seed

_logins = cache(seed.logins)


def demo_logins(request: HttpRequest) -> dict:
    return {"demo_logins": _logins()}
