"""The policy for machines: JSON-LD with the terms of W3C's Data Privacy Vocabulary (DPV 2).

A `dpv:PrivacyNotice` by a `dpv:DataController`, with one `dpv:PersonalDataProcess` for each activity: whose data, what,
why, on what ground, until when. Names and sentences stay in the words of the policy, as text in Korean; lengths of time
are ISO 8601. DPV has no words for which of several ends comes first, for what is left out and for a least length: these
are told in the words of the document. Terms come from dpv.toml; nothing that the policy does not say is inferred from
them.
"""

import json
from collections.abc import Iterable

from jikim.law import Catalogue
from jikim.lifecycle import rules_of
from jikim.messages import Language, msg, say
from jikim.policy import Activity, Basis, Collect, End, Keep, Listed, Need, Policy, Statutory, Text
from jikim.policy.parties import Officer, Recipient
from jikim.publish.asking import RIGHTS
from jikim.publish.dpv import terms
from jikim.publish.parties import receiver
from jikim.publish.retention import preserved_until
from jikim.publish.wording import Wording

_CONTEXT: dict[str, object] = {
    "dpv": "https://w3id.org/dpv#",
    "pd": "https://w3id.org/dpv/pd#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "label": {"@id": "rdfs:label", "@language": "ko"},
    "title": {"@id": "dct:title", "@language": "ko"},
    "description": {"@id": "dct:description", "@language": "ko"},
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "valid": {"@id": "dct:valid", "@type": "xsd:date"},
    "version": "dct:hasVersion",
    "duration": {"@id": "dct:extent", "@type": "xsd:duration"},
}
Value = str | list["Value"] | dict[str, "Value"]


def jsonld(policy: Policy, law: Catalogue) -> str:
    """Return the policy as JSON-LD: UTF-8, two spaces, a newline at the end; the same policy gives the same bytes."""
    notice = _notice(Wording(Language.KOREAN, policy, law))
    return json.dumps({"@context": _CONTEXT, **notice}, ensure_ascii=False, indent=2) + "\n"


def _node(kind: str, **said: Value | None) -> dict[str, Value]:
    """Return a node without what is not said; `dpv_` in a name stands for the prefix."""
    kept = {name.replace("dpv_", "dpv:"): value for name, value in said.items() if value}
    return {"@type": kind, **kept}


def _notice(wording: Wording) -> dict[str, Value]:
    policy, version = wording.policy, wording.policy.version
    return _node(
        "dpv:PrivacyNotice",
        title=_text(policy.document.title),
        version=str(version.id),
        issued=str(version.announced) if version.announced else None,
        valid=str(version.effective) if version.effective else None,
        dpv_hasDataController=_controller(policy),
        dpv_hasPersonalDataProcess=[_process(wording, each) for each in policy.activities],
        dpv_hasDataProcessor=[
            _node("dpv:DataProcessor", label=str(party.name), description=_texts(party.work))
            for party in policy.entrusted
        ],
        dpv_hasRecipientThirdParty=[
            _node("dpv:ThirdParty", label=_receiver(wording, to), description=_texts(to.items))
            for to in (policy.provided.to if policy.provided else ())
        ],
        dpv_hasRight=[
            _node("dpv:DataSubjectRight", label=str(words) if words else _right(key))
            for key, words in (policy.rights.list if policy.rights else ())
        ],
        **_measures(policy),
    )


def _right(key: Text) -> str:
    return say(RIGHTS[key], Language.KOREAN) if key in RIGHTS else str(key)


def _receiver(wording: Wording, to: Recipient) -> list[Value]:
    return [line.text for line in receiver(wording, to)]


def _controller(policy: Policy) -> dict[str, Value]:
    return _node(
        "dpv:DataController",
        label=_text(policy.controller.name),
        dpv_hasDataProtectionOfficer=[_officer(each) for each in policy.officers if each.role == "cpo"],
    )


def _officer(officer: Officer) -> dict[str, Value]:
    contacts = [str(text) for text in (officer.phone, officer.email) if text]
    return _node("dpv:DataProtectionOfficer", label=_text(officer.name or officer.title), dpv_hasContact=list(contacts))


