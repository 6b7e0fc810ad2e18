"""The forms of a policy: for each activity what is told and what is asked, compiled and never invented.

1. Items on a ground other than consent are told with it (PIPA Art. 22 (3)). 2. Each matter of items is asked by itself
with its purposes, items, period and the right to refuse (Art. 15 (2)). 3. Who receives items by consent is a matter
too (`passing.py`). What the law demands of a consent and the policy does not state is a fault at its place, under the
code of the rule of `check` that knows it; with one fault there is no form.
"""

from collections.abc import Iterator

from jikim.consent.form import Form, Ground, Guardian, Kind, Matter, Told, What, Words
from jikim.consent.kept import periods
from jikim.consent.matters import OVERSEAS, PROVIDED, needs_consent
from jikim.consent.passed import OWN_CONSENT
from jikim.consent.passing import provision, transfers
from jikim.consent.promotion import NIGHT, PROMOTION, promotes
from jikim.consent.telling import AT_NIGHT, CONTACTED, MAY_REFUSE, Telling, items_of, items_told
from jikim.errors import DocumentError, Finding, RefusedError
from jikim.law import Catalogue, LegalClass
from jikim.messages import Message, msg
from jikim.policy import Activity, Basis, BasisKind, Collect, Need, Policy, Purpose, Text
from jikim.policy.parties import ChildRule

AUTOMATIC = "automatic"
_GROUNDS = {
    BasisKind.CONTRACT: msg("making and carrying out a contract"),
    BasisKind.INTEREST: msg("legitimate interest of the controller"),
}


def forms(policy: Policy, law: Catalogue, only: str | None = None) -> tuple[Form, ...]:
    """Return the forms of every activity and of who receives items, or of `only` one of them.

    Raises DocumentError with everything that the law demands and the policy does not state; RefusedError where
    nothing of the policy is called `only`.
    """
    telling = Telling(policy, law)
    passing = [_passing(telling, name) for name in (PROVIDED, OVERSEAS) if only in (None, name)]
    activities = [activity for activity in policy.activities if only in (None, activity.id)]
    if not activities and not passing:
        raise RefusedError(
            msg("the policy has no activity called '{name}'", name=only),
            msg("a form tells and asks what the policy says"),
            msg("use one of: {known}", known=", ".join(each.id for each in policy.activities)))  # fmt: skip
    made = [form for form in (*(_form(telling, each) for each in activities), *passing) if form.grounds or form.matters]
    if telling.faults:
        raise _incomplete(policy, telling.faults)
    return tuple(made)


def _incomplete(policy: Policy, faults: list[Finding]) -> DocumentError:
    once = tuple(sorted(dict.fromkeys(faults), key=lambda fault: (fault.place, fault.rule)))
    return DocumentError(
        msg("no form can be made of '{file}'", file=policy.file),
        msg("a consent form tells what the law demands, and nothing that the policy does not say"),
        msg("mend the lines named, or ask for the form of one activity: `--activity ID`"),
        once,
    )


def _form(telling: Telling, activity: Activity) -> Form:
    grounds, asked = tuple(_grounds(telling, activity)), _asked(telling, activity)
    return Form(activity.id, activity.label, grounds, asked, _guardian(telling.policy))


def _passing(telling: Telling, name: str) -> Form:
    """Return the form of who receives items; it stands beside that of an activity which is called so."""
    made = provision(telling) if name == PROVIDED else transfers(telling)
    label = msg("provision to third parties") if name == PROVIDED else msg("transfers abroad")
    return Form(name, label, (), made, _guardian(telling.policy) if made else None)


def _guardian(policy: Policy) -> Guardian | None:
    child = policy.children
    return Guardian(child.under, child.rule is ChildRule.GUARDIAN, child.says) if child else None


# What is told without being asked


def _grounds(telling: Telling, activity: Activity) -> Iterator[Ground]:
    groups = [group for group in activity.collect if group.items and not needs_consent(activity, group)]
    if not groups or activity.id == AUTOMATIC:
        return
    bases = [basis for basis in (activity.basis, *(each.basis for each in activity.purposes)) if basis]
    if not bases:
        telling.miss("ground-missing", activity.place, "PP-20",
            msg("'{activity}' does not say on which ground its items are processed", activity=activity.label),
            msg("write `basis:`"))  # fmt: skip
    for purpose in activity.purposes:
        mixed = purpose.basis is not None and purpose.basis.kind is BasisKind.CONSENT
        if mixed or (purpose.basis is None and promotes(purpose)):
            telling.miss("marketing-not-apart" if promotes(purpose) else "grounds-mixed", purpose.label.place,
                "CS-08" if promotes(purpose) else "PP-20",
                msg("'{purpose}' needs a consent, and '{activity}' asks for none", purpose=purpose.label,
                    activity=activity.label),
                msg("make it an activity with `basis: consent` and the items it needs"))  # fmt: skip
    _refuse_own_class(telling, activity, groups, bases)
    lines = tuple(dict.fromkeys(_ground(telling, basis) for basis in bases if basis.kind is not BasisKind.CONSENT))
    told = (
        Told(What.PURPOSE, tuple(purpose.label for purpose in activity.purposes)),
        Told(What.ITEMS, tuple(items_told(telling, group, asked=False) for group in groups)),
        Told(What.PERIOD, periods(telling, activity, groups, asked=False)),
        Told(What.GROUND, lines),
    )
    yield Ground(tuple(each for each in told if each.lines), items_of(groups))


