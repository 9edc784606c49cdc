#include "policy/explain.hpp"

#include <set>
#include <string_view>
#include <vector>

#include "base/format.hpp"
#include "policy/machine.hpp"
#include "policy/situation.hpp"

namespace supplytwin::policy {
namespace {

std::string_view words(Reason r) {
  switch (r) {
    case Reason::none:
      return "";
    case Reason::rule_matched:
      return "its rule applies";
    case Reason::no_rule_matched:
      return "no rule applies, so a person must look";
    case Reason::nothing_to_order:
      return "the known position is at par already";
    case Reason::no_candidate:
      return "there was nobody to choose from";
    case Reason::condition_false:
      return "it does not meet the condition";
    case Reason::not_preferred:
      return "another one is preferred";
    case Reason::rounded_to_multiple:
      return "rounded to whole packs";
    case Reason::raised_to_minimum:
      return "raised to the least quantity";
    case Reason::limited_by_donor:
      return "limited by what can be given";
    case Reason::expression_failed:
      return "an expression failed (overflow, division by zero or a missing value), so a person must look";
    case Reason::budget_exceeded:
      return "the rules took more steps than their budget, so a person must look";
    case Reason::refused_before:
      return "the unit refused it before";
    case Reason::no_room:
      return "there is no room for the least that can be had";
    case Reason::limited_by_room:
      return "limited by the room left";
    case Reason::substituted_already:
      return "a substitute is proposed or stands in already";
  }
  return "";
}

std::string percent(std::int64_t ppm) {
  std::string digits = std::to_string(ppm < 0 ? -ppm : ppm);
  if (digits.size() < 5) digits.insert(0, 5 - digits.size(), '0');
  std::string out = digits.substr(0, digits.size() - 4) + "." + digits.substr(digits.size() - 4);
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return (ppm < 0 ? "-" : "") + out + " %";
}

std::string show(const Value& v, ValueType type) {
  switch (v.kind) {
    case Value::Kind::error:
      return "unknown";
    case Value::Kind::boolean:
      return v.is_true() ? "true" : "false";
    case Value::Kind::text:
      return std::string(v.text());
    case Value::Kind::list: {
      std::string out = "[";
      for (const Value& e : v.list()) {
        out += (out.size() > 1 ? ", " : "") +
               show(e, type == ValueType::text_list ? ValueType::text : ValueType::number);
      }
      return out + "]";
    }
    case Value::Kind::number:
      break;
  }
  switch (type) {
    case ValueType::duration:
      return base::words(base::Duration{v.number});
    case ValueType::money:
      return base::dollars(base::Money{v.number});
    case ValueType::ratio:
      return percent(v.number);
    case ValueType::quantity:
      return std::to_string(v.number) + " each";
    default:
      return std::to_string(v.number);
  }
}

/// The facts and parameters that a rule's expressions name, their variables included.
struct Used {
  std::set<std::uint32_t> facts, parameters, variables;

  void add(const Code& code, std::span<const Code> all) {
    for (const Instruction& i : code) {
      if (i.op == Op::load_fact) facts.insert(i.argument);
      if (i.op == Op::load_parameter) parameters.insert(i.argument);
      if (i.op == Op::call && variables.insert(i.argument).second) add(all[i.argument], all);
    }
  }
};

class Explainer {
 public:
  Explainer(const Program& program, const Master& master, const View& view, const Decision& decision)
      : program_(program), image_(program.image()), master_(master), view_(view), d_(decision) {}

  std::string run() {
    need();
    action();
    reasons();
    if (d_.rule < image_.rules.size()) facts();
    passed_over();
    return std::move(out_);
  }

 private:
  const std::string& site(base::PointId p) const { return master_.sites[master_.points[p.value].site.value].id; }

  void line(const std::string& text) { out_ += text + "\n"; }

  void need() {
    const Master::Point& p = master_.points[d_.point.value];
    const View::Stock& s = view_.stock(d_.point);
    std::string head = image_.name + " at " + base::iso(d_.as_of) + ": " + std::string(base::name_of(d_.action));
    if (d_.rule < image_.rules.size()) {
      head += ", by rule " + std::to_string(d_.rule + 1) + " '" + image_.rules[d_.rule].name + "'";
    }
    line(head);
    line("need " + std::to_string(d_.episode) + " of " + master_.items[p.item.value].id + " at " + site(d_.point) +
         " (" + std::string(base::name_of(d_.cause)) + "): par " + std::to_string(p.par) + ", known on hand " +
         std::to_string(s.on_hand) + ", on order " + std::to_string(s.on_order) + ", promised to others " +
         std::to_string(s.reserved));
  }

