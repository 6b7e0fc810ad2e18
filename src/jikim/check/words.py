"""Words: what is said vaguely, twice, or of nothing.

"And so on" lets in whatever is not named; a name that nothing uses was forgotten; a label in two spellings reads
like two things. Only the end of a purpose, of an item or of work is looked at for 등 and 기타: within a sentence they
mostly sum up what was just named.
"""

import re
from collections.abc import Iterable, Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, names
from jikim.errors import Place
from jikim.law import normal
from jikim.messages import Message, msg
from jikim.policy import Text

OPEN = re.compile(r"(?:\s등|\s등등|\setc\.?)$|^(?:기타|그 밖의|그 외)\s|[,·]\s*기타(?:\s|$)")
# Words that name no item; those that declare their parts are not asked.
NO_ITEM = {normal(word) for word in (
    "개인정보", "추가 개인정보", "추가 정보", "기타 정보", "기타 개인정보", "필요한 정보", "관련 정보", "필수 정보",
    "서비스 이용에 필요한 정보", "기입·생성 정보", "결합정보", "기타", "그 밖의 정보", "부정이용 방지를 위한 정보",
)}  # fmt: skip


def nothing_is_left_open(case: Case) -> Iterator[Fault]:
    """Purposes, items and entrusted work are named to the end: no 등, no 기타, no `etc: true`.

    Source: PIPA Art. 30 (1) 1, 4 and PIPA Decree Art. 31 (1) 1: purposes, entrusted work and items are stated.

    Avoid:  purposes: {deliver: 상품의 배송 업무 처리 등}
    Prefer: purposes: {deliver: "상품의 배송, 교환과 반품"}
    """
    for words, article in _stated(case):
        if OPEN.search(words.strip()):
            yield _open(case, words.place, words, article)
    for each in case.gathered:
        if each.line.etc and each.line.items:
            yield _goes_on(case, each.line.place, each.line.items[-1].words, "PP-11")
    for party in case.policy.entrusted:
        if party.etc:
            yield _goes_on(case, party.place, party.work[-1] if party.work else party.name, "PP-06")


def _stated(case: Case) -> Iterator[tuple[Text, str]]:
    seen: set[Place] = set()
    for activity in case.policy.activities:
        for purpose in activity.purposes:
            if purpose.label.place not in seen:
                yield purpose.label, "PP-01"
            seen.add(purpose.label.place)
    for each in case.gathered:
        yield from ((listed.words, "PP-11") for listed in each.line.items)
    for party in case.policy.entrusted:
        yield from ((work, "PP-06") for work in party.work)


def _open(case: Case, place: Place, words: str, article: str) -> Fault:
    return _unfinished(case, place, msg("'{words}' leaves open what else there is", words=words), words, article)


def _goes_on(case: Case, place: Place, words: str, article: str) -> Fault:
    what = msg("the list that ends with '{words}' says that there is more", words=words)
    return _unfinished(case, place, what, words, article)


def _unfinished(case: Case, place: Place, what: Message, words: str, article: str) -> Fault:
    return Fault(place, what,
        msg("a policy states its purposes, items and entrusted work ({article})", article=case.cite(article)),
        msg("name the rest, or take the words out"),
        (str(words),), law=(article,))  # fmt: skip


def items_name_something(case: Case) -> Iterator[Fault]:
    """The words for an item tell people what it is.

    Source: PIPA Decree Art. 31 (1) 1, the items processed.

    Avoid:  collect: [{required: [추가 개인정보]}]
    Prefer: collect: [{required: [참가 신청서의 티셔츠 치수]}]
    """
    for each in case.gathered:
        for listed in each.line.items:
            item = case.policy.item(listed.item)
            if normal(listed.words) in NO_ITEM and not (item and item.parts):
                yield Fault(listed.words.place,
                    msg("'{item}' does not say which items these are", item=listed.words),
                    msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                    msg("name the items, or declare them with `parts:`"),
                    (*names(*each.activities), listed.item, str(listed.words)))  # fmt: skip


def items_are_collected(case: Case) -> Iterator[Fault]:
    """An item that is declared is collected somewhere.

    Source: the policy language; an item that nobody collects was forgotten in an activity, or is not needed.

    Avoid:  items: {size: 신발 치수}, and no activity that collects it
    Prefer: items: {size: 신발 치수}, collect: [{required: [size]}]
    """
    used = {listed.item for each in case.gathered for listed in each.line.items}
    for item in case.policy.items:
        if item.declared and item.place is not None and item.id not in used:
            yield _unused(item.place, msg("the item '{name}' is declared and collected nowhere", name=item.label),
                item.id, item.label)  # fmt: skip


def cases_are_met(case: Case) -> Iterator[Fault]:
    """A case that is declared decides what is collected somewhere.

    Source: the policy language; a case that no group names was forgotten, or is not needed.

    Avoid:  cases: {card: 신용카드}, and no group `when: card`
    Prefer: cases: {card: 신용카드}, collect: [{when: card, required: [카드번호]}]
    """
    used = {str(group.case) for each in case.policy.activities for group in each.collect if group.case}
    for name, label in case.policy.cases:
        if str(name) not in used:
            yield _unused(label.place, msg("the case '{name}' is declared and decides nothing", name=label),
                str(name), label)  # fmt: skip


