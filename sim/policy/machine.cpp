#include "policy/machine.hpp"

#include <algorithm>
#include <limits>

#include "base/money.hpp"
#include "base/wide.hpp"

namespace supplytwin::policy {
namespace {

using Kind = Value::Kind;

/// A loop's frame on the stack, from its list up: the list, the state, what is gathered, the element.
constexpr std::size_t kFrame = 4;

/// The state of a loop packs its macro and the marks to which the arenas fall back after each element.
constexpr std::uint32_t pack(Macro macro, std::size_t cells, std::size_t text) {
  return static_cast<std::uint32_t>(macro) | static_cast<std::uint32_t>(cells << 4) |
         static_cast<std::uint32_t>(text << 16);
}
static_assert(kListCells < (1u << 12) && kTextBytes < (1u << 16));

std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; });
}

Value narrow(base::Int128 n) {
  if (n > std::numeric_limits<std::int64_t>::max() || n < std::numeric_limits<std::int64_t>::min()) return {};
  return Value::of(static_cast<std::int64_t>(n));
}

base::Int128 divide_rounded(base::Int128 a, base::Int128 b) {
  if (b < 0) {
    a = -a;
    b = -b;
  }
  return (a + (a >= 0 ? b / 2 : -(b / 2))) / b;
}

}  // namespace

Value Machine::evaluate(const Code& code) {
  top_ = cells_used_ = text_used_ = 0;
  if (code.size() == 1 && code.front().op == Op::load_fact)  // most preferences
    return spend(1) ? facts_.fact(code.front().argument) : Value{};
  return run(code);
}

Value Machine::call(std::uint32_t variable) {
  if (known_[variable]) {
    const Known& known = values_[variable];
    return spend(known.steps) ? known.value : Value{};
  }
  const std::uint64_t before = steps_;
  const Value value = run(variables_[variable]);
  // Texts and lists may lie in an arena that the next evaluation takes over.
  if (lasting_[variable] && (value.kind == Kind::boolean || value.kind == Kind::number)) {
    values_[variable] = {value, before - steps_};
    known_.set(variable);
  }
  return value;
}

Value Machine::run(const Code& code) {
  const std::size_t base = top_;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (!spend(1)) {
      top_ = base;
      return {};
    }
    const Instruction& i = code[at];
    switch (i.op) {
      case Op::push_bool:
        push(Value::of(i.argument != 0));
        break;
      case Op::push_number:
        push(Value::of(constants_.numbers[i.argument]));
        break;
      case Op::push_text:
        push(texts_.empty() ? Value::of(std::string_view(constants_.texts[i.argument])) : texts_[i.argument]);
        break;
      case Op::load_fact:
        push(facts_.fact(i.argument));
        break;
      case Op::load_parameter:
        push(parameters_[i.argument]);
        break;
      case Op::load_slot:
        push(stack_[base + i.argument]);
        break;
      case Op::call:
        push(call(i.argument));
        break;
      case Op::negate: {
        const Value v = pop();
        const bool ok = v.kind == Kind::number && v.number != std::numeric_limits<std::int64_t>::min();
        push(ok ? Value::of(-v.number) : Value{});
        break;
      }
      case Op::invert: {
        const Value v = pop();
        push(v.kind == Kind::boolean ? Value::of(v.number == 0) : Value{});
        break;
      }
      case Op::size: {
        const Value v = pop();
        push(v.kind == Kind::text   ? Value::of(characters(v.text()))
             : v.kind == Kind::list ? Value::of(std::int64_t{v.size})
                                    : Value{});
        break;
      }
      case Op::make_list:
        make_list(i.argument);
        break;
      case Op::jump:
        at = i.argument - 1;
        break;
      case Op::skip_if_false:
        if (stack_[top_ - 1].is_false()) at = i.argument - 1;
        break;
      case Op::skip_if_true:
        if (stack_[top_ - 1].is_true()) at = i.argument - 1;
        break;
      case Op::branch: {
        const Value v = pop();
        if (v.is_false()) {
          at = i.argument - 1;
        } else if (!v.is_true()) {
          push({});
          at = code[i.argument - 1].argument - 1;  // the jump that closes the first branch leads to the end
        }
        break;
      }
      case Op::loop_begin:
        loop_begin(static_cast<Macro>(i.argument));
        break;
      case Op::loop_next:
        if (!loop_next()) at = i.argument - 1;
        break;
      case Op::loop_step:
        if (loop_step()) at = i.argument - 1;
        break;
      case Op::loop_end:
        loop_end();
        break;
      default:
        binary(i.op);
        break;
    }
  }
  const Value result = stack_[top_ - 1];
  top_ = base;
  return result;
}