def _measures(policy: Policy) -> dict[str, Value | None]:
    found = policy.safeguards
    if found is None:
        return {}
    return {
        "dpv_hasOrganisationalMeasure": _labelled("dpv:OrganisationalMeasure", found.managerial),
        "dpv_hasTechnicalMeasure": _labelled("dpv:TechnicalMeasure", found.technical),
        "dpv_hasPhysicalMeasure": _labelled("dpv:PhysicalMeasure", found.physical),
    }


def _process(wording: Wording, activity: Activity) -> dict[str, Value]:
    policy = wording.policy
    return _node(
        "dpv:PersonalDataProcess",
        label=wording.label(activity.id),
        dpv_hasDataSubject=_roles(policy, activity.roles),
        dpv_hasPurpose=[
            _node("dpv:Purpose", label=str(each.label), dpv_hasLegalBasis=_ground(wording, each.basis))
            for each in activity.purposes
        ],
        dpv_hasLegalBasis=_ground(wording, activity.basis),
        dpv_hasPersonalData=[node for group in activity.collect for node in _data(group)],
        dpv_hasStorageCondition=[
            *(_storage(wording, keep) for keep in rules_of(policy, activity)),
            *(_statutory(wording, line) for line in policy.statutory if activity.id in (line.of or ())),
        ],
    )


def _ground(wording: Wording, basis: Basis | None) -> dict[str, Value] | None:
    if basis is None:
        return None
    node = _node(f"dpv:{terms('ground')[basis.kind.value]}")
    found = wording.law.find_ground(basis.law or "")
    return {**node, "dct:source": wording.cite(found)} if found else node


def _data(group: Collect) -> list[dict[str, Value]]:
    need = terms("need").get(group.need.value) if group.need is not Need.UNSAID else None
    necessity: Value | None = {"@id": f"dpv:{need}"} if need else None
    return [_node(_item(each.item), label=str(each.words), dpv_hasNecessity=necessity) for each in group.items]


def _items(items: Iterable[Listed]) -> list[Value]:
    return [_node(_item(each.item), label=str(each.words)) for each in items]


def _item(item: str) -> str:
    found = terms("item").get(item)
    return f"pd:{found}" if found else "dpv:PersonalData"


def _storage(wording: Wording, keep: Keep) -> dict[str, Value]:
    phrase = wording.until(keep.ends, keep.place, by_law=keep.by_law)
    left_out = [say(msg("left out: "), wording.language) + str(each.words) for each in keep.leaves_out]
    return _node(
        "dpv:StorageDuration",
        description=[*_texts([keep.says] if keep.says else []), *([phrase.text] if phrase else []), *left_out],
        dpv_hasDataSubject=_roles(wording.policy, keep.roles),
        dpv_hasPersonalData=_items(keep.items),
        dpv_hasDuration=[_duration(wording, end) for end in keep.ends],
    ) | _sources(wording, keep.cited, keep.law)


def _statutory(wording: Wording, line: Statutory) -> dict[str, Value]:
    """Return what is preserved under another law, by its records."""
    return _node(
        "dpv:StorageDuration",
        label=str(line.record),
        dpv_hasPersonalData=_items(line.items),
        dpv_hasDuration=[_duration(wording, preserved_until(line))],
    ) | _sources(wording, line.cited, line.law)


def _sources(wording: Wording, cited: Text | None, law: Text | None) -> dict[str, Value]:
    found = wording.law.find_retention(law) if law else None
    sources = [*_texts([cited] if cited else []), *([wording.cite(found.fact)] if found else [])]
    return {"dct:source": sources} if sources else {}


def _duration(wording: Wording, end: End) -> dict[str, Value]:
    label = wording.event(end.event)
    if end.bare:
        return _node("dpv:UntilEventDuration", label=label)
    told = say(wording.end(end), wording.language)
    if end.period.business_days:  # which ISO 8601 has no form for
        return _node("dpv:TemporalDuration", label=label, description=told)
    return _node(
        "dpv:TemporalDuration", label=label, description=told if end.at_least else None, duration=end.period.iso()
    )


def _roles(policy: Policy, names: Iterable[Text]) -> list[Value]:
    return _labelled("dpv:DataSubject", (role.label for name in names if (role := policy.role(name))))


def _labelled(kind: str, found: Iterable[Text]) -> list[Value]:
    return [_node(kind, label=str(text)) for text in found]


def _text(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _texts(found: Iterable[Text]) -> list[Value]:
    return [str(text) for text in found]
