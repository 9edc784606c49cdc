#pragma once

#include <cstdint>
#include <string>
#include <vector>

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

}  // namespace supplytwin::bundle
