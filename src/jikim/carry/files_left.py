"""Why a file may still be there."""

from enum import Enum


class Left(Enum):
    """OUTSIDE: it is no file of the folder or bucket, and was not touched. FOLDER: a folder stands there.

    LINKED: the same file has another name besides. VERSION: the bucket keeps older versions. SHARED: a row that stays
    names it as well.
    """

    OUTSIDE = "outside"
    FOLDER = "folder"
    LINKED = "linked"
    VERSION = "version"
    SHARED = "shared"
