#include <algorithm>

#include "demand/forecast.hpp"
#include "world/simulation.hpp"

namespace supplytwin::world {

using base::Time;
using kernel::EventClass;
using policy::EventType;

/// Assumption: a rise of the forecast below this share of ordinary demand does not make a policy look at its stock
/// again [ppm].
constexpr std::int64_t kForecastStep = 20'000;

void Simulation::tell(const policy::Event& event) { policy::tell(state_.view, event, options_.journal); }

policy::Event Simulation::event(EventType type) const {
  policy::Event e;
  e.type = type;
  e.occurred = e.recorded = state_.now;
  return e;
}

kernel::Draw Simulation::draw(std::uint32_t p, kernel::Purpose purpose, std::uint64_t index) const {
  return exogenous_->random.draw(model_->points[p].entity, purpose, index);
}

/// When a message about a point sent at `t` reaches the orchestrator, or the other way round.
Time Simulation::over_bus(Time t, std::uint32_t p, BusMessage kind, std::uint64_t index) const {
  kernel::Draw hop = draw(p, kernel::Purpose::bus, draw_index(kind, index));
  return t + model_->config.network.integration.bus.sample_duration(hop);
}

/// The index of draws for what is done at an instant: equal whatever was decided or looked at before.
std::uint64_t Simulation::index_of(Time t) const { return static_cast<std::uint64_t>((t - model_->begin).count()); }

/// What leaves a store becomes known when its platform has sent it. Two messages can be under way at most: later news
/// go with the second one.
void Simulation::tell_taken(std::uint32_t p, std::int32_t quantity) {
  if (quantity == 0) return;
  show(p);
  Store& store = state_.store[p];
  const integration::Platform& platform = model_->platform(model_->points[p].site);
  const Time sent = platform.sent(state_.now);
  News& news = store.news[0].quantity == 0 || store.news[0].sent == sent ? store.news[0] : store.news[1];
  if (news.quantity == 0) news.from = state_.now;
  if (news.quantity == 0 || news.sent != sent) {
    news.sent = sent;
    const std::uint64_t index = index_of(sent);
    news.known =
        over_bus(platform.published(sent, draw(p, kernel::Purpose::message, index)), p, BusMessage::taken, index);
  }
  news.quantity += quantity;
}

/// When the orchestrator will know all that left a store by now.
Time Simulation::latest_news(std::uint32_t p) const {
  Time latest = state_.now;
  for (const News& news : state_.store[p].news) {
    if (news.quantity != 0) latest = std::max(latest, news.known);
  }
  return latest;
}

/// Brings the orchestrator's view of a store up to now.
void Simulation::show(std::uint32_t p) {
  for (News& news : state_.store[p].news) {
    if (news.quantity == 0 || news.known > state_.now) continue;
    policy::Event taken = event(EventType::stock_consumed);
    taken.point = base::PointId(p);
    taken.quantity = news.quantity;
    taken.from = news.from;
    taken.occurred = news.sent;
    taken.recorded = news.known;
    tell(taken);
    news = News{};
  }
}

/// Brings the view up to now for a journal, which then knows that nothing older will be told.
void Simulation::pass() {
  for (std::uint32_t p = 0; p < model_->stores; ++p) show(p);
  options_.journal->passed(state_.now - base::Duration{1});
  next_pass_ = state_.now + base::kWeek;
}

/// Brings the view of what bears on a need at a point up to now.
void Simulation::show_near(std::uint32_t p) {
  const Model::Data::Point& point = model_->points[p];
  for (const base::PointId store : model_->master.stores_near(base::ItemId(point.item), base::LocationId(point.site)))
    show(store.value);
}

/// Wednesday noon, when admissions are published.
base::Schedule Simulation::publication() { return base::Schedule({base::kDay * 2 + base::kHour * 12}); }

/// A demand forecast by category, from what was published by now; some policies look at all their stock again.
void Simulation::on_forecast() {
  at(publication().next(state_.now + base::kMinute, zone()), EventClass::decision, EventKind::forecast, 0);
  double beds = 0, census = 0;
  for (const demand::Hospital& h : model_->hospitals) {
    beds += h.beds;
    census += h.census;
  }
  const demand::ForecastMethod method;
  const double surge = demand::forecast_surge(model_->surges, state_.now, beds, census, method);
  std::vector<bool> rises(model_->surge_factor.size());
  for (std::size_t c = 0; c < rises.size(); ++c) {
    policy::Event published = event(EventType::forecast_published);
    published.category = base::CategoryId(c);
    published.ratio = demand::forecast_factor(surge, model_->surge_factor[c]);
    published.due = state_.now + method.horizon;
    rises[c] = published.ratio.ppm >= base::kOne.ppm + kForecastStep;
    tell(published);
  }
  if (!bundle_->reviews_forecasts()) return;
  for (std::uint32_t p = 0; p < model_->stores; ++p) {
    const base::CategoryId category = model_->network.items()[model_->points[p].item].category;
    if (!rises[category.value] || state_.store[p].need != kNone) continue;
    const std::uint32_t episode = state_.store[p].episodes + 1;
    const policy::Decision decision = put_to_policy(p, episode, state_.now, EventType::forecast_published, false);
    if (decision.quantity <= 0 || decision.action == policy::Action::no_action) continue;
    const std::uint32_t need = open_need(p, state_.now);
    ++state_.needs[need].attempts;
    if (act(need, decision)) state_.needs[need].covered = !short_of(p);
    if (state_.needs[need].covered) {
      state_.store[p].need = kNone;
      close_if_done(need);
    } else {
      raise(need, EventType::forecast_published, state_.now + base::kDay);
    }
  }
}

/// A supplier announces what share of each category it ships from now on.
void Simulation::on_allocation(std::uint32_t supplier) {
  for (std::size_t c = 0; c < model_->surge_factor.size(); ++c) {
    policy::Event announced = event(EventType::supplier_allocation);
    announced.supplier = base::SupplierId(supplier);
    announced.category = base::CategoryId(c);
    announced.ratio = model_->suppliers[supplier].allocation(base::CategoryId(c), state_.now);
    tell(announced);
  }
}

}  // namespace supplytwin::world
