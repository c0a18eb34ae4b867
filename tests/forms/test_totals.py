"""Totals: as the form says, exact, in order; typed where it says nothing."""

from typing import Any

import pytest

from portal_tui.forms.check import check
from portal_tui.forms.model import Form, all_fields
from portal_tui.forms.pointers import ABSENT, get
from portal_tui.forms.read import read_form
from portal_tui.forms.review import check_form
from portal_tui.forms.sentences import sentence
from portal_tui.forms.totals import totals_of, with_totals
from tests.forms.federal import document
from tests.forms.test_read import control, form_of

MONEY = {"type": "string", "format": "money"}


def computed(answers: Any, **properties: dict[str, Any]) -> Any:
    form = read_form(form_of(properties))
    return with_totals(totals_of(form), answers)[0]


def total(*add: str, **more: Any) -> dict[str, Any]:
    return {**MONEY, "x-computed": {"add": list(add), **more}}


def test_a_sum_is_exact() -> None:
    answers = dict.fromkeys("abc", "0.10")
    found = computed(answers, a=MONEY, b=MONEY, c=MONEY, sum=total("/a", "/b", "/c"))
    assert found["sum"] == "0.30"


def test_a_great_sum_keeps_its_cents() -> None:
    found = computed({"a": "9999999999999.99", "b": "0.01"}, a=MONEY, b=MONEY, sum=total("/a", "/b"))
    assert found["sum"] == "10000000000000.00"


def test_the_longest_amounts_are_added_exactly_and_shared() -> None:
    long = "9" * 27 + ".99"
    found = computed(
        {"a": long, "b": "0.01", "p": "9" * 30},
        a=MONEY,
        b=MONEY,
        p={"type": "string"},
        sum=total("/a", "/b"),
        part=total("/a", percent="/p"),
    )
    assert found["sum"] == "1" + "0" * 27 + ".00"
    assert found["part"].startswith("9999999")


@pytest.mark.parametrize("amount", ["1e400", 10**40, 1e300, "1e-400"])
def test_what_nobody_can_count_breaks_no_total(amount: Any) -> None:
    found = computed({"a": amount, "b": "1.00"}, a=MONEY, b=MONEY, sum=total("/a", "/b"))
    assert found.get("sum") in (None, "1.00")


def test_what_is_missing_counts_for_nothing() -> None:
    assert computed({"a": "5"}, a=MONEY, b=MONEY, sum=total("/a", "/b"))["sum"] == "5.00"


def test_nothing_has_no_total() -> None:
    assert computed({}, a=MONEY, sum=total("/a")) == {}


def test_what_is_no_number_has_no_total() -> None:
    assert computed({"a": "5", "b": "peu", "sum": "5.00"}, a=MONEY, b=MONEY, sum=total("/a", "/b")) == {
        "a": "5",
        "b": "peu",
    }


def test_totals_of_totals_whatever_their_order() -> None:
    found = computed(
        {"a": "5", "b": "7", "c": "1"},
        all=total("/sum", subtract=["/c"]),
        sum=total("/a", "/b"),
        a=MONEY,
        b=MONEY,
        c=MONEY,
    )
    assert (found["sum"], found["all"]) == ("12.00", "11.00")


def test_a_difference_may_be_negative() -> None:
    assert (
        computed({"a": "5", "b": "7"}, a=MONEY, b=MONEY, rest=total("/a", subtract=["/b"]))["rest"] == "-2.00"
    )


def test_a_share_is_rounded_to_the_cent() -> None:
    share = total("/a", percent="/share")
    found = computed({"a": "100.10", "share": 25}, a=MONEY, share={"type": "integer"}, part=share)
    assert found["part"] == "25.03"


@pytest.mark.parametrize(
    ("kind", "amounts", "sum_"),
    [
        ({"type": "integer", "format": "money-cents"}, (150, 275), 425),
        ({"type": "number", "format": "money"}, (0.1, 0.2), 0.3),
        ({"type": "integer"}, (2, 3), 5),
        ({"type": "number"}, (0.5, 0.5), 1),
    ],
)
def test_each_shape_of_amounts(kind: dict[str, Any], amounts: tuple[Any, Any], sum_: Any) -> None:
    found = computed(
        {"a": amounts[0], "b": amounts[1]}, a=kind, b=kind, sum={**kind, "x-computed": {"add": ["/a", "/b"]}}
    )
    assert found["sum"] == sum_
    assert type(found["sum"]) is type(sum_)


def lines(answers: Any) -> Any:
    line = {
        "type": "object",
        "properties": {
            "price": MONEY,
            "grant": MONEY,
            "net": total("/lines/-/price", subtract=["/lines/-/grant"]),
        },
    }
    return computed(answers, lines={"type": "array", "items": line}, all=total("/lines/-/net"))


def test_the_entries_of_a_list_are_added_and_have_totals_of_their_own() -> None:
    found = lines({"lines": [{"price": "10", "grant": "4"}, {}, {"price": "1"}]})
    assert found["lines"] == [
        {"price": "10", "grant": "4", "net": "6.00"},
        {},
        {"price": "1", "net": "1.00"},
    ]
    assert found["all"] == "7.00"


def test_a_computed_field_is_read_only_and_can_be_said_by_the_layout() -> None:
    element = control("sum", options={"computed": {"add": ["/a"]}})
    form = read_form(form_of({"a": MONEY, "sum": MONEY}, control("a"), element))
    assert [field.read_only for field in all_fields(form)] == [False, True]


