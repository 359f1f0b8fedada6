"""Build the series as a site, to be read and to be run: ``python web/build.py``.

The pages to be read go to ``_site``, or to a folder named after the command. They are made from
the stored notebooks, without running one, and from README.md, which becomes the index. Nothing is
loaded from elsewhere: formulas become MathML here, pictures, which the notebooks hold as data,
become files, and the explorers that need no kernel come alive by a script of their own. So the
pages can be opened from a disk, and served by anything. What answers a prediction is folded, so
that the reader can make one, and so is code that only draws: the cells' tags say which.

The notebooks to be run go to ``live`` beside them: JupyterLite, with Python in the browser. That
needs the files of Pyodide's release: ``--pyodide FOLDER``, or else they are fetched.
"""

import argparse
import html
import re
import shutil
from pathlib import Path
from string import Template

import nbformat
from cells import cells_html
from contents import contents_html, with_links
from front import index_html
from images import as_files
from links import INDEX, NOTEBOOKS, ROOT, live_copy_of, page_of
from live import edition
from live.pyodide import PyodideError
from ways import ends_html, menu_html

from nnlib.explorers import runtime

HERE = Path(__file__).parent
AROUND = re.compile(r"(previous: |next: )?\[(\d\d .+?|run in your browser|read)\]\(\S+\) · ")
NEXT = re.compile(r"\n\nNext: \S+ .+$")  # as the page itself says, as well as what is around it
SCRIPTS = ("present", "zoom")
ALIVE = '<link rel="stylesheet" href="explorers.css">\n<script defer src="explorers.js"></script>\n'


def title_of(source: str) -> str:
    """Return what the first heading says."""
    return re.search("^# (.+)$", source, re.MULTILINE)[1]


def site_script() -> str:
    """Return what every page runs, as a plain script: a page on a disk may load no module."""
    scripts = [(HERE / "js" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return "".join(f"(() => {{\n{script}}})();\n" for script in scripts)


def build_pages(folder: Path) -> None:
    """Write all pages to be read into a folder."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    run = {INDEX: live_copy_of(NOTEBOOKS[0])}
    titles, contents = {INDEX: title_of(readme)}, {INDEX: index_html(readme)}
    for path in NOTEBOOKS:
        cells = nbformat.read(path, as_version=4).cells
        titles[page_of(path)] = f"{path.name[:2]} {title_of(cells[0].source)}"
        run[page_of(path)] = live_copy_of(path)
        cells[0].source = AROUND.sub("", cells[0].source)
        cells[-1].source = NEXT.sub("", cells[-1].source)
        contents[page_of(path)] = cells_html(cells)
    template = Template((HERE / "page.html").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    for page, content in contents.items():
        title = html.escape(titles[page])
        inside = page != INDEX
        text = template.substitute(
            title=title,
            home="" if inside else ' aria-current="page"',
            menu=menu_html(page),
            run=run[page],
            alive=ALIVE if "data-nnlib-scene" in content else "",
            contents=contents_html(title, content) if inside else "",
            content=with_links(content) if inside else content,
            ends=ends_html(page) if inside else "",
        )
        (folder / page).write_text(as_files(text, folder), encoding="utf-8", newline="\n")
    pictures = [path for path in (ROOT / ".github").rglob("*") if path.suffix in (".png", ".svg")]
    for file in (HERE / "style.css", *pictures):
        shutil.copy(file, folder)
    (folder / "site.js").write_text(site_script(), encoding="utf-8", newline="\n")
    (folder / "explorers.js").write_text(runtime.page_source(), encoding="utf-8", newline="\n")
    (folder / "explorers.css").write_text(runtime.look(), encoding="utf-8", newline="\n")
    print(f"{len(contents)} pages in {folder}")


def main() -> None:
    """Do as the command line says."""
    parser = argparse.ArgumentParser(description="Build the series as a site.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "_site")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER", help="with Pyodide's release")
    arguments = parser.parse_args()
    build_pages(arguments.folder)
    try:
        edition.build(arguments.folder / "live", NOTEBOOKS, arguments.pyodide)
    except PyodideError as error:
        parser.exit(1, f"The live edition is not built. {error}\n")
    print(f"{len(NOTEBOOKS)} notebooks to be run in {arguments.folder / 'live'}")


if __name__ == "__main__":
    main()
