#include "policy/master.hpp"

#include <algorithm>

namespace supplytwin::policy {
namespace {

/// Turns counts by item (at item + 1) into where each item's run begins.
void accumulate(std::vector<std::uint32_t>& begin) {
  for (std::size_t i = 1; i < begin.size(); ++i) begin[i] += begin[i - 1];
}

template <class T, class Id>
std::span<const T> run(const std::vector<std::uint32_t>& begin, const std::vector<T>& all, Id of) {
  return std::span<const T>(all).subspan(begin[of.value], begin[of.value + 1] - begin[of.value]);
}

}  // namespace

void Master::index() {
  site_begin_.assign(sites.size() + 1, 0);
  offer_begin_.assign(items.size() + 1, 0);
  substitute_begin_.assign(items.size() + 1, 0);
  for (const Point& p : points) {
    if (p.kind == PointKind::unit) continue;
    ++site_begin_[p.site.value + 1];
  }
  for (const Offer& o : offers) ++offer_begin_[o.item.value + 1];
  for (const Substitute& s : substitutes) ++substitute_begin_[s.item.value + 1];
  accumulate(site_begin_);
  accumulate(offer_begin_);
  accumulate(substitute_begin_);

  item_offers_.assign(offer_begin_.back(), {});
  site_points_.assign(site_begin_.back(), {});
  std::vector<std::uint32_t> next = site_begin_;
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (points[p].kind == PointKind::unit) continue;
    site_points_[next[points[p].site.value]++] = base::PointId(p);
  }
  next = offer_begin_;
  for (std::size_t o = 0; o < offers.size(); ++o) item_offers_[next[offers[o].item.value]++] = base::OfferId(o);
  std::stable_sort(substitutes.begin(), substitutes.end(),
                   [](const Substitute& a, const Substitute& b) { return a.item < b.item; });

  std::vector<bool> stands_in(items.size());
  for (const Substitute& s : substitutes) stands_in[s.by.value] = true;
  substitute_shelves_.clear();
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (points[p].kind == PointKind::unit && stands_in[points[p].item.value])
      substitute_shelves_.emplace_back(points[p].location, points[p].item, base::PointId(p));
  }
  std::sort(substitute_shelves_.begin(), substitute_shelves_.end());
  index_near();
}

/// By item and site, each ascending. A table of times that is empty has no lanes.
void Master::index_near() {
  const auto leads = [](const std::vector<base::Duration>& times, std::size_t lane) {
    return lane < times.size() && times[lane] >= base::Duration{0};
  };
  std::vector<std::vector<bool>> near(sites.size(), std::vector<bool>(sites.size()));  // [to][from]
  for (std::size_t to = 0; to < sites.size(); ++to) {
    for (std::size_t from = 0; from < sites.size(); ++from)
      near[to][from] = from == to || leads(transfer_time, from * sites.size() + to);
    for (std::size_t s = 0; s < suppliers.size(); ++s) {
      if (suppliers[s].channel != Channel::internal || !leads(receive_time, s * sites.size() + to)) continue;
      for (std::size_t from = 0; from < sites.size(); ++from)
        if (suppliers[s].ships_from ? suppliers[s].ships_from.value == from : sites[from].dc) near[to][from] = true;
    }
  }
  std::vector<std::vector<base::PointId>> stores(items.size());
  for (std::size_t p = 0; p < points.size(); ++p)
    if (points[p].kind != PointKind::unit) stores[points[p].item.value].emplace_back(p);
  near_begin_.assign(1, 0);
  near_points_.clear();
  for (const std::vector<base::PointId>& of_item : stores)
    for (std::size_t to = 0; to < sites.size(); ++to) {
      for (const base::PointId p : of_item)
        if (near[to][points[p.value].site.value]) near_points_.push_back(p);
      near_begin_.push_back(static_cast<std::uint32_t>(near_points_.size()));
    }
}

std::span<const base::PointId> Master::stores_near(base::ItemId item, base::LocationId site) const {
  return run(near_begin_, near_points_, base::ItemId(item.value * sites.size() + site.value));
}

std::span<const base::PointId> Master::stores_at(base::LocationId site) const {
  return run(site_begin_, site_points_, site);
}

std::span<const base::OfferId> Master::offers_of(base::ItemId item) const {
  return run(offer_begin_, item_offers_, item);
}

std::span<const Master::Substitute> Master::substitutes_of(base::ItemId item) const {
  return run(substitute_begin_, substitutes, item);
}

base::PointId Master::shelf_of(std::uint32_t location, base::ItemId item) const {
  const std::tuple key{location, item, base::PointId(std::size_t{0})};
  const auto found = std::lower_bound(substitute_shelves_.begin(), substitute_shelves_.end(), key);
  const bool here =
      found != substitute_shelves_.end() && std::get<0>(*found) == location && std::get<1>(*found) == item;
  return here ? std::get<2>(*found) : base::PointId{};
}

}  // namespace supplytwin::policy
