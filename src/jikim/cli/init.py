"""`jikim init`: the settings, the vault with its key, and a policy to start from."""

import re
from importlib import resources
from pathlib import Path

import click

from jikim.cli import options
from jikim.cli.face import Face, actor
from jikim.cli.faults import CLEAN
from jikim.cli.files import created
from jikim.cli.spoken import argument, command, option
from jikim.engine import open_running
from jikim.errors import RefusedError
from jikim.messages import msg
from jikim.settings import FILE, read_settings

POLICY = "policy.yaml"
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")


@command(msg("ID is the id of the service, as its policy names it: small letters, digits and _"))
@argument("service", metavar="ID")
@option("--folder", type=options.FILE, default=Path("vault"), metavar="FOLDER",
        says=msg("where the vault is to stand; by default vault"))  # fmt: skip
@options.as_json
@click.pass_obj
def init(face: Face, service: str, folder: Path) -> int:
    """Begin a service in this folder; nothing that is there is overwritten."""
    file = face.settings_file or Path(FILE)
    _refuse(file, service)
    settings = read_settings(face.environment, {"folder": str(folder)})
    open_running(settings, service, actor(), create=True).vault.close()
    with created(file, 0o644) as written:
        written.write(f'service = "{service}"\nlanguage = "{face.language.value}"\n\n[vault]\nfolder = "{folder}"\n')
    new = _begin_policy(file.parent / POLICY, service)
    face.note("initialised")
    face.give({"service": service, "settings": str(file), "vault": str(folder), "policy": new})
    face.tell(msg("'{service}' begins: settings in {file}, vault and key in {folder}",
                  service=service, file=file, folder=folder))  # fmt: skip
    face.tell(msg("keep a copy of the key file apart from the vault's backups: without it nothing can be opened"))
    face.tell(msg("next: mend {policy}, then `jikim check {policy}` and `jikim enact {policy}`", policy=POLICY))
    return CLEAN


def _refuse(file: Path, service: str) -> None:
    if not _ID.fullmatch(service):
        raise RefusedError(
            msg("this cannot be the id of a service"),
            msg("it stands in the policy, the settings and the log: small letters, digits and _, a letter first"),
            msg("choose one such as my_shop"))  # fmt: skip
    if file.exists():
        raise RefusedError(
            msg("there is a {file} already", file=file.name),
            msg("it names a service whose vault may hold people's records; nothing was changed"),
            msg("begin the new service in a folder of its own"))  # fmt: skip


def _begin_policy(path: Path, service: str) -> bool:
    """Write a policy to start from, unless there is one."""
    if path.exists():
        return False
    skeleton = resources.files("jikim.cli") / "templates" / POLICY
    with created(path, 0o644) as written:
        written.write(skeleton.read_text(encoding="utf-8").replace("SERVICE", service))
    return True
