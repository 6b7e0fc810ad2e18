"""The rows of the shop with the traps: forty invented people, the same on every product.

`rows(product)` gives each table's rows as they are inserted, in an order that foreign keys allow. Values that a
product has in its own way (arrays, bytes, dates that are none) are made here.
"""

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from jikim.tables import Product
from tests.testapps.people import Person, chance

MEMBERS = 40
GUESTS = range(901, 911)  # the numbers of people who ordered and never joined
START = datetime(2024, 1, 3, 9, 30)
EUC_KR = "홍보용 명단".encode("euc-kr")  # what was pasted in from an old program

Rows = list[dict[str, Any]]


def rows(product: Product) -> Mapping[str, Rows]:
    """Return the rows by table."""
    people = [Person(number) for number in range(1, MEMBERS + 1)]
    orders = list(_orders(people))
    written = [_written(place, person) for place, person in enumerate(people[:30], 1)]
    found: dict[str, Rows] = {
        "members": [_member(person, product) for person in people],
        "addresses": [_address(person) for person in people],
        "orders": orders,
        "order_lines": [_line(order) for order in orders],
        "payments": [_payment(order) for order in orders],
        "order_removed": [_removed(order) for order in orders[:5]],
        "inquiries": [_inquiry(person) for person in people[:25]],
        "boards": [{"code": "free", "title": "자유게시판"}, {"code": "qa", "title": "질문과 답변"}],
        "write_free": written[:20],
        "write_qa": written[20:],
        "attachments": [{"id": n, "path": f"board/{n}.jpg", "digest": _digest("file", n)} for n in (1, 2, 3)],
        "attachment_uses": list(_uses()),
        "member_meta": list(_meta(people)),
        "login_log": [_login(n, person) for n, person in enumerate(people, 1)],
        "sessions": [_session(person) for person in people[:20]],
        "consents": list(_consents(people)),
        "member_history": [_history(person) for person in people[::2]],
        "admin_log": [_noted(person) for person in people[:20]],
        "campaigns": [_campaign(product, number) for number in range(1, 6)],
        "imports": [_imported(product, number) for number in range(1, 4)],
        "point.log": [{"id": n, "회원 번호": n, "금액": 100 * n} for n in range(1, MEMBERS + 1)],
    }
    if product is Product.POSTGRESQL:
        found["audit.access_log"] = [_access(person) for person in people[:20]]
    return found


def _day(person: Person) -> datetime:
    return START + timedelta(days=7 * person.number % 700, minutes=chance(600, "minute", person.number))


def _digest(*about: object) -> str:
    return sha256("|".join(map(str, about)).encode()).hexdigest()


def _member(person: Person, product: Product) -> dict[str, Any]:
    has_left = person.number % 5 == 0
    left: object = "0000-00-00"
    if has_left:
        left = (_day(person) + timedelta(days=30)).date().isoformat()
    return {
        "id": person.number,
        "login_id": person.login,
        "name": person.name,
        "email": person.email,
        "mobile": person.mobile if person.number % 7 else None,
        "birth": f"{1960 + chance(45, 'year', person.number)}{1 + chance(12, 'month', person.number):02}15",
        "joined_on": f"{_day(person):%Y%m%d}",
        "left_on": left,
        "last_login_at": f"{_day(person) + timedelta(days=3):%Y-%m-%d %H:%M:%S}",
        "recommended_by": person.number - 1 if person.number % 4 == 0 else None,
        "photo": b"\xff\xd8\xff\xe0" + bytes([person.number]) if person.number % 2 else None,
    }


def _address(person: Person) -> dict[str, Any]:
    """Every third lives with somebody else, whose name and number stand here: a third person."""
    there = Person(person.number + 500) if person.number % 3 == 0 else person
    return {
        "id": person.number,
        "member_id": person.number,
        "recipient": there.name,
        "mobile": there.mobile,
        "postcode": person.postcode,
        "street": person.street,
        "door": person.door,
    }


