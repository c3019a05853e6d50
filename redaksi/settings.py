"""The one settings file. Every value has a safe default; the environment overrides; docs/settings.md explains each."""

import logging
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from redaksi.lib import environment, keys, logs, policy
from redaksi.lib.home import Home

PACKAGE = Path(__file__).resolve().parent
HOME = Home.of_this_installation()

env = environ.Env()
REDIS_URL = env("REDIS_URL", default="")

# Security ---------------------------------------------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY", default="") or keys.secret_key(HOME.keys)
DEBUG = environment.flag(env("REDAKSI_DEBUG", default=env("DEBUG", default="")))
SITE_URL = environment.site_url(env("SITE_URL", default="http://127.0.0.1:8000"))
BEHIND_TLS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[SITE_URL.split("//")[1].split(":")[0], "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES", env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"]))
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CSP = policy.compose("site", *env.list("CSP_PARTS", default=[]))
DESK_CSP = policy.compose("admin")
PREVIEW_CSP = policy.compose("site", "framed", *env.list("CSP_PARTS", default=[]))

# Applications -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "redaksi.front",
    "redaksi.desk",
    "redaksi.wire",
    "redaksi.archive",
    "redaksi.press",
    "redaksi.audience",
    "redaksi.stories",
    "redaksi.staff",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",  # only its scripts: the table block stands in every story form
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "redaksi.desk.apps.PeopleConfig",  # wagtail.users, with our forms
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "django_structlog",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "redaksi.press.middleware.for_everybody",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "redaksi.desk.middleware.desk_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "redaksi.desk.middleware.refusals_are_told",
    "redaksi.desk.middleware.parcels_are_opened",
    "redaksi.front.old_addresses.old_addresses",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "redaksi.urls"
WSGI_APPLICATION = "redaksi.cli.wsgi.application"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the desk previews stories in a frame; readers' pages forbid it by policy

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# What it stores ---------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{HOME.database}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000; PRAGMA journal_size_limit=67108864;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = 600
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by all processes: the log-in throttle counts in it.
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(HOME.cache)}
    ),
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Proofs of identity that come with a right of reply: encrypted, deleted with the case. The first key writes, all of them read.
PAPERS_FOLDER = str(HOME.papers)
PAPERS_KEYS: list[str] = env.list("PAPERS_KEYS", default=[]) or [keys.papers_key(HOME.keys)]

# Photos that are still on their way to the desk: never longer than a day, nor backed up.
PARCELS_FOLDER = str(HOME.parcels)

# What the sizes of photographs may take of the disk.
RENDITIONS_MAX_MB = env.int("RENDITIONS_MAX_MB", default=20_000)

# Pages as they were last made, for the kiosk to hand out; with REDIS_URL they lie there.
PAGES_FOLDER = str(HOME.pages)

# Caches outside of the house that are told of changes: Wagtail's frontend_cache, as JSON. None until one is named.
WAGTAILFRONTENDCACHE = env.json("FRONTEND_CACHE", default={})

# What browsers tell of readings, until the worker has counted it: never longer than a day.
READINGS_FOLDER = str(HOME.readings)
READINGS_KEPT_DAYS = env.int("READINGS_KEPT_DAYS", default=730)

# Whom we tell at once what is new or gone: none until named.
WEBSUB_HUBS: list[str] = env.list("WEBSUB_HUBS", default=[])
INDEXNOW_KEY = environment.indexnow_key(env("INDEXNOW_KEY", default=""))
INDEXNOW_URL = env("INDEXNOW_URL", default="https://api.indexnow.org/indexnow")

# Where stories are found; all of it is made from the database.
ARCHIVE_ENGINE = environment.one_of("ARCHIVE_ENGINE", env("ARCHIVE_ENGINE", default="tantivy"), "tantivy", "opensearch")
ARCHIVE_FOLDER = str(HOME.archive)
OPENSEARCH_URL = env("OPENSEARCH_URL", default="http://127.0.0.1:9200")

LOOK_UP_LINKS = environment.flag(env("LOOK_UP_LINKS", default=""))
# Hosts in private places from which pictures, feeds and pages may be fetched all the same.
FETCH_ALLOWED_HOSTS: list[str] = env.list("FETCH_ALLOWED_HOSTS", default=[])

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "redaksi.cli.static_storage.StaticFiles"},
}
STATIC_URL = "/static/"
STATIC_ROOT = str(HOME.static)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "redaksi.front.stylesheet.PaperFinder",  # one stylesheet, put together from one file a component
]
MEDIA_URL = "/media/"
MEDIA_ROOT = str(HOME.media)
WHITENOISE_MAX_AGE = 31_536_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # a long story is many fields of a form
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

# Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = environment.zone(env("TIME_ZONE", default="Asia/Jakarta"))  # WIB
USE_THOUSAND_SEPARATOR = True

# People -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "redaksi.desk.accounts.DeskAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the newsroom, which knows its people
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the kiosk, which passes on the reader's own address and no other
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_REAUTHENTICATION_REQUIRED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
MFA_TOTP_ISSUER = "Redaksi"

# Wagtail ----------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Redaksi"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_PAGE_MODEL = "wagtailcore.Page"  # read by the type checker's plugin
WAGTAILIMAGES_IMAGE_MODEL = "stories.Photo"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 128 * 1000 * 1000
WAGTAILIMAGES_IMAGE_FORM_BASE = "redaksi.desk.uploads.PhotoForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "redaksi.desk.uploads.AttachmentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "stories.Attachment"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # log-in and all that goes with it is allauth's
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = True
WAGTAILREDIRECTS_AUTO_CREATE = False  # a story's address never changes; a section's own rename is redirected by stories
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT, WAGTAIL_TIME_FORMAT = "%Y-%m-%d", "%Y-%m-%d %H:%M", "%H:%M"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # nothing is fetched from another host while a story is written

# Mail -------------------------------------------------------------------------------------------------------------
_mail = env.email_url("EMAIL_URL", default="consolemail://")
_smtp = {
    "host": _mail.get("EMAIL_HOST"),
    "port": _mail.get("EMAIL_PORT"),
    "username": _mail.get("EMAIL_HOST_USER"),
    "password": _mail.get("EMAIL_HOST_PASSWORD"),
    "use_tls": _mail.get("EMAIL_USE_TLS", False),
    "use_ssl": _mail.get("EMAIL_USE_SSL", False),
}
MAILERS = {
    "default": {
        "BACKEND": _mail["EMAIL_BACKEND"],
        "OPTIONS": _smtp if _mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend") else {},
    }
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default="redaksi@localhost")

# Readers' browsers know the paper by this key: another one, and all of them have to ask again.
PUSH_KEY = env("PUSH_KEY", default="") or keys.push_key(HOME.keys)

LETTERS_A_MINUTE = env.int("LETTERS_A_MINUTE", default=300)

# Logs -------------------------------------------------------------------------------------------------------------
logs.configure_structlog()
LOGGING = logs.to_stderr(
    environment.log_level(env("LOG_LEVEL", default="WARNING")), as_json=environment.flag(env("LOG_JSON", default=""))
)
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # what is read is nobody's business but the reader's
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # a request's end says it all
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
