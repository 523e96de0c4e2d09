from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.channels.telegram import Telegram
from bot.channels.telegram.request import AiohttpRequest
from bot.messages import Address, Beside, Button, Delete, DeliveryError, ErrorKind, Outbound, Say, Settle

if TYPE_CHECKING:
    from bot.messages import Delivery
    from tests.botapi import BotApi, Resident


def outbound(to: Resident | int, delivery: Delivery, *, row: int = 1) -> Outbound:
    chat = to if isinstance(to, int) else to.id
    return Outbound(row, Address("telegram", str(chat)), delivery)


async def started(api: BotApi) -> Resident:
    resident = api.resident()
    await resident.says("/start")
    return resident


@pytest.mark.parametrize(
    "text",
    [
        "Uw werk stopt.",
        "<b>geen</b> *opmaak* _hier_ [x](y) & \\",
        "خسرت شغلي. المبلغ \u2068€ 1.234,56\u2069 هنا",
        "ስራሐይ ስኢነ።",
        "x" * 4096,
        "😀" * 2048,
    ],
)
async def test_send_leaves_a_text_unchanged(api: BotApi, telegram: Telegram, text: str) -> None:
    resident = await started(api)

    sent = await telegram.send(outbound(resident, Say(text, "nl")))

    (message,) = await resident.hears()
    assert (message.text, message.labels, str(message.id)) == (text, [], sent)


async def test_send_shows_no_preview_and_parses_no_markup(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)

    await telegram.send(outbound(resident, Say("https://www.uwv.nl", "nl")))

    assert api.called("sendMessage") == [
        {
            "chat_id": resident.id,
            "text": "https://www.uwv.nl",
            "link_preview_options": {"is_disabled": True},
        }
    ]


