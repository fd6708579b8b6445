"""People and times of life, as parts of the other patterns."""

from __future__ import annotations

PERSON = (
    r"(?:boys?|girls?|man|woman|lady|patients?|child|children|kids?|baby|mother|father|mom|"
    r"teenagers?|adolescents?|infant|newborn|family|grandmother|grandfather|student|doctor|mentor|"
    r"professor)"
)
KIN = (
    r"(?:mother|father|mom|dad|sister|brother|grandmother|grandfather|uncle|aunt|cousin|nephew|"
    r"niece|son|daughter|wife|husband|friend|neighbor)"
)
MED_PEDS = (
    r"(?:(?:med|met|mid|mad|men)-? ?(?:peds?|pets?|pads?|beds?|pits?|paeds)|meds|medicine-?"
    r"pediatrics|"
    r"medicine (?:and )?pa?ediatrics|internal medicine and pa?ediatrics|combined (?:training|"
    r"program|residency)|both (?:fields|specialties|sides|trainings|departments|adults|kinds))"
)
AGE = (
    r"(?:\d+|\w+teen|\w*ty(?:-\w+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
)
YOUNG = (
    r"(?:kids?|child|children|childhood|newborns?|babies|baby|pediatrics?|paediatrics|nursery|"
    r"teenagers?|adolescents?)"
)
OLD = (
    r"(?:adults?|adulthood|grown-?ups?|elderly|grandparents?|grandfathers?|grandmothers?|"
    r"internal medicine|old (?:people|patients|age))"
)
MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