def _unused(place: Place, what: Message, *about: str) -> Fault:
    return Fault(place, what,
        msg("a name that nothing uses was forgotten somewhere, or is not needed"),
        msg("use it, or take it out"),
        tuple(str(name) for name in about))  # fmt: skip


def spelling_is_one(case: Case) -> Iterator[Fault]:
    """One item, role or activity is printed one way: two spellings that differ in spaces read like two things.

    Source: the policy language; PIPA Art. 30 (1), what is stated can be understood.

    Avoid:  signup: {collect: [{required: [이메일 주소]}]}, order: {collect: [{required: [이메일주소]}]}
    Prefer: signup: {collect: [{required: [이메일 주소]}]}, order: {collect: [{required: [이메일 주소]}]}
    """
    first: dict[str, Text] = {}
    told: set[str] = set()
    for words in _labels(case):
        form = normal(words)
        if form in first and first[form] != words and form not in told:
            told.add(form)
            yield Fault(words.place,
                msg("'{second}' and '{first}' (line {line}) differ in spaces only", second=words, first=first[form],
                    line=first[form].place.line),
                msg("one thing that is printed in two ways reads like two"),
                msg("print it one way"),
                (str(words), str(first[form])))  # fmt: skip
        first.setdefault(form, words)


def _labels(case: Case) -> Iterator[Text]:
    """Yield labels and items as printed, in the order of the document."""
    found = [listed.words for each in case.gathered for listed in each.line.items]
    found += [listed.words for kept in case.kept for listed in (*kept.line.items, *kept.line.leaves_out)]
    found += [listed.words for line in case.policy.statutory for listed in line.items]
    found += [each.label for each in case.policy.activities if each.id != AUTOMATIC]
    found += [role.label for role in case.policy.roles]
    return iter(sorted(dict.fromkeys(found), key=lambda words: words.place))


def nothing_is_said_twice(case: Case) -> Iterator[Fault]:
    """A purpose, a party, a statutory line or an activity is printed once.

    Source: the policy language; what stands twice is changed once and forgotten once.

    Avoid:  purposes: {join: 회원 관리, manage: 회원관리}
    Prefer: purposes: {join: 회원 관리}
    """
    for activity in case.policy.activities:
        yield from _twice(purpose.label for purpose in activity.purposes)
    yield from _twice(each.label for each in case.policy.activities)
    yield from _twice(party.name for party in case.policy.entrusted)
    lines = {(str(line.law), str(line.record), tuple(line.of or ())): line.record for line in case.policy.statutory}
    for line in case.policy.statutory:
        same = lines[str(line.law), str(line.record), tuple(line.of or ())]
        if same.place != line.record.place:
            yield _said_twice(same, line.record)


def _twice(words: Iterable[Text]) -> Iterator[Fault]:
    first: dict[str, Text] = {}
    for each in words:
        known = first.setdefault(normal(each), each)
        if known.place != each.place:
            yield _said_twice(each, known)


def _said_twice(second: Text, first: Text) -> Fault:
    return Fault(second.place,
        msg("'{words}' stands here and on line {line}", words=second, line=first.place.line),
        msg("what stands twice is changed once and forgotten once"),
        msg("take one of them out, or say what sets them apart"),
        (str(second),))  # fmt: skip


def bodies_can_be_reached(case: Case) -> Iterator[Fault]:
    """A body to which people can turn comes with a number or an address.

    Source: Standard Guideline Art. 19, remedies.

    Avoid:  remedies: [{name: 개인정보 침해신고센터}]
    Prefer: remedies: [{name: 개인정보 침해신고센터, phone: "118"}]
    """
    for body in case.policy.remedies:
        if body.phone is None and body.url is None:
            yield Fault(body.name.place,
                msg("'{body}' is named without a number or an address", body=body.name),
                msg("it is recommended to name remedies ({article})", article=case.cite("PP-30")),
                msg("add `phone:` or `url:`"),
                ("remedies", str(body.name)))  # fmt: skip


def notice_says_how_and_when(case: Case) -> Iterator[Fault]:
    """The announcement of changes says where it stands and how long before. Recommended; no statute sets a number.

    Source: Standard Guideline Art. 21, changes are announced without delay.

    Avoid:  notice: {says: 법령에 따라 변경될 수 있음}
    Prefer: notice: {changes: 7 days, by: 홈페이지 공지사항}
    """
    notice = case.policy.notice
    lacking = (
        [key for key, given in (("by", notice.by), ("changes", notice.changes_says)) if not given] if notice else []
    )
    if notice and lacking:
        yield Fault(notice.place,
            msg("the announcement of changes does not say '{keys}'", keys=", ".join(lacking)),
            msg("it is recommended to say how changes are announced ({article})", article=case.cite("PP-CHG")),
            msg("add to `notice:`: {missing}", missing=", ".join(lacking)),
            ("notice", *lacking))  # fmt: skip
