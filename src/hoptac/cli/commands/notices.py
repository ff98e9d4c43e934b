"""`notices send`, `notices due`: letters that may leave, and what is coming due. Safe to run every minute, and twice at once."""

from __future__ import annotations

from hoptac.cli import output, site
from hoptac.cli.arguments import Words
from hoptac.common.speech import in_words

ASKED = ("send", "due")


def main(arguments: list[str]) -> int:
    """Sends what is due (with a note of what is coming due), or only notes it; 1 when a letter could not be sent."""
    words = Words("notices", ("Gửi thư báo tin đã đến giờ.", "Sends the notices that are due."), "send | due")
    words.add_argument(
        "what",
        choices=ASKED,
        metavar="send|due",
        help=in_words("gửi thư đến giờ, hoặc chỉ báo việc sắp đến hạn", "send, or only tell what is due"),
    )
    asked = words.read(arguments)
    if asked is None:
        return 0
    site.open_site()
    from django.utils import timezone

    from hoptac.notices import kinds, sending

    if asked.what == "due":
        done = sending.Sent(told=kinds.ask_due(timezone.now()))
    else:
        done = sending.send_due()
    if asked.json:
        output.put_json(done.as_data())
    else:
        print(
            in_words(
                f"{done.letters} thư đã gửi ({done.notices} tin), {done.failed} chưa gửi được, {done.skipped} đã đọc trước khi gửi, "
                f"{done.unsure} bị cắt khi gửi (không gửi lại), {done.told} việc sắp đến hạn.",
                f"{done.letters} letters sent ({done.notices} notices), {done.failed} failed, {done.skipped} read before, "
                f"{done.unsure} cut off while sending (not sent again), {done.told} things coming due.",
            )
        )
    return 1 if done.failed else 0
