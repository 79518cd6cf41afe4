"""Whether an entry speaks plainly to one tired person; the limits lie where 98 of 100 entries already are.

Of the 674 entries measured on 2026-11-20 half have at most 14 syllables a sentence, 98 of 100 at most 20; half use
no word of the law at all, 98 of 100 give at most 6 syllables of 100 to such words.
"""

import re
from collections.abc import Iterator

from knowledge.plain_language import (
    JARGON,
    Plainness,
    count_syllables,
    find_jargon,
    measure,
    split_sentences,
)
from knowledge.source import Draft

MOST_SENTENCES = 3
MOST_SYLLABLES = 45  # of one sentence of the short answer
MOST_SYLLABLES_ELSEWHERE = 36
MOST_IN_DETAILS = 150
MOST_AVERAGE = 20.0
MOST_JARGON = 0.06
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Ỹ0-9“\"(])")
NEVER = ("người sử dụng lao động", "theo quy định của pháp luật hiện hành")  # in the short answer
TEXTS = ("answer", "details", "conditions", "example", "situation")
OPENERS = re.compile(
    r"^(?:-\s*)?(theo quy định|theo (?:khoản|điều) \d|căn cứ|trong trường hợp|đối với|được biết|hành vi|pháp luật)(?!\w)",
    re.IGNORECASE,
)
UNWANTED = {
    "a phrase of offices": r"vui lòng|xin lưu ý|kính (?:gửi|mong|chào)",
    "talk about the machine": r"(?-i:là AI)|chatbot|trí tuệ nhân tạo|mô hình ngôn ngữ",
    "blame": r"(?:lẽ ra|đáng lẽ|ai bảo) bạn|bạn (?:phải biết|tự chịu|cẩu thả|đã sai)|ráng (?:mà )?chịu|thiếu hiểu biết",
    "a promise": r"chắc chắn (?:thắng|được|sẽ)|(?:bảo|đảm) (?:đảm |bảo )?(?:bạn )?(?:sẽ )?thắng|thắng chắc",
}
ABBREVIATION = re.compile(r"(?<![\w/.-])[A-ZĐ][A-ZĐ&]+(?![\w/-])")
ROMAN = re.compile(r"[IVXLC]+")
KNOWN = frozenset(
    {
        *("BHXH", "BHTN", "BHYT", "CCCD", "ID", "OTP", "SMS", "QR", "PDF", "USB", "ATM", "SIM", "GPS", "NFC"),
        *("HIV", "AIDS", "COVID", "KPI", "VAT", "TV", "ISO"),
    }
)


def measure_entry(draft: Draft) -> Plainness:
    """All texts a worker reads of one entry."""
    return measure([getattr(draft, name) for name in TEXTS])


def language_faults(draft: Draft) -> Iterator[str]:
    """What is too long, too much like a statute, or said in the wrong tone."""
    yield from _answer_faults(draft)
    yield from _length_faults(draft)
    yield from _jargon_faults(draft)
    for name in TEXTS:
        yield from _tone_faults(name, getattr(draft, name))
    yield from _abbreviation_faults(draft)


def _answer_faults(draft: Draft) -> Iterator[str]:
    sentences = [part for part in SENTENCE_END.split(draft.answer) if part]
    if len(sentences) > MOST_SENTENCES:
        yield f"the answer has {len(sentences)} sentences, at most {MOST_SENTENCES}"
    for sentence in sentences:
        if len(sentence.split()) > MOST_SYLLABLES:
            yield f"a sentence of {len(sentence.split())} syllables in the answer: {sentence[:40]}…"
    for phrase in NEVER:
        if phrase in draft.answer.lower():
            yield f"the answer says {phrase!r}"
    if draft.details and "nên:" not in draft.details:
        yield "the details do not end with what to do now (Bạn nên: …)"


def _length_faults(draft: Draft) -> Iterator[str]:
    in_details = count_syllables(draft.details)
    if in_details > MOST_IN_DETAILS:
        yield f"the details have {in_details} syllables, at most {MOST_IN_DETAILS}"
    for name in TEXTS[1:]:
        for sentence in split_sentences(getattr(draft, name)):
            syllables = count_syllables(sentence)
            if syllables > MOST_SYLLABLES_ELSEWHERE:
                yield f"a sentence of {syllables} syllables in the {name}: {sentence[:40]}…"
    average = measure_entry(draft).average
    if average > MOST_AVERAGE:
        yield f"has {average:.1f} syllables a sentence, at most {MOST_AVERAGE:.0f}"


def _jargon_faults(draft: Draft) -> Iterator[str]:
    share = measure_entry(draft).jargon_share
    if share > MOST_JARGON:
        words = dict.fromkeys(word for name in TEXTS for word in find_jargon(getattr(draft, name)))
        plainer = "; ".join(f"{word} → {JARGON[word]}" for word in words)
        yield f"{share:.1%} of its syllables are words of the law, at most {MOST_JARGON:.0%} ({plainer})"


def _tone_faults(name: str, text: str) -> Iterator[str]:
    for sentence in split_sentences(text):
        if opener := OPENERS.match(sentence):
            yield f"a sentence of the {name} opens like a statute: {opener[1]!r}"
    for kind, pattern in UNWANTED.items():
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE):
            yield f"the {name} holds {kind}: {match[0]!r}"


def _abbreviation_faults(draft: Draft) -> Iterator[str]:
    """Abbreviations nobody has spelled: "giám định y khoa (GĐYK)" or "GĐYK (giám định y khoa)" at the first use."""
    whole = "\n".join([draft.question, *(getattr(draft, name) for name in TEXTS)])
    for word in dict.fromkeys(ABBREVIATION.findall(whole)):
        if word in KNOWN or ROMAN.fullmatch(word):
            continue
        first = whole.index(word)
        if not (whole[:first].endswith("(") or whole[first + len(word) :].startswith(" (")):
            yield f"{word} is not spelled out at its first use"
