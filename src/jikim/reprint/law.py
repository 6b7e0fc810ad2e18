"""Articles as a published document cites them, and the names by which a policy names the law."""

from functools import cache

from jikim.law import catalogue, normal
from jikim.messages import Language
from jikim.reprint.spoken import Spoken


def grounds(spoken: Spoken) -> dict[str, str]:
    """Return the names of statutory grounds by their citation as it is compared."""
    return _grounds(spoken.language)


@cache
def _grounds(language: Language) -> dict[str, str]:
    law = catalogue()
    cite = law.cite if language is Language.ENGLISH else law.cite_in_korean
    found: dict[str, str] = {}
    for name, ground in law.grounds().items():
        found.setdefault(normal(cite(ground)), name)
    return found


def provisions(spoken: Spoken) -> dict[str, tuple[str, ...]]:
    """Return the names of periods that a law sets, by their citation as it is compared."""
    return _provisions(spoken.language)


@cache
def _provisions(language: Language) -> dict[str, tuple[str, ...]]:
    law = catalogue()
    cite = law.cite if language is Language.ENGLISH else law.cite_in_korean
    found: dict[str, tuple[str, ...]] = {}
    for each in law.retentions():
        key = normal(cite(each.fact))
        found[key] = (*found.get(key, ()), each.alias)
    return found
