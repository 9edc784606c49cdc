#include "cli/conformance.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>

#include "base/error.hpp"
#include "bundle/expression.hpp"
#include "bundle/load.hpp"
#include "policy/machine.hpp"

namespace supplytwin::cli {
namespace {

using bundle::Expression;
using bundle::Scope;
using bundle::Type;
using policy::Value;

constexpr std::size_t kMostCaseBytes = 16u << 20;
constexpr std::size_t kDepth = 100;          // of lists in lists
constexpr std::uint64_t kSteps = 1'000'000;  // as a bundle's budget is when it names none

/// Values by name, as facts.
class Bindings final : public policy::FactSource {
 public:
  explicit Bindings(const nlohmann::json& all) {
    for (const auto& [name, value] : all.items()) {
      scope.names[name] = {policy::Op::load_fact, static_cast<std::uint32_t>(values_.size()), type_of(value)};
      values_.push_back(value_of(value));
    }
  }
  Value fact(std::uint32_t index) const override { return values_[index]; }
  std::size_t size() const { return values_.size(); }

  Scope scope;

 private:
  static Type type_of(const nlohmann::json& v) {
    if (v.is_boolean()) return {Type::Unit::boolean};
    if (v.is_number()) return {Type::Unit::number};
    if (v.is_string()) return {Type::Unit::text};
    Type element = v.empty() ? Type{} : type_of(v[0]);
    ++element.lists;
    return element;
  }
  Value value_of(const nlohmann::json& v) {
    if (v.is_boolean()) return Value::of(v.get<bool>());
    if (v.is_number()) return Value::of(v.get<std::int64_t>());
    if (v.is_string()) return Value::of(std::string_view(texts_.emplace_back(v.get<std::string>())));
    std::vector<Value> elements;
    for (const nlohmann::json& e : v) elements.push_back(value_of(e));
    return Value::of(std::span<const Value>(lists_.emplace_back(std::move(elements))));
  }

  std::deque<std::string> texts_;
  std::deque<std::vector<Value>> lists_;
  std::vector<Value> values_;
};

nlohmann::json to_json(const Value& v) {
  switch (v.kind) {
    case Value::Kind::error:
      return nullptr;
    case Value::Kind::boolean:
      return v.is_true();
    case Value::Kind::number:
      return v.number;
    case Value::Kind::text:
      return std::string(v.text());
    case Value::Kind::list:
      break;
  }
  nlohmann::json out = nlohmann::json::array();
  for (const Value& e : v.list()) out.push_back(to_json(e));
  return out;
}

/// What stands where a value should, when that is none; empty when it is one.
std::string no_value(const nlohmann::json& v, std::size_t depth = 0) {
  constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (v.is_null() || v.is_object()) return v.is_null() ? "null" : "an object";
  if (v.is_number_float()) return "a number with a fraction";
  if (v.is_number_unsigned() && v.get<std::uint64_t>() > most) return "a number beyond 64 bits";
  if (!v.is_array()) return {};
  if (depth == kDepth) return "lists nested deeper than " + std::to_string(kDepth);
  for (const nlohmann::json& e : v)
    if (std::string wrong = no_value(e, depth + 1); !wrong.empty()) return wrong;
  return {};
}

/// Reads the cases of a file and notes what is wrong in each.
class Cases {
 public:
  explicit Cases(const std::filesystem::path& file) : file_(file) {
    const std::optional<std::string> text = bundle::load(file, kMostCaseBytes, faults_);
    if (text) parse(*text);
    if (!faults_.empty()) throw base::PolicyError(std::move(faults_));
  }
  const nlohmann::json& all() const { return all_["cases"]; }
  static std::string name(const nlohmann::json& c, std::size_t i) {
    std::string name;
    for (const char* part : {"file", "section", "name"})
      if (c.contains(part)) name += (name.empty() ? "" : "/") + c[part].get<std::string>();
    return name.empty() ? "cases[" + std::to_string(i) + "]" : name;
  }

 private:
  void fault(std::string message) { faults_.push_back({file_.string(), 0, 0, std::move(message), {}, 1}); }

