"""The facts of the whole policy: dates, names, rights, destruction, cookies, children, changes, training, promises."""

from collections.abc import Iterator

from bench.reader.document import Row, lines_of, row, rows, words
from bench.reader.facts import Fact, Open, Value, cut, ends, hidden, label
from bench.reader.parties import officer

ON_DAYS = ("announced", "effective", "last_changed", "version")


def one(kind: str, name: str, value: Value, *places: Row) -> Iterator[Fact]:
    """A fact that stands once, unless its value is missing."""
    if value is not None:
        yield Fact(kind, ((name, value),), lines_of(*places))


def there(value: object) -> Value:
    """Whether something is said at all, whatever its words."""
    return "stated" if value else None


def dates(document: Row) -> Iterator[Fact]:
    """The days of the policy, and its version."""
    section = row(document.get("dates"))
    for name in ON_DAYS:
        yield from one("dates", name, label(section.get(name)), section)


def names(document: Row) -> Iterator[Fact]:
    """The controller, the service, the laws it follows, and the kinds of people."""
    controller, service = row(document.get("controller")), row(document.get("service"))
    yield from one("names", "controller", label(controller.get("name")))
    for name, values in (("alias", controller.get("aliases")), ("service", service.get("names")),
                         ("url", service.get("urls")), ("law", document.get("legal_frame"))):  # fmt: skip
        for text in words(values):
            yield from one("names", name, label(text))
    for role in rows(document.get("roles")):
        yield from one("roles", "label", label(role.get("label")))


def rights(document: Row) -> Iterator[Fact]:
    """Which rights, by which ways, through whom, within which limits, and how they are answered."""
    section = row(document.get("rights"))
    for right in rows(section.get("list")):
        yield from one("rights", "right", label(right.get("id")), right, section)
    for channel in words(section.get("channels")):
        yield from one("rights", "channel", label(channel), section)
    by = row(section.get("representative"))
    for name in ("legal", "agent"):
        yield from one("rights", name, cut(by.get(name)), by)
    form, check = row(section.get("poa_form")), row(section.get("identity_check"))
    if form:
        yield Fact("rights", (("poa_form", cut(form["form"]) if "form" in form else Open.UNSAID),), lines_of(form))
    yield from one("rights", "identity_check", there(check), check)
    for limit in rows(section.get("limits")):
        yield from one("rights", "limit", cut(limit.get("text")), limit)
    yield from one("rights", "response", cut(section.get("response")), section)
    request = row(section.get("request_form"))
    yield from one("rights", "request_form", cut(request.get("form")), request)


def destruction(document: Row) -> Iterator[Fact]:
    """When, by when, by whose leave, and how things are destroyed; and whether some are first moved apart."""
    section = row(document.get("destruction"))
    for trigger in words(section.get("triggers")):
        yield from one("destruction", "trigger", cut(trigger), section)
    deadline = section.get("deadline")
    within = row(deadline)
    yield from one("destruction", "deadline", label(within.get("text")) if within else label(deadline), within, section)
    yield from one("destruction", "max", label(within.get("max")), within, section)
    approval = row(section.get("approval"))
    if approval:
        yield Fact("destruction", (("approval", cut(approval.get("by")) or Open.PRESENT),), lines_of(approval, section))
    yield from one("destruction", "selection", there(section.get("selection")), row(section.get("selection")), section)
    for name, value in row(section.get("methods")).items():
        yield from one("destruction", name, cut(value), section)
    apart = row(section.get("separate_db"))
    yield from one("destruction", "separate_db", there(apart.get("used")), apart, section)
    for way in words(row(section.get("by_user")).get("methods")):
        yield from one("destruction", "by_user", cut(way), row(section.get("by_user")), section)


