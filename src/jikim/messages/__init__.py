"""What a person reads: a sentence kept apart from its language until it is shown.

A `Message` is the English sentence with named gaps and the values for them. It is a value, so the rooms
that decide can make one without knowing who will read it. `say` puts it into Korean (the default) or
English at the very edge. The Korean stands in `ko/<room>.po`, one file a room, compiled by
`make messages` into `ko/LC_MESSAGES/jikim.mo`; a test fails when a sentence has no Korean, when the gaps
of the two differ, and when a translation serves no sentence.
"""

from jikim.messages.language import say
from jikim.messages.message import Both, Language, Message, msg

__all__ = ["Both", "Language", "Message", "msg", "say"]
