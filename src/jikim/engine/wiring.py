"""Settings -> a running service: the only file that chooses implementations."""

import os
from collections.abc import Mapping
from pathlib import Path

from jikim.engine.running import Running
from jikim.errors import OperatorError
from jikim.keeper import KeyEncryption, create_key_file, from_environment, load_key_file
from jikim.law import catalogue, holidays
from jikim.messages import msg
from jikim.period import Calendar
from jikim.settings import Settings
from jikim.vault import file_addresses, open_vault


def open_running(
    settings: Settings, service: str, actor: str, *, create: bool = False, durable: bool = True
) -> Running:
    """Open the vault of a service; `create` makes the folder and the key file of a new one."""
    addresses = _addresses(settings, create=create)
    encryption = _encryption(settings, create=create)
    vault = open_vault(service, addresses, encryption, lambda: _encryption(settings, create=False), durable=durable)
    return Running(vault, Calendar(holidays()), catalogue(), actor)


def _encryption(settings: Settings, *, create: bool) -> KeyEncryption:
    if settings.key is not None:
        return from_environment(settings.key)
    if create and not settings.key_file.exists():
        settings.key_file.parent.mkdir(parents=True, exist_ok=True)
        create_key_file(settings.key_file)
    return load_key_file(settings.key_file)


def _addresses(settings: Settings, *, create: bool) -> Mapping[str, str | Path]:
    files = {name: path for name, path in file_addresses(settings.folder).items() if name not in settings.addresses}
    if create and files:
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = [path.name for path in files.values() if not path.exists()]
    if missing and not create:
        raise OperatorError(
            msg("the vault '{folder}' lacks: {files}", folder=settings.folder.name, files=", ".join(missing)),
            msg("an empty database in its place would look as though nobody had ever given anything"),
            msg("name the right folder, or restore the files from a backup; a new vault begins with `jikim init`"),
        )
    for name, path in files.items():
        _refuse_unwritable(name, path)
    return {**files, **settings.addresses}


def _refuse_unwritable(name: str, path: Path) -> None:
    """Refuse a file before SQLite opens it: what SQLite lays beside one that it may only read stays in the way."""
    beside = (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))
    if any(each.exists() and not os.access(each, os.W_OK) for each in beside) or not os.access(path.parent, os.W_OK):
        raise OperatorError(
            msg("database '{name}' cannot be used", name=name),
            msg("it cannot be written to"),
            msg("give the user of this command write access to it, to its folder and to what stands beside it"),
        )