  void parse(const std::string& text) {
    try {
      all_ = nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& e) {
      base::Fault f{file_.string(), 1, 1, "no JSON from here on", {}, 1};
      const std::size_t at = std::min(e.byte > 0 ? e.byte - 1 : 0, text.size());
      f.line += static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
      const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
      const std::string_view before = std::string_view(text).substr(start, at - start);
      f.column += static_cast<int>(std::ranges::count_if(before, [](char c) { return (c & 0xC0) != 0x80; }));
      f.quote(std::string_view(text).substr(start, text.find('\n', at) - start), at - start);
      faults_.push_back(std::move(f));
      return;
    }
    if (!all_.is_object() || !all_.contains("cases") || !all_["cases"].is_array())
      return fault("no cases; write {\"cases\": [{\"expr\": \"1 + 1\", \"value\": 2}]}");
    for (std::size_t i = 0; i < all_["cases"].size(); ++i)
      look_at(all_["cases"][i], "cases[" + std::to_string(i) + "]");
  }

  void look_at(const nlohmann::json& c, const std::string& where) {
    if (!c.is_object()) return fault(where + " is no object");
    static constexpr std::array<std::string_view, 7> kKeys{"file",     "section", "name", "expr",
                                                           "bindings", "value",   "error"};
    for (const auto& [key, value] : c.items())
      if (std::ranges::find(kKeys, key) == kKeys.end()) fault(where + " has an unknown key '" + key + "'");
    for (const char* key : {"file", "section", "name", "expr"})
      if (c.contains(key) && !c[key].is_string()) fault(where + "." + key + " is no text");
    if (!c.contains("expr")) fault(where + " has no 'expr'");
    const bool fails = c.contains("error");
    if (fails && c["error"] != true) fault(where + ".error can only be true");
    if (fails == c.contains("value")) fault(where + " needs either 'value' or 'error': true");
    if (c.contains("value")) demand_value(c["value"], where + ".value");
    if (!c.contains("bindings")) return;
    if (!c["bindings"].is_object()) return fault(where + ".bindings is no object");
    for (const auto& [name, value] : c["bindings"].items()) demand_value(value, where + ".bindings." + name);
  }

  void demand_value(const nlohmann::json& v, const std::string& where) {
    if (const std::string wrong = no_value(v); !wrong.empty())
      fault(where + ": a truth value, a whole number, a text or a list of these is expected, found " + wrong);
  }

  std::filesystem::path file_;
  std::vector<base::Fault> faults_;
  nlohmann::json all_;
};

}  // namespace

Outcome evaluate(const std::string& expression, const nlohmann::json& bindings) {
  for (const auto& [name, value] : bindings.items())
    if (const std::string wrong = no_value(value); !wrong.empty()) throw std::invalid_argument(name + " is " + wrong);
  const Bindings known(bindings);
  policy::Constants constants;
  const Expression e = bundle::compile_expression(expression, known.scope, constants);
  if (!e.faults.empty()) return {std::nullopt, e.faults.front().message};
  const policy::CodeCheck found =
      check(e.code, {known.size(), 0, constants.numbers.size(), constants.texts.size(), {}, {}});
  if (!found.error.empty()) return {std::nullopt, found.error};
  policy::Machine machine(constants, {}, {}, known, kSteps);
  const Value value = machine.evaluate(e.code);
  if (value.is_error())
    return {std::nullopt, machine.exhausted() ? "it takes too many steps" : "it fails when it runs"};
  return {to_json(value), {}};
}

Conformance conformance(const std::filesystem::path& file) {
  const Cases cases(file);
  Conformance out;
  for (std::size_t i = 0; i < cases.all().size(); ++i) {
    const nlohmann::json& c = cases.all()[i];
    const std::string expression = c["expr"];
    const Outcome got = evaluate(expression, c.value("bindings", nlohmann::json::object()));
    const bool fails = c.contains("error");
    if (fails ? !got.value : got.value && *got.value == c["value"]) {
      ++out.passed;
    } else {
      out.missed.push_back({Cases::name(c, i), expression, fails ? "an error" : c["value"].dump(),
                            got.value ? got.value->dump() : "an error: " + got.error});
    }
  }
  return out;
}

}  // namespace supplytwin::cli
