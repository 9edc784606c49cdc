#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "policy/c_handles.hpp"
#include "policy/c_records.hpp"

namespace supplytwin::policy {
namespace {

constexpr std::int64_t kMostMoney = 1'000'000'000'000'000;                // a billion dollars
constexpr std::int64_t kMostTime = std::int64_t{100} * 366 * 86'400'000;  // a hundred years
constexpr std::int64_t kMostVolume = 1'000'000'000'000'000;               // a million cubic metres of each
constexpr std::int64_t kMostUse = 1'000'000'000'000'000;
constexpr std::int64_t kMostRatio = 1'000'000'000;  // a thousand
constexpr std::int64_t kMostEach = 0x7fffffff;
constexpr std::size_t kMostLanes = 1u << 24;  // cells of a table of lanes
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kMostMistakes = 100;  // more than an error can hold

/// A row as it was given, with a copy of its name.
template <class Row>
struct Named {
  std::string id;
  Row row;
};

struct Unit {
  std::uint32_t site;
};

}  // namespace
}  // namespace supplytwin::policy

struct st_policy_builder {
  template <class Row>
  using Named = supplytwin::policy::Named<Row>;

  std::vector<std::string> categories;
  std::vector<Named<st_policy_site>> sites;
  std::vector<Named<supplytwin::policy::Unit>> units;
  std::vector<Named<st_policy_item>> items;
  std::vector<st_policy_point> points;
  std::vector<Named<st_policy_supplier>> suppliers;
  std::vector<Named<st_policy_contract>> contracts;
  std::vector<st_policy_offer> offers;
  std::vector<st_policy_substitute> substitutes;
  std::vector<st_policy_courier> couriers;
  std::vector<st_policy_lane> lanes;
};

namespace supplytwin::policy {
namespace {

/// Makes a master of what a builder holds, and gathers every mistake.
class Finish {
 public:
  explicit Finish(const st_policy_builder& builder) : b_(builder) {}

  /// Nothing when there are mistakes.
  std::shared_ptr<const Master> run() {
    for (row_ = 0; row_ < b_.categories.size(); ++row_)
      m_.categories.push_back(name("category", b_.categories[row_]));
    sites();
    items();
    points();
    suppliers();
    offers();
    substitutes();
    lanes();
    if (!mistakes_.empty()) return nullptr;
    m_.index();
    return std::make_shared<const Master>(std::move(m_));
  }

  const std::string& mistakes() const { return mistakes_; }

 private:
  void wrong(const std::string& what) {
    if (++count_ > kMostMistakes) return;
    if (!mistakes_.empty()) mistakes_ += "\n";
    mistakes_ += std::string(table_) + " " + std::to_string(row_) + ": " + what;
  }
  void require(bool holds, const char* otherwise) {
    if (!holds) wrong(otherwise);
  }
  void within(const char* what, std::int64_t value, std::int64_t low, std::int64_t high) {
    if (value < low || value > high)
      wrong(std::string(what) + " " + std::to_string(value) + " is outside " + std::to_string(low) + " to " +
            std::to_string(high));
  }
  template <class Rows>
  bool known(const char* what, std::uint32_t index, const Rows& rows) {
    if (index < rows.size()) return true;
    wrong(std::string("no ") + what + " " + (index == ST_POLICY_NONE ? "is named" : std::to_string(index)));
    return false;
  }
  void truth(const char* what, std::uint32_t value) { within(what, value, 0, 1); }

  /// Names are what logs and people know things by: no two of a kind are equal.
  std::string name(const char* table, const std::string& id) {
    table_ = table;
    require(!id.empty(), "has no name");
    require(id.size() <= kLongestName, "its name is longer than 200 bytes");
    require(base::first_bad_byte(id) == std::string::npos && id.find_first_of("\r\n") == std::string::npos,
            "its name is not one line of UTF-8");
    // Sites and units are locations alike.
    const std::string kind = std::string_view(table) == "unit" ? "site" : table;
    if (!names_.insert({kind, id}).second) wrong("its name is used twice");
    return id;
  }

