"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"request": gettext_lazy("yêu cầu về dữ liệu cá nhân")}
SENTENCES = {
    "request.receive": gettext_lazy("nhận yêu cầu về dữ liệu cá nhân"),
    "request.identify": gettext_lazy("xác minh người yêu cầu"),
    "request.answer": gettext_lazy("trả lời lần đầu"),
    "request.correct": gettext_lazy("sửa dữ liệu theo yêu cầu"),
    "request.done": gettext_lazy("làm xong yêu cầu"),
    "request.in_part": gettext_lazy("làm một phần yêu cầu, phần còn lại phải giữ"),
    "request.refused": gettext_lazy("không thực hiện yêu cầu, có nêu lý do"),
    "subject.erase": gettext_lazy("xóa dữ liệu của một người: %(cleared)s giá trị, %(deleted)s dòng; giữ %(held)s dòng"),
    "subject.correct": gettext_lazy("sửa mục %(field)s theo yêu cầu của người ấy"),
    "subject.restrict": gettext_lazy("hạn chế dùng dữ liệu của một người"),
    "subject.lift": gettext_lazy("thôi hạn chế dữ liệu của một người"),
    "consent.give": gettext_lazy("đồng ý: %(purpose)s, bản %(version)s"),
    "consent.withdraw": gettext_lazy("rút lại sự đồng ý: %(purpose)s"),
    "retention.let_go": gettext_lazy("xóa %(rows)s dòng %(record)s đã hết thời hạn lưu %(months)s tháng"),
}
