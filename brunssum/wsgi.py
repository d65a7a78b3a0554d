import os

from django.core.wsgi import get_wsgi_application

from brunssum.charset import in_utf_8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brunssum.settings")

application = in_utf_8(get_wsgi_application())

from brunssum.core.api.presenter import documentation  # noqa: E402 - only now are the apps there

documentation()  # takes some tenths of a second, as do the urls it brings along: no visitor waits for either
