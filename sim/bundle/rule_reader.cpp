#include "bundle/bundle_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/quote.hpp"
#include "bundle/keys.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

using policy::Choice;
using policy::Image;
using policy::Then;
using Unit = Type::Unit;

/// The candidates that facts of a subject are about.
Choice candidates(policy::Subject s) { return static_cast<Choice>(s); }
static_assert(static_cast<int>(policy::Subject::donor) == static_cast<int>(Choice::donors) &&
              static_cast<int>(policy::Subject::contract) == static_cast<int>(Choice::contracts) &&
              static_cast<int>(policy::Subject::substitute) == static_cast<int>(Choice::substitutes));

}  // namespace

Scope BundleReader::scope(std::optional<Choice> from) const {
  Scope out;
  const auto known = [&](policy::Subject s) { return s == policy::Subject::need || !from || candidates(s) == *from; };
  const auto only = [](const std::string& name, policy::Subject s) {
    return "'" + name + "' is known only where a rule chooses from " + std::string(base::name_of(candidates(s)));
  };
  for (const policy::FactInfo& f : policy::facts()) {
    const std::string name(f.name);
    if (known(f.subject)) {
      Type type = Type::of(f.type);
      if (const auto closed = vocabularies_.find(name); closed != vocabularies_.end())
        type.vocabulary = &closed->second;
      out.names[name] = {policy::Op::load_fact, static_cast<std::uint32_t>(f.fact), type};
    } else {
      out.elsewhere[name] = only(name, f.subject);
    }
  }
  for (const auto& [name, meaning] : own_names_) {
    const auto about = about_.find(name);
    if (about == about_.end() || known(about->second)) {
      out.names[name] = meaning;
    } else {
      out.elsewhere[name] = only(name, about->second);
    }
  }
  return out;
}

std::optional<Expression> BundleReader::compile(const YamlNode& node, const Scope& names, const std::string& what) {
  const auto text = read_text(document_, node, what, faults_);
  if (!text) return std::nullopt;
  Expression compiled = compile_expression(*text, names, image_.constants);
  for (const auto* found : {&compiled.faults, &compiled.vain}) {
    for (const ExpressionFault& f : *found)
      faults_.push_back(document_.fault_inside(node, f.offset, f.length, what + ": " + f.message));
  }
  return compiled;
}

policy::Code BundleReader::expression(const YamlNode& node, const Scope& names, const std::string& what,
                                      std::optional<Unit> unit) {
  auto compiled = compile(node, names, what);
  if (!compiled || !compiled->faults.empty()) return {};
  const Type& t = compiled->type;
  const bool counts = unit == Unit::quantity && t.literal;
  if (unit && !t.is(*unit) && !t.is_any() && !counts) {
    fault(node, what + ": expected " + words(Type{*unit}) + ", found " + words(t));
  }
  if (!unit && !t.numeric() && !t.is(Unit::boolean)) {
    fault(node, what + ": candidates are put in order by numbers or truth values, found " + words(t));
  }
  judge(node, what, compiled->code);
  return std::move(compiled->code);
}

policy::CodeCheck BundleReader::judge(const YamlNode& node, const std::string& what, const policy::Code& code) {
  limits_.facts = policy::facts().size();
  limits_.parameters = image_.parameters.size();
  limits_.numbers = image_.constants.numbers.size();
  limits_.texts = image_.constants.texts.size();
  policy::CodeCheck found = policy::check(code, limits_);
  if (!found.error.empty()) fault(node, what + ": " + found.error);
  if (found.cost > image_.budget) {
    fault(node, what + ": it may take " + std::to_string(found.cost) + " steps, more than the budget of " +
                    std::to_string(image_.budget));
  }
  return found;
}

void BundleReader::rules(const YamlNode& node) {
  if (!node.is_sequence() || node.items.empty()) {
    return fault(node, "rules: expected a list of rules, found " + (node.is_sequence() ? "none" : describe(node)));
  }
  if (node.items.size() > policy::kRules)
    return fault(node, "more than " + std::to_string(policy::kRules) + " rules");
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const std::string where = "rules[" + std::to_string(i) + "]";
    Image::Rule read = rule(node.items[i], where);
    const auto same = std::ranges::find(image_.rules, read.name, &Image::Rule::name);
    if (!read.name.empty() && same != image_.rules.end())
      fault(*node.items[i].find("rule"), where + ": rules[" + std::to_string(same - image_.rules.begin()) +
                                             "] is called " + base::in_quotes(read.name) +
                                             " too; decisions name the rule that made them");
    image_.rules.push_back(std::move(read));
  }
}

