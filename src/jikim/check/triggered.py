"""Completeness, second part: what a policy says because of another clause of its own.

A cookie among the items asks for a way to refuse it, a party abroad for the clause on transfer, an analytics tool
for the party behind it. What no clause triggers is either not needed or cannot be known; only where silence
leaves people in doubt (provision to third parties, children) is it told, as information.
"""

from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, labels, names
from jikim.consent import abroad
from jikim.errors import Place, Severity
from jikim.law import normal
from jikim.messages import msg
from jikim.policy import Activity, BasisKind, Listed, Need
from jikim.policy.parties import ChildRule

DEVICES = ("cookie", "ad_id")
APPS = ("광고", "앱", "모바일", "휴대", "안드로이드", "아이폰", "Android", "iOS", "iPhone")
MINORS = ("미성년", "아동", "어린이", "14세", "법정대리인")
GUARDIAN = ("법정대리인", "보호자")


def devices_can_be_refused(case: Case) -> Iterator[Fault]:
    """Cookies and the like come with a way to refuse them.

    Source: PIPA Art. 30 (1) 7, devices that collect automatically and their refusal.

    Avoid:  automatic: {collect: [{required: [쿠키]}]}
    Prefer: automatic: {collect: [{required: [쿠키]}], refusal: {Chrome: 설정 > 개인정보 보호 > 쿠키}}
    """
    extra = case.policy.automatic
    found = [listed for each in case.gathered for listed in each.line.items if listed.item in DEVICES]
    if extra and extra.refusal:
        yield from _advertising_id(case, found, " ".join(f"{where} {how}" for where, how in extra.refusal))
        return
    tools = [name for name, way_out in extra.analytics if way_out is None] if extra else []
    why = msg("a policy states how devices that collect automatically can be refused ({article})",
        article=case.cite("PP-10"))  # fmt: skip
    fix = msg("add `refusal:` to `automatic:`, as `refusal: {{Chrome: 설정 > 개인정보 보호 > 쿠키}}`")
    if found:
        first = found[0]
        yield Fault(first.words.place,
            msg("'{item}' is collected automatically, and the document does not say how to refuse", item=first.words),
            why, fix, (AUTOMATIC, first.item, str(first.words)))  # fmt: skip
    elif tools:
        yield Fault(tools[0].place,
            msg("'{tool}' is used, and the document does not say how to refuse it", tool=tools[0]),
            why, fix, (AUTOMATIC, str(tools[0])), Severity.WARNING)  # fmt: skip


def _advertising_id(case: Case, found: list[Listed], refusal: str) -> Iterator[Fault]:
    """Yield an advertising id whose refusal is not told: a browser's settings do not reach it."""
    if any(word in refusal for word in APPS):
        return
    for listed in found:
        if listed.item == DEVICES[1]:
            yield Fault(listed.words.place,
                msg("'{item}' is collected, and the document says only how to refuse cookies", item=listed.words),
                msg("a policy states how devices that collect automatically can be refused ({article})",
                    article=case.cite("PP-10")),
                msg("add how to refuse it on a phone to `refusal:`, as `Android: 설정 > 개인정보 보호 > 광고`"),
                (AUTOMATIC, listed.item, str(listed.words)), Severity.WARNING)  # fmt: skip
            return


def transfer_abroad_is_stated(case: Case) -> Iterator[Fault]:
    """A party in another country comes with the clause on transfer abroad.

    Source: PIPA Decree Art. 31 (1) 2, the ground of the transfer and the matters of PIPA Art. 28-8 (2).

    Avoid:  entrusted: [{name: Example Cloud, work: 서버 운영, country: US}]
    Prefer: the same, and overseas: [{recipient: Example Cloud, country: US, items: [...], purpose: ..., until: ...}]
    """
    told = [normal(each.recipient or "") for each in case.policy.overseas or ()]
    for party in case.policy.entrusted:
        if abroad(party.country) and normal(party.name) not in told:
            yield Fault(party.place,
                msg("'{party}' is in '{country}', and the document has no clause on transfer abroad for it",
                    party=party.name, country=party.country),
                msg("a policy states the ground and the matters of a transfer abroad ({article})",
                    article=case.cite("PP-12")),
                msg("add `overseas:` with recipient, country, items, purpose, period and how to refuse"),
                (str(party.name), str(party.country)))  # fmt: skip


