#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace supplytwin::bundle {

/// What may stand at one place of a YAML file that people write. The JSON Schema for editors and the reference page
/// are written from it.
struct Shape {
  enum class Kind : std::uint8_t {
    text,     ///< any scalar, for a reader takes `2024` for a text too
    pattern,  ///< a text of this form
    words,    ///< one of a closed set
    whole,    ///< a number without decimals
    number,
    truth,   ///< true or false
    list,    ///< `parts[0]` each
    map,     ///< these keys and no others
    named,   ///< a map whose keys are names of this pattern and hold `parts[0]` each
    either,  ///< one of `parts`
  };
  struct Key;

  Kind kind = Kind::text;
  std::string says;                       ///< in words, such as `a time, such as '4 h'`
  std::string name;                       ///< of a form that many fields share, such as `time`; else empty
  std::string pattern;                    ///< ECMA 262, of the whole text
  std::vector<std::string> words;         ///< of a closed set
  std::optional<double> lowest, highest;  ///< of a number, or of the length of a list
  bool may_be_empty = false;              ///< of a text or of a map of names
  bool exactly_one = false;               ///< of a map: one of its keys, and no second
  std::vector<Key> keys;                  ///< of a map
  std::vector<Shape> parts;
};

/// A key of a map.
struct Shape::Key {
  std::string name, doc;
  bool required = false;
  Shape shape;
};

// The forms that values with units take; `name` and `pattern` are theirs, negative ones are left out.
Shape text_shape(bool may_be_empty = false);
Shape words_shape(std::vector<std::string> words);
Shape whole_shape(std::optional<double> lowest, std::optional<double> highest);
Shape number_shape(std::optional<double> lowest, std::optional<double> highest);
Shape list_shape(Shape of);
Shape either_shape(std::vector<Shape> parts);
Shape duration_shape();
Shape money_shape();
/// Bounds in units of 1.
Shape ratio_shape(std::optional<double> lowest, std::optional<double> highest);
Shape schedule_shape();
Shape hours_shape();
/// A named text of this form.
Shape pattern_shape(std::string name, std::string says, std::string pattern);

// Parts of patterns, for forms that hold them.
std::string decimal_pattern();
std::string duration_pattern();
std::string money_pattern();
std::string ratio_pattern();

/// What a policy file may hold.
Shape policy_shape();

}  // namespace supplytwin::bundle
