#pragma once

#include <memory>
#include <string_view>

#include "outcome/record.hpp"
#include "policy/bundle.hpp"
#include "world/draw_index.hpp"
#include "world/model.hpp"
#include "world/snapshot.hpp"
#include "world/state.hpp"

namespace supplytwin::world {

struct Levels;

/// What an event is about; `a` of a kernel::Event names the thing.
enum class EventKind : std::uint32_t {
  shelf_empty,      ///< a shelf's first unserved pick, or any while a substitute stands in
  shelf_review,     ///< a shelf's record at its reorder point becomes visible
  empty_report,     ///< a person reports an empty shelf
  unit_count,       ///< a unit's shelves are counted
  restocked,        ///< goods reach a shelf
  decide,           ///< a need is put to the policy
  transfer_asked,   ///< a transfer request reaches the donor
  transfer_packed,  ///< a transfer leaves the donor
  transfer_arrived,
  centre_order,         ///< an order line reaches the distribution centre
  order_run,            ///< a purchase order is sent
  cancelled,            ///< a supplier says what it will not ship
  truck_left,           ///< a truck leaves a distribution centre
  docked,               ///< an order line reaches the dock
  substitute_answered,  ///< a unit accepts or refuses a substitute
  bin_filled,           ///< a substitute reaches its bin
  sent_back,            ///< what was left of a substitute reaches the storeroom
  posted,               ///< a receipt is posted; `b` holds its quantity and the invoice that waits for it
  books,                ///< a match or payment run of the ERP
  store_review,         ///< the periodic review of a store
  account,              ///< an accounting period ends
  allocation,           ///< a supplier announces or ends an allocation
  forecast,             ///< a demand forecast is published
  record_start,         ///< the warm-up ends
  day_end,
};

/// In the second number of a `decide`, beside its cause: news ask, not the time that has passed.
inline constexpr std::uint64_t kNews = 0x100;

/// A part of a shipment, and what it is worth.
struct Load {
  std::uint32_t point = kNone;
  base::Money value;
};

/// One replication under one policy: the dispatch of events and what each of them does. The functions are grouped by
/// the file they stand in.
class Simulation {
 public:
  Simulation(const Model::Data& model, const Exogenous::Data& exogenous, const policy::Bundle& bundle,
             const RunOptions& options);
  /// Goes on from a snapshot; `exogenous` is of its seed and replication. Throws base::Error when it does not fit.
  Simulation(const Model::Data& model, const Exogenous::Data& exogenous, const policy::Bundle& bundle,
             const Snapshot& snapshot, const RunOptions& options);

  void heed(const std::atomic<bool>* stop) { options_.stop = stop; }
  base::Time now() const { return state_.now; }
  base::Time end() const { return model_->config.end; }
  bool over() const { return !state_.closed.empty(); }
  /// Dispatches all events up to and including `t`, which lies between now and the end.
  void advance(base::Time t);
  void use(const policy::Bundle& bundle);
  void redraw(const Exogenous::Data& future);
  bool share_picks(const Simulation& other);
  void part_picks() { picks_ = std::make_shared<demand::Picks>(*picks_); }
  Snapshot save() const;
  Levels levels(std::string_view location, std::string_view item) const;
  /// Runs to the end of the period and gives the record.
  outcome::Record finish();
  bool operator==(const Simulation& other) const { return state_ == other.state_ && record_ == other.record_; }

 private:
  // opening.cpp: the state at the start
  void open();
  void open_point(std::uint32_t p);
  std::int32_t open_past(std::uint32_t p);
  /// The point and the offer of a row of an opening.
  template <class Row>
  std::pair<std::uint32_t, std::uint32_t> placed(const Row& row) const {
    const std::uint32_t p = model_->network.find_point(row.location, row.item).value;
    return {p, model_->network.find_offer(row.contract, base::ItemId(model_->points[p].item)).value};
  }
  Line open_line(std::uint32_t p, std::uint32_t offer, std::int32_t quantity);
  void open_requisition(const network::RequisitionConfig& r);
  void open_order(std::uint32_t p, std::uint32_t offer, std::int32_t quantity, base::Time due);
  void open_calendar();

  // simulation.cpp: dispatch
  void fetch_far(const kernel::Event& event) const;
  void fetch_near(const kernel::Event& event) const;
  void fetch_shelf(std::uint32_t p) const;
  void fetch_around(std::uint32_t p) const;
  void fetch_store(std::uint32_t p) const;
  bool may_be_wrong(std::uint32_t p) const;
  void dispatch(const kernel::EventQueue::Entry& entry);
  kernel::EventHandle at(base::Time t, kernel::EventClass klass, EventKind kind, std::uint32_t a,
                         std::uint64_t b = 0);

