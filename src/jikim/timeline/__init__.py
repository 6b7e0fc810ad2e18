"""The life of a policy, drawn: how long each strand of an example person is in use, kept apart, gone, and why.

Answers what a policy means before it is in force: `lives` walks a story through the lifecycle, `lines` shows the
result on a terminal, `page` as one HTML file with drawings and tables, and with ten years of counts (`Decade`)
if there are any. Never decides a day itself (that is `lifecycle`), reads no clock and writes no file: text comes
out. Read `story.py` and `life.py` first, then `sentence.py`; the rest is drawing.
"""

from jikim.timeline.decade import Decade
from jikim.timeline.life import Group, Life, Stretch, groups, lives
from jikim.timeline.page import page
from jikim.timeline.reason import Reason
from jikim.timeline.story import Happening, Story, example
from jikim.timeline.terminal import lines

__all__ = [
    "Decade",
    "Group",
    "Happening",
    "Life",
    "Reason",
    "Story",
    "Stretch",
    "example",
    "groups",
    "lines",
    "lives",
    "page",
]
