"""Panels that the kiosk is shown on in tests and in the demo."""
import dataclasses

from touchscreen import Touchscreen


@dataclasses.dataclass(frozen=True)
class Panel:
    width_px: int
    height_px: int
    width_mm: float
    height_mm: float

    def config(self):
        """What kiosk.toml says of this panel."""
        return {"width_mm": self.width_mm, "height_mm": self.height_mm}


# 21.5 inches, the size of most feedback terminals.
PORTRAIT = Panel(1080, 1920, 267.8, 476.2)
LANDSCAPE = Panel(1920, 1080, 476.2, 267.8)


def own_screen(panel):
    """A real X server with a real touch device, without graphics card or terminal."""
    return Touchscreen(panel.width_px, panel.height_px)
