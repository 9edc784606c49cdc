#include <algorithm>
#include <limits>
#include <utility>

#include "policy/code.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::uint64_t kCostTop = std::uint64_t{1} << 62;
constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// Follows the code once, front to back: every jump but a loop's own leads forward, so one pass sees all.
class Checker {
 public:
  Checker(const Code& code, const CodeLimits& limits)
      : code_(code), limits_(limits), expected_(code.size() + 1, {kNowhere, 0}) {}

  CodeCheck run() {
    for (at_ = 0; at_ < code_.size() && result_.error.empty(); ++at_) {
      arrive();
      if (result_.error.empty() && depth_ == kNowhere) fail("an instruction that nothing leads to");
      if (result_.error.empty()) step(code_[at_]);
    }
    if (result_.error.empty()) {
      arrive();
      if (!loops_.empty()) fail("an open loop");
      if (depth_ != 1) fail("other than one result");
    }
    return std::move(result_);
  }

 private:
  struct Loop {
    std::size_t id, next, end, floor;
    std::uint64_t cost_before;
  };
  struct Target {
    std::size_t depth;
    std::size_t loop;
  };

  void fail(const char* what) {
    if (result_.error.empty()) result_.error = std::string(what) + " at instruction " + std::to_string(at_);
  }
  std::size_t loop_id() const { return loops_.empty() ? 0 : loops_.back().id; }

  /// Joins what falls through with what jumps here.
  void arrive() {
    const Target& t = expected_[at_];
    if (t.depth == kNowhere) return;
    if (t.loop != loop_id() || (depth_ != kNowhere && depth_ != t.depth)) fail("a jump that does not fit its target");
    depth_ = t.depth;
  }

  void lead(std::size_t target, std::size_t depth) {
    if (target <= at_ || target > code_.size()) return fail("a jump that does not lead forward");
    if (!loops_.empty() && target >= loops_.back().end) return fail("a jump out of a loop");
    Target& t = expected_[target];
    if (t.depth != kNowhere && (t.depth != depth || t.loop != loop_id())) return fail("jumps that do not agree");
    t = {depth, loop_id()};
  }

  bool take(std::size_t count) {
    const std::size_t floor = loops_.empty() ? 0 : loops_.back().floor;
    if (depth_ < floor + count) {
      fail("a value taken from an empty stack");
      return false;
    }
    depth_ -= count;
    return true;
  }

  void give(std::size_t count = 1) {
    depth_ += count;
    result_.depth = std::max(result_.depth, depth_);
    if (result_.depth > kStackDepth) fail("more values than the stack holds");
  }

  void spend(std::uint64_t cost) { result_.cost = std::min(kCostTop, result_.cost + cost); }

  void within(std::size_t argument, std::size_t count) {
    if (argument >= count) fail("an index out of range");
  }

  void step(const Instruction& i) {
    spend(1);
    switch (i.op) {
      case Op::push_bool:
        return within(i.argument, 2), give();
      case Op::push_number:
        return within(i.argument, limits_.numbers), give();
      case Op::push_text:
        return within(i.argument, limits_.texts), give();
      case Op::load_fact:
        return within(i.argument, limits_.facts), give();
      case Op::load_parameter:
        return within(i.argument, limits_.parameters), give();
      case Op::load_slot:
        return within(i.argument, depth_), give();
      case Op::call:
        return call(i.argument);
      case Op::negate:
      case Op::invert:
      case Op::size:
        if (take(1)) give();
        return;
      case Op::make_list:
        if (take(i.argument)) give();
        return;
      case Op::jump:
        lead(i.argument, depth_);
        depth_ = kNowhere;
        return;
      case Op::skip_if_false:
      case Op::skip_if_true:
        if (take(1)) give();
        return lead(i.argument, depth_);
      case Op::branch:
        return branch(i.argument);
      case Op::loop_begin:
        return loop_begin(i.argument);
      case Op::loop_next:
        return fail("a loop that was not opened");
      case Op::loop_step:
        return loop_step(i.argument);
      case Op::loop_end:
        return fail("a loop closed twice");
      default:
        break;
    }
    if (static_cast<std::size_t>(i.op) >= kOps) return fail("an unknown instruction");
    if (take(2)) give();
  }

  void call(std::size_t variable) {
    within(variable, limits_.variable_depths.size());
    if (!result_.error.empty()) return;
    const std::size_t deepest = depth_ + std::max<std::size_t>(1, limits_.variable_depths[variable]);
    give();
    result_.depth = std::max(result_.depth, deepest);
    if (deepest > kStackDepth) fail("more values than the stack holds");
    spend(limits_.variable_costs[variable]);
  }

  void branch(std::size_t target) {
    if (!take(1)) return;
    lead(target, depth_);
    if (!result_.error.empty()) return;
    const Instruction& close = code_[target - 1];
    if (target - 1 <= at_ || close.op != Op::jump) return fail("a conditional without its other branch");
    lead(close.argument, depth_ + 1);
  }

  /// Checks the opening and the `loop_next` that must follow it.
  void loop_begin(std::size_t macro) {
    within(macro, 4);
    if (!take(1)) return;
    give(4);
    if (!result_.error.empty()) return;
    const std::size_t next = at_ + 1;
    if (next >= code_.size() || code_[next].op != Op::loop_next || expected_[next].depth != kNowhere) {
      return fail("a loop without its head");
    }
    const std::size_t end = code_[next].argument;
    const std::size_t outer = loops_.empty() ? code_.size() : loops_.back().end - 1;
    if (end < next + 2 || end >= outer || code_[end].op != Op::loop_end || code_[end - 1].op != Op::loop_step) {
      return fail("a loop without its end");
    }
    loops_.push_back({++loops_opened_, next, end, depth_, result_.cost});
    at_ = next;
    spend(1);
  }

  void loop_step(std::size_t back) {
    if (loops_.empty() || back != loops_.back().next || at_ + 1 != loops_.back().end)
      return fail("a loop without its head");
    const Loop loop = loops_.back();
    if (!take(1)) return;
    if (depth_ != loop.floor) return fail("a loop body with other than one result");
    const std::uint64_t body = result_.cost - loop.cost_before;
    result_.cost = body > kCostTop / kListCells ? kCostTop : std::min(kCostTop, loop.cost_before + body * kListCells);
    loops_.pop_back();
    ++at_;  // loop_end
    if (expected_[at_].depth != kNowhere) return fail("a jump into a loop");
    spend(1);
    depth_ -= 3;
  }

  const Code& code_;
  const CodeLimits& limits_;
  std::vector<Target> expected_;
  std::vector<Loop> loops_;
  std::size_t loops_opened_ = 0;
  std::size_t at_ = 0, depth_ = 0;
  CodeCheck result_;
};

}  // namespace

CodeCheck check(const Code& code, const CodeLimits& limits) { return Checker(code, limits).run(); }

}  // namespace supplytwin::policy
