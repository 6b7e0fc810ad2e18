"""Every setting, read once and then frozen: `jikim.toml`, then the environment, then flags; the last one wins.

    service = "shop"                    # whose vault it is: the id of the service in its policy
    language = "ko"
    [vault]
    folder = "vault"                    # live.db, separate.db, keys.db, ledger.db and kek.key stand here
    live = "postgresql://..."           # or each place by URL; see docs/postgresql.md
    [key]
    file = "vault/kek.key"              # or the environment variable JIKIM_KEY, which is weaker

Paths in the file start from its own folder. Secrets belong into the environment (`JIKIM_LIVE`, `JIKIM_SEPARATE`,
`JIKIM_KEYS`, `JIKIM_LEDGER`, `JIKIM_KEY`), not into the file.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jikim.errors import OperatorError
from jikim.messages import Language, msg

FILE = "jikim.toml"
_PLACES = ("live", "separate", "keys", "ledger")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the vault is, where its key is, and in which language to speak. repr shows no address and no key."""

    folder: Path
    key_file: Path
    language: Language
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    key: str | None = field(default=None, repr=False)
    service: str = ""


def read_settings(
    environment: Mapping[str, str], flags: Mapping[str, str | None] | None = None, file: Path | None = None
) -> Settings:
    """Return the settings; `flags` (folder, key_file, language) come last. Raises OperatorError for a bad file."""
    source = file or Path(environment.get("JIKIM_SETTINGS", FILE))
    written, here = _read(source, required=file is not None), source.parent
    chosen = {name: value for name, value in (flags or {}).items() if value}
    vault, key = _table(written, "vault"), _table(written, "key")
    folder = Path(chosen.get("folder") or environment.get("JIKIM_VAULT") or here / vault.get("folder", "vault"))
    named = chosen.get("key_file") or environment.get("JIKIM_KEY_FILE")
    key_file = Path(named) if named else here / key["file"] if key.get("file") else folder / "kek.key"
    addresses = {place: environment.get(f"JIKIM_{place.upper()}") or vault.get(place) for place in _PLACES}
    language = chosen.get("language") or environment.get("JIKIM_LANGUAGE") or str(written.get("language", "ko"))
    return Settings(
        folder=folder,
        key_file=key_file,
        language=_language(language),
        addresses={place: address for place, address in addresses.items() if address},
        key=environment.get("JIKIM_KEY"),
        service=environment.get("JIKIM_SERVICE") or str(written.get("service", "")),
    )


def _read(file: Path, *, required: bool) -> Mapping[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if not required:
            return {}
        raise OperatorError(
            msg("there is no settings file '{file}'", file=file.name),
            msg("it was named on the command line"),
            msg("name the right one, or leave it out"))  from None  # fmt: skip
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OperatorError(
            msg("the settings file '{file}' cannot be read: {error}", file=file.name, error=error),
            msg("settings are TOML in UTF-8"),
            msg("mend the line named"))  from None  # fmt: skip


def _table(written: Mapping[str, object], name: str) -> Mapping[str, str]:
    table = written.get(name, {})
    return {key: str(value) for key, value in table.items()} if isinstance(table, dict) else {}


def _language(text: str) -> Language:
    try:
        return Language(text)
    except ValueError:
        raise OperatorError(
            msg("'{text}' is no language this program speaks", text=text),
            msg("it speaks Korean and English"),
            msg("write ko or en")) from None  # fmt: skip
