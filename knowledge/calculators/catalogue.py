"""All calculators by name, in the order of the menu."""

from knowledge.calculators import (
    accident,
    annual_leave,
    lump_sum,
    maternity,
    minimum_wage,
    net_pay,
    notice,
    overtime,
    retirement,
    severance,
    sickness,
    unemployment,
)
from knowledge.calculators.shape import Calculator

CALCULATORS: dict[str, Calculator] = {
    module.CALCULATOR.name: module.CALCULATOR
    for module in (
        overtime,
        net_pay,
        minimum_wage,
        annual_leave,
        notice,
        severance,
        unemployment,
        maternity,
        sickness,
        accident,
        lump_sum,
        retirement,
    )
}