def _orders(people: list[Person]) -> Iterator[dict[str, Any]]:
    for number in range(1, 51):
        guest = number % 5 == 0
        buyer = Person(GUESTS[number // 5 - 1]) if guest else people[number % MEMBERS]
        other = Person(buyer.number + 500) if number % 3 == 0 else buyer
        paid = START + timedelta(days=13 * number)
        yield {
            "id": number,
            "number": f"{paid:%Y%m%d}-{number:04}",
            "member_id": None if guest else buyer.number,
            "guest_name": buyer.name if guest else "",
            "guest_mobile": buyer.mobile if guest else "",
            "recipient_name": other.name,
            "recipient_mobile": other.mobile,
            "recipient_address": f"{other.street} {other.door}",
            "request": f"부재 시 {other.mobile}로 전화 주세요" if number % 4 == 0 else None,
            "receipt": json.dumps(_receipt(number, buyer), ensure_ascii=False) if number % 6 else None,
            "paid_at": f"{paid:%Y-%m-%d %H:%M:%S}" if number % 9 else None,
            "amount": 1000 * number,
        }


def _receipt(number: int, buyer: Person) -> object:
    """The same thing in the three shapes that three years gave it."""
    shapes: tuple[object, ...] = (
        {"buyer": {"name": buyer.name, "phone": buyer.mobile}, "card": "테스트카드"},
        {"buyerName": buyer.name, "contacts": [{"kind": "mobile", "value": buyer.mobile}]},
        [{"k": "name", "v": buyer.name}, {"k": "tel", "v": buyer.mobile.replace("-", "")}],
    )
    return shapes[number % 3]


def _line(order: Mapping[str, Any]) -> dict[str, Any]:
    options = {"engraving": order["recipient_name"]} if order["id"] % 4 == 0 else ["파랑", "L"]
    return {
        "order_id": order["id"],
        "line": 1,
        "product": f"상품 {order['id'] % 7}",
        "options": json.dumps(options, ensure_ascii=False),
    }


def _payment(order: Mapping[str, Any]) -> dict[str, Any]:
    paid_on = date(2024, 1, 3) + timedelta(days=13 * order["id"])
    return {
        "id": order["id"],
        "paid_on": min(paid_on, date(2025, 12, 31)).isoformat(),
        "order_id": order["id"],
        "payer": order["recipient_name"],
        "account": f"000-{order['id']:04}-000000",
    }


def _removed(order: Mapping[str, Any]) -> dict[str, Any]:
    """A row that was deleted, whole, in the words of another program: lengths before the values."""
    texts = {key: str(value) for key, value in order.items() if value is not None}
    body = "".join(f's:{len(k.encode())}:"{k}";s:{len(v.encode())}:"{v}";' for k, v in texts.items())
    return {
        "id": order["id"],
        "removed_by": "staff01",
        "removed_at": "2025-02-01 10:00:00",
        "body": f"a:{len(texts)}:{{{body}}}",
    }


def _inquiry(person: Person) -> dict[str, Any]:
    called = person.mobile if person.number % 2 else person.mobile.replace("-", " ")
    times = 60 if person.number == 25 else 1  # one who says everything again and again
    return {
        "id": person.number,
        "login_id": person.login if person.number % 6 else "",
        "title": "배송 문의",
        "body": f"안녕하세요 {person.name}입니다. {called} 또는 {person.email}로 연락 주세요." * times,
        "answer": f"{person.name} 고객님, 확인했습니다." if person.number % 3 else None,
        "written_on": f"{_day(person):%Y%m%d}" if person.number % 8 else "",
    }


def _written(place: int, person: Person) -> dict[str, Any]:
    return {
        "id": place,
        "login_id": person.login,
        "writer": person.name,
        "ip": person.ip,
        "title": "잘 받았습니다",
        "body": f"{person.name} 드림",
        "written_at": f"{_day(person):%Y-%m-%d %H:%M:%S}",
    }


def _uses() -> Iterator[dict[str, Any]]:
    """File 1 hangs on two boards: it may go when the last of them goes."""
    for attachment, table, row in (
        (1, "write_free", 1),
        (1, "write_qa", 21),
        (2, "write_free", 2),
        (3, "inquiries", 3),
    ):
        yield {"attachment_id": attachment, "used_by": table, "row_id": row}


def _meta(people: list[Person]) -> Iterator[dict[str, Any]]:
    for person in people:
        pairs = (
            ("billing_phone", person.mobile),
            ("billing_address", f"{person.street} {person.door}"),
            ("theme", "dark"),
        )
        for at, (key, value) in enumerate(pairs):
            yield {"id": 3 * person.number + at, "member_id": person.number, "meta_key": key, "meta_value": value}


def _login(number: int, person: Person) -> dict[str, Any]:
    return {
        "id": number,
        "login_key": person.login,
        "ip": person.ip,
        "agent": person.agent,
        "seen_on": f"{_day(person):%Y%m%d}",
    }


def _session(person: Person) -> dict[str, Any]:
    data = json.dumps({"member": person.number, "name": person.name, "cart": [person.email]}).encode()
    return {
        "token": _digest("session", person.number)[:40],
        "data": base64.b64encode(data).decode(),
        "expires_at": "2026-01-01 00:00:00",
    }


def _consents(people: list[Person]) -> Iterator[dict[str, Any]]:
    for person in people:
        for at, item in enumerate(("가입", "광고")):
            yield {
                "id": 2 * person.number + at,
                "member_id": person.number,
                "item": item,
                "policy_version": "2024-01",
                "agreed_at": f"{_day(person):%Y-%m-%d %H:%M:%S}",
            }


def _history(person: Person) -> dict[str, Any]:
    before = Person(person.number + 3000)  # the number that the person had before
    return {
        "history_id": 1000 + person.number,
        "id": person.number,
        "name": person.name,
        "email": person.email,
        "mobile": before.mobile,
        "changed_at": "2024-12-01 00:00:00",
    }


def _noted(person: Person) -> dict[str, Any]:
    return {
        "id": person.number,
        "staff": "staff01",
        "action": "change",
        "object_id": str(person.number),
        "object_repr": f"{person.name} ({person.email})",
        "logged_at": "2025-01-01 00:00:00",
    }


def _campaign(product: Product, number: int) -> dict[str, Any]:
    reached = [1 + chance(MEMBERS, "campaign", number, place) for place in range(6)]
    ids: object = reached if product is Product.POSTGRESQL else ",".join(map(str, reached))
    return {"id": number, "title": f"행사 {number}", "member_ids": ids}


def _imported(product: Product, number: int) -> dict[str, Any]:
    """Bytes that are no UTF-8: SQLite keeps them as text (see `databases.py`), MariaDB in a column that says latin1."""
    line: object = EUC_KR if product is not Product.MARIADB else EUC_KR.decode("latin1")
    return {"id": number, "source": b"\x00\xff" + bytes([number]), "line": line}


def _access(person: Person) -> dict[str, Any]:
    code = _digest("access", person.number)[:32]
    return {
        "id": f"{code[:8]}-{code[8:12]}-{code[12:16]}-{code[16:20]}-{code[20:]}",
        "staff": "staff01",
        "member_id": person.number,
        "seen_at": "2025-03-01 00:00:00+00",
    }
