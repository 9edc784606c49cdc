// Canonical bytes: whatever they say is refused when loaded, or decides on a need without harm.
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "policy/bundle.hpp"
#include "policy/orchestrator.hpp"

namespace {

using namespace supplytwin;

policy::Master small_master() {
  policy::Master m;
  m.categories = {"wound"};
  m.locations = {"DC", "H01", "H02", "H01-ICU"};
  m.sites = {{"DC", true, 0}, {"H01", false, 500}, {"H02", false, 0}};
  m.items = {{"gauze", base::CategoryId(std::size_t{0}), policy::Criticality{}, base::kDollar, 10, 5},
             {"pad", base::CategoryId(std::size_t{0}), policy::Criticality{}, base::kDollar, 1, 1}};
  m.suppliers = {{"maker", policy::Channel::direct, true, base::kOne, base::kDollar, base::kDollar}};
  m.contracts = {{"C1", base::SupplierId(std::size_t{0}), base::Time{}, base::kNever}};
  const base::ItemId gauze(std::size_t{0}), pad(std::size_t{1});
  for (const base::ItemId item : {gauze, pad}) {
    for (const std::uint32_t at : {0u, 1u, 2u, 3u})
      m.points.push_back({base::LocationId(std::size_t{at == 3 ? 1u : at}), item,
                          at == 0   ? policy::PointKind::dc
                          : at == 3 ? policy::PointKind::unit
                                    : policy::PointKind::storeroom,
                          40, 10, 2500, 0, at});
    m.offers.push_back({base::ContractId(std::size_t{0}), base::SupplierId(std::size_t{0}), item, true, true,
                        base::kDollar, 10, 10});
  }
  m.substitutes = {{gauze, pad, base::kOne, base::kOne}};
  m.transfer_time.assign(9, base::kHour * 3);
  m.transfer_cost.assign(9, base::kDollar);
  for (auto* times : {&m.receive_time, &m.expedite_time}) times->assign(3, base::kDay);
  for (auto* costs : {&m.order_freight, &m.expedite_freight}) costs->assign(3, base::kDollar);
  m.index();
  return m;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const policy::Master master = small_master();
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<std::byte>(data[i]));
  // A fuzzer does not guess lengths and checksums: they are made to fit.
  constexpr std::size_t kBody = 30, kSum = 8;
  const auto put = [&](std::size_t at, std::uint64_t value) {
    for (std::size_t i = at; i < at + 8; ++i, value >>= 8) bytes[i] = static_cast<std::byte>(value & 0xFFu);
  };
  if (size >= kBody + kSum) {
    put(kBody - 8, size - kBody - kSum);
    put(size - kSum, base::hash_name({reinterpret_cast<const char*>(bytes.data()), size - kSum}));
  }
  try {
    const policy::Bundle bundle = policy::Bundle::load(bytes);
    policy::View view(master);
    for (std::size_t p = 0; p < master.points.size(); ++p)
      view.open(base::PointId(p), {static_cast<std::int32_t>(p * 7 % 12), 0, 1, 0, 0, 0, false});
    for (std::size_t p = 0; p < master.points.size(); ++p) {
      const policy::Decision decision = policy::take(
          bundle, master, view, {policy::EventType::stock_par_breached, base::PointId(p), 1, base::Time{}},
          base::Time{base::kDay}, nullptr);
      (void)bundle.explain(master, view, decision);
    }
  } catch (const base::PolicyError&) {
  }
  return 0;
}
