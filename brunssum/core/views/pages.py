"""Pages with a fixed text."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from brunssum.core.accounts import site_url


@login_not_required
@require_GET
def toegankelijkheid(request):
    """The accessibility statement, which the law asks of every municipal site."""
    return render(request, "core/toegankelijkheid.html", {"contact_email": settings.CONTACT_EMAIL})


@login_not_required
@require_GET
def security_txt(request):
    """Where to report a weakness (RFC 9116). The date moves along, so that the file is never out of date."""
    expires = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=180)
    lines = (
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl",
        f"Canonical: {site_url(request.path)}",
    )
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
