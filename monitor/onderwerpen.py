"""What actiepunten and reflecties can be about, here."""

from django.urls import reverse

from brunssum.core import onderwerpen
from brunssum.core.rollen import Recht
from monitor.models import Thema

onderwerpen.register(
    Thema,
    url=lambda thema: reverse("monitor:indicator_list") + f"?thema={thema.code}",
    visible_to=lambda user: Thema.objects.all() if user.mag(Recht.MONITOR_ZIEN) else Thema.objects.none(),
)
