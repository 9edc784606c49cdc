#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.hpp"
#include "base/fields.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "integration/payables_config.hpp"
#include "kernel/law.hpp"

namespace supplytwin::integration {

/// An inventory platform: what turns scans into events.
struct PlatformConfig {
  std::string id;
  base::Schedule sync;
  kernel::Law latency;

  template <class = void>
  static constexpr auto fields() {
    using C = PlatformConfig;
    return std::tuple{
        base::required("id", &C::id, "unique name"),
        base::optional("sync", &C::sync,
                       "when it sends what it holds: continuous in the cloud, set times on premises"),
        base::required("latency", &C::latency, "law from scan, or from the sync, to the bus [time]"),
    };
  }
};

/// A band of requisition values and who approves it. Bands ascend; the last one has no limit.
struct ApprovalConfig {
  base::Money up_to;
  std::string role;
  std::int64_t steps = 0;
  kernel::Law time;

  template <class = void>
  static constexpr auto fields() {
    using C = ApprovalConfig;
    return std::tuple{
        base::optional("up_to", &C::up_to, "highest value of the band; absent: no limit [money]")
            .between(1, 1'000'000'000'000 * base::kDollar.micros),
        base::required("role", &C::role, "who approves"),
        base::required("steps", &C::steps, "approvals in a row; 0: automatic").between(0, 10),
        base::optional("time", &C::time, "law of one approval, in office hours [time]"),
    };
  }
};

/// The ERP: the financial system of record, and the people in its path.
struct ErpConfig {
  kernel::Law latency;
  base::Hours office;
  base::Hours maintenance = base::Hours(std::vector<base::Hours::Window>{});
  base::Schedule order_run;
  std::vector<ApprovalConfig> approvals;
  kernel::Law transmission;
  kernel::Law receipt_posting;

  template <class = void>
  static constexpr auto fields() {
    using C = ErpConfig;
    return std::tuple{
        base::required("latency", &C::latency, "law from command to requisition posted [time]"),
        base::required("office", &C::office, "office hours of the people who approve"),
        base::optional("maintenance", &C::maintenance, "planned windows in which it answers nothing")
            .between(0, (base::kWeek - base::kMinute).count()),
        base::required("order_run", &C::order_run,
                       "when approved requisitions become purchase orders, one a site and supplier"),
        base::required("approvals", &C::approvals, "bands of requisition value, ascending"),
        base::required("transmission", &C::transmission, "law from purchase order to the supplier's inbox [time]"),
        base::required("receipt_posting", &C::receipt_posting, "law from goods at the dock to receipt posted [time]"),
    };
  }
};

/// Everything between a scan and a supplier, and back to its invoice.
struct IntegrationConfig {
  kernel::Law bus;
  std::vector<PlatformConfig> platforms;
  ErpConfig erp;
  std::optional<PayablesConfig> payables;

  template <class = void>
  static constexpr auto fields() {
    using C = IntegrationConfig;
    return std::tuple{
        base::optional("bus", &C::bus, "law from the platform to the orchestrator [time]"),
        base::optional("platforms", &C::platforms, "inventory platforms; absent: every scan is known at once"),
        base::optional("erp", &C::erp, "the ERP; absent: requisitions become orders at once"),
        base::optional("payables", &C::payables, "invoices, their match and payment; absent: not modelled"),
    };
  }
};

/// A system that is down from `start` for `length`.
struct OutageConfig {
  std::string system;
  base::Time start{};
  base::Duration length{};

  template <class = void>
  static constexpr auto fields() {
    using C = OutageConfig;
    return std::tuple{
        base::required("system", &C::system, "erp or an inventory platform"),
        base::required("start", &C::start, "first instant [local time]"),
        base::required("length", &C::length, "how long [time]").between(1, 1'000'000'000'000),
    };
  }
};

}  // namespace supplytwin::integration