  void action() {
    const std::string quantity = std::to_string(d_.quantity);
    const std::string cost = " at an estimated " + base::dollars(d_.estimated_cost);
    switch (d_.action) {
      case Action::no_action:
        return line("nothing is done");
      case Action::transfer_request:
        return line(quantity + " are asked from " + site(d_.donor) + cost + needed());
      case Action::requisition_create:
      case Action::requisition_expedite: {
        const Master::Offer& o = master_.offers[d_.offer.value];
        const std::string how =
            d_.action == Action::requisition_create ? " are ordered from " : " are ordered express from ";
        return line(quantity + how + master_.suppliers[o.supplier.value].id + " under " +
                    master_.contracts[o.contract.value].id + cost + needed());
      }
      case Action::substitution_propose:
        return line(quantity + " of " + master_.items[d_.substitute.value].id + " are proposed in its place" + cost +
                    needed());
      case Action::supplier_query:
        return line("the supplier is asked first" + needed());
      case Action::hold_for_review:
        return line("a person decides on " + quantity + needed());
      case Action::defer:
        return line("asked again at " + base::iso(d_.retry_at) + needed());
    }
  }

  std::string needed() const {
    return d_.needed_by >= base::kNever ? "" : "; the known position lasts until " + base::iso(d_.needed_by);
  }

  void reasons() {
    for (const Reason r : d_.reasons) {
      if (r != Reason::none) line("because " + std::string(words(r)));
    }
  }

  void facts() {
    const Image::Rule& rule = image_.rules[d_.rule];
    Used used;
    for (const Code* code : {&rule.when, &rule.choose_when, &rule.quantity, &rule.keep}) {
      used.add(*code, program_.variables());
    }
    for (const Code& code : rule.prefer) used.add(code, program_.variables());
    // The decision does not carry when its episode opened, so the age of the need is left out.
    used.facts.erase(static_cast<std::uint32_t>(Fact::need_age));
    const Trigger trigger{d_.cause, d_.point, d_.episode, d_.as_of};
    Situation situation(master_, view_, trigger, d_.as_of, image_.sees);
    if (d_.action == Action::transfer_request) {
      situation.look_at(Choice::donors, d_.donor.value);
    } else if (d_.offer) {
      situation.look_at(Choice::contracts, d_.offer.value);
    } else if (d_.action == Action::substitution_propose) {
      for (const Master::Substitute& s : master_.substitutes_of(master_.points[d_.point.value].item)) {
        if (s.by == d_.substitute)
          situation.look_at(Choice::substitutes, static_cast<std::uint32_t>(&s - master_.substitutes.data()));
      }
    }
    if (!rule.quantity.empty()) {
      Machine machine(image_.constants, program_.parameters(), program_.variables(), situation, image_.budget);
      const Value wanted = machine.evaluate(rule.quantity);
      if (wanted.kind == Value::Kind::number) situation.want(wanted.number);
    }
    for (const std::uint32_t f : used.facts) {
      const Value v = situation.fact(f);
      const FactInfo& info = policy::facts()[f];
      if (!v.is_error()) line("  " + std::string(info.name) + " = " + show(v, info.type));
    }
    for (const std::uint32_t p : used.parameters) {
      line("  " + image_.parameters[p].name + " = " + show(program_.parameters()[p], image_.parameters[p].type));
    }
  }

  void passed_over() {
    for (std::size_t i = 0; i < d_.rejected_count; ++i) {
      const Rejected& r = d_.rejected[i];
      if (r.rule >= image_.rules.size()) continue;
      const Image::Rule& rule = image_.rules[r.rule];
      line("passed over in rule " + std::to_string(r.rule + 1) + " '" + rule.name + "'" + name(rule, r.candidate) +
           ": " + std::string(words(r.reason)));
    }
  }

  std::string name(const Image::Rule& rule, std::uint32_t candidate) const {
    if (candidate == Rejected{}.candidate) return "";
    switch (rule.choice) {
      case Choice::donors:
        return ", " + site(base::PointId(candidate));
      case Choice::contracts: {
        const Master::Offer& o = master_.offers[candidate];
        return ", " + master_.suppliers[o.supplier.value].id + " under " + master_.contracts[o.contract.value].id;
      }
      case Choice::substitutes:
        return ", " + master_.items[master_.substitutes[candidate].by.value].id;
      case Choice::none:
        break;
    }
    return "";
  }

  const Program& program_;
  const Image& image_;
  const Master& master_;
  const View& view_;
  const Decision& d_;
  std::string out_;
};

}  // namespace

std::string explain(const Program& program, const Master& master, const View& view, const Decision& decision) {
  return Explainer(program, master, view, decision).run();
}

}  // namespace supplytwin::policy
