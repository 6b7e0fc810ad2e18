"""What is collected by itself, and what people give: each where it belongs (PIPA Art. 30 (1) 7).

Whoever reads the list of `automatic:` learns what a visit alone leaves behind. A cookie among the items of a form is
not seen there, and a name among the cookies is not believed.
"""

import re
from collections.abc import Iterator

from jikim.check.case import AUTOMATIC, Case, Fault, names
from jikim.messages import msg
from jikim.policy import BasisKind, Need

COUNTS = re.compile("이용 ?통계|접속 ?통계|방문 ?통계|웹 ?사?용? ?분석|로그 ?분석|행태")
DEVICE = {"cookie", "ad_id", "ip", "device_id", "mac"}
GIVEN = {"name", "email", "mobile", "phone", "address", "password", "rrn", "birth_date", "account_no", "card_no",
         "recipient_name", "delivery_address"}  # fmt: skip


def automatic_is_no_choice(case: Case) -> Iterator[Fault]:
    """What is collected by itself was not asked for; it is optional only where a consent is asked for it.

    Source: PIPA Art. 22 (1), (5), optional items are consented to; Art. 30 (1) 7, refusal of what collects by itself.

    Avoid:  automatic: {basis: interest, collect: [{optional: [접속 IP]}]}
    Prefer: automatic: {basis: interest, collect: [{required: [접속 IP]}]}
    """
    activity = case.policy.activity(AUTOMATIC)
    if activity is None or activity.consent or (activity.basis and activity.basis.kind is BasisKind.CONSENT):
        return
    for group in activity.collect:
        if group.need is Need.OPTIONAL and group.items and group.matter.startswith(f"{AUTOMATIC}/"):
            yield Fault(group.items[0].words.place,
                msg("'{items}' is collected by itself, and nobody is asked whether they want it",
                    items=", ".join(listed.words for listed in group.items)),
                msg("a policy states how devices that collect automatically can be refused ({article})",
                    article=case.cite("PP-10")),
                msg("list it under `required:`, or ask for a consent and say `basis: consent`"),
                (AUTOMATIC, *(listed.item for listed in group.items)))  # fmt: skip


def automatic_is_stated(case: Case) -> Iterator[Fault]:
    """Who has visits counted collects something by itself, and says what.

    Source: PIPA Art. 30 (1) 7, devices that collect automatically.

    Avoid:  entrusted: [{name: 나무통계, work: 이용 통계}], and no `automatic:`
    Prefer: the same, and automatic: {collect: [{required: [접속 IP, 쿠키]}], refusal: {Chrome: 설정 > 쿠키}}
    """
    if case.policy.automatic is not None:
        return
    for party in case.policy.entrusted:
        work = next((one for one in party.work if COUNTS.search(one)), None)
        if work is not None:
            yield Fault(party.place,
                msg("'{party}' does '{work}', and the document does not say what is collected by itself",
                    party=party.name, work=work),
                msg("a policy states how devices that collect automatically can be refused ({article})",
                    article=case.cite("PP-10")),
                msg("add `automatic:` with its items, purpose, period and refusal"),
                (AUTOMATIC, str(party.name)))  # fmt: skip
            return


def device_items_are_automatic(case: Case) -> Iterator[Fault]:
    """A cookie or an address of a device is listed where the document tells what is collected by itself.

    It may stand in another list too; only what is missing in `automatic:` is told.

    Source: PIPA Art. 30 (1) 7, devices that collect automatically.

    Avoid:  signup: {collect: [{required: [이메일, 쿠키]}]}, automatic: {collect: [{required: [접속 IP]}]}
    Prefer: signup: {collect: [{required: [이메일]}]}, automatic: {collect: [{required: [접속 IP, 쿠키]}]}
    """
    automatic = case.policy.activity(AUTOMATIC)
    if automatic is None:
        return
    there = {listed.item for group in automatic.collect for listed in group.items}
    for each in case.gathered:
        for listed in each.line.items:
            if listed.item in DEVICE and listed.item not in there:
                yield Fault(listed.words.place,
                    msg("'{item}' of '{activity}' is collected by itself, and `automatic:` does not list it",
                        item=listed.words, activity=each.activities[0].label),
                    msg("a policy states how devices that collect automatically can be refused ({article})",
                        article=case.cite("PP-10")),
                    msg("list it under `automatic:`"),
                    (*names(*each.activities), listed.item))  # fmt: skip


def automatic_items_come_by_themselves(case: Case) -> Iterator[Fault]:
    """What only a person can give is not said to be collected by itself.

    Source: PIPA Art. 30 (1) 7, devices that collect automatically.

    Avoid:  automatic: {collect: [{required: [접속 IP, 이름]}]}
    Prefer: automatic: {collect: [{required: [접속 IP]}]}
    """
    automatic = case.policy.activity(AUTOMATIC)
    for group in automatic.collect if automatic else ():
        for listed in group.items:
            if listed.item in GIVEN:
                yield Fault(listed.words.place,
                    msg("'{item}' is listed as collected by itself, and only a person gives it", item=listed.words),
                    msg("a policy states the items it processes ({article})", article=case.cite("PP-11")),
                    msg("list it under the activity in which people give it"),
                    (AUTOMATIC, listed.item, str(listed.words)))  # fmt: skip
