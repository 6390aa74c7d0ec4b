"""ZIP archives (workbooks, Word files) weighed before a library opens one."""

from compliance.archive.directory import check_archive, check_file

__all__ = ["check_archive", "check_file"]
