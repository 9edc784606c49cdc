#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.hpp"
#include "kernel/law.hpp"
#include "kernel/random.hpp"

namespace supplytwin::demand {

/// How many base units each pick of a point takes: a law, or a list that is gone through again and again.
struct BatchSize {
  kernel::Law law = kernel::Law::constant(1);
  std::vector<std::int64_t> list;

  /// The size of pick number k (from 0) of a point.
  std::uint32_t of(const kernel::Random& random, std::uint64_t entity, std::uint64_t k) const;
};

/// A point whose picks come in batches.
struct BatchPoint {
  std::uint32_t point = 0;
  BatchSize size;
  std::vector<base::Time> times;  ///< set times of its picks, ascending; empty: where its Poisson path has them
};

/// The picks of such a point: instants, and how many units fell by then. All of them are scanned.
class Batches {
 public:
  Batches() = default;
  /// `times` ascend; instants at which nothing is taken are left out.
  Batches(std::span<const base::Time> times, const BatchSize& size, const kernel::Random& random,
          std::uint64_t entity);

  /// Units taken in the path's time up to and including `t`.
  std::uint32_t count(base::Time t) const;
  /// When unit number n (from 0) is taken; kNever past the end.
  base::Time unit(std::uint32_t n) const;
  /// The first instant after `t` at which units are taken; kNever when there is none.
  base::Time next(base::Time t) const;

 private:
  std::vector<base::Time> at_;
  std::vector<std::uint32_t> by_then_;
};

}  // namespace supplytwin::demand
