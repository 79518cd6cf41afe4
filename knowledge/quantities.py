"""What a legal text counts: its numbers and its days, without the numbers that are only names.

"Điều 35", "Nghị định 145/2020", "mẫu số 01" and the marks of a list name something and say no amount.
"""

import re
from dataclasses import dataclass

from knowledge.vietnamese_days import Moment, read_moments
from knowledge.vietnamese_numbers import Number, read_numbers

_PLACES = (
    r"\d++[a-zđ]?+(?:\.\d++)*+(?:\s*(?:,|;|và|hoặc|đến|-|–)\s*(?:(?:Điều|khoản|điểm)\s+)?\d++[a-zđ]?+"
    r"(?![\w.,/]*\d|\s*(?:%|ngày|giờ|tháng|năm|tuổi|lần|người|đồng|triệu)))*"
)
NAMES = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"(?<!\w)\d+/(?:\d{4}/)?(?=[^\W\d_])[\w\-]+",  # 45/2019/QH14, 61/QĐ-TLĐ
        r"(?:Bộ luật|Luật)\s(?:(?!năm\s)[^.;:\n()\d]){0,70}?(?:19|20)\d\d(?:\s*\([^)]*\))?",  # Luật BHXH 2024 (sửa 2025)
        r"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Luật|Công văn|Công ước|Pháp lệnh)(?:\s+số)?:?\s+\d+(?:/\d+)?"
        r"(?:(?:,|\s+và|\s+hoặc)\s+\d+/(?:19|20)\d\d)*",
        r"(?<![\w/.])(?:1[3-9]|[2-9]\d|\d{3})/(?:19|20)\d\d(?![\w/])",  # 283/2026: no month has this number
        r"\((?:sửa đổi|văn bản hợp nhất)[^)]*\)",
        r"(?<!\w)(?:Điều|điểm|Mục|Chương|Phụ lục|Mẫu|Biểu|Cột|Bảng|Phần)(?:\s+số)?\s+" + _PLACES,
        r"(?<!\w)khoản\s+" + _PLACES + r"(?!\s*(?:triệu|đồng|nghìn|%|ngày|tháng))",
        r"(?<!\w)(?:vùng|bước|cách)\s+\d(?!\w)(?:(?:\s*,|\s+và|\s+hoặc|\s+đến|\s*[–-])\s*\d(?!\w))*",
        r"(?<!\w)\d+[a-zđ]+(?:-[\w]+)+",  # 01a-LĐ
        r"(?<!\w)[A-ZĐ]+\d+[\w-]*",  # C65-HD
        r"(?<!\w)\d{2}-[A-ZĐ]+(?!\w)",
        r"(?<![\w.])1[89]00[\s.]?\d{4,6}(?!\w)",  # free and paid hotlines
        r"(?:tổng đài|gọi(?: số)?|số điện thoại|đường dây nóng|hotline)\s+\d{3,}(?:[\s.]\d{2,})*",
        r"(?<!\w)24/(?:24|7)(?!\w)",
        r"(?:0?1/0?1\s+đến\s+(?:hết\s+)?(?:ngày\s+)?31/12)(?!/)",  # the calendar year
        r"(?<![\w/])(?:14/2|27/2|8/3|1/6|27/7|20/10|20/11|22/12|24/12|25/12)(?![\w/])",  # days known by their date
        r"(?<!\w)lương\s+(?:tháng\s+)?(?:thứ\s+)?13(?!\w)",
        r"(?<!từ )(?<!thứ )(?<!\d )(?<!\w)tháng\s+\d{1,2}(?![\w/]|\s+(?:năm|tuổi))",  # a month of the calendar
        r"^\s*-?\s*\(?\d{1,2}[.)](?=\s)",  # the mark of a clause or of a list
        r"(?:^|(?<=[;:.,]\s))\d{1,2}\)(?=\s)|\(\d{1,2}\)(?=\s)",
    )
)


@dataclass(frozen=True, slots=True)
class Quantities:
    """The numbers and the days of a text, in order."""

    numbers: tuple[Number, ...]
    moments: tuple[Moment, ...]


def without_names(text: str) -> str:
    """The text with every name that holds a number blanked; places stay where they are."""
    for pattern in NAMES:
        text = pattern.sub(lambda match: "¦" * len(match[0]), text)
    return text


def read_quantities(text: str) -> Quantities:
    """The numbers and days of a text."""
    plain = without_names(text)
    moments = sorted(read_moments(plain), key=lambda moment: moment.start)
    for moment in moments:
        if not moment.may_be_fraction:
            plain = plain[: moment.start] + "¦" * (moment.end - moment.start) + plain[moment.end :]
    return Quantities(tuple(read_numbers(plain)), tuple(moments))
