"""``make bench``: every measurement, one after the other, each in a process of its own."""

import subprocess
import sys

MODULES = (
    "matching_peers",
    "import_5000",
    "publish",
    "members_list",
    "searching_speed",
    "page_weights",
    "starts",
    "restore",
)


def main() -> int:
    """Run the named measurements, or all; 1 when one of them failed."""
    failed = []
    for name in sys.argv[1:] or MODULES:
        print(f"\n== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
