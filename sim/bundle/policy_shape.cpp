#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bundle/keys.hpp"
#include "bundle/shape.hpp"
#include "policy/executor.hpp"
#include "policy/image.hpp"

namespace supplytwin::bundle {
namespace {

using Values = std::map<std::string_view, Shape>;

Shape map_shape(std::span<const Key> keys, const Values& values) {
  Shape s;
  s.kind = Shape::Kind::map;
  s.says = "a map";
  for (const Key& k : keys)
    s.keys.push_back({std::string(k.name), std::string(k.doc), k.required, values.at(k.name)});
  return s;
}

/// Parameters and variables: names that no fact or word has.
Shape by_name(Shape of) {
  std::string taken;
  for (const std::string_view name : kTakenNames) taken.append(taken.empty() ? "" : "|").append(name);
  Shape s;
  s.kind = Shape::Kind::named;
  s.says = "a map of names";
  s.pattern = "(?!(" + taken + ")$)[a-z][a-z0-9_]*";
  s.may_be_empty = true;
  s.highest = static_cast<double>(policy::kNames);
  s.parts = {std::move(of)};
  return s;
}

Shape expression() {
  Shape s = text_shape();
  s.says = "an expression";
  return s;
}

Shape value() {
  Shape s = text_shape();
  s.says = "a value, such as 5 days, 60 %, 12 each, $250, 3, true or vital";
  return s;
}

Shape parameter() {
  Shape many = list_shape(value());
  many.lowest = 1;
  many.highest = static_cast<double>(policy::kParameterItems);
  Shape either = either_shape({value(), std::move(many)});
  either.says = "a value or a list of values";
  return map_shape(kParameterKeys, {{"value", either}, {"min", value()}, {"max", value()}, {"doc", text_shape()}});
}

Shape choice() {
  Shape prefer = list_shape(expression());
  prefer.highest = static_cast<double>(policy::kPreferences);
  return map_shape(kChoiceKeys,
                   {{"from", words_shape(words_of<policy::Choice>(1))}, {"when", expression()}, {"prefer", prefer}});
}

Shape rule() {
  return map_shape(kRuleKeys, {{"rule", text_shape()},
                               {"when", expression()},
                               {"choose", choice()},
                               {"quantity", expression()},
                               {"then", words_shape(words_of<policy::Then>())},
                               {"keep", expression()},
                               {"defer", map_shape(kDeferKeys, {{"for", duration_shape()}})},
                               {"doc", text_shape()}});
}

Shape executor() {
  Shape s = map_shape({}, {});
  base::for_each_field<policy::ExecutorConfig>([&](const auto& f) {
    using Member = std::remove_reference_t<decltype(policy::ExecutorConfig{}.*f.member)>;
    const double low = static_cast<double>(f.lowest), high = static_cast<double>(f.highest);
    Shape of = whole_shape(low, high);
    if constexpr (std::is_same_v<Member, base::Duration>) of = duration_shape();
    if constexpr (std::is_same_v<Member, base::Ratio>) of = ratio_shape(low / 1e6, high / 1e6);
    if constexpr (base::NamedEnum<Member>) of = words_shape(words_of<Member>());
    s.keys.push_back({std::string(f.name), std::string(f.doc), false, std::move(of)});
  });
  return s;
}

Shape approvals() {
  Shape s = list_shape(map_shape(kApprovalKeys, {{"role", text_shape()}, {"up_to", money_shape()}}));
  s.lowest = 1;
  s.highest = static_cast<double>(policy::kApprovals);
  return s;
}

}  // namespace

Shape policy_shape() {
  Shape rules = list_shape(rule());
  rules.lowest = 1;
  rules.highest = static_cast<double>(policy::kRules);
  return map_shape(
      kPolicyKeys,
      {{"policy", pattern_shape("policy_name", "lower-case letters, digits and hyphens", "[a-z][a-z0-9-]*")},
       {"version", whole_shape(1, kMostVersions)},
       {"contract", whole_shape(1, 1)},
       {"summary", text_shape()},
       {"doc", text_shape()},
       {"decides", schedule_shape()},
       {"sees", words_shape(words_of<policy::Sees>())},
       {"reviews", list_shape(words_shape({kReviewed.begin(), kReviewed.end()}))},
       {"parameters", by_name(parameter())},
       {"variables", by_name(expression())},
       {"rules", std::move(rules)},
       {"executor", executor()},
       {"approvals", approvals()},
       {"budget", whole_shape(1, kMostSteps)}});
}

}  // namespace supplytwin::bundle
