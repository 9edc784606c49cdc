#include "policy/saved_view.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/hash.hpp"

namespace supplytwin::policy {
namespace {

using Bytes = std::vector<std::byte>;

Master master() {
  Master m;
  m.categories = {"a", "b"};
  m.sites = {{"H1", false}, {"H2", false}};
  m.locations = {"H1", "H2"};
  m.items = {{"X", base::CategoryId(0), Criticality::vital, base::kDollar, 1},
             {"Y", base::CategoryId(1), Criticality::vital, base::kDollar, 1}};
  m.points = {{base::LocationId(0), base::ItemId(0), PointKind::storeroom, 10, 4, 1000, 0, 0},
              {base::LocationId(1), base::ItemId(0), PointKind::storeroom, 10, 4, 1000, 0, 1}};
  m.suppliers = {{"S", Channel::direct, false, base::kOne, {}, {}}};
  m.substitutes = {{base::ItemId(0), base::ItemId(1)}};
  m.index();
  return m;
}

/// A view in which no member has the value that a new one has.
View full_view() {
  View v(master());
  v.open(base::PointId(std::size_t{0}), {-5, 7, 3, 9, 2, 0x8001, true});
  Event e;
  e.supplier = base::SupplierId(std::size_t{0});
  e.category = base::CategoryId(1);
  e.ratio = base::Ratio{600'000};
  for (const EventType t :
       {EventType::supplier_allocation, EventType::forecast_published, EventType::endpoint_health}) {
    e.type = t;
    v.project(e);
  }
  return v;
}

std::string restore_refusal(const Bytes& bytes, const Master& m = master()) {
  try {
    restore(m, bytes);
  } catch (const base::PolicyError& e) {
    return e.faults.at(0).message;
  }
  return "";
}

/// Sets the checksum of changed bytes right, as somebody with intent would.
Bytes seal_view(Bytes bytes) {
  std::uint64_t n = base::hash_name({reinterpret_cast<const char*>(bytes.data()), bytes.size() - 8});
  for (std::size_t k = bytes.size() - 8; k < bytes.size(); ++k, n >>= 8) bytes[k] = static_cast<std::byte>(n & 0xFF);
  return bytes;
}

TEST(SavedView, RoundTrip) {
  const Bytes bytes = save(master(), full_view());
  EXPECT_EQ(restore(master(), bytes), full_view());
  EXPECT_EQ(save(master(), restore(master(), bytes)), bytes);
  EXPECT_NE(restore(master(), bytes), View(master()));
}

TEST(SavedView, KeepsPrices) {
  Master m = master();
  m.contracts = {{"C", base::SupplierId(0), {}, base::kNever}};
  m.offers = {{base::ContractId(0), base::SupplierId(0), base::ItemId(0), true, false, base::kDollar, 1, 1}};
  m.index();
  View v(m);
  Event e;
  e.type = EventType::contract_price_updated;
  e.offer = base::OfferId(0);
  e.price = base::Money{42};
  v.project(e);
  EXPECT_EQ(restore(m, save(m, v)), v);
  EXPECT_NE(restore(m, save(m, v)), View(m));
  const Bytes bytes = save(m, v);
  m.offers.push_back(m.offers[0]);
  m.index();
  EXPECT_NE(restore_refusal(bytes, m), "");
}

TEST(SavedView, DamageIsSeen) {
  const Bytes whole = save(master(), full_view());
  for (std::size_t n = 0; n < whole.size(); ++n) {
    EXPECT_NE(restore_refusal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n))), "") << n;
    Bytes changed = whole;
    changed[n] ^= std::byte{4};
    EXPECT_NE(restore_refusal(changed), "") << n;
  }
  Bytes longer = whole;
  longer.push_back(std::byte{0});
  EXPECT_EQ(restore_refusal(longer), "the bytes are not as long as they say");
}

/// With the checksum set right, lengths and values still have to be those of a view of this master.
TEST(SavedView, ChangesWithIntentAreRefusedOrLeaveAView) {
  const Bytes whole = save(master(), full_view());
  const std::size_t head = 16 + 4 + 8 + 8;
  std::size_t refused = 0;
  for (std::size_t n = head; n < whole.size() - 8; ++n) {
    Bytes changed = whole;
    changed[n] = std::byte{0xFF};
    if (restore_refusal(seal_view(changed)).empty()) {
      EXPECT_EQ(save(master(), restore(master(), seal_view(changed))).size(), whole.size());
    } else {
      ++refused;
    }
  }
  EXPECT_GT(refused, 20u);
}

TEST(SavedView, BelongsToItsMaster) {
  const Bytes bytes = save(master(), full_view());
  const std::string other =
      "it was saved for other master data: categories, suppliers, points, offers or substitutes differ";
  Master m = master();
  m.items[0].id = "Z";
  EXPECT_EQ(restore_refusal(bytes, m), other);
  m = master();
  std::swap(m.points[0], m.points[1]);
  EXPECT_EQ(restore_refusal(bytes, m), other);
  m = master();
  m.substitutes.clear();
  EXPECT_EQ(restore_refusal(bytes, m), other);
  m = master();
  m.points[0].par = 99;
  m.items[0].standard_cost = {};
  EXPECT_EQ(restore_refusal(bytes, m), "");
}

}  // namespace
}  // namespace supplytwin::policy