async def test_send_lays_out_buttons_by_length(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    labels = ["Gedaan", "Later", "Ik heb hulp nodig", "Luister", "Wat betekent dit?", "Terug", "Een mens"]
    buttons = tuple(Button(str(number), label) for number, label in enumerate(labels))

    await telegram.send(outbound(resident, Say("Meld u vandaag.", "nl", buttons)))

    (message,) = await resident.hears()
    assert message.keyboard == (
        (("Gedaan", "0"), ("Later", "1")),
        (("Ik heb hulp nodig", "2"),),
        (("Luister", "3"),),
        (("Wat betekent dit?", "4"),),
        (("Terug", "5"), ("Een mens", "6")),
    )


async def test_send_takes_an_id_of_64_bytes(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    button = Button("ስ" * 21 + "x", "Ja")

    await telegram.send(outbound(resident, Say("?", "nl", (button,))))

    (message,) = await resident.hears()
    assert message.data == {"Ja": button.id}


async def test_send_puts_dutch_below_arabic_and_on_its_buttons_in_its_own_order(
    api: BotApi, telegram: Telegram
) -> None:
    resident = await started(api)
    buttons = (Button("1|yes", "نعم"), Button("1|no", "لا"))
    say = Say("هل تعملون؟", "ar", buttons, beside=Beside("Werkt u?", "nl", ("Ja", "Nee")))

    await telegram.send(outbound(resident, say))

    (message,) = await resident.hears()
    assert (message.text, message.labels) == (
        "هل تعملون؟\n\n────────\n\u2068Werkt u?\u2069",
        ["1 نعم · \u2068Ja\u2069", "2 لا · \u2068Nee\u2069"],
    )


async def test_send_parts_two_languages_that_telegram_does_not_take_at_once(
    api: BotApi, telegram: Telegram
) -> None:
    resident = await started(api)
    say = Say("ሀ" * 4000, "ti", (Button("1|yes", "እወ"),), beside=Beside("a" * 4000, "nl", ("Ja",)))

    sent = await telegram.send(outbound(resident, say))

    first, second = await resident.hears(2)
    assert (first.text, first.labels) == ("ሀ" * 4000, [])
    assert (second.text, second.labels) == (f"────────\n{'a' * 4000}", ["1 እወ · Ja"])
    assert sent == f"{first.id} {second.id}"


async def test_send_splits_a_long_text_and_returns_all_ids(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    text = "a" * 4000 + "\n\n" + "b" * 4000

    sent = await telegram.send(outbound(resident, Say(text, "nl", (Button("ja", "Ja"),))))

    first, second = await resident.hears(2)
    assert (first.text, first.labels) == ("a" * 4000, [])
    assert (second.text, second.labels) == ("b" * 4000, ["Ja"])
    assert sent == f"{first.id} {second.id}"


async def test_send_again_goes_on_with_the_part_that_failed(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    long = outbound(resident, Say("a" * 4000 + " " + "b" * 4000 + " " + "c" * 4000, "nl"))
    hold = api.faults.hold(method="sendMessage")
    sending = asyncio.create_task(telegram.send(long))
    await hold.reached.wait()
    api.faults.fail(500, method="sendMessage", times=2)
    hold.released.set()
    for attempt in (sending, telegram.send(long)):
        with pytest.raises(DeliveryError):
            await attempt

    sent = await telegram.send(long)

    parts = await resident.hears(3)
    assert [part.text[0] for part in parts] == ["a", "b", "c"]
    assert resident.reads() == [part.text for part in parts]
    assert sent == " ".join(str(part.id) for part in parts)


async def test_send_starts_anew_after_a_part_was_rejected(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    long = outbound(resident, Say("a" * 4000 + " " + "b" * 4000, "nl"))
    hold = api.faults.hold(method="sendMessage")
    sending = asyncio.create_task(telegram.send(long))
    await hold.reached.wait()
    api.faults.fail(400, "Bad Request: message is too long", method="sendMessage")
    hold.released.set()
    with pytest.raises(DeliveryError):
        await sending

    await telegram.send(long)

    assert [message[0] for message in resident.reads()] == ["a", "a", "b"]


async def test_delete_removes_messages_of_both_sides(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    own = await resident.says("123456782")
    sent = await telegram.send(outbound(resident, Say("a" * 5000, "nl")))
    assert sent is not None

    await telegram.send(outbound(resident, Delete((str(own), sent))))

    assert [message.text for message in resident.sees()] == ["/start"]


async def test_delete_goes_in_batches_of_a_hundred(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    ids = [str(await resident.says("x")) for _ in range(205)]

    await telegram.send(outbound(resident, Delete(tuple(ids))))

    sizes = [call["message_ids"] for call in api.called("deleteMessages")]
    assert [len(size) for size in sizes if isinstance(size, list)] == [100, 100, 5]
    assert [message.text for message in resident.sees()] == ["/start"]


async def test_delete_passes_over_what_is_too_old_or_gone(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    old = await resident.says("oud")
    api.now += timedelta(hours=48, seconds=1)
    new = await resident.says("nieuw")
    ids = (str(old), str(new), "999999")

    await telegram.send(outbound(resident, Delete(ids)))
    await telegram.send(outbound(resident, Delete(ids)))

    assert [message.text for message in resident.sees()] == ["/start", "oud"]


async def test_delete_of_nothing_does_nothing(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)

    await telegram.send(outbound(resident, Delete(())))

    assert [call.method for call in api.calls] == []


async def test_settle_takes_the_buttons_off_also_twice(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    sent = await telegram.send(outbound(resident, Say("Ziek?", "nl", (Button("ja", "Ja"),))))
    assert sent is not None

    for _ in range(2):
        await telegram.send(outbound(resident, Settle(sent)))

    assert [(message.text, message.labels) for message in resident.sees()] == [("/start", []), ("Ziek?", [])]
    assert len(api.called("editMessageReplyMarkup")) == 2


async def test_settle_passes_over_a_message_that_is_gone(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)

    assert await telegram.send(outbound(resident, Settle("999999"))) is None


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (400, "Bad Request: message text is empty", ErrorKind.REJECTED),
        (401, "Unauthorized", ErrorKind.RETRY),
        (403, "Forbidden: user is deactivated", ErrorKind.BLOCKED),
        (404, "Not Found", ErrorKind.RETRY),
        (500, "Internal Server Error", ErrorKind.RETRY),
        (502, "Bad Gateway", ErrorKind.RETRY),
        (599, "?", ErrorKind.RETRY),
    ],
)
async def test_send_names_what_went_wrong(
    api: BotApi, telegram: Telegram, code: int, description: str, kind: ErrorKind
) -> None:
    resident = await started(api)
    api.faults.fail(code, description, method="sendMessage")

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, Say("hoi", "nl")))

    assert (caught.value.kind, caught.value.retry_after) == (kind, None)
    assert await telegram.send(outbound(resident, Say("hoi", "nl"))) is not None


@pytest.mark.parametrize("delivery", [Say("hoi", "nl"), Delete(("1",)), Settle("1")])
async def test_send_passes_on_how_long_to_wait(api: BotApi, telegram: Telegram, delivery: Delivery) -> None:
    resident = await started(api)
    api.faults.limit(17)

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, delivery))

    assert (caught.value.kind, caught.value.retry_after) == (ErrorKind.LIMITED, 17)


async def test_send_to_one_chat_waits_for_no_other(api: BotApi, telegram: Telegram) -> None:
    slow, quick = await started(api), await started(api)
    hold = api.faults.hold(chat=slow.id)
    sending = asyncio.create_task(telegram.send(outbound(slow, Say("langzaam", "nl"))))
    await hold.reached.wait()

    await telegram.send(outbound(quick, Say("snel", "nl"), row=2))

    assert (slow.reads(), quick.reads()) == ([], ["snel"])
    hold.released.set()
    await sending
    assert slow.reads() == ["langzaam"]


async def test_send_to_someone_who_blocked_the_bot(api: BotApi, telegram: Telegram) -> None:
    resident = await started(api)
    await resident.blocks()

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, Say("hoi", "nl")))

    assert caught.value.kind is ErrorKind.BLOCKED


@pytest.mark.parametrize(
    "say",
    [
        Say("", "nl"),
        Say("\u2068\u2069 ", "nl"),
        Say("hoi", "nl", (Button("ስ" * 22, "Ja"),)),
        Say("hoi", "nl", (Button("ja", ""),)),
        Say("half \ud83d", "nl"),
    ],
    ids=["empty", "invisible", "id of 66 bytes", "no label", "half a surrogate pair"],
)
async def test_send_of_what_telegram_never_takes_is_rejected(
    api: BotApi, telegram: Telegram, say: Say
) -> None:
    resident = await started(api)

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, say))

    assert caught.value.kind is ErrorKind.REJECTED


