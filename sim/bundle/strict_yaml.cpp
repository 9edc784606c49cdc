#include "bundle/strict_yaml.hpp"

#include <algorithm>
#include <utility>

#include "base/quote.hpp"
#include "base/utf8.hpp"
#include "bundle/units.hpp"

namespace supplytwin::bundle {
namespace {

int characters(std::string_view text) { return static_cast<int>(base::characters(text)); }

/// The byte of the document at which each byte of a scalar's text was written; blanks that fold are not matched.
std::size_t source_of(std::string_view document, const YamlNode& scalar, std::size_t offset) {
  std::size_t at = scalar.position;
  char quote = '\0';
  if (scalar.quoted && at < document.size()) {
    if (document[at] == '"' || document[at] == '\'') {
      quote = document[at++];
    } else {  // a block scalar: its header ends the line
      while (at < document.size() && document[at] != '\n') ++at;
    }
  }
  const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  const auto skip_blanks = [&] {
    while (at < document.size() && blank(document[at])) ++at;
  };
  std::size_t after_last = at;
  for (std::size_t i = 0; i < scalar.text.size() && at < document.size(); ++i) {
    if (blank(scalar.text[i])) continue;
    skip_blanks();
    if (quote == '"' && at < document.size() && document[at] == '\\') ++at;
    if (i >= offset) return at;
    at += quote == '\'' && document[at] == '\'' ? 2 : 1;
    after_last = at;
  }
  return after_last;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

const YamlNode* YamlNode::find_key(std::string_view key) const {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const YamlNode& k) { return k.text == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::string_view Document::line_text(int line) const {
  const std::size_t from = line_begin_[static_cast<std::size_t>(line) - 1];
  std::string_view out = std::string_view(text_).substr(from, text_.find('\n', from) - from);
  if (out.ends_with('\r')) out.remove_suffix(1);
  return out;
}

base::Fault Document::fault(const YamlNode& at, std::string message) const {
  base::Fault f{file_, at.line, at.column, std::move(message), {}, at.length};
  f.quote(line_text(at.line), at.position - line_begin_[static_cast<std::size_t>(at.line) - 1]);
  return f;
}

base::Fault Document::fault_at(std::size_t position, std::size_t length, std::string message) const {
  const auto next = std::upper_bound(line_begin_.begin(), line_begin_.end(), position);
  const int line = static_cast<int>(next - line_begin_.begin());
  const std::size_t begin = *std::prev(next);
  const std::string_view text = line_text(line);
  const std::size_t from = std::min(position - begin, text.size());
  base::Fault f{file_, line, 1 + characters(text.substr(0, from)), std::move(message), {}, 1};
  f.length = std::max(1, characters(text.substr(from, length)));
  f.quote(text, from);
  return f;
}

base::Fault Document::fault_inside(const YamlNode& scalar, std::size_t offset, std::size_t length,
                                   std::string message) const {
  const std::size_t from = source_of(text_, scalar, offset);
  const std::size_t to = length <= 1 ? from + 1 : source_of(text_, scalar, offset + length - 1) + 1;
  return fault_at(from, to - from, std::move(message));
}

std::string describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::null:
      return "nothing";
    case YamlNode::Kind::sequence:
      return "a list";
    case YamlNode::Kind::map:
      return "a map";
    case YamlNode::Kind::scalar:
      break;
  }
  return base::in_quotes(node.text);
}

bool check_keys(const Document& document, const YamlNode& node, const std::vector<std::string>& required,
                const std::vector<std::string>& optional, const std::string& where,
                std::vector<base::Fault>& faults) {
  const std::string in = where.empty() ? "" : " in " + where;
  if (!node.is_map()) {
    const std::string with = required.empty() ? "" : " with " + base::all_of(required);
    faults.push_back(document.fault(node, "expected a map" + in + with + ", found " + describe(node)));
    return false;
  }
  std::vector<std::string> known = required;
  known.insert(known.end(), optional.begin(), optional.end());
  for (const YamlNode& key : node.keys) {
    if (std::find(known.begin(), known.end(), key.text) != known.end()) continue;
    const std::string near = base::suggestion(key.text, known);
    faults.push_back(document.fault(
        key, "unknown key " + base::in_quotes(key.text) + in +
                 (near.empty() ? "; expected " + base::one_of(known) : "; did you mean '" + near + "'?")));
  }
  for (const std::string& key : required) {
    if (node.find_key(key) == nullptr) faults.push_back(document.fault(node, "missing key '" + key + "'" + in));
  }
  return true;
}

bool check_keys(const Document& document, const YamlNode& node, std::span<const Key> keys, const std::string& where,
                std::vector<base::Fault>& faults) {
  std::vector<std::string> required, optional;
  for (const Key& k : keys) (k.required ? required : optional).emplace_back(k.name);
  return check_keys(document, node, required, optional, where, faults);
}

std::optional<std::string> read_text(const Document& document, const YamlNode& node, const std::string& what,
                                     std::vector<base::Fault>& faults) {
  if (!node.is_scalar() || node.text.empty()) {
    faults.push_back(document.fault(node, what + ": expected text, found " + describe(node)));
    return std::nullopt;
  }
  return node.text;
}

std::optional<bool> read_bool(const Document& document, const YamlNode& node, const std::string& what,
                              std::vector<base::Fault>& faults) {
  if (node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false")) return node.text == "true";
  faults.push_back(document.fault(node, what + ": expected true or false, found " + describe(node)));
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const Document& document, const YamlNode& node, const std::string& what,
                                         std::int64_t lowest, std::int64_t highest,
                                         std::vector<base::Fault>& faults) {
  if (!node.is_scalar() || node.quoted) {
    faults.push_back(document.fault(
        node, what + ": expected a whole number, found " + (node.is_scalar() ? "the text " : "") + describe(node)));
    return std::nullopt;
  }
  const auto value = parse_integer(node.text);
  if (!value) {
    faults.push_back(
        document.fault_inside(node, value.offset, node.text.size() - value.offset, what + ": " + value.error));
    return std::nullopt;
  }
  if (*value < lowest || *value > highest) {
    faults.push_back(document.fault(
        node, what + ": " + node.text + " is outside " + std::to_string(lowest) + " to " + std::to_string(highest)));
    return std::nullopt;
  }
  return *value;
}

}  // namespace supplytwin::bundle
