#pragma once

#include <memory>
#include <vector>

#include "policy/facts.hpp"
#include "policy/image.hpp"
#include "policy/supplytwin_policy.h"

// A host in small: handles that free themselves, a policy made by hand, and two hospitals.

namespace supplytwin::policy {

inline constexpr std::int64_t kHourMs = 3'600'000, kNow = 20'000 * 24 * kHourMs;

template <auto release>
struct Free {
  template <class T>
  void operator()(T* handle) const {
    release(handle);
  }
};
using Policy = std::unique_ptr<st_policy, Free<st_policy_free>>;
using Builder = std::unique_ptr<st_policy_builder, Free<st_policy_builder_free>>;
using MasterHandle = std::unique_ptr<st_policy_master, Free<st_policy_master_free>>;
using ViewHandle = std::unique_ptr<st_policy_view, Free<st_policy_view_free>>;

/// Borrows from the nearest site, else proposes a substitute at a unit, else orders from the cheapest.
inline std::vector<std::byte> policy_bytes() {
  const auto fact = [](Fact f) { return Code{{Op::load_fact, static_cast<std::uint32_t>(f)}}; };
  Image i;
  i.name = "by-hand";
  i.version = 3;
  i.decides = {base::kHour * 2};
  Image::Rule lend, stand_in, order;
  lend.name = "lend";
  lend.choice = Choice::donors;
  lend.prefer = {fact(Fact::donor_time_away)};
  lend.then = Then::transfer;
  stand_in.name = "stand in";
  stand_in.choice = Choice::substitutes;
  stand_in.prefer = {fact(Fact::substitute_ratio)};
  stand_in.then = Then::substitute;
  order.name = "order";
  order.choice = Choice::contracts;
  order.prefer = {fact(Fact::contract_price)};
  order.then = Then::order;
  i.rules = {lend, stand_in, order};
  return encode(i);
}

/// Two hospitals with a courier between them, a supplier, a unit, two items that can stand in for the first.
inline Builder builder() {
  Builder b(st_policy_builder_new());
  st_policy_add_category(b.get(), "ppe");
  for (const char* id : {"H1", "H2"}) {
    const st_policy_site site{id, 0, 0};
    st_policy_add_site(b.get(), &site);
  }
  st_policy_add_unit(b.get(), "H1-ICU", 0);
  for (const char* id : {"MASK", "GOWN", "HOOD"}) {
    const st_policy_item item{id, 500'000, 10, 1, 0, ST_POLICY_VITAL};
    st_policy_add_item(b.get(), &item);
  }
  const auto point = [&](std::uint32_t item, std::uint32_t site, std::uint32_t unit) {
    const st_policy_point p{100, 40, 10'000, 0, item, site, unit};
    st_policy_add_point(b.get(), &p);
  };
  point(0, 0, ST_POLICY_NONE);
  point(0, 1, ST_POLICY_NONE);
  point(0, 0, 0);
  point(1, 0, ST_POLICY_NONE);
  point(2, 0, ST_POLICY_NONE);
  const st_policy_supplier supplier{"ACME", ST_POLICY_ONE, 0, 0, ST_POLICY_DISTRIBUTOR, 0, ST_POLICY_NONE};
  st_policy_add_supplier(b.get(), &supplier);
  const st_policy_contract contract{"C-ACME", 0, ST_POLICY_NEVER, 0};
  st_policy_add_contract(b.get(), &contract);
  const st_policy_offer offer{600'000, 25, 50, 0, 0, 1, 0};
  st_policy_add_offer(b.get(), &offer);
  // The later item first: indices of rows are the host's, whatever the library sorts.
  for (const std::uint32_t by : {2u, 1u}) {
    const st_policy_substitute s{by == 1 ? 2 * ST_POLICY_ONE : ST_POLICY_ONE, ST_POLICY_ONE, 0, by};
    st_policy_add_substitute(b.get(), &s);
  }
  const st_policy_courier courier{2 * kHourMs, 40'000'000, 1, 0};
  st_policy_add_courier(b.get(), &courier);
  const st_policy_lane lane{24 * kHourMs, -1, 20'000'000, 0, 0, 0};
  st_policy_add_lane(b.get(), &lane);
  return b;
}

}  // namespace supplytwin::policy
