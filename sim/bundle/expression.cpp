#include "bundle/expression.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/error.hpp"
#include "base/quote.hpp"

namespace supplytwin::bundle {
namespace {

using policy::Instruction;
using policy::Macro;
using policy::Op;
using Unit = Type::Unit;
using Kind = Syntax::Kind;

constexpr std::string_view kNameIt = "; name the number as a parameter with its unit";

/// The type that both can be read as, if there is one: a plain number as written also counts units of an item.
std::optional<Type> common(const Type& a, const Type& b) {
  if (a.unit == Unit::any && b.lists >= a.lists) return b;
  if (b.unit == Unit::any && a.lists >= b.lists) return a;
  if (a.lists != b.lists) return std::nullopt;
  if (a.unit == b.unit) return Type{a.unit, a.lists, a.literal && b.literal};
  if (a.is(Unit::quantity) && b.literal) return a;
  if (b.is(Unit::quantity) && a.literal) return b;
  return std::nullopt;
}

/// Turns a tree into code, following types as it goes; goes on after a fault so that all are found.
class Emitter {
 public:
  Emitter(const Scope& scope, policy::Constants& constants, Expression& out)
      : scope_(scope), constants_(constants), out_(out) {}

  Type emit(const Syntax& s) {
    switch (s.kind) {
      case Kind::boolean:
        put(Op::push_bool, static_cast<std::uint32_t>(s.number), 1);
        return {Unit::boolean};
      case Kind::number:
        put(Op::push_number, intern(constants_.numbers, s.number), 1);
        return {Unit::number, 0, true};
      case Kind::text:
        put(Op::push_text, intern(constants_.texts, s.value), 1);
        return {Unit::text};
      case Kind::name:
        return name(s);
      case Kind::list:
        return list(s);
      case Kind::negate:
        return negate(s);
      case Kind::invert:
        demand(s.parts[0], emit(s.parts[0]), Unit::boolean, "'!' needs a truth value");
        put(Op::invert, 0, 0);
        return {Unit::boolean};
      case Kind::binary:
        return binary(s);
      case Kind::conditional:
        return conditional(s);
      case Kind::index:
        return index(s);
      case Kind::call:
        return call(s);
      case Kind::macro:
        return macro(s);
    }
    return {};
  }

 private:
  struct Local {
    std::string name;
    std::uint32_t slot;
    Type type;
  };

  void fault(const Syntax& at, std::string message) {
    out_.faults.push_back({at.offset, at.length, std::move(message)});
  }

  void vain(const Syntax& at, std::string message) {
    out_.vain.push_back({at.offset, at.length, std::move(message)});
  }

  std::size_t put(Op op, std::uint32_t argument, int effect) {
    out_.code.push_back({op, argument});
    depth_ = static_cast<std::uint32_t>(static_cast<int>(depth_) + effect);
    return out_.code.size() - 1;
  }
  /// Lets an earlier jump lead here.
  void land(std::size_t jump) { out_.code[jump].argument = static_cast<std::uint32_t>(out_.code.size()); }

  template <class T>
  static std::uint32_t intern(std::vector<T>& pool, const T& value) {
    const auto found = std::find(pool.begin(), pool.end(), value);
    const auto at = static_cast<std::uint32_t>(found - pool.begin());
    if (found == pool.end()) pool.push_back(value);
    return at;
  }

  void demand(const Syntax& at, const Type& found, Unit unit, const std::string& message) {
    if (!found.is(unit) && !found.is_any()) fault(at, message + ", found " + words(found));
  }

  /// What a name of the scope stands for; null when it is no name or a macro's variable hides it.
  const Meaning* meaning(const Syntax& s) const {
    const auto same = [&](const Local& local) { return local.name == s.value; };
    if (s.kind != Kind::name || std::any_of(locals_.begin(), locals_.end(), same)) return nullptr;
    const auto found = scope_.names.find(s.value);
    return found == scope_.names.end() ? nullptr : &found->second;
  }

