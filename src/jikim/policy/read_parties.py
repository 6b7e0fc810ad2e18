"""The part of a policy that binds people: officers, parties, rights, destruction, promises."""

from jikim.messages import msg
from jikim.period import Period
from jikim.policy.node import Series, Table, Text
from jikim.policy.parties import (
    Child,
    ChildRule,
    Controller,
    Destruction,
    Disclosure,
    Document,
    Entrusted,
    Gateway,
    Matter,
    Notice,
    Officer,
    Overseas,
    Promise,
    Provided,
    Recipient,
    Remedy,
    Rights,
    Safeguards,
    Service,
    Training,
    Version,
    Waiver,
)
from jikim.policy.reading import Reader
from jikim.policy.until import UntilError, read_length


def read_document_part(reader: Reader) -> Document:
    """Return `document:`; a policy is complete unless it says otherwise."""
    inner = reader.inner("document")
    if inner is None:
        return Document(None, True, (), reader.place)
    document = Document(inner.text("title"), inner.flag("complete", otherwise=True), inner.texts("laws"),
                        inner.place)  # fmt: skip
    inner.close()
    return document


def read_service(reader: Reader) -> Service:
    """Return `service:`, whose id is needed to run."""
    reader.require("service")
    inner = reader.inner("service")
    if inner is None:
        return Service("", None, None, ())
    service = Service(str(inner.check_id(inner.need("id"))), inner.text("name"), inner.text("url"), inner.texts("does"))
    inner.close()
    return service


def read_controller(reader: Reader) -> Controller:
    """Return `controller:`."""
    inner = reader.inner("controller")
    if inner is None:
        return Controller(None, ())
    controller = Controller(inner.text("name"), inner.texts("alias"), inner.text("country"))
    inner.close()
    return controller


def read_officer(reader: Reader) -> Officer:
    """Return one officer."""
    return Officer(
        role=reader.need("role"),
        title=reader.text("title"),
        position=reader.text("position"),
        department=reader.text("department"),
        phone=reader.text("phone"),
        email=reader.text("email"),
        name=reader.text("name"),
        address=reader.text("address"),
    )


def read_version(reader: Reader) -> Version:
    """Return `version:`, whose id is needed to run."""
    reader.require("version")
    inner = reader.inner("version")
    if inner is None:
        return Version(Text.at("", reader.place), None, None, None, reader.place)
    version = Version(inner.need("id"), inner.day("announced"), inner.day("effective"), inner.text("says"), inner.place)
    inner.close()
    return version


def read_entrusted(reader: Reader) -> Entrusted:
    """Return one entrusted party."""
    return Entrusted(
        name=reader.need("name"),
        work=reader.texts("work"),
        country=reader.text("country"),
        location=reader.text("place"),
        until=reader.texts("until"),
        etc=reader.flag("etc", otherwise=False),
        says=reader.text("says"),
        place=reader.place,
        passed_on_by=reader.text("from"),
    )


def read_provided(reader: Reader) -> Provided | None:
    """Return `provided:`; absent means that the document does not say."""
    inner = reader.inner("provided")
    if inner is None:
        return None
    to = tuple(_recipient(each) for each in inner.series("to"))
    provided = Provided(inner.text("rule"), inner.words("except"), to, inner.has("to") and not to, inner.place)
    inner.close()
    return provided


def _recipient(reader: Reader) -> Recipient:
    recipient = Recipient(
        name=reader.text("name"),
        role=reader.text("role"),
        successor=reader.flag("successor", otherwise=False),
        items=reader.texts("items"),
        purpose=reader.text("purpose"),
        until=reader.text("until"),
        when=reader.text("when"),
        ongoing=reader.flag("ongoing", otherwise=False),
        duties=reader.texts("duties"),
        says=reader.text("says"),
        place=reader.place,
        country=reader.text("country"),
        refusal=reader.text("refusal"),
    )
    reader.close()
    return recipient


def read_overseas(reader: Reader) -> Overseas:
    """Return one transfer abroad."""
    return Overseas(
        recipient=reader.text("recipient"),
        country=reader.text("country"),
        items=reader.texts("items"),
        purpose=reader.text("purpose"),
        until=reader.text("until"),
        how=reader.text("how"),
        refusal=reader.text("refusal"),
        place=reader.place,
        contact=reader.text("contact"),
        basis=reader.choice("basis", Gateway),
    )


def read_children(reader: Reader) -> Child | None:
    """Return `children:`."""
    inner = reader.inner("children")
    if inner is None:
        return None
    child = Child(
        under=inner.number("under") or 14,
        rule=inner.choice("rule", ChildRule) or ChildRule.REFUSE,
        why=inner.text("why"),
        says=inner.text("says"),
        place=inner.place,
    )
    inner.close()
    return child


def read_destruction(reader: Reader) -> Destruction | None:
    """Return `destruction:`."""
    inner = reader.inner("destruction")
    if inner is None:
        return None
    destruction = Destruction(
        within=_period(inner, "within"),
        within_says=inner.text("within"),
        approval=inner.text("approval"),
        triggers=inner.texts("when"),
        steps=inner.texts("steps"),
        electronic=inner.text("electronic"),
        paper=inner.text("paper"),
        separate=inner.words("separate"),
        says=inner.text("says"),
        place=inner.place,
    )
    inner.close()
    return destruction


