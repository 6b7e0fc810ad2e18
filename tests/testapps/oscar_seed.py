"""Fill the shop with invented people: `python -m tests.testapps.oscar_seed COUNT`, in the environment of `oscar.lock`.

Everything goes through Oscar's own models, and each row is written at its own moment: the clock that Django reads is
turned, so that what it stamps by itself is years old too. The last day is 2026-11-01. With `--erase-inactive` the
accounts that are no longer active are then deleted as Django deletes, which leaves what it leaves.
Prints the number of rows of every table as JSON.
"""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from unittest.mock import patch

import django
from django.conf import settings
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from tests.testapps.people import Person, chance

django.setup()

from django.contrib.admin.models import CHANGE, LogEntry  # noqa: E402  (only after the setup)
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sites.models import Site  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402

LAST = datetime(2026, 11, 1, 3, tzinfo=UTC)
User = get_user_model()
STAFF = 1_000_000  # the number of the person behind the counter: no customer's


def model(name: str) -> type[models.Model]:
    """Return a model of Oscar's by `application.Name`."""
    return get_model(*name.split("."))


def write(name: str, /, **values: object) -> models.Model:
    """Write one row of the model `name`."""
    return model(name).objects.create(**values)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """Let Django take `moment` for now."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield


class Shop:
    """What every customer meets: the goods, the country, the staff."""

    def __init__(self) -> None:
        """Open the shop."""
        self.site = Site.objects.get(pk=settings.SITE_ID)
        self.country = write(
            "address.Country",
            iso_3166_1_a2="KR",
            iso_3166_1_a3="KOR",
            printable_name="대한민국",
            is_shipping_country=True,
        )
        self.staff = User.objects.create(
            username="counter", email="counter@example.kr", is_staff=True, date_joined=timezone.now()
        )
        kind = write("catalogue.ProductClass", name="머그컵")
        self.mug = write("catalogue.Product", title="이름을 새기는 머그컵", product_class=kind)
        self.engraving = write("catalogue.Option", name="새길 이름", code="engraving", type="text")
        self.card = write("payment.SourceType", name="신용카드", code="card")
        self.paid = write("order.PaymentEventType", name="결제", code="paid")
        self.partner = write("partner.Partner", name="가온상회", code="gaon")
        self.stock = write(
            "partner.StockRecord", product=self.mug, partner=self.partner, partner_sku="MUG-1", price=9900
        )
        write("partner.PartnerAddress", partner=self.partner, line3="물류센터", **self.address(Person(STAFF + 1)))

    def address(self, person: Person) -> dict[str, object]:
        """Return what every kind of address says of `person`."""
        return {
            "title": ("Mr", "Ms", "")[chance(3, "title", person.number)],
            "first_name": person.given,
            "last_name": person.family,
            "line1": person.street,
            "line2": person.door,
            "line4": person.city[1],
            "state": person.city[0],
            "postcode": person.postcode,
            "country": self.country,
        }


class Customer:
    """One person's years at the shop."""

    def __init__(self, shop: Shop, person: Person) -> None:
        """Meet `person`; nothing is written yet."""
        self.shop, self.person, self.number = shop, person, person.number
        self.joined = LAST - timedelta(days=30 + chance(3600, "joined", self.number))
        self.mobile = f"+82{person.mobile.replace('-', '')[1:]}"

    def is_one_in(self, so_many: int, what: str) -> bool:
        """Say whether this is one of those few who do `what`."""
        return chance(so_many, what, self.number) == 0

    def later(self, what: str) -> datetime:
        """Return some moment between joining and the last day."""
        return self.joined + timedelta(seconds=chance(int((LAST - self.joined).total_seconds()), what, self.number))

    def live(self) -> None:
        """Join, buy, write, and leave or stay."""
        with clock_at(self.joined):
            self.join()
        for time in range(chance(6, "orders", self.number)):
            with clock_at(self.later(f"order {time}")):
                self.order(time)
        with clock_at(self.later("look around")):
            self.look_around()
        with clock_at(self.later("speak")):
            self.speak()

    def join(self) -> None:
        """Open an account, with an address and perhaps a card."""
        person = self.person
        self.user = User(
            username=person.login,
            email=person.email,
            first_name=person.given,
            last_name=person.family,
            last_login=self.later("last login"),
            date_joined=self.joined,
            password=PBKDF2PasswordHasher().encode("one for all", f"salt{self.number:08}", iterations=1),  # in no time
            is_active=not self.is_one_in(7, "inactive"),
        )
        self.user.save()
        write(
            "address.UserAddress",
            user=self.user,
            phone_number=self.mobile,
            notes=f"{person.name}, 문 앞에 두세요",
            line3="경비실 옆" if self.is_one_in(5, "line3") else "",
            **self.shop.address(person),
        )
        if self.is_one_in(5, "card"):
            expiry = date(2027 + chance(4, "expiry", self.number), 1 + chance(12, "month", self.number), 28)
            owner, number = f"{person.given} {person.family}", "4111111111111111"
            write(
                "payment.Bankcard",
                user=self.user,
                card_type="Visa",
                name=owner,
                number=number,
                expiry_date=expiry,
                partner_reference=f"tok_{chance(10**12, 'token', self.number):012}",
            )

    def order(self, time: int) -> None:
        """Place an order, as a member or as a guest, for oneself or for somebody else."""
        person, shop = self.person, self.shop
        guest = chance(12, "guest", self.number, time) == 0
        other = Person(STAFF + 10 + self.number) if chance(5, "gift", self.number, time) == 0 else person
        email = f"guest{self.number}@example.kr" if guest else person.email
        amount = Decimal(9900 * (1 + chance(9, "quantity", self.number, time)))
        note = f"부재 시 {person.name} {person.mobile}" if chance(8, "note", self.number, time) == 0 else ""
        number = f"{self.number:06}-{time}"
        order = write(
            "order.Order",
            number=number,
            site=shop.site,
            user=None if guest else self.user,
            guest_email=email if guest else "",
            date_placed=timezone.now(),
            total_incl_tax=amount,
            total_excl_tax=amount,
            status=("Pending", "Complete", "Complete", "Cancelled")[chance(4, "status", self.number, time)],
            shipping_address=write(
                "order.ShippingAddress", phone_number=self.mobile, notes=note, line3="후문", **shop.address(other)
            ),
            billing_address=write("order.BillingAddress", line3="2층", **shop.address(person)),
        )
        self.pay(order, amount, time)
        line = self.line(order, amount)
        write("order.LineAttribute", line=line, option=shop.engraving, type="새길 이름", value=other.given)
        write(
            "communication.Email",
            user=None if guest else self.user,
            email=email,
            subject=f"{person.name}님, 주문 {number} 접수 안내",
            body_text=f"{person.name}님의 주문을 {other.street} {other.door}(으)로 보냅니다. 연락처 {person.mobile}",
            body_html=f"<p>{person.name}님, 주문 {number}</p>",
        )
        if chance(10, "call", self.number, time) == 0:
            message = f"{person.name} 고객({person.mobile}) 통화: 배송일 변경"
            write("order.OrderNote", order=order, user=shop.staff, note_type="Info", message=message)

    def line(self, order: models.Model, amount: Decimal) -> models.Model:
        """Put the mug on the order."""
        price = {f"line_price_{kind}_tax": amount for kind in ("incl", "excl")}
        before = {f"line_price_before_discounts_{kind}_tax": amount for kind in ("incl", "excl")}
        shop = self.shop
        goods = {
            "num_allocated": 0,
            "allocation_cancelled": False,
            "title": shop.mug.title,
            "product": shop.mug,
            "partner": shop.partner,
            "stockrecord": shop.stock,
        }
        return write(
            "order.Line", order=order, partner_name=shop.partner.name, partner_sku="MUG-1", **goods, **price, **before
        )

    def pay(self, order: models.Model, amount: Decimal, time: int) -> None:
        """Pay by card through a payment company."""
        reference = f"PG{self.number:06}{time}"
        source = write(
            "payment.Source",
            order=order,
            source_type=self.shop.card,
            amount_allocated=amount,
            amount_debited=amount,
            label=f"{self.person.name} ****-****-****-{chance(10_000, 'last digits', self.number):04}",
            reference=reference,
        )
        write("payment.Transaction", source=source, txn_type="Debit", amount=amount, reference=reference, status="OK")
        write("order.PaymentEvent", order=order, amount=amount, reference=reference, event_type=self.shop.paid)

    def look_around(self) -> None:
        """Search, look at goods, wish for them, leave a basket and a session behind."""
        person, shop = self.person, self.shop
        basket = write("basket.Basket", owner=self.user)
        if self.is_one_in(4, "basket"):
            line = write("basket.Line", basket=basket, line_reference="1", product=shop.mug, stockrecord=shop.stock)
            write("basket.LineAttribute", line=line, option=shop.engraving, value=person.given)
        if self.is_one_in(2, "search"):
            write("analytics.UserSearch", user=self.user, query=f"{person.given} 머그컵")
            write("analytics.UserProductView", user=self.user, product=shop.mug)
        if self.is_one_in(5, "wish"):
            wishes = write("wishlists.WishList", owner=self.user, name=f"{person.name}의 생일")
            write("wishlists.WishListSharedEmail", wishlist=wishes, email=f"friend{self.number}@example.kr")
        if self.is_one_in(4, "alert"):
            who = None if self.is_one_in(2, "alert as a guest") else self.user
            write("customer.ProductAlert", user=who, email=person.email, product=shop.mug)
        if self.is_one_in(3, "session"):
            session = SessionStore()
            session.update({"_auth_user_id": str(self.user.pk), "checkout_data": {"guest": {"email": person.email}}})
            session.create()

    def speak(self) -> None:
        """Review, be notified, be looked after by the staff."""
        person, shop = self.person, self.shop
        if self.is_one_in(6, "review"):
            write(
                "reviews.ProductReview",
                product=shop.mug,
                user=None if self.is_one_in(3, "review as a guest") else self.user,
                name=person.name,
                email=person.email,
                homepage=f"https://{person.login}.example.kr/",
                score=1 + chance(5, "score", self.number),
                title=f"{person.given}의 머그컵 {self.number}",
                body=f"{person.name}입니다. 선물받은 사람이 좋아했어요.",
            )
        if self.is_one_in(3, "notification"):
            body = f"{person.name}님이 기다리던 상품이 들어왔습니다."
            write("communication.Notification", recipient=self.user, subject=f"{person.name}님께 알림", body=body)
        if self.is_one_in(10, "admin log"):
            LogEntry.objects.create(
                user=shop.staff,
                content_type=ContentType.objects.get_for_model(User),
                object_id=str(self.user.pk),
                object_repr=f"{person.name} <{person.email}>",
                action_flag=CHANGE,
                action_time=timezone.now(),
            )


def count_of(cursor: CursorWrapper, table: str) -> int:
    """Return the number of rows of `table`."""
    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
    count: int = cursor.fetchone()[0]
    return count


def main() -> None:
    """Fill the database that the settings name."""
    parser = argparse.ArgumentParser(description="Fill the shop with invented people.")
    parser.add_argument("count", type=int)
    parser.add_argument("--erase-inactive", action="store_true")
    asked = parser.parse_args()
    with transaction.atomic():
        with clock_at(LAST - timedelta(days=4000)):
            shop = Shop()
        for number in range(1, asked.count + 1):
            Customer(shop, Person(number)).live()
    if asked.erase_inactive:
        User.objects.filter(is_active=False).delete()
    with connection.cursor() as cursor:
        rows = {table: count_of(cursor, table) for table in connection.introspection.table_names(cursor)}
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
