"""The pay contributions were paid on: its question, its ceiling and floor, and where a figure stands in the law."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge.calculators.answers import get_decimal
from knowledge.calculators.shape import (
    Answers,
    Field,
    FieldKind,
    Figures,
    Step,
    print_money,
    print_number,
)
from knowledge.entry import Citation
from knowledge.parameters import ParameterError

CEILING = 20  # times the reference level: 41/2024/QH15 Điều 31 khoản 1 điểm đ
MOST_PAY = Decimal(1_000_000_000)
PAY_HINT = "Ví dụ: 8tr5, 8,5 triệu hoặc 8500000. Xem mức lương đóng trên VssID."


@dataclass(frozen=True, slots=True)
class InsuredPay:
    """The pay that counts, and what to say about the one that was typed."""

    amount: Decimal
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]


def ask_pay(name: str, question: str, *, hint: str = PAY_HINT) -> Field:
    """A question for a monthly pay; add `is_needed` with `dataclasses.replace`."""
    return Field(
        name,
        question,
        FieldKind.MONEY,
        hint=hint,
        least=Decimal(1),
        most=MOST_PAY,
        too_little="Mức lương phải lớn hơn 0 đồng, bạn nhập lại giúp mình.",
        too_much="Mức lương một tháng này lớn quá, bạn xem có thừa số 0 không.",
    )


def find_insured_pay(answers: Answers, name: str, level: Decimal) -> InsuredPay:
    """The typed pay between floor and ceiling of compulsory contributions, `level` being the reference level.

    Source: Luật Bảo hiểm xã hội 41/2024/QH15, Điều 31 khoản 1 điểm đ.
    """
    typed, ceiling = get_decimal(answers, name), CEILING * level
    if typed > ceiling:
        step = Step("Lương đóng BHXH cao nhất", f"{CEILING} × {print_number(level)}", print_money(ceiling))
        return InsuredPay(ceiling, (step,), ())
    if typed < level:
        warning = (
            f"Lương bạn nhập thấp hơn mức đóng BHXH bắt buộc thấp nhất ({print_money(level)}, khoản 1 Điều 31 "
            "Luật Bảo hiểm xã hội 2024): bạn xem lại sổ hoặc VssID."
        )
        return InsuredPay(typed, (), (warning,))
    return InsuredPay(typed, (), ())


def list_figure_citations(
    figures: Figures, name: str, scope: str = "", *, on: date | None = None
) -> tuple[Citation, ...]:
    """Where the figure of `on` stands in the law; nothing where it holds no longer on the day asked."""
    try:
        figure = figures.parameters.get(name, scope, on or figures.day)
    except ParameterError:
        return ()
    if not figure.holds_on(figures.day):
        return ()
    return (Citation(figure.document, figure.article, figure.clause),)
