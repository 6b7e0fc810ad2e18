"""An officer while it is read: which words of a value are the name, the title, the department, the number."""

import re
from dataclasses import dataclass, field

from jikim.document import Spot
from jikim.reader.facts import Officer
from jikim.reader.labelled import Value, label_of
from jikim.reader.letters import single
from jikim.reader.officer_words import (
    EMAIL,
    FIELDS,
    PHONE,
    filled,
    is_company,
    is_department,
    is_title,
    name_and_title,
    role_in,
)

_BESIDE = re.compile(r"\s*[(（][^()（）]{0,60}(?:담당자|\d{3,4}-\d{4}|@)[^()（）]{0,60}[)）]$")
"""Somebody of a department, in brackets behind it."""


@dataclass(slots=True)
class Person:
    """An officer while it is read; `raw` are the fields as printed, for the questions."""

    role: str
    role_text: str
    spot: Spot
    fields: dict[str, str] = field(default_factory=dict)
    raw: dict[str, Value] = field(default_factory=dict)

    def take(self, name: str, value: Value) -> None:
        """Take a value under a label; a label may hold more than it says."""
        self.raw.setdefault(name, value)
        text = filled(value.text)
        if name in ("phone", "email", "fax"):
            self._contact(value, name)
        elif text is None or (label_of(text, FIELDS) and name != "place"):
            return
        elif name in ("name", "person"):
            person, title, dept = name_and_title(text)
            self._set(name=person, title=title, dept=dept if dept and not is_company(dept) else None)
        elif name == "title" or (name == "place" and is_title(text)):
            self._set(title=None if role_in(text) else text)
        elif is_title(text) and "name" in self.fields:
            self._set(title=text)
        elif not is_company(text := _BESIDE.sub("", text)) or is_department(text):
            self._set(**({"title": text} if is_title(text) and name == "place" else {"dept": text}))

    def _contact(self, value: Value, name: str) -> None:
        mail = EMAIL.search(value.text)
        numbers = [single(one[0]) for one in PHONE.finditer(value.text)]
        fax = re.search(r"(?:팩스|FAX)[^0-9]{0,8}([0-9-]{8,14})", value.text, re.IGNORECASE)
        left = [one for one in numbers if not (fax and one == fax[1])]
        self._set(email=mail[0] if mail else None, fax=fax[1] if fax else None)
        if name == "fax":
            self._set(fax=left[0] if left else None)
        elif left:
            self._set(phone=left[0], fax=left[1] if len(left) > 1 and left[1] != left[0] else None)

    def _set(self, **values: str | None) -> None:
        for name, value in values.items():
            if value is not None:
                self.fields.setdefault(name, value)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said of anybody."""
        return not self.fields

    def officer(self) -> Officer:
        """The fact; a rank that stands where the department stands is the title of a person who is named."""
        dept = self.fields.get("dept")
        if dept and is_title(dept) and "name" in self.fields and "title" not in self.fields:
            self.fields["title"] = self.fields.pop("dept")
        return Officer(self.role, self.role_text, self.spot, **self.fields)
