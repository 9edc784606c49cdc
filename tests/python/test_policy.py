"""The policy library in Python: the golden decisions, and the round of a host."""

import json
import os
import subprocess
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import supplytwin as st
from supplytwin.policy import Breaker, Call, Decision, MasterBuilder, Policy, View, read_public_key

ROOT = Path(__file__).resolve().parents[2]
POLICIES = ROOT / "models" / "policies"
GOLDEN = ROOT / "tests" / "golden" / "decisions.jsonl"
NOW = datetime(2025, 2, 10, 14, tzinfo=UTC)
ONE = timedelta(milliseconds=1)


def usd(micros: int) -> Decimal:
    return Decimal(micros).scaleb(-6)


def micros(amount: Decimal) -> int:
    return int(amount.scaleb(6))


def wire(t: datetime | None) -> str | None:
    return None if t is None else t.strftime("%Y-%m-%dT%H:%M:%S.") + f"{t.microsecond // 1000:03}Z"


def span(ms: int | None) -> timedelta | None:
    return None if ms is None else ms * ONE


class Host:
    """The master data of a snapshot through the builder, and where everything went."""

    def __init__(self, data: dict[str, Any]) -> None:
        b = MasterBuilder()
        self.categories = {c: b.add_category(c) for c in data["categories"]}
        self.sites = {s["id"]: b.add_site(s["id"], dc=s["dc"], room=s["room"]) for s in data["sites"]}
        site_of = {p["location"]: p["site"] for p in data["points"] if p["kind"] == "unit"}
        units = {u: b.add_unit(u, self.sites[site]) for u, site in site_of.items()}
        self.item_rows = {i["id"]: i for i in data["items"]}
        self.items = {
            i["id"]: b.add_item(
                i["id"],
                category=self.categories[i["category"]],
                criticality=i["criticality"],
                standard_cost=usd(i["standard_cost"]),
                pack=i["pack"],
                volume=i["volume"],
            )
            for i in data["items"]
        }
        self.points = {
            (p["location"], p["item"]): b.add_point(
                item=self.items[p["item"]],
                site=self.sites[p["site"]],
                unit=units.get(p["location"]),
                par=p["par"],
                reorder_point=p["reorder_point"],
                daily_use=p["daily_use_milli"],
                lot=p.get("lot", 0),
            )
            for p in data["points"]
        }
        self.suppliers = {
            s["id"]: b.add_supplier(
                s["id"],
                channel=s["channel"],
                can_expedite=s["can_expedite"],
                expedite_price=s["expedite_price"] / 1e6,
                minimum_order=usd(s["minimum_order"]),
                small_order_fee=usd(s["small_order_fee"]),
                ships_from=self.sites[s["ships_from"]] if "ships_from" in s else None,
            )
            for s in data["suppliers"]
        }
        contracts = {
            c["id"]: b.add_contract(
                c["id"],
                supplier=self.suppliers[c["supplier"]],
                start=datetime.fromisoformat(c["from"]),
                end=datetime.fromisoformat(c["to"]) if "to" in c else None,
            )
            for c in data["contracts"]
        }
        self.offers = {
            (o["contract"], o["item"]): b.add_offer(
                contract=contracts[o["contract"]],
                item=self.items[o["item"]],
                price=usd(o["price"]),
                multiple=o["multiple"],
                minimum=o["minimum"],
                to_hospitals=o["to_hospitals"],
                to_dc=o["to_dc"],
            )
            for o in data["offers"]
        }
        for s in data["substitutes"]:
            b.add_substitute(
                item=self.items[s["item"]],
                by=self.items[s["by"]],
                ratio=s["ratio"] / 1e6,
                acceptance=s["acceptance"] / 1e6,
            )
        for c in data["couriers"]:
            b.add_courier(self.sites[c["from"]], self.sites[c["to"]], time=c["time"] * ONE, cost=usd(c["cost"]))
        for lane in data["lanes"]:
            b.add_lane(
                supplier=self.suppliers[lane["supplier"]],
                site=self.sites[lane["to"]],
                receive_time=lane["receive_time"] * ONE,
                freight=usd(lane["freight"]),
                expedite_time=span(lane.get("expedite_time")),
                expedite_freight=usd(lane["expedite_freight"]),
            )
        self.master = b.build()

    def view(self, need: dict[str, Any]) -> View:
        view = View(self.master)
        for row in need["stock"]:
            known = {key: value for key, value in row.items() if key not in ("location", "item")}
            view.open(self.points[row["location"], row["item"]], **known)
        category = self.categories[self.item_rows[need["item"]]["category"]]
        view.project("forecast.published", category=category, ratio=need["forecast"] / 1e6)
        for row in need["suppliers"]:
            who = self.suppliers[row["supplier"]]
            view.project("supplier.allocation", supplier=who, category=category, ratio=row["ratio"] / 1e6)
            view.project("endpoint.health", supplier=who, quantity=int(row["up"]))
        for row in need["prices"]:
            offer = self.offers[row["contract"], row["contract_item"]]
            view.project("contract_price.updated", offer=offer, price=usd(row["price"]))
        return view

    def in_words(self, policy: Policy, d: Decision) -> dict[str, Any]:
        places = [place for place, _ in self.points]
        contracts = [contract for contract, _ in self.offers]
        tables = {"donors": places, "contracts": contracts, "substitutes": list(self.items)}
        choices = dict(zip(policy.rules, policy.choices, strict=True))

        def name(table: list[str], index: int | None) -> str | None:
            return None if index is None else table[index]

        return {
            "action": d.action,
            "rule": d.rule,
            "reasons": d.reasons,
            "donor": name(places, d.donor),
            "contract": name(contracts, d.offer),
            "substitute": name(list(self.items), d.substitute),
            "quantity": d.quantity,
            "estimated_cost": micros(d.estimated_cost),
            "needed_by": wire(d.needed_by),
            "retry_at": wire(d.retry_at),
            "rejected": [
                [rule, reason, None if who is None else tables[choices[rule]][who]]
                for rule, reason, who in d.rejected
            ],
        }


