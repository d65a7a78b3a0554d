from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from brunssum.core.api.access import ClientTokenView
from brunssum.core.api.problems import not_found
from brunssum.core.views.tweede_factor import go_on, readable, second_factors
from brunssum.openbaar import views as openbaar
from brunssum.start.page import sinds_vorig_bezoek, start

handler403 = "brunssum.core.views.forbidden"
handler404 = "brunssum.core.views.not_found"
handler500 = "brunssum.core.views.server_error"

# allauth's own urls offer more than we want (sign-up, changing e-mail): these are the ones we use.
accounts = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/wijzigen/", account.password_change, name="account_change_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    path("niet-actief/", account.account_inactive, name="account_inactive"),
    re_path(
        r"^wachtwoord/instellen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",  # the key has dashes of its own
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/ingesteld/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
]

factor = [
    path("", second_factors, name="mfa_index"),
    path("verder/", go_on, name="mfa_go_on"),
    path("inloggen/", mfa.authenticate, name="mfa_authenticate"),
    path("bevestigen/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/weghalen/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("herstelcodes/", readable(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "herstelcodes/nieuw/",
        readable(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("sleutels/", second_factors, name="mfa_list_webauthn"),
    path("sleutels/toevoegen/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("sleutels/bevestigen/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("sleutels/<int:pk>/weghalen/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]

api_v1 = [
    path("", include("brunssum.core.api.urls")),
    path("", include("monitor.api.urls")),
    path("", include("inspanningen.api.urls")),
    path("", include("ambassadeurs.api.urls")),
    path("", include("casuistiek.api.urls")),
    path("", include("reisverslag.api.urls")),
]

urlpatterns = [
    path("", start, name="start"),
    path("sinds-vorig-bezoek/", sinds_vorig_bezoek, name="sinds_vorig_bezoek"),
    path("", include("brunssum.core.urls")),
    path("account/", include(accounts)),
    path("account/tweede-factor/", include(factor)),
    path("draad/", include("brunssum.draad.urls")),
    path("programma/", include("inspanningen.urls.programma")),
    path("programma/wijkplannen/", include("inspanningen.urls.wijkplannen")),
    path("inspanningen/", include("inspanningen.urls")),
    path("monitor/", include("monitor.urls")),
    path("ambassadeurs/", include("ambassadeurs.urls")),
    path("casussen/", include("casuistiek.urls")),
    path("leren/", include("casuistiek.knelpunt_urls")),
    path("leren/leerpunten/", include("inspanningen.urls.leerpunten")),
    path("leren/lerend-netwerk/", include("inspanningen.urls.lerend_netwerk")),
    path("reisverslagen/", include("reisverslag.urls")),
    path("bladen/", include("reisverslag.urls.bladen")),
    path("openbaar/", include("brunssum.openbaar.urls")),
    path("sitemap.xml", openbaar.sitemap, name="sitemap"),
    path("robots.txt", openbaar.robots, name="robots"),
    path("api", openbaar.to_api_documentatie, name="api"),
    path("api/", openbaar.api_documentatie, name="api_documentatie"),
    path("oauth/token", ClientTokenView.as_view(), name="token"),
    path("api/v1/", include((api_v1, "api"))),
    re_path(r"^api/", not_found),
]
