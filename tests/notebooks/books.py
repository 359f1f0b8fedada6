"""The notebooks, read once."""

from dataclasses import dataclass
from pathlib import Path

NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


@dataclass(frozen=True)
class Notebook:
    """A notebook file and its cells."""

    path: Path
    cells: list

    @property
    def markdown(self):
        return [cell.source for cell in self.cells if cell.cell_type == "markdown"]

    @property
    def code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def outputs(self):
        return [output for cell in self.code for output in cell.outputs]

    @property
    def texts(self):
        """Return what the outputs say: printed text, and the words of pictures."""
        return [
            output.text if output.output_type == "stream" else output.data["text/plain"]
            for output in self.outputs
        ]