def _refuse_own_class(telling: Telling, activity: Activity, groups: list[Collect], bases: list[Basis]) -> None:
    """Report what no contract and no interest carries: what needs a consent of its own, and a resident number."""
    laws = [telling.law.find_ground(basis.law or "") for basis in bases if basis.kind is BasisKind.LAW]
    for listed in (each for group in groups for each in group.items):
        classes = telling.classes(listed.item)
        if LegalClass.RESIDENT_NUMBER in classes:
            if not any(law is None or "rrn" in law.allows for law in laws):
                telling.miss("resident-number-without-statute", listed.words.place, "CS-07",
                    msg("'{item}' is collected in '{activity}', and no statute that allows it is named",
                        item=listed.words, activity=activity.label),
                    msg("name the statute, as `basis: {{law: vat/32}}`, or do not collect it"))  # fmt: skip
            continue
        for legal, kind, rule in OWN_CONSENT:
            if legal in classes and not laws:
                telling.miss(rule, listed.words.place, kind.value,
                    msg("'{item}' is collected in '{activity}' without consent", item=listed.words,
                        activity=activity.label),
                    msg("collect it in an activity or group with a `consent:` of its own"))  # fmt: skip


def _ground(telling: Telling, basis: Basis) -> Message:
    if basis.kind is not BasisKind.LAW:
        return _GROUNDS[basis.kind]
    found = telling.law.find_ground(basis.law or "")
    return msg("required or allowed by law: {article}", article=telling.cite(found) if found else basis.law or "")


# What is asked


def _asked(telling: Telling, activity: Activity) -> tuple[Matter, ...]:
    """Return each matter once, also one that is asked for in two ways."""
    found: dict[str, Matter] = {}
    for matter in _matters(telling, activity):
        found.setdefault(matter.id, matter)
    return tuple(found.values())


def _matters(telling: Telling, activity: Activity, among: tuple[str, ...] = ()) -> Iterator[Matter]:
    """Yield what an activity asks, then what those ask that it asks for; `among` were asked before."""
    grouped: dict[str, list[Collect]] = {}
    for group in activity.collect:
        if group.items and needs_consent(activity, group):
            grouped.setdefault(group.matter, []).append(group)
    for matter, groups in grouped.items():
        yield _matter(telling, activity, matter, groups)
    among = (*among, activity.id)
    for group in activity.collect:
        other = telling.policy.activity(str(group.ask)) if group.ask is not None else None
        if other is not None and other.id not in among:
            yield from _matters(telling, other, among)


def _matter(telling: Telling, activity: Activity, matter: str, groups: list[Collect]) -> Matter:
    required = _required(telling, activity, groups)
    purposes = _consented(activity)
    kinds = tuple(_kinds(telling, activity, matter, groups, purposes))
    secret = bool({Kind.SENSITIVE, Kind.UNIQUE_IDENTIFIER} & set(kinds))
    told = [
        Told(What.PURPOSE, _purposes(telling, activity, purposes)),
        Told(What.ITEMS, tuple(items_told(telling, group) for group in groups), important=secret),
        Told(What.PERIOD, periods(telling, activity, groups), important=True),
    ]
    if Kind.PROMOTION in kinds:
        told.append(CONTACTED)
    if Kind.NIGHT in kinds:
        told.append(AT_NIGHT)
    told.append(Told(What.REFUSAL, _refusal(telling, activity, required=required)))
    title, whole = _title(activity, matter, required=required), _of_everybody(activity, groups)
    return Matter(matter, kinds, title, required, tuple(told), items_of(groups), everybody=whole)


def _of_everybody(activity: Activity, groups: list[Collect]) -> bool:
    """Return whether a matter is asked of every role of its activity, and not in some cases only."""
    always = [group for group in groups if group.case is None]
    named = {str(role) for group in always for role in group.roles}
    return any(not group.roles for group in always) or (bool(named) and named >= set(map(str, activity.roles)))


