"""Handed to a Django project's own Python, which is not ours: prints what its models say of their tables, as JSON.

Django is imported here and nowhere else, and not by us. What the project does in `django.setup()` it does as at every
start; but no connection to a database is opened, whoever asks: what wants one is told that there is none. Whatever the
project prints goes to the other output, so that ours holds the answer alone. Runs on Python 3.8 and Django 3.2.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from typing import Any

LANGUAGES = ("ko", "en")


def main() -> None:
    """Print the answer on the output that we were given."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    _refuse_queries()
    import_module("django").setup()
    apps, settings = import_module("django.apps").apps, import_module("django.conf").settings
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    answer = {
        "fields": [_field(model, field) for model in models for field in model._meta.local_concrete_fields],
        "people": _people(apps.get_model(settings.AUTH_USER_MODEL)),
    }
    json.dump(answer, out)
    out.close()


def _refuse_queries() -> None:
    wrapper = import_module("django.db.backends.base.base").BaseDatabaseWrapper
    refused = import_module("django.db.utils").OperationalError

    def ensure_connection(_: object) -> None:
        raise refused("no database is asked while models are looked at")

    wrapper.ensure_connection = wrapper.connect = ensure_connection


def _field(model: Any, field: Any) -> dict[str, object]:  # noqa: ANN401  (of Django, which we do not have)
    related = field.remote_field
    refers = None
    if related is not None and getattr(field, "target_field", None) is not None:
        refers = [_table(related.model), field.target_field.column]
    return {
        "table": _table(model),
        "column": field.column,
        "kinds": [kind.__name__ for kind in type(field).__mro__ if kind.__name__.endswith("Field")],
        "says": [text for text in _said(field.verbose_name) if text != field.name.replace("_", " ")],
        "help": _said(field.help_text),
        "refers": refers,
    }


def _people(model: Any) -> dict[str, object]:  # noqa: ANN401  (of Django)
    names = [getattr(model, name, None) for name in ("USERNAME_FIELD", "EMAIL_FIELD")]
    fields = {field.name: field for field in model._meta.local_concrete_fields}
    columns = [fields[name].column for name in names if name in fields]
    return {"table": _table(model), "key": model._meta.pk.column, "names": list(dict.fromkeys(columns))}


def _table(model: Any) -> str:  # noqa: ANN401  (of Django)
    return str(model._meta.db_table).replace('"', "")


def _said(text: object) -> list[str]:
    """Return a text in each language, for a lazy one is written out only when it is read."""
    translation = import_module("django.utils.translation")
    found: list[str] = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(text).strip())
    return [one for one in dict.fromkeys(found) if one]


if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    main()
