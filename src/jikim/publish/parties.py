"""Who else sees it: third parties, those entrusted, recipients abroad; and what holds for children.

PIPA Art. 30 (1) 3 and 4, Arts. 17, 22-2, 26, 28-8. A section is there when the policy speaks of the matter: an empty
list says that there is none, and nothing at all says nothing.
"""

from collections.abc import Iterator

from jikim.messages import msg
from jikim.policy import Text
from jikim.policy.parties import ChildRule, Entrusted, Gateway, Overseas, Recipient
from jikim.publish.document import Block, Cell, Line, Paragraph, Run, Section
from jikim.publish.wording import Wording, bullets, cell, paragraphs, printed, printed_all, printed_if, texts

_GATEWAYS = {
    Gateway.CONSENT: msg("consent of its own to the transfer"),
    Gateway.LAW: msg("a law, treaty or agreement"),
    Gateway.CONTRACT: msg("entrusting or storing needed to carry out a contract"),
    Gateway.CERTIFIED: msg("certification of the recipient"),
    Gateway.ADEQUATE: msg("a country or body recognised as protecting alike"),
}
_TO_HEADS = (
    msg("recipient"),
    msg("purpose of the recipient"),
    msg("items provided"),
    msg("how long the recipient keeps"),
    msg("in which case"),
    msg("how often"),
    msg("duties of the recipient"),
    msg("country"),
    msg("refusal and its effect"),
    msg("described as"),
)
_ENTRUSTED_HEADS = (
    msg("entrusted party"),
    msg("work entrusted"),
    msg("country"),
    msg("place of processing"),
    msg("passed on by"),
    msg("period of keeping"),
)
_OVERSEAS_HEADS = (
    msg("recipient"),
    msg("contact"),
    msg("ground for the transfer"),
    msg("country"),
    msg("items transferred"),
    msg("purpose of the recipient"),
    msg("how long the recipient keeps"),
    msg("when and how"),
    msg("refusal and its effect"),
)


def children(wording: Wording) -> Section | None:
    """Return what holds for children (PIPA Art. 22-2)."""
    child = wording.policy.children
    if child is None:
        return None
    rule = msg("children under {age} cannot join", age=child.under) if child.rule is ChildRule.REFUSE else msg(
        "children under {age} need the consent of their legal representative", age=child.under)  # fmt: skip
    return wording.part("", "children", msg("children's personal information"), [
        wording.definitions([
            (msg("joining and consent"), (wording.frame(rule, child.place),)),
            (msg("words of the policy"), printed_if(child.says)),
            (msg("why"), printed_if(child.why)),
        ]),
    ])  # fmt: skip


def provision(wording: Wording) -> Section | None:
    """Return what is said of third parties; an empty list says that there are none."""
    provided = wording.policy.provided
    if provided is None:
        return None
    none = () if not provided.nobody else (
        wording.frame(msg("personal information is provided to no third party."), provided.place),)  # fmt: skip
    blocks: list[Block | None] = [
        wording.definitions([
            (msg("principle"), printed_if(provided.rule)),
            (msg("exceptions"), printed_all(words for _, words in provided.exceptions)),
        ]),
        *paragraphs(none),
        wording.grid(msg("third parties that receive personal information"), _TO_HEADS,
                     (_recipient(wording, each) for each in provided.to)),
    ]  # fmt: skip
    return wording.part("", "provided", msg("provision of personal information to third parties"), blocks)


def _recipient(wording: Wording, to: Recipient) -> tuple[Cell, ...]:
    often = (wording.frame(msg("continuously"), to.place),) if to.ongoing else ()
    when, says = wording.occasion(to.when), printed_if(to.says)
    if to.when and to.says and wording.explains_nothing(to.when):  # the words printed stand for the name
        when, says = (), (Line((Run(str(to.says), (to.says.place, to.when.place)),)),)
    return (
        cell(receiver(wording, to)),
        cell(printed_if(to.purpose)),
        cell(texts(to.items)),
        cell(printed_if(to.until)),
        cell(when),
        cell(often),
        cell(printed_all(to.duties)),
        cell(printed_if(to.country)),
        cell(printed_if(to.refusal)),
        cell(says),
    )


def receiver(wording: Wording, to: Recipient) -> Iterator[Line]:
    """Yield who receives: a party by name, a role of this policy, whoever takes over the business."""
    yield from printed_if(to.name)
    if to.role is not None:
        for line in wording.roles([to.role]):
            yield wording.prefixed(msg("data subjects of this service: "), line)
    if to.successor:
        yield wording.frame(msg("whoever takes over the business"), to.place)
    if not (to.name or to.role or to.successor):
        yield wording.frame(msg("not named"), to.place)


def entrusting(wording: Wording) -> Section | None:
    """Return whom processing is entrusted to, and what the policy says of it."""
    policy = wording.policy
    if not policy.entrusted and not policy.entrusting:
        return None
    rows = (_entrusted(wording, each) for each in policy.entrusted)
    return wording.part("", "entrusted", msg("entrusting the processing of personal information"), [
        wording.grid(msg("parties entrusted with processing"), _ENTRUSTED_HEADS, rows),
        bullets(printed_all(policy.entrusting)),
    ])  # fmt: skip


def _entrusted(wording: Wording, party: Entrusted) -> tuple[Cell, ...]:
    work = printed_all(party.work)
    return (
        cell((printed(party.name),)),
        cell(work, _and_others(wording, party)),
        cell(printed_if(party.country)),
        cell(printed_if(party.location)),
        cell(printed_if(party.passed_on_by)),
        cell(wording.said_or(party.says, _ends(wording, party.until))),
    )


def _and_others(wording: Wording, party: Entrusted) -> Iterator[Line]:
    if party.etc:
        yield wording.frame(msg("and others"), party.place)


def _ends(wording: Wording, names: tuple[Text, ...]) -> Line | None:
    """Return the phrase for ends that are events alone."""
    if not names:
        return None
    said = msg("‘{event}’", event=wording.event(names[0]))
    for name in names[1:]:
        said = msg("{ends} or {end}", ends=said, end=msg("‘{event}’", event=wording.event(name)))
    places = [place for name in names for place in (name.place, *wording.event_places(name))]
    if len(names) == 1:
        return wording.frame(msg("until {end}", end=said), *places)
    return wording.frame(msg("until {ends}, whichever comes first", ends=said), *places)


def abroad(wording: Wording) -> Section | None:
    """Return the transfers abroad; an empty list says that there are none."""
    policy = wording.policy
    if policy.overseas is None:
        return None
    blocks: list[Block | None] = [
        wording.grid(msg("transfers abroad"), _OVERSEAS_HEADS, (_overseas(wording, each) for each in policy.overseas))
    ]
    if not policy.overseas:
        said = wording.frame(msg("personal information is not transferred abroad."), policy.place_of("overseas"))
        blocks = [Paragraph(said)]
    return wording.part("", "overseas", msg("transfer of personal information abroad"), blocks)


def _overseas(wording: Wording, transfer: Overseas) -> tuple[Cell, ...]:
    who = printed_if(transfer.recipient) or (wording.frame(msg("not named"), transfer.place),)
    return (
        cell(who),
        cell(printed_if(transfer.contact)),
        cell((wording.frame(_GATEWAYS[transfer.basis], transfer.place),) if transfer.basis else ()),
        cell(printed_if(transfer.country)),
        cell(texts(transfer.items)),
        cell(printed_if(transfer.purpose)),
        cell(printed_if(transfer.until)),
        cell(printed_if(transfer.how)),
        cell(printed_if(transfer.refusal)),
    )
