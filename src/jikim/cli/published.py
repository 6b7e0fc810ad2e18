"""What `jikim publish` does with a vault; loaded only when no policy was named."""

from collections.abc import Callable, Mapping, Sequence

from jikim.cli.face import Face
from jikim.cli.opened import opened
from jikim.engine import note_published, publication
from jikim.period import Instant
from jikim.publish import File, Renderer

Write = Callable[[Sequence[File]], None]


def in_force(
    face: Face, asked: Mapping[str, Renderer], write: Write, now: Instant, *, machines: bool
) -> tuple[File, ...]:
    """Publish the policy in force and those before it; that they are handed out is written down first."""
    with opened(face) as running:
        files = publication(running, now, face.language).files(asked, machines=machines)
        note_published(running, files, now)
        write(files)
    return files
