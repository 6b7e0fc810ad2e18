"""A label of gold/ -> facts. Ids are translated by the data file, words stay words.

What is not read here, and why: line numbers, layout (`group`, `inherits`, `tie`) and whole sentences (`phrase`) are
not facts of a policy; `law_findings` belong to the checks, `ambiguities` to DECISIONS.md.
"""

from collections.abc import Iterator
from typing import Any

from tests.examples.facts import OPEN, Fact, without_address, words

Gold = dict[str, Any]


class Names:
    """How the labels' ids are called in one policy: what all policies share, then what this one calls its own."""

    def __init__(self, table: Gold, policy: str) -> None:
        own = table["policies"].get(policy) or {}
        kinds = {*table["names"], *own} - {"exceptions"}
        self.of = {kind: {**(table["names"].get(kind) or {}), **(own.get(kind) or {})} for kind in kinds}

    def get(self, kind: str, name: str) -> str:
        return str(self.of.get(kind, {}).get(name, name))


def facts_of_gold(gold: Gold, names: Names) -> Iterator[Fact]:
    """Yield the facts of a label."""
    yield from _frame(gold, names)
    yield from _collecting(gold, names)
    for rule in [*gold["retention_default"], *gold["retention_special"]]:
        yield from _rule(rule, OPEN, names)
    yield from _statutes(gold, names)
    yield from _parties(gold, names)
    yield from _rights(gold["rights"] or {}, names)
    yield from _ending(gold["destruction"] or {})
    yield from _guarding(gold, names)
    yield from _promising(gold, names)


def _frame(gold: Gold, names: Names) -> Iterator[Fact]:
    source, service, controller, dates = gold["source"], gold["service"], gold["controller"], gold["dates"]
    if source["title"]:
        yield "title", words(source["title"])
    yield "complete", str(source["complete"]).lower()
    yield from (("service", words(name)) for name in service.get("names") or [])
    yield from (("does", words(without_address(text))) for text in service.get("description", []))
    name = controller["name"] or controller.get("inferred_name")
    yield "controller", words(name)
    yield from (("alias", words(alias)) for alias in controller["aliases"])
    yield from ((day, str(dates[day])) for day in ("announced", "effective") if dates[day])
    yield from (("law", words(law)) for law in gold.get("legal_frame") or [])
    for role in gold["roles"]:
        under = names.get("roles", role["under"]) if role.get("under") else ""
        yield "role", names.get("roles", role["id"]), words(role["label"]), under


def _collecting(gold: Gold, names: Names) -> Iterator[Fact]:
    for activity in gold["activities"]:
        name = names.get("activities", activity["id"])
        yield "label", name, words(activity["context"])
        yield "roles", name, _roles(activity["roles"], names)
        yield from (("purpose", name, words(text)) for text in activity["purposes"])
        yield from (("ground", name, basis["law"]) for basis in activity.get("legal_basis", []))
        yield from (("note", name) for _ in activity.get("notes", []))
        for group in activity["items"]:
            yield from _group(group, name, activity["roles"], names)
        for rule in activity["retention"]:
            yield from _rule(rule, name, names)
    auto = gold["auto_collected"]
    yield from (("item", "automatic", "", "", "", words(item)) for item in auto["items"])
    yield from (("purpose", "automatic", words(text)) for text in auto.get("purposes", []))
    if auto.get("etc") or "등" in auto.get("phrase", ""):
        yield "etc", "automatic"
    for rule in auto["retention"]:
        yield from _rule(rule, "automatic", names)
    yield from (("method", words(text)) for text in gold["collection_methods"])
    for item in gold.get("item_parts", []):
        yield from (("part", words(item["head"]), words(part)) for part in item["parts"])


def _roles(roles: list[str], names: Names) -> str:
    return "+".join(sorted(names.get("roles", role) for role in roles))


def _group(group: Gold, activity: str, all_roles: list[str], names: Names) -> Iterator[Fact]:
    roles = _roles(all_roles if group["role"] == "all" else [group["role"]], names)
    case = words(group["when"]) if group.get("when") else ""
    yield from (("item", activity, roles, group["need"], case, words(item)) for item in group["items"])
    yield from (("ask", activity, words(consent)) for consent in group.get("consents", []))


def _rule(rule: Gold, activity: str, names: Names) -> Iterator[Fact]:
    """Yield one fact a rule; `latest` joins what are several rules in a policy, where the latest keeps."""
    if "ref" in rule:
        return
    ends = [rule, *rule.get("alt", [])]
    for together in [[end] for end in ends] if rule.get("combine") == "latest" else [ends]:
        hold = names.of["holds"].get(together[0]["until"])
        scope = "all" if rule["applies_to"] == "all" else words(*rule["applies_to"])
        if hold:
            yield "hold", hold, activity, scope
            continue
        place = OPEN if rule["store"] == "unspecified" else rule["store"]
        store = words(rule["store_name"]) if rule.get("store_name") else OPEN
        yield "keep", activity, scope, place, _ends(together, names), store, _statute(rule["statute"])


def _ends(ends: list[Gold], names: Names) -> str:
    said = (
        "law" if end["until"] == "statutory_term" else f"{end['plus']} {names.get('events', end['until'])}"
        for end in ends
    )
    return ", ".join(sorted(said))


def _statute(statute: str | list[str] | None) -> str:
    laws = statute if isinstance(statute, list) else [statute]
    return "+".join(sorted(law for law in laws if law and law != "unnamed"))


