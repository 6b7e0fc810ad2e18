"""The policy for machines: JSON-LD with the terms of W3C's Data Privacy Vocabulary (DPV 2).

A `dpv:PrivacyNotice` by a `dpv:DataController`, with one `dpv:PersonalDataProcess` for each activity: whose data, what,
why, on what ground, until when. Names and sentences stay in the words of the policy, as text in Korean; lengths of time
are ISO 8601. Terms come from dpv.toml; nothing that the policy does not say is inferred from them.
"""

import json
from collections.abc import Iterable

from jikim.policy import Activity, Basis, BasisKind, Collect, End, Keep, Need, Policy, Text
from jikim.policy.parties import Officer
from jikim.publish.dpv import terms

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


def jsonld(policy: Policy) -> str:
    """Return the policy as JSON-LD: UTF-8, two spaces, a newline at the end; the same policy gives the same bytes."""
    return json.dumps({"@context": _CONTEXT, **_notice(policy)}, ensure_ascii=False, indent=2) + "\n"


def _node(kind: str, **said: Value | None) -> dict[str, Value]:
    """Return a node without what is not said; `dpv_` in a name stands for the prefix."""
    kept = {name.replace("dpv_", "dpv:"): value for name, value in said.items() if value}
    return {"@type": kind, **kept}


def _notice(policy: Policy) -> dict[str, Value]:
    version = policy.version
    return _node(
        "dpv:PrivacyNotice",
        title=_text(policy.document.title),
        version=str(version.id),
        issued=str(version.announced) if version.announced else None,
        valid=str(version.effective) if version.effective else None,
        dpv_hasDataController=_controller(policy),
        dpv_hasPersonalDataProcess=[_process(policy, each) for each in policy.activities],
        dpv_hasDataProcessor=[
            _node("dpv:DataProcessor", label=str(party.name), description=_texts(party.work))
            for party in policy.entrusted
        ],
        dpv_hasRecipientThirdParty=[
            _node("dpv:ThirdParty", label=_text(to.name), description=_texts(to.items))
            for to in (policy.provided.to if policy.provided else ())
        ],
        dpv_hasRight=[
            _node("dpv:DataSubjectRight", label=str(words or key))
            for key, words in (policy.rights.list if policy.rights else ())
        ],
        **_measures(policy),
    )


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


def _process(policy: Policy, activity: Activity) -> dict[str, Value]:
    keeps = activity.keep if activity.keep is not None else policy.keep
    roles = [role for name in activity.roles if (role := policy.role(name))]
    return _node(
        "dpv:PersonalDataProcess",
        label=str(activity.label),
        dpv_hasDataSubject=_labelled("dpv:DataSubject", (role.label for role in roles)),
        dpv_hasPurpose=[
            _node("dpv:Purpose", label=str(each.label), dpv_hasLegalBasis=_ground(each.basis))
            for each in activity.purposes
        ],
        dpv_hasLegalBasis=_ground(activity.basis),
        dpv_hasPersonalData=[node for group in activity.collect for node in _data(group)],
        dpv_hasStorageCondition=[_storage(policy, keep) for keep in keeps],
    )


def _ground(basis: Basis | None) -> dict[str, Value] | None:
    if basis is None:
        return None
    node = _node(f"dpv:{terms('ground')[basis.kind.value]}")
    return {**node, "dct:source": basis.law} if basis.kind is BasisKind.LAW and basis.law else node


def _data(group: Collect) -> list[dict[str, Value]]:
    need = terms("need").get(group.need.value) if group.need is not Need.UNSAID else None
    necessity: Value | None = {"@id": f"dpv:{need}"} if need else None
    return [_node(_item(each.item), label=str(each.words), dpv_hasNecessity=necessity) for each in group.items]


def _item(item: str) -> str:
    found = terms("item").get(item)
    return f"pd:{found}" if found else "dpv:PersonalData"


def _storage(policy: Policy, keep: Keep) -> dict[str, Value]:
    return _node(
        "dpv:StorageDuration",
        description=_text(keep.says),
        dpv_hasDuration=[_duration(policy, end) for end in keep.ends],
    )


def _duration(policy: Policy, end: End) -> dict[str, Value]:
    event = policy.event(end.event)
    label = str(event.label) if event else end.event
    if end.bare:
        return _node("dpv:UntilEventDuration", label=label)
    if end.period.business_days:  # which ISO 8601 has no form for
        return _node("dpv:TemporalDuration", label=label, description=str(end.words))
    return _node("dpv:TemporalDuration", label=label, duration=end.period.iso())


def _labelled(kind: str, found: Iterable[Text]) -> list[Value]:
    return [_node(kind, label=str(text)) for text in found]


def _text(text: Text | None) -> str | None:
    return None if text is None else str(text)


def _texts(found: Iterable[Text]) -> list[Value]:
    return [str(text) for text in found]