  void sites() {
    for (row_ = 0; row_ < b_.sites.size(); ++row_) {
      const auto& [id, s] = b_.sites[row_];
      m_.sites.push_back({name("site", id), s.dc == 1, s.room});
      m_.locations.push_back(id);
      truth("dc", s.dc);
      within("room", s.room, 0, kMostVolume);
    }
    for (row_ = 0; row_ < b_.units.size(); ++row_) {
      m_.locations.push_back(name("unit", b_.units[row_].id));
      known("site", b_.units[row_].row.site, b_.sites);
    }
  }

  void items() {
    for (row_ = 0; row_ < b_.items.size(); ++row_) {
      const auto& [id, i] = b_.items[row_];
      name("item", id);
      known("category", i.category, b_.categories);
      within("criticality", i.criticality, 0, ST_POLICY_DESIRABLE);
      within("standard_cost", i.standard_cost, 0, kMostMoney);
      within("pack", i.pack, 1, kMostEach);
      within("volume", i.volume, 0, kMostVolume);
      m_.items.push_back({id, base::CategoryId(i.category), static_cast<Criticality>(i.criticality),
                          base::Money{i.standard_cost}, i.pack, i.volume});
    }
  }

  void points() {
    std::set<std::tuple<std::uint32_t, std::uint32_t>> seen;
    table_ = "point";
    for (row_ = 0; row_ < b_.points.size(); ++row_) {
      const st_policy_point& p = b_.points[row_];
      const bool at_unit = p.unit != ST_POLICY_NONE;
      known("item", p.item, b_.items);
      const bool somewhere = known("site", p.site, b_.sites);
      if (at_unit && known("unit", p.unit, b_.units) && somewhere)
        require(b_.units[p.unit].row.site == p.site, "its unit belongs to another site");
      within("par", p.par, -kMostEach, kMostEach);
      within("reorder_point", p.reorder_point, -kMostEach, kMostEach);
      within("daily_use", p.daily_use, 0, kMostUse);
      within("lot", p.lot, 0, kMostEach);
      const auto location = static_cast<std::uint32_t>(at_unit ? b_.sites.size() + p.unit : p.site);
      require(seen.insert({location, p.item}).second, "its item has a point there already");
      const bool dc = somewhere && b_.sites[p.site].row.dc == 1;
      const PointKind kind = at_unit ? PointKind::unit : dc ? PointKind::dc : PointKind::storeroom;
      m_.points.push_back({base::LocationId(p.site), base::ItemId(p.item), kind, p.par, p.reorder_point, p.daily_use,
                           p.lot, location});
    }
  }

  void suppliers() {
    for (row_ = 0; row_ < b_.suppliers.size(); ++row_) {
      const auto& [id, s] = b_.suppliers[row_];
      name("supplier", id);
      within("channel", s.channel, 0, ST_POLICY_OWN_CENTRE);
      truth("can_expedite", s.can_expedite);
      within("expedite_price", s.expedite_price, 0, kMostRatio);
      within("minimum_order", s.minimum_order, 0, kMostMoney);
      within("small_order_fee", s.small_order_fee, 0, kMostMoney);
      base::LocationId from;
      if (s.channel == ST_POLICY_OWN_CENTRE && s.ships_from != ST_POLICY_NONE) {
        if (known("site", s.ships_from, b_.sites))
          require(b_.sites[s.ships_from].row.dc == 1, "it ships from a site that is no distribution centre");
        from = base::LocationId(s.ships_from);
      }
      m_.suppliers.push_back({id, static_cast<Channel>(s.channel), s.can_expedite == 1, base::Ratio{s.expedite_price},
                              base::Money{s.minimum_order}, base::Money{s.small_order_fee}, from});
    }
    for (row_ = 0; row_ < b_.contracts.size(); ++row_) {
      const auto& [id, c] = b_.contracts[row_];
      name("contract", id);
      known("supplier", c.supplier, b_.suppliers);
      require(is_instant(c.from), "its beginning is not in the years 1 to 9999");
      require(is_instant(c.to) || c.to == ST_POLICY_NEVER, "its end is not in the years 1 to 9999, nor never");
      m_.contracts.push_back(
          {id, base::SupplierId(c.supplier), base::Time{base::Duration{c.from}}, base::Time{base::Duration{c.to}}});
    }
  }

