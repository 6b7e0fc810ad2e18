"""Staleness: what was right when the policy was first written, and is no longer.

The words are data (law/kr/stale.toml), each with the day from which it is old, so a policy judged `--as-of` an
earlier day is not accused. What nobody held against an official page is told as unverified.
"""

from collections.abc import Iterator

from jikim.check.case import Case, Fault
from jikim.check.said import Said
from jikim.law import Dead, Outdated, normal
from jikim.messages import Message, msg


def _old(case: Case, *kinds: Dead) -> Iterator[tuple[Said, Outdated, str]]:
    """Yield each text that holds old words of these kinds, once an entry and line, with the words."""
    for entry in case.catalogue.outdated(case.on):
        lines: set[int] = set()
        for said in case.texts if entry.kind in kinds else ():
            found = entry.found_in(said.section, said.folded)
            title = said.section == "document" and entry.kind is Dead.TERM
            if found is not None and not title and said.text.place.line not in lines:
                lines.add(said.text.place.line)
                yield said, entry, found


def _today(case: Case, said: Said, entry: Outdated) -> Message:
    """Return what to write instead; nothing where nothing takes its place, or where it stands beside the old words."""
    now = normal(entry.now)
    beside = any(now in one.folded for one in case.texts if one.section == said.section)
    return msg("take it out, or say what holds today") if not now or beside else msg("write '{now}'", now=entry.now)


def _fault(case: Case, said: Said, entry: Outdated, what: Message, why: Message) -> Fault:
    return Fault(said.text.place, what, why, _today(case, said, entry), (entry.id, str(said.text)))


def law_still_governs(case: Case) -> Iterator[Fault]:
    """The law that a policy says it follows still governs personal information.

    Source: PIPA as amended 2020-08-05, when the chapter of the Network Act on personal information moved there.

    Avoid:  document: {laws: [정보통신망 이용촉진 및 정보보호 등에 관한 법률]}
    Prefer: document: {laws: [개인정보 보호법]}
    """
    for said, entry, _ in _old(case, Dead.LAW):
        yield _fault(case, said, entry,
            msg("'{words}' is named as the law this policy follows; its chapter on personal information moved on {day}",
                words=said.text, day=entry.since.isoformat()),
            msg("personal information is governed by the Personal Information Protection Act ({article})",
                article=case.cite_fact(entry)))  # fmt: skip


def forms_are_those_of_today(case: Case) -> Iterator[Fault]:
    """A form is cited where it stands today.

    Source: PIPA Decree Art. 45; the forms stand in the notice on methods since 2020-08-05.

    Avoid:  rights: {form: 개인정보 보호법 시행규칙 별지 제11호 서식에 따른 위임장}
    Prefer: rights: {form: 개인정보 처리 방법에 관한 고시 별지 제11호 서식에 따른 위임장}
    """
    for said, entry, found in _old(case, Dead.FORM):
        yield _fault(case, said, entry,
            msg("'{words}' cites '{found}', which stands elsewhere since {day}", words=said.text, found=found,
                day=entry.since.isoformat()),
            msg("the form is set by the notice of the commission ({article})",
                article=case.cite_fact(entry)))  # fmt: skip


def articles_still_say_so(case: Case) -> Iterator[Fault]:
    """An article, or the number of a control, that is cited still says what it is cited for.

    Source: each entry names its article, as PIPA Art. 35 (4) for the limits on access.

    Avoid:  rights: {limits: [개인정보 보호법 제35조 제5항에 따른 제한]}
    Prefer: rights: {limits: [개인정보 보호법 제35조 제4항에 따른 제한]}
    """
    for said, entry, found in _old(case, Dead.ARTICLE, Dead.CONTROL):
        yield _fault(case, said, entry,
            msg("'{words}' cites '{found}', which does not say that (any more)", words=said.text, found=found),
            msg("an article is cited for what it says on the day ({article})",
                article=case.cite_fact(entry)))  # fmt: skip


def exceptions_still_exist(case: Case) -> Iterator[Fault]:
    """Items are provided without consent only on a ground that is still law.

    Source: PIPA Arts. 17 and 18; statistics go by pseudonymised information since 2020-08-05 (PIPA Art. 28-2).

    Avoid:  provided: {except: {billing: 서비스 제공에 따른 요금정산을 위하여 필요한 경우}}
    Prefer: provided: {except: {law: 법률에 특별한 규정이 있는 경우}}
    """
    for said, entry, found in _old(case, Dead.GROUND):
        yield _fault(case, said, entry,
            msg("'{found}' is no ground for providing without consent since {day}", found=found,
                day=entry.since.isoformat()),
            msg("items are provided on a ground of the law ({article})", article=case.cite_fact(entry)))  # fmt: skip


def terms_are_those_of_today(case: Case) -> Iterator[Fault]:
    """The officer and the policy are called what the law calls them. A title is judged by `title-not-policy`.

    Source: PIPA Art. 31, the privacy officer (개인정보 보호책임자); Art. 30, the privacy policy (개인정보 처리방침).

    Avoid:  officers: [{role: cpo, title: 개인정보 관리책임자}]
    Prefer: officers: [{role: cpo, title: 개인정보 보호책임자}]
    """
    for said, entry, found in _old(case, Dead.TERM):
        yield _fault(case, said, entry,
            msg("'{found}' is a term of older law", found=found),
            msg("the law has another name for it ({article})", article=case.cite_fact(entry)))  # fmt: skip


def bodies_are_called_so(case: Case) -> Iterator[Fault]:
    """The bodies to which people can turn are named and reached as they are today.

    Source: Standard Guideline Art. 19, remedies; the numbers were not held against an official page.

    Avoid:  remedies: [{name: 경찰청 사이버안전국, phone: "182"}]
    Prefer: remedies: [{name: 경찰청 사이버수사국, phone: "182"}]
    """
    for said, entry, found in _old(case, Dead.BODY):
        yield _fault(case, said, entry,
            msg("'{found}' is an old name or address of a body", found=found),
            msg("it is recommended to name remedies ({article})", article=case.cite_fact(entry)))  # fmt: skip


def ways_out_still_exist(case: Case) -> Iterator[Fault]:
    """How to refuse a cookie is told for browsers that people use.

    Source: PIPA Art. 30 (1) 7, refusal of devices that collect automatically.

    Avoid:  automatic: {refusal: {IE: 도구 > 인터넷 옵션 > 개인정보}}
    Prefer: automatic: {refusal: {Chrome: 설정 > 개인정보 보호 및 보안 > 쿠키}}
    """
    for said, entry, found in _old(case, Dead.PATH):
        yield _fault(case, said, entry,
            msg("'{found}' is a way through a browser that is no longer used", found=found),
            msg("a policy states how devices that collect automatically can be refused ({article})",
                article=case.cite("PP-10")))  # fmt: skip
