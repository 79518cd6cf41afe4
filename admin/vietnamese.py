"""Numbers, days and words as Vietnamese officials write them: the filters of every template."""

from datetime import date, datetime, timedelta

from reach.clock import VIETNAM, Period, parse_period
from reach.coverage_report import show_number, show_share
from reach.models import HandoverStatus, QuestionStatus, Role, UnitKind

KINDS = {
    UnitKind.PROVINCE: "Tỉnh, thành phố",
    UnitKind.COMMUNE: "Xã, phường, đặc khu",
    UnitKind.ENTERPRISE: "Doanh nghiệp, cơ quan",
    UnitKind.TEAM: "Tổ, bộ phận",
}
ROLES = {Role.ADMIN: "Quản trị", Role.CURATOR: "Biên tập, trả lời", Role.OFFICIAL: "Xem số liệu"}
STATUSES = {
    QuestionStatus.UNSURE: "Chưa chắc",
    QuestionStatus.REFUSED: "Chưa có câu trả lời",
    QuestionStatus.ANSWERED: "Đã trả lời",
    HandoverStatus.WAITING: "Đang chờ",
}
ACTIONS = {
    "link_used": "Đặt mật khẩu bằng đường dẫn",
    "signed_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không thành công",
    "signed_out": "Đăng xuất",
    "signed_out_everywhere": "Đăng xuất khỏi mọi nơi",
    "question_closed": "Đánh dấu câu hỏi đã xử lý",
    "entry_approved": "Duyệt một câu trả lời",
    "topic_approved": "Duyệt cả chủ đề",
    "approval_withdrawn": "Bỏ duyệt câu trả lời",
    "law_change_recorded": "Ghi thay đổi luật",
    "law_change_withdrawn": "Bỏ thay đổi luật",
    "handover_answered": "Trả lời phiếu hỏi",
    "staff_added": "Thêm cán bộ",
    "staff_disabled": "Khóa tài khoản",
    "link_issued": "Cấp lại đường dẫn đăng nhập",
    "coverage_exported": "Tải bảng độ phủ",
}


def show_day(day: date | datetime | str) -> str:
    """2026-11-20 → 20/11/2026; a moment is shown by its day in Viet Nam."""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    if isinstance(day, datetime):
        day = day.astimezone(VIETNAM)
    return f"{day:%d/%m/%Y}"


def show_moment(moment: datetime) -> str:
    """17:00 ngày 24/11/2026, in Viet Nam."""
    return f"{moment.astimezone(VIETNAM):%H:%M} ngày {show_day(moment)}"


def show_period(period: Period) -> str:
    """năm 2026, quý 4/2026 or tháng 11/2026."""
    if period.year:
        return f"năm {period.year}"
    last = period.end - timedelta(days=1)
    if period.start.month == last.month:
        return f"tháng {period.start.month}/{period.start.year}"
    return f"quý {last.month // 3}/{period.start.year}"


def capitalise(text: str) -> str:
    """quý 4/2026 → Quý 4/2026."""
    return text[:1].upper() + text[1:]


FILTERS = {
    "number": show_number,
    "share": show_share,
    "day": show_day,
    "moment": show_moment,
    "period": show_period,
    "period_name": lambda text: capitalise(show_period(parse_period(text))),
    "kind": KINDS.__getitem__,
    "role": ROLES.__getitem__,
    "status": STATUSES.__getitem__,
    "action": lambda word: ACTIONS.get(word, word),
}
