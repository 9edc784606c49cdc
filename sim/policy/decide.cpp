#include "policy/decide.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "policy/machine.hpp"
#include "policy/situation.hpp"

namespace supplytwin::policy {
namespace {

using Kind = Value::Kind;
using Rule = Image::Rule;

/// How a candidate compares: lexicographic, the lesser is preferred.
using Keys = std::array<std::int64_t, kPreferences>;

base::Time later(base::Time t, base::Duration d) {
  return d >= base::kForever || t >= base::kNever - d ? base::kNever : t + d;
}

/// Decides one need. An expression that fails ends it: a person must look.
class Decider {
 public:
  Decider(const Program& program, const Master& master, const View& view, const Trigger& trigger, base::Time as_of)
      : image_(program.image()),
        master_(master),
        situation_(master, view, trigger, as_of, image_.sees),
        machine_(image_.constants, program.parameters(), program.variables(), situation_, image_.budget,
                 program.lasting(), program.texts()) {
    d_.point = trigger.point;
    d_.episode = trigger.episode;
    d_.cause = trigger.cause;
    d_.as_of = as_of;
    d_.needed_by = later(as_of, cover(situation_.position(), master.points[trigger.point.value].daily_use_milli));
  }

  Decision run() {
    for (std::size_t r = 0; r < image_.rules.size(); ++r) {
      rule_ = static_cast<std::uint8_t>(r);
      const bool applied = apply(image_.rules[r]);
      if (failed_) return hold();
      if (applied) return d_;
    }
    if (situation_.quantity() <= 0) {
      reason(Reason::nothing_to_order);
      return d_;
    }
    reason(Reason::no_rule_matched);
    d_.action = Action::hold_for_review;
    d_.quantity = situation_.quantity();
    return d_;
  }

 private:
  struct Pick {
    std::uint32_t candidate = 0;
    base::Quantity may_give = 0;
    base::Quantity lends = 0;
    Keys keys{};
  };

  Decision hold() {
    d_.action = Action::hold_for_review;
    d_.rule = rule_;
    d_.quantity = std::max<base::Quantity>(0, situation_.quantity());
    reason(machine_.exhausted() ? Reason::budget_exceeded : Reason::expression_failed);
    return d_;
  }

  void reason(Reason why) {
    const auto free = std::find(d_.reasons.begin(), d_.reasons.end(), Reason::none);
    if (free != d_.reasons.end()) *free = why;
  }

  void reject(Reason why, std::uint32_t candidate) {
    if (d_.rejected_count < d_.rejected.size()) d_.rejected[d_.rejected_count++] = {rule_, why, candidate};
  }

  /// A truth value, or a failure.
  bool holds(const Code& code) {
    const Value v = machine_.evaluate(code);
    failed_ = failed_ || v.kind != Kind::boolean;
    return v.is_true();
  }

  /// A number, or a failure.
  std::int64_t number(const Code& code) {
    const Value v = machine_.evaluate(code);
    if (v.kind != Kind::number) {
      failed_ = true;
      return 0;
    }
    return v.number;
  }

  bool moves_goods(Then then) const { return choice_of(then) != Choice::none; }

  bool apply(const Rule& rule) {
    if (!rule.when.empty() && (!holds(rule.when) || failed_)) return false;
    base::Quantity wanted = situation_.quantity();
    if (!rule.quantity.empty()) wanted = number(rule.quantity);
    failed_ = failed_ || wanted > kMostUnits;
    if (failed_ || (moves_goods(rule.then) && wanted <= 0)) return false;
    situation_.want(wanted);
    std::optional<Pick> pick;
    if (rule.choice != Choice::none) {
      pick = choose(rule);
      if (failed_ || !pick) return false;
    }
    take(rule, pick);
    return !failed_;
  }

  template <class Each>
  void for_each_candidate(Choice from, Each each) {
    switch (from) {
      case Choice::donors:
        if (image_.sees == Sees::own_site) return;
        for (const base::PointId p : master_.stores_near(situation_.item(), situation_.site())) {
          if (situation_.can_reach(p)) each(p.value);
        }
        return;
      case Choice::contracts:
        for (const base::OfferId o : master_.offers_of(situation_.item())) {
          if (situation_.ships_here(master_.offers[o.value])) each(o.value);
        }
        return;
      case Choice::substitutes:
        if (!situation_.at_unit()) return;
        for (const Master::Substitute& s : master_.substitutes_of(situation_.item())) {
          each(static_cast<std::uint32_t>(&s - master_.substitutes.data()));
        }
        return;
      case Choice::none:
        return;
    }
  }

  /// The admissible candidate with the least keys; the first of equals.
  std::optional<Pick> choose(const Rule& rule) {
    std::optional<Pick> best;
    bool any = false;
    for_each_candidate(rule.choice, [&](std::uint32_t candidate) {
      if (failed_) return;
      any = true;
      situation_.look_at(rule.choice, candidate);
      Pick pick{candidate, 0, 0, {}};
      if (const Reason why = inadmissible(rule, pick); why != Reason::none) {
        if (!failed_) reject(why, candidate);
        return;
      }
      for (std::size_t k = 0; k < rule.prefer.size() && !failed_; ++k) pick.keys[k] = key(rule.prefer[k]);
      if (failed_) return;
      if (!best) {
        best = pick;
      } else if (pick.keys < best->keys) {
        reject(Reason::not_preferred, best->candidate);
        best = pick;
      } else {
        reject(Reason::not_preferred, candidate);
      }
    });
    if (!any) reject(Reason::no_candidate, Rejected{}.candidate);
    return best;
  }

