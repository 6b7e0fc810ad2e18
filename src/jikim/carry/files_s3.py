"""An object in S3, or in what speaks like it, is destroyed and looked for again; needs `jikim[s3]`.

Where the bucket is, and who we are, is said by the environment (AWS_REGION, AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID ...),
as for every other program. In a bucket that keeps versions the newest alone is hidden by this: what was there before
can still be fetched, and that is said (`Left.VERSION`), for a rule of the bucket (lifecycle) to remove it.
"""

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from jikim.carry.files_left import Left
from jikim.errors import OperatorError
from jikim.messages import msg


def bucket(name: str) -> "S3Bucket":
    """Return the bucket of this name."""
    return S3Bucket(S3Store(name))


class S3Bucket:
    """One bucket."""

    def __init__(self, store: S3Store) -> None:
        self._store, self._found = store, False

    def destroy(self, name: str) -> tuple[bool, Left | None]:
        """Destroy an object; return whether there was one, and what is left. Raises OperatorError."""
        try:
            version = self._version(name)
            if version is None:
                self._find_bucket(name)
                return False, None
            obstore.delete(self._store, name)
            if self._version(name) is not None:
                raise _refused()
            return True, Left.VERSION if version and self._is_there(name, version) else None
        except BaseError:
            raise _refused() from None

    def _version(self, name: str) -> str | None:
        """Return which version the object is; empty where the bucket keeps none, None where there is no object."""
        try:
            return obstore.head(self._store, name)["version"] or ""
        except FileNotFoundError:
            return None

    def _find_bucket(self, name: str) -> None:
        """Raise where there is no bucket: what is looked for in the wrong place is not gone."""
        if self._found:
            return
        try:
            obstore.get(self._store, name)
        except FileNotFoundError as error:
            if "<Code>NoSuchKey</Code>" not in str(error):
                raise _refused() from None
        self._found = True

    def _is_there(self, name: str, version: str) -> bool:
        try:
            obstore.get(self._store, name, options={"version": version})
        except FileNotFoundError:
            return False
        return True


def _refused() -> OperatorError:
    return OperatorError(
        msg("a file in S3 that goes with a row could not be destroyed"),
        msg("the bucket is not there, or refuses it"),
        msg("look at the address and the rights, and run jikim apply again: it begins with this file"))  # fmt: skip