  // consumption.cpp: picks at shelves, empty shelves, records and counts
  void settle(std::uint32_t p, base::Time until, std::int32_t at_end = 0);
  void resolve(std::uint32_t p, base::Time until, demand::Counts counts, std::int32_t at_end);
  void plan(std::uint32_t p);
  void plan_empty(std::uint32_t p);
  demand::Counts by_delivery(std::uint32_t p);
  base::Time next_breach_when_empty(std::uint32_t p) const;
  std::int32_t above_reorder_point(std::uint32_t p) const;
  bool is_asking(std::uint32_t p) const;
  base::Time next_review(std::uint32_t p, base::Time t) const {
    return model_->points[p].review == 0 ? t : model_->reviews[model_->points[p].review].next(t, zone());
  }
  void on_shelf_empty(std::uint32_t p);
  void on_shelf_review(std::uint32_t p, base::Time breach);
  void on_empty_report(std::uint32_t p, std::uint64_t outage);
  void on_unit_count(std::uint32_t unit);
  void consume(std::uint32_t p, std::int32_t quantity);
  void stock_shelf(std::uint32_t p, std::int32_t quantity);

  // consignment.cpp: what is the supplier's until it is used
  void use_unstocked(std::uint32_t p, std::int32_t picks);
  void bill(std::uint32_t p, std::int32_t quantity);
  void refill(const Line& line, base::Money premium);
  bool is_owned(std::uint32_t p) const { return model_->points[p].bill < 0; }

  // storage.cpp: what storerooms have room for
  void fill_room(std::uint32_t store, std::int64_t quantity);
  void charge_room(std::uint32_t site);
  void close_rooms();
  void check_rooms() const;
  outcome::Measures& first_cell(std::uint32_t site) { return record_.at(site, 0, 0); }

  // substitution.cpp: another item stands in for the one that a unit lacks
  policy::Event about_substitute(policy::EventType type, const Substitution& s) const;
  void propose_substitute(std::uint32_t need, const policy::Decision& decision);
  void on_substitute_answered(std::uint32_t substitution);
  void bring_substitute(std::uint32_t substitution);
  std::int32_t serve_substitute(std::uint32_t p, base::Time when, std::int32_t picks, std::int32_t scanned);
  bool stands_in(std::uint32_t p) const;
  void return_to_item(std::uint32_t p);
  void send_back(std::uint32_t store, std::int32_t quantity, std::uint32_t p);
  void on_sent_back(std::uint32_t restock);
  void on_bin_filled(std::uint32_t restock);
  void age_bin(Substitution& s, base::Time until);
  void age_bins();

  // snapshot.cpp: going on from an instant
  void plan_allocations();
  void plan_shelves();

  // restock.cpp: storerooms serve shelves
  void ask_for_more(std::uint32_t p, base::Time breach);
  void serve_claims(std::uint32_t storeroom);
  void send_to_shelf(std::uint32_t p, std::int32_t quantity, base::Time asked);
  void on_restocked(std::uint32_t restock);
  void take(std::uint32_t store, std::int32_t quantity);
  void put(std::uint32_t store, std::int32_t quantity);
  void check_store(std::uint32_t store);
  void on_store_review(std::uint32_t store);
  void ask_for(std::uint32_t store);

  // needs.cpp: episodes and decisions
  std::uint32_t open_need(std::uint32_t p, base::Time since);
  void ask_policy(std::uint32_t need, policy::EventType cause, base::Time t, bool news);
  void raise(std::uint32_t need, policy::EventType cause, base::Time told);
  void on_decide(std::uint32_t need, policy::EventType cause, bool news);
  policy::Decision put_to_policy(std::uint32_t p, std::uint32_t episode, base::Time opened, policy::EventType cause,
                                 bool news);
  void count_held(std::uint32_t p, const policy::Decision& decision);
  bool act(std::uint32_t need, const policy::Decision& decision);
  void close_leg(std::uint32_t need);
  void close_if_done(std::uint32_t need);
  bool short_of(std::uint32_t p) const;
  void expect(std::uint32_t p, std::int32_t quantity);
  void drop_order(std::uint32_t need, std::int32_t quantity);
  std::int32_t held_back(std::uint32_t p) const;
  void tell_shelf(std::uint32_t p);
  void show_substitutes(std::uint32_t p);

  // announcements.cpp: what the orchestrator is told
  void tell(const policy::Event& event);
  void pass();
  policy::Event event(policy::EventType type) const;
  std::uint64_t index_of(base::Time t) const;
  void tell_taken(std::uint32_t store, std::int32_t quantity);
  base::Time latest_news(std::uint32_t store) const;
  void show(std::uint32_t store);
  void show_near(std::uint32_t p);
  static base::Schedule publication();
  void on_forecast();
  void on_allocation(std::uint32_t supplier);
  kernel::Draw draw(std::uint32_t p, kernel::Purpose purpose, std::uint64_t index) const;
  base::Time over_bus(base::Time t, std::uint32_t p, BusMessage kind, std::uint64_t index) const;