void Machine::binary(Op op) {
  const Value b = pop();
  const Value a = pop();
  const bool texts = a.kind == Kind::text && b.kind == Kind::text;
  switch (op) {
    case Op::add:
      push(a.kind == Kind::number ? arithmetic(op, a, b) : join(a, b));
      return;
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::remainder:
      push(arithmetic(op, a, b));
      return;
    case Op::multiply_scaled:
    case Op::divide_scaled:
      push(scaled(op, a, b));
      return;
    case Op::both:
      push(a.is_false() || b.is_false() ? Value::of(false) : a.is_true() && b.is_true() ? Value::of(true) : Value{});
      return;
    case Op::either:
      push(a.is_true() || b.is_true() ? Value::of(true) : a.is_false() && b.is_false() ? Value::of(false) : Value{});
      return;
    case Op::in:
      push(contains(b, a));
      return;
    case Op::index:
      push(a.kind == Kind::list && b.kind == Kind::number && b.number >= 0 && b.number < std::int64_t{a.size}
               ? a.elements[b.number]
               : Value{});
      return;
    case Op::starts_with:
      push(texts ? Value::of(a.text().starts_with(b.text())) : Value{});
      return;
    case Op::ends_with:
      push(texts ? Value::of(a.text().ends_with(b.text())) : Value{});
      return;
    case Op::contains:
      push(texts ? Value::of(a.text().find(b.text()) != std::string_view::npos) : Value{});
      return;
    default:
      push(compare(op, a, b));
      return;
  }
}

Value Machine::arithmetic(Op op, const Value& a, const Value& b) {
  if (a.kind != Kind::number || b.kind != Kind::number) return {};
  const base::Int128 x = a.number, y = b.number;
  switch (op) {
    case Op::add:
      return narrow(x + y);
    case Op::subtract:
      return narrow(x - y);
    case Op::multiply:
      return narrow(x * y);
    default:
      break;
  }
  if (y == 0) return {};
  const Value quotient = narrow(x / y);
  if (op == Op::divide || quotient.is_error()) return quotient;
  return narrow(x % y);
}

Value Machine::scaled(Op op, const Value& a, const Value& b) {
  if (a.kind != Kind::number || b.kind != Kind::number) return {};
  const base::Int128 x = a.number, y = b.number;
  if (op == Op::multiply_scaled) return narrow(divide_rounded(x * y, base::kOne.ppm));
  if (y == 0) return {};
  return narrow(divide_rounded(x * base::kOne.ppm, y));
}

Value Machine::join(const Value& a, const Value& b) {
  if (a.kind != b.kind) return {};
  const std::size_t total = std::size_t{a.size} + b.size;
  if (a.kind == Kind::text) {
    if (text_used_ + total > kTextBytes) return {};
    char* const begin = text_.data() + text_used_;
    std::copy_n(b.characters, b.size, std::copy_n(a.characters, a.size, begin));
    text_used_ += total;
    return Value::of(std::string_view(begin, total));
  }
  if (a.kind == Kind::list) {
    if (cells_used_ + total > kListCells) return {};
    Value* const begin = cells_.data() + cells_used_;
    std::copy_n(b.elements, b.size, std::copy_n(a.elements, a.size, begin));
    cells_used_ += total;
    return Value::of(std::span<const Value>(begin, total));
  }
  return {};
}

bool Machine::same(const Value& a, const Value& b) {
  if (!spend(1) || a.kind != b.kind) return false;
  switch (a.kind) {
    case Kind::error:
      return false;
    case Kind::boolean:
    case Kind::number:
      return a.number == b.number;
    case Kind::text:
      return a.size == b.size && (a.characters == b.characters || a.text() == b.text());
    case Kind::list:
      break;
  }
  if (a.size != b.size) return false;
  for (std::uint32_t i = 0; i < a.size; ++i) {
    if (!same(a.elements[i], b.elements[i])) return false;
  }
  return true;
}

