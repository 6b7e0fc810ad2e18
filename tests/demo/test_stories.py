"""One story for each example: who gives what, what happens, and where everything is on which day.

Read them beside examples/ID/policy.yaml. `where` says in which places anything of an activity rests. A day begins
with the night's sweep; so what ends with the tenth of March is gone on the eleventh.
"""

from pathlib import Path

import pytest

from jikim.errors import RefusedError
from tests.world import LIVE, NOWHERE, SEPARATE, World

# kmong: a marketplace


def test_kmong_a_client_leaves_in_march_and_only_the_law_and_the_promise_keep_anything(tmp_path: Path) -> None:
    with World(tmp_path, "kmong") as world:
        world.on("2020-03-01").gives("kim", "client", "signup_email", "joined")
        world.gives("kim", "client", "phone_verification")
        order = world.on("2020-04-01").gives("kim", "client", "order", case="card")
        world.on("2020-04-03").happens_to(order, "paid")
        assert world.where("kim", "order") == LIVE

        world.on("2021-03-10").happens("kim", "left")

        world.on("2021-03-11")
        assert world.where("kim", "signup_email") == NOWHERE
        assert world.where("kim", "phone_verification", "이름(실명)") == NOWHERE
        assert world.where("kim", "phone_verification", "CI") == SEPARATE, "one year, against abuse"
        assert world.where("kim", "order") == SEPARATE, "five years after payment"

        world.on("2022-03-11")
        assert world.where("kim", "phone_verification", "CI") == NOWHERE
        assert world.where("kim", "order", "카드사명") == SEPARATE

        world.on("2025-04-03")
        assert world.where("kim", "order", "카드사명") == SEPARATE, "the statute keeps through 3 April"
        world.on("2025-04-04")
        assert world.where("kim", "order") == NOWHERE
        assert not world.is_known("kim")


def test_kmong_a_recording_is_gone_after_a_month_while_the_membership_goes_on(tmp_path: Path) -> None:
    with World(tmp_path, "kmong") as world:
        world.on("2020-03-01").gives("kim", "client", "signup_email", "joined")
        world.on("2020-05-10").gives("kim", "client", "monitoring")
        world.on("2020-06-09")
        assert world.where("kim", "monitoring", "call_recording") == LIVE
        world.on("2020-06-10")
        assert world.where("kim", "monitoring", "call_recording") == NOWHERE
        assert world.where("kim", "monitoring", "메시지 수·발신 내역") == LIVE
        assert world.where("kim", "signup_email") == LIVE


def test_kmong_a_guests_inquiry_ends_when_asked(tmp_path: Path) -> None:
    with World(tmp_path, "kmong") as world:
        inquiry = world.on("2020-05-10").gives("a guest", "guest", "guest_inquiry")
        other = world.gives("another guest", "guest", "guest_inquiry")
        world.on("2020-08-01").happens_to(inquiry, "erasure_requested")
        world.on("2020-08-02")
        assert world.of_record(inquiry) == NOWHERE
        assert not world.is_known("a guest")
        assert world.of_record(other) == LIVE, "two years, because nobody asked"
        world.on("2022-05-10")
        assert world.of_record(other) == NOWHERE


def test_kmong_who_joins_again_starts_anew_and_the_old_clocks_go_on(tmp_path: Path) -> None:
    with World(tmp_path, "kmong") as world:
        world.on("2020-03-01").gives("kim", "client", "signup_email", "joined")
        first = world.gives("kim", "client", "phone_verification")
        world.on("2021-03-10").happens("kim", "left").happens("kim", "erasure_requested")
        second = world.on("2021-09-01").gives("kim", "client", "phone_verification", "joined")
        world.on("2021-09-02")
        assert world.of_record(second) == LIVE, "the old leaving and the old request say nothing of it"
        world.on("2022-03-11")
        assert world.of_record(first) == NOWHERE
        assert world.of_record(second) == LIVE
        world.happens("kim", "left")
        world.on("2022-03-12")
        assert world.of_record(second) == SEPARATE


def test_kmong_an_item_required_in_a_case_and_optional_otherwise_goes_with_its_consent(tmp_path: Path) -> None:
    role, profile = "individual_expert", "service_registration"
    with World(tmp_path, "kmong") as world:
        world.on("2020-03-01").gives("lee", role, "signup_email", "joined")
        optional = world.gives("lee", role, profile, also="학력사항, 자격증")
        required = world.gives("lee", role, profile, case="some")
        world.on("2020-06-01").withdraws("lee", "service_registration/optional")
        world.on("2020-06-02")
        assert world.of_record(optional) == NOWHERE
        assert world.of_record(required) == LIVE


# soogong: a repair platform


def test_soogong_a_former_masters_review_stays_without_its_author(tmp_path: Path) -> None:
    with World(tmp_path, "soogong") as world:
        world.on("2022-01-10").gives("park", "master", "master_membership", "joined")
        world.gives("park", "master", "review")
        world.on("2022-07-01").happens("park", "contract_ended")
        world.on("2022-07-02")
        assert world.night.anonymised == 1
        assert world.where("park", "review") == NOWHERE
        with world.running.vault.live.transaction() as connection:
            reviews = connection.exec_driver_sql("SELECT activity, id FROM anonymous").all()
        assert [activity for activity, _ in reviews] == ["review"]


