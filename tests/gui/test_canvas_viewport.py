from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.core.mask import Box
from inspector.gui.canvas.viewport import LARGEST, Viewport

sides = st.integers(1, 5000)
sizes = st.tuples(sides, sides)
places = st.tuples(st.floats(0, 800), st.floats(0, 600))


def test_a_fitted_image_is_whole_in_the_middle_and_stays_so():
    for screen in ((800, 600), (300, 900)):
        view = Viewport((4096, 2048), (640, 480)).fitted().resized(screen)
        left, top = view.to_screen((0, 0))
        right, bottom = view.to_screen((4096, 2048))
        assert left >= 0
        assert top >= 0
        assert left + right == pytest.approx(screen[0])
        assert top + bottom == pytest.approx(screen[1])


@given(sizes, places, st.floats(0.3, 3))
def test_what_is_under_the_pointer_stays_there_while_zooming(image, at, factor):
    view = Viewport(image, (800, 600)).fitted()
    point = view.to_image(at)
    inside = 0 <= point[0] <= image[0] and 0 <= point[1] <= image[1]
    zoomed = view.zoomed(view.scale * factor, at)
    if inside:
        assert zoomed.to_screen(point) == pytest.approx(at, abs=1e-6 * view.screen[0])


@given(sizes)
def test_zoom_ends_at_an_eighth_of_fit_and_at_64(image):
    view = Viewport(image, (800, 600)).fitted()
    fit = view.scale
    assert view.zoomed(1e9, (0, 0)).scale == max(LARGEST, fit)
    assert view.zoomed(1e-9, (0, 0)).scale == min(fit / 8, 1.0)


@given(sizes, st.integers(-(10**5), 10**5), st.integers(-(10**5), 10**5))
def test_an_image_cannot_be_lost_off_the_screen(image, dx, dy):
    view = Viewport(image, (800, 600)).zoomed(3.0, (10, 10)).moved(dx, dy)
    assert view.around(Box(0, 0, *image)) is not None


@example((243, 243), 0.25, (0.0, 0.0))
@given(sizes, st.floats(0.01, 64), places)
def test_screen_pixels_of_the_image_are_those_whose_centre_it_holds(image, scale, at):
    view = Viewport(image, (800, 600)).fitted().zoomed(scale, at)
    box = view.image_box
    if image[0] * view.scale < 1:
        return
    for x, is_inside in ((box.x, True), (box.x - 1, False), (box.x + box.width, False)):
        centre = view.to_image((x + 0.5, 0))[0]
        if min(abs(centre), abs(centre - image[0])) > 1e-9:  # on the border both are right
            assert (0 <= centre < image[0]) == is_inside
