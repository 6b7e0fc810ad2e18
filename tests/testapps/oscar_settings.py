"""The settings of the shop: django-oscar as it comes, without pages, over the database named in TESTAPP_DATABASE.

Read by Django in the environment of `oscar.lock`, not in ours.
"""

import json
import os
import re
from pathlib import Path

import oscar
from oscar.defaults import *  # noqa: F403  (this is how Oscar's settings come)


def _applications() -> list[str]:
    """Return the configuration of each application of Oscar, in the order of their folders."""
    root = Path(oscar.__file__).parent
    found = []
    for path in sorted(root.glob("apps/**/apps.py")):
        *_, name = re.findall(r"^class (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)  # the last is whole
        found.append(".".join(("oscar", *path.relative_to(root).with_suffix("").parts, name)))
    return found


SECRET_KEY = "for tests only"
SITE_ID = 1
USE_TZ = True
TIME_ZONE = "Asia/Seoul"
LANGUAGE_CODE = "ko"
OSCAR_DEFAULT_CURRENCY = "KRW"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": json.loads(os.environ["TESTAPP_DATABASE"])}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
ROOT_URLCONF = __name__
urlpatterns: list[object] = []
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.flatpages",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sites",
    "oscar.config.Shop",
    *_applications(),
    "django_tables2",
    "haystack",
    "sorl.thumbnail",
    "treebeard",
    "widget_tweaks",
]