def _statutes(gold: Gold, names: Names) -> Iterator[Fact]:
    for line in gold["statutory_retention"]:
        record = words(line["record_text"] or names.get("records", line["record"]))
        law = line["law"] or line.get("law_expected") or "none"
        least = "at least" if line.get("at_least") else ""
        yield "statutory", record, names.get("laws", f"{law}/{line['record']}"), line["duration"], least
        yield "cited", record, words(line["law_text"])
        if line.get("duration_text"):
            yield "said", record, words(line["duration_text"])
        if line.get("scope"):
            yield "binds", record, names.get("activities", line["scope"])


def _parties(gold: Gold, names: Names) -> Iterator[Fact]:
    for party in gold["processors"]:
        name = words(party["name"])
        yield "entrusted", name
        yield from (("work", name, words(work)) for work in party.get("work_items") or [party["work"]])
        if party.get("location"):
            yield "location", name, words(party["location"])
        if party.get("retention"):
            yield "returns", name, _ends([party["retention"], *party["retention"]["alt"]], names)
    yield from (("entrusting", words(text)) for text in gold.get("processing_terms", []))
    third = gold["third_party"]
    if third:
        yield ("provided", "rule")
        yield from (("provided", "except", one["id"]) for one in third["exceptions"])
        for one in third["provisions"]:
            recipient = words(one["recipient"]) if one["recipient"] else "successor"
            yield "provided", "to", recipient, words(*one.get("items", [])), str(len(one.get("duty", [])))
            if one.get("condition"):
                yield "provided", "when", recipient


def _rights(rights: Gold, names: Names) -> Iterator[Fact]:
    yield from (("right", names.get("rights", right["id"])) for right in rights.get("list", []))
    yield from (("channel", words(channel)) for channel in rights.get("channels", []))
    yield from (("delegate", kind) for kind in ("legal", "agent") if (rights.get("representative") or {}).get(kind))
    if rights.get("response"):
        yield "response", words(rights["response"])
    yield from (("rights", part) for part, key in _ASKED if rights.get(key))
    if rights.get("limits"):
        yield "limits", str(len(rights["limits"]))
    yield from (("rights cite", words(text)) for text in rights.get("cites", []))


_ASKED = (("form", "poa_form"), ("identity", "identity_check"))


def _ending(destruction: Gold) -> Iterator[Fact]:
    yield from (("trigger", words(text)) for text in destruction.get("triggers", []))
    deadline = destruction.get("deadline")
    if deadline:
        yield "within", deadline["max"] if isinstance(deadline, dict) else words(deadline)
    if destruction.get("approval"):
        yield "destruction", "approval"
    if destruction.get("selection"):
        yield "destruction", "steps"
    yield from (("destruction", kind) for kind in destruction.get("methods", {}))
    if destruction.get("separate_db", {}).get("used"):
        yield "destruction", "separate"


def _guarding(gold: Gold, names: Names) -> Iterator[Fact]:
    for officer in gold["officers"]:
        reach = [way for way in ("phone", "email") if officer[way]]
        yield "officer", officer["role"], words(officer["role_text"]), words(officer["title"] or ""), "+".join(reach)
    for kind, measures in (gold["safeguards"] or {}).items():
        if measures:
            yield "safeguards", kind, str(len(measures))
    training = gold.get("training")
    if training:
        yield "training", "every", training["rule"]["rrule"].removesuffix(";BYMINUTE=0")
        yield "training", "for", words(training["duration"])
        yield "training", "at least", words(training["frequency_min_text"])
        yield "training", "may move", str(training["rule"]["may_change"]).lower()
        yield from (("training", "who", words(text).removesuffix("등")) for text in training["who"])
        yield from (("training", "what", words(text).removesuffix("등")) for text in training["content"])
    yield from _cookies(gold["cookies"] or {})
    if gold["children"]["rule"] != "not_stated":
        yield "children", names.get("children", gold["children"]["rule"]), str(gold["children"]["age"])
        yield from (("children", "why") for _ in [1] if gold["children"].get("reason"))
    for remedy in gold["remedies"]:
        yield "remedy", words(remedy["name"]), remedy["phone"]
        yield from (("remedy", words(remedy["name"]), key) for key in ("by", "address", "work") if remedy.get(key))
    change = gold["change_notice"]
    if change:
        yield "notice", words(change["method"]) if change["method"] else OPEN


def _cookies(cookies: Gold) -> Iterator[Fact]:
    browsers = cookies.get("refusal_by_browser") or ([OPEN] if cookies.get("refusal") else [])
    yield from (("refusal", words(browser) if browser != OPEN else OPEN) for browser in browsers)
    yield from (("cookies", part) for part in ("purpose", "consequence") if cookies.get(part))
    for one in cookies.get("third_party_analytics") or []:
        name = one["name"] if isinstance(one, dict) else one
        yield "analytics", words(name), "opt out" if isinstance(one, dict) and one.get("opt_out") else ""


def _promising(gold: Gold, names: Names) -> Iterator[Fact]:
    for promise in gold["promises"]:
        kind = promise["kind"]
        yield ("hold", names.get("holds", promise["until"]), OPEN, OPEN) if kind == "legal_hold" else ("promise", kind)
        yield from (("promise item", kind, words(item)) for item in promise.get("items", []))
        yield from (("promise", kind, key) for key in ("condition", "basis") if promise.get(key))
