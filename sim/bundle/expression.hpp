#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bundle/syntax.hpp"
#include "bundle/type.hpp"
#include "policy/code.hpp"

namespace supplytwin::bundle {

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
