"""Several people in a cell, kinds of force as boxes, pairs of key and value, empty boxes."""

from itertools import product
from pathlib import Path

import pytest
from tests.ingest.small import column, read, recipe

from daylight.errors import RecipeError, SourceError
from daylight.ingest import ingest

PEOPLE = """
[codes.eth]
known = { HI = "hispanic" }
ignored = ["NH"]
[codes.race]
known = { W = "white", B = "black" }
[tables.force.columns]
incident_id = { source = "id" }
[tables.force.columns.subject_race]
combine = { eth = "eth", race = "race" }
separator = ";"
rules = [
  ["hispanic", "*", "hispanic"], ["*", "white", "white"], ["*", "black", "black"], ["*", "*", ""],
]
"""


def combined(folder: Path, cells: list[tuple[str, str]], body: str = PEOPLE) -> list[object]:
    text = "id,race,eth\n" + "".join(f"{n},{a},{b}\n" for n, (a, b) in enumerate(cells))
    read(folder, text, recipe(body))
    return column(folder, "force", "subject_race")


def of_one(race: str, eth: str) -> str | None:
    return "hispanic" if eth == "HI" else {"W": "white", "B": "black"}.get(race)


def test_the_rules_hold_for_each_person_of_a_cell(tmp_path: Path) -> None:
    """Every pair of persons: the answer is theirs where they have one and the same."""
    people = list(product(("W", "B", ""), ("HI", "NH", "")))
    pairs = list(product(people, people))
    cells = [(f"{a[0]};{b[0]}", f"{a[1]};{b[1]}") for a, b in pairs]
    expected = [of_one(*a) if of_one(*a) == of_one(*b) else None for a, b in pairs]
    assert combined(tmp_path, cells) == expected


def test_one_person_is_a_list_of_one_and_a_blank_cell_says_nothing_of_any(tmp_path: Path) -> None:
    cells = [("B", "NH"), ("W", ""), ("B;B", ""), ("B;W", ""), ("", "HI;HI"), ("", "")]
    assert combined(tmp_path, cells) == ["black", "white", "black", None, "hispanic", None]


def test_cells_that_list_unequally_many_people_are_not_matched(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"lists of unequal length 'NH \+ B;B'"):
        combined(tmp_path, [("B;B", "NH")])


def test_most_serious_of_several_people(tmp_path: Path) -> None:
    body = PEOPLE.replace(
        'separator = ";"', 'separator = ";"\npick = "most"\norder = ["black", "white"]'
    )
    assert combined(tmp_path, [("W;B", "NH;NH"), ("W;W", "HI;NH")], body) == ["black", "white"]


BOXES = """
[codes.box]
known = { Y = true, N = false }
[codes.kind]
known = { Hands = "hold", Taser = "conducted_energy", Gun = "firearm" }
[tables.force.columns]
incident_id = { source = "id" }
[tables.force_actions]
unpivot = { name = "kind", columns = ["Hands", "Taser", "Gun"], codes = "box" }
[tables.force_actions.columns]
incident_id = { source = "id" }
sequence = { position = true }
force_kind = { source = "kind", codes = "kind" }
force_kind_raw = { source = "kind" }
"""


def test_every_box_that_says_yes_is_a_row(tmp_path: Path) -> None:
    text = "id,Hands,Taser,Gun\n1,Y,N,Y\n2,N,N,N\n3,,Y,\n4,,,\n"
    audit = read(tmp_path, text, recipe(BOXES))
    assert column(tmp_path, "force_actions", "incident_id", "sequence", "force_kind") == [
        ("1", 1, "hold"),
        ("1", 2, "firearm"),
        ("3", 1, "conducted_energy"),
    ]
    assert column(tmp_path, "force", "incident_id") == ["1", "2", "3", "4"]
    blanks = {one.column: one.count for one in audit.codes if one.status == "blank"}
    assert blanks == {"Hands": 2, "Taser": 1, "Gun": 2}


def test_a_box_that_says_neither_is_asked_about_and_makes_no_row(tmp_path: Path) -> None:
    text = "id,Hands,Taser,Gun\n1,Y,maybe,N\n"
    with pytest.raises(SourceError, match="column Taser: unknown code 'maybe'"):
        read(tmp_path, text, recipe(BOXES))
    audit = read(tmp_path, text, recipe(BOXES), quarantine=True)
    assert column(tmp_path, "force_actions", "force_kind") == ["hold"]
    assert [(one.source_column, one.value, one.count) for one in audit.blanked] == [
        ("Taser", "maybe", 1)
    ]


def test_boxes_that_no_kind_is_decided_for_are_refused() -> None:
    body = BOXES.replace(', Gun = "firearm"', "")
    with pytest.raises(RecipeError, match=r"codes\.kind lacks the box Gun"):
        recipe(body)
    with pytest.raises(RecipeError, match="must say true or false"):
        recipe(BOXES.replace('columns = ["Hands", "Taser", "Gun"], codes = "box"',
                             'columns = ["Hands"], codes = "kind"'))  # fmt: skip