def test_soogong_misuse_is_remembered_for_six_months_and_nothing_longer(tmp_path: Path) -> None:
    with World(tmp_path, "soogong") as world:
        world.on("2022-01-10").gives("park", "master", "master_membership", "joined")
        world.on("2022-07-01").happens("park", "contract_ended").happens("park", "left")
        world.on("2022-07-02")
        assert world.where("park", "master_membership", "이름") == SEPARATE
        assert world.where("park", "master_membership", "주소") == NOWHERE
        world.on("2022-12-31")
        assert world.where("park", "master_membership", "이름") == SEPARATE
        world.on("2023-01-01")
        assert not world.is_known("park")


def test_soogong_a_correction_freezes_use_until_it_is_done(tmp_path: Path) -> None:
    with World(tmp_path, "soogong") as world:
        record = world.on("2022-01-10").gives("park", "master", "master_membership", "joined")
        assert world.reads(record, "manage")
        world.on("2022-03-01").freezes("park", "master_membership")
        with pytest.raises(RefusedError):
            world.reads(record, "manage")
        assert world.where("park", "master_membership") == LIVE, "kept, but not used"
        world.on("2022-03-05").thaws("park", "master_membership")
        assert world.reads(record, "manage")


# somoon: a job market


def test_somoon_the_batch_waits_for_the_officer(tmp_path: Path) -> None:
    with World(tmp_path, "somoon") as world:
        world.on("2023-05-01").gives("choi", "member", "signup", "joined")
        world.on("2024-05-01").happens("choi", "left")
        world.on("2024-05-02")
        assert world.night.waiting > 0
        assert world.where("choi", "signup") == LIVE
        with pytest.raises(RefusedError):
            world.approves("manager")
        assert world.approves("cpo") > 0
        world.on("2024-05-03")
        assert world.where("choi", "signup") == NOWHERE


def test_somoon_a_hold_keeps_a_debtor_until_the_debt_is_settled(tmp_path: Path) -> None:
    with World(tmp_path, "somoon") as world:
        world.on("2023-05-01").gives("choi", "member", "signup", "joined")
        debt = world.on("2024-04-01").holds("choi", "debt")
        world.on("2024-05-01").happens("choi", "left")
        world.on("2024-05-02").approves("cpo")
        world.on("2024-05-03")
        assert world.where("choi", "signup", "닉네임") == SEPARATE, "held, and kept apart"
        assert world.where("choi", "signup", "비밀번호") == NOWHERE, "the hold names the basic information only"
        world.on("2025-02-01").releases(debt).approves("cpo")
        world.on("2025-02-02")
        assert not world.is_known("choi")


# mkyu: a school


def test_mkyu_course_and_payment_outlive_the_account_by_their_statutes(tmp_path: Path) -> None:
    with World(tmp_path, "mkyu") as world:
        world.on("2022-07-01").gives("jung", "member", "membership", "joined")
        world.gives("jung", "member", "service", "paid")
        world.gives("jung", "orderer", "payment", "paid", case="card")
        world.on("2023-01-31").happens("jung", "left")

        world.on("2023-02-01")
        assert world.where("jung", "membership") == NOWHERE
        assert world.where("jung", "service", "수강 기록") == SEPARATE
        assert world.where("jung", "service", "주소") == NOWHERE
        assert world.where("jung", "payment", "거래번호") == SEPARATE
        assert world.where("jung", "payment", "카드번호") == NOWHERE, "a transaction is kept, not a card number"

        world.on("2027-07-01")
        assert world.where("jung", "payment") == world.where("jung", "service") == SEPARATE
        world.on("2027-07-02")
        assert not world.is_known("jung")


# aicallback: a small service


def test_aicallback_a_sleeper_moves_and_returns_at_login(tmp_path: Path) -> None:
    with World(tmp_path, "aicallback") as world:
        world.on("2024-09-01").gives("han", "member", "membership", "joined")
        world.happens("han", "last_active")
        world.on("2025-08-31")
        assert world.where("han", "membership") == LIVE
        world.on("2025-09-01")
        assert world.where("han", "membership") == SEPARATE
        world.on("2026-02-10").happens("han", "last_active")
        world.on("2026-02-11")
        assert world.night.returned > 0
        assert world.where("han", "membership") == LIVE


def test_aicallback_a_leaver_is_gone_thirty_days_and_at_most_five_later(tmp_path: Path) -> None:
    with World(tmp_path, "aicallback") as world:
        world.on("2024-09-01").gives("han", "member", "membership", "joined")
        world.on("2025-03-01").happens("han", "left")
        world.on("2025-03-02")
        assert world.where("han", "membership") == SEPARATE
        world.on("2025-03-30")
        assert world.where("han", "membership") == SEPARATE
        world.on("2025-04-05")
        assert not world.is_known("han")
