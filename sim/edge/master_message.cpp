#include "edge/master_message.hpp"

#include <algorithm>
#include <limits>

#include "edge/names.hpp"
#include "edge/stock_members.hpp"
#include "edge/wire_time.hpp"

namespace supplytwin::edge {
namespace {

using base::Duration;
using base::Money;
using base::Ratio;
using policy::Master;
using policy::View;

constexpr std::int64_t kMostInRow = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t kMost32InRow = std::numeric_limits<std::int32_t>::max();

Json lanes_data(const Names& names) {
  const Master& m = names.master();
  const std::size_t sites = m.sites.size();
  Json couriers = Json::array(), lanes = Json::array();
  for (std::size_t from = 0; from < sites; ++from)
    for (std::size_t to = 0; to < sites; ++to) {
      const std::size_t i = from * sites + to;
      if (m.transfer_time[i] < Duration{0}) continue;
      couriers.push_back({{"from", m.sites[from].id},
                          {"to", m.sites[to].id},
                          {"time", m.transfer_time[i].count()},
                          {"cost", m.transfer_cost[i].micros}});
    }
  for (std::size_t s = 0; s < m.suppliers.size(); ++s)
    for (std::size_t to = 0; to < sites; ++to) {
      const std::size_t i = s * sites + to;
      if (m.receive_time[i] < Duration{0}) continue;
      Json lane = {{"supplier", m.suppliers[s].id},
                   {"to", m.sites[to].id},
                   {"receive_time", m.receive_time[i].count()},
                   {"freight", m.order_freight[i].micros},
                   {"expedite_freight", m.expedite_freight[i].micros}};
      if (m.expedite_time[i] >= Duration{0}) lane["expedite_time"] = m.expedite_time[i].count();
      lanes.push_back(std::move(lane));
    }
  return {{"couriers", couriers}, {"lanes", lanes}};
}

void read_lanes(const Members& m, const Names& names, Master& master) {
  const std::size_t sites = master.sites.size();
  const auto site = [&](const Members& row, std::string_view key) {
    const std::string& name = row.text(key);
    for (std::size_t s = 0; s < sites; ++s)
      if (master.sites[s].id == name) return s;
    row.refuse(key, "unknown name '" + name + "'");
  };
  master.transfer_time.assign(sites * sites, Duration{-1});
  master.transfer_cost.assign(sites * sites, Money{});
  rows(m, "couriers", [&](const Members& row) {
    const std::size_t i = site(row, "from") * sites + site(row, "to");
    master.transfer_time[i] = Duration{row.number("time", 0, kMostInRow)};
    master.transfer_cost[i] = Money{row.number("cost", 0, kMostInRow)};
  });
  for (auto* times : {&master.receive_time, &master.expedite_time})
    times->assign(master.suppliers.size() * sites, Duration{-1});
  for (auto* costs : {&master.order_freight, &master.expedite_freight})
    costs->assign(master.suppliers.size() * sites, Money{});
  rows(m, "lanes", [&](const Members& row) {
    const std::size_t i = row.known("supplier", names.supplier(row.text("supplier"))).value * sites + site(row, "to");
    master.receive_time[i] = Duration{row.number("receive_time", 0, kMostInRow)};
    if (row.has("expedite_time")) master.expedite_time[i] = Duration{row.number("expedite_time", 0, kMostInRow)};
    master.order_freight[i] = Money{row.number("freight", 0, kMostInRow)};
    master.expedite_freight[i] = Money{row.number("expedite_freight", 0, kMostInRow)};
  });
}

}  // namespace

Json master_data(const Master& m, const View& view) {
  const Names names(m);
  Json data = {{"categories", m.categories}, {"locations", m.locations}};
  for (const char* table : {"sites", "items", "points", "suppliers", "contracts", "offers", "substitutes"})
    data[table] = Json::array();
  for (const Master::Site& s : m.sites) data["sites"].push_back({{"id", s.id}, {"dc", s.dc}, {"room", s.room}});
  for (const Master::Item& i : m.items)
    data["items"].push_back({{"id", i.id},
                             {"category", names.of(i.category)},
                             {"criticality", base::name_of(i.criticality)},
                             {"standard_cost", i.standard_cost.micros},
                             {"pack", i.pack},
                             {"volume", i.volume}});
  for (std::size_t p = 0; p < m.points.size(); ++p) {
    const Master::Point& point = m.points[p];
    Json row = {{"location", names.location_of(base::PointId(p))},
                {"site", names.of(point.site)},
                {"item", names.of(point.item)},
                {"kind", base::name_of(point.kind)},
                {"par", point.par},
                {"reorder_point", point.reorder_point},
                {"daily_use_milli", point.daily_use_milli}};
    if (point.lot != 0) row["lot"] = point.lot;
    if (Json stock = stock_data(view.stock(base::PointId(p))); !stock.empty()) row["stock"] = std::move(stock);
    data["points"].push_back(std::move(row));
  }
  for (std::size_t s = 0; s < m.suppliers.size(); ++s) {
    const Master::Supplier& supplier = m.suppliers[s];
    Json row = {{"id", supplier.id},
                {"channel", base::name_of(supplier.channel)},
                {"can_expedite", supplier.can_expedite},
                {"expedite_price", supplier.expedite_price.ppm},
                {"minimum_order", supplier.minimum_order.micros},
                {"small_order_fee", supplier.small_order_fee.micros},
                {"healthy", view.healthy(base::SupplierId(s))}};
    if (supplier.ships_from) row["ships_from"] = names.of(supplier.ships_from);
    for (std::size_t c = 0; c < m.categories.size(); ++c)
      if (const Ratio share = view.allocation(base::SupplierId(s), base::CategoryId(c)); share != base::kOne)
        row["allocation"][m.categories[c]] = share.ppm;
    data["suppliers"].push_back(std::move(row));
  }
  for (const Master::Contract& c : m.contracts) {
    Json row = {{"id", c.id}, {"supplier", names.of(c.supplier)}, {"from", wire_time(c.from)}};
    if (c.to <= kLastWireTime) row["to"] = wire_time(c.to);
    data["contracts"].push_back(std::move(row));
  }
  for (std::size_t i = 0; i < m.offers.size(); ++i) {
    const Master::Offer& o = m.offers[i];
    data["offers"].push_back({{"contract", names.of(o.contract)},
                              {"item", names.of(o.item)},
                              {"to_hospitals", o.to_hospitals},
                              {"to_dc", o.to_dc},
                              {"price", view.price(base::OfferId(i), o).micros},
                              {"multiple", o.multiple},
                              {"minimum", o.minimum}});
  }
  for (const Master::Substitute& s : m.substitutes)
    data["substitutes"].push_back({{"item", names.of(s.item)},
                                   {"by", names.of(s.by)},
                                   {"ratio", s.ratio.ppm},
                                   {"acceptance", s.acceptance.ppm}});
  data["forecast"] = Json::object();
  for (std::size_t c = 0; c < m.categories.size(); ++c)
    data["forecast"][m.categories[c]] = view.forecast(base::CategoryId(c)).ppm;
  data.update(lanes_data(names));
  return data;
}

Opening read_master(const Json& data, base::Time at) {
  const Members m(data, "data");
  Opening opening;
  opening.at = at;
  Master& master = opening.master;
  for (const auto& [table, names] : {std::pair{"categories", &master.categories}, {"locations", &master.locations}})
    for (const Json& name : m.list(table)) {
      if (!name.is_string()) m.refuse(table, "expected names");
      names->push_back(name.get<std::string>());
    }
  rows(m, "sites", [&](const Members& row) {
    const std::size_t next = master.sites.size();
    if (next >= master.locations.size() || master.locations[next] != row.text("id"))
      row.refuse("id", "sites stand first among the locations, in their order");
    master.sites.push_back({row.text("id"), row.truth("dc"), row.number("room", 0, kMostInRow)});
  });
  const Names categories(master);
  rows(m, "items", [&](const Members& row) {
    master.items.push_back({row.text("id"), row.known("category", categories.category(row.text("category"))),
                            row.word<policy::Criticality>("criticality"),
                            Money{row.number("standard_cost", 0, kMostInRow)}, row.number("pack", 1, kMost32InRow),
                            row.number("volume", 0, kMostInRow)});
  });
  rows(m, "suppliers", [&](const Members& row) {
    base::LocationId from;
    if (row.has("ships_from")) {
      const auto& sites = master.sites;
      const auto centre = std::ranges::find(sites, row.text("ships_from"), &Master::Site::id);
      if (centre == sites.end() || !centre->dc) row.refuse("ships_from", "not one of the distribution centres");
      from = base::LocationId(static_cast<std::size_t>(centre - sites.begin()));
    }
    master.suppliers.push_back({row.text("id"), row.word<policy::Channel>("channel"), row.truth("can_expedite"),
                                Ratio{row.number("expedite_price", 0, kMostInRow)},
                                Money{row.number("minimum_order", 0, kMostInRow)},
                                Money{row.number("small_order_fee", 0, kMostInRow)}, from});
  });
  const Names suppliers(master);
  rows(m, "contracts", [&](const Members& row) {
    master.contracts.push_back({row.text("id"), row.known("supplier", suppliers.supplier(row.text("supplier"))),
                                row.time("from"), row.has("to") ? row.time("to") : base::kNever});
  });
  const Names names(master);
  std::unordered_map<std::string, std::uint32_t> locations, contracts;
  for (const std::string& l : master.locations) locations.emplace(l, static_cast<std::uint32_t>(locations.size()));
  for (const Master::Contract& c : master.contracts)
    contracts.emplace(c.id, static_cast<std::uint32_t>(contracts.size()));
  const auto index = [](const Members& row, std::string_view key, const auto& of) {
    const auto found = of.find(row.text(key));
    return row.known(key, found == of.end() ? std::nullopt : std::optional(found->second));
  };
  std::vector<View::Stock> stock;
  rows(m, "points", [&](const Members& row) {
    const std::uint32_t site = index(row, "site", locations);
    if (site >= master.sites.size()) row.refuse("site", "not one of the sites");
    master.points.push_back(
        {base::LocationId(site), row.known("item", names.item(row.text("item"))), row.word<policy::PointKind>("kind"),
         row.number("par", -kMost32InRow, kMost32InRow), row.number("reorder_point", -kMost32InRow, kMost32InRow),
         row.number("daily_use_milli", 0, kMostInRow), row.has("lot") ? row.number("lot", 0, kMost32InRow) : 0,
         index(row, "location", locations)});
    stock.push_back(row.has("stock") ? read_stock(Members(row.member("stock"), "stock")) : View::Stock{});
  });
  rows(m, "offers", [&](const Members& row) {
    const std::uint32_t contract = index(row, "contract", contracts);
    master.offers.push_back({base::ContractId(contract), master.contracts[contract].supplier,
                             row.known("item", names.item(row.text("item"))), row.truth("to_hospitals"),
                             row.truth("to_dc"), Money{row.number("price", 0, kMostInRow)},
                             row.number("multiple", 1, kMost32InRow), row.number("minimum", 0, kMost32InRow)});
  });
  rows(m, "substitutes", [&](const Members& row) {
    master.substitutes.push_back(
        {row.known("item", names.item(row.text("item"))), row.known("by", names.item(row.text("by"))),
         Ratio{row.number("ratio", 1, kMostInRow)}, Ratio{row.number("acceptance", 0, kMostInRow)}});
  });
  if (const Names whole(master); !whole.ambiguous().empty()) m.refuse(whole.ambiguous(), "a name stands there twice");
  read_lanes(m, names, master);
  master.index();

  opening.view = View(master);
  for (std::size_t p = 0; p < stock.size(); ++p) opening.view.open(base::PointId(p), stock[p]);
  policy::Event told;
  const auto shares = [&](const Json& of, const char* where, policy::EventType type) {
    const Members row(of, where);
    told.type = type;
    for (const auto& [name, share] : of.items()) {
      told.category = row.known(name, names.category(name));
      told.ratio = Ratio{row.number(name, 0, kMostInRow)};
      opening.view.project(told);
    }
  };
  shares(m.member("forecast"), "forecast", policy::EventType::forecast_published);
  rows(m, "suppliers", [&](const Members& row) {
    told.supplier = *names.supplier(row.text("id"));
    told.type = policy::EventType::endpoint_health;
    told.quantity = row.truth("healthy") ? 1 : 0;
    opening.view.project(told);
    if (row.has("allocation")) shares(row.member("allocation"), "allocation", policy::EventType::supplier_allocation);
  });
  return opening;
}

}  // namespace supplytwin::edge
