"""Prefect flows, thin tasks, input readers, settings and the command line: all that touches the world."""

import os
import sys

# Work is dealt to processes, one a core: threads of OpenBLAS would only spin beside them. Read when numpy loads.
if "numpy" not in sys.modules:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
