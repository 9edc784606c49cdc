#include <algorithm>
#include <utility>

#include "base/quote.hpp"
#include "bundle/bundle_reader.hpp"
#include "bundle/characters.hpp"
#include "bundle/keys.hpp"
#include "bundle/parameter.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

using policy::Image;
using policy::ValueType;

bool lower(char c) { return c >= 'a' && c <= 'z'; }

/// Lower-case words joined by hyphens: a name that can stand in files, tables and figures.
bool policy_name(const std::string& name) {
  return !name.empty() && lower(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) { return lower(c) || digit(c) || c == '-'; });
}

bool identifier(const std::string& name) {
  return !name.empty() && lower(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) { return lower(c) || digit(c) || c == '_'; });
}

/// A number with the unit that another is written with: `5` by `$250` is `$5`, by `2 days` `5 days`.
std::string with_unit_of(const std::string& written, const std::string& number) {
  const auto begin = written.find_first_of("0123456789.");
  const auto end = written.find_first_not_of("0123456789._", begin);
  const std::string unit = end == std::string::npos ? "" : written.substr(end);
  return (written.find('$') < begin ? "$" : "") + number + unit;
}

}  // namespace

BundleReader::BundleReader(const Document& document, std::vector<base::Fault>& faults,
                           const std::vector<Vocabulary>& more)
    : document_(document), faults_(faults) {
  for (const policy::FactInfo& f : policy::facts()) {
    const std::string name(f.name);
    if (!f.words.empty()) vocabularies_[name] = {name, {f.words.begin(), f.words.end()}};
  }
  for (const Vocabulary& v : more) vocabularies_[v.fact] = v;
}

Image BundleReader::read() {
  const YamlNode& root = document_.root();
  if (!check_keys(document_, root, kPolicyKeys, "", faults_)) return {};
  head(root);
  if (const YamlNode* node = root.find("parameters")) parameters(*node);
  if (const YamlNode* node = root.find("variables")) variables(*node);
  if (const YamlNode* node = root.find("executor")) executor(*node);
  if (const YamlNode* node = root.find("approvals")) approvals(*node);
  if (const YamlNode* node = root.find("rules")) rules(*node);
  return std::move(image_);
}

void BundleReader::head(const YamlNode& root) {
  if (const YamlNode* node = root.find("policy")) {
    image_.name = read_text(document_, *node, "policy", faults_).value_or("");
    if (node->is_scalar() && !policy_name(image_.name)) {
      fault(*node, "policy: a name of lower-case letters, digits and hyphens was expected, found " + describe(*node));
    }
  }
  if (const YamlNode* node = root.find("version")) {
    image_.version =
        static_cast<std::uint32_t>(read_integer(document_, *node, "version", 1, kMostVersions, faults_).value_or(1));
  }
  if (const YamlNode* node = root.find("contract")) {
    const auto contract = read_integer(document_, *node, "contract", 1, kMostVersions, faults_);
    if (contract && *contract != 1) {
      fault(*node, "contract: facts and actions of contract " + node->text + " are not known; expected 1");
    }
  }
  if (const YamlNode* node = root.find("summary")) {
    image_.summary = read_text(document_, *node, "summary", faults_).value_or("");
  }
  if (const YamlNode* node = root.find("doc")) read_text(document_, *node, "doc", faults_);
  if (const YamlNode* node = root.find("decides")) {
    if (const auto text = read_text(document_, *node, "decides", faults_)) {
      const auto schedule = parse_schedule(*text);
      if (schedule) {
        image_.decides = schedule.value->departures();
      } else {
        faults_.push_back(document_.fault_inside(*node, schedule.offset, 1, "decides: " + schedule.error));
      }
    }
  }
  if (const YamlNode* node = root.find("sees")) {
    image_.sees = static_cast<policy::Sees>(word(*node, "sees", words_of<policy::Sees>()).value_or(0));
  }
  if (const YamlNode* node = root.find("budget")) {
    image_.budget =
        static_cast<std::uint64_t>(read_integer(document_, *node, "budget", 1, kMostSteps, faults_).value_or(1));
  }
  if (const YamlNode* node = root.find("reviews")) {
    if (!node->is_sequence()) fault(*node, "reviews: expected a list of event types, found " + describe(*node));
    for (const YamlNode& item : node->items) {
      if (word(item, "reviews", {kReviewed.begin(), kReviewed.end()})) image_.reviews_forecasts = true;
    }
  }
}

