#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace supplytwin::bundle {

/// One node of a YAML document, with the place where it was written.
struct YamlNode {
  enum class Kind : std::uint8_t { null, scalar, sequence, map };
  Kind kind = Kind::null;
  bool quoted = false;          ///< a scalar in quotes or a block scalar: text, never a number
  std::string text;             ///< of a scalar
  int line = 1, column = 1;     ///< from 1; column in characters
  int length = 1;               ///< characters to underline on that line
  std::size_t position = 0;     ///< where it starts in the document [bytes]
  std::vector<YamlNode> keys;   ///< of a map: scalars, in the order written, distinct
  std::vector<YamlNode> items;  ///< of a sequence, or the value of each key

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_map() const { return kind == Kind::map; }
  /// The value of a key, or null when the map has no such key (or this is no map).
  const YamlNode* find(std::string_view key) const;
  /// The key itself as written, to point at; null when there is none.
  const YamlNode* find_key(std::string_view key) const;
};

/// How much a document may hold; more is a fault.
struct YamlLimits {
  std::size_t bytes = 4u << 20;
  std::size_t depth = 32;
  std::size_t nodes = 200'000;  ///< after aliases are expanded
  std::size_t aliases = 100;
  std::size_t keys = 1'000;     ///< of one map
  std::size_t line = 1u << 16;  ///< [bytes]
};

/// A YAML document, read strictly: duplicate keys, tags, keys that are no plain words, several documents in a file,
/// broken UTF-8 and anything past the limits are faults. Scalars stay the text that was written.
class Document {
 public:
  /// Reads `text`; appends what is wrong to `faults`. After a fault of syntax the root is null.
  static Document parse(std::string text, std::string file, std::vector<base::Fault>& faults, YamlLimits limits = {});

  const YamlNode& root() const { return root_; }
  const std::string& text() const { return text_; }
  const std::string& file() const { return file_; }

  /// A fault at a node, with the line it stands on.
  base::Fault fault(const YamlNode& at, std::string message) const;
  /// A fault inside a scalar: `offset` and `length` count bytes of its `text`, whatever its quoting or folding.
  base::Fault fault_inside(const YamlNode& scalar, std::size_t offset, std::size_t length, std::string message) const;

 private:
  friend class DocumentBuilder;
  base::Fault fault_at(std::size_t position, std::size_t length, std::string message) const;
  /// A line without its end; counted from 1.
  std::string_view line_text(int line) const;

  std::string text_, file_;
  std::vector<std::size_t> line_begin_;  // position of the first byte of each line
  YamlNode root_;
};

/// A key that a map may have.
struct Key {
  std::string_view name;
  bool required = false;
  std::string_view doc;  ///< one line
};

/// What a node is, in words: `a map`, `the list`, `'5 days'`.
std::string describe(const YamlNode& node);

/// Faults of a map: it must be one, every key known, every required key present. `where` reads like `rules[2]`; empty
/// at the top. Returns whether it is a map at all.
bool check_keys(const Document& document, const YamlNode& node, const std::vector<std::string>& required,
                const std::vector<std::string>& optional, const std::string& where, std::vector<base::Fault>& faults);

bool check_keys(const Document& document, const YamlNode& node, std::span<const Key> keys, const std::string& where,
                std::vector<base::Fault>& faults);

/// A scalar as text; a fault when it is something else or empty.
std::optional<std::string> read_text(const Document& document, const YamlNode& node, const std::string& what,
                                     std::vector<base::Fault>& faults);
/// `true` or `false`, and nothing else: not `yes`, not `on`, not `"true"`.
std::optional<bool> read_bool(const Document& document, const YamlNode& node, const std::string& what,
                              std::vector<base::Fault>& faults);
/// A whole number between the bounds: not `010`, `0x1F`, `1_000` or `"3"`.
std::optional<std::int64_t> read_integer(const Document& document, const YamlNode& node, const std::string& what,
                                         std::int64_t lowest, std::int64_t highest, std::vector<base::Fault>& faults);

}  // namespace supplytwin::bundle