  void offers() {
    table_ = "offer";
    for (row_ = 0; row_ < b_.offers.size(); ++row_) {
      const st_policy_offer& o = b_.offers[row_];
      known("item", o.item, b_.items);
      const bool known_contract = known("contract", o.contract, b_.contracts);
      truth("to_hospitals", o.to_hospitals);
      truth("to_dc", o.to_dc);
      within("price", o.price, 0, kMostMoney);
      within("multiple", o.multiple, 1, kMostEach);
      within("minimum", o.minimum, 0, kMostEach);
      const base::SupplierId seller = known_contract ? m_.contracts[o.contract].supplier : base::SupplierId{};
      m_.offers.push_back({base::ContractId(o.contract), seller, base::ItemId(o.item), o.to_hospitals == 1,
                           o.to_dc == 1, base::Money{o.price}, o.multiple, o.minimum});
    }
  }

  void substitutes() {
    std::set<std::tuple<std::uint32_t, std::uint32_t>> seen;
    std::map<std::uint32_t, std::size_t> of;
    table_ = "substitute";
    for (row_ = 0; row_ < b_.substitutes.size(); ++row_) {
      const st_policy_substitute& s = b_.substitutes[row_];
      known("item", s.item, b_.items);
      known("item", s.by, b_.items);
      require(s.item != s.by, "an item does not stand in for itself");
      require(seen.insert({s.item, s.by}).second, "is there twice");
      if (++of[s.item] == kSubstitutes + 1) wrong("its item has more than 16");
      within("ratio", s.ratio, 1, kMostRatio);
      within("acceptance", s.acceptance, 0, ST_POLICY_ONE);
      m_.substitutes.push_back(
          {base::ItemId(s.item), base::ItemId(s.by), base::Ratio{s.ratio}, base::Ratio{s.acceptance}});
    }
  }

  void lanes() {
    const std::size_t sites = b_.sites.size();
    table_ = "lane";
    row_ = 0;
    if (sites * std::max(sites, b_.suppliers.size()) > kMostLanes)
      return wrong("more than 16777216 pairs of sites, or of suppliers and sites");
    m_.transfer_time.assign(sites * sites, base::Duration{-1});
    m_.transfer_cost.assign(sites * sites, {});
    for (auto* times : {&m_.receive_time, &m_.expedite_time})
      times->assign(b_.suppliers.size() * sites, base::Duration{-1});
    for (auto* costs : {&m_.order_freight, &m_.expedite_freight}) costs->assign(b_.suppliers.size() * sites, {});
    for (; row_ < b_.lanes.size(); ++row_) {
      const st_policy_lane& l = b_.lanes[row_];
      within("receive_time", l.receive_time, 0, kMostTime);
      within("expedite_time", l.expedite_time, -1, kMostTime);
      within("freight", l.freight, 0, kMostMoney);
      within("expedite_freight", l.expedite_freight, 0, kMostMoney);
      if (!known("supplier", l.supplier, b_.suppliers) || !known("site", l.site, b_.sites)) continue;
      const std::size_t i = l.supplier * sites + l.site;
      require(m_.receive_time[i] < base::Duration{0}, "is there twice");
      m_.receive_time[i] = base::Duration{l.receive_time};
      m_.expedite_time[i] = base::Duration{l.expedite_time};
      m_.order_freight[i] = base::Money{l.freight};
      m_.expedite_freight[i] = base::Money{l.expedite_freight};
    }
    table_ = "courier";
    for (row_ = 0; row_ < b_.couriers.size(); ++row_) {
      const st_policy_courier& c = b_.couriers[row_];
      within("time", c.time, 0, kMostTime);
      within("cost", c.cost, 0, kMostMoney);
      if (!known("site", c.from, b_.sites) || !known("site", c.to, b_.sites)) continue;
      const std::size_t i = c.from * sites + c.to;
      require(m_.transfer_time[i] < base::Duration{0}, "is there twice");
      m_.transfer_time[i] = base::Duration{c.time};
      m_.transfer_cost[i] = base::Money{c.cost};
    }
  }

