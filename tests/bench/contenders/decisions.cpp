#include <algorithm>

#include "draws.hpp"
#include "hold.hpp"
#include "policy/orchestrator.hpp"
#include "policy/situation.hpp"
#include "scenarios.hpp"
#include "world/model.hpp"

namespace supplytwin::bench {
namespace {

using policy::Choice;
using policy::Fact;
using policy::Situation;
using policy::Subject;
using policy::Value;

/// Needs of storerooms and centres of a network whose stock was drawn: each point holds something between nothing and
/// its par, and who is at or below the reorder point is in need.
class Needs {
 public:
  explicit Needs(const scenario::Scenario& scenario)
      : model_(world::Model::build(scenario.model)),
        bundle_(scenario.policies.front().bundle),
        view_(master()),
        now_(model_.data().begin) {
    Xoshiro bits(1);
    for (std::uint32_t p = 0; p < master().points.size(); ++p) {
      const policy::Master::Point& point = master().points[p];
      policy::View::Stock stock;
      stock.on_hand = static_cast<std::int32_t>(unit(bits()) * static_cast<double>(point.par + 1));
      view_.open(base::PointId(p), stock);
      if (point.kind != policy::PointKind::unit && stock.on_hand <= point.reorder_point)
        triggers_.push_back({.point = base::PointId(p), .episode = 1, .opened = now_});
    }
    for (std::size_t i = triggers_.size(); i > 1; --i)  // as they come in a run: no two of one item in a row
      std::swap(triggers_[i - 1], triggers_[bits() % i]);
  }
  const policy::Master& master() const { return model_.data().master; }
  const policy::View& view() const { return view_; }
  const policy::Trigger& need(std::size_t i) const { return triggers_[i % triggers_.size()]; }
  policy::Decision decide(std::size_t i) const { return bundle_.decide(master(), view_, need(i), now_); }
  std::uint64_t facts_hash(std::size_t i) const {
    return policy::facts_hash(bundle_, master(), view_, need(i), now_);
  }
  Situation situation(std::size_t i) const {
    Situation seen(master(), view_, need(i), now_, policy::Sees::network);
    seen.want(seen.quantity());
    return seen;
  }

 private:
  world::Model model_;
  policy::Bundle bundle_;
  policy::View view_;
  base::Time now_;
  std::vector<policy::Trigger> triggers_;
};

std::string json(const Value& value) {
  if (value.kind == Value::Kind::text) return '"' + std::string(value.text()) + '"';
  if (value.kind == Value::Kind::boolean) return value.is_true() ? "true" : "false";
  return std::to_string(value.number);
}

/// All facts about a subject, `need.cover` as `cover`, and more if there is more.
std::string facts_of(Subject subject, const Situation& seen, const std::string& more) {
  std::string text = "{" + more;
  for (const policy::FactInfo& info : policy::facts()) {
    if (info.subject != subject) continue;
    const std::string name(info.name.substr(info.name.find('.') + 1));
    text +=
        (text.size() > 1 ? ", \"" : "\"") + name + "\": " + json(seen.fact(static_cast<std::uint32_t>(info.fact)));
  }
  return text + "}";
}

/// A list of candidates.
template <class Ids, class Usable, class More>
std::string candidates(Situation& seen, Choice choice, Subject subject, const Ids& ids, Usable usable, More more) {
  std::string text;
  for (const auto id : ids) {
    if (!usable(id)) continue;
    seen.look_at(choice, id.value);
    text += (text.empty() ? "" : ", ") + facts_of(subject, seen, more(id));
  }
  return "[" + text + "]";
}

std::string number(const char* name, std::int64_t value) {
  return std::string("\"") + name + "\": " + std::to_string(value);
}

}  // namespace

int serve_decisions(const scenario::Scenario& scenario, std::uint32_t decisions, bool hashed) {
  const Needs needs(scenario);
  return serve([&](std::uint64_t) {
    Trace trace;
    Result result{.work = static_cast<double>(decisions)};
    result.seconds = seconds([&] {
      for (std::uint32_t i = 0; i < decisions; ++i) {
        const policy::Decision decision = needs.decide(i);
        trace.add(decision.quantity, static_cast<std::uint64_t>(decision.action));
        if (hashed) trace.add(0, needs.facts_hash(i));
      }
    });
    result.check = hexadecimal(trace.hash);
    return result;
  });
}

int print_needs(const scenario::Scenario& scenario, std::uint32_t count) {
  const Needs needs(scenario);
  const policy::Master& master = needs.master();
  for (std::uint32_t i = 0; i < count; ++i) {
    Situation seen = needs.situation(i);
    const policy::Decision decision = needs.decide(i);
    const std::int64_t pack = std::max<std::int64_t>(1, master.items[seen.item().value].pack);
    std::cout << "{\"need\": " << facts_of(Subject::need, seen, number("pack", pack)) << ", \"donors\": "
              << candidates(
                     seen, Choice::donors, Subject::donor, master.stores_near(seen.item(), seen.site()),
                     [&](base::PointId p) { return seen.can_reach(p); },
                     [&](base::PointId p) {
                       return number("index", p.value) + ", " +
                              number("daily_use", master.points[p.value].daily_use_milli);
                     })
              << ", \"contracts\": "
              << candidates(
                     seen, Choice::contracts, Subject::contract, master.offers_of(seen.item()),
                     [&](base::OfferId o) { return seen.ships_here(master.offers[o.value]); },
                     [&](base::OfferId o) { return number("index", o.value); })
              << ", \"action\": \"" << base::name_of(decision.action) << "\", "
              << number("donor", decision.donor ? std::int64_t{decision.donor.value} : -1) << ", "
              << number("offer", decision.offer ? std::int64_t{decision.offer.value} : -1) << "}\n";
  }
  return 0;
}

}  // namespace supplytwin::bench
