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
import json
import re
import shutil
import tomllib
from itertools import pairwise
from pathlib import Path
from string import Template

import nbformat
from images import as_files
from latex2mathml.converter import convert
from live import edition
from live.pyodide import PyodideError
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from nnlib import explorers
from nnlib.explorers import runtime

HERE = Path(__file__).parent
ROOT = HERE.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FROM_README = ("The series", "Start", "Licence")
INDEX = "index.html"
NARROW = 27  # characters: a longer line does not fit into a fold on a page of 320 pixels
COMPARISON = re.compile(r"<details><summary>Compare</summary>\n\n(.+)\n\n</details>", re.DOTALL)
ALIVE = '<link rel="stylesheet" href="explorers.css">\n<script defer src="explorers.js"></script>\n'


class Renderer(IPythonRenderer):
    """From Markdown to HTML that needs nothing else."""

    def __init__(self) -> None:
        super().__init__(escape=False)

    def text(self, text: str) -> str:
        """Write plain words; a number stays on the line of its per cent sign."""
        return super().text(re.sub(r"(?<=\d) %", "\u00a0%", text))

    def heading(self, text: str, level: int, **_: object) -> str:
        """Write a heading that links can lead to."""
        return f'<h{level} id="{anchor(text)}">{text}</h{level}>\n'

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Write a link, with notebooks replaced by their pages."""
        return super().link(text, on_the_site(url), title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Write a picture; of one from elsewhere, such as a badge, its words alone."""
        return html.escape(text) if is_elsewhere(url) else super().image(text, Path(url).name)

    def table(self, text: str) -> str:
        """Write a table that scrolls where it is too wide; an empty cell is no heading."""
        text = text.replace("<th></th>", "<td></td>")
        return f'<div class="table" tabindex="0"><table>{text}</table></div>\n'

    def block_code(self, code: str, info: str | None = None) -> str:
        """Write code in colours."""
        return listing(code, info or "text")

    def inline_math(self, body: str) -> str:
        """Write a formula within a line."""
        return formula(body)

    def block_math(self, body: str) -> str:
        """Write a formula on a line of its own."""
        return formula(body, display="block")


def formula(body: str, display: str = "inline") -> str:
    """Return a formula as MathML, with the spaces that the converter does not know of."""
    mathml = convert(body, display=display)
    # A minus after another sign, but not after a closing bracket, is that of a negative number.
    starts = r"(<mrow>|(?<!&#x00029;)</mo>)<mo>(?=&#x02212;)"
    mathml = re.sub(starts, r'\1<mo form="prefix">', mathml)
    return mathml.replace("<mi>ln</mi>", '<mi>ln</mi><mspace width="0.17em"/>')


def anchor(heading: str) -> str:
    """Return the name of a heading in links, as GitHub makes it."""
    words = html.unescape(re.sub("<[^>]+>", "", heading)).lower()
    return re.sub(r"[^\w\s-]", "", words).replace(" ", "-")


def is_elsewhere(url: str) -> bool:
    """Say whether an address is a whole one."""
    return re.match(r"[a-z]+:", url) is not None


def on_the_site(url: str) -> str:
    """Return where a link from a notebook or from README.md leads on the site."""
    if ours := re.match(r"https://[\w-]+\.github\.io/[\w.-]+/(live/.+|\w+\.html)$", url):
        return ours[1]
    if is_elsewhere(url):
        return url
    path, hash_, heading = url.partition("#")
    if path.endswith(".ipynb"):
        path = page_of(Path(path))
    elif path:
        path = f"{repository()}/blob/main/{path}"
    return path + hash_ + anchor(heading.replace("-", " "))


def page_of(notebook: Path) -> str:
    """Return the name of a notebook's page."""
    return notebook.with_suffix(".html").name