Image::Rule BundleReader::rule(const YamlNode& node, const std::string& where) {
  Image::Rule out;
  if (!check_keys(document_, node, kRuleKeys, where, faults_)) return out;
  if (const YamlNode* name = node.find("rule")) {
    out.name = read_text(document_, *name, where + ": rule", faults_).value_or("");
  }
  if (const YamlNode* doc = node.find("doc")) read_text(document_, *doc, where + ": doc", faults_);
  const Scope need = scope(Choice::none);
  if (const YamlNode* when = node.find("when")) out.when = expression(*when, need, where + ": when", Unit::boolean);
  if (const YamlNode* choose = node.find("choose")) choice(*choose, where + ": choose", out);
  if (const YamlNode* quantity = node.find("quantity")) {
    out.quantity = expression(*quantity, need, where + ": quantity", Unit::quantity);
    if (const auto number = parse_integer(quantity->text); number && *number <= 0)
      fault(*quantity, where + ": quantity: " + std::to_string(*number) + " orders nothing; expected more than zero");
  }
  const YamlNode* then = node.find("then");
  if (then == nullptr) return out;
  const auto action = word(*then, where + ": then", words_of<Then>());
  if (!action) return out;
  out.then = static_cast<Then>(*action);
  const Choice needed = policy::choice_of(out.then);
  const std::string doing = where + ": '" + then->text + "'";
  const bool unread = node.find("choose") != nullptr && out.choice == Choice::none;  // its own fault says more
  if (needed != Choice::none && out.choice != needed && !unread) {
    fault(*then, doing + " needs a choice from " + std::string(base::name_of(needed)));
  }
  if (out.then == Then::query && out.choice != Choice::none && out.choice != Choice::contracts) {
    fault(*then, doing + " needs a choice from contracts, or none");
  }
  if (const YamlNode* keep = node.find("keep")) {
    if (out.then != Then::transfer)
      fault(*node.find_key("keep"), where + ": 'keep' is what a donor keeps; only a transfer has one");
    out.keep = expression(*keep, scope(out.choice), where + ": keep", Unit::duration);
  }
  const YamlNode* defer = node.find("defer");
  if (out.then == Then::defer && defer == nullptr) fault(*then, doing + " needs its time, as defer: {for: 4 h}");
  if (defer == nullptr) return out;
  if (out.then != Then::defer) fault(*node.find_key("defer"), where + ": 'defer' stands only beside then: defer");
  if (!check_keys(document_, *defer, kDeferKeys, where + ": defer", faults_)) return out;
  const YamlNode* wait = defer->find("for");
  if (wait == nullptr) return out;
  const auto parsed = parse_duration(wait->text);
  if (!parsed) {
    faults_.push_back(document_.fault_inside(*wait, parsed.offset, 1, where + ": defer: for: " + parsed.error));
  } else if (*parsed < base::kMinute) {
    fault(*wait, where + ": defer: for: " + wait->text + " is too short to wait for; expected at least 1 min");
  } else {
    out.wait = *parsed;
  }
  return out;
}

void BundleReader::choice(const YamlNode& node, const std::string& where, Image::Rule& rule) {
  if (!check_keys(document_, node, kChoiceKeys, where, faults_)) return;
  const YamlNode* from = node.find("from");
  if (from == nullptr) return;
  const auto kind = word(*from, where + ": from", words_of<Choice>(1));
  if (!kind) return;
  rule.choice = static_cast<Choice>(*kind + 1);
  if (rule.choice == Choice::donors && image_.sees == policy::Sees::own_site) {
    fault(*from, where + ": from: a policy that sees its own site has no donors");
  }
  const Scope names = scope(rule.choice);
  if (const YamlNode* when = node.find("when")) {
    rule.choose_when = expression(*when, names, where + ": when", Unit::boolean);
  }
  const YamlNode* prefer = node.find("prefer");
  if (prefer == nullptr) return;
  if (!prefer->is_sequence()) return fault(*prefer, where + ": prefer: expected a list, found " + describe(*prefer));
  if (prefer->items.size() > policy::kPreferences) {
    return fault(*prefer, where + ": prefer: more than " + std::to_string(policy::kPreferences) + " terms");
  }
  for (const YamlNode& item : prefer->items) {
    rule.prefer.push_back(expression(item, names, where + ": prefer", std::nullopt));
  }
}

}  // namespace supplytwin::bundle
