"""A pytest plugin: one module is imported with another source than its file has, so that no file is changed.

`MUTANT_OF` is the path of the module, `MUTANT` the path of the source that it gets.
"""

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType


class _MutantLoader(SourceFileLoader):
    def get_code(self, fullname: str) -> CodeType:
        source = Path(os.environ["MUTANT"]).read_text(encoding="utf-8")
        return compile(source, self.get_filename(fullname), "exec", dont_inherit=True)


class _MutantFinder(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or Path(spec.origin) != Path(os.environ["MUTANT_OF"]):
            return None
        return spec_from_file_location(fullname, spec.origin, loader=_MutantLoader(fullname, spec.origin))


sys.meta_path.insert(0, _MutantFinder())