std::optional<std::int64_t> BundleReader::word(const YamlNode& node, const std::string& what,
                                               const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), node.text);
  if (node.is_scalar() && found != words.end()) return found - words.begin();
  std::string message = what + ": expected " + base::one_of(words) + ", found " + describe(node);
  const std::string near = node.is_scalar() ? base::suggestion(node.text, words) : "";
  if (!near.empty()) message += "; did you mean '" + near + "'?";
  fault(node, std::move(message));
  return std::nullopt;
}

bool BundleReader::usable_name(const YamlNode& key) {
  if (!identifier(key.text)) {
    fault(key, base::in_quotes(key.text) + " cannot be a name; expected lower-case letters, digits and '_'");
    return false;
  }
  if (std::ranges::find(kTakenNames, key.text) != kTakenNames.end()) {
    fault(key, base::in_quotes(key.text) + " has a meaning of its own and cannot be a name");
    return false;
  }
  if (own_names_.contains(key.text)) {
    fault(key, base::in_quotes(key.text) + " is a parameter already");
    return false;
  }
  return true;
}

void BundleReader::parameters(const YamlNode& node) {
  if (node.is_null()) return;
  if (!node.is_map()) return fault(node, "parameters: expected a map, found " + describe(node));
  if (node.keys.size() > policy::kNames) {
    return fault(node, "more than " + std::to_string(policy::kNames) + " parameters");
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) parameter(node.keys[i], node.items[i]);
}

void BundleReader::parameter(const YamlNode& key, const YamlNode& node) {
  const bool named = usable_name(key);
  auto read = value_of_parameter(node, "parameter " + base::in_quotes(key.text));
  if (!named) return;
  // One that cannot be read may be anything, so that its uses are no faults of their own.
  const Type type = read ? Type::of(read->type) : Type{};
  Image::Parameter out = read ? std::move(*read) : Image::Parameter{{}, ValueType::number, {1}, {}};
  out.name = key.text;
  own_names_[key.text] = {policy::Op::load_parameter, static_cast<std::uint32_t>(image_.parameters.size()), type,
                          out.texts, out.numbers == std::vector<std::int64_t>{0}};
  image_.parameters.push_back(std::move(out));
}

std::optional<Image::Parameter> BundleReader::value_of_parameter(const YamlNode& node, const std::string& what) {
  if (!check_keys(document_, node, kParameterKeys, what, faults_)) return std::nullopt;
  if (const YamlNode* doc = node.find("doc")) read_text(document_, *doc, what + ": doc", faults_);
  const YamlNode* value_node = node.find("value");
  if (value_node == nullptr) return std::nullopt;
  Image::Parameter out;
  const auto add = [&](const UnitValue& v) {
    if (v.type == ValueType::text)
      out.texts.push_back(v.text);
    else
      out.numbers.push_back(v.number);
  };
  if (value_node->is_sequence()) {
    const auto refuse = [&](const YamlNode& at, const std::string& message) {
      fault(at, what + ": " + message);
      return std::nullopt;
    };
    if (value_node->items.empty() || value_node->items.size() > policy::kParameterItems)
      return refuse(*value_node, "a list holds 1 to " + std::to_string(policy::kParameterItems) + " values");
    std::optional<ValueType> first;
    for (const YamlNode& item : value_node->items) {
      const auto v = unit_value(item, what);
      if (!v) return std::nullopt;
      if (v->type != ValueType::text && v->type != ValueType::number)
        return refuse(item, "a list holds text or plain numbers, found " + describe(item));
      if (first && *first != v->type) return refuse(item, "a list holds one kind of value");
      first = v->type;
      add(*v);
    }
    out.type = *first == ValueType::text ? ValueType::text_list : ValueType::number_list;
  } else {
    const auto v = unit_value(*value_node, what);
    if (!v) return std::nullopt;
    out.type = v->type;
    add(*v);
  }
  if (!within_bounds(node, *value_node, out, what)) return std::nullopt;
  return out;
}