def _period(reader: Reader, key: str) -> Period | None:
    """Return a length; None for words without a figure (`without delay`), which nobody can count."""
    text = reader.text(key)
    if text is None or text.replace(" ", "") in ("지체없이", "withoutdelay"):
        return None
    try:
        return read_length(text).period
    except UntilError as error:
        reader.faults.add(text.place, "until-form", error.what,
            msg("the end of a period must be computed, not guessed"), error.fix)  # fmt: skip
        return None


def read_rights(reader: Reader) -> Rights | None:
    """Return `rights:`; the list may be ids, or ids with the words printed."""
    inner = reader.inner("rights")
    if inner is None:
        return None
    freeze = inner.inner("freeze")
    rights = Rights(
        list=_listed(inner),
        channels=inner.texts("channels"),
        within=inner.text("within"),
        delegates=inner.words("delegates"),
        form=inner.text("form"),
        identity=inner.text("identity"),
        limits=inner.texts("limits"),
        freeze=freeze.texts("during") if freeze else (),
        freeze_until=freeze.text("until") if freeze else None,
        freeze_says=freeze.text("says") if freeze else None,
        self_correct=inner.text("self_correct"),
        cited=inner.texts("cited"),
        place=inner.place,
    )
    if freeze:
        freeze.close()
    inner.close()
    return rights


def _listed(reader: Reader) -> tuple[tuple[Text, Text | None], ...]:
    node = reader.node("list")
    if isinstance(node, Table):
        return reader.words("list")
    return tuple((right, None) for right in reader.texts("list"))


def read_training(reader: Reader) -> Training | None:
    """Return `training:`."""
    inner = reader.inner("training")
    if inner is None:
        return None
    training = Training(
        every=inner.text("every"),
        lasts=inner.text("for"),
        who=inner.texts("who"),
        what=inner.texts("what"),
        at_least=inner.text("at_least"),
        may_move=inner.flag("may_move", otherwise=False),
        says=inner.text("says"),
        place=inner.place,
    )
    inner.close()
    return training


def read_safeguards(reader: Reader) -> Safeguards | None:
    """Return `safeguards:`."""
    inner = reader.inner("safeguards")
    if inner is None:
        return None
    safeguards = Safeguards(
        inner.texts("managerial"), inner.texts("technical"), inner.texts("physical"), inner.texts("other")
    )
    inner.close()
    return safeguards


def read_remedy(reader: Reader) -> Remedy:
    """Return one body to turn to."""
    return Remedy(
        name=reader.need("name"),
        by=reader.text("by"),
        phone=reader.text("phone"),
        url=reader.text("url"),
        address=reader.text("address"),
        work=reader.text("work"),
    )


def read_notice(reader: Reader) -> Notice | None:
    """Return `notice:`."""
    inner = reader.inner("notice")
    if inner is None:
        return None
    notice = Notice(_period(inner, "changes"), inner.text("changes"), inner.text("by"), inner.text("says"), inner.place)
    inner.close()
    return notice


def read_disclosures(reader: Reader) -> tuple[Disclosure, ...]:
    """Return `disclosures:`, each words alone, a list of them, or a table of what belongs to the matter."""
    found = []
    for name, node in reader.entries("disclosures"):
        matter = _matter(reader, name)
        if isinstance(node, Text):
            found.append(Disclosure(matter, (reader.check_text(node, name),), name.place))
        elif isinstance(node, Series):
            said = (reader.as_text(each, name) for each in node.nodes)
            found.append(Disclosure(matter, tuple(text for text in said if text is not None), name.place))
        elif inner := reader.as_table(node, name):
            found.append(_disclosure(inner, matter, name))
    return tuple(found)


def _matter(reader: Reader, name: Text) -> Matter:
    words = [matter.value for matter in Matter]
    if name in words:
        return Matter(str(name))
    reader.faults.add(name.place, "key-unknown",
        msg("the key '{key}' is not known here", key=name),
        msg("what is not understood is not run, and nobody would notice"),
        msg("known are: {known}", known=", ".join(words)))  # fmt: skip
    return Matter.SENSITIVE


def _disclosure(reader: Reader, matter: Matter, name: Text) -> Disclosure:
    disclosure = Disclosure(
        matter=matter,
        says=reader.texts("says"),
        place=name.place,
        purpose=reader.text("purpose"),
        items=reader.texts("items"),
        until=reader.text("until"),
        to=reader.texts("to"),
        how=reader.text("how"),
        criteria=reader.texts("criteria"),
        refusal=reader.text("refusal"),
    )
    reader.close()
    return disclosure


def read_promises(reader: Reader) -> tuple[Promise, ...]:
    """Return `promises:`, each words alone, a list of them, or words with what belongs to them."""
    promises = []
    for name, node in reader.entries("promises"):
        if isinstance(node, Text):
            promises.append(Promise(name, (reader.check_text(node, name),), (), None, None))
        elif isinstance(node, Series):
            said = (reader.as_text(each, name) for each in node.nodes)
            promises.append(Promise(name, tuple(text for text in said if text is not None), (), None, None))
        elif inner := reader.as_table(node, name):
            promises.append(
                Promise(name, inner.texts("says"), inner.texts("items"), inner.text("cited"), inner.text("when"))
            )
            inner.close()
    return tuple(promises)


def read_waiver(reader: Reader) -> Waiver:
    """Return one waiver."""
    return Waiver(
        rule=reader.need("rule"),
        of=reader.text("of"),
        reason=reader.need("reason"),
        until=reader.day("until"),
        by=reader.text("by"),
        place=reader.place,
    )
