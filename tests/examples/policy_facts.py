"""A policy -> the same facts. What a policy must say beyond a label to run goes into `also`."""

from collections.abc import Iterator

from jikim.law import catalogue
from jikim.period import AT_ONCE
from jikim.policy import Activity, BasisKind, Collect, Keep, Listed, Need, Policy, Then, Where
from jikim.policy.until import read_length
from tests.examples.facts import Fact, Said, without_address, words

AUTOMATIC = "automatic"


def facts_of_policy(policy: Policy, laws: dict[str, str]) -> Said:
    """Return the facts of a policy; `laws` gives the short name of a statute cited by its title."""
    facts = (
        *_frame(policy),
        *_collecting(policy),
        *_keeping(policy, laws),
        *_statutes(policy),
        *_parties(policy),
        *_rights(policy),
        *_ending(policy),
        *_guarding(policy),
        *_promises(policy),
    )
    return Said(facts, (*_also(policy), *_features(policy)))


def _frame(policy: Policy) -> Iterator[Fact]:
    if policy.document.title:
        yield "title", words(policy.document.title)
    yield "complete", str(policy.document.complete).lower()
    yield from (("does", words(without_address(text))) for text in policy.service.does)
    if policy.controller.name:
        yield "controller", words(policy.controller.name)
    yield from (("alias", words(alias)) for alias in policy.controller.alias)
    if policy.version.announced:
        yield "announced", policy.version.announced.isoformat()
    if policy.version.effective:
        yield "effective", policy.version.effective.isoformat()
    yield from (("law", words(law)) for law in policy.document.laws)
    yield from (("role", role.id, words(role.label), role.under or "") for role in policy.roles)


def _collecting(policy: Policy) -> Iterator[Fact]:
    for activity in policy.activities:
        yield from (("purpose", activity.id, words(purpose.label)) for purpose in activity.purposes)
        if activity.basis and activity.basis.kind is BasisKind.LAW:
            yield "ground", activity.id, str(activity.basis.law).partition("/")[0]
        for group in activity.collect:
            yield from _group(policy, activity, group)
        if activity.id != AUTOMATIC:
            yield "label", activity.id, words(activity.label)
            yield "roles", activity.id, _joined(activity.roles)
    yield from dict.fromkeys(("method", words(text)) for activity in policy.activities for text in activity.methods)


def _joined(roles: tuple[str, ...]) -> str:
    return "+".join(sorted(map(str, roles)))


def _group(policy: Policy, activity: Activity, group: Collect) -> Iterator[Fact]:
    roles = _joined(group.roles or activity.roles)
    case = next((words(label) for name, label in policy.cases if name == group.case), "")
    need = "unspecified" if group.need is Need.UNSAID else group.need.value
    if activity.id == AUTOMATIC:
        roles = need = case = ""
    yield from (("item", activity.id, roles, need, case, _printed(policy, one)) for one in group.items)
    if group.ask:
        asked = policy.activity(str(group.ask))
        yield "ask", activity.id, words((asked.consent or asked.label) if asked else group.ask)


def _printed(policy: Policy, listed: Listed) -> str:
    """Return the words of an item as printed; one written by its id is printed with its parts."""
    item = policy.item(listed.item)
    if item and item.parts and listed.words == item.label and "(" not in item.label:
        return words(f"{item.label}({', '.join(item.parts)})")
    return words(listed.words)


def _keeping(policy: Policy, laws: dict[str, str]) -> Iterator[Fact]:
    own = [(activity.id, keep, activity.keep or ()) for activity in policy.activities for keep in activity.keep or ()]
    general = [(name, keep, policy.keep) for keep in policy.keep for name in (map(str, keep.of or ("policy",)))]
    for name, keep, beside in (*own, *general):
        where = keep.where or (Where.SEPARATE if keep.law not in (None, "none") or _after_leaving(keep) else Where.LIVE)
        ends = "law" if keep.by_law else ", ".join(sorted(f"{end.period.iso()} {end.event}" for end in keep.ends))
        scope = _scope(policy, keep, beside)
        yield "keep", name, scope, where.value, ends, words(keep.store) if keep.store else "", _statute(keep, laws)
    for hold in policy.holds:
        items = words(*(one.words for one in hold.items)) if hold.items else "all"
        yield from (("hold", hold.id, str(name), items) for name in hold.of or ("policy",))


