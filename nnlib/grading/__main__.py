"""The commands: ``python -m nnlib.grading student ...`` and ``... collect ...``."""

import argparse
import os
import sys
from pathlib import Path

from nnlib.exercises import EXERCISES
from nnlib.grading import Limits
from nnlib.grading.box import can_isolate
from nnlib.grading.collect import Settings, collect, named, notebooks
from nnlib.grading.student import gradable, make, original

_NO_BOX = (
    "Students' code cannot be isolated here: that takes Linux, util-linux, and the right to make "
    "namespaces. Grade in a container or on a virtual machine, and add --no-isolation there. "
    "docs/teaching/assignments.md says how."
)


def main(arguments: list[str] | None = None) -> None:
    """Make students' versions, or grade what has come back."""
    parser = argparse.ArgumentParser(
        prog="python -m nnlib.grading",
        description="Make notebooks for a class, and grade what comes back.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    student = commands.add_parser("student", help="make versions without solutions and outputs")
    student.add_argument("numbers", nargs="+", metavar="NN", help="the notebooks, 02 for example")
    student.add_argument("--to", type=Path, default=Path("assignments"), metavar="FOLDER")
    grading = commands.add_parser("collect", help="grade a folder of notebooks, write a CSV file")
    grading.add_argument("folder", type=Path)
    grading.add_argument("--to", type=Path, default=Path("results.csv"), metavar="FILE")
    grading.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="at a time")
    grading.add_argument("--seconds", type=float, default=Limits.seconds, help="per notebook")
    grading.add_argument("--memory", type=float, default=2, metavar="GB", help="per process")
    grading.add_argument(
        "--no-isolation",
        action="store_true",
        help="students' code can use the network and your files: only inside of a container",
    )
    for command in (student, grading):
        command.add_argument("--only", nargs="+", default=[], metavar="NN.K", help="exercises")
    chosen = parser.parse_args(arguments)
    for name in chosen.only:
        if name not in gradable():
            known = "cannot be graded from a file" if name in EXERCISES else "is no exercise"
            parser.error(f"argument --only: {name} {known}")
    (_student if chosen.command == "student" else _collect)(chosen, parser)


def _student(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    try:
        originals = [original(number) for number in chosen.numbers]
    except ValueError as error:
        parser.error(f"argument NN: {error}")
    names = set(chosen.only or gradable())
    if stray := [name for name in chosen.only if name[:2] not in chosen.numbers]:
        parser.error(f"argument --only: {stray[0]} is in none of these notebooks")
    if there := [path.name for path in originals if (chosen.to / path.name).exists()]:
        parser.exit(1, f"Nothing was made, because {chosen.to} has {there[0]} already.\n")
    for number in chosen.numbers:
        print(f"Made: {make(number, names, chosen.to)}")
    only = f" --only {' '.join(chosen.only)}" if chosen.only else ""
    print(f"Later, grade a folder of them with: python -m nnlib.grading collect FOLDER{only}")


def _collect(chosen: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    if not chosen.folder.is_dir():
        parser.error(f"argument folder: there is no folder {chosen.folder}")
    if sys.platform == "win32":
        parser.exit(1, "Grading takes Linux, or macOS in part. On Windows, use WSL.\n")
    if not chosen.no_isolation and not can_isolate():
        parser.exit(1, f"{_NO_BOX}\n")
    cell = min(Limits.cell_seconds, chosen.seconds)
    limits = Limits(chosen.seconds, cell, memory=int(chosen.memory * 1024**3))
    settings = Settings(tuple(chosen.only), limits, not chosen.no_isolation)
    number = len(notebooks(chosen.folder))
    try:
        with chosen.to.open("x", encoding="utf-8", newline="") as file:
            graded = collect(chosen.folder, file, settings, max(1, chosen.jobs))
            for done, (path, grades) in enumerate(graded, start=1):
                right = sum(grade.result == "right" for grade in grades.values())
                shown = named(path, chosen.folder)
                print(f"{done} of {number}: {shown}: {right} of {len(grades)} right", flush=True)
    except FileExistsError:
        parser.exit(1, f"Nothing was graded, because {chosen.to} exists already.\n")
    print(f"Written: {chosen.to}")


if __name__ == "__main__":
    main()
