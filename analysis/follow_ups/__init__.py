"""What an interviewer would ask next: a follow-up that goes after what an answer left out.

From the words alone. A follow-up is asked only where it is nearly certain that a part is missing;
where it isn't, there is none, and the question's own follow-ups are asked instead. Standard library
only.
"""

from __future__ import annotations

from analysis.follow_ups.choose import PointedFollowUp, missing_parts, pointed_follow_up
from analysis.follow_ups.table import because

__all__ = ["PointedFollowUp", "because", "missing_parts", "pointed_follow_up"]
