#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace supplytwin::policy {

/// What an instruction does. The order is part of the canonical bytes: append, never reorder.
enum class Op : std::uint8_t {
  push_bool,       ///< argument 0 or 1
  push_number,     ///< constant number
  push_text,       ///< constant text
  load_fact,       ///< a fact, or a binding of a stand-alone expression
  load_parameter,  ///< a parameter of the bundle
  load_slot,       ///< a stack slot of this expression: the variable of a macro
  call,            ///< evaluates a variable of the bundle
  negate,
  invert,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  multiply_scaled,  ///< a * b / 1,000,000, rounded half away from zero: one of them is a ratio
  divide_scaled,    ///< a * 1,000,000 / b: two of one unit make a ratio, or b is a ratio
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  in,
  index,
  size,
  starts_with,
  ends_with,
  contains,
  make_list,      ///< from the top `argument` values
  jump,           ///< forward
  skip_if_false,  ///< left side of &&: keeps a false and jumps
  skip_if_true,   ///< left side of ||
  both,
  either,      ///< joins the two sides; an error yields to a side that decides
  branch,      ///< takes a truth value; false jumps to the argument, an error to the end of the conditional
  loop_begin,  ///< opens a macro over the list on top; argument: its Macro
  loop_next,   ///< puts the next element in its slot, or jumps forward to loop_end
  loop_step,   ///< folds the body's value in and jumps back to loop_next; argument: distance
  loop_end,    ///< leaves the macro's result
};
inline constexpr std::size_t kOps = static_cast<std::size_t>(Op::loop_end) + 1;

/// The macros over lists.
enum class Macro : std::uint8_t { all, exists, exists_one, filter };

struct Instruction {
  Op op{};
  std::uint32_t argument = 0;
  bool operator==(const Instruction&) const = default;
};

/// A compiled expression.
using Code = std::vector<Instruction>;

/// What expressions share.
struct Constants {
  std::vector<std::int64_t> numbers;
  std::vector<std::string> texts;
  bool operator==(const Constants&) const = default;
};

/// Values that the machine's stack holds at most.
inline constexpr std::size_t kStackDepth = 96;
/// Elements that all lists of one evaluation hold at most.
inline constexpr std::size_t kListCells = 256;
/// Bytes that all texts made by `+` in one evaluation hold at most.
inline constexpr std::size_t kTextBytes = 1024;

/// What an instruction may refer to.
struct CodeLimits {
  std::size_t facts = 0, parameters = 0;
  std::size_t numbers = 0, texts = 0;
  /// Of each variable that it may call.
  std::vector<std::size_t> variable_depths;
  std::vector<std::uint64_t> variable_costs;
};

/// What checking a piece of code found.
struct CodeCheck {
  std::string error;       ///< empty when the code is sound
  std::size_t depth = 0;   ///< stack values that it needs
  std::uint64_t cost = 0;  ///< steps that it takes at most
};

/// Checks code before it is run: known instructions, indices in range, forward jumps, whole loops, one result, a
/// stack that fits. Sound code cannot leave the machine's memory and ends within its cost.
CodeCheck check(const Code& code, const CodeLimits& limits);

}  // namespace supplytwin::policy
