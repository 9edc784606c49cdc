#include "scenario/remarks.hpp"

#include <algorithm>

#include "base/format.hpp"

namespace supplytwin::scenario {
namespace {

class Remarks {
 public:
  explicit Remarks(const Scenario& s)
      : zone_(s.model.zone), begin_(s.model.start - s.model.warm_up), end_(s.model.end + s.model.follow_up) {}

  /// Rows of a table of the start, each with an instant.
  template <class Row>
  void rows(const std::string& table, const std::vector<Row>& rows, base::Time Row::* when, const std::string& what,
            const std::string& happens) {
    count(
        table, rows, [&](const Row& r) { return r.*when < begin_; }, when,
        what + " before the simulated time begins, " + base::iso(begin_, zone_) + "; they " + happens +
            " at its beginning");
    count(
        table, rows, [&](const Row& r) { return r.*when > end_; }, when,
        what + " after the simulated time ends, " + base::iso(end_, zone_) + "; they stay on order to the end");
  }

  void lasts(const std::string& what, base::Time start, base::Duration length) {
    if (start + length > end_)
      lines_.push_back(what + " lasts until " + base::iso(start + length, zone_) +
                       "; the simulated time ends before, " + base::iso(end_, zone_));
  }

  std::vector<std::string> take() { return std::move(lines_); }

 private:
  template <class Row, class Holds>
  void count(const std::string& table, const std::vector<Row>& rows, Holds holds, base::Time Row::* when,
             const std::string& what) {
    const auto n = std::ranges::count_if(rows, holds);
    if (n == 0) return;
    const Row& first = *std::ranges::find_if(rows, holds);
    lines_.push_back(table + ": " + std::to_string(n) + " of " + std::to_string(rows.size()) + " rows (the first: " +
                     first.item + " for " + first.location + ", " + base::iso(first.*when, zone_) + ") " + what);
  }

  const base::TimeZone& zone_;
  base::Time begin_, end_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> remarks(const Scenario& s) {
  Remarks remarks(s);
  using Order = network::OpenOrderConfig;
  remarks.rows("open_orders", s.model.network.open_orders, &Order::due, "are due", "arrive");
  remarks.rows("opening/open_orders", s.model.opening.open_orders, &Order::due, "are due", "arrive");
  remarks.rows("opening/requisitions", s.model.opening.requisitions, &network::RequisitionConfig::approved,
               "are approved", "are approved");
  for (const demand::DemandSurgeConfig& d : s.model.demand_surges)
    remarks.lasts("the demand_surge at " + d.location, d.start, d.length);
  for (const supply::AllocationConfig& a : s.model.allocations)
    remarks.lasts("the allocation of " + a.supplier, a.start, a.length);
  for (const integration::OutageConfig& o : s.model.outages)
    remarks.lasts("the outage of " + o.system, o.start, o.length);
  return remarks.take();
}

}  // namespace supplytwin::scenario
