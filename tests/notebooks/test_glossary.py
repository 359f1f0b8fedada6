"""The glossary in the start notebook: what it lists, and that it sends readers to a right place."""

import re

import pytest
from books import NOTEBOOKS, Notebook
from nbformat import read
from test_anatomy import FOLDED_UP_TO

BOOKS = {path.name: Notebook(path, read(path, as_version=4).cells) for path in NOTEBOOKS}
ROW = re.compile(r"^\| \*\*(.+?)\*\*(?: \(\*.+?\*\))? \| (.+?) \| \[\d\d\]\((.+?)\) \|$", re.M)


def rows():
    """Return each word, what it is, and the notebook that explains it."""
    [glossary] = [text for text in BOOKS[NOTEBOOKS[0].name].markdown if "## Glossary" in text]
    return ROW.findall(glossary)


each = pytest.mark.parametrize(("word", "meaning", "file"), rows())


def test_every_row_has_its_columns_and_the_words_are_in_alphabetical_order():
    [glossary] = [text for text in BOOKS[NOTEBOOKS[0].name].markdown if "## Glossary" in text]
    assert len(rows()) == glossary.count("](")
    words = [word.casefold() for word, _, _ in rows()]
    assert len(words) >= 35
    assert words == sorted(set(words))


@each
def test_a_word_is_explained_in_few_words(word, meaning, file):
    assert 3 <= len(meaning.split()) <= 20
    assert word.casefold() not in meaning.casefold()


@each
def test_a_word_is_where_the_glossary_says_and_in_no_earlier_notebook(word, meaning, file):
    if file > FOLDED_UP_TO:
        pytest.skip("this notebook does not use the words of the house yet")
    text = "\n".join(BOOKS[file].markdown).casefold()
    assert all(part in text for part in re.split(", | and ", word.casefold()))
    for earlier in sorted(BOOKS)[1 : sorted(BOOKS).index(file)]:
        bold = re.findall(r"\*\*(.+?)\*\*", "\n".join(BOOKS[earlier].markdown).casefold())
        assert not {word.casefold(), f"{word.casefold()}s"} & set(bold), earlier