def entrusted_are_named(case: Case) -> Iterator[Fault]:
    """Who speaks of entrusting says whom it entrusts with what.

    Source: PIPA Art. 26 (2), the work entrusted and those entrusted; Art. 30 (1) 4.

    Avoid:  entrusting: [위탁계약 시 필요한 사항을 규정]
    Prefer: the same, and entrusted: [{name: 결제 대행사, work: 결제 처리}]
    """
    why = msg("a policy states the work entrusted and those entrusted with it ({article})", article=case.cite("PP-26"))
    if case.policy.entrusting and not case.policy.entrusted:
        yield Fault(case.policy.entrusting[0].place,
            msg("the document speaks of entrusting and names nobody entrusted"), why,
            msg("add `entrusted:`, as `- {{name: 결제 대행사, work: 결제 처리}}`"),
            ("entrusted",))  # fmt: skip
    for party in case.policy.entrusted:
        if not party.work:
            yield Fault(party.place,
                msg("'{party}' is entrusted, and the document does not say with what", party=party.name), why,
                msg("add `work:` to the party"),
                (str(party.name),))  # fmt: skip


def tools_have_a_party(case: Case) -> Iterator[Fault]:
    """Behind a tool that counts visits stands a company; it is entrusted, or it is provided with the items.

    Source: PIPA Art. 26 (2), Art. 30 (1) 4; a tool that keeps its figures abroad also PIPA Art. 28-8.

    Avoid:  automatic: {analytics: [{name: 구글 애널리틱스}]}
    Prefer: the same, and entrusted: [{name: 구글 애널리틱스, work: 이용 통계, country: US}]
    """
    provided = case.policy.provided.to if case.policy.provided else ()
    named = [*(party.name for party in case.policy.entrusted), *(each.name or "" for each in provided),
             *(each.recipient or "" for each in case.policy.overseas or ())]  # fmt: skip
    known = [normal(name) for name in named if name]
    for tool, _ in case.policy.automatic.analytics if case.policy.automatic else ():
        if not any(normal(tool) in name or name in normal(tool) for name in known):
            yield Fault(tool.place,
                msg("'{tool}' is used, and no party behind it is named", tool=tool),
                msg("a policy states the work entrusted and those entrusted with it ({article})",
                    article=case.cite("PP-26")),
                msg("name the company under `entrusted:` with its country, or under `provided:`"),
                (AUTOMATIC, str(tool)))  # fmt: skip


def provision_is_stated(case: Case) -> Iterator[Fault]:
    """Silence on third parties leaves people in doubt: say who receives items, or that nobody does.

    Source: PIPA Art. 30 (1) 3, provision to third parties, if there is any.

    Avoid:  no `provided:` at all
    Prefer: provided: {rule: 동의 없이 제공하지 않음, to: []}
    """
    if case.policy.provided is None:
        yield Fault(case.start,
            msg("the document does not say whether third parties receive personal information"),
            msg("a policy states provision to third parties if there is any ({article})", article=case.cite("PP-03")),
            msg("add `provided:` with the recipients, or with `to: []` where there are none"),
            ("provided",))  # fmt: skip


def children_are_stated(case: Case) -> Iterator[Fault]:
    """The document says what holds for children under 14, above all when it speaks of minors elsewhere.

    Source: PIPA Art. 22-2, consent of the legal representative.

    Avoid:  purposes: {identify: 미성년자의 식별}, and no `children:`
    Prefer: children: {under: 14, rule: refuse}
    """
    if case.policy.children is not None:
        return
    hint = next(_words_on_minors(case), None)
    why = msg("under 14 the legal representative consents ({article})", article=case.cite("CS-10"))
    fix = msg("add `children: {{under: 14, rule: refuse}}`, or `rule: guardian`")
    if hint is None:
        yield Fault(case.start, msg("the document does not say what holds for children under 14"), why, fix,
            ("children",))  # fmt: skip
    else:
        place, said = hint
        yield Fault(place,
            msg("'{words}' speaks of minors, and the document does not say what holds for children under 14",
                words=said),
            why, fix, ("children",), Severity.WARNING)  # fmt: skip


