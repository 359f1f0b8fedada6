"""The frame around the package: address, links, requirements, Binder."""

import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from PIL import Image, ImageSequence

ROOT = Path(__file__).parents[2]
# The script's own names, so that a test can replace one of them.
ADDRESS = runpy.run_path(str(ROOT / "scripts" / "address.py"))["updated"].__globals__
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(path):
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if "==" in line)


# What a learner gets: all that nnlib needs, and what the notebooks need beside it.
WANTED = [
    *SETTINGS["project"]["dependencies"],
    *SETTINGS["project"]["optional-dependencies"]["notebooks"],
]


def not_met(pinned):
    """Return what is wanted and not pinned, or pinned at a version that is not wanted."""
    return [
        str(wanted)
        for wanted in map(Requirement, WANTED)
        if wanted.name not in pinned or pinned[wanted.name] not in wanted.specifier
    ]


def ways(file):
    """Return where a file has to offer to run it in the browser, to read it, and Binder."""
    name, page = ("00_start_here", "index") if file.suffix == ".md" else (file.stem, file.stem)
    site, repository = ADDRESS["site"](), ADDRESS["repository"]()
    return [
        f"{site}/live/notebooks/index.html?path={name}.ipynb",
        f"{site}/{page}.html",
        f"https://mybinder.org/v2/gh/{repository}/main?urlpath=lab/tree/my_notebooks/{name}.ipynb",
    ]


def offered(text):
    """Return the links to the site and to Binder, in their order."""
    return re.findall(r"\]\((https://(?:[\w.-]+\.github\.io/hands-on|mybinder)[^)]+)\)", text)


def test_the_site_is_where_github_puts_it(monkeypatch):
    monkeypatch.setitem(ADDRESS, "repository", lambda: "Some-Body/Else")
    assert ADDRESS["site"]() == "https://some-body.github.io/Else"


@pytest.mark.parametrize("file", ADDRESS["FILES"], ids=lambda file: file.name)
def test_the_ways_to_run_and_read_it_follow_the_address_in_their_order(file):
    text = file.read_text(encoding="utf-8")
    assert ADDRESS["updated"](text) == text
    first_lines, start = text.partition("## Start")[::2]
    assert offered(first_lines) == ways(file)
    assert offered(start) == (ways(file) if file.suffix == ".md" else [])


@pytest.mark.parametrize("file", ADDRESS["FILES"], ids=lambda file: file.name)
def test_another_address_moves_our_links_and_no_other(file, monkeypatch):
    text = file.read_text(encoding="utf-8") + "[a book](https://somebody.github.io/book/)"
    before = ways(file)
    monkeypatch.setitem(ADDRESS, "repository", lambda: "some/other")
    expected = text.replace("github.com/example/hands-on-neural-networks", "github.com/some/other")
    for old, new in zip(before, ways(file), strict=True):
        expected = expected.replace(old, new)
    assert ADDRESS["updated"](text) == expected != text


def test_the_readme_starts_the_series_with_one_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    install = " -m pip install -r requirements.txt && "
    unix, windows = ".venv/bin/python", r".venv\Scripts\python"
    starts = re.findall('^```\n(.+ -m nnlib"?)\n```', readme, re.MULTILINE)
    assert starts == [
        f"python3 -m venv .venv && {unix}{install}{unix} -m nnlib",
        f'cmd /c "py -m venv .venv && {windows}{install}{windows} -m nnlib"',
    ]


def test_the_copies_of_learners_are_neither_kept_nor_tested():
    assert "my_notebooks/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "notebooks" in SETTINGS["tool"]["pytest"]["ini_options"]["testpaths"]
    assert not {".", "my_notebooks"} & set(SETTINGS["tool"]["pytest"]["ini_options"]["testpaths"])


def test_binder_opens_copies_that_its_build_makes():
    assert (ROOT / "binder" / "postBuild").read_text().endswith("\npython -m nnlib --no-lab\n")


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_local_links_of_a_document_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
    for link in links + re.findall(r'src(?:set)?="([^"]+)"', text):
        assert (document.parent / link.partition("#")[0]).exists(), link


