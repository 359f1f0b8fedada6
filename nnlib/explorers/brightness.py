"""BrightnessExplorer: the smallest explorer, one number and the grey that it stands for."""

from dataclasses import dataclass

from nnlib.drawing.numerals import fixed
from nnlib.drawing.picture import Picture
from nnlib.drawing.svg import Svg
from nnlib.explorers.base import Explorer, State
from nnlib.explorers.controls import Slider


@dataclass(frozen=True)
class BrightnessState(State):
    """The brightness of one grey pixel, from 0 (black) to 255 (white)."""

    brightness: float = 204

    def picture(self) -> Picture:
        """Draw the pixel, large."""
        svg = Svg(360, 160, title="One grey pixel", description=self.readout())
        grey = "#" + 3 * f"{int(self.brightness):02x}"
        svg.rect(30, 20, 120, 120, fill=grey)
        svg.text(250, 80, str(int(self.brightness)), size=44)
        return svg.picture()

    def formula(self) -> str:
        """Write the brightness as a share of white, as HTML."""
        return f"{int(self.brightness)} / 255 = <b>{fixed(self.brightness / 255)}</b>"

    def readout(self) -> str:
        """Say the number and the share."""
        share = fixed(100 * self.brightness / 255, 0)
        return f"The pixel's brightness is {int(self.brightness)} of 255: {share} % of white."


class BrightnessExplorer(Explorer[BrightnessState]):
    """Move one number and see the grey that it stands for.

    Examples
    --------
    >>> explorer = BrightnessExplorer()
    >>> explorer.controls["brightness"].value = 0
    >>> explorer.state.readout()
    "The pixel's brightness is 0 of 255: 0 % of white."
    """

    def __init__(self) -> None:
        slider = Slider(label="brightness", description="brightness", max=255, step=1, decimals=0)
        super().__init__(BrightnessState(), [{"brightness": slider}], reset_label="Reset to 204")