@pytest.fixture(scope="module")
def golden() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def host(golden: list[dict[str, Any]]) -> Host:
    return Host(golden[0]["data"])


def test_python_decides_the_golden_needs_so(golden: list[dict[str, Any]], host: Host) -> None:
    policies = {p.stem: st.load_policy(p) for p in POLICIES.glob("*.yaml")}
    for number, case in enumerate(golden[1:], 2):
        need, policy = case["need"], policies[case["policy"]]
        view = host.view(need)
        decision = policy.decide(
            view,
            cause=need["trigger"],
            point=host.points[need["location"], need["item"]],
            episode=need["episode"],
            opened=datetime.fromisoformat(need["opened"]),
            as_of=datetime.fromisoformat(need["as_of"]),
        )
        assert json.dumps(host.in_words(policy, decision)) == json.dumps(case["decision"]), number
        assert decision.action in policy.explain(view, decision) or len(policy.explain(view, decision)) > 20


@pytest.fixture
def program() -> Path:
    return ROOT / os.environ.get("SUPPLYTWIN", "build/release/supplytwin")


@pytest.fixture
def transfer_first() -> Policy:
    return st.load_policy(POLICIES / "transfer-first.yaml")


def decide(policy: Policy, view: View, point: int) -> Decision:
    return policy.decide(view, cause="stock.par_breached", point=point, episode=1, opened=NOW, as_of=NOW)


def test_the_round_of_a_host(host: Host, transfer_first: Policy) -> None:
    view = View(host.master)
    here = host.points["H1", "N95"]
    view.open(here, on_hand=5)
    view.project("stock.consumed", point=here, quantity=4)
    view.project("stock.par_breached", point=here, episode=1)
    assert view.stock(here).on_hand == 1
    decision = decide(transfer_first, view, here)
    assert decision.action.startswith(("requisition", "transfer"))
    assert decision.quantity > 0
    assert "N95" in transfer_first.explain(view, decision)
    view.commit(decision)
    assert view.stock(here).on_order == decision.quantity
    assert view.stock(here).attempts == 1
    restored = View.restore(host.master, view.save())
    assert restored.save() == view.save()
    restored.project("receipt.recorded", point=here, quantity=decision.quantity)
    assert (restored.stock(here).on_hand, restored.stock(here).on_order) == (1 + decision.quantity, 0)
    assert view.stock(here).on_order == decision.quantity


def test_a_price_that_was_told_moves_the_cost(host: Host, transfer_first: Policy) -> None:
    view = View(host.master)
    here = host.points["H1", "STENT"]
    before = decide(transfer_first, view, here)
    assert before.offer is not None
    view.project("contract_price.updated", offer=before.offer, price=Decimal("0.01"))
    after = decide(transfer_first, view, here)
    assert after.estimated_cost < before.estimated_cost
    assert View.restore(host.master, view.save()).save() == view.save()


def test_a_policy_is_what_was_compiled(tmp_path: Path, transfer_first: Policy, program: Path) -> None:
    out = tmp_path / "p.bin"
    subprocess.run(
        [program, "policy", "compile", POLICIES / "transfer-first.yaml", "--out", out],
        check=True,
        capture_output=True,
    )
    assert transfer_first.canonical == out.read_bytes()
    for same in (Policy(out.read_bytes()), st.load_policy(out)):
        assert (same.digest, same.name, same.rules) == (transfer_first.digest, "transfer-first", transfer_first.rules)
    assert transfer_first.schedule == []
    assert st.load_policy(POLICIES / "nightly-batch.yaml").schedule == [timedelta(days=d, hours=2) for d in range(7)]
    assert st.load_policy(POLICIES / "forecast-led.yaml").reviews_forecasts


