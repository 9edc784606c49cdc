#include "world/snapshot.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numeric>

#include "base/format.hpp"
#include "base/tabulate.hpp"
#include "world/happened.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Duration;
using base::Time;
using kernel::EventClass;

namespace {

/// Picks of a shelf up to the instant, resolved or not: by them a path is known again.
using Seen = std::vector<demand::Counts>;

base::Tables tables_of(const State& state, const outcome::Record& record, const Seen& picks) {
  base::Saver saver;
  saver.save("state", "everything that changes while a replication runs", state);
  saver.save("record", "what was recorded so far", record);
  saver.save("picks", "picks up to the instant, by stocking point at units, resolved or not", picks);
  return std::move(saver.tables);
}

template <class... Parts>
std::string line(const std::string& first, const Parts&... parts) {
  std::string text = first;
  (text.append(" ").append(parts), ...);
  return text;
}
std::string number(std::int64_t value) { return std::to_string(value); }
/// The shortest text that reads back as the same.
std::string number(double value) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}
std::string number(Time t) { return number(base::milliseconds(t)); }
std::string number(base::Duration d) { return number(d.count()); }

/// Tells what is to happen, a line each: what began by `t`, and the rest with all surges, whose past the picks tell.
void tell_happenings(const ModelConfig& config, Time t, std::vector<std::string>& begun,
                     std::vector<std::string>& ahead) {
  for (const demand::SurgeConfig& s : config.surges) {
    std::string figures = number(s.region_beds) + " " + number(s.length_of_stay);
    for (const demand::SurgeFactorConfig& f : s.factors) figures += line("", f.category, number(f.factor));
    for (const demand::AdmissionsConfig& w : s.weeks) figures += line("", w.week_ending, number(w.admissions));
    ahead.push_back(line("surge", s.surge, base::hex(base::sha256(std::string_view(figures)))));
  }
  for (const demand::DemandSurgeConfig& s : config.demand_surges)
    ahead.push_back(line("demand_surge", s.location, s.category, s.vital_only ? "vital" : "all", number(s.start),
                         number(s.length), number(s.factor)));
  for (const supply::AllocationConfig& a : config.allocations)
    (a.start <= t ? begun : ahead)
        .push_back(
            line("allocation", a.supplier, a.category, number(a.start), number(a.length), number(a.share.ppm)));
  for (const integration::OutageConfig& o : config.outages)
    (o.start <= t ? begun : ahead).push_back(line("outage", o.system, number(o.start), number(o.length)));
}

/// What the rows and numbers of the tables stand for.
std::vector<base::Names> names_of(const network::Network& network) {
  std::vector<base::Names> all = names_of_a_snapshot();
  all[4].values = network.categories();
  const auto item = [&](base::ItemId i) { return network.items()[i.value].id; };
  for (const network::Point& p : network.points()) {
    all[0].values.push_back(network.locations()[p.location.value].id);
    all[1].values.push_back(item(p.item));
  }
  for (std::size_t s = 0; s < network.sites(); ++s) all[2].values.push_back(network.locations()[s].id);
  for (const network::Item& i : network.items()) all[3].values.push_back(i.id);
  for (const network::Supplier& s : network.suppliers()) all[5].values.push_back(s.id);
  for (const network::Offer& o : network.offers()) {
    all[6].values.push_back(network.contracts()[o.contract.value].id);
    all[7].values.push_back(item(o.item));
  }
  return all;
}

void require(bool holds, const std::string& message) {
  if (!holds) throw base::Error(message);
}

}  // namespace

base::Tables tables_of_a_snapshot() {
  base::Tables tables = tables_of({}, {}, {});
  for (base::Table& table : tables)
    for (base::Column& column : table.columns) column.values.clear();
  return tables;
}

std::vector<base::Names> names_of_a_snapshot() {
  return {{"point_location", "by stocking point: the location", {}},
          {"point_item", "by stocking point: the item", {}},
          {"site", "hospitals and distribution centres", {}},
          {"item", "items", {}},
          {"category", "product categories", {}},
          {"supplier", "suppliers", {}},
          {"offer_contract", "by offer: the contract", {}},
          {"offer_item", "by offer: the item", {}}};
}

bool is_over(const Snapshot& snapshot) {
  std::vector<outcome::Measures> closed;
  base::Loader(snapshot.tables).load("state/closed", closed);
  return !closed.empty();
}

std::int64_t picks_before(const Snapshot& snapshot) {
  Seen picks;
  base::Loader(snapshot.tables).load("picks", picks);
  return std::accumulate(picks.begin(), picks.end(), std::int64_t{0},
                         [](std::int64_t sum, const demand::Counts& seen) { return sum + seen.total(); });
}

Snapshot Simulation::save() const {
  Snapshot s;
  s.at = state_.now;
  s.seed = exogenous_->seed;
  s.replication = exogenous_->replication;
  s.policy = bundle_->name();
  s.policy_digest = bundle_->digest();
  const ModelConfig& config = model_->config;
  s.network_digest = config.network.content;
  s.time_zone = config.zone.name();
  s.start = config.start;
  s.end = config.end;
  s.warm_up = config.warm_up;
  s.follow_up = config.follow_up;
  s.par = config.par;
  tell_happenings(config, s.at, s.happened, s.ahead);
  s.names = names_of(model_->network);
  Seen picks;
  for (std::size_t i = 0; i < state_.shelves.size(); ++i) picks.push_back(picks_->counts(i, s.at));
  s.tables = tables_of(state_, record_, picks);
  return s;
}

