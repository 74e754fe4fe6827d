from __future__ import annotations

import pytest

from inspector.core.errors import StudyError
from inspector.core.study_image import StudyImage
from inspector.core.study_table import read


@pytest.fixture
def folder(tmp_path):
    """Makes empty files: nothing here opens an image."""

    def make(*names):
        for name in names:
            path = tmp_path / "set" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return tmp_path / "set"

    return make


def table(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "study.csv"
    path.write_bytes(text.encode(encoding))
    return path


def said(images):
    return [(image.part, image.condition, image.label) for image in images]


def test_a_table_names_files_beside_it(tmp_path):
    path = table(tmp_path, "file,part,condition,label\na.png,P1,side,good\nsub/b.png,P1,top,good\n")
    assert read(path) == (
        StudyImage(tmp_path / "a.png", "P1", "side", "good"),
        StudyImage(tmp_path / "sub/b.png", "P1", "top", "good"),
    )


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_any_spreadsheets_table_is_read(tmp_path, separator, encoding):
    text = "Label,FILE, part\r\nniO,ü.png,7\r\n,b.png,7\r\n\r\n".replace(",", separator)
    found = read(table(tmp_path, text, encoding))
    assert said(found) == [("7", "", "bad")] * 2  # what is said once holds for the part


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("file,part\n", "lists no image"),
        ("file,condition\na,b\n", "no column 'part'"),
        ("file,part,part\na,b,c\n", "no column 'part'"),
        ("file,part\na.png\n", "line 2: the part is missing"),
        ("file,part\n,x\n", "line 2: the file is missing"),
        ("file,part,label\na.png,x,so-so\n", "line 2: the label 'so-so'"),
        ("file,part,label\na.png,x,good\nb.png,x,bad\n", "'x' is called both"),
        ("file,part\na.png,x\na.png,x\n", "twice"),
        ("file,part,condition\na.png,x,top\nb.png,x,\n", "b.png has none"),
        ('file,part\n"a.png,x\n', "not a CSV table"),
    ],
)
def test_a_table_that_cannot_be_understood_is_refused(tmp_path, text, why):
    with pytest.raises(StudyError, match=why) as error:
        read(table(tmp_path, text))
    assert "study.csv" in str(error.value)


def test_other_bytes_and_no_file_are_refused(tmp_path):
    with pytest.raises(StudyError, match="UTF-8"):
        read(table(tmp_path, "file,part\nü.png,x\n", "latin-1"))
    with pytest.raises(StudyError, match="no such file"):
        read(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("P1/side/1.png", "P1/top/1.png"), [("P1", "side", "unset"), ("P1", "top", "unset")]),
        (("P1/1.png", "P2/1.png"), [("P1", "", "unset"), ("P2", "", "unset")]),
        (("a_side_1.png", "b_c_top_2.png"), [("a", "side", "unset"), ("b_c", "top", "unset")]),
        (("a_1.png", "a_2.png"), [("a", "", "unset")] * 2),
        (("NG/P2/x/1.png", "good/P1/x/1.png"), [("P2", "x", "bad"), ("P1", "x", "good")]),
        (("good/a_1.png", "bad/b_1.png"), [("b", "", "bad"), ("a", "", "good")]),
    ],
)
def test_the_place_of_an_image_says_what_it_shows(folder, names, expected):
    assert said(read(folder(*names, "notes.txt", ".hidden/x_1.png"))) == expected


@pytest.mark.parametrize(
    ("names", "why"),
    [
        ((), "holds no image"),
        (("one.png",), "does not say which part"),
        (("_1.png",), "does not say which part"),
        (("a/b/c/1.png",), "too deep"),
        (("a/1.png", "b/side/1.png"), "has none"),
        (("good/a_1.png", "bad/a_2.png"), "called both"),
    ],
)
def test_a_folder_that_cannot_be_understood_is_refused(folder, names, why):
    with pytest.raises(StudyError, match=why):
        read(folder(*names, "notes.txt"))