  /// Every text that `s` may stand for is a word of the vocabulary it is compared with.
  void demand_words(const Syntax& s, const Vocabulary* known) {
    if (known == nullptr) return;
    if (s.kind == Kind::text) demand_word(s, s.value, *known);
    const bool parts = s.kind == Kind::list || s.kind == Kind::conditional;
    for (std::size_t i = s.kind == Kind::conditional ? 1 : 0; parts && i < s.parts.size(); ++i)
      demand_words(s.parts[i], known);
    if (const Meaning* m = meaning(s)) {
      for (const std::string& text : m->texts) demand_word(s, text, *known);
    }
  }

  void demand_word(const Syntax& at, const std::string& word, const Vocabulary& known) {
    if (std::find(known.words.begin(), known.words.end(), word) != known.words.end()) return;
    vain(at, known.fact + " is never " + base::in_quotes(word) + base::hint(word, known.words));
  }

  void demand_nonzero(const Syntax& divisor) {
    if (divisor.kind == Kind::number && divisor.number == 0) vain(divisor, "division by zero");
    const Meaning* m = meaning(divisor);
    if (m != nullptr && m->zero) vain(divisor, "division by zero: parameter '" + divisor.value + "' is 0");
  }

  Type name(const Syntax& s) {
    for (auto local = locals_.rbegin(); local != locals_.rend(); ++local) {
      if (local->name != s.value) continue;
      put(Op::load_slot, local->slot, 1);
      return local->type;
    }
    if (const auto found = scope_.names.find(s.value); found != scope_.names.end()) {
      put(found->second.load, found->second.argument, 1);
      return found->second.type;
    }
    put(Op::push_bool, 0, 1);
    if (const auto found = scope_.elsewhere.find(s.value); found != scope_.elsewhere.end()) {
      fault(s, found->second);
      return {};
    }
    std::vector<std::string> known;
    for (const auto& [n, meaning] : scope_.names) known.push_back(n);
    for (const Local& local : locals_) known.push_back(local.name);
    const std::string near = base::suggestion(s.value, known);
    const std::string what = s.value.find('.') == std::string::npos ? "unknown name " : "unknown fact ";
    fault(s, what + base::in_quotes(s.value) + (near.empty() ? "" : "; did you mean '" + near + "'?"));
    return {};
  }

  Type list(const Syntax& s) {
    Type element;
    for (const Syntax& part : s.parts) {
      const Type t = emit(part);
      if (const auto both = common(element, t)) {
        element = *both;
      } else {
        fault(part, "a list holds one kind of value: " + words(element) + " stands beside " + words(t));
      }
    }
    put(Op::make_list, static_cast<std::uint32_t>(s.parts.size()), 1 - static_cast<int>(s.parts.size()));
    element.lists = static_cast<std::uint8_t>(element.lists + 1);
    element.literal = false;
    return element;
  }

  Type negate(const Syntax& s) {
    const Type t = emit(s.parts[0]);
    if (!t.numeric() && !t.is_any()) fault(s.parts[0], "'-' needs a number, found " + words(t));
    put(Op::negate, 0, 0);
    return t;
  }

  Type binary(const Syntax& s) {
    if (s.value == "&&" || s.value == "||") return logic(s);
    const Type a = emit(s.parts[0]);
    const Type b = emit(s.parts[1]);
    if (s.value == "in") {
      if (b.lists == 0 && !b.is_any()) fault(s.parts[1], "'in' needs a list, found " + words(b));
      Type element = b;
      element.lists = static_cast<std::uint8_t>(b.lists == 0 ? 0 : b.lists - 1);
      demand_words(s.parts[1], a.vocabulary);
      if (b.lists > 0 && !common(a, element)) fault(s, words(a) + " cannot be in " + words(b));
      put(Op::in, 0, -1);
      return {Unit::boolean};
    }
    if (s.value == "+" || s.value == "-") return sum(s, a, b);
    if (s.value == "*") return product(s, a, b);
    if (s.value == "/" || s.value == "%") return quotient(s, a, b);
    return comparison(s, a, b);
  }

  /// The left side alone decides when it can; else both are joined, and an error yields to a side that decides.
  Type logic(const Syntax& s) {
    const bool both = s.value == "&&";
    demand(s.parts[0], emit(s.parts[0]), Unit::boolean, "'" + s.value + "' needs truth values");
    const std::size_t skip = put(both ? Op::skip_if_false : Op::skip_if_true, 0, 0);
    demand(s.parts[1], emit(s.parts[1]), Unit::boolean, "'" + s.value + "' needs truth values");
    put(both ? Op::both : Op::either, 0, -1);
    land(skip);
    return {Unit::boolean};
  }