def _required(telling: Telling, activity: Activity, groups: list[Collect]) -> bool:
    """Return whether the activity is not possible without a matter; reports one in which that is not one answer."""
    needs = {group.need for group in groups}
    for group in groups:
        if group.need is Need.UNSAID:
            telling.miss("need-unsaid", group.place, "CS-NODENY",
                msg("'{activity}' does not say which of its items may be refused", activity=activity.label),
                msg("write `required:` and `optional:` instead of `items:`"))  # fmt: skip
    if needs >= {Need.REQUIRED, Need.OPTIONAL}:
        telling.miss("optional-with-required", groups[-1].place, "CS-NODENY",
            msg("'{activity}' asks for required and optional items by one consent", activity=activity.label),
            msg("give the optional items a group with a `consent:` of its own"))  # fmt: skip
    return Need.OPTIONAL not in needs


def _consented(activity: Activity) -> tuple[Purpose, ...]:
    """Return the purposes for which a consent of an activity is asked: those that rest on nothing else."""
    apart = (each for each in activity.purposes if each.basis is None or each.basis.kind is BasisKind.CONSENT)
    return tuple(apart)


def _kinds(
    telling: Telling, activity: Activity, matter: str, groups: list[Collect], purposes: tuple[Purpose, ...]
) -> Iterator[Kind]:
    yield Kind.COLLECTION
    yield from _classes(telling, activity, groups)
    words = (activity.label, activity.consent or "", matter)
    promoting = [each for each in purposes if promotes(each)]
    if promoting:
        if len(promoting) < len(purposes) and not any(PROMOTION.search(text) for text in words):
            telling.miss("marketing-not-apart", promoting[0].label.place, "CS-08",
                msg("'{purpose}' shares its consent in '{activity}' with other purposes", purpose=promoting[0].label,
                    activity=activity.label),
                msg("make it an activity with `basis: consent` and the items it needs"))  # fmt: skip
        yield Kind.PROMOTION
    at_night = [each for each in promoting if NIGHT.search(each.label)]
    if at_night and not any(NIGHT.search(text) for text in words):
        telling.miss("night-not-apart", at_night[0].label.place, "CS-AD-3",
            msg("'{words}' sends advertising at night, and no consent of its own is asked for it",
                words=at_night[0].label),
            msg("make it an activity with `consent: 야간 광고성 정보 수신`"))  # fmt: skip
    if at_night or (promoting and any(NIGHT.search(text) for text in words)):
        yield Kind.NIGHT


def _classes(telling: Telling, activity: Activity, groups: list[Collect]) -> Iterator[Kind]:
    """Yield what items of their own class make of a consent; reports those that share it, and a resident number."""
    listed = [each for group in groups for each in group.items]
    classes = {each.item: telling.classes(each.item) for each in listed}
    for each in listed:
        if LegalClass.RESIDENT_NUMBER in classes[each.item]:
            telling.miss("resident-number-consent", each.words.place, "CS-07",
                msg("'{item}' is asked by consent in '{activity}'", item=each.words, activity=activity.label),
                msg("collect it on the statute that demands it, as `basis: {{law: vat/32}}`, or not at all")
            )  # fmt: skip
    for legal, kind, rule in OWN_CONSENT:
        own = [each for each in listed if legal in classes[each.item]
               and LegalClass.RESIDENT_NUMBER not in classes[each.item]]  # fmt: skip
        if own and len(own) < len(listed):
            telling.miss(rule, own[0].words.place, kind.value,
                msg("'{item}' shares its consent in '{activity}' with other items", item=own[0].words,
                    activity=activity.label),
                msg("collect it in an activity or group with a `consent:` of its own"))  # fmt: skip
        if own:
            yield kind


def _purposes(telling: Telling, activity: Activity, purposes: tuple[Purpose, ...]) -> tuple[Words, ...]:
    if not any(purpose.label.strip() for purpose in purposes):
        telling.miss("purpose-missing", activity.place, "CS-01",
            msg("'{activity}' collects items without a purpose", activity=activity.label),
            msg("add `purposes:`, as `purposes: {{join: 회원 관리}}`"))  # fmt: skip
    return tuple(purpose.label for purpose in purposes)


def _refusal(telling: Telling, activity: Activity, *, required: bool) -> tuple[Words, ...]:
    """Return the right to refuse and what follows: of what may be left out, the law says that nothing does."""
    if not required:
        return (telling.refusable(),)
    follows: list[Text] = [words for promise in telling.policy.promises if promise.kind == "refusal_consequence"
                           for words in promise.says if words.strip()]  # fmt: skip
    if not follows:
        telling.miss("refusing-unexplained", activity.place, "CS-01",
            msg("'{activity}' asks for consent, and the document does not say what follows from refusing",
                activity=activity.label),
            msg("add `promises: {{refusal_consequence: ...}}`"))  # fmt: skip
    return (MAY_REFUSE, *follows)


def _title(activity: Activity, matter: str, *, required: bool) -> Words:
    if matter == activity.id or matter.startswith(f"{activity.id}/"):
        if activity.consent is not None and matter == activity.id:
            return activity.consent
        if required or matter == activity.id:
            return msg("collecting and using personal information: {activity}", activity=activity.label)
        return msg("collecting and using optional items: {activity}", activity=activity.label)
    return matter
