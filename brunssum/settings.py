"""All settings, for every place Kanarie runs. Values come from the environment, through env.py alone."""

from celery.schedules import crontab
from csp.constants import NONE, SELF

from brunssum import env

BASE_DIR = env.ROOT
DATA_DIR = env.folder("DATA_DIR", "data")

DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", False)
HTTPS = env.flag("HTTPS", True)
SECRET_KEY = env.secret_key("SECRET_KEY", DATA_DIR)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Names in casussen, and second factors: the first key encrypts, all of them decrypt (brunssum/core/versleuteling.py).
BETROKKENE_KEYS = env.keys("BETROKKENE_KEYS") or [SECRET_KEY, *SECRET_KEY_FALLBACKS]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and not host.startswith("*")]

# Who uses it: shown in the head of every page and on the cover of every report.
PROGRAMMA_NAAM = env.text("PROGRAMMA_NAAM", "Programma Brunssum Noord en Oost")
GEMEENTE_NAAM = env.text("GEMEENTE_NAAM", "Gemeente Brunssum")
GEMEENTE_CODE = env.gemeentecode("GEMEENTE_CODE", "GM0899")
OIN = env.oin("OIN")  # of the municipality; it stands in what partners' systems are sent
CONTACT_EMAIL = env.email("CONTACT_EMAIL", "kanarie@example.org")
# How long adopted documents are kept: B(lijvend), or V(ernietigen) after so many years. The archivist confirms it.
ARCHIEF_WAARDERING = env.choice("ARCHIEF_WAARDERING", "B", ("B", "V"))
ARCHIEF_BEWAARJAREN = env.number("ARCHIEF_BEWAARJAREN", 20)
SITE_URL = env.url("SITE_URL", "http://localhost:8000", schemes=("https", "http"))

INSTALLED_APPS = [
    "brunssum.core",
    "monitor",
    "inspanningen",
    "ambassadeurs",
    "casuistiek",
    "reisverslag",
    *(["brunssum.demo"] if DEMO else []),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "oauth2_provider",
]

MIDDLEWARE = [
    "brunssum.core.middleware.answer_probes",
    "brunssum.core.middleware.look_behind_the_proxy",
    "brunssum.core.middleware.refuse_what_pages_do_not_use",
    "brunssum.core.middleware.answer_errors_of_the_api",
    "brunssum.openbaar.middleware.forget_who_reads_public_pages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "brunssum.core.middleware.AskToLogIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "brunssum.core.middleware.ask_for_a_second_factor",
    "brunssum.core.middleware.keep_private_pages_out_of_caches",
    "brunssum.core.middleware.clear_the_browser_after_logout",
]

ROOT_URLCONF = "brunssum.urls"
WSGI_APPLICATION = "brunssum.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "brunssum.navigation.context",
                *(["brunssum.demo.context.demo_logins"] if DEMO else []),
            ],
            "builtins": ["brunssum.core.templatetags.kanarie"],
        },
    },
]
FORM_RENDERER = "brunssum.core.forms.FormRenderer"

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and passwords
AUTH_USER_MODEL = "core.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "brunssum.core.accounts.Backend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "brunssum.core.accounts.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "brunssum.core.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
# The apps of which no page is shown to someone who gave only a password. None in the demo: its passwords are known.
TWEEDE_FACTOR_VOOR = () if DEMO else ("casuistiek",)
MFA_ADAPTER = "brunssum.core.tweede_factor.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "brunssum.core.forms.tweede_factor.ActivateTOTPForm",
    "add_webauthn": "brunssum.core.forms.tweede_factor.AddWebAuthnForm",
    "authenticate": "brunssum.core.forms.tweede_factor.AuthenticateForm",
    "reauthenticate": "brunssum.core.forms.tweede_factor.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # on one's own machine, http://localhost
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Mail: to the terminal unless a server is set
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.email("DEFAULT_FROM_EMAIL", CONTACT_EMAIL)

# Language and numbers
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["brunssum.formats"]

# Files
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "monitor.plotly_bestand.PlotlyFinder",
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "bestanden", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAX_UPLOAD_MB = env.number("MAX_UPLOAD_MB", 10)

