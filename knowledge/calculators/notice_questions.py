"""What the notice calculator asks, and who must give notice at all."""

from knowledge.calculators.shape import Answers, Choice, Field, FieldKind

NO_NOTICE_BY_EMPLOYER = ("absent", "quit")  # Điều 36 khoản 3 BLLĐ; Điều 89 khoản 1 điểm d NĐ 145/2020
UNILATERAL = ("performance", "ill", "disaster", "absent", "retired", "quit", "false_info")  # Điều 36 khoản 1
LONGEST_SHORT_CONTRACT = 365  # days of a contract of less than 12 months


def is_forbidden(known: Answers) -> bool:
    """Whether the employer may not end this contract alone now (Điều 36 khoản 1, Điều 37 BLLĐ)."""
    if known.get("who") != "employer" or known.get("contract") in {"probation", "domestic"}:
        return False
    reason, protection = known.get("employer_reason"), known.get("protection", "none")
    if reason == "other":
        return True
    if reason == "ill" and protection == "treatment":
        return False  # the exception of Điều 37 khoản 1
    return protection != "none"  # not asked of restructuring, which is no ending by one side alone


def needs_notice(known: Answers) -> bool:
    """Whether days of notice have to be counted."""
    if known.get("contract") == "probation" or is_forbidden(known):
        return False
    if known.get("who") == "worker":
        return known.get("worker_reason") == "own"
    return known.get("employer_reason") not in NO_NOTICE_BY_EMPLOYER


def is_domestic(known: Answers) -> bool:
    return known.get("contract") == "domestic"


def is_special(known: Answers) -> bool:
    return known.get("is_special") is True


def counts_working_days(known: Answers) -> bool:
    """Điều 35 khoản 1 điểm c, Điều 36 khoản 2 điểm c BLLĐ."""
    if not needs_notice(known) or is_special(known) or is_domestic(known):
        return False
    reason = known.get("employer_reason")
    return reason == "ill" or (known.get("contract") == "under_12" and reason != "restructuring")


def _asks_special(known: Answers) -> bool:
    restructuring = known.get("employer_reason") == "restructuring"
    return needs_notice(known) and not is_domestic(known) and not restructuring


FIELDS = (
    Field(
        "who",
        "Ai muốn chấm dứt hợp đồng?",
        FieldKind.CHOICE,
        choices=(Choice("worker", "Mình muốn nghỉ việc"), Choice("employer", "Công ty cho mình nghỉ")),
        default="worker",
    ),
    Field(
        "contract",
        "Bạn đang làm theo loại hợp đồng nào?",
        FieldKind.CHOICE,
        hint="Hết hạn hợp đồng quá 30 ngày mà vẫn làm, không ký lại, thì đã thành không xác định thời hạn.",
        choices=(
            Choice("indefinite", "Không xác định thời hạn"),
            Choice("from_12", "Có thời hạn, từ 12 đến 36 tháng"),
            Choice("under_12", "Có thời hạn, dưới 12 tháng"),
            Choice("probation", "Đang thử việc"),
            Choice("domestic", "Giúp việc gia đình"),
        ),
        default="indefinite",
    ),
    Field(
        "worker_reason",
        "Bạn nghỉ vì lý do nào?",
        FieldKind.CHOICE,
        hint="Một số lý do cho bạn nghỉ ngay, không cần báo trước.",
        choices=(
            Choice("own", "Lý do riêng, không có trong danh sách"),
            Choice("unpaid", "Bị nợ lương, trả thiếu, trả trễ"),
            Choice("wrong_work", "Bị giao sai việc, sai chỗ làm"),
            Choice("abuse", "Bị đánh, nhục mạ, ép làm"),
            Choice("harassment", "Bị quấy rối tình dục ở chỗ làm"),
            Choice("pregnant", "Mang thai, có giấy bác sĩ cần nghỉ"),
            Choice("retired", "Đủ tuổi nghỉ hưu"),
            Choice("deceived", "Công ty nói sai thông tin khi tuyển"),
        ),
        default="own",
        is_needed=lambda known: known.get("who") == "worker" and known.get("contract") != "probation",
    ),
    Field(
        "employer_reason",
        "Công ty cho bạn nghỉ vì lý do nào?",
        FieldKind.CHOICE,
        hint="Xem lý do ghi trên thông báo hoặc quyết định.",
        choices=(
            Choice("other", "Lý do khác, hoặc không nói lý do"),
            Choice("performance", "Thường xuyên không hoàn thành việc"),
            Choice("ill", "Ốm đau, tai nạn điều trị quá lâu"),
            Choice("disaster", "Thiên tai, dịch bệnh, phải di dời"),
            Choice("absent", "Hết tạm hoãn mà không trở lại làm"),
            Choice("retired", "Đủ tuổi nghỉ hưu"),
            Choice("quit", "Bỏ việc từ 5 ngày làm việc liên tục"),
            Choice("false_info", "Khai sai thông tin khi xin việc"),
            Choice("restructuring", "Cắt giảm do cơ cấu, kinh tế"),
        ),
        default="other",
        is_needed=lambda known: known.get("who") == "employer" and known.get("contract") != "probation",
    ),
    Field(
        "protection",
        "Bạn có đang thuộc một trong các trường hợp này không?",
        FieldKind.CHOICE,
        choices=(
            Choice("none", "Không"),
            Choice("treatment", "Đang điều trị theo chỉ định bác sĩ"),
            Choice("leave", "Đang nghỉ phép, nghỉ được đồng ý"),
            Choice("child", "Mang thai, thai sản, con dưới 12 tháng"),
        ),
        default="none",
        is_needed=lambda known: known.get("employer_reason") in UNILATERAL and not is_domestic(known),
    ),
    Field(
        "is_special",
        "Bạn có làm nghề nào sau đây không: tổ lái, sửa chữa, điều độ máy bay; quản lý doanh nghiệp; thuyền viên đi nước "
        "ngoài?",
        FieldKind.YES_NO,
        default=False,
        is_needed=_asks_special,
    ),
    Field(
        "contract_days",
        "Hợp đồng của bạn dài bao nhiêu ngày?",
        FieldKind.COUNT,
        unit="ngày",
        hint="Ví dụ hợp đồng 6 tháng từ 01/07 đến 31/12 là 184 ngày.",
        least=1,
        most=LONGEST_SHORT_CONTRACT,
        too_much="Hợp đồng dưới 12 tháng không thể dài hơn 365 ngày.",
        is_needed=lambda known: is_special(known) and known.get("contract") == "under_12",
    ),
    Field(
        "weekly_rest",
        "Công ty nghỉ hằng tuần ngày nào?",
        FieldKind.CHOICE,
        choices=(
            Choice("sunday", "Chủ nhật"),
            Choice("weekend", "Thứ bảy và chủ nhật"),
            Choice("other", "Ngày khác, hoặc nghỉ luân phiên"),
        ),
        default="sunday",
        is_needed=counts_working_days,
    ),
    Field(
        "noticed_on",
        "Ngày nào báo bằng đơn hoặc thông báo?",
        FieldKind.DAY,
        hint="Chưa báo thì ghi ngày dự định báo. Ví dụ: 20/11/2026",
        is_needed=needs_notice,
    ),
)
