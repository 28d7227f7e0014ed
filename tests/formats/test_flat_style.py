"""What only a page knows of a picture is written into it where a program sees the picture alone."""

from daylight.report.formats.flat_style import flat, on_white, within_pictures

PAGE = """<style>
.fig { --ink: #111; --paper: var(--white, #fff); }
@media screen and (prefers-color-scheme: dark) { .fig { --ink: #eee; } .fig text { fill: red } }
.fig text { fill: var(--ink); }
.fig.big { stroke: var(--none-such, rgb(1, 2, 3)); }
figure .narrow { display: none }
</style>
<p style="color: var(--ink)">x</p><svg class="fig" viewBox="0 0 1 1"><text>a</text></svg>"""


def test_a_variable_becomes_what_it_is_by_day() -> None:
    plain = flat(PAGE)
    assert "var(" not in plain
    assert '<p style="color: #111">' in plain
    assert "--paper: #fff;" in plain
    assert "stroke: rgb(1, 2, 3);" in plain


def test_variables_that_stand_for_one_another_in_a_circle_end() -> None:
    assert flat("a{--x: var(--y); --y: var(--x); b: var(--x)}").count("{") == 1


def test_a_value_ends_where_its_attribute_does() -> None:
    drawing = '<svg style="--paper:#fff"><title>a</title><rect fill="var(--paper)"/></svg>'
    assert '<rect fill="#fff"/>' in flat(drawing)


def test_rules_of_pictures_stand_in_every_picture_and_no_others_do() -> None:
    inside = within_pictures(PAGE).partition("<svg")[2]
    assert ".fig text{ fill: #111; }" in inside
    assert ".fig.big{" in inside
    assert "narrow" not in inside
    assert "red" not in inside


def test_a_page_without_such_rules_stays_as_it_is() -> None:
    assert within_pictures("<svg><g/></svg>") == "<svg><g/></svg>"


def test_a_drawing_is_put_on_white_once_and_in_one_font() -> None:
    alone = on_white('<svg width="1"><svg></svg></svg>', "Sans")
    assert alone.startswith('<svg font-family="Sans" width="1"><rect ')
    assert alone.count("<rect") == 1
