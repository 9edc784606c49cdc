#pragma once

#include <cstdint>

/// The indices of a stocking point's draws, 48 bits. Where one purpose serves several ends each has a range of its
/// own: the top four bits name it, and what is counted in it stays below 2^44. The numbers are part of every result.
namespace supplytwin::world {

/// What a message over the bus is about.
enum class BusMessage : std::uint64_t { taken, need, urgent, transfer, order, substitute };
/// Which goods are walked within a hospital.
enum class Walk : std::uint64_t { tour = 0, from_dock = 4, substitute = 8, back = 12 };
/// Whose order lines they are.
enum class Lines : std::uint64_t { asked_for = 0, opening = 2 };

inline constexpr unsigned kRangeBits = 44;

/// The index of what is counted as `index`, below 2^44, in a range.
template <class Range>
constexpr std::uint64_t draw_index(Range range, std::uint64_t index) {
  return (static_cast<std::uint64_t>(range) << kRangeBits) + index;
}

/// The index of a decision in a need episode; there are up to 2^27 of these.
constexpr std::uint64_t decision_index(std::uint32_t episode, std::uint32_t attempts) {
  return (std::uint64_t{episode} << 16) + attempts;
}

/// The same for what a shelf without a storeroom asks for, apart from all else that is counted at shelves.
constexpr std::uint64_t shelf_decision_index(std::uint32_t episode, std::uint32_t attempts) {
  return (std::uint64_t{1} << (kRangeBits - 1)) + decision_index(episode, attempts);
}

/// The index of a store's order line: the day and its ordinal in it.
constexpr std::uint64_t day_index(std::uint32_t day, std::uint32_t ordinal) {
  return (std::uint64_t{day} << 12) + ordinal;
}

}  // namespace supplytwin::world
