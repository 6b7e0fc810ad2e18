"""Retention, fifth part: how what has ended is destroyed (PIPA Art. 21).

The method must be beyond recovery, the deadline short, the officer answerable, and every time that a text names one
that can be counted.
"""

import re
from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.length import is_longer, told
from jikim.check.said import texts_of
from jikim.messages import msg
from jikim.period import Period

BEYOND = re.compile(
    "수 ?없|없게|없도록|불가|못하|복구|복원|재생|영구|덮어|소자|완전|초기화|무작위|recover|irrever|wipe|shred",
    re.IGNORECASE,
)
PAPER = re.compile("분쇄|파쇄|소각|세절|세단|용해|shred|burn|incinerat", re.IGNORECASE)
OFFICER = ("책임자", "CPO")
VAGUE = re.compile(
    "(?:필요한|일정한?|상당한?|소정의|적정한?|충분한) ?기간|당분간|준 ?영구"
    "|(?P<law>(?:관련|관계|해당) ?법령?(?:에|이|상| ).{0,12}기[간한])"
)
OTHER_END = re.compile("까지 ?(?:또는|혹은|및)|(?:또는|혹은) .+까지.*까지")


def destruction_comes_in_time(case: Case) -> Iterator[Fault]:
    """Destruction follows the end within five days, unless there is a good reason.

    Source: Standard Guideline Art. 10 (1), five days unless justified; PIPA Art. 21 (1), without delay.

    Avoid:  destruction: {within: 30 days}
    Prefer: destruction: {within: 5 days}
    """
    how = case.policy.destruction
    most = Period.from_iso(case.catalogue.fact("DS-02").text("deadline"))
    said, within = (how.within_says, how.within) if how else (None, None)
    if said is not None and within and (is_longer(within, most) or within.business_days > most.days):
        yield Fault(said.place,
            msg("what has ended is destroyed within '{said}', and the guideline says {most}", said=said,
                most=told(most)),
            msg("destruction is without delay, which the guideline takes for five days ({article})",
                article=case.cite("DS-02")),
            msg("write `within: 5 days`, or say why it takes longer"),
            ("destruction",))  # fmt: skip


def officer_answers_for_destruction(case: Case) -> Iterator[Fault]:
    """Destruction is a duty of the privacy officer, and the document shows it.

    Source: PIPA Decree Art. 32 (5) 3, since 2026-09-11; Standard Guideline Art. 10 (3)-(4) before it.

    Avoid:  destruction: {steps: [대상 선정, 파기], electronic: 복구할 수 없게 삭제}
    Prefer: destruction: {approval: cpo, steps: [대상 선정, 보호책임자의 승인, 파기], electronic: 복구할 수 없게 삭제}
    """
    how = case.policy.destruction
    if how and not how.approval and not any(word in text for text in texts_of(how) for word in OFFICER):
        yield Fault(how.place,
            msg("the document does not say that the privacy officer answers for destruction"),
            msg("destroying what is no longer kept is a duty of the privacy officer ({article})",
                article=case.cite("DS-14")),
            msg("add `approval: cpo`, if it is so"),
            ("destruction",))  # fmt: skip


def files_are_beyond_recovery(case: Case) -> Iterator[Fault]:
    """An electronic file is destroyed so that nobody brings it back.

    Source: PIPA Art. 21 (2); PIPA Decree Art. 16 (1) 1.

    Avoid:  destruction: {electronic: 파일 삭제}
    Prefer: destruction: {electronic: 복구 또는 재생되지 않는 방법으로 영구 삭제}
    """
    said = case.policy.destruction.electronic if case.policy.destruction else None
    if said is not None and not BEYOND.search(said):
        yield Fault(said.place,
            msg("'{method}' does not say that files cannot be recovered", method=said),
            msg("what is destroyed is beyond recovery ({article})", article=case.cite("DS-03")),
            msg("say by which method files are destroyed beyond recovery"),
            ("destruction",))  # fmt: skip


def paper_is_shredded_or_burnt(case: Case) -> Iterator[Fault]:
    """Paper is shredded or burnt.

    Source: PIPA Decree Art. 16 (1) 2.

    Avoid:  destruction: {paper: 폐기}
    Prefer: destruction: {paper: 분쇄 또는 소각}
    """
    said = case.policy.destruction.paper if case.policy.destruction else None
    if said is not None and not PAPER.search(said):
        yield Fault(said.place,
            msg("'{method}' is no method by which paper is destroyed", method=said),
            msg("paper is shredded or burnt ({article})", article=case.cite("DS-05")),
            msg("write `paper: 분쇄 또는 소각`"),
            ("destruction",))  # fmt: skip


def both_kinds_are_destroyed(case: Case) -> Iterator[Fault]:
    """The method is told for files and for paper; who prints nothing says so.

    Source: PIPA Decree Art. 16 (1) 1, 2: one method for electronic files, another for the rest.

    Avoid:  destruction: {electronic: 복구할 수 없게 삭제}
    Prefer: destruction: {electronic: 복구할 수 없게 삭제, paper: 분쇄 또는 소각}
    """
    how = case.policy.destruction
    if how and (how.electronic is None) != (how.paper is None):
        yield Fault(how.place,
            msg("the document says how files are destroyed and not how paper is") if how.electronic else
            msg("the document says how paper is destroyed and not how files are"),
            msg("files and paper are destroyed each by their method ({article})",
                article=case.cite("DS-05" if how.electronic else "DS-04")),
            msg("add `paper:`") if how.electronic else msg("add `electronic:`"),
            ("destruction",))  # fmt: skip


def lengths_are_told(case: Case) -> Iterator[Fault]:
    """A text that names a time names one that can be counted: not "for as long as needed".

    The period of a statute beside an end that can be counted is asked for elsewhere (`retention-by-unnamed-law`).

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  holds: {pending: {label: 진행중인 사항, says: 종료처리를 위해 필요한 기간까지}}
    Prefer: holds: {pending: {label: 진행중인 사항, says: 그 사항이 끝난 날부터 30일까지}}
    """
    for said in case.texts:
        found = VAGUE.search(said.text) if said.section in _TIMED else None
        if found and not (found["law"] and OTHER_END.search(said.text)):
            yield Fault(said.text.place,
                msg("'{words}' names no time that can be counted", words=said.text),
                msg("a policy states the period for processing and retaining ({article})", article=case.cite("PP-02")),
                msg("write a figure, an event, or the statute with its period"),
                (str(said.text),))  # fmt: skip


_TIMED = ("activities", "keep", "statutory", "holds", "entrusted", "provided", "overseas", "destruction")