def _after_leaving(keep: Keep) -> bool:
    return any(end.event == "left" and end.period != AT_ONCE for end in keep.ends)


def _scope(policy: Policy, keep: Keep, beside: tuple[Keep, ...]) -> str:
    """Return what a rule covers; leaving out what a rule beside it names leaves nothing unsaid."""
    if keep.items:
        return words(*(_printed(policy, one) for one in keep.items))
    named = {one.item for other in beside for one in other.items}
    unsaid = [one.words for one in keep.leaves_out if one.item not in named]
    return f"all but {words(*unsaid)}" if unsaid else "all"


def _statute(keep: Keep, laws: dict[str, str]) -> str:
    if keep.cited and words(keep.cited) in laws:
        return laws[words(keep.cited)]
    return "" if keep.law in (None, "none") or str(keep.law).startswith("own/") else str(keep.law).partition("/")[0]


def _statutes(policy: Policy) -> Iterator[Fact]:
    for line in policy.statutory:
        least = "at least" if line.length.at_least else ""
        duty = catalogue().find_retention(line.law)
        yield "statutory", words(line.record), duty.alias if duty else str(line.law), line.length.period.iso(), least
        if line.cited:
            yield "cited", words(line.record), words(line.cited)


def _parties(policy: Policy) -> Iterator[Fact]:
    for party in policy.entrusted:
        name = words(party.name)
        yield "entrusted", name
        yield from (("work", name, words(work)) for work in party.work)
        if party.location:
            yield "location", name, words(party.location)
        if party.until:
            yield "returns", name, ", ".join(sorted(f"P0D {event}" for event in party.until))
    yield from (("entrusting", words(text)) for text in policy.entrusting)
    if policy.provided is None:
        return
    if policy.provided.rule:
        yield "provided", "rule"
    yield from (("provided", "except", str(name)) for name, _ in policy.provided.exceptions)
    for one in policy.provided.to:
        role = policy.role(str(one.role)) if one.role else None
        recipient = "successor" if one.successor else words(role.label if role else one.name or "")
        yield "provided", "to", recipient, words(*one.items), str(len(one.duties))
        if one.when:
            yield "provided", "when", recipient


def _rights(policy: Policy) -> Iterator[Fact]:
    rights = policy.rights
    if rights is None:
        return
    yield from (("right", str(name)) for name, _ in rights.list)
    yield from (("channel", words(channel)) for channel in rights.channels)
    yield from (("delegate", str(name)) for name, _ in rights.delegates)
    if rights.within:
        yield "response", words(rights.within)
    said = {"form": rights.form, "identity": rights.identity}
    yield from (("rights", part) for part, text in said.items() if text)
    if rights.limits:
        yield "limits", str(len(rights.limits))
    yield from (("rights cite", words(text)) for text in rights.cited)


def _ending(policy: Policy) -> Iterator[Fact]:
    destruction = policy.destruction
    if destruction is None:
        return
    yield from (("trigger", words(text)) for text in destruction.triggers)
    if destruction.within_says:
        yield "within", destruction.within.iso() if destruction.within else words(destruction.within_says)
    said = {
        "approval": destruction.approval,
        "steps": destruction.steps,
        "electronic": destruction.electronic,
        "paper": destruction.paper,
        "separate": destruction.separate,
    }
    yield from (("destruction", part) for part, text in said.items() if text)