def test_a_signature_is_held(tmp_path: Path, program: Path, transfer_first: Policy) -> None:
    def supplytwin(*words: object) -> None:
        subprocess.run([program, *map(str, words)], check=True, cwd=tmp_path, capture_output=True)

    (tmp_path / "p.bin").write_bytes(transfer_first.canonical)
    supplytwin("policy", "keygen", "--key", "k", "--public-key", "k.pub")
    supplytwin("policy", "sign", "p.bin", "--key", "k", "--out", "p.sig")
    signature, key = (tmp_path / "p.sig").read_bytes(), read_public_key(tmp_path / "k.pub")
    assert Policy(transfer_first.canonical, signature, key).name == "transfer-first"
    with pytest.raises(st.PolicyError, match="signature does not hold"):
        Policy(transfer_first.canonical, signature, bytes(32))
    with pytest.raises(ValueError, match="64 bytes"):
        Policy(transfer_first.canonical, signature[1:], key)
    with pytest.raises(st.PolicyError, match="Ed25519"):
        read_public_key(tmp_path / "k")


def test_a_command_through_an_outage(transfer_first: Policy) -> None:
    breaker, call = Breaker(), Call(NOW)
    assert transfer_first.admit(breaker, NOW)[0] == "call"
    for k in range(5):
        call = transfer_first.advance(call, "failed", NOW + k * ONE, 0)
        breaker = transfer_first.heard(breaker, "failed", NOW + k * ONE)
    assert (call.step, call.failures, breaker.circuit) == ("send", 5, "open")
    may, at, _ = transfer_first.admit(breaker, NOW + timedelta(seconds=1))
    assert (may, at) == ("hold", NOW + 4 * ONE + timedelta(minutes=1))
    may, at, breaker = transfer_first.admit(breaker, at)
    assert (may, breaker.circuit) == ("probe", "half_open")
    assert transfer_first.heard(breaker, "absent", at).circuit == "closed"
    assert transfer_first.drain(call, NOW + timedelta(hours=3), 0).step == "send"
    assert transfer_first.drain(call, NOW + timedelta(hours=4), 0).step == "superseded"
    assert transfer_first.hold(call, "vital", 1, NOW + timedelta(days=1) - ONE).step == "send"
    assert transfer_first.hold(call, "vital", 1, NOW + timedelta(days=1)).step == "dead_letter"
    assert transfer_first.hold(call, "essential", 1, NOW + timedelta(days=9)).step == "send"
    parked = transfer_first.advance(call, "refused", NOW, 0)
    assert [transfer_first.fallback(parked, c, 1) for c in ("vital", "essential")] == ["phone", "wait"]


def test_errors_are_those_of_the_package(host: Host, transfer_first: Policy, tmp_path: Path) -> None:
    with pytest.raises(st.PolicyError, match="not the canonical bytes"):
        Policy(b"no policy")
    with pytest.raises(st.PolicyError, match="no such file"):
        st.load_policy(tmp_path / "none.yaml")
    (tmp_path / "bad.yaml").write_text((POLICIES / "transfer-first.yaml").read_text().replace("rules:", "rulez:"))
    with pytest.raises(st.PolicyError, match="did you mean 'rules'") as refused:
        st.load_policy(tmp_path / "bad.yaml")
    assert refused.value.faults[0].line > 0
    view = View(host.master)
    with pytest.raises(ValueError, match="no such point"):
        view.project("stock.consumed", point=10_000)
    with pytest.raises(ValueError, match="type: expected"):
        view.project("stock.eaten", point=0)
    with pytest.raises(ValueError, match="no such point"):
        decide(transfer_first, view, 10_000)
    with pytest.raises(st.PolicyError, match="checksum"):
        View.restore(host.master, view.save()[:-1] + b"x")
    wrong = MasterBuilder()
    wrong.add_unit("ICU", 7)
    wrong.add_point(item=3, site=9, par=1, reorder_point=0, daily_use=0)
    with pytest.raises(st.ScenarioError) as master:
        wrong.build()
    assert str(master.value).count("\n") >= 2  # every mistake


def test_a_budget_that_is_too_small_is_refused(tmp_path: Path) -> None:
    text = (POLICIES / "transfer-first.yaml").read_text()
    (tmp_path / "small.yaml").write_text(text.replace("\nrules:\n", "\nbudget: 5\nrules:\n"))
    with pytest.raises(st.PolicyError, match="more than the budget of 5"):
        st.load_policy(tmp_path / "small.yaml")


def test_ratios_are_exact() -> None:
    assert all(round(Fraction(n / 1e6) * 10**6) == n for n in (1, 333_333, 899_999, 1_350_001))