  Type mismatch(const Syntax& s, const std::string& verb, const Type& a, const std::string& joiner, const Type& b) {
    const bool units = a.numeric() && b.numeric() && (a.unit == Unit::number || b.unit == Unit::number);
    fault(s, "cannot " + verb + " " + words(a) + " " + joiner + " " + words(b) + (units ? std::string(kNameIt) : ""));
    return {};
  }

  Type sum(const Syntax& s, const Type& a, const Type& b) {
    const bool plus = s.value == "+";
    put(plus ? Op::add : Op::subtract, 0, -1);
    const auto both = common(a, b);
    const bool joins = both && plus && (both->is(Unit::text) || both->lists > 0);
    if (both && (both->numeric() || both->is_any() || joins)) return *both;
    return plus ? mismatch(s, "add", a, "and", b) : mismatch(s, "subtract", b, "from", a);
  }

  Type product(const Syntax& s, const Type& a, const Type& b) {
    const bool known = (a.numeric() || a.is_any()) && (b.numeric() || b.is_any());
    if (known && (a.is(Unit::ratio) || b.is(Unit::ratio))) {
      const Type& other = a.is(Unit::ratio) ? b : a;
      if (other.literal) {
        put(Op::multiply, 0, -1);
        return {Unit::ratio};
      }
      put(Op::multiply_scaled, 0, -1);
      return other;
    }
    put(Op::multiply, 0, -1);
    if (known && (a.is_any() || b.is(Unit::number)))
      return a.is(Unit::number) ? Type{Unit::number, 0, a.literal && b.literal} : a;
    if (known && (b.is_any() || a.is(Unit::number))) return b;
    if (known && ((a.is(Unit::money) && b.is(Unit::quantity)) || (a.is(Unit::quantity) && b.is(Unit::money)))) {
      return {Unit::money};
    }
    return mismatch(s, "multiply", a, "by", b);
  }

  Type quotient(const Syntax& s, const Type& a, const Type& b) {
    const bool divide = s.value == "/";
    demand_nonzero(s.parts[1]);
    const bool known = (a.numeric() || a.is_any()) && (b.numeric() || b.is_any());
    if (known && divide && b.is(Unit::ratio)) {
      put(Op::divide_scaled, 0, -1);
      return a;
    }
    if (known && divide && a.unit == b.unit && !a.is(Unit::number) && !a.is_any()) {
      put(Op::divide_scaled, 0, -1);
      return {Unit::ratio};
    }
    put(divide ? Op::divide : Op::remainder, 0, -1);
    if (known && (b.is(Unit::number) || a.is_any() || b.is_any())) {
      return a.is(Unit::number) ? Type{Unit::number, 0, a.literal && b.literal} : a;
    }
    if (known && (divide ? a.is(Unit::money) && b.is(Unit::quantity) : a.unit == b.unit)) return a;
    return mismatch(s, "divide", a, "by", b);
  }

  Type comparison(const Syntax& s, const Type& a, const Type& b) {
    static constexpr std::array<std::pair<std::string_view, Op>, 6> kOps{{{"==", Op::equal},
                                                                          {"!=", Op::unequal},
                                                                          {"<", Op::less},
                                                                          {"<=", Op::less_equal},
                                                                          {">", Op::greater},
                                                                          {">=", Op::greater_equal}}};
    const auto op = std::find_if(kOps.begin(), kOps.end(), [&](const auto& o) { return o.first == s.value; });
    put(op->second, 0, -1);
    const bool equality = s.value == "==" || s.value == "!=";
    if (equality) {
      demand_words(s.parts[0], b.vocabulary);
      demand_words(s.parts[1], a.vocabulary);
    }
    const Type inner_a{a.unit}, inner_b{b.unit};
    const bool lists = equality && a.lists > 0 && b.lists > 0 && !(inner_a.numeric() && inner_b.numeric());
    const auto both = common(a, b);
    if (!lists && (!both || (!equality && both->lists > 0))) mismatch(s, "compare", a, "with", b);
    return {Unit::boolean};
  }

