from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata

import pytest

from inspector.core.errors import InspectorError
from inspector.core.progress import Cancelled
from inspector.gui.report_pdf import Size, pages, write_pdf
from tests.core.report_parts import carded, reported


def made(count=12):
    labels = ("good", "bad", "unset")
    return reported(
        [carded(f"f/{i}.png", 0.1 + 2 * i / count, labels[i % 3], "limits") for i in range(count)]
    )


def text_of(path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here")
    command = ["pdftotext", "-layout", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return unicodedata.normalize("NFKC", text)  # without the font's ligatures


def test_a_pdf_is_a4_and_holds_fonts_pictures_and_pages(qapp, tmp_path):
    write_pdf(tmp_path / "a.pdf", made())
    data = (tmp_path / "a.pdf").read_bytes()
    assert data.startswith(b"%PDF-1.")
    width, height = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)[0]
    assert (float(width), float(height)) == pytest.approx((595, 842), abs=1)
    assert len(re.findall(rb"/Type /Page\b(?!s)", data)) >= 2
    assert b"/FontFile2" in data or b"/FontFile3" in data
    assert b"/Subtype /Image" in data
    assert len(data) < 2_000_000


def test_a_pdf_says_what_the_page_says(qapp, tmp_path):
    write_pdf(tmp_path / "a.pdf", made())
    text = text_of(tmp_path / "a.pdf")
    for said in ("Housing", "Judged wrongly", "Right and wrong", "Released by", "cdcdcdcdcdcd"):
        assert said in text
    assert "c.png: is cut off." in text


def test_a_hostile_name_is_only_text(qapp, tmp_path):
    evil = '<b>x</b><img src="http://x.y/z.png">'
    report = reported([carded("a.png", 0.1)], title=evil, facts={evil: evil * 20}, failures={})
    write_pdf(tmp_path / "a.pdf", report)
    assert "<b>x</b>" in text_of(tmp_path / "a.pdf")


def test_a_report_of_nothing_and_one_without_limits_are_still_pages(qapp, tmp_path):
    write_pdf(tmp_path / "a.pdf", reported([], calibration=None, taught=(), failures={}))
    assert (tmp_path / "a.pdf").stat().st_size > 1000


def test_many_images_fill_many_pages_and_can_be_stopped(qapp, tmp_path):
    report = made(300)
    write_pdf(tmp_path / "a.pdf", report)
    assert len(re.findall(rb"/Type /Page\b(?!s)", (tmp_path / "a.pdf").read_bytes())) > 10

    def tick(done, total, text=""):
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(tmp_path / "b.pdf", report, tick)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    with pytest.raises(InspectorError, match="folder is not there"):
        write_pdf(tmp_path / "none" / "a.pdf", report)


def test_no_block_is_cut_and_headings_stay_with_what_follows():
    heights = [50, 30, 30, 10, 10, 95]
    sizes = [Size(height, stays=number in (1, 3, 4)) for number, height in enumerate(heights)]
    assert pages(sizes, 100) == [[0], [1, 2], [3, 4, 5]]
    assert pages([], 100) == [[]]


def test_a_table_says_its_head_again_on_each_page(qapp, tmp_path):
    assert pages([Size(40, lead=30)] * 4, 100) == [[0, 1], [2], [3]]
    calm = [carded(f"{number}.png", 0.1) for number in range(120)]
    write_pdf(tmp_path / "a.pdf", reported(calm))
    sheets = text_of(tmp_path / "a.pdf").split("\f")
    has_lines = [bool(re.search(r"\d\.png", sheet)) for sheet in sheets]
    assert sum(has_lines) > 1
    assert [sheet.count("To the detector") == 1 for sheet in sheets] == has_lines
