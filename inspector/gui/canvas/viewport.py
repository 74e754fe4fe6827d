"""Which part of an image is on the screen, and how large.

Screen positions are device pixels, not Qt's logical ones: at every screen scale, the screen's
pixel i covers i to i + 1 and shows the image pixel that lies under its centre.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor

from inspector.core.mask import Box, Point

Size = tuple[int, int]
"""(width, height) in pixels."""

LARGEST = 64.0
"""Screen pixels per image pixel."""

_SMALLEST = 1 / 8  # of the scale that fits
_MARGIN = 8  # screen pixels around an image that fits
_REMAINS = 48  # screen pixels of the image that cannot be pushed off the screen


@dataclass(frozen=True, slots=True)
class Viewport:
    """An image of a size on a screen of a size.

    scale: screen pixels per image pixel, 1.0 = 100 %.
    x, y: where on the screen the image's top left corner is.
    is_fitted: whether it keeps fitting when the screen changes its size.
    """

    image: Size
    screen: Size
    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0
    is_fitted: bool = False

    @property
    def fitting_scale(self) -> float:
        """The scale at which the whole image is seen."""
        sizes = zip(self.screen, self.image, strict=True)
        return max(1e-6, min(max(1, screen - 2 * _MARGIN) / image for screen, image in sizes))

    @property
    def image_box(self) -> Box:
        """The screen pixels whose centre lies in the image, those off the screen too.

        At least one each way: a long thin image that fits may be thinner than a screen pixel.
        """
        left, top = ceil(self.x - 0.5), ceil(self.y - 0.5)
        right = ceil(self.x + self.image[0] * self.scale - 0.5)
        bottom = ceil(self.y + self.image[1] * self.scale - 0.5)
        return Box(left, top, max(1, right - left), max(1, bottom - top))

    def fitted(self) -> Viewport:
        """The whole image in the middle of the screen."""
        return replace(self._centred(self.fitting_scale), is_fitted=True)

    def resized(self, screen: Size) -> Viewport:
        """The same on another screen; its middle stays the middle."""
        if self.is_fitted:
            return replace(self, screen=screen).fitted()
        x = self.x + (screen[0] - self.screen[0]) / 2
        y = self.y + (screen[1] - self.screen[1]) / 2
        return replace(self, screen=screen, x=x, y=y)._kept()

    def zoomed(self, scale: float, at: Point) -> Viewport:
        """At another scale, within the limits; what is at a position of the screen stays there."""
        fit = self.fitting_scale
        scale = min(max(scale, min(fit * _SMALLEST, 1.0)), max(LARGEST, fit))
        factor = scale / self.scale
        x, y = at[0] - (at[0] - self.x) * factor, at[1] - (at[1] - self.y) * factor
        return replace(self, scale=scale, x=x, y=y, is_fitted=False)._kept()

    def moved(self, dx: int, dy: int) -> Viewport:
        """Pushed by whole screen pixels, so that what was drawn can be pushed along."""
        return replace(self, x=self.x + dx, y=self.y + dy, is_fitted=False)._kept()

    def to_image(self, at: Point) -> Point:
        """(x, y) in image pixels under a position of the screen."""
        return (at[0] - self.x) / self.scale, (at[1] - self.y) / self.scale

    def to_screen(self, point: Point) -> Point:
        """Where on the screen a point of the image is."""
        return point[0] * self.scale + self.x, point[1] * self.scale + self.y

    def around(self, box: Box, margin: int = 0) -> Box | None:
        """The part of the screen that shows a box of image pixels; None if that is off it."""
        left, top = self.to_screen((box.x, box.y))
        right, bottom = self.to_screen((box.x + box.width, box.y + box.height))
        x, y = floor(left) - margin, floor(top) - margin
        return common(
            Box(x, y, ceil(right) + margin - x, ceil(bottom) + margin - y), Box(0, 0, *self.screen)
        )

    def _centred(self, scale: float) -> Viewport:
        x = (self.screen[0] - self.image[0] * scale) / 2
        y = (self.screen[1] - self.image[1] * scale) / 2
        return replace(self, scale=scale, x=x, y=y)

    def _kept(self) -> Viewport:
        """Pulled back by whole pixels until a part of the image is on the screen."""
        places = []
        for start, image, screen in zip((self.x, self.y), self.image, self.screen, strict=True):
            size = image * self.scale
            rest = min(_REMAINS, size, screen)
            back = max(0, ceil(rest - size - start)) - max(0, ceil(start - (screen - rest)))
            places.append(start + back)
        return replace(self, x=places[0], y=places[1])


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share, None if nothing."""
    x, y = max(one.x, other.x), max(one.y, other.y)
    right = min(one.x + one.width, other.x + other.width)
    bottom = min(one.y + one.height, other.y + other.height)
    return Box(x, y, right - x, bottom - y) if x < right and y < bottom else None