def test_the_first_picture_moves_for_those_who_want_motion():
    first = (ROOT / "README.md").read_text("utf-8").partition("</picture>")[0]
    sources = re.findall('<source media="([^"]+)" srcset="([^"]+)">', first)
    light, alt = re.search('<img src="([^"]+)" alt="([^"]+)">', first).groups()
    assert len(alt) > 100
    calm, dark = "(prefers-reduced-motion: reduce)", "(prefers-color-scheme: dark)"
    media, (calm_dark, calm_light, moving_dark) = zip(*sources, strict=True)
    assert media == (f"{calm} and {dark}", calm, dark)
    for still, moving in [(calm_light, light), (calm_dark, moving_dark)]:
        assert (ROOT / moving).stat().st_size < 400_000
        with Image.open(ROOT / moving) as film, Image.open(ROOT / still) as picture:
            assert film.info["loop"] == 0  # without end
            frames = [frame.convert("RGB").tobytes() for frame in ImageSequence.Iterator(film)]
            assert len(set(frames)) > 20
            assert picture.convert("RGB").tobytes() in frames


def test_every_document_can_be_reached_from_the_readme():
    reached, left = set(), [ROOT / "README.md"]
    while left:
        document = left.pop()
        if document in reached or document.suffix != ".md":
            continue
        reached.add(document)
        links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8"))
        left += [(document.parent / link).resolve() for link in links]
    assert set(DOCUMENTS) <= reached


def test_the_readme_is_short():
    text = re.sub("```.*?```", "", (ROOT / "README.md").read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)|<[^>]+>", "]", text)
    assert len(re.findall(r"\w[\w'’-]*", text)) < 1000


def test_requirements_pin_all_that_nnlib_needs_and_are_installed():
    pinned = pins("requirements.txt")
    assert not_met(pinned) == []
    for name, wanted in pinned.items():
        assert version(name) == wanted


def test_binder_locks_the_same_versions():
    locked, pinned = pins("binder/requirements.txt"), pins("requirements.txt")
    assert not_met(locked) == []
    shared = set(locked) & set(pinned)
    assert {name: locked[name] for name in shared} == {name: pinned[name] for name in shared}


def test_the_lock_was_written_for_what_pyproject_wants_now():
    # What the rest of the lock must be, .ci/run asks scripts/lock itself: that needs a network.
    lock = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8")
    assert f"# Written for: {', '.join(WANTED)}\n" in lock, "run scripts/lock"


def test_binder_leaves_its_jupyterlab_alone():
    assert not {"jupyterlab", "notebook", "jupyter-server"} & set(pins("binder/requirements.txt"))


@pytest.mark.skipif(sys.platform == "win32", reason="repo2docker does not run on Windows")
def test_repo2docker_reads_the_binder_folder_as_meant(tmp_path):
    shutil.copytree(ROOT / "binder", tmp_path / "binder")
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "Building conda environment for python=3.11" in said
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in said
    assert "RUN ./binder/postBuild" in said
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in said


@pytest.mark.skipif(sys.platform == "win32", reason="Binder is Linux")
def test_binder_starts_what_it_is_given_with_one_blas_thread():
    code = "import os, sys; print(os.environ['OPENBLAS_NUM_THREADS'], sys.argv[1:])"
    command = [ROOT / "binder" / "start", sys.executable, "-c", code, "two words"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert run.stdout == "1 ['two words']\n"


def test_the_hooks_before_a_commit_are_the_checks_of_ci():
    def words(command):  # without what only one of them needs
        left_out = {"--check", "--force-exclude", ".", "nnlib/*.py", "python", "-m"}
        return [word for word in command.split() if word not in left_out and '"' not in word]

    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    checks = re.findall(r"^\.venv/bin/((?:mypy|ruff|oxlint|oxfmt)[^#\n]*)", run, re.MULTILINE)
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    entries = [words(entry) for entry in re.findall(r"entry: (.+)", hooks)]
    assert len(checks) == 6
    assert [check for check in checks if words(check) not in entries] == []


@pytest.mark.parametrize(
    "file", sorted((ROOT / ".github" / "workflows").iterdir()), ids=lambda file: file.name
)
def test_a_workflow_takes_actions_by_commit_and_may_write_only_where_it_publishes(file):
    text = file.read_text(encoding="utf-8")
    actions = re.findall(r"uses: (\S+)", text)
    assert actions
    assert [each for each in actions if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", each)] == []
    assert "write" not in re.findall(r"^ +\S+: (write)\b", text.partition("\n  publish:")[0], re.M)


def test_the_citation_has_the_address_of_the_project():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'repository-code: "https://github.com/{ADDRESS["repository"]()}"' in citation


def test_a_release_has_one_version_and_one_day():
    version = SETTINGS["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    day = re.search(r'^date-released: "(\d{4}-\d\d-\d\d)"$', citation, re.MULTILINE)[1]
    assert f"\nversion: {version}\n" in citation
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search("^## (.+)$", changes, re.MULTILINE)[1] == f"{version} ({day})"
