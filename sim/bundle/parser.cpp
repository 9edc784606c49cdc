#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "bundle/syntax.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

using Kind = Syntax::Kind;

constexpr std::size_t kNesting = 100;   ///< of parentheses, brackets, calls and conditionals
constexpr std::size_t kLength = 8'192;  ///< of an expression [bytes]

constexpr std::array<std::string_view, 20> kReserved{
    "null",   "in",  "as",   "break",   "const",     "continue", "else", "for",  "function", "if",
    "import", "let", "loop", "package", "namespace", "return",   "var",  "void", "while",    "__"};
constexpr std::array<std::string_view, 4> kMacros{"all", "exists", "exists_one", "filter"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Stops at the first fault: what follows it is guesswork.
struct Stop {};

/// Recursive descent over CEL's grammar, loosest binding first.
class Parser {
 public:
  Parser(std::vector<Token> tokens, std::vector<ExpressionFault>& faults)
      : tokens_(std::move(tokens)), faults_(faults) {}

  Syntax run() {
    Syntax all = expression();
    if (here().kind != Token::Kind::end) unexpected("an operator or the end");
    return all;
  }

 private:
  const Token& here() const { return tokens_[at_]; }
  bool is(std::string_view symbol) const { return here().kind == Token::Kind::symbol && here().value == symbol; }
  bool is_word(std::string_view word) const { return here().kind == Token::Kind::name && here().value == word; }

  [[noreturn]] void fail(const Token& at, std::string message) {
    faults_.push_back({at.offset, std::max<std::size_t>(1, at.length), std::move(message)});
    throw Stop{};
  }
  [[noreturn]] void unexpected(const std::string& expected) {
    const std::string found = here().kind == Token::Kind::end    ? "the expression ends"
                              : here().kind == Token::Kind::text ? "found a text"
                                                                 : "found '" + here().value + "'";
    fail(here(), "expected " + expected + ", but " + found);
  }
  bool take(std::string_view symbol) {
    if (!is(symbol)) return false;
    ++at_;
    return true;
  }
  void expect(std::string_view symbol) {
    if (!take(symbol)) unexpected(quoted(symbol));
  }

  Syntax make(Kind kind, std::string value, std::vector<Syntax> parts, std::size_t offset) const {
    const Token& last = tokens_[at_ == 0 ? 0 : at_ - 1];
    Syntax s;
    s.kind = kind;
    s.value = std::move(value);
    s.parts = std::move(parts);
    s.offset = offset;
    s.length = std::max<std::size_t>(1, last.offset + last.length - offset);
    return s;
  }

  Syntax expression() {
    if (++depth_ > kNesting) fail(here(), "nested deeper than " + std::to_string(kNesting) + " levels");
    Syntax left = binary(0);
    if (take("?")) {
      Syntax yes = binary(0);
      expect(":");
      Syntax no = expression();
      const std::size_t offset = left.offset;
      std::vector<Syntax> parts;
      parts.push_back(std::move(left)), parts.push_back(std::move(yes)), parts.push_back(std::move(no));
      left = make(Kind::conditional, "?:", std::move(parts), offset);
    }
    --depth_;
    return left;
  }

  bool operator_of(std::size_t level) const {
    if (here().kind != Token::Kind::symbol) return level == 2 && is_word("in");
    const std::string& s = here().value;
    switch (level) {
      case 0:
        return s == "||";
      case 1:
        return s == "&&";
      case 2:
        return s == "==" || s == "!=" || s == "<" || s == "<=" || s == ">" || s == ">=";
      case 3:
        return s == "+" || s == "-";
      default:
        return s == "*" || s == "/" || s == "%";
    }
  }

  Syntax binary(std::size_t level) {
    if (level == 5) return unary();
    Syntax left = binary(level + 1);
    while (operator_of(level)) {
      std::string op = here().value;
      ++at_;
      Syntax right = binary(level + 1);
      const std::size_t offset = left.offset;
      std::vector<Syntax> parts;
      parts.push_back(std::move(left)), parts.push_back(std::move(right));
      left = make(Kind::binary, std::move(op), std::move(parts), offset);
    }
    return left;
  }

  Syntax unary() {
    const Token& first = here();
    if (!is("-") && !is("!")) return member();
    const bool minus = is("-");
    ++at_;
    // The least number has no positive twin, so a minus belongs to the digits that follow it.
    if (minus && here().kind == Token::Kind::number) return postfix(number(true, first.offset));
    if (++depth_ > kNesting) fail(here(), "nested deeper than " + std::to_string(kNesting) + " levels");
    std::vector<Syntax> parts;
    parts.push_back(unary());
    --depth_;
    return make(minus ? Kind::negate : Kind::invert, minus ? "-" : "!", std::move(parts), first.offset);
  }

  Syntax number(bool negative, std::size_t offset) {
    std::string digits = here().value;
    int base = 10;
    if (digits.size() > 2 && (digits[1] == 'x' || digits[1] == 'X')) {
      digits.erase(0, 2);
      base = 16;
    }
    if (negative) digits.insert(0, 1, '-');
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (error != std::errc{} || end != digits.data() + digits.size())
      fail(here(), "'" + here().value + "' is too large");
    ++at_;
    Syntax s = make(Kind::number, {}, {}, offset);
    s.number = value;
    return s;
  }

  Syntax member() { return postfix(primary()); }

  Syntax postfix(Syntax s) {
    while (true) {
      const std::size_t offset = s.offset;
      if (take("[")) {
        std::vector<Syntax> parts;
        parts.push_back(std::move(s)), parts.push_back(expression());
        expect("]");
        s = make(Kind::index, "[]", std::move(parts), offset);
      } else if (take(".")) {
        if (here().kind != Token::Kind::name) unexpected("a name after '.'");
        const Token name = here();
        ++at_;
        if (take("(")) {
          s = method(std::move(s), name);
        } else if (s.kind == Kind::name) {
          s = make(Kind::name, s.value + "." + name.value, {}, offset);
        } else {
          fail(name, "only a fact has parts; '" + name.value + "' stands after a value");
        }
      } else {
        return s;
      }
    }
  }

  Syntax method(Syntax receiver, const Token& name) {
    const std::size_t offset = receiver.offset;
    std::vector<Syntax> parts;
    parts.push_back(std::move(receiver));
    if (one_of(kMacros, name.value)) {
      const Token variable = here();
      if (variable.kind != Token::Kind::name || one_of(kReserved, variable.value))
        unexpected("the variable of '" + name.value + "'");
      ++at_;
      expect(",");
      parts.push_back(expression());
      expect(")");
      Syntax s = make(Kind::macro, name.value, std::move(parts), offset);
      s.variable = variable.value;
      return s;
    }
    arguments(parts, ")");
    return make(Kind::call, name.value, std::move(parts), offset);
  }

  void arguments(std::vector<Syntax>& parts, std::string_view close) {
    while (!is(close)) {
      parts.push_back(expression());
      if (!take(",")) break;
    }
    expect(close);
  }

  Syntax primary() {
    const Token first = here();
    switch (first.kind) {
      case Token::Kind::number:
        return number(false, first.offset);
      case Token::Kind::text:
        ++at_;
        return make(Kind::text, first.value, {}, first.offset);
      case Token::Kind::name:
        return name();
      default:
        break;
    }
    if (take("(")) {
      Syntax inner = expression();
      expect(")");
      return inner;
    }
    if (take("[")) {
      std::vector<Syntax> parts;
      arguments(parts, "]");
      return make(Kind::list, "[]", std::move(parts), first.offset);
    }
    unexpected("a value");
  }

  Syntax name() {
    const Token first = here();
    if (first.value == "true" || first.value == "false") {
      ++at_;
      Syntax s = make(Kind::boolean, {}, {}, first.offset);
      s.number = first.value == "true" ? 1 : 0;
      return s;
    }
    if (one_of(kReserved, first.value)) fail(first, "'" + first.value + "' is reserved and no value");
    ++at_;
    if (take("(")) {
      std::vector<Syntax> parts;
      arguments(parts, ")");
      return make(Kind::call, first.value, std::move(parts), first.offset);
    }
    return make(Kind::name, first.value, {}, first.offset);
  }

  std::vector<Token> tokens_;
  std::vector<ExpressionFault>& faults_;
  std::size_t at_ = 0, depth_ = 0;
};

}  // namespace

Syntax parse(std::string_view text, std::vector<ExpressionFault>& faults) {
  if (text.size() > kLength) {
    faults.push_back({0, 1, "an expression longer than " + std::to_string(kLength) + " bytes"});
    return {};
  }
  std::vector<Token> tokens = lex(text, faults);
  if (tokens.empty()) return {};
  try {
    return Parser(std::move(tokens), faults).run();
  } catch (const Stop&) {
    return {};
  }
}

}  // namespace supplytwin::bundle
