#include "host/waiting.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace supplytwin::host {

std::optional<Waiting::Released> Waiting::next(base::Time now, bool idle) {
  if (!open_ || all_.empty()) return std::nullopt;
  const edge::Place& first = all_.begin()->first;
  if (first < reached_ || newest_ - hold_ >= first.recorded) return release();
  const auto lain = [&](const auto& waits) { return waits.second.arrived + hold_ <= now; };
  if (idle && std::ranges::any_of(all_, lain)) return release();
  return std::nullopt;
}

std::optional<Waiting::Released> Waiting::next_of_all() {
  if (!open_ || all_.empty()) return std::nullopt;
  return release();
}

std::optional<Waiting::Released> Waiting::release() {
  auto first = all_.extract(all_.begin());
  const bool late = first.key() < reached_;
  if (!late) reached_ = first.key();
  return Released{first.key(), std::move(first.mapped()), late ? reached_.recorded : first.key().recorded, late};
}

}  // namespace supplytwin::host
