"""Names of purposes that many policies share, run together with the first purpose: `회원 관리 본인 확인, 상담`."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from jikim.reader.letters import letters

_GOES_ON = re.compile(r"^\s*(?:[:：]|및|또는|등|와|과|의|에|을|를|은|는|자|용|,|·|/|[(（])")
_FARTHEST = 60


@cache
def _names() -> re.Pattern[str]:
    listed: list[str] = tomllib.loads(files("jikim.reader").joinpath("purpose_names.toml").read_text("utf-8"))["names"]
    return re.compile("|".join(listed))


def end_of_name(text: str) -> int:
    """Return where the name ends that a text begins with; 0 where it begins with none, or lists nothing behind it.

    >>> end_of_name("회원 관리 본인 확인, 상담"), end_of_name("회원 관리 및 상담, 안내"), end_of_name("회원 관리")
    (5, 0, 0)
    """
    if "," not in text:
        return 0
    found = [at for at in range(4, min(len(text), _FARTHEST)) if _names().fullmatch(letters(text[:at]))]
    ends = [at for at in found if text[at - 1].isalnum()]
    return ends[-1] if ends and not _GOES_ON.match(text[ends[-1] :]) else 0
