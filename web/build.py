"""Build the series as a site, to be read and to be run: ``python web/build.py``.

The pages to be read go to ``_site``, or to a folder named after the command. They are made from
the stored notebooks, without running one; `front` makes the index. Nothing is loaded from
elsewhere: formulas become MathML here, pictures, which the notebooks hold as data, become files,
and the explorers that need no kernel come alive by a script of their own. So the pages can be
opened from a disk, and served by anything. What answers a prediction is folded, so
that the reader can make one, and so is code that only draws: the cells' tags say which.

The reference of nnlib goes to ``api`` beside them, made of its docstrings.

The notebooks to be run go to ``live`` beside them: JupyterLite, with Python in the browser. That
needs the files of Pyodide's release: ``--pyodide FOLDER``, or else they are fetched. The exercises
of the pages to be read are answered with the same Python: ``answers`` has what does that.
"""

import argparse
import html
import re
import shutil
from functools import partial
from pathlib import Path
from string import Template

import api
import nbformat
import search
from cells import cells_html
from contents import contents_html, with_links
from front import front_html, write_beside
from images import as_files
from links import INDEX, NOTEBOOKS, ROOT, live_copy_of, page_of
from live import edition
from live.pyodide import PyodideError
from previews import descriptions, preview_tags
from ways import ends_html, menu_html

from nnlib.explorers import runtime

HERE = Path(__file__).parent
AROUND = re.compile(r"(previous: |next: )?\[(\d\d .+?|run in your browser|read)\]\(\S+\) · ")
NEXT = re.compile(r"\n\nNext: \S+ .+$")  # as the page itself says, as well as what is around it
HELP = "\n\n*No module named 'nnlib'?* [What to do](00_start_here.ipynb#Set-up)"  # of no use here
RUN = re.compile(r"and run the cell(?=[.;] `check`)")  # in a notebook
SCRIPTS = ("present", "zoom")
ANSWERS = HERE / "answers"
ANSWERABLE = """<link rel="stylesheet" href="answers/answers.css">
<script type="module" src="answers/exercises.js"></script>
"""
ALIVE = '<link rel="stylesheet" href="explorers.css">\n<script defer src="explorers.js"></script>\n'
FRONT = '<link rel="stylesheet" href="front.css">\n'


def title_of(source: str) -> str:
    """Return what the first heading says."""
    return re.search("^# (.+)$", source, re.MULTILINE)[1]


def site_script() -> str:
    """Return what every page runs, as a plain script: a page on a disk may load no module."""
    scripts = [(HERE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return "".join(f"(() => {{\n{script}}})();\n" for script in scripts)


def front_page() -> dict[str, str]:
    """Return what is on the front page."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return {
        "title": title_of(readme),
        "home": ' aria-current="page"',
        "run": live_copy_of(NOTEBOOKS[0]),
        "alive": ALIVE + FRONT,
        "contents": "",
        "content": front_html(readme),
        "ends": "",
    }


def notebook_page(path: Path, *, live: bool) -> dict[str, str]:
    """Return what is on a notebook's page."""
    cells = nbformat.read(path, as_version=4).cells
    title = f"{path.name[:2]} {title_of(cells[0].source)}"
    cells[0].source = AROUND.sub("", cells[0].source)
    cells[-1].source = NEXT.sub("", cells[-1].source)
    for cell in cells:
        cell.source = cell.source.removesuffix(HELP)
        if live:
            cell.source = RUN.sub("and press *Check*", cell.source)
    content = cells_html(cells)
    alive = ALIVE if "data-nnlib-scene" in content else ""
    if live and "\ncheck(" in content:
        alive += ANSWERABLE
    return {
        "title": title,
        "home": "",
        "run": live_copy_of(path),
        "alive": alive,
        "contents": contents_html(html.escape(title), content),
        "content": with_links(content),
        "ends": ends_html(page_of(path)),
    }


def build_pages(folder: Path, *, live: bool = False) -> None:
    """Write all pages to be read into a folder; exercises can be answered beside a live edition."""
    frame = Template((HERE / "page.html").read_text(encoding="utf-8")).substitute
    pages = {INDEX: front_page()}
    pages |= {page_of(path): notebook_page(path, live=live) for path in NOTEBOOKS}
    about = descriptions()
    folder.mkdir(parents=True, exist_ok=True)
    for page, parts in pages.items():
        more = {
            "title": html.escape(parts["title"]),
            "preview": preview_tags(page, parts["title"], about[page]),
            "menu": menu_html(page),
        }
        text = frame(parts | more)
        (folder / page).write_text(as_files(text, folder), encoding="utf-8", newline="\n")
    around = dict.fromkeys(("home", "preview", "alive", "contents", "ends"), "")
    around |= {"menu": menu_html(INDEX), "run": pages[INDEX]["run"]}
    reference = api.write(folder, partial(frame, around))
    shutil.copy(HERE / "style.css", folder)
    write_beside(folder)
    (folder / "site.js").write_text(site_script(), encoding="utf-8", newline="\n")
    (folder / "explorers.js").write_text(runtime.page_source(), encoding="utf-8", newline="\n")
    (folder / "explorers.css").write_text(runtime.look(), encoding="utf-8", newline="\n")
    if live:
        no_part = shutil.ignore_patterns("__pycache__", "jsconfig.json")
        shutil.copytree(ANSWERS, folder / "answers", ignore=no_part, dirs_exist_ok=True)
    search.write(folder, [*(folder / page for page in pages), *reference])
    print(f"{len(pages)} pages in {folder}")


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