std::optional<UnitValue> BundleReader::unit_value(const YamlNode& scalar, const std::string& what) {
  const auto value = parse_unit_value(scalar);
  if (value) return *value;
  faults_.push_back(scalar.is_scalar() && !scalar.text.empty()
                        ? document_.fault_inside(scalar, value.offset, 1, what + ": " + value.error)
                        : document_.fault(scalar, what + ": " + value.error));
  return std::nullopt;
}

bool BundleReader::within_bounds(const YamlNode& node, const YamlNode& value_node, const Image::Parameter& value,
                                 const std::string& what) {
  for (const bool least : {true, false}) {
    const YamlNode* bound = node.find(least ? "min" : "max");
    if (bound == nullptr) continue;
    const auto b = unit_value(*bound, what);
    if (!b) continue;
    if (value.type == ValueType::number && policy::numeric(b->type) && b->type != ValueType::number) {
      fault(value_node, what + ": " + value_node.text + " has no unit, but its " + (least ? "min" : "max") + " is " +
                            bound->text + "; write '" + with_unit_of(bound->text, value_node.text) + "'");
      return false;
    }
    if (!policy::numeric(value.type) || b->type != value.type) {
      fault(*bound, what + ": " + (least ? "min" : "max") + " is " + std::string(base::name_of(b->type)) +
                        " but the value is " + std::string(base::name_of(value.type)));
    } else if (least ? value.numbers[0] < b->number : value.numbers[0] > b->number) {
      fault(value_node,
            what + ": " + value_node.text + " is " + (least ? "below its min " : "above its max ") + bound->text);
    }
  }
  return true;
}

void BundleReader::variables(const YamlNode& node) {
  if (node.is_null()) return;
  if (!node.is_map()) return fault(node, "variables: expected a map, found " + describe(node));
  if (node.keys.size() > policy::kNames) {
    return fault(node, "more than " + std::to_string(policy::kNames) + " variables");
  }
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const YamlNode& key = node.keys[i];
    if (!usable_name(key)) continue;
    const std::string what = "variable " + base::in_quotes(key.text);
    const std::size_t before = faults_.size();
    Scope names = scope(std::nullopt);
    for (std::size_t later = i; later < node.keys.size(); ++later)
      names.elsewhere.try_emplace(node.keys[later].text,
                                  later == i ? "a variable cannot use itself"
                                             : base::in_quotes(node.keys[later].text) +
                                                   " is defined further down; a variable may use those above it");
    // One that is no expression may be anything, so that its uses are no faults of their own.
    const Expression compiled = compile(node.items[i], names, what).value_or(Expression{});
    policy::CodeCheck judged;
    if (!compiled.code.empty()) judged = judge(node.items[i], what, compiled.code);
    limits_.variable_depths.push_back(judged.depth);
    limits_.variable_costs.push_back(judged.cost > image_.budget ? 0
                                                                 : judged.cost);  // one fault, not one for each use
    own_names_[key.text] = {policy::Op::call, static_cast<std::uint32_t>(image_.variables.size()), compiled.type};
    for (const policy::Instruction& in : compiled.code) {
      std::optional<policy::Subject> subject;
      if (in.op == policy::Op::load_fact) subject = policy::facts()[in.argument].subject;
      if (in.op == policy::Op::call) {
        const auto found = about_.find(image_.variables[in.argument].name);
        if (found != about_.end()) subject = found->second;
      }
      if (!subject || *subject == policy::Subject::need) continue;
      const auto [known, added] = about_.try_emplace(key.text, *subject);
      if (!added && known->second != *subject && faults_.size() == before) {
        fault(node.items[i], what + ": it looks at two kinds of candidates at once");
      }
    }
    image_.variables.push_back({key.text, compiled.code});
  }
}

}  // namespace supplytwin::bundle
