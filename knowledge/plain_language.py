"""How plainly a text speaks: sentences, syllables, and the words of the law that a plain word could replace."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.parameters import PLACEHOLDER

JARGON: dict[str, str] = {
    "người sử dụng lao động": "công ty",
    "theo quy định của pháp luật": "(bỏ)",
    "theo quy định": "theo luật, hoặc bỏ",
    "pháp luật hiện hành": "luật",
    "đơn phương chấm dứt": "tự nghỉ, cho nghỉ",
    "chấm dứt hợp đồng": "nghỉ việc, cho nghỉ việc",
    "giao kết": "ký",
    "căn cứ vào": "dựa vào",
    "làm căn cứ": "dùng để tính",
    "thẩm quyền": "nơi giải quyết, người được quyền",
    "thanh toán": "trả",
    "chi trả": "trả",
    "kể từ": "từ",
    "trường hợp": "khi, nếu",
    "đối với": "với",
    "nêu trên": "này",
    "nói trên": "này",
    "nêu tại": "ở",
    "quy định tại": "ở",
    "thân nhân": "người thân",
    "đối tượng": "người",
    "niêm yết": "dán công khai",
    "khấu trừ": "trừ",
    "truy thu": "thu lại",
    "bồi hoàn": "trả lại",
    "thụ lý": "nhận đơn",
    "khởi kiện": "kiện",
    "chế tài": "mức phạt",
    "tiến hành": "làm",
    "thực hiện": "làm",
    "được quyền": "được",
    "có trách nhiệm": "phải",
    "có nghĩa vụ": "phải",
    "phát sinh": "có",
    "nhằm": "để",
    "tương ứng": "theo đó",
    "chấp thuận": "đồng ý",
    "trực thuộc": "của",
    "hữu quan": "liên quan",
    "lũy kế": "cộng lại",
    "cộng dồn": "cộng lại",
    "kê khai": "khai",
    "hành vi": "việc",
    "xác lập": "lập",
    "ban hành": "ra",
    "vị trí việc làm": "việc",
}
JARGON_WORDS = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, JARGON), key=len, reverse=True))})(?!\w)", re.IGNORECASE
)
SENTENCE_ENDS = re.compile(r"(?<=[.!?…;])\s+|\n")
SYLLABLE = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Plainness:
    """The measure of one text or of several."""

    syllables: int
    sentences: int
    longest: int  # syllables of the longest sentence
    jargon: int  # syllables that belong to words of the law

    @property
    def average(self) -> float:
        """Syllables a sentence."""
        return self.syllables / self.sentences if self.sentences else 0.0

    @property
    def jargon_share(self) -> float:
        return self.jargon / self.syllables if self.syllables else 0.0


def count_syllables(text: str) -> int:
    """Syllables as read aloud; a placeholder counts as one."""
    return len(SYLLABLE.findall(PLACEHOLDER.sub(" x ", text)))


def split_sentences(text: str) -> list[str]:
    """Sentences; a line and what a semicolon ends are sentences too."""
    return [part for part in SENTENCE_ENDS.split(text) if SYLLABLE.search(part)]


def find_jargon(text: str) -> list[str]:
    """The words of the law in a text, in order."""
    return [match[0].lower() for match in JARGON_WORDS.finditer(text)]


def measure(texts: Sequence[str]) -> Plainness:
    """The measure of several texts together."""
    lengths = [count_syllables(sentence) for text in texts for sentence in split_sentences(text)]
    jargon = sum(count_syllables(word) for text in texts for word in find_jargon(text))
    return Plainness(sum(lengths), len(lengths), max(lengths, default=0), jargon)
