#include "bundle/yaml_fault.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace supplytwin::bundle {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string line_of(std::string_view text, std::size_t position) {
  return "line " +
         std::to_string(1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
}

/// Follows quotes, brackets, comments and block scalars up to a place, as far as a message needs it.
class Scan {
 public:
  Scan(std::string_view text, std::size_t end) : text_(text), end_(std::min(end, text.size())) {
    while (at_ < end_) step();
  }

  std::vector<std::size_t> open;                                  ///< brackets that are not closed
  std::size_t quote = kNone;                                      ///< a quote that is not closed
  std::pair<std::size_t, std::size_t> last_quoted{kNone, kNone};  ///< first and last byte of the last text in quotes

 private:
  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      line_ = ++at_;
      starts_ = true;
    } else if (blank(c)) {
      ++at_;
    } else if (c == '#' && (at_ == 0 || blank(text_[at_ - 1]) || text_[at_ - 1] == '\n')) {
      at_ = std::min(text_.find('\n', at_), end_);
    } else if (starts_ && (c == '"' || c == '\'')) {
      quoted();
    } else if (starts_ && open.empty() && (c == '|' || c == '>')) {
      block();
    } else {
      if (starts_ && (c == '[' || c == '{')) open.push_back(at_);
      if (!open.empty() && (c == ']' || c == '}')) open.pop_back();
      const bool indicates = c == '[' || c == '{' || (!open.empty() && c == ',');
      const bool before_blank = at_ + 1 == text_.size() || blank(text_[at_ + 1]) || text_[at_ + 1] == '\n';
      starts_ = indicates || ((c == ':' || c == '-' || c == '?') && before_blank);
      ++at_;
    }
  }

  void quoted() {
    const std::size_t close = closing_quote(text_, at_);
    if (close >= end_) {
      quote = at_;
      at_ = end_;
    } else {
      last_quoted = {at_, close};
      at_ = close + 1;
      starts_ = false;
    }
  }

  /// The lines of a block scalar are those that stand deeper than the line that announces it.
  void block() {
    const auto depth = [&](std::size_t from) { return text_.find_first_not_of(' ', from) - from; };
    const std::size_t announced = depth(line_);
    at_ = std::min(text_.find('\n', at_), end_);
    while (at_ < end_ && (text_[at_ + 1 < end_ ? at_ + 1 : at_] == '\n' || depth(at_ + 1) > announced))
      at_ = std::min(text_.find('\n', at_ + 1), end_);
  }

  std::string_view text_;
  std::size_t end_, at_ = 0, line_ = 0;
  bool starts_ = true;  // whether a value may start here
};

/// The parser's words and ours.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kPlain{{
    {"illegal map value", "a ': ' cannot stand here; put a text that holds one in quotes"},
    {"end of map not found", "this does not line up with the keys above it"},
    {"end of sequence not found", "this does not line up with the items above it"},
    {"illegal block entry", "'- ' cannot stand here; an item of a list starts a line under its key"},
    {"illegal flow end", "this bracket closes none that is open"},
}};

}  // namespace

std::size_t closing_quote(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t at = open + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != quote) return at;
      ++at;  // a doubled one belongs to the text
    }
  }
  return kNone;
}

YamlFault explain(std::string_view text, std::size_t position, const std::string& parser_message) {
  position = std::min(position, text.size());
  const std::size_t line = position == 0 ? 0 : text.rfind('\n', position - 1) + 1;
  const std::size_t indent = text.find_first_not_of(" \t", line);
  if (text.substr(line, std::min(indent, text.size()) - line).find('\t') != kNone)
    return {position, "a tab before the text; indent with spaces"};

  const Scan scan(text, position);
  if (scan.quote != kNone) return {scan.quote, "this quote is never closed"};
  const auto [first, last] = scan.last_quoted;
  const std::string_view after = last == kNone ? "" : text.substr(last + 1, position - last - 1);
  if (last != kNone && position > last && after.find_first_not_of(' ') == kNone && position < text.size()) {
    if (text.substr(first, last - first).find('\n') != kNone)
      return {first, "this quote is not closed in its line; it runs on to " + line_of(text, last)};
    return {position, "text after a closing quote; double a quote that belongs to the text"};
  }
  const char here = position < text.size() ? text[position] : '\0';
  if (!scan.open.empty()) {
    const std::string bracket(1, text[scan.open.back()]);
    if (here == ']' || here == '}')
      return {position, std::string("this '") + here + "' does not close the '" + bracket + "' of " +
                            line_of(text, scan.open.back())};
    return {scan.open.back(), "this '" + bracket + "' is never closed; noticed in " + line_of(text, position)};
  }
  for (const auto& [theirs, ours] : kPlain) {
    if (parser_message == theirs) return {position, std::string(ours)};
  }
  return {position, "not readable as YAML: " + parser_message};
}

}  // namespace supplytwin::bundle
