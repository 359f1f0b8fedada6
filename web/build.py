"""Build the series as a site, to be read and to be run: ``python web/build.py``.

The pages to be read go to ``_site``, or to a folder named after the command. They are made from
the stored notebooks, without running one, and from README.md, which becomes the index. Nothing is
loaded from elsewhere: formulas become MathML here, pictures, which the notebooks hold as data,
become files, and the explorers that need no kernel come alive by a script of their own. So the
pages can be opened from a disk, and served by anything. What answers a prediction is folded, so
that the reader can make one, and so is code that only draws: the cells' tags say which.

The notebooks to be run go to ``live`` beside them: JupyterLite, with Python in the browser. That
needs the files of Pyodide's release: ``--pyodide FOLDER``, or else they are fetched. The exercises
of the pages to be read are answered with the same Python: ``answers`` has what does that.
"""

import argparse
import html
import re
import shutil
from pathlib import Path
from string import Template

import nbformat
from cells import cells_html
from front import index_html
from images import as_files
from links import INDEX, NOTEBOOKS, ROOT, live_copy_of, page_of
from live import edition
from live.pyodide import PyodideError

from nnlib.explorers import runtime

HERE = Path(__file__).parent
ANSWERS = HERE / "answers"
ANSWERABLE = """<link rel="stylesheet" href="answers/answers.css">
<script type="module" src="answers/exercises.js"></script>
"""
ALIVE = '<link rel="stylesheet" href="explorers.css">\n<script defer src="explorers.js"></script>\n'


def title_of(source: str) -> str:
    """Return what the first heading says."""
    return re.search("^# (.+)$", source, re.MULTILINE)[1]


def row_of_links(titles: dict[str, str], here: str) -> str:
    """Return the links above a page: all pages by their numbers, the index by its title."""
    links = []
    for page, title in titles.items():
        name, current = html.escape(title), ' aria-current="page"' if page == here else ""
        words = name if page == INDEX else name[:2]
        links.append(f'<a href="{page}" title="{name}" aria-label="{name}"{current}>{words}</a>')
    return "\n".join(links)


def build_pages(folder: Path, *, live: bool = False) -> None:
    """Write all pages to be read into a folder; exercises can be answered beside a live edition."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    run = {INDEX: live_copy_of(NOTEBOOKS[0])}
    titles, contents = {INDEX: title_of(readme)}, {INDEX: index_html(readme)}
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        titles[page_of(path)] = f"{path.name[:2]} {title_of(cells[0].source)}"
        run[page_of(path)] = live_copy_of(path)
        here = r"\[(run in your browser|read)\]\(\S+\) · "  # above the page, and the page itself
        cells[0].source = re.sub(here, "", cells[0].source)
        contents[page_of(path)] = cells_html(cells)
    template = Template((HERE / "page.html").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for page, content in contents.items():
        title = html.escape(titles[page])
        row = row_of_links(titles, page)
        alive = ALIVE if "data-nnlib-scene" in content else ""
        if live and "\ncheck(" in content:
            alive += ANSWERABLE
        text = template.substitute(
            title=title, row=row, run=run[page], content=content, alive=alive
        )
        (folder / page).write_text(as_files(text, folder), encoding="utf-8", newline="\n")
    pictures = [path for path in (ROOT / ".github").rglob("*") if path.suffix in (".png", ".svg")]
    for file in (HERE / "style.css", *pictures):
        shutil.copy(file, folder)
    (folder / "explorers.js").write_text(runtime.page_source(), encoding="utf-8", newline="\n")
    (folder / "explorers.css").write_text(runtime.look(), encoding="utf-8", newline="\n")
    if live:
        no_part = shutil.ignore_patterns("__pycache__", "jsconfig.json")
        shutil.copytree(ANSWERS, folder / "answers", ignore=no_part, dirs_exist_ok=True)
    print(f"{len(contents)} pages in {folder}")


def main() -> None:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(description="Build the series as a site.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "_site")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER", help="with Pyodide's release")
    arguments = parser.parse_args()
    try:
        edition.build(arguments.folder / "live", NOTEBOOKS, arguments.pyodide)
    except PyodideError as error:
        build_pages(arguments.folder)
        parser.exit(1, f"The live edition is not built. {error}\n")
    build_pages(arguments.folder, live=True)
    print(f"{len(NOTEBOOKS)} notebooks to be run in {arguments.folder / 'live'}")


if __name__ == "__main__":
    main()
