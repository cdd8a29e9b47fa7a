"""Every setting of the system. What an operator may change is read from the environment; docs/handbook/settings.md lists it."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from safeconduct.config.env import database, env_bool, env_choice, env_int, env_list, env_str, given_secret, pairs_of, secret, two_or_none
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.policies import with_static_policy

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(env_str("SAFECONDUCT_VAR", str(ROOT / "var")))

SECRET_KEY = secret("SAFECONDUCT_SECRET_KEY", kept_in=VAR / "secret_key")
DEBUG = False
ALLOWED_HOSTS = env_list("SAFECONDUCT_HOSTS", "localhost,127.0.0.1,[::1]")
# Set to yes behind a proxy that speaks TLS; cookies then travel over TLS only.
BEHIND_TLS = env_bool("SAFECONDUCT_BEHIND_TLS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "safeconduct.kit",
    "safeconduct.theme",
    "safeconduct.audit",
    "safeconduct.people",
    "safeconduct.vault",
    "safeconduct.outbox",
    "safeconduct.watch",
    "safeconduct.signing",
    "safeconduct.crises",
    "safeconduct.evidence",
    "safeconduct.advocacy",
    "safeconduct.publications",
    "safeconduct.released",
    "safeconduct.intake",
    "safeconduct.petitions",
    "safeconduct.placement",
    "safeconduct.fund",
    "safeconduct.casework",
    "safeconduct.api",
    "safeconduct.public",
    "safeconduct.desk",
    "safeconduct.cli",
    "safeconduct.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside whatever may refuse a request before any view is asked: the policy is on every page, those of refusals too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "safeconduct.public.middleware.WholePageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safeconduct.people.middleware.MemberMiddleware",
    "safeconduct.kit.doors.DoorMiddleware",
]

ROOT_URLCONF = "safeconduct.config.urls"
WSGI_APPLICATION = "safeconduct.config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "safeconduct.theme.context.page",
                "safeconduct.desk.context.navigation",
            ],
        },
    },
]
FORM_RENDERER = "safeconduct.theme.forms.Renderer"

DATABASES = {
    "default": database(env_str("SAFECONDUCT_DATABASE_URL"), default_file=VAR / "safeconduct.sqlite3"),
    # Requests for help. The process that takes them in opens this one and never the other.
    "intake": database(env_str("SAFECONDUCT_INTAKE_DATABASE_URL"), default_file=VAR / "intake.sqlite3"),
    # Signatures of petitions: a surge of them and the desk never wait for each other.
    "signing": database(env_str("SAFECONDUCT_SIGNING_DATABASE_URL"), default_file=VAR / "signing.sqlite3"),
}
DATABASE_ROUTERS = ["safeconduct.config.router.ApartRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ATOMIC_REQUESTS = False

# Sessions live in a signed cookie: no session rows, nothing to seize.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 60 * 60  # left alone for an hour, it is over; people/middleware.py ends it after eight whatever happens
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_AGE = None  # gone with the browser's session: a cookie of a year would tell whoever takes the computer
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env_list("SAFECONDUCT_ORIGINS")
CSRF_FAILURE_VIEW = "safeconduct.public.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

AUTH_USER_MODEL = "people.Member"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/desk/sign-in/"

SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing is told to other sites; with "no-referrer" browsers would send our own forms as coming from nowhere.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if BEHIND_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
# Pages that handle keys have a stricter policy of their own, see kit/policies.py.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = PUBLIC_LANGUAGES
LOCALE_PATHS = [ROOT / "safeconduct" / "locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
WHITENOISE_ADD_HEADERS_FUNCTION = with_static_policy
STATIC_ROOT = env_str("SAFECONDUCT_STATIC", str(ROOT / "build" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "safeconduct.kit.statics.PackedStorage"},
}
MEDIA_ROOT = VAR / "captures"  # captured bytes; never served as they are
SEALED_ROOT = VAR / "sealed"  # sealed files of vaults
HANDOVER_ROOT = VAR / "handovers"  # sealed packages until their addressees fetch them
INTAKE_FILES = VAR / "intake-files"  # sealed files that came with requests for help
# What makes a code of eight words lead to another box at another installation; changing it shuts every box.
INSTANCE_ID = env_str("SAFECONDUCT_INSTANCE", "safeconduct")
# Where people who ask for help reach the intake's pages; linked from the public pages.
INTAKE_ADDRESS = env_str("SAFECONDUCT_INTAKE_ADDRESS")
# Keys of campaigns, mail that waits in the demonstration: a folder in memory, never on a disk. Empty: one below /dev/shm that is ours.
SIGNING_RAM = env_str("SAFECONDUCT_SIGNING_RAM")
# Proxies in front of us (addresses or networks): what they say of where a visitor comes from is believed, of nobody else. A program on
# this machine that says nothing (an onion service, a proxy without the header) leaves us without an address, and nobody is limited by one.
TRUSTED_PROXIES = env_list("SAFECONDUCT_TRUSTED_PROXIES", "127.0.0.1,::1")
# What our counts are signed with, so that partners who show them know that they are ours; machines of one installation share it.
COUNT_KEY = secret("SAFECONDUCT_COUNT_KEY", kept_in=VAR / "count_key")
# By what a payment is known again in another bank file. Not in the database: whoever holds that alone cannot try numbers of givers.
FUND_KEY = secret("SAFECONDUCT_FUND_KEY", kept_in=VAR / "fund_key")
# Webhooks and partners' counts may then be asked for at this machine, without encryption: in a demonstration, never elsewhere.
CALLS_THIS_MACHINE = env_bool("SAFECONDUCT_CALLS_THIS_MACHINE")
# A cache that readers share (a CDN, a caching proxy) stands in front: petition pages then go out without a ticket, the same to everybody.
SHARED_CACHE = env_bool("SAFECONDUCT_SHARED_CACHE")
# Confirmation mails that go out in a minute at most; the page says from it how long a mail may take.
SIGNING_MAILS_A_MINUTE = env_int("SAFECONDUCT_SIGNING_MAILS_A_MINUTE", 600)
LARGEST_SEALED_FILE = env_int("SAFECONDUCT_LARGEST_SEALED_FILE_MB", 500) * 1024 * 1024
# Outgoing mail. Without a host, messages are written as files into the folder, which is how the demonstration shows them.
MAIL_HOST = env_str("SAFECONDUCT_MAIL_HOST")
MAIL_PORT = env_int("SAFECONDUCT_MAIL_PORT", 587)
MAIL_USER = env_str("SAFECONDUCT_MAIL_USER")
MAIL_PASSWORD = given_secret("SAFECONDUCT_MAIL_PASSWORD")
MAIL_SECURITY = env_choice("SAFECONDUCT_MAIL_SECURITY", ("starttls", "tls", "none"))  # none: on this machine alone
MAIL_DOMAIN = env_str("SAFECONDUCT_MAIL_DOMAIN", "localhost.invalid")  # reply addresses are letter+TOKEN@ this
MAIL_FOLDER = VAR / "mail"  # sent/ where there is no host; incoming/ is a Maildir that is read
# Where this installation is reached, printed on letters and in mail: https://desk.example.
PUBLIC_ADDRESS = env_str("SAFECONDUCT_PUBLIC_ADDRESS", "http://127.0.0.1:8000")
# What the second watcher shows to be given the timers of the next day. Empty: there is no second watcher, and the desk says so.
WATCH_TOKEN = given_secret("SAFECONDUCT_WATCH_TOKEN")
# Duty telephones are rung through their makers' push services. Off unless set; no key is made then, and nobody is called.
WEB_PUSH_KEY = secret("SAFECONDUCT_WEB_PUSH_KEY", kept_in=VAR / "web_push_key") if env_bool("SAFECONDUCT_WEB_PUSH") else ""
# Who is told what became of a ring.
PUSH_HEARERS = ["safeconduct.watch.actions.note_push.note_push"]
# The two who hold half a key each, and what is shown to them: address=token, twice. None: other organisations cannot be asked.
KEYHOLDERS = two_or_none("SAFECONDUCT_KEYHOLDERS", pairs_of("SAFECONDUCT_KEYHOLDERS", given_secret("SAFECONDUCT_KEYHOLDERS")))
# Who looks at mail that came back before the outbox keeps it; what one of them takes, nobody keeps.
MAIL_TAKERS = ["safeconduct.signing.actions.note_bounce.take_returned"]
FILE_UPLOAD_HANDLERS = [
    "safeconduct.kit.uploads.StopsAtLimit",
    "safeconduct.kit.uploads.OnlyInMemory",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
# Evidence uploads may touch the disk on their way (they are kept anyway); sealed requests never will.
FILE_UPLOAD_TEMP_DIR = VAR / "tmp"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # text fields of a form, pasted pages included
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
# The largest single file that is taken in, in bytes.
LARGEST_CAPTURE = env_int("SAFECONDUCT_LARGEST_CAPTURE_MB", 50) * 1024 * 1024
# The largest list of signers that is brought in through the desk, in bytes; it lies in memory meanwhile.
LARGEST_IMPORT = env_int("SAFECONDUCT_LARGEST_IMPORT_MB", 40) * 1024 * 1024

# Holds the counts of wrong passphrases: a few hundred made-up names must not push the real ones out.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}},
}

PRODUCT_NAME = _("Safeconduct")

# Nothing about a request is logged but the kind of failure and the place in our code: no address, no path, no agent, no value.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"kind and place": {"()": "safeconduct.kit.logs.KindAndPlace"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "kind and place"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Named, so that Django's own handlers, one of which sends mail, are taken off them.
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