Value Machine::compare(Op op, const Value& a, const Value& b) {
  if (a.is_error() || b.is_error()) return {};
  if (op == Op::equal || op == Op::unequal) {
    const bool equal = same(a, b);
    return exhausted_ ? Value{} : Value::of(equal == (op == Op::equal));
  }
  if (a.kind != b.kind || a.kind == Kind::list) return {};
  const int order = a.kind == Kind::text ? a.text().compare(b.text()) : (a.number > b.number) - (a.number < b.number);
  switch (op) {
    case Op::less:
      return Value::of(order < 0);
    case Op::less_equal:
      return Value::of(order <= 0);
    case Op::greater:
      return Value::of(order > 0);
    default:
      return Value::of(order >= 0);
  }
}

Value Machine::contains(const Value& list, const Value& element) {
  if (list.kind != Kind::list || element.is_error()) return {};
  const bool found =
      std::any_of(list.elements, list.elements + list.size, [&](const Value& v) { return same(v, element); });
  return exhausted_ ? Value{} : Value::of(found);
}

void Machine::make_list(std::size_t count) {
  top_ -= count;
  const Value* const from = stack_.data() + top_;
  const bool sound = std::none_of(from, from + count, [](const Value& v) { return v.is_error(); });
  if (!sound || cells_used_ + count > kListCells) {
    push({});
    return;
  }
  Value* const begin = cells_.data() + cells_used_;
  std::copy_n(from, count, begin);
  cells_used_ += count;
  push(Value::of(std::span<const Value>(begin, count)));
}

void Machine::loop_begin(Macro macro) {
  Value& list = stack_[top_ - 1];
  Value gathered;
  if (list.kind != Kind::list) {
    list = {};
  } else if (macro == Macro::filter) {
    if (cells_used_ + list.size > kListCells) {
      list = {};
    } else {  // room for every element, so that what is kept stays in one run
      gathered = Value::of(std::span<const Value>(cells_.data() + cells_used_, 0));
      cells_used_ += list.size;
    }
  } else {
    gathered = macro == Macro::exists_one ? Value::of(std::int64_t{0}) : Value::of(macro == Macro::all);
  }
  Value state = Value::of(std::int64_t{0});
  state.size = pack(macro, cells_used_, text_used_);
  push(state);
  push(gathered);
  push({});
}

bool Machine::loop_next() {
  const Value& list = stack_[top_ - kFrame];
  Value& state = stack_[top_ - 3];
  if (list.kind != Kind::list || state.number >= std::int64_t{list.size}) return false;
  stack_[top_ - 1] = list.elements[state.number++];
  return true;
}

bool Machine::loop_step() {
  const Value body = pop();
  const Value& state = stack_[top_ - 3];
  Value& gathered = stack_[top_ - 2];
  const auto macro = static_cast<Macro>(state.size & 0xFu);
  cells_used_ = state.size >> 4 & 0xFFFu;
  text_used_ = state.size >> 16;
  const bool error = body.kind != Kind::boolean;
  switch (macro) {
    case Macro::all:
    case Macro::exists:
      if (!error && body.is_true() == (macro == Macro::exists)) {
        gathered = body;
        return false;
      }
      if (error) gathered = {};
      return true;
    case Macro::exists_one:
      if (error)
        gathered = {};
      else
        gathered.number += body.number;
      return !error;
    case Macro::filter:
      if (error)
        gathered = {};
      else if (body.is_true()) {
        const auto kept = static_cast<std::size_t>(gathered.elements - cells_.data()) + gathered.size++;
        cells_[kept] = stack_[top_ - 1];
      }
      return !error;
  }
  return false;
}

void Machine::loop_end() {
  const auto macro = static_cast<Macro>(stack_[top_ - 3].size & 0xFu);
  Value result = stack_[top_ - 2];
  if (macro == Macro::exists_one && !result.is_error()) result = Value::of(result.number == 1);
  if (stack_[top_ - kFrame].is_error()) result = {};
  top_ -= kFrame;
  push(result);
}

}  // namespace supplytwin::policy