  const st_policy_builder& b_;
  Master m_;
  std::set<std::pair<std::string, std::string>> names_;
  std::string mistakes_;
  std::size_t count_ = 0, row_ = 0;
  const char* table_ = "";
};

/// Adds a row; its index, or that of nothing.
template <class Rows, class Row>
std::uint32_t add(Rows* rows, Row&& row) noexcept {
  std::uint32_t index = ST_POLICY_NONE;
  guarded(nullptr, [&] {
    if (rows->size() >= kMostEach) throw std::bad_alloc();
    rows->push_back(row());
    index = static_cast<std::uint32_t>(rows->size() - 1);
    return ST_POLICY_OK;
  });
  return index;
}

/// A row that has a name, whose pointer in the copy leads nowhere.
template <class Row>
Named<Row> named(const Row& row) {
  Named<Row> copy{row.id, row};
  copy.row.id = nullptr;
  return copy;
}

}  // namespace
}  // namespace supplytwin::policy

using namespace supplytwin::policy;

st_policy_builder* st_policy_builder_new() noexcept { return new (std::nothrow) st_policy_builder; }
void st_policy_builder_free(st_policy_builder* builder) noexcept { delete builder; }

uint32_t st_policy_add_category(st_policy_builder* b, const char* id) noexcept {
  return b && id ? add(&b->categories, [&] { return std::string(id); }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_site(st_policy_builder* b, const st_policy_site* row) noexcept {
  return b && row && row->id ? add(&b->sites, [&] { return named(*row); }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_unit(st_policy_builder* b, const char* id, uint32_t site) noexcept {
  return b && id ? add(&b->units, [&] { return Named<Unit>{id, {site}}; }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_item(st_policy_builder* b, const st_policy_item* row) noexcept {
  return b && row && row->id ? add(&b->items, [&] { return named(*row); }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_point(st_policy_builder* b, const st_policy_point* row) noexcept {
  return b && row ? add(&b->points, [&] { return *row; }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_supplier(st_policy_builder* b, const st_policy_supplier* row) noexcept {
  return b && row && row->id ? add(&b->suppliers, [&] { return named(*row); }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_contract(st_policy_builder* b, const st_policy_contract* row) noexcept {
  return b && row && row->id ? add(&b->contracts, [&] { return named(*row); }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_offer(st_policy_builder* b, const st_policy_offer* row) noexcept {
  return b && row ? add(&b->offers, [&] { return *row; }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_substitute(st_policy_builder* b, const st_policy_substitute* row) noexcept {
  return b && row ? add(&b->substitutes, [&] { return *row; }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_courier(st_policy_builder* b, const st_policy_courier* row) noexcept {
  return b && row ? add(&b->couriers, [&] { return *row; }) : ST_POLICY_NONE;
}
uint32_t st_policy_add_lane(st_policy_builder* b, const st_policy_lane* row) noexcept {
  return b && row ? add(&b->lanes, [&] { return *row; }) : ST_POLICY_NONE;
}

st_policy_master* st_policy_builder_finish(const st_policy_builder* builder, st_policy_error* error) noexcept {
  st_policy_master* made = nullptr;
  guarded(error, [&] {
    if (!builder) return bad_argument(error, "a handle is NULL");
    Finish finish(*builder);
    auto master = finish.run();
    if (!master) return report(error, ST_POLICY_BAD_MASTER, finish.mistakes());
    made = new st_policy_master{std::move(master)};
    return report(error, ST_POLICY_OK);
  });
  return made;
}

void st_policy_master_free(st_policy_master* master) noexcept { delete master; }