def notes_of(**properties: dict[str, Any]) -> list[tuple[str, str]]:
    return [(note.pointer, note.code) for note in check_form(read_form(form_of(properties)))]


def test_a_total_of_nothing_known_is_a_fault_of_the_form() -> None:
    assert ("/sum", "unknown-scope") in [
        (note.pointer, note.code) for note in read_form(form_of({"sum": total("/nowhere")})).notes
    ]


def test_totals_that_turn_in_circles_are_told_and_left_alone() -> None:
    properties = {"a": total("/b"), "b": total("/a"), "c": MONEY}
    assert notes_of(**properties) == [("/a", "computed-in-circles"), ("/b", "computed-in-circles")]
    assert computed({"c": "1"}, **properties) == {"c": "1"}


# The federal forms

RULES: dict[str, Any] = {
    "budget_information": {
        "site_work": {
            "total_allowable_cost": {
                "gg_pre_population": {
                    "rule": "subtract_monetary",
                    "fields": ["@THIS.total_cost", "budget_information.site_work.non_allowable_cost"],
                }
            }
        },
        "subtotal_1": {
            "total_cost": {
                "gg_pre_population": {
                    "rule": "sum_monetary",
                    "fields": [
                        "budget_information.site_work.total_cost",
                        "budget_information.construction.total_cost",
                    ],
                }
            }
        },
    },
    "federal_funding": {"total_project_costs": {"gg_pre_population": {"rule": "agency_name"}}},
}


def test_a_share_of_an_amount_follows_the_rule_schema_of_a_federal_form() -> None:
    funding = "federal_funding"
    share = {
        "rule": "multiply_by_percentage",
        "amount": "@THIS.total_project_costs",
        "percentage": f"{funding}.federal_percentage_share",
    }
    rules = {funding: {"federal_funding_share": {"gg_pre_population": share}}}
    form = read_form({**document("sf424c"), "ruleSchema": rules}, "en")
    answers = {funding: {"total_project_costs": "1000.05", "federal_percentage_share": 33}}
    total = with_totals(totals_of(form), answers)[0]
    assert total[funding]["federal_funding_share"] == "330.02"
    typed = {note.pointer for note in form.notes if note.code == "total-typed"}
    assert f"/{funding}/federal_funding_share" not in typed


def federal() -> Form:
    return read_form({**document("sf424c"), "ruleSchema": RULES}, "en")


def test_the_rule_schema_of_a_federal_form_computes_its_totals() -> None:
    answers = {
        "budget_information": {
            "site_work": {"total_cost": "120.50", "non_allowable_cost": "20.25"},
            "construction": {"total_cost": "9.50"},
        }
    }
    found, changed = with_totals(totals_of(federal()), answers)
    assert get(found, "/budget_information/site_work/total_allowable_cost") == "100.25"
    assert get(found, "/budget_information/subtotal_1/total_cost") == "130.00"
    assert set(changed) == {
        "/budget_information/site_work/total_allowable_cost",
        "/budget_information/subtotal_1/total_cost",
    }
    assert get(found, "/federal_funding/total_project_costs") is ABSENT


def test_only_totals_that_nobody_computes_are_typed() -> None:
    plain, ruled = read_form(document("sf424c"), "en"), federal()
    count = [sum(note.code == "total-typed" for note in form.notes) for form in (plain, ruled)]
    assert count[0] - count[1] == 2


def test_a_list_in_the_rule_schema() -> None:
    rules = {
        "lines": {
            "gg_type": "array",
            "sum": {"gg_pre_population": {"rule": "sum_monetary", "fields": ["@THIS.a", "@THIS.b"]}},
        },
        "all": {"gg_pre_population": {"rule": "sum_monetary", "fields": ["lines[*].sum"]}},
    }
    line = {"type": "object", "properties": {"a": MONEY, "b": MONEY, "sum": MONEY}}
    document = form_of({"lines": {"type": "array", "items": line}, "all": MONEY})
    form = read_form({**document, "ruleSchema": rules})
    found, _ = with_totals(totals_of(form), {"lines": [{"a": "1", "b": "2"}, {"a": "3"}]})
    assert found["all"] == "6.00"
    assert [each["sum"] for each in found["lines"]] == ["3.00", "3.00"]


def test_a_difference_that_has_to_be_none_says_by_how_much_it_isnt() -> None:
    properties = {
        "income": {**MONEY, "title": "Produits", "x-currency": "EUR"},
        "costs": {**MONEY, "title": "Charges", "x-currency": "EUR"},
        "rest": {**total("/income", subtract=["/costs"]), "const": "0.00", "x-currency": "EUR"},
    }
    form = read_form(form_of(properties), "fr-FR")
    said = {}
    for income in ("90.00", "100.00", "110.50"):
        answers, _ = with_totals(totals_of(form), {"income": income, "costs": "100.00"})
        said[income] = [sentence(form, each).text for each in check(form, answers)]
    assert said["100.00"] == []
    assert "Il manque 10,00\u00a0€ dans" in said["90.00"][0]
    assert "Il y a 10,50\u00a0€ de trop dans" in said["110.50"][0]
    assert "Produits" in said["90.00"][0] and "Charges" in said["90.00"][0]
