"""Copies of a filing with a note at each finding: what to say, and where."""

from compliance.annotate.remarks import Remark, Remarks, remarks_on

__all__ = ["Remark", "Remarks", "remarks_on"]
