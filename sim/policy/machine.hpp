#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "policy/code.hpp"
#include "policy/value.hpp"

namespace supplytwin::policy {

/// Runs checked code on a stack of fixed size; allocates nothing. Overflow, division by zero, an index outside its
/// list or an operand of the wrong kind make an error value, never a fault.
class Machine {
 public:
  /// All it refers to must outlive it. `steps` bounds the work of all evaluations together.
  Machine(const Constants& constants, std::span<const Value> parameters, std::span<const Code> variables,
          const FactSource& facts, std::uint64_t steps)
      : constants_(constants), parameters_(parameters), variables_(variables), facts_(facts), steps_(steps) {}

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
  bool spend(std::uint64_t steps);
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
  bool exhausted_ = false;
  std::size_t top_ = 0, cells_used_ = 0, text_used_ = 0;
  std::array<Value, kStackDepth> stack_;
  std::array<Value, kListCells> cells_;
  std::array<char, kTextBytes> text_;
};

}  // namespace supplytwin::policy
