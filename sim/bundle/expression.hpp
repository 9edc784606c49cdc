#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bundle/syntax.hpp"
#include "policy/code.hpp"
#include "policy/value_type.hpp"

namespace supplytwin::bundle {

/// The words that a text of a closed set may be, and whose they are.
struct Vocabulary {
  std::string fact;
  std::vector<std::string> words;
};

/// What a value of an expression is while it is compiled: a unit, and how many lists are around it.
struct Type {
  enum class Unit : std::uint8_t { any, boolean, number, quantity, duration, money, ratio, text };
  Unit unit = Unit::any;
  std::uint8_t lists = 0;
  bool literal = false;                    ///< a plain number as written, which may also count units of an item
  const Vocabulary* vocabulary = nullptr;  ///< of a text of a closed set

  static Type of(policy::ValueType type);
  bool is_any() const { return unit == Unit::any && lists == 0; }
  bool is(Unit u) const { return unit == u && lists == 0; }
  bool numeric() const { return lists == 0 && unit >= Unit::number && unit <= Unit::ratio; }
};

/// A type in words: `a duration`, `a list of text`.
std::string words(const Type& type);

/// What a name stands for.
struct Meaning {
  policy::Op load{};  ///< load_fact, load_parameter or call
  std::uint32_t argument = 0;
  Type type;
  std::vector<std::string> texts{};  ///< of a parameter that is text
  bool zero = false;                 ///< of a parameter that is 0
};

/// The names that an expression may use.
struct Scope {
  std::map<std::string, Meaning> names;
  /// Names that exist but not here, with the reason.
  std::map<std::string, std::string> elsewhere;
};

/// A compiled expression; without code when there are faults.
struct Expression {
  policy::Code code;
  Type type;
  std::vector<ExpressionFault> faults;
  std::vector<ExpressionFault> vain;  ///< sound code that no rule can mean: division by zero, words no fact takes
};

/// Compiles an expression, its units checked; its constants go to `constants`.
Expression compile_expression(std::string_view text, const Scope& scope, policy::Constants& constants);

}  // namespace supplytwin::bundle