# Security headers; https itself is made by the proxy in front
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "brunssum.core.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# Counters of limits (logging in, the API), shared by all processes: in Redis, or else in files on this one machine.
REDIS_URL = env.url("REDIS_URL", schemes=("redis", "rediss"))
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kanarie",
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "tellers",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Background work. Without a broker: Celery's filesystem transport in the data folder.
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
# Berichten wait for systems of others: they have workers of their own, so that a slow one keeps no pdf or mail waiting.
CELERY_TASK_ROUTES = {"brunssum.core.webhooks.bezorgen.deliver_bericht": {"queue": "berichten"}}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "open taken oppakken": {
        "task": "brunssum.core.taken.pick_up_open_taken",
        "schedule": 30.0,
        "options": {"expires": 25},  # behind a long job one round is enough
    },
    "bronnen verversen": {
        "task": "monitor.tasks.ververs_bronnen",
        "schedule": crontab(hour=3, minute=15),
    },
    "bewaartermijnen": {
        "task": "casuistiek.tasks.bewaartermijnen",
        "schedule": crontab(hour=4, minute=0),
    },
    "inzagelog controleren": {
        "task": "casuistiek.tasks.controleer_inzagelog",
        "schedule": crontab(hour=3, minute=45),
    },
    "wijkplannen aanscherpen": {
        "task": "inspanningen.tasks.vraag_om_aanscherping",
        "schedule": crontab(hour=5, minute=15),
    },
    "vragen wat aan de beurt is": {
        "task": "inspanningen.tasks.vraag_wat_aan_de_beurt_is",
        "schedule": crontab(hour=5, minute=20),
    },
    "oordeelronde volgen": {
        "task": "inspanningen.tasks.oordeelronde_volgen",
        "schedule": crontab(hour=5, minute=30),
    },
    "raadsstukken volgen": {
        "task": "reisverslag.tasks.volg_raadsstukken",
        "schedule": crontab(hour=5, minute=40),
    },
    "herinneren aan actiepunten": {
        "task": "brunssum.core.tasks.herinner_actiepunten",
        "schedule": crontab(hour=5, minute=50),
    },
    "herinneren aan signalen": {
        "task": "casuistiek.tasks.herinner_signalen",
        "schedule": crontab(hour=5, minute=50),
    },
    "sleutels volgen": {
        "task": "brunssum.core.tasks.volg_sleutels",
        "schedule": crontab(hour=5, minute=55),
    },
    "meldingen mailen": {
        "task": "brunssum.core.tasks.mail_meldingen",
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 280},  # the next round does the same
    },
    "berichten bezorgen": {
        "task": "brunssum.core.webhooks.bezorgen.pick_up_berichten",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "opruimen": {"task": "brunssum.core.tasks.clean_up", "schedule": crontab(hour=3, minute=30)},
}
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
else:
    _queue = env.folder("QUEUE_DIR", str(DATA_DIR / "wachtrij"))
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue),
        "data_folder_out": str(_queue),
        "control_folder": str(_queue / "control"),
    }

# Statistical services that figures come from: monitor/cbs
CBS_ODATA4_URL = env.url("CBS_ODATA4_URL", "https://datasets.cbs.nl/odata/v1", schemes=("https", "http"))
CBS_ODATA3_URL = env.url("CBS_ODATA3_URL", "https://opendata.cbs.nl", schemes=("https", "http"))
CBS_DERDEN_URL = env.url("CBS_DERDEN_URL", "https://dataderden.cbs.nl", schemes=("https", "http"))