  Type conditional(const Syntax& s) {
    demand(s.parts[0], emit(s.parts[0]), Unit::boolean, "the condition before '?' must be a truth value");
    const std::size_t branch = put(Op::branch, 0, -1);
    const Type yes = emit(s.parts[1]);
    const std::size_t jump = put(Op::jump, 0, -1);
    land(branch);
    const Type no = emit(s.parts[2]);
    land(jump);
    const auto both = common(yes, no);
    if (!both) fault(s, "the two sides of ':' differ: " + words(yes) + " and " + words(no));
    return both.value_or(Type{});
  }

  Type index(const Syntax& s) {
    Type of = emit(s.parts[0]);
    const Type at = emit(s.parts[1]);
    if (of.lists == 0 && !of.is_any()) fault(s.parts[0], "only a list has elements, found " + words(of));
    demand(s.parts[1], at, Unit::number, "the place in a list is a plain number");
    put(Op::index, 0, -1);
    if (of.lists > 0) --of.lists;
    return of;
  }

  Type call(const Syntax& s) {
    const std::vector<std::string> kKnown{"size", "startsWith", "endsWith",   "contains",
                                          "all",  "exists",     "exists_one", "filter"};
    const bool size = s.value == "size";
    const bool texts = s.value == "startsWith" || s.value == "endsWith" || s.value == "contains";
    if (!size && !texts) {
      const std::string near = base::suggestion(s.value, kKnown);
      fault(s,
            "unknown function " + base::in_quotes(s.value) + (near.empty() ? "" : "; did you mean '" + near + "'?"));
      put(Op::push_bool, 0, 1);
      return {};
    }
    const std::size_t arguments = size ? 1 : 2;
    if (s.parts.size() != arguments) {
      fault(s, size ? "'size' takes one value, as size(list) or list.size()"
                    : "'" + s.value + "' takes one text, as text." + s.value + "(text)");
      put(Op::push_bool, 0, 1);
      return {};
    }
    const Type first = emit(s.parts[0]);
    if (size) {
      if (first.lists == 0 && !first.is(Unit::text) && !first.is_any()) {
        fault(s.parts[0], "'size' needs a list or a text, found " + words(first));
      }
      put(Op::size, 0, 0);
      return {Unit::number};
    }
    demand(s.parts[0], first, Unit::text, "'" + s.value + "' needs a text");
    demand(s.parts[1], emit(s.parts[1]), Unit::text, "'" + s.value + "' needs a text");
    put(s.value == "startsWith" ? Op::starts_with : s.value == "endsWith" ? Op::ends_with : Op::contains, 0, -1);
    return {Unit::boolean};
  }

  Type macro(const Syntax& s) {
    const Macro macro = s.value == "all"          ? Macro::all
                        : s.value == "exists"     ? Macro::exists
                        : s.value == "exists_one" ? Macro::exists_one
                                                  : Macro::filter;
    const Type of = emit(s.parts[0]);
    if (of.lists == 0 && !of.is_any()) fault(s.parts[0], "'" + s.value + "' needs a list, found " + words(of));
    put(Op::loop_begin, static_cast<std::uint32_t>(macro), 3);
    const std::size_t next = put(Op::loop_next, 0, 0);
    Type element = of;
    if (element.lists > 0) --element.lists;
    locals_.push_back({s.variable, depth_ - 1, element});
    demand(s.parts[1], emit(s.parts[1]), Unit::boolean, "'" + s.value + "' needs a truth value for each element");
    locals_.pop_back();
    put(Op::loop_step, static_cast<std::uint32_t>(next), -1);
    land(next);
    put(Op::loop_end, 0, -3);
    return macro == Macro::filter ? of : Type{Unit::boolean};
  }

  const Scope& scope_;
  policy::Constants& constants_;
  Expression& out_;
  std::vector<Local> locals_;
  std::uint32_t depth_ = 0;
};

}  // namespace

Expression compile_expression(std::string_view text, const Scope& scope, policy::Constants& constants) {
  Expression out;
  const Syntax tree = parse(text, out.faults);
  if (!out.faults.empty()) return out;
  out.type = Emitter(scope, constants, out).emit(tree);
  if (!out.faults.empty()) out.code.clear();
  return out;
}

}  // namespace supplytwin::bundle
