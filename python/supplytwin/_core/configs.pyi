"""
What a scenario is made of, by the names of its files.
"""
from __future__ import annotations
import datetime
import decimal
import supplytwin.law
import typing
__all__: list[str] = ['AllocationConfig', 'ApprovalConfig', 'ContractConfig', 'ContractItemConfig', 'DeliveryConfig', 'DemandSurgeConfig', 'ErpConfig', 'ExpectConfig', 'HappeningConfig', 'IntegrationConfig', 'ItemConfig', 'LaneConfig', 'LocationConfig', 'NetworkConfig', 'OpenOrderConfig', 'OperationsConfig', 'OutageConfig', 'ParLevelConfig', 'PayablesConfig', 'PeriodConfig', 'PlatformConfig', 'ScenarioFile', 'StockConfig', 'SubstituteConfig', 'SupplierConfig', 'UnitTypeConfig', 'UsageRateConfig', 'VariationConfig']
class UnitTypeConfig:
    """
    id: unique name
    driver: census (occupied beds), elective (weekdays, no surge) or steady
    day: weight of the day shift, 07-15 [1]
    evening: weight of the evening shift, 15-23 [1]
    night: weight of the night shift, 23-07 [1]
    weekend: activity on Saturday and Sunday against a weekday [1]
    influenza: share of a surge's patients that this type feels, against a ward [1]
    accepts_substitutes: share of substitutes that such a unit accepts, times what the pair says [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def accepts_substitutes(self) -> float:
        """
        share of substitutes that such a unit accepts, times what the pair says [1]
        """
    @accepts_substitutes.setter
    def accepts_substitutes(self, arg1: float | str | None) -> None:
        ...
    @property
    def day(self) -> float:
        """
        weight of the day shift, 07-15 [1]
        """
    @day.setter
    def day(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def driver(self) -> str:
        """
        census (occupied beds), elective (weekdays, no surge) or steady
        """
    @driver.setter
    def driver(self, arg1: str) -> None:
        ...
    @property
    def evening(self) -> float:
        """
        weight of the evening shift, 15-23 [1]
        """
    @evening.setter
    def evening(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def influenza(self) -> float:
        """
        share of a surge's patients that this type feels, against a ward [1]
        """
    @influenza.setter
    def influenza(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def night(self) -> float:
        """
        weight of the night shift, 23-07 [1]
        """
    @night.setter
    def night(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def weekend(self) -> float:
        """
        activity on Saturday and Sunday against a weekday [1]
        """
    @weekend.setter
    def weekend(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
class VariationConfig:
    """
    hospital_week_cv: gamma noise of a hospital's census by week [1]
    unit_week_cv: gamma noise of a unit's activity by week [1]
    capture_cv: gamma noise of missed scans by unit and shift [1]
    surge_shift: standard deviation of a hospital's surge timing against the state's [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def capture_cv(self) -> float:
        """
        gamma noise of missed scans by unit and shift [1]
        """
    @capture_cv.setter
    def capture_cv(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def hospital_week_cv(self) -> float:
        """
        gamma noise of a hospital's census by week [1]
        """
    @hospital_week_cv.setter
    def hospital_week_cv(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def surge_shift(self) -> datetime.timedelta:
        """
        standard deviation of a hospital's surge timing against the state's [time]
        """
    @surge_shift.setter
    def surge_shift(self, arg1: datetime.timedelta | str | None) -> None:
        ...
    @property
    def unit_week_cv(self) -> float:
        """
        gamma noise of a unit's activity by week [1]
        """
    @unit_week_cv.setter
    def unit_week_cv(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
class PlatformConfig:
    """
    id: unique name
    sync: when it sends what it holds: continuous in the cloud, set times on premises
    latency: law from scan, or from the sync, to the bus [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def latency(self) -> supplytwin.law.Law:
        """
        law from scan, or from the sync, to the bus [time]
        """
    @latency.setter
    def latency(self, arg1: str) -> None:
        ...
    @property
    def sync(self) -> str:
        """
        when it sends what it holds: continuous in the cloud, set times on premises
        """
    @sync.setter
    def sync(self, arg1: str | None) -> None:
        ...
class ApprovalConfig:
    """
    up_to: highest value of the band; absent: no limit [money]
    role: who approves
    steps: approvals in a row; 0: automatic
    time: law of one approval, in office hours [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def role(self) -> str:
        """
        who approves
        """
    @role.setter
    def role(self, arg1: str) -> None:
        ...
    @property
    def steps(self) -> int:
        """
        approvals in a row; 0: automatic
        """
    @steps.setter
    def steps(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def time(self) -> supplytwin.law.Law:
        """
        law of one approval, in office hours [time]
        """
    @time.setter
    def time(self, arg1: str | None) -> None:
        ...
    @property
    def up_to(self) -> decimal.Decimal | None:
        """
        highest value of the band; absent: no limit [money]
        """
    @up_to.setter
    def up_to(self, arg1: decimal.Decimal | str | None) -> None:
        ...
class ErpConfig:
    """
    latency: law from command to requisition posted [time]
    office: office hours of the people who approve
    maintenance: planned windows in which it answers nothing
    order_run: when approved requisitions become purchase orders, one a site and supplier
    approvals: bands of requisition value, ascending
    transmission: law from purchase order to the supplier's inbox [time]
    receipt_posting: law from goods at the dock to receipt posted [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def approvals(self) -> list[ApprovalConfig]:
        """
        bands of requisition value, ascending
        """
    @approvals.setter
    def approvals(self, arg1: list[ApprovalConfig]) -> None:
        ...
    @property
    def latency(self) -> supplytwin.law.Law:
        """
        law from command to requisition posted [time]
        """
    @latency.setter
    def latency(self, arg1: str) -> None:
        ...
    @property
    def maintenance(self) -> str:
        """
        planned windows in which it answers nothing
        """
    @maintenance.setter
    def maintenance(self, arg1: str | None) -> None:
        ...
    @property
    def office(self) -> str:
        """
        office hours of the people who approve
        """
    @office.setter
    def office(self, arg1: str) -> None:
        ...
    @property
    def order_run(self) -> str:
        """
        when approved requisitions become purchase orders, one a site and supplier
        """
    @order_run.setter
    def order_run(self, arg1: str) -> None:
        ...
    @property
    def receipt_posting(self) -> supplytwin.law.Law:
        """
        law from goods at the dock to receipt posted [time]
        """
    @receipt_posting.setter
    def receipt_posting(self, arg1: str) -> None:
        ...
    @property
    def transmission(self) -> supplytwin.law.Law:
        """
        law from purchase order to the supplier's inbox [time]
        """
    @transmission.setter
    def transmission(self, arg1: str) -> None:
        ...
class PayablesConfig:
    """
    invoice: law from goods shipped to invoice received [time]
    processing: law from invoice received to ready for the match [time]
    match_run: when the ERP matches what is ready
    price_mismatch: share of prices that a supplier bills otherwise than ordered, for a whole period [1]
    price_period: how long a price stays right or wrong before it is drawn again [time]
    price_difference: law of the difference of a wrong price, of the ordered one [1]
    overcharged: share of wrong prices that are above the ordered one [1]
    quantity_mismatch: share of invoices that bill more than was shipped [1]
    quantity_difference: law of what such an invoice bills too much, of what was shipped [1]
    price_tolerance: difference of a price that is paid without a question, of the ordered one [1]
    amount_tolerance: the same of a whole line; both must hold; absent: no limit [money]
    quantity_tolerance: difference from what was received that is paid without a question [1]
    receipt_grace: how long a ready invoice waits for its receipts before they are missing [time]
    rework_wait: law from an exception to the work on it: questions and answers [time]
    rework: law of a person's work on one exception, in office hours [time]
    upheld: share of price exceptions after which the billed price is paid [1]
    payment_run: when the ERP pays what is due
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def amount_tolerance(self) -> decimal.Decimal | None:
        """
        the same of a whole line; both must hold; absent: no limit [money]
        """
    @amount_tolerance.setter
    def amount_tolerance(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def invoice(self) -> supplytwin.law.Law:
        """
        law from goods shipped to invoice received [time]
        """
    @invoice.setter
    def invoice(self, arg1: str) -> None:
        ...
    @property
    def match_run(self) -> str:
        """
        when the ERP matches what is ready
        """
    @match_run.setter
    def match_run(self, arg1: str | None) -> None:
        ...
    @property
    def overcharged(self) -> float:
        """
        share of wrong prices that are above the ordered one [1]
        """
    @overcharged.setter
    def overcharged(self, arg1: float | str | None) -> None:
        ...
    @property
    def payment_run(self) -> str:
        """
        when the ERP pays what is due
        """
    @payment_run.setter
    def payment_run(self, arg1: str | None) -> None:
        ...
    @property
    def price_difference(self) -> supplytwin.law.Law:
        """
        law of the difference of a wrong price, of the ordered one [1]
        """
    @price_difference.setter
    def price_difference(self, arg1: str | None) -> None:
        ...
    @property
    def price_mismatch(self) -> float:
        """
        share of prices that a supplier bills otherwise than ordered, for a whole period [1]
        """
    @price_mismatch.setter
    def price_mismatch(self, arg1: float | str | None) -> None:
        ...
    @property
    def price_period(self) -> datetime.timedelta:
        """
        how long a price stays right or wrong before it is drawn again [time]
        """
    @price_period.setter
    def price_period(self, arg1: datetime.timedelta | str | None) -> None:
        ...
    @property
    def price_tolerance(self) -> float:
        """
        difference of a price that is paid without a question, of the ordered one [1]
        """
    @price_tolerance.setter
    def price_tolerance(self, arg1: float | str | None) -> None:
        ...
    @property
    def processing(self) -> supplytwin.law.Law:
        """
        law from invoice received to ready for the match [time]
        """
    @processing.setter
    def processing(self, arg1: str) -> None:
        ...
    @property
    def quantity_difference(self) -> supplytwin.law.Law:
        """
        law of what such an invoice bills too much, of what was shipped [1]
        """
    @quantity_difference.setter
    def quantity_difference(self, arg1: str | None) -> None:
        ...
    @property
    def quantity_mismatch(self) -> float:
        """
        share of invoices that bill more than was shipped [1]
        """
    @quantity_mismatch.setter
    def quantity_mismatch(self, arg1: float | str | None) -> None:
        ...
    @property
    def quantity_tolerance(self) -> float:
        """
        difference from what was received that is paid without a question [1]
        """
    @quantity_tolerance.setter
    def quantity_tolerance(self, arg1: float | str | None) -> None:
        ...
    @property
    def receipt_grace(self) -> datetime.timedelta:
        """
        how long a ready invoice waits for its receipts before they are missing [time]
        """
    @receipt_grace.setter
    def receipt_grace(self, arg1: datetime.timedelta | str | None) -> None:
        ...
    @property
    def rework(self) -> supplytwin.law.Law:
        """
        law of a person's work on one exception, in office hours [time]
        """
    @rework.setter
    def rework(self, arg1: str | None) -> None:
        ...
    @property
    def rework_wait(self) -> supplytwin.law.Law:
        """
        law from an exception to the work on it: questions and answers [time]
        """
    @rework_wait.setter
    def rework_wait(self, arg1: str | None) -> None:
        ...
    @property
    def upheld(self) -> float:
        """
        share of price exceptions after which the billed price is paid [1]
        """
    @upheld.setter
    def upheld(self, arg1: float | str | None) -> None:
        ...
class IntegrationConfig:
    """
    bus: law from the platform to the orchestrator [time]
    platforms: inventory platforms; absent: every scan is known at once
    erp: the ERP; absent: requisitions become orders at once
    payables: invoices, their match and payment; absent: not modelled
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def bus(self) -> supplytwin.law.Law:
        """
        law from the platform to the orchestrator [time]
        """
    @bus.setter
    def bus(self, arg1: str | None) -> None:
        ...
    @property
    def erp(self) -> ErpConfig:
        """
        the ERP; absent: requisitions become orders at once
        """
    @erp.setter
    def erp(self, arg1: ErpConfig) -> None:
        ...
    @property
    def payables(self) -> PayablesConfig | None:
        """
        invoices, their match and payment; absent: not modelled
        """
    @payables.setter
    def payables(self, arg1: PayablesConfig | None) -> None:
        ...
    @property
    def platforms(self) -> list[PlatformConfig]:
        """
        inventory platforms; absent: every scan is known at once
        """
    @platforms.setter
    def platforms(self, arg1: list[PlatformConfig]) -> None:
        ...
class OperationsConfig:
    """
    restock_tours: when a storeroom tour leaves for the units, local time
    restock_time: law from the start of a tour to a unit's shelf [time]
    transfer_handling: law of picking and packing at a donor [time]
    dock: when docks of hospitals and centres receive goods; couriers of transfers come at any hour
    empty_report: law from an empty shelf found to its record corrected [time]
    substitution_answer: law from a substitute proposed to the unit's answer [time]
    count_interval: time between counts that set a unit's record right [time]
    restock_count: share of restocks at which the shelf's record is set right [1]
    holding_rate: holding cost a year, of stock value [1]
    transfer_handling_cost: work of one lateral transfer at both ends [money]
    overflow_cost: cost of one litre more than a site has room for, a day [money]
    accounting: when a period of stock costs ends and its levels count, whole periods only; absent: costs run with time
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def accounting(self) -> str:
        """
        when a period of stock costs ends and its levels count, whole periods only; absent: costs run with time
        """
    @accounting.setter
    def accounting(self, arg1: str | None) -> None:
        ...
    @property
    def count_interval(self) -> datetime.timedelta:
        """
        time between counts that set a unit's record right [time]
        """
    @count_interval.setter
    def count_interval(self, arg1: datetime.timedelta | str | None) -> None:
        ...
    @property
    def dock(self) -> str:
        """
        when docks of hospitals and centres receive goods; couriers of transfers come at any hour
        """
    @dock.setter
    def dock(self, arg1: str | None) -> None:
        ...
    @property
    def empty_report(self) -> supplytwin.law.Law:
        """
        law from an empty shelf found to its record corrected [time]
        """
    @empty_report.setter
    def empty_report(self, arg1: str | None) -> None:
        ...
    @property
    def holding_rate(self) -> float:
        """
        holding cost a year, of stock value [1]
        """
    @holding_rate.setter
    def holding_rate(self, arg1: float | str | None) -> None:
        ...
    @property
    def overflow_cost(self) -> decimal.Decimal:
        """
        cost of one litre more than a site has room for, a day [money]
        """
    @overflow_cost.setter
    def overflow_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def restock_count(self) -> float:
        """
        share of restocks at which the shelf's record is set right [1]
        """
    @restock_count.setter
    def restock_count(self, arg1: float | str | None) -> None:
        ...
    @property
    def restock_time(self) -> supplytwin.law.Law:
        """
        law from the start of a tour to a unit's shelf [time]
        """
    @restock_time.setter
    def restock_time(self, arg1: str | None) -> None:
        ...
    @property
    def restock_tours(self) -> str:
        """
        when a storeroom tour leaves for the units, local time
        """
    @restock_tours.setter
    def restock_tours(self, arg1: str | None) -> None:
        ...
    @property
    def substitution_answer(self) -> supplytwin.law.Law:
        """
        law from a substitute proposed to the unit's answer [time]
        """
    @substitution_answer.setter
    def substitution_answer(self, arg1: str | None) -> None:
        ...
    @property
    def transfer_handling(self) -> supplytwin.law.Law:
        """
        law of picking and packing at a donor [time]
        """
    @transfer_handling.setter
    def transfer_handling(self, arg1: str | None) -> None:
        ...
    @property
    def transfer_handling_cost(self) -> decimal.Decimal:
        """
        work of one lateral transfer at both ends [money]
        """
    @transfer_handling_cost.setter
    def transfer_handling_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
class DeliveryConfig:
    """
    split: share of shipments, and of the rests of split ones, of which a part comes later [1]
    most_receipts: receipts of one shipment at most [receipts]
    later: law of the share of a split shipment that comes later [1]
    delay: law from one part of a shipment to the next [time]
    discrepancy: share of receipts in which goods are found missing or damaged; the supplier credits them [1]
    missing: law of the share of such a receipt that is missing or damaged [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def delay(self) -> supplytwin.law.Law:
        """
        law from one part of a shipment to the next [time]
        """
    @delay.setter
    def delay(self, arg1: str | None) -> None:
        ...
    @property
    def discrepancy(self) -> float:
        """
        share of receipts in which goods are found missing or damaged; the supplier credits them [1]
        """
    @discrepancy.setter
    def discrepancy(self, arg1: float | str | None) -> None:
        ...
    @property
    def later(self) -> supplytwin.law.Law:
        """
        law of the share of a split shipment that comes later [1]
        """
    @later.setter
    def later(self, arg1: str | None) -> None:
        ...
    @property
    def missing(self) -> supplytwin.law.Law:
        """
        law of the share of such a receipt that is missing or damaged [1]
        """
    @missing.setter
    def missing(self, arg1: str | None) -> None:
        ...
    @property
    def most_receipts(self) -> int:
        """
        receipts of one shipment at most [receipts]
        """
    @most_receipts.setter
    def most_receipts(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def split(self) -> float:
        """
        share of shipments, and of the rests of split ones, of which a part comes later [1]
        """
    @split.setter
    def split(self, arg1: float | str | None) -> None:
        ...
class LocationConfig:
    """
    id: unique name
    kind: hospital, distribution_centre or unit
    parent: the hospital of a unit
    name: what people call it
    latitude: north [degrees]
    longitude: east [degrees]
    beds: licensed beds of a hospital, staffed beds of a unit [beds]
    occupancy: mean share of a hospital's beds in use [1]
    unit_type: the type of a unit, one of network.yaml's unit_types
    platform: the inventory platform of a hospital or distribution centre
    storage: room in the storeroom of a hospital, or in a distribution centre; 0: no limit [l]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def beds(self) -> int:
        """
        licensed beds of a hospital, staffed beds of a unit [beds]
        """
    @beds.setter
    def beds(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def kind(self) -> str:
        """
        hospital, distribution_centre or unit
        """
    @kind.setter
    def kind(self, arg1: str) -> None:
        ...
    @property
    def latitude(self) -> float:
        """
        north [degrees]
        """
    @latitude.setter
    def latitude(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def longitude(self) -> float:
        """
        east [degrees]
        """
    @longitude.setter
    def longitude(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what people call it
        """
    @name.setter
    def name(self, arg1: str | None) -> None:
        ...
    @property
    def occupancy(self) -> float:
        """
        mean share of a hospital's beds in use [1]
        """
    @occupancy.setter
    def occupancy(self, arg1: float | str | None) -> None:
        ...
    @property
    def parent(self) -> str:
        """
        the hospital of a unit
        """
    @parent.setter
    def parent(self, arg1: str | None) -> None:
        ...
    @property
    def platform(self) -> str:
        """
        the inventory platform of a hospital or distribution centre
        """
    @platform.setter
    def platform(self, arg1: str | None) -> None:
        ...
    @property
    def storage(self) -> int:
        """
        room in the storeroom of a hospital, or in a distribution centre; 0: no limit [l]
        """
    @storage.setter
    def storage(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def unit_type(self) -> str:
        """
        the type of a unit, one of network.yaml's unit_types
        """
    @unit_type.setter
    def unit_type(self, arg1: str | None) -> None:
        ...
class ItemConfig:
    """
    id: unique name
    name: what people call it
    category: product category
    criticality: vital, essential or desirable
    standard_cost: value of one base unit [money]
    pack: base units in a pack, the least that moves between stores [each]
    unmet: what becomes of a pick at an empty shelf: lost or backorder
    capture: share of picks that are scanned [1]
    demand_cv: coefficient of variation of the weekly demand noise [1]
    ownership: owned (once it ships), consignment (stocked, bought when used) or bill_only (never stocked, bought when used)
    volume: room that one base unit takes; 0: not counted [ml]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def capture(self) -> float:
        """
        share of picks that are scanned [1]
        """
    @capture.setter
    def capture(self, arg1: float | str | None) -> None:
        ...
    @property
    def category(self) -> str:
        """
        product category
        """
    @category.setter
    def category(self, arg1: str) -> None:
        ...
    @property
    def criticality(self) -> str:
        """
        vital, essential or desirable
        """
    @criticality.setter
    def criticality(self, arg1: str) -> None:
        ...
    @property
    def demand_cv(self) -> float:
        """
        coefficient of variation of the weekly demand noise [1]
        """
    @demand_cv.setter
    def demand_cv(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what people call it
        """
    @name.setter
    def name(self, arg1: str | None) -> None:
        ...
    @property
    def ownership(self) -> str:
        """
        owned (once it ships), consignment (stocked, bought when used) or bill_only (never stocked, bought when used)
        """
    @ownership.setter
    def ownership(self, arg1: str | None) -> None:
        ...
    @property
    def pack(self) -> int:
        """
        base units in a pack, the least that moves between stores [each]
        """
    @pack.setter
    def pack(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def standard_cost(self) -> decimal.Decimal:
        """
        value of one base unit [money]
        """
    @standard_cost.setter
    def standard_cost(self, arg1: decimal.Decimal | str) -> None:
        ...
    @property
    def unmet(self) -> str:
        """
        what becomes of a pick at an empty shelf: lost or backorder
        """
    @unmet.setter
    def unmet(self, arg1: str | None) -> None:
        ...
    @property
    def volume(self) -> int:
        """
        room that one base unit takes; 0: not counted [ml]
        """
    @volume.setter
    def volume(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
class SupplierConfig:
    """
    id: unique name
    name: what people call it
    channel: distributor, direct, import or internal
    location: internal only: the distribution centre that ships
    sequence: crossing, sequential or one_at_a_time: whether a later line may overtake an earlier one on its way, or is only begun when that one has shipped
    hours: when it works on orders
    acknowledge: law from purchase order received to acknowledged, in its hours [time]
    lead_time: law from acknowledged to shipped [time]
    fill: law of the share of a line that ships; the rest is cancelled [1]
    expedite_lead_time: law from acknowledged to shipped when expedited [time]
    expedite_price: price factor of an expedited line; absent or 0: no expediting [1]
    minimum_order: order value below which the fee is due [money]
    small_order_fee: fee of an order below the minimum [money]
    terms: when an invoice is due, after it was received [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def acknowledge(self) -> supplytwin.law.Law:
        """
        law from purchase order received to acknowledged, in its hours [time]
        """
    @acknowledge.setter
    def acknowledge(self, arg1: str) -> None:
        ...
    @property
    def channel(self) -> str:
        """
        distributor, direct, import or internal
        """
    @channel.setter
    def channel(self, arg1: str) -> None:
        ...
    @property
    def expedite_lead_time(self) -> supplytwin.law.Law:
        """
        law from acknowledged to shipped when expedited [time]
        """
    @expedite_lead_time.setter
    def expedite_lead_time(self, arg1: str | None) -> None:
        ...
    @property
    def expedite_price(self) -> float:
        """
        price factor of an expedited line; absent or 0: no expediting [1]
        """
    @expedite_price.setter
    def expedite_price(self, arg1: float | str | None) -> None:
        ...
    @property
    def fill(self) -> supplytwin.law.Law:
        """
        law of the share of a line that ships; the rest is cancelled [1]
        """
    @fill.setter
    def fill(self, arg1: str | None) -> None:
        ...
    @property
    def hours(self) -> str:
        """
        when it works on orders
        """
    @hours.setter
    def hours(self, arg1: str | None) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def lead_time(self) -> supplytwin.law.Law:
        """
        law from acknowledged to shipped [time]
        """
    @lead_time.setter
    def lead_time(self, arg1: str) -> None:
        ...
    @property
    def location(self) -> str:
        """
        internal only: the distribution centre that ships
        """
    @location.setter
    def location(self, arg1: str | None) -> None:
        ...
    @property
    def minimum_order(self) -> decimal.Decimal:
        """
        order value below which the fee is due [money]
        """
    @minimum_order.setter
    def minimum_order(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def name(self) -> str:
        """
        what people call it
        """
    @name.setter
    def name(self, arg1: str | None) -> None:
        ...
    @property
    def sequence(self) -> str:
        """
        crossing, sequential or one_at_a_time: whether a later line may overtake an earlier one on its way, or is only begun when that one has shipped
        """
    @sequence.setter
    def sequence(self, arg1: str) -> None:
        ...
    @property
    def small_order_fee(self) -> decimal.Decimal:
        """
        fee of an order below the minimum [money]
        """
    @small_order_fee.setter
    def small_order_fee(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def terms(self) -> datetime.timedelta:
        """
        when an invoice is due, after it was received [time]
        """
    @terms.setter
    def terms(self, arg1: datetime.timedelta | str | None) -> None:
        ...
class ContractConfig:
    """
    id: unique name
    supplier: who sells
    ships_to: hospitals or dc
    kind: contract, or spot: prices of the day, bought off contract
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def id(self) -> str:
        """
        unique name
        """
    @id.setter
    def id(self, arg1: str) -> None:
        ...
    @property
    def kind(self) -> str:
        """
        contract, or spot: prices of the day, bought off contract
        """
    @kind.setter
    def kind(self, arg1: str | None) -> None:
        ...
    @property
    def ships_to(self) -> str:
        """
        hospitals or dc
        """
    @ships_to.setter
    def ships_to(self, arg1: str) -> None:
        ...
    @property
    def supplier(self) -> str:
        """
        who sells
        """
    @supplier.setter
    def supplier(self, arg1: str) -> None:
        ...
class ContractItemConfig:
    """
    contract: the contract
    item: the item
    price: price of one base unit [money]
    multiple: orders are whole multiples of this [each]
    minimum: least quantity of a line [each]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def contract(self) -> str:
        """
        the contract
        """
    @contract.setter
    def contract(self, arg1: str) -> None:
        ...
    @property
    def item(self) -> str:
        """
        the item
        """
    @item.setter
    def item(self, arg1: str) -> None:
        ...
    @property
    def minimum(self) -> int:
        """
        least quantity of a line [each]
        """
    @minimum.setter
    def minimum(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def multiple(self) -> int:
        """
        orders are whole multiples of this [each]
        """
    @multiple.setter
    def multiple(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def price(self) -> decimal.Decimal:
        """
        price of one base unit [money]
        """
    @price.setter
    def price(self, arg1: decimal.Decimal | str) -> None:
        ...
class LaneConfig:
    """
    from_: a supplier or a location
    to: a location
    transit: law from departure to the dock [time]
    schedule: when it departs, local time
    cost: cost of one shipment [money]
    expedite_transit: law from departure to the dock when expedited; departs at once [time]
    expedite_cost: cost of one expedited shipment [money]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def cost(self) -> decimal.Decimal:
        """
        cost of one shipment [money]
        """
    @cost.setter
    def cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def expedite_cost(self) -> decimal.Decimal:
        """
        cost of one expedited shipment [money]
        """
    @expedite_cost.setter
    def expedite_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def expedite_transit(self) -> supplytwin.law.Law:
        """
        law from departure to the dock when expedited; departs at once [time]
        """
    @expedite_transit.setter
    def expedite_transit(self, arg1: str | None) -> None:
        ...
    @property
    def from_(self) -> str:
        """
        a supplier or a location
        """
    @from_.setter
    def from_(self, arg1: str) -> None:
        ...
    @property
    def schedule(self) -> str:
        """
        when it departs, local time
        """
    @schedule.setter
    def schedule(self, arg1: str | None) -> None:
        ...
    @property
    def to(self) -> str:
        """
        a location
        """
    @to.setter
    def to(self, arg1: str) -> None:
        ...
    @property
    def transit(self) -> supplytwin.law.Law:
        """
        law from departure to the dock [time]
        """
    @transit.setter
    def transit(self, arg1: str) -> None:
        ...
class ParLevelConfig:
    """
    location: a unit, a hospital (its storeroom) or the distribution centre
    item: the item
    reorder_point: position at which the point asks for more; -1: a cross-dock of par 0 [each]
    par: position it is raised to; 0: a distribution centre that stocks nothing and passes on [each]
    lot: order whole lots of this instead; 0: up to par [each]
    review: when the position is looked at; absent: whenever it changes
    opening_stock: on hand at the start; absent: drawn evenly between reorder point and par [each]
    opening_backorders: picks that wait at the start; units only [each]
    holding_cost: cost of one base unit on hand for a day; absent: by the holding rate [money]
    backorder_cost: cost of one waiting pick for a day [money]
    lost_cost: cost of one lost pick [money]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def backorder_cost(self) -> decimal.Decimal:
        """
        cost of one waiting pick for a day [money]
        """
    @backorder_cost.setter
    def backorder_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def holding_cost(self) -> decimal.Decimal | None:
        """
        cost of one base unit on hand for a day; absent: by the holding rate [money]
        """
    @holding_cost.setter
    def holding_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def item(self) -> str:
        """
        the item
        """
    @item.setter
    def item(self, arg1: str) -> None:
        ...
    @property
    def location(self) -> str:
        """
        a unit, a hospital (its storeroom) or the distribution centre
        """
    @location.setter
    def location(self, arg1: str) -> None:
        ...
    @property
    def lost_cost(self) -> decimal.Decimal:
        """
        cost of one lost pick [money]
        """
    @lost_cost.setter
    def lost_cost(self, arg1: decimal.Decimal | str | None) -> None:
        ...
    @property
    def lot(self) -> int:
        """
        order whole lots of this instead; 0: up to par [each]
        """
    @lot.setter
    def lot(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def opening_backorders(self) -> int:
        """
        picks that wait at the start; units only [each]
        """
    @opening_backorders.setter
    def opening_backorders(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def opening_stock(self) -> int | None:
        """
        on hand at the start; absent: drawn evenly between reorder point and par [each]
        """
    @opening_stock.setter
    def opening_stock(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def par(self) -> int:
        """
        position it is raised to; 0: a distribution centre that stocks nothing and passes on [each]
        """
    @par.setter
    def par(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def reorder_point(self) -> int:
        """
        position at which the point asks for more; -1: a cross-dock of par 0 [each]
        """
    @reorder_point.setter
    def reorder_point(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def review(self) -> str:
        """
        when the position is looked at; absent: whenever it changes
        """
    @review.setter
    def review(self, arg1: str | None) -> None:
        ...
class UsageRateConfig:
    """
    location: a unit
    item: the item
    rate: mean picks at the unit's normal activity; 0 with `every` [1/day]
    every: set times of picks, instead of a rate
    size: law of the base units of one pick, rounded, at least 0; absent: 1 [each]
    sizes: base units of the picks one after the other, from the first again [each]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def every(self) -> str:
        """
        set times of picks, instead of a rate
        """
    @every.setter
    def every(self, arg1: str | None) -> None:
        ...
    @property
    def item(self) -> str:
        """
        the item
        """
    @item.setter
    def item(self, arg1: str) -> None:
        ...
    @property
    def location(self) -> str:
        """
        a unit
        """
    @location.setter
    def location(self, arg1: str) -> None:
        ...
    @property
    def rate(self) -> float:
        """
        mean picks at the unit's normal activity; 0 with `every` [1/day]
        """
    @rate.setter
    def rate(self, arg1: typing.SupportsFloat | typing.SupportsIndex | None) -> None:
        ...
    @property
    def size(self) -> supplytwin.law.Law:
        """
        law of the base units of one pick, rounded, at least 0; absent: 1 [each]
        """
    @size.setter
    def size(self, arg1: str | None) -> None:
        ...
    @property
    def sizes(self) -> list[int]:
        """
        base units of the picks one after the other, from the first again [each]
        """
    @sizes.setter
    def sizes(self, arg1: list[typing.SupportsInt | typing.SupportsIndex]) -> None:
        ...
class SubstituteConfig:
    """
    item: the item wanted
    substitute: the item that can stand in
    ratio: base units of the substitute for one of the item [1]
    acceptance: share of units that accept it when it is proposed [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def acceptance(self) -> float:
        """
        share of units that accept it when it is proposed [1]
        """
    @acceptance.setter
    def acceptance(self, arg1: float | str | None) -> None:
        ...
    @property
    def item(self) -> str:
        """
        the item wanted
        """
    @item.setter
    def item(self, arg1: str) -> None:
        ...
    @property
    def ratio(self) -> float:
        """
        base units of the substitute for one of the item [1]
        """
    @ratio.setter
    def ratio(self, arg1: float | str | None) -> None:
        ...
    @property
    def substitute(self) -> str:
        """
        the item that can stand in
        """
    @substitute.setter
    def substitute(self, arg1: str) -> None:
        ...
class OpenOrderConfig:
    """
    location: a stocking point of the item
    item: the item
    contract: the contract it was ordered under
    quantity: still to come [each]
    due: when it reaches the dock; at the start if that is later [local time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def contract(self) -> str:
        """
        the contract it was ordered under
        """
    @contract.setter
    def contract(self, arg1: str) -> None:
        ...
    @property
    def due(self) -> datetime.datetime:
        """
        when it reaches the dock; at the start if that is later [local time]
        """
    @due.setter
    def due(self, arg1: datetime.datetime) -> None:
        ...
    @property
    def item(self) -> str:
        """
        the item
        """
    @item.setter
    def item(self, arg1: str) -> None:
        ...
    @property
    def location(self) -> str:
        """
        a stocking point of the item
        """
    @location.setter
    def location(self, arg1: str) -> None:
        ...
    @property
    def quantity(self) -> int:
        """
        still to come [each]
        """
    @quantity.setter
    def quantity(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
class NetworkConfig:
    """
    network: unique name
    summary: what it is
    time_zone: IANA name, as America/Indiana/Indianapolis
    sources: where the figures come from
    unit_types: kinds of clinical units; absent: all are equally busy at any hour
    variation: how much census and scanning wander
    integration: systems between a scan and a supplier; absent: none take time
    operations: how goods move inside a hospital; absent: at once
    deliveries: how shipments of suppliers come to the dock; absent: each in one receipt, whole
    locations: hospitals, units and distribution centres
    items: what is stocked
    suppliers: who sells
    contracts: what may be bought from whom
    contract_items: prices by contract
    lanes: how goods get from place to place
    par_levels: stocking points, their stock rules and their costs
    usage_rates: what is picked at the units
    substitutes: which item stands in for which
    open_orders: what is on its way when the simulation starts
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def contract_items(self) -> list[ContractItemConfig]:
        """
        prices by contract
        """
    @contract_items.setter
    def contract_items(self, arg1: list[ContractItemConfig]) -> None:
        ...
    @property
    def contracts(self) -> list[ContractConfig]:
        """
        what may be bought from whom
        """
    @contracts.setter
    def contracts(self, arg1: list[ContractConfig]) -> None:
        ...
    @property
    def deliveries(self) -> DeliveryConfig:
        """
        how shipments of suppliers come to the dock; absent: each in one receipt, whole
        """
    @deliveries.setter
    def deliveries(self, arg1: DeliveryConfig) -> None:
        ...
    @property
    def integration(self) -> IntegrationConfig:
        """
        systems between a scan and a supplier; absent: none take time
        """
    @integration.setter
    def integration(self, arg1: IntegrationConfig) -> None:
        ...
    @property
    def items(self) -> list[ItemConfig]:
        """
        what is stocked
        """
    @items.setter
    def items(self, arg1: list[ItemConfig]) -> None:
        ...
    @property
    def lanes(self) -> list[LaneConfig]:
        """
        how goods get from place to place
        """
    @lanes.setter
    def lanes(self, arg1: list[LaneConfig]) -> None:
        ...
    @property
    def locations(self) -> list[LocationConfig]:
        """
        hospitals, units and distribution centres
        """
    @locations.setter
    def locations(self, arg1: list[LocationConfig]) -> None:
        ...
    @property
    def network(self) -> str:
        """
        unique name
        """
    @network.setter
    def network(self, arg1: str) -> None:
        ...
    @property
    def open_orders(self) -> list[OpenOrderConfig]:
        """
        what is on its way when the simulation starts
        """
    @open_orders.setter
    def open_orders(self, arg1: list[OpenOrderConfig]) -> None:
        ...
    @property
    def operations(self) -> OperationsConfig:
        """
        how goods move inside a hospital; absent: at once
        """
    @operations.setter
    def operations(self, arg1: OperationsConfig) -> None:
        ...
    @property
    def par_levels(self) -> list[ParLevelConfig]:
        """
        stocking points, their stock rules and their costs
        """
    @par_levels.setter
    def par_levels(self, arg1: list[ParLevelConfig]) -> None:
        ...
    @property
    def sources(self) -> list[str]:
        """
        where the figures come from
        """
    @sources.setter
    def sources(self, arg1: list[str]) -> None:
        ...
    @property
    def substitutes(self) -> list[SubstituteConfig]:
        """
        which item stands in for which
        """
    @substitutes.setter
    def substitutes(self, arg1: list[SubstituteConfig]) -> None:
        ...
    @property
    def summary(self) -> str:
        """
        what it is
        """
    @summary.setter
    def summary(self, arg1: str | None) -> None:
        ...
    @property
    def suppliers(self) -> list[SupplierConfig]:
        """
        who sells
        """
    @suppliers.setter
    def suppliers(self, arg1: list[SupplierConfig]) -> None:
        ...
    @property
    def time_zone(self) -> str:
        """
        IANA name, as America/Indiana/Indianapolis
        """
    @time_zone.setter
    def time_zone(self, arg1: str) -> None:
        ...
    @property
    def unit_types(self) -> list[UnitTypeConfig]:
        """
        kinds of clinical units; absent: all are equally busy at any hour
        """
    @unit_types.setter
    def unit_types(self, arg1: list[UnitTypeConfig]) -> None:
        ...
    @property
    def usage_rates(self) -> list[UsageRateConfig]:
        """
        what is picked at the units
        """
    @usage_rates.setter
    def usage_rates(self, arg1: list[UsageRateConfig]) -> None:
        ...
    @property
    def variation(self) -> VariationConfig:
        """
        how much census and scanning wander
        """
    @variation.setter
    def variation(self, arg1: VariationConfig) -> None:
        ...
class PeriodConfig:
    """
    start: first instant that is recorded [local time]
    length: how long is recorded [time]
    time_zone: IANA name; absent: the time zone of the network
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def length(self) -> datetime.timedelta:
        """
        how long is recorded [time]
        """
    @length.setter
    def length(self, arg1: datetime.timedelta | str) -> None:
        ...
    @property
    def start(self) -> datetime.datetime:
        """
        first instant that is recorded [local time]
        """
    @start.setter
    def start(self, arg1: datetime.datetime) -> None:
        ...
    @property
    def time_zone(self) -> str:
        """
        IANA name; absent: the time zone of the network
        """
    @time_zone.setter
    def time_zone(self, arg1: str | None) -> None:
        ...
class DemandSurgeConfig:
    """
    location: a hospital, for all its units, or one unit
    category: only items of this category; absent: all
    vital_only: true: only vital items
    start: first instant; inside a shift it is spread evenly [local time]
    length: how long [time]
    factor: use against what it would be; picks at set times stay as they are [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def category(self) -> str:
        """
        only items of this category; absent: all
        """
    @category.setter
    def category(self, arg1: str | None) -> None:
        ...
    @property
    def factor(self) -> float:
        """
        use against what it would be; picks at set times stay as they are [1]
        """
    @factor.setter
    def factor(self, arg1: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
    @property
    def length(self) -> datetime.timedelta:
        """
        how long [time]
        """
    @length.setter
    def length(self, arg1: datetime.timedelta | str) -> None:
        ...
    @property
    def location(self) -> str:
        """
        a hospital, for all its units, or one unit
        """
    @location.setter
    def location(self, arg1: str) -> None:
        ...
    @property
    def start(self) -> datetime.datetime:
        """
        first instant; inside a shift it is spread evenly [local time]
        """
    @start.setter
    def start(self, arg1: datetime.datetime) -> None:
        ...
    @property
    def vital_only(self) -> bool:
        """
        true: only vital items
        """
    @vital_only.setter
    def vital_only(self, arg1: bool | None) -> None:
        ...
class AllocationConfig:
    """
    supplier: who allocates
    category: the category it allocates; absent: all
    start: first instant [local time]
    length: how long [time]
    share: share of a customer's ordinary use that ships [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def category(self) -> str:
        """
        the category it allocates; absent: all
        """
    @category.setter
    def category(self, arg1: str | None) -> None:
        ...
    @property
    def length(self) -> datetime.timedelta:
        """
        how long [time]
        """
    @length.setter
    def length(self, arg1: datetime.timedelta | str) -> None:
        ...
    @property
    def share(self) -> float:
        """
        share of a customer's ordinary use that ships [1]
        """
    @share.setter
    def share(self, arg1: float | str) -> None:
        ...
    @property
    def start(self) -> datetime.datetime:
        """
        first instant [local time]
        """
    @start.setter
    def start(self, arg1: datetime.datetime) -> None:
        ...
    @property
    def supplier(self) -> str:
        """
        who allocates
        """
    @supplier.setter
    def supplier(self, arg1: str) -> None:
        ...
class OutageConfig:
    """
    system: erp or an inventory platform
    start: first instant [local time]
    length: how long [time]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def length(self) -> datetime.timedelta:
        """
        how long [time]
        """
    @length.setter
    def length(self, arg1: datetime.timedelta | str) -> None:
        ...
    @property
    def start(self) -> datetime.datetime:
        """
        first instant [local time]
        """
    @start.setter
    def start(self, arg1: datetime.datetime) -> None:
        ...
    @property
    def system(self) -> str:
        """
        erp or an inventory platform
        """
    @system.setter
    def system(self, arg1: str) -> None:
        ...
class HappeningConfig:
    """
    surge: a surge of patients: path of its file, from this file
    demand_surge: more use of some items at one place
    allocation: a supplier that ships only a share
    outage: a system that is down
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def allocation(self) -> AllocationConfig | None:
        """
        a supplier that ships only a share
        """
    @allocation.setter
    def allocation(self, arg1: AllocationConfig | None) -> None:
        ...
    @property
    def demand_surge(self) -> DemandSurgeConfig | None:
        """
        more use of some items at one place
        """
    @demand_surge.setter
    def demand_surge(self, arg1: DemandSurgeConfig | None) -> None:
        ...
    @property
    def outage(self) -> OutageConfig | None:
        """
        a system that is down
        """
    @outage.setter
    def outage(self, arg1: OutageConfig | None) -> None:
        ...
    @property
    def surge(self) -> str:
        """
        a surge of patients: path of its file, from this file
        """
    @surge.setter
    def surge(self, arg1: str | None) -> None:
        ...
class StockConfig:
    """
    policy: name of a policy that competes
    par: par levels and reorder points of storerooms and centres, against the model's [1]
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def par(self) -> float:
        """
        par levels and reorder points of storerooms and centres, against the model's [1]
        """
    @par.setter
    def par(self, arg1: float | str) -> None:
        ...
    @property
    def policy(self) -> str:
        """
        name of a policy that competes
        """
    @policy.setter
    def policy(self, arg1: str) -> None:
        ...
class ExpectConfig:
    """
    figure: name of a figure, as `supplytwin compare --list-kpis` lists them
    value: what is known, in the unit of the figure
    site: of one hospital or distribution centre; absent: of the whole network
    per_day: the value is that of a day, the figure that of the period
    note: what the value is called where it comes from
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def figure(self) -> str:
        """
        name of a figure, as `supplytwin compare --list-kpis` lists them
        """
    @figure.setter
    def figure(self, arg1: str) -> None:
        ...
    @property
    def note(self) -> str:
        """
        what the value is called where it comes from
        """
    @note.setter
    def note(self, arg1: str | None) -> None:
        ...
    @property
    def per_day(self) -> bool:
        """
        the value is that of a day, the figure that of the period
        """
    @per_day.setter
    def per_day(self, arg1: bool | None) -> None:
        ...
    @property
    def site(self) -> str:
        """
        of one hospital or distribution centre; absent: of the whole network
        """
    @site.setter
    def site(self, arg1: str | None) -> None:
        ...
    @property
    def value(self) -> float:
        """
        what is known, in the unit of the figure
        """
    @value.setter
    def value(self, arg1: typing.SupportsFloat | typing.SupportsIndex) -> None:
        ...
class ScenarioFile:
    """
    scenario: unique name
    question: what it is to answer
    source: where the case and its answer come from
    model: path of a network folder, from this file, or the network in place
    opening: path of a folder, from this file, of what the simulation starts with: stock.csv, open_orders.csv, requisitions.csv
    period: what is recorded
    warm_up: simulated before the period and not recorded; absent: 4 weeks [time]
    follow_up: simulated at most after the period, for the latency of what was opened in it; absent: none [time]
    happens: surges, allocations and outages
    policies: paths of the policy bundles that compete, from this file
    baseline: name of the policy that the others are compared with
    stock: policies whose par levels differ; absent: all have the stock of the model
    replications: how many worlds are drawn
    block: replications in a task; absent: 1
    seed: picks the worlds; absent: 1
    expect: known answers that `supplytwin validate-model` holds the run against
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    def __getstate__(self) -> dict[str, typing.Any]:
        ...
    def __init__(self, **kwargs) -> None:
        ...
    def __repr__(self) -> str:
        ...
    def __setstate__(self, arg0: dict[str, typing.Any]) -> None:
        ...
    @property
    def baseline(self) -> str:
        """
        name of the policy that the others are compared with
        """
    @baseline.setter
    def baseline(self, arg1: str) -> None:
        ...
    @property
    def block(self) -> int:
        """
        replications in a task; absent: 1
        """
    @block.setter
    def block(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def expect(self) -> list[ExpectConfig]:
        """
        known answers that `supplytwin validate-model` holds the run against
        """
    @expect.setter
    def expect(self, arg1: list[ExpectConfig]) -> None:
        ...
    @property
    def follow_up(self) -> datetime.timedelta:
        """
        simulated at most after the period, for the latency of what was opened in it; absent: none [time]
        """
    @follow_up.setter
    def follow_up(self, arg1: datetime.timedelta | str | None) -> None:
        ...
    @property
    def happens(self) -> list[HappeningConfig]:
        """
        surges, allocations and outages
        """
    @happens.setter
    def happens(self, arg1: list[HappeningConfig]) -> None:
        ...
    @property
    def model(self) -> NetworkConfig:
        """
        path of a network folder, from this file, or the network in place
        """
    @model.setter
    def model(self, arg1: NetworkConfig) -> None:
        ...
    @property
    def opening(self) -> str:
        """
        path of a folder, from this file, of what the simulation starts with: stock.csv, open_orders.csv, requisitions.csv
        """
    @opening.setter
    def opening(self, arg1: str | None) -> None:
        ...
    @property
    def period(self) -> PeriodConfig:
        """
        what is recorded
        """
    @period.setter
    def period(self, arg1: PeriodConfig) -> None:
        ...
    @property
    def policies(self) -> list[str]:
        """
        paths of the policy bundles that compete, from this file
        """
    @policies.setter
    def policies(self, arg1: list[str]) -> None:
        ...
    @property
    def question(self) -> str:
        """
        what it is to answer
        """
    @question.setter
    def question(self, arg1: str | None) -> None:
        ...
    @property
    def replications(self) -> int:
        """
        how many worlds are drawn
        """
    @replications.setter
    def replications(self, arg1: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @property
    def scenario(self) -> str:
        """
        unique name
        """
    @scenario.setter
    def scenario(self, arg1: str) -> None:
        ...
    @property
    def seed(self) -> int:
        """
        picks the worlds; absent: 1
        """
    @seed.setter
    def seed(self, arg1: typing.SupportsInt | typing.SupportsIndex | None) -> None:
        ...
    @property
    def source(self) -> str:
        """
        where the case and its answer come from
        """
    @source.setter
    def source(self, arg1: str | None) -> None:
        ...
    @property
    def stock(self) -> list[StockConfig]:
        """
        policies whose par levels differ; absent: all have the stock of the model
        """
    @stock.setter
    def stock(self, arg1: list[StockConfig]) -> None:
        ...
    @property
    def warm_up(self) -> datetime.timedelta:
        """
        simulated before the period and not recorded; absent: 4 weeks [time]
        """
    @warm_up.setter
    def warm_up(self, arg1: datetime.timedelta | str | None) -> None:
        ...
