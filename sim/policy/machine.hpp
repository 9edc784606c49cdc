#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "policy/code.hpp"
#include "policy/image.hpp"
#include "policy/value.hpp"

namespace supplytwin::policy {

/// Memory for values that are written before they are read: most decisions use a fraction of it, and filling all of
/// it would cost more than they do.
template <class T, std::size_t N>
class Unset {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): that is what it is for
  Unset() {}
  T* data() { return values; }
  T& operator[](std::size_t i) { return values[i]; }

 private:
  union {
    T values[N];
  };
};

/// Runs checked code on a stack of fixed size; allocates nothing. Overflow, division by zero, an index outside its
/// list or an operand of the wrong kind make an error value, never a fault.
class Machine {
 public:
  /// All it refers to must outlive it. `steps` bounds the work of all evaluations together. `lasting` are variables
  /// that have one value as long as the machine lives: they are computed once, and cost their steps each time
  /// nevertheless. `texts` may stand for those of the constants; where they are the very words that facts have,
  /// they compare faster.
  Machine(const Constants& constants, std::span<const Value> parameters, std::span<const Code> variables,
          const FactSource& facts, std::uint64_t steps, std::bitset<kNames> lasting = {},
          std::span<const Value> texts = {})
      : constants_(constants),
        parameters_(parameters),
        variables_(variables),
        facts_(facts),
        steps_(steps),
        texts_(texts),
        lasting_(lasting) {}

  /// The value of a piece of code that `check` found sound; texts and lists in it live until the next evaluation.
  Value evaluate(const Code& code);
  /// Whether the steps ran out; every value since then is an error.
  bool exhausted() const { return exhausted_; }

 private:
  Value run(const Code& code);
  void binary(Op op);
  Value arithmetic(Op op, const Value& a, const Value& b);
  Value scaled(Op op, const Value& a, const Value& b);
  Value join(const Value& a, const Value& b);
  Value compare(Op op, const Value& a, const Value& b);
  Value contains(const Value& list, const Value& element);
  bool same(const Value& a, const Value& b);
  Value call(std::uint32_t variable);
  bool spend(std::uint64_t steps) {
    exhausted_ = exhausted_ || steps_ < steps;
    steps_ = exhausted_ ? 0 : steps_ - steps;
    return !exhausted_;
  }
  void make_list(std::size_t count);
  void loop_begin(Macro macro);
  bool loop_next();
  bool loop_step();
  void loop_end();

  void push(Value v) { stack_[top_++] = v; }
  Value pop() { return stack_[--top_]; }

  const Constants& constants_;
  std::span<const Value> parameters_;
  std::span<const Code> variables_;
  const FactSource& facts_;
  std::uint64_t steps_;
  std::span<const Value> texts_;
  bool exhausted_ = false;
  std::size_t top_ = 0, cells_used_ = 0, text_used_ = 0;
  struct Known {
    Value value;
    std::uint64_t steps;
  };
  std::bitset<kNames> lasting_, known_;  // `known_`: which of `values_` were computed
  Unset<Known, kNames> values_;
  Unset<Value, kStackDepth> stack_;
  Unset<Value, kListCells> cells_;
  Unset<char, kTextBytes> text_;
};

}  // namespace supplytwin::policy
