"""Retention, first part: whether a rule has an end, and whether that end will come.

"Until the member leaves" may never come either, for a member who stays; that is what everybody expects of it.
What nobody expects is a clock that waits for something which only sometimes happens to a record: a payment never
made, a complaint never closed.
"""

from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, labels, names
from jikim.lifecycle import ERASURE, WITHDREW, Strand
from jikim.messages import msg
from jikim.policy import Activity, Event, Keep, Statutory

NOW = ("at once", "즉시", "지체 없이", "지체없이")


def period_is_stated(case: Case) -> Iterator[Fault]:
    """Every item is kept until something. What has no end is never destroyed, so this is always an error.

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  order: {collect: [{required: [주소]}]}
    Prefer: order: {collect: [{required: [주소]}], keep: [{until: 6 months after delivered}]}
    """
    yield from _unruled(case, automatic=False)


def automatic_period_is_stated(case: Case) -> Iterator[Fault]:
    """What is collected by itself ends too; it is forgotten most often.

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  automatic: {collect: [{required: [접속 IP]}]}
    Prefer: automatic: {collect: [{required: [접속 IP]}], keep: [{until: 3 months after collected}]}
    """
    yield from _unruled(case, automatic=True)


def _unruled(case: Case, *, automatic: bool) -> Iterator[Fault]:
    found: dict[str, list[str]] = {}
    for strand in case.strands:
        if not strand.keeping.rules and (strand.activity == AUTOMATIC) is automatic:
            found.setdefault(strand.activity, []).extend(_words(case, strand))
    for name, items in found.items():
        activity = case.policy.activity(name)
        if activity is not None:
            once = list(dict.fromkeys(items))
            yield Fault(activity.place,
                msg("'{activity}' keeps '{items}' without an end", activity=activity.label, items=", ".join(once)),
                msg("a policy states the period for processing and retaining ({article})", article=case.cite("PP-02")),
                msg("add `keep: [{{until: left}}]`, with an event or a period, or the statute that sets one"),
                (*names(activity), *once))  # fmt: skip


def _words(case: Case, strand: Strand) -> Iterator[str]:
    for name in strand.items:
        item = case.policy.item(name)
        yield item.label if item else name


def law_has_a_line(case: Case) -> Iterator[Fault]:
    """`until: law` points at a line that names the record, the statute and the period.

    Source: PIPA Art. 30 (1) 3-2, what is kept under another law is shown with its basis and items.

    Avoid:  order: {keep: [{until: law, says: 관련 법령에 따라 해당 기간까지}]}, and no line on orders
    Prefer: the same, and statutory: [{record: ..., for: 5 years, law: ecommerce/payment, of: [order], items: [...]}]
    """
    bound = {str(name) for line in case.policy.statutory for name in line.of or ()}
    for kept in case.kept:
        waiting = [activity for activity in kept.activities if activity.id not in bound]
        general = kept.line.adds and not kept.line.of
        if kept.line.by_law and waiting and not (general and len(waiting) < len(kept.activities)):
            yield Fault(kept.line.place,
                msg("'{activities}' is kept until the law says, and no statutory line names it",
                    activities=labels(waiting)),
                msg("what is kept under another law is shown with its basis and items ({article})",
                    article=case.cite("PP-04")),
                msg("add a line under `statutory:` with its period, law, `of:` and items, or take `until: law` out"),
                names(*waiting))  # fmt: skip


def period_is_a_figure(case: Case) -> Iterator[Fault]:
    """A period has a last day; "three months or more" has none.

    Source: PIPA Art. 30 (1) 2, the period for processing and retaining.

    Avoid:  statutory: [{record: 로그인 기록, for: at least 3 months, law: comm-secrets/login}]
    Prefer: statutory: [{record: 로그인 기록, for: 3 months, law: comm-secrets/login}]
    """
    why = msg("a policy states the period for processing and retaining ({article})", article=case.cite("PP-02"))
    fix = msg("write a figure without `at least`: the statute's floor, or the longer period and its reason")
    for kept in case.kept:
        for end in kept.line.ends:
            if end.at_least:
                yield Fault(end.words.place,
                    msg("'{activities}' is kept for '{period}', which has no end",
                        activities=labels(kept.activities), period=end.words),
                    why, fix, names(*kept.activities))  # fmt: skip
    for line in case.policy.statutory:
        if line.length.at_least:
            yield Fault(line.said.place,
                msg("'{record}' is kept for '{period}', which has no end", record=line.record, period=line.said),
                why, fix, _about(line))  # fmt: skip