  // transfers.cpp: from one site to another
  void request_transfer(std::uint32_t need, const policy::Decision& decision);
  void on_transfer_asked(std::uint32_t transfer);
  void on_transfer_packed(std::uint32_t transfer);
  void on_transfer_arrived(std::uint32_t transfer);

  // orders.cpp: from requisition to posted receipt
  void request_order(std::uint32_t need, const policy::Decision& decision);
  std::uint64_t order_index(const Need& need);
  std::uint64_t decision_index_of(const Need& need) const {
    return is_shelf(need.point) ? shelf_decision_index(need.episode, need.attempts)
                                : decision_index(need.episode, need.attempts);
  }
  kernel::Draw draw_order(std::uint32_t p, std::uint32_t offer, kernel::Purpose purpose, std::uint64_t index) const;
  kernel::Draw draw_line(const Line& line, kernel::Purpose purpose) const {
    return draw_order(line.point, line.offer, purpose, line.draw);
  }
  void join_order(std::uint32_t line, base::Time run);
  void on_centre_order(std::uint32_t line);
  void serve_lines(std::uint32_t centre);
  void ship_from_centre(std::uint32_t line, std::uint32_t centre_site);
  void on_order_run(std::uint32_t order);
  kernel::Draw draw_message(const PurchaseOrder& order, kernel::Purpose purpose) const;
  bool ship_line(std::uint32_t line, const PurchaseOrder& order, base::Time acknowledged);
  base::Time work_on(const Line& line, std::uint32_t supplier, base::Time from);
  base::Time keep_sequence(std::uint32_t supplier, std::uint32_t site, base::Time arrives);
  void on_cancelled(std::uint32_t line);
  void on_docked(std::uint32_t line);
  void on_posted(std::uint32_t p, std::int32_t quantity, std::uint32_t invoice);
  void receive(std::uint32_t p, std::int32_t quantity, std::uint32_t need);

  // freight.cpp: what carriers are paid
  void pay_freight(base::Money freight, bool expedited, std::span<const Load> loads);
  void board(base::Time departs, std::uint32_t centre_site, const Load& load);
  void on_truck_left(std::uint32_t site, std::uint32_t centre_site);

  // latency.cpp: how long the stages take of what is opened in the period
  void time(outcome::Stage stage, base::Time opened, base::Duration latency);
  bool in_cohort(base::Time opened) const { return opened >= model_->config.start && opened < model_->config.end; }
  template <class Visit>
  void each_under_way(Visit&& visit) const;
  void follow_up();

  // documents.cpp: what is bought, received and paid
  void deliver(std::uint32_t line, base::Time left, base::Time arrives);
  void buy(const Line& line, std::int32_t quantity);
  void miss(const Line& line, base::Time posted);
  void settle_invoice(std::uint32_t invoice);
  void book(base::Time t, std::uint32_t cell, const Booking& part);
  void on_books();
  /// Who owes what: goods wait for their invoice and carriers are paid at once, where invoices are modelled.
  outcome::MoneyAccount owed_for_goods() const {
    return model_->payables ? outcome::MoneyAccount::accrued : outcome::MoneyAccount::payable;
  }
  outcome::MoneyAccount owed_to_carriers() const {
    return model_->payables ? outcome::MoneyAccount::cash : outcome::MoneyAccount::payable;
  }

  // recording.cpp: what is recorded, and the proof that nothing is lost
  void start_recording();
  void on_day_end(std::uint32_t day);
  void close_record();
  void on_account();
  void charge(std::uint32_t p, std::int64_t on_hand_ms, std::int64_t backorder_ms);
  void age(std::uint32_t store);
  void check_event() const;
  void recount() const;
  void recount_debts() const;
  outcome::Measures& cell(std::uint32_t p) { return record_.measures[model_->points[p].cell]; }
  void value_stock(std::int64_t sign);
  void value_capital(base::Duration span);
  template <class Add>
  void each_in_transit(Add&& add) const;

  bool is_shelf(std::uint32_t p) const { return p >= model_->stores; }
  /// Whether a unit's point is supplied from outside its hospital.
  bool is_direct(std::uint32_t p) const { return is_shelf(p) && model_->points[p].storeroom == kNone; }
  Shelf& shelf(std::uint32_t p) { return state_.shelves[p - model_->stores]; }
  const Shelf& shelf(std::uint32_t p) const { return state_.shelves[p - model_->stores]; }
  const base::TimeZone& zone() const { return model_->config.zone; }
  const OperationsConfig& operations() const { return model_->config.network.operations; }

  const Model::Data* model_;
  const Exogenous::Data* exogenous_;
  const policy::Bundle* bundle_;
  RunOptions options_;
  State state_;
  outcome::Record record_;
  std::shared_ptr<demand::Picks> picks_;      // of exogenous_, by shelf; what it keeps is no state
  base::Time next_pass_ = base::Time::min();  // when a journal is next told how far time has passed
  std::int64_t reported_ = 0;                 // simulated ms already added to the progress
};

}  // namespace supplytwin::world