  std::int64_t key(const Code& code) {
    const Value v = machine_.evaluate(code);
    failed_ = failed_ || (v.kind != Kind::number && v.kind != Kind::boolean);
    return failed_ ? 0 : v.number;
  }

  Reason inadmissible(const Rule& rule, Pick& pick) {
    if (!rule.keep.empty()) {
      const base::Duration kept{number(rule.keep)};
      failed_ = failed_ || kept < base::Duration{0};
      if (failed_) return Reason::expression_failed;
      situation_.keep(kept);
    }
    if (!rule.choose_when.empty() && (!holds(rule.choose_when) || failed_)) return Reason::condition_false;
    switch (rule.then) {
      case Then::transfer:
        pick.may_give = situation_.may_give();
        pick.lends = situation_.lends();
        if (pick.lends > 0) return Reason::none;
        return pick.may_give > situation_.room() ? Reason::no_room : Reason::limited_by_donor;
      case Then::substitute:
        if (const Reason barred = situation_.substitute_barred(); barred != Reason::none) return barred;
        pick.may_give = std::max<base::Quantity>(0, situation_.substitute_available()) +
                        std::max<base::Quantity>(0, situation_.substitute_on_unit());
        return pick.may_give > 0 ? Reason::none : Reason::limited_by_donor;
      case Then::expedite:
        if (!situation_.can_expedite(master_.offers[pick.candidate])) return Reason::condition_false;
        [[fallthrough]];
      case Then::order:
        return situation_.orders(master_.offers[pick.candidate]).quantity > 0 ? Reason::none : Reason::no_room;
      default:
        return Reason::none;
    }
  }

  void take(const Rule& rule, const std::optional<Pick>& pick) {
    d_.rule = rule_;
    reason(Reason::rule_matched);
    if (pick) {
      situation_.look_at(rule.choice, pick->candidate);
    }
    switch (rule.then) {
      case Then::transfer:
        return transfer(*pick);
      case Then::order:
      case Then::expedite:
        return order(base::OfferId(pick->candidate), rule.then == Then::expedite);
      case Then::substitute:
        return substitute(*pick);
      case Then::query:
        d_.action = Action::supplier_query;
        if (pick) d_.offer = base::OfferId(pick->candidate);
        d_.quantity = situation_.wanted();
        return;
      case Then::hold:
        d_.action = Action::hold_for_review;
        d_.quantity = situation_.wanted();
        return;
      case Then::defer:
        d_.action = Action::defer;
        d_.retry_at = later(d_.as_of, rule.wait);
        return;
      case Then::nothing:
        return;
    }
  }

  void transfer(const Pick& pick) {
    const base::Quantity wanted = situation_.wanted();
    d_.action = Action::transfer_request;
    d_.donor = base::PointId(pick.candidate);
    d_.quantity = pick.lends;
    d_.estimated_cost = situation_.courier_cost();
    if (pick.may_give < wanted) reason(Reason::limited_by_donor);
    if (situation_.room() < wanted) reason(Reason::limited_by_room);
    const bool one_pack = d_.quantity > wanted && wanted < master_.items[situation_.item().value].pack;
    if (one_pack) reason(Reason::raised_to_minimum);
    if (!one_pack && d_.quantity != std::min({wanted, pick.may_give, situation_.room()}))
      reason(Reason::rounded_to_multiple);
  }

  void order(base::OfferId id, bool expedite) {
    const Master::Offer& offer = master_.offers[id.value];
    const OrderQuantity q = situation_.orders(offer);
    failed_ = q.quantity > kMostUnits;
    d_.action = expedite ? Action::requisition_expedite : Action::requisition_create;
    d_.offer = id;
    d_.quantity = q.quantity;
    d_.estimated_cost = expedite ? situation_.expedite_cost(offer) : situation_.order_cost(offer);
    if (q.raised) reason(Reason::raised_to_minimum);
    if (q.rounded) reason(Reason::rounded_to_multiple);
    if (q.cut) reason(Reason::limited_by_room);
  }

  void substitute(const Pick& pick) {
    const Master::Substitute& s = master_.substitutes[pick.candidate];
    const base::Quantity wanted = base::scale(situation_.wanted(), s.ratio);
    d_.action = Action::substitution_propose;
    d_.substitute = s.by;
    d_.quantity = std::min(std::max<base::Quantity>(1, wanted), pick.may_give);
    d_.estimated_cost = situation_.substitute_cost(d_.quantity);
    if (pick.may_give < wanted) reason(Reason::limited_by_donor);
  }

  const Image& image_;
  const Master& master_;
  Situation situation_;
  Machine machine_;
  Decision d_;
  std::uint8_t rule_ = 0;
  bool failed_ = false;
};

}  // namespace

Decision decide(const Program& program, const Master& master, const View& view, const Trigger& trigger,
                base::Time as_of) {
  return Decider(program, master, view, trigger, as_of).run();
}

}  // namespace supplytwin::policy