def end_will_come(case: Case) -> Iterator[Fault]:
    """A clock that waits for what may never happen to a record is bounded by something that does.

    Source: PIPA Art. 21 (1), destruction without delay; Art. 30 (1) 2.

    Avoid:  events: {paid: 대금 결제}, keep: [{until: 5 years after paid}]
    Prefer: events: {paid: {label: 대금 결제, of: record, else: collected}}, keep: [{until: 5 years after paid}]
    """
    why = msg("what is no longer needed is destroyed without delay ({article})", article=case.cite("DS-01"))
    fix = msg("write `else: collected` at the event, or add a second end as `until: [EVENT, 3 years after collected]`")
    for kept in case.kept:
        endless = [activity for activity in kept.activities if _never_ends(case, kept.line, activity)]
        if endless:
            yield Fault(kept.line.place,
                msg("'{activities}' is kept until '{event}', which may never come",
                    activities=labels(endless), event=", ".join(end.words for end in kept.line.ends)),
                why, fix, names(*endless))  # fmt: skip
    for line in case.policy.statutory:
        event = case.policy.event(line.after)
        if line.of and event and not _comes(case, event, None, bare=False):
            yield Fault(line.place,
                msg("'{record}' is kept from '{event}' on, which may never come", record=line.record,
                    event=event.label),
                why, fix, _about(line))  # fmt: skip


def _never_ends(case: Case, keep: Keep, activity: Activity) -> bool:
    if not keep.ends or keep.by_law:
        return False
    ends = ((case.policy.event(end.event), end.bare) for end in keep.ends)
    return not any(event is None or _comes(case, event, activity, bare=bare) for event, bare in ends)


def _comes(case: Case, event: Event, activity: Activity | None, *, bare: bool, deep: int = 8) -> bool:
    """Return whether an end that rests on this event comes in the ordinary course of things."""
    if event.means and deep:
        meant = (case.policy.event(name) for name in event.means)
        return any(one is not None and _comes(case, one, activity, bare=bare, deep=deep - 1) for one in meant)
    if event.id == ERASURE:
        return False
    if event.of == "record":
        return event.id == "collected" or (event.bounded and not bare)
    if event.of in ("person", "entrusted") or activity is None or event.id == WITHDREW:
        return True
    return not activity.roles or any(_are_one_kind(case, str(role), event.of) for role in activity.roles)


def _are_one_kind(case: Case, role: str, other: str) -> bool:
    return other in case.policy.widens(role) or role in case.policy.widens(other)


def at_once_is_meant(case: Case) -> Iterator[Fault]:
    """What is promised to go at once is not kept apart by another rule.

    Source: PIPA Art. 30 (1) 2, one period and not two.

    Avoid:  keep: [{until: left, says: 탈퇴 시 즉시 삭제}, {in: separate, until: 1 year after left}]
    Prefer: keep: [{until: left, says: 탈퇴 시까지}, {in: separate, until: 1 year after left, says: 탈퇴 후 1년}]
    """
    for kept in case.kept:
        if not _says_at_once(kept.line):
            continue
        beside = [other.line for other in case.kept if other.line is not kept.line and other.line.law is None
                  and any(each in kept.activities for each in other.activities) and _outlasts(other.line)
                  and _share_items(kept.line, other.line)]  # fmt: skip
        if beside:
            yield Fault(kept.line.place,
                msg("'{activities}' is destroyed at once, and line {line} keeps the same items longer",
                    activities=labels(kept.activities), line=beside[0].place.line),
                msg("a policy states one period for retaining, so that people know it ({article})",
                    article=case.cite("PP-02")),
                msg("say in both places until when it is kept, and where"),
                names(*kept.activities))  # fmt: skip


def _says_at_once(keep: Keep) -> bool:
    said = [str(keep.says or ""), *(str(end.words) for end in keep.ends)]
    return any(word in text for word in NOW for text in said)


def _outlasts(keep: Keep) -> bool:
    return bool(keep.ends) and not any(end.bare for end in keep.ends)


def _share_items(one: Keep, other: Keep) -> bool:
    first, second = ({listed.item for listed in keep.items} for keep in (one, other))
    left_out = {listed.item for keep in (one, other) for listed in keep.leaves_out}
    if first and second:
        return bool((first & second) - left_out)
    return not ((first or second) and (first | second) <= left_out)


def _about(line: Statutory) -> tuple[str, ...]:
    return (str(line.record), str(line.law), *(str(name) for name in line.of or ()))
