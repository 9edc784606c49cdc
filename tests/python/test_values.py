"""Values of configs: typed, bounded, equal after every round trip."""

import copy
import datetime as datetime_module
import pickle
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
import supplytwin as st
from supplytwin import configs

CLASSES = [c for c in vars(configs).values() if isinstance(c, type)]


def supplier(**fields: object) -> configs.SupplierConfig:
    return configs.SupplierConfig(
        **{"id": "S", "channel": "direct", "sequence": "crossing", "acknowledge": "1 h", "lead_time": "2 days"}
        | fields
    )


def test_every_config_that_a_scenario_reaches_has_a_class() -> None:
    assert {c.__name__ for c in CLASSES} >= {
        "ScenarioFile",
        "NetworkConfig",
        "LaneConfig",
        "ErpConfig",
        "OutageConfig",
    }


@pytest.mark.parametrize("cls", CLASSES, ids=lambda c: c.__name__)
def test_a_class_documents_each_of_its_fields(cls: type) -> None:
    fields = {name: value for name, value in vars(cls).items() if isinstance(value, property)}
    assert fields
    for name, field in fields.items():
        assert field.__doc__ and f"{name}: {field.__doc__}" in (cls.__doc__ or "")


def test_values_have_the_types_of_python() -> None:
    s = supplier(minimum_order=Decimal("350.000001"), expedite_price=1.1, expedite_lead_time="4 h")
    assert s.minimum_order == Decimal("350.000001")
    assert s.expedite_price == 1.1
    assert s.channel == "direct"
    assert s.hours == "always"
    assert isinstance(s.lead_time, st.Law) and s.lead_time == "2 days"
    assert s.lead_time.mean() == timedelta(days=2)
    assert s.fill == "1" and s.fill.mean() == 1.0  # a law that the struct has by default
    a = configs.AllocationConfig(
        supplier="S",
        start=datetime(2025, 1, 27, tzinfo=timezone(timedelta(hours=-5))),
        length="3 weeks",
        share="60 %",
    )
    assert a.start == datetime(2025, 1, 27, 5, tzinfo=UTC) and a.start.tzinfo is UTC
    assert a.length == timedelta(weeks=3)
    assert a.share == 0.6


@pytest.mark.parametrize("ppm", [0, 1, 333_333, 600_000, 999_999])
def test_a_ratio_is_exact_to_a_part_per_million(ppm: int) -> None:
    a = configs.AllocationConfig(
        supplier="S", start=datetime(2025, 1, 1, tzinfo=UTC), length="1 day", share=Fraction(ppm, 1_000_000)
    )
    assert Fraction(a.share).limit_denominator(1_000_000) == Fraction(ppm, 1_000_000)
    a.share = a.share
    assert a.share == ppm / 1_000_000


@pytest.mark.parametrize("micros", [0, 1, 12_500_000, 999_999_999_999])
def test_money_is_exact_to_a_micro_dollar(micros: int) -> None:
    amount = Decimal(micros).scaleb(-6)
    assert supplier(minimum_order=amount).minimum_order == amount


def test_what_is_absent_is_none() -> None:
    level = configs.ParLevelConfig(location="L", item="I", reorder_point=1, par=2)
    assert level.opening_stock is None and level.holding_cost is None
    level.holding_cost = Decimal("0.5")
    assert level.holding_cost == Decimal("0.5")
    level.holding_cost = None
    assert level.holding_cost is None


