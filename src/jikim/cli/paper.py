"""The forms of a published document that need `jikim[paper]`; loaded only when one of them is asked for."""

from jikim.errors import OperatorError
from jikim.messages import msg
from jikim.publish import Renderer

try:
    from jikim.paper import docx, pdf
except ModuleNotFoundError as missing:
    raise OperatorError(
        msg("PDF and DOCX cannot be written here: '{package}' is missing", package=missing.name),
        msg("who publishes pages alone need not install a typesetter and fonts"),
        msg("install `jikim[paper]`")) from missing  # fmt: skip

PAPER: dict[str, Renderer] = {"pdf": pdf, "docx": docx}
"""By the ending of their files."""
