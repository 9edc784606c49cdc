"""
Policies as production embeds them, through the C library.
"""
from __future__ import annotations
import datetime
import decimal
import os
import typing
__all__: list[str] = ['Breaker', 'Call', 'Decision', 'Master', 'MasterBuilder', 'Policy', 'Stock', 'View', 'read_public_key']
class Master:
    """
    Checked master data; any number of views may share one.
    """
class MasterBuilder:
    """
    Collects master data row by row; each `add_` returns the row's index, by which others name it. Rows may name rows that are added later: `build` judges them all.
    """
    def __init__(self) -> None:
        ...
    def add_category(self, id: str) -> int:
        """
        A product category.
        """
    def add_contract(self, id: str, *, supplier: typing.SupportsInt | typing.SupportsIndex, start: datetime.datetime, end: datetime.datetime | None = None) -> int:
        """
        In force from `start` until before `end`; None: without end.
        """
    def add_courier(self, origin: typing.SupportsInt | typing.SupportsIndex, to: typing.SupportsInt | typing.SupportsIndex, *, time: datetime.timedelta, cost: decimal.Decimal) -> int:
        """
        Between two sites: expected time door to door, and cost of a trip.
        """
    def add_item(self, id: str, *, category: typing.SupportsInt | typing.SupportsIndex, criticality: str, standard_cost: decimal.Decimal, pack: typing.SupportsInt | typing.SupportsIndex = 1, volume: typing.SupportsInt | typing.SupportsIndex = 0) -> int:
        """
        An item; criticality is vital, essential or desirable, `pack` [each], `volume` of one [ml].
        """
    def add_lane(self, *, supplier: typing.SupportsInt | typing.SupportsIndex, site: typing.SupportsInt | typing.SupportsIndex, receive_time: datetime.timedelta, freight: decimal.Decimal = ..., expedite_time: datetime.timedelta | None = None, expedite_freight: decimal.Decimal = ...) -> int:
        """
        From a supplier to a site: expected time from decision to shelf, freight of an order, and the same when expedited; None: not offered.
        """
    def add_offer(self, *, contract: typing.SupportsInt | typing.SupportsIndex, item: typing.SupportsInt | typing.SupportsIndex, price: decimal.Decimal, multiple: typing.SupportsInt | typing.SupportsIndex = 1, minimum: typing.SupportsInt | typing.SupportsIndex = 1, to_hospitals: bool = True, to_dc: bool = False) -> int:
        """
        An item under a contract: price of one, order multiple and least quantity [each].
        """
    def add_point(self, *, item: typing.SupportsInt | typing.SupportsIndex, site: typing.SupportsInt | typing.SupportsIndex, unit: typing.SupportsInt | typing.SupportsIndex | None = None, par: typing.SupportsInt | typing.SupportsIndex, reorder_point: typing.SupportsInt | typing.SupportsIndex, daily_use: typing.SupportsInt | typing.SupportsIndex, lot: typing.SupportsInt | typing.SupportsIndex = 0) -> int:
        """
        A stocking point: an item at a unit, or in the store of the site where there is none. Levels and `lot` [each], expected use [each / 1000 / day].
        """
    def add_site(self, id: str, *, dc: bool = False, room: typing.SupportsInt | typing.SupportsIndex = 0) -> int:
        """
        A hospital, or a distribution centre; `room` is what its store can hold [ml], 0 for no limit.
        """
    def add_substitute(self, *, item: typing.SupportsInt | typing.SupportsIndex, by: typing.SupportsInt | typing.SupportsIndex, ratio: float = 1.0, acceptance: float = 1.0) -> int:
        """
        `by` may stand in for the item, `ratio` of it for one; at most 16 of an item.
        """
    def add_supplier(self, id: str, *, channel: str, can_expedite: bool = False, expedite_price: float = 1.0, minimum_order: decimal.Decimal = ..., small_order_fee: decimal.Decimal = ..., ships_from: typing.SupportsInt | typing.SupportsIndex | None = None) -> int:
        """
        Who delivers; channel is distributor, direct, import or internal (the own centre, whose site is `ships_from`; None: any centre may ship). An express line costs `expedite_price` times the price.
        """
    def add_unit(self, id: str, site: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        A clinical unit of a site.
        """
    def build(self) -> Master:
        """
        Checks everything. Raises ScenarioError that tells every mistake.
        """
class Decision:
    """
    What a policy decided on one need; things are named by their index in the master.
    """
    def __repr__(self) -> str:
        ...
    @property
    def action(self) -> str:
        """
        what is to be done, such as `transfer.request`
        """
    @property
    def as_of(self) -> datetime.datetime:
        """
        when it was decided
        """
    @property
    def cause(self) -> str:
        """
        the type of event that asked
        """
    @property
    def donor(self) -> int | None:
        """
        transfers: the point that gives
        """
    @property
    def episode(self) -> int:
        """
        ordinal of its need
        """
    @property
    def estimated_cost(self) -> decimal.Decimal:
        """
        goods, freight and courier [USD]
        """
    @property
    def needed_by(self) -> datetime.datetime | None:
        """
        when the known position runs out; None: not before the year 10,000
        """
    @property
    def offer(self) -> int | None:
        """
        requisitions: what to order
        """
    @property
    def point(self) -> int:
        """
        the stocking point in need
        """
    @property
    def quantity(self) -> int:
        """
        to order, move or cover [each]
        """
    @property
    def reasons(self) -> list[str]:
        """
        why it is what it is
        """
    @property
    def rejected(self) -> list[tuple[str, str, int | None]]:
        """
        who was passed over: rule, reason, and a point, offer or item as the rule chooses
        """
    @property
    def retry_at(self) -> datetime.datetime | None:
        """
        defer: when to ask again
        """
    @property
    def rule(self) -> str | None:
        """
        the rule that applied; None: none did
        """
    @property
    def substitute(self) -> int | None:
        """
        substitutions: the item to stand in
        """
class Stock:
    """
    What is known of one stocking point.
    """
    @property
    def attempts(self) -> int:
        """
        decisions committed in it
        """
    @property
    def episode(self) -> int:
        """
        ordinal of the latest need here
        """
    @property
    def on_hand(self) -> int:
        """
        known to be there [each]
        """
    @property
    def on_order(self) -> int:
        """
        on its way here [each]
        """
    @property
    def refused(self) -> int:
        """
        which substitutes this unit refused, a bit each
        """
    @property
    def reserved(self) -> int:
        """
        promised to others, not yet shipped [each]
        """
    @property
    def substituted(self) -> bool:
        """
        whether a substitute is proposed or stands in
        """
class View:
    """
    What is known: the projection of events and of the decisions that were carried out.
    """
    @staticmethod
    def restore(master: Master, saved: bytes) -> View:
        """
        A saved view, for master data in which every index stands for the same thing. Raises PolicyError.
        """
    def __init__(self, master: Master) -> None:
        """
        Empty shelves, all suppliers answering, allocations and forecasts 1.
        """
    def commit(self, decision: Decision) -> None:
        """
        Folds a decision that is carried out in, so that nothing is ordered twice nor lent to two.
        """
    def open(self, point: typing.SupportsInt | typing.SupportsIndex, *, on_hand: typing.SupportsInt | typing.SupportsIndex = 0, on_order: typing.SupportsInt | typing.SupportsIndex = 0, reserved: typing.SupportsInt | typing.SupportsIndex = 0, episode: typing.SupportsInt | typing.SupportsIndex = 0, attempts: typing.SupportsInt | typing.SupportsIndex = 0, refused: typing.SupportsInt | typing.SupportsIndex = 0, substituted: bool = False) -> None:
        """
        Sets what is known of a point. Raises ValueError.
        """
    def project(self, type: str, *, point: typing.SupportsInt | typing.SupportsIndex | None = None, other: typing.SupportsInt | typing.SupportsIndex | None = None, offer: typing.SupportsInt | typing.SupportsIndex | None = None, supplier: typing.SupportsInt | typing.SupportsIndex | None = None, category: typing.SupportsInt | typing.SupportsIndex | None = None, episode: typing.SupportsInt | typing.SupportsIndex = 0, quantity: typing.SupportsInt | typing.SupportsIndex = 0, ratio: float = 0.0, price: decimal.Decimal = ...) -> None:
        """
        Folds an event in, by its type such as `stock.consumed`; `other` is the donor's point of a transfer, `quantity` [each]. Raises ValueError for one that names nothing of the master.
        """
    def save(self) -> bytes:
        """
        The view as bytes, to go on from later.
        """
    def stock(self, point: typing.SupportsInt | typing.SupportsIndex) -> Stock:
        """
        What is known of a point. Raises ValueError.
        """
class Call:
    """
    A command on its way to another system: all that is kept of it.
    """
    def __init__(self, issued: datetime.datetime) -> None:
        """
        A command that is to be sent at `issued`.
        """
    @property
    def due(self) -> datetime.datetime:
        """
        when `step` is due
        """
    @property
    def failures(self) -> int:
        """
        calls that brought no answer to rely on
        """
    @property
    def issued(self) -> datetime.datetime:
        """
        when it was first to be sent
        """
    @property
    def stale(self) -> bool:
        """
        whether an outage held it back for too long: superseded once it is known that it never arrived
        """
    @property
    def step(self) -> str:
        """
        what is to be done then: send, query, done, dead_letter or superseded
        """
    @property
    def unknown(self) -> bool:
        """
        whether it may have been carried out, and nobody knows
        """
class Breaker:
    """
    What is remembered of the calls to one other system.
    """
    def __init__(self) -> None:
        """
        A system that nothing is known of.
        """
    @property
    def circuit(self) -> str:
        """
        closed, open or half_open
        """
    @property
    def failed(self) -> list[datetime.datetime]:
        """
        failures that may still count, the oldest first
        """
    @property
    def until(self) -> datetime.datetime:
        """
        open: when the system is tried; half open: when the trial is over
        """
class Policy:
    """
    A loaded policy. It never changes and may be shared between threads.
    """
    @staticmethod
    def of_file(file: os.PathLike | str | bytes) -> Policy:
        """
        From YAML, or from canonical bytes in a file.
        """
    @typing.overload
    def __init__(self, canonical: bytes) -> None:
        """
        From canonical bytes. Raises PolicyError when they are not whole.
        """
    @typing.overload
    def __init__(self, canonical: bytes, signature: bytes, public_key: bytes) -> None:
        """
        The same, and raises PolicyError when the holder of the Ed25519 key did not sign these bytes.
        """
    def admit(self, breaker: Breaker, as_of: datetime.datetime) -> tuple[str, datetime.datetime, Breaker]:
        """
        Before a call: `call`, `probe` or `hold`, from when, and the breaker to keep.
        """
    def advance(self, call: Call, outcome: str, as_of: datetime.datetime, entropy: typing.SupportsInt | typing.SupportsIndex) -> Call:
        """
        What to do after an outcome: accepted, refused, failed, timed_out, found or absent. `entropy`: 64 random bits, fresh for each call.
        """
    def approver(self, decision: Decision) -> str | None:
        """
        The role that has to release it before it is sent; None: nobody has to.
        """
    def decide(self, view: View, *, cause: str, point: typing.SupportsInt | typing.SupportsIndex, episode: typing.SupportsInt | typing.SupportsIndex, opened: datetime.datetime, as_of: datetime.datetime) -> Decision:
        """
        Decides one need: the type of event that asked, the point, the ordinal of its need, when that opened, and the instant. The view stays as it is. Raises ValueError.
        """
    def drain(self, call: Call, as_of: datetime.datetime, entropy: typing.SupportsInt | typing.SupportsIndex) -> Call:
        """
        What becomes of a command that an outage held back, when its breaker has closed.
        """
    def explain(self, view: View, decision: Decision) -> str:
        """
        The decision in words. Call it before the commit, while the view is the one that was decided on.
        """
    def fallback(self, call: Call, criticality: str, decisions: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        What is done about a parked command: wait, decide_again or phone; `decisions` were taken on its need.
        """
    def heard(self, breaker: Breaker, outcome: str, as_of: datetime.datetime) -> Breaker:
        """
        After a call: the breaker to keep.
        """
    def hold(self, call: Call, criticality: str, decisions: typing.SupportsInt | typing.SupportsIndex, as_of: datetime.datetime) -> Call:
        """
        What becomes of a command while its system is down: what is to be phoned in is parked when it is too old.
        """
    @property
    def canonical(self) -> bytes:
        """
        its canonical bytes
        """
    @property
    def choices(self) -> list[str]:
        """
        what each of its rules chooses among: none, donors (points), contracts (offers) or substitutes (items)
        """
    @property
    def digest(self) -> str:
        """
        SHA-256 of its canonical bytes, in hexadecimal
        """
    @property
    def name(self) -> str:
        """
        its name
        """
    @property
    def reviews_forecasts(self) -> bool:
        """
        whether a published forecast makes all stores of its category due
        """
    @property
    def rules(self) -> list[str]:
        """
        the names of its rules, in order
        """
    @property
    def schedule(self) -> list[datetime.timedelta]:
        """
        when it decides, after Monday 00:00 local time; empty: as events come
        """
    @property
    def timeout(self) -> datetime.timedelta:
        """
        how long an answer is waited for
        """
    @property
    def version(self) -> int:
        """
        the version that its author gave it
        """
def read_public_key(file: os.PathLike | str | bytes) -> bytes:
    """
    The 32 bytes of an Ed25519 public key in PEM. Raises PolicyError.
    """