@pytest.mark.parametrize(
    ("field", "value", "error", "words"),
    [
        ("lead_time", "3 dys", ValueError, "lead_time: unknown unit of time 'dys'"),
        ("channel", "dirct", ValueError, "did you mean 'direct'?"),
        ("expedite_price", -1, ValueError, "expedite_price must not be negative"),
        ("expedite_price", 0.1234567, ValueError, "finer than a part per million"),
        ("minimum_order", Decimal("0.0000001"), ValueError, "finer than a micro-dollar"),
        ("minimum_order", 1.5, TypeError, "minimum_order: expected an amount of money"),
        ("minimum_order", Decimal("NaN"), ValueError, "^minimum_order: expected a finite number$"),
        ("minimum_order", Decimal("Infinity"), ValueError, "^minimum_order: expected a finite number$"),
        ("minimum_order", Decimal("1e30"), ValueError, "^minimum_order: expected a smaller number$"),
        ("lead_time", 4, TypeError, "lead_time: expected a time or a law"),
        ("hours", "mon 8-17", ValueError, "not opening hours"),
        ("id", "", ValueError, "id must not be empty"),
    ],
)
def test_a_bad_value_is_refused_at_once(field: str, value: object, error: type[Exception], words: str) -> None:
    s = supplier()
    before = copy.deepcopy(s)
    with pytest.raises(error, match=words):
        setattr(s, field, value)
    assert s == before


def test_a_time_needs_a_zone_and_whole_milliseconds() -> None:
    outage = {"system": "erp", "length": timedelta(hours=9)}
    with pytest.raises(ValueError, match="needs a zone"):
        configs.OutageConfig(**outage, start=datetime(2025, 2, 8))
    with pytest.raises(ValueError, match="finer than a millisecond"):
        configs.OutageConfig(**outage, start=datetime(2025, 2, 8, 0, 0, 0, 1, tzinfo=UTC))


def test_a_config_names_what_it_lacks_and_what_it_has_not() -> None:
    with pytest.raises(TypeError, match="SupplierConfig needs id"):
        configs.SupplierConfig()
    with pytest.raises(TypeError, match="SupplierConfig has no colour"):
        supplier(colour="red")


def test_a_word_of_the_language_has_a_line_behind_it() -> None:
    lane = configs.LaneConfig(from_="S", to="H01", transit="1 day")
    assert lane.from_ == "S" and "from_='S'" in repr(lane)


def test_a_repr_can_be_read_again() -> None:
    s = supplier(hours="mon-fri 08:00-17:00, sat 09:00-12:00")
    assert (
        eval(repr(s), {"Decimal": Decimal, "datetime": datetime_module, "SupplierConfig": configs.SupplierConfig})
        == s
    )


@pytest.mark.parametrize(
    "text",
    ["continuous", "daily 06:00, 14:00", "mon-fri 05:00; sat 08:00", "every 30 min", "mon, wed-thu 05:00"],
)
def test_a_schedule_keeps_its_text(text: str) -> None:
    lane = configs.LaneConfig(from_="S", to="H01", transit="1 day", schedule=text)
    assert lane.schedule == text


@pytest.mark.parametrize(
    "text",
    ["always", "daily 02:00-06:00", "mon-fri 22:00-06:00", "sun 20:00-04:00", "mon-fri 00:00-24:00"],
)
def test_hours_come_back_from_their_text(text: str) -> None:
    once = supplier(hours=text)
    again = supplier(hours=once.hours)
    assert once == again and once.hours == again.hours


def test_copies_and_pickles_are_equal_and_apart(small: st.Scenario) -> None:
    for other in (copy.copy(small.model), copy.deepcopy(small.model), pickle.loads(pickle.dumps(small.model))):
        assert other == small.model
    other = pickle.loads(pickle.dumps(small))
    assert isinstance(other, st.Scenario) and other == small and other.file == small.file
    other.model.suppliers[0].lead_time = "9 days"
    assert other != small
    law = small.model.suppliers[0].lead_time
    assert pickle.loads(pickle.dumps(law)).mean() == law.mean()


def test_lists_are_pythons_own(small: st.Scenario) -> None:
    rows = small.model.suppliers
    first = rows[0]
    rows.append(supplier(id="new"))
    rows.clear()
    assert first.id  # still there, whatever became of the list
    assert small.model.suppliers == []
    list.append(rows, "no supplier")  # type: ignore[misc]
    with pytest.raises(TypeError, match="suppliers: expected SupplierConfig"):
        small.validate()
