#include <array>
#include <optional>
#include <utility>

#include "bundle/characters.hpp"
#include "bundle/syntax.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

constexpr bool in_name(char c) { return letter(c) || c == '_'; }

int hex_digit(char c) {
  if (digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto byte = [&](std::uint32_t b) { out += static_cast<char>(static_cast<unsigned char>(b)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)), byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, std::vector<ExpressionFault>& faults) : text_(text), faults_(faults) {}

  std::vector<Token> run() {
    while (true) {
      while (at_ < text_.size() &&
             (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) {
        ++at_;
      }
      start_ = at_;
      if (at_ == text_.size()) {
        add(Token::Kind::end, {});
        return std::move(tokens_);
      }
      if (!next()) return {};
    }
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void add(Token::Kind kind, std::string value) { tokens_.push_back({kind, std::move(value), start_, at_ - start_}); }

  bool fail(std::size_t offset, std::size_t length, std::string message) {
    faults_.push_back({offset, length, std::move(message)});
    return false;
  }

  bool next() {
    const char c = peek();
    const bool raw = c == 'r' || c == 'R';
    if (raw && (peek(1) == '"' || peek(1) == '\'')) return ++at_, text(true);
    if ((c == 'b' || c == 'B') && (peek(1) == '"' || peek(1) == '\'')) return fail(at_, 2, "bytes are not used here");
    if (c == '"' || c == '\'') return text(false);
    if (in_name(c)) {
      while (in_name(peek()) || digit(peek())) ++at_;
      add(Token::Kind::name, std::string(text_.substr(start_, at_ - start_)));
      return true;
    }
    if (digit(c) || (c == '.' && digit(peek(1)))) return number();
    return symbol();
  }

  bool number() {
    if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at_ += 2;
      while (hex_digit(peek()) >= 0) ++at_;
      if (at_ == start_ + 2) return fail(start_, 2, "expected hexadecimal digits");
    } else {
      while (digit(peek())) ++at_;
    }
    const bool exponent = peek() == 'e' || peek() == 'E';
    if ((peek() == '.' && digit(peek(1))) || exponent) {
      while (digit(peek()) || in_name(peek()) || peek() == '.') ++at_;
      return fail(start_, at_ - start_,
                  quoted(text_.substr(start_, at_ - start_)) +
                      " is not a whole number; name it as a parameter with its unit");
    }
    if (in_name(peek())) {
      const std::size_t end = at_;
      while (in_name(peek()) || digit(peek())) ++at_;
      return fail(
          start_, at_ - start_,
          quoted(text_.substr(end, at_ - end)) + " cannot follow a number; name it as a parameter with its unit");
    }
    add(Token::Kind::number, std::string(text_.substr(start_, at_ - start_)));
    return true;
  }

  bool symbol() {
    static constexpr std::array<std::string_view, 6> kPairs{"&&", "||", "==", "!=", "<=", ">="};
    const std::string_view two = text_.substr(at_, 2);
    for (const std::string_view pair : kPairs) {
      if (two == pair) {
        at_ += 2;
        add(Token::Kind::symbol, std::string(pair));
        return true;
      }
    }
    if (std::string_view("+-*/%<>!?:()[],.").find(peek()) == std::string_view::npos) {
      std::string message = quoted(text_.substr(at_, 1)) + " has no meaning in an expression";
      if (peek() == '=') message += "; did you mean '=='?";
      if (peek() == '&') message += "; did you mean '&&'?";
      if (peek() == '|') message += "; did you mean '||'?";
      if (static_cast<unsigned char>(peek()) >= 0x80) message = "a character that has no meaning in an expression";
      return fail(at_, 1, std::move(message));
    }
    ++at_;
    add(Token::Kind::symbol, std::string(text_.substr(start_, 1)));
    return true;
  }

  /// A text in one or three quotes of either kind; `at_` is on the first quote.
  bool text(bool raw) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    const std::string close(triple ? 3 : 1, quote);
    at_ += close.size();
    std::string out;
    while (text_.substr(at_, close.size()) != close) {
      if (at_ >= text_.size() || (!triple && (peek() == '\n' || peek() == '\r'))) {
        return fail(start_, at_ - start_, "a text without its closing quote");
      }
      if (peek() == '\\' && raw && at_ + 1 < text_.size()) {
        out += text_.substr(at_, 2);
        at_ += 2;
      } else if (peek() == '\\') {
        if (!escape(out)) return false;
      } else {
        out += text_[at_++];
      }
    }
    at_ += close.size();
    add(Token::Kind::text, std::move(out));
    return true;
  }

  bool escape(std::string& out) {
    static constexpr std::string_view kNames = "abfnrtv\\?\"'`";
    static constexpr std::string_view kMeans = "\a\b\f\n\r\t\v\\?\"'`";
    const std::size_t from = at_++;
    const char c = peek();
    if (const std::size_t found = kNames.find(c); c != '\0' && found != std::string_view::npos) {
      out += kMeans[found];
      ++at_;
      return true;
    }
    std::size_t digits = 0;
    std::uint32_t base = 16;
    switch (c) {
      case 'x':
      case 'X':
        digits = 2;
        ++at_;
        break;
      case 'u':
        digits = 4;
        ++at_;
        break;
      case 'U':
        digits = 8;
        ++at_;
        break;
      default:
        digits = 3, base = 8;
        break;
    }
    std::uint64_t point = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      const int d = hex_digit(peek());
      if (d < 0 || static_cast<std::uint32_t>(d) >= base) {
        return fail(from, at_ - from + 1, "an escape that no text has; write '\\\\' for a backslash");
      }
      point = point * base + static_cast<std::uint64_t>(d);
    }
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF) || (base == 8 && point > 0xFF)) {
      return fail(from, at_ - from, "an escape that is no character");
    }
    append_utf8(out, static_cast<std::uint32_t>(point));
    return true;
  }

  std::string_view text_;
  std::vector<ExpressionFault>& faults_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0, start_ = 0;
};

}  // namespace

std::vector<Token> lex(std::string_view text, std::vector<ExpressionFault>& faults) {
  return Lexer(text, faults).run();
}

}  // namespace supplytwin::bundle
