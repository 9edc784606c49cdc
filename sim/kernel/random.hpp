#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <stdexcept>

#include "base/hash.hpp"

namespace supplytwin::kernel {

/// What a draw is for: the 16-bit purpose of a Philox counter. Never renumber: the numbers are part of the results.
enum class Purpose : std::uint16_t {
  block = 1,    ///< operational length of a block of picks
  waits = 2,    ///< between the picks of a block
  noise = 3,    ///< gamma noise of demand
  capture = 4,  ///< how well a unit scans during a shift
  initial_stock = 5,
  lead_time = 6,
  transit = 7,
  fill = 8,     ///< how much of an order line a supplier ships
  message = 9,  ///< latency of one hop
  approval = 10,
  processing = 11,  ///< work on a document
  restock = 12,
  choice = 13,
  record_error = 14,
  bus = 15,           ///< from a platform to the orchestrator, or back
  requisition = 16,   ///< command to requisition posted
  transmission = 17,  ///< purchase order to the supplier's inbox
  acknowledgement = 18,
  receipt = 19,       ///< dock to receipt posted
  trip = 20,          ///< a courier or truck between two sites
  batch = 21,         ///< base units of one pick
  acceptance = 22,    ///< whether a unit accepts a substitute
  answer = 23,        ///< how long it takes to say so
  delivery = 30,      ///< how a shipment comes to the dock
  invoice = 31,       ///< goods shipped to invoice received
  billed_price = 32,  ///< of an offer in a period
  billed_quantity = 33,
  match = 34,   ///< invoice received to ready for the match
  rework = 35,  ///< people's work on an invoice's exceptions
};

/// One draw: an endless sequence of uniform bits for one thing. The first 128 bits are a Philox4x32-10 block, which
/// is made when the first is asked for; a draw that needs more takes them from a xoroshiro128++ (Blackman and Vigna
/// 2019) seeded by that block.
class Draw {
 public:
  Draw(std::uint64_t key, std::array<std::uint64_t, 2> counter) : key_(key), words_(counter) {}
  /// That begins with this block.
  explicit Draw(std::array<std::uint64_t, 2> block) : words_(block), next_(Next::first) {}

  /// 64 uniform bits.
  std::uint64_t bits() {
    if (next_ == Next::block) block();
    if (next_ == Next::first) {
      next_ = Next::second;
      return words_[0];
    }
    if (next_ == Next::second) {
      next_ = Next::seed;
      return words_[1];
    }
    if (next_ == Next::seed) seed();
    return step(words_[0], words_[1]);
  }

  /// Uniform in (0, 1): an odd multiple of 2^-53, so never 0 or 1, and as likely as its distance from 1.
  double uniform() { return uniform_of(bits()); }
  /// As many of them.
  void uniforms(std::span<double> x);

 private:
  enum class Next : std::uint8_t { block, first, second, seed, more };

  static double uniform_of(std::uint64_t bits) {
    return (static_cast<double>(static_cast<std::int64_t>(bits >> 12)) + 0.5) * 0x1p-52;
  }
  static std::uint64_t step(std::uint64_t& one, std::uint64_t& other) {
    const std::uint64_t a = one, b = one ^ other;
    const std::uint64_t result = std::rotl(one + other, 17) + a;
    one = std::rotl(a, 49) ^ b ^ (b << 21);
    other = std::rotl(b, 28);
    return result;
  }
  void block();
  void seed();

  std::uint64_t key_ = 0;
  std::array<std::uint64_t, 2> words_;  // the counter, then its Philox block, then the state of the xoroshiro
  Next next_ = Next::block;
};

/// The random numbers of one replication. A draw depends on which thing it is for, never on when it is asked.
class Random {
 public:
  /// The key is a hash of both numbers.
  Random(std::uint64_t seed, std::uint64_t replication);
  /// `entity` is base::hash_name of a stable name; `index` is below 2^48.
  Draw draw(std::uint64_t entity, Purpose purpose, std::uint64_t index) const {
    if (index >> kIndexBits != 0) throw std::out_of_range("index of a draw exceeds 48 bits");
    return Draw(key_, {entity, index | static_cast<std::uint64_t>(purpose) << kIndexBits});
  }

 private:
  static constexpr unsigned kIndexBits = 48;

  std::uint64_t key_;
};

/// Philox4x32-10 (Salmon et al. 2011, Random123): counter words c0..c3, key words k0, k1.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

}  // namespace supplytwin::kernel
