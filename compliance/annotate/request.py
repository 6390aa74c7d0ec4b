"""The child's task that writes notes into a copy of a filing."""

import base64
from collections.abc import Mapping
from typing import Any

from compliance.annotate.docx_comments import with_comments
from compliance.annotate.pdf_notes import with_notes
from compliance.annotate.remarks import Remarks
from compliance.wire import decoded


def annotate_request(request: Mapping[str, Any], data: bytes) -> str:
    """Return a copy of the filing in `data` with notes, in base 64.

    Args:
        request: ``name``, ``kind`` (``docx`` or ``pdf``) and ``remarks``.
        data: The file's bytes.
    """
    remarks: Remarks = decoded(Remarks, request["remarks"])
    write = with_comments if request["kind"] == "docx" else with_notes
    return base64.b64encode(write(data, request["name"], remarks)).decode()
