#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace supplytwin::bundle {

/// What is wrong in an expression, and where in its text [bytes].
struct ExpressionFault {
  std::size_t offset = 0, length = 1;
  std::string message;
};

/// A word of an expression.
struct Token {
  enum class Kind : std::uint8_t { end, name, number, text, symbol };
  Kind kind = Kind::end;
  std::string value;  ///< the name, the symbol, the digits, or the text with its escapes resolved
  std::size_t offset = 0, length = 0;
};

/// The words of an expression, closed by an end; stops at the first fault.
std::vector<Token> lex(std::string_view text, std::vector<ExpressionFault>& faults);

/// A node of an expression's tree.
struct Syntax {
  enum class Kind : std::uint8_t {
    boolean,
    number,
    text,
    name,
    list,
    negate,
    invert,
    binary,
    conditional,
    index,
    call,   ///< `value` is the function; parts: its arguments, the receiver first
    macro,  ///< `value` is the macro, `variable` its variable; parts: the list and the body
  };
  Kind kind{};
  std::string value;  ///< a name with its dots, an operator, a text
  std::string variable;
  std::int64_t number = 0;
  std::vector<Syntax> parts;
  std::size_t offset = 0, length = 1;
};

/// The tree of an expression; without meaning when there are faults.
Syntax parse(std::string_view text, std::vector<ExpressionFault>& faults);

}  // namespace supplytwin::bundle