def cookies(document: Row) -> Iterator[Fact]:
    """Whether cookies are used, what for, how to refuse and what follows; who analyses and who advertises."""
    section = row(document.get("cookies"))
    yield from one("cookies", "uses", label(section.get("uses")), section)
    for name in ("purpose", "consequence"):
        yield from one("cookies", name, cut(section.get(name)), section)
    for way in words(section.get("refusal")):
        yield from one("cookies", "refusal", cut(way), section)
    advertising = row(section.get("advertising"))
    for place in (section, advertising):
        for browser, path in row(place.get("refusal_by_browser")).items():
            fields: tuple[tuple[str, Value], ...] = (("browser", label(browser)), ("way", cut(path)))
            yield Fact("cookies", fields, lines_of(place, section))
    analysts = section.get("third_party_analytics")
    for name in (*words(analysts), *(str(who.get("name")) for who in rows(analysts))):
        yield from one("cookies", "analytics", label(name), section)
    for name in words(advertising.get("recipients")):
        yield from one("cookies", "advertiser", label(name), advertising)
    for rule in rows(advertising.get("retention")):
        yield from one("cookies", "ends", ends(rule), rule)


def children(document: Row) -> Iterator[Fact]:
    """The rule for children and the age; `not_stated` is no fact."""
    section = row(document.get("children"))
    rule = label(section.get("rule"))
    if rule not in (None, "not_stated"):
        yield Fact("children", (("rule", rule), ("age", label(section.get("age")))), lines_of(section))


def changes(document: Row) -> Iterator[Fact]:
    """How and how early a change is told."""
    section = row(document.get("change_notice"))
    yield from one("notice of change", "method", cut(section.get("method")), section)
    for name in ("days_before", "days_before_important"):
        yield from one("notice of change", name, label(section.get(name)), section)
    yield from one("notice of change", "stated", there(section), section)


def training(document: Row) -> Iterator[Fact]:
    """Who is trained in what, how often, how long, and by which recurrence."""
    section = row(document.get("training"))
    for name in ("who", "content"):
        for text in words(section.get(name)):
            yield from one("training", name, label(text), section)
    for name in ("frequency", "frequency_min_text", "duration"):
        yield from one("training", name, label(section.get(name)), section)
    for name in ("rrule", "tz", "may_change"):
        yield from one("training", name, label(row(section.get("rule")).get(name)), section)


def safeguards(document: Row) -> Iterator[Fact]:
    """Safeguards by their group."""
    for group, listed in row(document.get("safeguards")).items():
        for safeguard in rows(listed):
            fields = (
                ("group", label(group)),
                ("text", cut(safeguard.get("text"))),
                ("min", label(safeguard.get("min"))),
            )
            yield Fact("safeguards", fields, lines_of(safeguard))


def promises(document: Row) -> Iterator[Fact]:
    """Other promises by their kind, with the event they last until."""
    for promise in rows(document.get("promises")):
        fields = (("promise", label(promise.get("kind"))), ("until", label(promise.get("until"))))
        yield Fact("promises", fields, lines_of(promise))


def cameras(document: Row) -> Iterator[Fact]:
    """The rules for cameras, and what an app asks leave for."""
    section = row(document.get("cctv"))
    for text in words(section.get("purposes")):
        yield from one("cameras", "purpose", label(text), section)
    for place in rows(section.get("places")):
        yield from one("cameras", "place", label(place.get("text")), place, section)
    for rule in rows(section.get("retention")):
        yield from one("cameras", "ends", ends(rule), rule, section)
    for who in rows(section.get("officers")):
        yield officer("cameras", who)
    for leave in rows(document.get("permissions")):
        yield from one("permissions", "text", label(leave.get("text")), leave)


def terms(document: Row) -> Iterator[Fact]:
    """What the contract with an entrusted party holds, and how the controller is reached about rights."""
    for text in words(document.get("processing_terms")):
        yield from one("entrusting terms", "text", cut(text))
    contact = row(row(document.get("rights")).get("contact"))
    for name in ("phone", "email"):
        yield from one("rights", f"contact_{name}", hidden(contact.get(name)), contact)