async def test_send_to_someone_unknown_is_rejected(telegram: Telegram) -> None:
    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(5, Say("hoi", "nl")))

    assert caught.value.kind is ErrorKind.REJECTED


@pytest.mark.parametrize("after", [False, True])
async def test_send_over_a_connection_that_breaks_is_to_be_retried(
    api: BotApi,
    telegram: Telegram,
    after: bool,  # noqa: FBT001  a column
) -> None:
    resident = await started(api)
    api.faults.drop(method="sendMessage", after=after)

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, Say("hoi", "nl")))

    assert caught.value.kind is ErrorKind.RETRY
    assert resident.reads() == ["hoi"] * after


async def test_send_that_gets_no_answer_in_time_is_to_be_retried(api: BotApi) -> None:
    resident = await started(api)
    telegram = Telegram(api.token, api_url=api.url, request=AiohttpRequest(read_timeout=0.05))
    api.faults.hold(method="sendMessage")

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(resident, Say("hoi", "nl")))

    assert caught.value.kind is ErrorKind.RETRY
    await telegram.close()


async def test_send_with_no_server_is_to_be_retried(api: BotApi, telegram: Telegram) -> None:
    await api.stop()

    with pytest.raises(DeliveryError) as caught:
        await telegram.send(outbound(5, Say("hoi", "nl")))

    assert caught.value.kind is ErrorKind.RETRY