def _guarding(policy: Policy) -> Iterator[Fact]:
    for one in policy.officers:
        reach = [way for way, text in (("phone", one.phone), ("email", one.email)) if text]
        yield "officer", str(one.role), words(one.title or ""), words(one.position or ""), "+".join(reach)
    if policy.safeguards:
        said = policy.safeguards
        kinds = {"managerial": said.managerial, "technical": said.technical, "physical": said.physical,
                 "other": said.other}  # fmt: skip
        yield from (("safeguards", kind, str(len(measures))) for kind, measures in kinds.items() if measures)
    if training := policy.training:
        yield "training", "every", str(training.every or "").removesuffix(";BYMINUTE=0")
        yield "training", "for", _length(str(training.lasts or ""))
        yield from (("training", "at least", words(training.at_least)) for _ in [1] if training.at_least)
        yield "training", "may move", str(training.may_move).lower()
        yield from (("training", "who", words(text).removesuffix("등")) for text in training.who)
        yield from (("training", "what", words(text).removesuffix("등")) for text in training.what)
    if extra := policy.automatic:
        yield from (("refusal", words(browser)) for browser, _ in extra.refusal)
        yield from (("cookies", part) for part, text in (("purpose", extra.purpose), ("consequence", extra.consequence))
                    if text)  # fmt: skip
        yield from (("analytics", words(name), "opt out" if opt_out else "") for name, opt_out in extra.analytics)
    if policy.children:
        yield "children", policy.children.rule.value, str(policy.children.under)
    for remedy in policy.remedies:
        yield "remedy", words(remedy.name), str(remedy.phone or "")
    if policy.notice:
        yield "notice", words(policy.notice.by or policy.notice.says or "")


def _length(text: str) -> str:
    return f"{read_length(text).period.hours}시간" if text else ""


def _promises(policy: Policy) -> Iterator[Fact]:
    for promise in policy.promises:
        yield "promise", str(promise.kind)


def _also(policy: Policy) -> Iterator[Fact]:
    """Yield what a label may ask for in words or as present, and a policy may say more of."""
    if policy.service.name:
        yield "service", words(policy.service.name)
    for activity in policy.activities:
        if activity.note or any(group.note for group in activity.collect):
            yield "note", activity.id
        if any(group.etc for group in activity.collect) or (activity.id == AUTOMATIC and _etc(policy)):
            yield "etc", activity.id
    for item in policy.items:
        yield from (("part", words(item.label.partition("(")[0]), words(part)) for part in item.parts)
    for line in policy.statutory:
        yield "said", words(line.record), words(line.said)
        yield from (("binds", words(line.record), str(name)) for name in line.of or ())
    if policy.children and policy.children.why:
        yield "children", "why"
    for remedy in policy.remedies:
        said = {"by": remedy.by, "address": remedy.address, "work": remedy.work}
        yield from (("remedy", words(remedy.name), key) for key, text in said.items() if text)
    for hold in policy.holds:
        yield "hold", hold.id, "", ""


def _etc(policy: Policy) -> bool:
    return policy.automatic is not None and policy.automatic.etc


def _features(policy: Policy) -> Iterator[Fact]:
    """Yield the promises that a policy keeps by carrying them out."""
    for promise in policy.promises:
        yield from (("promise item", str(promise.kind), words(item)) for item in promise.items)
        said = {"condition": promise.when, "basis": promise.cited}
        yield from (("promise", str(promise.kind), key) for key, text in said.items() if text)
    keeps = (*policy.keep, *(keep for activity in policy.activities for keep in activity.keep or ()))
    rights, to = policy.rights, policy.provided.to if policy.provided else ()
    done = {
        "freeze_while_correcting": rights and rights.freeze,
        "correct_on_error_found": rights and rights.self_correct,
        "reviews_anonymised": any(activity.then is Then.ANONYMISE for activity in policy.activities),
        "use_limit_for_kept_records": any(keep.use for keep in keeps),
        "training_schedule": policy.training and policy.training.every,
        "transfer_in_merger": any(one.successor and one.duties for one in to),
        "profile_visible_if_allowed": any(one.ongoing and one.when for one in to),
        "no_children": policy.children and policy.children.rule.value == "refuse",
        "domestic_server": any(one.location or one.country == "KR" for one in policy.entrusted),
    }
    yield from (("promise", kind) for kind, kept in done.items() if kept)