# The partner API
API_RATE = env.number("API_RATE", 600)  # requests per minute for each client
API_TOKEN_RATE = 30  # token requests per minute from one address
# Signalen each organisation may give on one day: a system that goes on and on must not bury those who handle them.
SIGNALEN_PER_DAG = env.number("SIGNALEN_PER_DAG", 100)
# Names of partners' systems that may get webhooks on an address that is not on the internet, or on another port.
WEBHOOK_ALLOWED_HOSTS = [host.lower() for host in env.words("WEBHOOK_ALLOWED_HOSTS")]
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["brunssum.core.api.access.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["brunssum.core.api.access.ClientMayCall"],
    "DEFAULT_RENDERER_CLASSES": ["brunssum.core.api.json_antwoord.JsonRenderer"],
    "DEFAULT_PARSER_CLASSES": ["brunssum.core.api.body.JsonParser"],
    "DEFAULT_PAGINATION_CLASS": "brunssum.core.api.paging.CursorPagination",
    "DEFAULT_SCHEMA_CLASS": "brunssum.core.api.schema.Schema",
    "EXCEPTION_HANDLER": "brunssum.core.api.problems.problem_for",
    "URL_FORMAT_OVERRIDE": None,
}
OAUTH2_PROVIDER_APPLICATION_MODEL = "core.ApiClient"
OAUTH2_PROVIDER = {
    "OAUTH2_SERVER_CLASS": "oauthlib.oauth2.BackendApplicationServer",  # client credentials and nothing else
    "OAUTH2_VALIDATOR_CLASS": "brunssum.core.api.access.ClientValidator",
    "SCOPES_BACKEND_CLASS": "brunssum.core.api.access.ClientScopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": 3600,
    # RFC 9700. The token is stored as a hash, and never accepted from an address.
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    # The rest of it is about ways in that the server class above does not offer.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "COMPONENT_SPLIT_PATCH": False,
    "TITLE": "Kanarie API",
    "VERSION": "1.2.0",  # also in docs/api-wijzigingen.md, which says what changed
    "DESCRIPTION": (
        "Met deze API leest uw systeem wat het programma doet en meet, geeft het een signaal door over een bewoner die "
        "vastloopt, en meldt het hoe het gaat met uw deel van een inspanning. De API is voor partnerorganisaties. Hoe u "
        f"begint, staat op {SITE_URL}/api/."
    ),
    "CONTACT": {"name": f"Team Kanarie, {GEMEENTE_NAAM}", "email": CONTACT_EMAIL, "url": SITE_URL},
    "LICENSE": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    "EXTERNAL_DOCS": {"url": f"{SITE_URL}/api/", "description": "Uitleg, voorbeelden en uitproberen"},
    "SERVERS": [{"url": f"{SITE_URL}/api/v1", "description": "Deze omgeving"}],
    "TAGS": [
        {
            "name": "Inspanningen",
            "description": "Wat de gemeente en haar partners doen om een doel te bereiken.",
        },
        {
            "name": "Voortgang",
            "description": "Wat uw organisatie over haar deel van een inspanning meldt, en wat ervan komt.",
        },
        {
            "name": "Signalen",
            "description": "Een bewoner die vastloopt: u geeft het door, en volgt wat de gemeente ermee doet.",
        },
        {"name": "Mijlpalen", "description": "De planning: wat is wanneer klaar."},
        {"name": "Doelstellingen", "description": "Wat het programma wil bereiken."},
        {"name": "Organisaties", "description": "Wie er met het programma te maken heeft."},
        {"name": "Thema's", "description": "Waar indicatoren, verhalen en doelstellingen over gaan."},
        {"name": "Indicatoren", "description": "Wat het programma meet."},
        {"name": "Waarnemingen", "description": "De cijfers: één per indicator, gebied en periode."},
        {"name": "Gebieden", "description": "Waar inspanningen en cijfers over gaan."},
        {"name": "Verhalen", "description": "Wat mensen vertelden, naast de cijfers."},
        {"name": "Knelpunten", "description": "Waar regels en instanties langs elkaar heen werken."},
        {"name": "Leerpunten", "description": "Wat wij leerden, en wat er daarna veranderde."},
        {"name": "Reflecties", "description": "Wat uw organisatie ons meegeeft, en wat wij ermee doen."},
        {"name": "Bijeenkomsten", "description": "Wanneer partners en anderen bij elkaar komen."},
        {"name": "Reisverslagen", "description": "Het verhaal van een periode, met de pdf."},
        {
            "name": "Webhooks",
            "description": "Horen wat er gebeurt, zonder steeds te vragen; en zien of het aankwam.",
        },
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": ["brunssum.core.api.schema.complete_schema"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {
        "handlers": ["terminal"],
        "level": env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "weasyprint": {"level": "ERROR"},  # it warns of css that is for screens
    },
}