def repository() -> str:
    """Return the project's public address."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return settings["project"]["urls"]["Repository"]


def markdown(source: str) -> str:
    """Return Markdown as HTML."""
    return MarkdownWithMath(renderer=Renderer()).render(source)


def listing(text: str, language: str = "python") -> str:
    """Return code, or what it printed, as HTML; the keys can scroll it if it may be too wide."""
    lexer = get_lexer_by_name(language, stripnl=False)
    colored = highlight(text.rstrip("\n"), lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
    # Of all the kinds of tokens, style.css colours keywords, strings, numbers and comments.
    colored = re.sub(r'<span class="(?![ksmc]|ow)\w+">([^<]*)</span>', r"\1", colored)
    wide = max(map(len, text.splitlines()), default=0) > NARROW
    start = '<pre tabindex="0">' if wide else "<pre>"
    return f"{start}<code>{colored}</code></pre>\n"


def shown(output: nbformat.NotebookNode) -> str:
    """Return an output of a code cell as HTML."""
    if output.output_type == "stream":
        return listing(output.text, "text")
    if output.data.get("text/plain", "").startswith("  0%|"):  # a bar that has stopped moving
        return ""
    return output.data["text/html"]


def cells_html(cells: list[nbformat.NotebookNode]) -> str:
    """Return cells as HTML; all that answers one prediction shares a fold, below its code."""
    parts: list[str] = []
    answers = ""
    for cell, after in pairwise([*cells, nbformat.v4.new_markdown_cell()]):
        if answers and is_comparison(cell):
            answers += markdown(COMPARISON.fullmatch(cell.source)[1])
        elif cell.cell_type == "markdown":
            parts.append(markdown(cell.source))
        elif "answer" in tags_of(cell):
            parts.append(code_html(cell))
            answers += output_html(cell)
        else:
            parts += [code_html(cell), output_html(cell)]
        if answers and "answer" not in tags_of(after):
            parts.append(folded("answer", "I have guessed: show me", answers))
            answers = ""
    return "".join(parts)


def is_comparison(cell: nbformat.NotebookNode) -> bool:
    """Say whether a cell contains only what a prediction is compared with."""
    return cell.cell_type == "markdown" and "answer" in tags_of(cell)


def tags_of(cell: nbformat.NotebookNode) -> list[str]:
    """Return the tags of a cell."""
    return cell.metadata.get("tags", [])


def code_html(cell: nbformat.NotebookNode) -> str:
    """Return a cell's code as HTML; code that only draws is folded."""
    code = f'<div class="input">{listing(cell.source)}</div>\n'
    return folded("plot", "The code that draws this", code) if "plot" in tags_of(cell) else code


def output_html(cell: nbformat.NotebookNode) -> str:
    """Return what came out of a cell as HTML; an explorer lives."""
    outputs = "".join(shown(output) for output in cell.outputs)
    live = re.search(r'<img data-explorer="(\w+)" data-state="([^"]*)"[^>]*>', outputs)
    if live:
        outputs = outputs.replace(live[0], living(live[1], live[2], cell.id))
    return f'<div class="output">{outputs}</div>\n' if outputs else ""


def folded(kind: str, summary: str, content: str) -> str:
    """Return content in a fold, closed until the reader opens it."""
    return f'<details class="{kind}"><summary>{summary}</summary>\n{content}</details>\n'


def living(explorer: str, state: str, name: str) -> str:
    """Return an explorer that lives on the page, as still as it was stored until it is near."""
    kind = getattr(explorers, explorer)
    return kind.page(json.loads(html.unescape(state)), f"explorer-{name}")


def title_of(source: str) -> str:
    """Return what the first heading says."""
    return re.search("^# (.+)$", source, re.MULTILINE)[1]


def live_copy_of(notebook: Path) -> str:
    """Return where a notebook opens alone, to be run: a view for phones too."""
    return f"live/notebooks/index.html?path={notebook.name}"


def front_explorer() -> str:
    """Return the network of the series, for the index."""
    start = explorers.NetworkExplorer("backward").state.data() | {"view": "forward"}
    return explorers.NetworkExplorer.page(start, "explorer-network")


def index_html(readme: str) -> str:
    """Return what README.md says to somebody who wants to read the series, with a network alive."""
    opening, *sections = re.split("^(?=## )", readme, flags=re.MULTILINE)
    by_heading = {section.partition("\n")[0].removeprefix("## "): section for section in sections}
    page = markdown(opening + "".join(by_heading[heading] for heading in FROM_README))
    return re.sub(
        r'<p><img src="network_explorer\.png"[^>]*></p>', lambda _: front_explorer(), page
    )


def row_of_links(titles: dict[str, str], here: str) -> str:
    """Return the links above a page: all pages by their numbers, the index by its title."""
    links = []
    for page, title in titles.items():
        name, current = html.escape(title), ' aria-current="page"' if page == here else ""
        words = name if page == INDEX else name[:2]
        links.append(f'<a href="{page}" title="{name}" aria-label="{name}"{current}>{words}</a>')
    return "\n".join(links)


def build_pages(folder: Path) -> None:
    """Write all pages to be read into a folder."""
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
        text = template.substitute(
            title=title, row=row, run=run[page], content=content, alive=alive
        )
        (folder / page).write_text(as_files(text, folder), encoding="utf-8", newline="\n")
    pictures = [path for path in (ROOT / ".github").rglob("*") if path.suffix in (".png", ".svg")]
    for file in (HERE / "style.css", *pictures):
        shutil.copy(file, folder)
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
