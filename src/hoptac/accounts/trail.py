"""How the acts of this room are told in the trail."""

from django.utils.translation import gettext_lazy

KINDS = {"user": gettext_lazy("người dùng"), "site": gettext_lazy("trang")}
SENTENCES = {
    "first_administrator.invite": gettext_lazy("tạo liên kết cho người quản trị đầu tiên"),
    "user.create": gettext_lazy("tạo tài khoản"),
    "user.profile": gettext_lazy("sửa hồ sơ của mình: %(fields)s"),
    "user.sign_in": gettext_lazy("đăng nhập"),
    "user.sign_in_failed": gettext_lazy("đăng nhập không thành công"),
    "user.sign_out": gettext_lazy("đăng xuất"),
    "user.must_reset": gettext_lazy("bắt đặt lại mật khẩu sau %(failures)s lần nhập sai"),
    "user.locked": gettext_lazy("tạm khóa đăng nhập từ một địa chỉ vì nhập sai nhiều lần"),
    "session.end": gettext_lazy("đăng xuất ở nơi khác (%(sessions)s phiên)"),
    "factor.add": gettext_lazy("thêm bước hai (%(kind)s)"),
    "factor.codes": gettext_lazy("lập danh sách mã dự phòng mới"),
    "factor.remove": gettext_lazy("bỏ bước hai (%(kind)s)"),
    "password.link": gettext_lazy("tạo liên kết đặt lại mật khẩu"),
    "password.reset": gettext_lazy("đặt lại mật khẩu"),
    "password.change": gettext_lazy("đổi mật khẩu"),
    "identity.link": gettext_lazy("gắn tài khoản với định danh %(provider)s"),
    "identity.unlink": gettext_lazy("thôi gắn tài khoản với định danh %(provider)s"),
    "role.grant.refused": gettext_lazy("bị từ chối khi trao vai trò"),
    "role.end": gettext_lazy("thôi một vai trò"),
    "role.end.refused": gettext_lazy("bị từ chối khi thôi vai trò"),
    "role.delegate": gettext_lazy("ủy quyền khi vắng mặt"),
    "role.delegate.refused": gettext_lazy("bị từ chối khi ủy quyền"),
    "role.follow": gettext_lazy("chuyển vai trò theo sắp xếp đơn vị hành chính"),
    "role.proposal.confirm": gettext_lazy("trao vai trò mới theo đề xuất sau sắp xếp"),
    "role.proposal.decline": gettext_lazy("không trao tiếp vai trò sau sắp xếp"),
    "proposal.prepared": gettext_lazy("chuẩn bị một việc chờ người quyết định"),
    "proposal.*": gettext_lazy("quyết định về một việc đã chuẩn bị"),
    "site.two_people": gettext_lazy("đổi quy tắc hai người cùng duyệt"),
    "role.grant": gettext_lazy("trao vai trò %(role)s, phạm vi %(scope)s"),
}
