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

Where a connected database is stands in data.yaml, or on the command line; what it leads to is read here as well.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jikim.errors import OperatorError
from jikim.messages import Language, msg

FILE = "jikim.toml"
_PLACES = ("live", "separate", "keys", "ledger")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_SECRET = re.compile(r"://.*:.*@|[?&;][^=&;]*(?:pass|pwd|secret|token|key)[^=&;]*=", re.IGNORECASE | re.DOTALL)
_LONGEST_ADDRESS = 4096


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


def database_address(written: str, environment: Mapping[str, str], folder: Path) -> str:
    """Return the URL that `written` leads to: `env:NAME`, the first line of `file:PATH`, or a URL without a password.

    A path starts from `folder`. Raises OperatorError, which never repeats an address, or OSError for the file.
    """
    kind, _, name = written.partition(":")
    if kind == "env":
        return _from_variable(name, environment)
    if kind == "file":
        return _from_file(folder / name)
    return _without_secret(written)


def _without_secret(written: str) -> str:
    if _SECRET.search(written):
        raise OperatorError(
            msg("a password stands in the address of the database"),
            msg("others on this machine see it in the list of processes, and the shell keeps it in its history"),
            msg("put the address into an environment variable and write `env:NAME`, or into a file and write "
                "`file:PATH`; then change the password"))  # fmt: skip
    if re.search(r"\s", written):
        raise OperatorError(
            msg("a blank stands in the address of the database"),
            msg("an address in data.yaml has none"),
            msg("put the address into an environment variable and write `env:NAME`, or into a file and write "
                "`file:PATH`"))  # fmt: skip
    return written


def _from_variable(name: str, environment: Mapping[str, str]) -> str:
    if not _VARIABLE.fullmatch(name):
        raise OperatorError(
            msg("what follows 'env:' is not the name of an environment variable"),
            msg("a name has letters, digits and _"),
            msg("write it as `env:SHOP_DB`"))  # fmt: skip
    found = environment.get(name, "").strip()
    if not found:
        raise OperatorError(
            msg("the environment variable '{name}' is not set", name=name),
            msg("the address of the database is read from it"),
            msg("set it for this command: postgresql://user:password@host/database"))  # fmt: skip
    return found


def _from_file(path: Path) -> str:
    with path.open("rb") as file:
        line = file.readline(_LONGEST_ADDRESS + 1)
    try:
        found = line.decode().strip()
    except UnicodeDecodeError:
        found = ""
    if not found or len(line) > _LONGEST_ADDRESS:
        raise OperatorError(
            msg("no address of a database stands in '{file}'", file=path.name),
            msg("its first line must be the address, in UTF-8"),
            msg("write it there: postgresql://user:password@host/database"))  # fmt: skip
    return found


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