Simulation::Simulation(const Model::Data& model, const Exogenous::Data& exogenous, const policy::Bundle& bundle,
                       const Snapshot& snapshot, const RunOptions& options)
    : model_(&model),
      exogenous_(&exogenous),
      bundle_(&bundle),
      options_(options),
      picks_(std::make_shared<demand::Picks>(exogenous.path)) {
  const ModelConfig& config = model.config;
  require(snapshot.network_digest == config.network.content, "it is of another network");
  require(snapshot.time_zone == config.zone.name(), "its time zone is " + snapshot.time_zone);
  require(snapshot.start == config.start && snapshot.end == config.end && snapshot.warm_up == config.warm_up &&
              snapshot.follow_up == config.follow_up,
          "its period, warm-up or follow-up is another");
  require(snapshot.par == config.par, "the par levels are others");
  require(snapshot.seed == exogenous.seed && snapshot.replication == exogenous.replication,
          "it is of another seed or replication");
  std::vector<std::string> happened, ahead;
  tell_happenings(config, snapshot.at, happened, ahead);
  require(happened == snapshot.happened,
          "what began by its instant, " + base::iso(snapshot.at, config.zone) +
              ", differs; only what begins later may be another.\n  of the snapshot alone:" +
              happened_in_words(snapshot.happened, happened, config.zone) +
              "\n  of this scenario alone:" + happened_in_words(happened, snapshot.happened, config.zone));

  const std::size_t sites = model.network.sites(), shelves = model.points.size() - model.stores;
  record_ = outcome::Record(sites, model.network.categories().size(), model.day_ends.size());
  Seen picks;
  const std::size_t cells = record_.measures.size(), daily = record_.daily.size();
  base::Loader loader(snapshot.tables);
  loader.load("state", state_);
  loader.load("record", record_);
  loader.load("picks", picks);
  loader.finish();
  require(state_.now == snapshot.at && state_.shelves.size() == shelves && state_.store.size() == model.stores &&
              state_.last_arrival.size() == model.suppliers.size() * sites &&
              state_.busy_until.size() == model.suppliers.size() && state_.ledger.items() == model.cost.size() &&
              state_.day_base.size() == outcome::kDailySeries && state_.owed.size() == cells &&
              (state_.closed.empty() || state_.closed.size() == cells) && record_.measures.size() == cells &&
              record_.daily.size() == daily && picks.size() == shelves,
          "its tables are not of this network");
  for (std::size_t i = 0; i < shelves; ++i)
    require(picks_->counts(i, snapshot.at) == picks[i] &&
                picks_->counts(i, state_.shelves[i].settled) == state_.shelves[i].seen,
            "the picks up to its instant are others; a surge that differs must not reach back before it");

  require(!over() || snapshot.policy_digest == bundle.digest(),
          "its period is over, so that there is nothing left for another policy to decide; take one earlier");
  reported_ = (std::min(snapshot.at, config.end) - model.begin).count();

  if (options.check) recount();
  if (ahead != snapshot.ahead) {
    plan_allocations();
    plan_shelves();
  }
}

/// Allocations that begin or end later, in place of those that were to.
void Simulation::plan_allocations() {
  for (const kernel::EventQueue::Entry& e : state_.queue.sorted()) {
    if (static_cast<EventKind>(e.event.kind) == EventKind::allocation) state_.queue.cancel(e.handle);
  }
  for (std::uint32_t s = 0; s < model_->suppliers.size(); ++s) {
    for (const supply::Supplier::Allocation& a : model_->suppliers[s].allocations())
      for (const Time t : {a.start, a.end})
        if (t > state_.now) at(t, EventClass::decision, EventKind::allocation, s);
  }
}

/// What comes next at each shelf, its picks being others from now on. A breach that is under way stays. All keep
/// their order: events of one instant run in the order in which they were planned.
void Simulation::plan_shelves() {
  std::vector<std::uint32_t> shelves(state_.shelves.size());
  std::iota(shelves.begin(), shelves.end(), model_->stores);
  std::ranges::stable_sort(shelves, {}, [&](std::uint32_t p) { return shelf(p).next.order; });
  std::map<std::uint32_t, Time> under_way;  // by shelf: when its breach becomes visible
  for (const kernel::EventQueue::Entry& e : state_.queue.sorted()) {
    if (static_cast<EventKind>(e.event.kind) == EventKind::shelf_review &&
        Time{Duration{static_cast<std::int64_t>(e.event.b)}} <= state_.now)
      under_way[e.event.a] = e.time;
  }
  for (const std::uint32_t p : shelves) {
    settle(p, state_.now);
    Shelf& s = shelf(p);
    const auto breach = under_way.find(p);
    const auto left = static_cast<std::uint32_t>(s.on_hand) + 1;
    if (breach == under_way.end() ||
        (!s.out && picks_->nth(p - model_->stores, s.seen, left, breach->second) != base::kNever)) {
      plan(p);
    } else {
      s.next = state_.queue.reschedule(s.next, breach->second);
    }
  }
}

void Simulation::redraw(const Exogenous::Data& future) {
  for (std::uint32_t p = model_->stores; p < model_->points.size(); ++p) settle(p, state_.now);
  exogenous_ = &future;
  picks_ = std::make_shared<demand::Picks>(future.path);
  for (std::size_t i = 0; i < state_.shelves.size(); ++i) state_.shelves[i].seen = picks_->counts(i, state_.now);
  plan_shelves();
}

}  // namespace supplytwin::world