def test_what_is_no_force_is_no_entry_and_is_counted(tmp_path: Path) -> None:
    body = """
[codes.kind]
known = { Hands = "hold", Taser = "conducted_energy" }
[tables.force_actions]
explode = ["kinds"]
separator = ";"
skip = { kinds = ["Foot pursuit"] }
[tables.force_actions.columns]
incident_id = { source = "id" }
force_kind = { source = "kinds", codes = "kind" }
"""
    audit = read(
        tmp_path, "id,kinds\n1,Hands; Foot pursuit\n2,Foot pursuit\n3,Taser\n", recipe(body)
    )
    assert column(tmp_path, "force_actions", "incident_id", "force_kind") == [
        ("1", "hold"),
        ("3", "conducted_energy"),
    ]
    assert audit.tables[0].skipped == {"kinds: Foot pursuit": 2}


EMPTY = """
[files.records]
layouts = [{{ name = "new" }}, {{ name = "old", absent = ["box"] }}]
[codes.box]
known = {{ Y = true }}
{more}
[tables.stops.columns]
stop_id = {{ source = "id" }}
search_conducted = {{ source = "box", codes = "box" }}
"""
EVIDENCE = 'blank_is = false\nbecause = "the form has one box, ticked or not (manual, page 3)"'


def test_a_blank_is_a_no_only_where_the_form_is_shown_to_say_so(tmp_path: Path) -> None:
    text = "id,box\n1,Y\n2,\n3, \n"
    read(tmp_path, text, recipe(EMPTY.format(more="")))
    assert column(tmp_path, "stops", "search_conducted") == [True, None, None]
    audit = read(tmp_path, text, recipe(EMPTY.format(more=EVIDENCE)))
    assert column(tmp_path, "stops", "search_conducted") == [True, False, False]
    assert [(one.status, one.word, one.count) for one in audit.codes] == [
        ("blank", "false", 2),
        ("known", "true", 1),
    ]
    assert any("manual, page 3" in note for note in audit.notes), "the reader is told why"
    with pytest.raises(RecipeError, match="needs `because`"):
        recipe(EMPTY.format(more="blank_is = false"))


def test_an_edition_without_the_box_says_nothing_and_a_written_blank_is_no_empty_box(
    tmp_path: Path,
) -> None:
    (tmp_path / "new.csv").write_text("id,box\n1,\n2,NULL\n")
    (tmp_path / "old.csv").write_text("id\n3\n")
    made = recipe('blank = ["NULL"]\n' + EMPTY.format(more=EVIDENCE))
    ingest(made, [tmp_path / "new.csv", tmp_path / "old.csv"], tmp_path / "out", key=b"k")
    assert column(tmp_path, "stops", "search_conducted") == [False, None, None]


PAIRS = """
[files.stops]
[files.answers]
[codes.searched]
known = { NO = false, CAR = true, MAN = true }
[codes.outcome]
known = { CIT = "citation", ARR = "arrest" }
[tables.stops]
role = "stops"
join = { answers = ["id"] }
many = ["answers"]
[tables.stops.columns]
stop_id = { source = "id" }
search_conducted = { role = "answers", source = "code", codes = "searched", where = { key = "S" }, pick = "any" }
outcome = { role = "answers", source = "code", codes = "outcome", where = { key = ["O", "P"] }, pick = "most", order = ["arrest", "citation"] }
citation_count = { role = "answers", source = "code", where = { key = "O" }, pick = "count" }
"""  # noqa: E501


def answers(folder: Path, text: str) -> object:
    (folder / "s.csv").write_text("id,day\n1,a\n2,b\n3,c\n4,d\n")
    (folder / "a.csv").write_text("id,key,code\n" + text)
    files = [f"stops={folder / 's.csv'}", f"answers={folder / 'a.csv'}"]
    return ingest(recipe(PAIRS), files, folder / "out", key=b"k")


def test_pairs_of_key_and_code_are_asked_by_their_key(tmp_path: Path) -> None:
    """NO under another key says nothing of a search; a stop without an answer is not a no."""
    text = "1,S,NO\n1,O,CIT\n1,P,ARR\n2,S,CAR\n2,S,MAN\n3,X,NO\n3,O,CIT\n3,O,CIT\n"
    audit = answers(tmp_path, text)
    assert column(tmp_path, "stops", "search_conducted") == [False, True, None, None]
    assert column(tmp_path, "stops", "outcome") == ["arrest", None, "citation", None]
    assert column(tmp_path, "stops", "citation_count") == [1, None, 2, None]
    assert {one.status for one in audit.codes} == {"known"}  # type: ignore[attr-defined]


def test_a_code_under_its_own_key_must_be_decided_and_under_another_not(tmp_path: Path) -> None:
    answers(tmp_path, "1,S,NO\n1,X,WHATEVER\n")
    with pytest.raises(SourceError, match=r"column code: unknown code 'WHATEVER' in 1 rows"):
        answers(tmp_path, "1,S,WHATEVER\n")


def test_how_many_a_cell_lists(tmp_path: Path) -> None:
    body = """
[tables.force.columns]
incident_id = { source = "id" }
officers_involved = { source = "badges", separator = ";", pick = "count" }
"""
    read(tmp_path, "id,badges\n1,A;B;C\n2,A\n3,\n4,A;;B;\n", recipe(body))
    assert column(tmp_path, "force", "officers_involved") == [3, 1, None, 2]