def _words_on_minors(case: Case) -> Iterator[tuple[Place, str]]:
    policy = case.policy
    said = [*(purpose.label for each in policy.activities for purpose in each.purposes),
            *(role.label for role in policy.roles), *(each.label for each in policy.activities)]  # fmt: skip
    return ((text.place, str(text)) for text in said if any(word in text for word in MINORS))


def guardian_has_items(case: Case) -> Iterator[Fault]:
    """Who asks the legal representative for consent needs to know whom to ask, and says so.

    Source: PIPA Art. 22-2; the name and contact of the representative may be asked of the child.

    Avoid:  children: {under: 14, rule: guardian}, and no item of a guardian
    Prefer: the same, and collect: [{required: [법정대리인의 성명, 법정대리인의 연락처]}]
    """
    place = _guardian_consents(case)
    if place is None:
        return
    listed = (one for each in case.gathered for one in each.line.items)
    if not any(one.item.startswith("guardian") or any(word in one.words for word in GUARDIAN) for one in listed):
        yield Fault(place,
            msg("the legal representative consents for children, and no item of the representative is listed"),
            msg("the consent of the legal representative is asked and confirmed ({article})",
                article=case.cite("CS-10")),
            msg("list the name and contact of the legal representative where they are collected"),
            ("children",))  # fmt: skip


def _guardian_consents(case: Case) -> Place | None:
    """Return where the document says that the legal representative is asked, in its clause or among its purposes."""
    children, purposes = case.policy.children, (each for one in case.policy.activities for each in one.purposes)
    if children is not None:
        said = children.says.place if children.says is not None else case.start
        return said if children.rule is ChildRule.GUARDIAN else None
    return next((each.label.place for each in purposes if GUARDIAN[0] in each.label and "동의" in each.label), None)


def ground_is_stated(case: Case) -> Iterator[Fault]:
    """Items processed without consent are shown with their ground, apart from those by consent.

    Source: PIPA Art. 22 (3), in force since 2023-09-15.

    Avoid:  order: {collect: [{required: [주소]}]}
    Prefer: order: {basis: contract, collect: [{required: [주소]}]}
    """
    for activity in case.policy.activities:
        if _has_no_ground(activity):
            yield Fault(activity.place,
                msg("'{activity}' collects items and does not say on what ground", activity=activity.label),
                msg("items processed without consent are shown with their ground ({article})",
                    article=case.cite("PP-20")),
                msg("add `basis: contract`, `basis: consent`, `basis: interest` or `basis: {{law: ...}}`"),
                names(activity))  # fmt: skip


def _has_no_ground(activity: Activity) -> bool:
    collects = any(group.items and group.need is not Need.OPTIONAL for group in activity.collect)  # those: consent
    purposes = [purpose.basis for purpose in activity.purposes]
    return collects and activity.basis is None and not (purposes and all(purposes))


def ground_is_known(case: Case) -> Iterator[Fault]:
    """A statute that is named as ground is one that the catalogue has; else nobody here has verified it.

    Source: PIPA Art. 15 (1) 2, a provision of an Act, or a duty under law.

    Avoid:  basis: {law: 관련 법령}
    Prefer: basis: {law: vat/32}
    """
    for activity in case.policy.activities:
        grounds = (activity.basis, *(purpose.basis for purpose in activity.purposes))
        laws = {basis.law for basis in grounds if basis and basis.kind is BasisKind.LAW and basis.law}
        for law in sorted(laws):
            if case.catalogue.find_ground(law) is None and case.catalogue.find(law) is None:
                yield Fault(activity.place,
                    msg("'{activity}' rests on '{law}', which the catalogue of law does not have: unverified",
                        activity=labels([activity]), law=law),
                    msg("items processed by law are shown with the statute ({article})", article=case.cite("PP-20")),
                    msg("name the article, and hold it against the official text"),
                    (*names(activity), law))  # fmt: skip
