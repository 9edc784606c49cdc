#include "base/huge_pages.hpp"
#include "world/model.hpp"

namespace supplytwin::world {

namespace {

base::Duration mean_duration(const kernel::Law& law) { return base::Duration{static_cast<std::int64_t>(law.mean())}; }

void add_sites(policy::Master& master, const Model::Data& model) {
  const std::size_t sites = model.network.sites();
  for (std::size_t s = 0; s < sites; ++s) {
    const network::Location& location = model.network.locations()[s];
    master.sites.push_back({location.id, location.kind == network::LocationKind::distribution_centre, model.room[s]});
  }
  const base::Duration handling = mean_duration(model.config.network.operations.transfer_handling);
  master.transfer_time.assign(sites * sites, base::Duration{-1});
  master.transfer_cost.assign(sites * sites, base::Money{});
  for (std::uint32_t from = 0; from < sites; ++from) {
    for (std::uint32_t to = 0; to < sites; ++to) {
      const supply::Lane* lane = from == to ? nullptr : model.courier(from, to);
      if (!lane) continue;
      master.transfer_time[from * sites + to] = handling + lane->expected(lane->can_expedite());
      master.transfer_cost[from * sites + to] =
          lane->cost(lane->can_expedite()) + model.config.network.operations.transfer_handling_cost;
    }
  }
}

void add_points(policy::Master& master, const Model::Data& model) {
  std::vector<double> daily(model.points.size(), 0.0), network_use(model.cost.size(), 0.0);
  for (std::size_t i = 0; i < model.picks.size(); ++i) {
    const std::size_t p = model.stores + i;
    daily[p] = model.daily_use[i];
    if (model.points[p].storeroom != kNone) daily[model.points[p].storeroom] += daily[p];
    network_use[model.points[p].item] += daily[p];
  }
  // A distribution centre's use of an item is that of all units.
  for (std::uint32_t p = 0; p < model.stores; ++p) {
    if (master.sites[model.points[p].site].dc) daily[p] = network_use[model.points[p].item];
  }
  base::reserve_huge(master.points, model.points.size());
  for (std::uint32_t p = 0; p < model.points.size(); ++p) {
    const Model::Data::Point& point = model.points[p];
    const auto kind = p >= model.stores             ? policy::PointKind::unit
                      : master.sites[point.site].dc ? policy::PointKind::dc
                                                    : policy::PointKind::storeroom;
    master.points.push_back({base::LocationId(point.site), base::ItemId(point.item), kind, point.par,
                             point.reorder_point, static_cast<std::int64_t>(daily[p] * 1000 + 0.5), point.lot,
                             model.network.points()[p].location.value});
  }
}

void add_supply(policy::Master& master, const Model::Data& model) {
  const std::size_t sites = model.network.sites();
  const base::Duration bus = mean_duration(model.config.network.integration.bus);
  const base::Duration requisition = mean_duration(model.config.network.integration.erp.latency);
  const std::size_t suppliers = model.suppliers.size();
  master.receive_time.assign(suppliers * sites, base::Duration{-1});
  master.expedite_time.assign(suppliers * sites, base::Duration{-1});
  master.order_freight.assign(suppliers * sites, base::Money{});
  master.expedite_freight.assign(suppliers * sites, base::Money{});
  for (std::size_t s = 0; s < suppliers; ++s) {
    const supply::Supplier& supplier = model.suppliers[s];
    const supply::SupplierConfig& config = supplier.config();
    policy::Master::Supplier entry;
    entry.id = config.id;
    entry.channel = static_cast<policy::Channel>(config.channel);
    entry.can_expedite = supplier.can_expedite();
    entry.expedite_price = supplier.can_expedite() ? config.expedite_price : base::kOne;
    if (supplier.internal()) {
      entry.ships_from = model.network.suppliers()[s].location;
    } else {  // the own centre charges no fee
      entry.minimum_order = config.minimum_order;
      entry.small_order_fee = config.small_order_fee;
    }
    for (std::size_t to = 0; to < sites; ++to) {
      const auto row = model.network.lane(base::SupplierId(s), base::LocationId(to));
      if (!row) continue;
      const supply::Lane& lane = model.lanes[*row];
      const base::Duration path = bus + (supplier.internal() ? requisition : model.erp.expected_order_path());
      const base::Duration acknowledge = mean_duration(config.acknowledge);
      master.receive_time[s * sites + to] =
          path + acknowledge + mean_duration(config.lead_time) + lane.expected(false);
      if (supplier.can_expedite()) {
        master.expedite_time[s * sites + to] =
            path + acknowledge + mean_duration(config.expedite_lead_time) + lane.expected(lane.can_expedite());
      }
      master.order_freight[s * sites + to] = lane.cost(false);
      master.expedite_freight[s * sites + to] = lane.cost(lane.can_expedite());
    }
    master.suppliers.push_back(entry);
  }
  for (const network::Contract& c : model.network.contracts()) {
    master.contracts.push_back({c.id, c.supplier, model.begin, base::kNever});
  }
  for (const network::Offer& o : model.network.offers()) {
    master.offers.push_back({o.contract, o.supplier, o.item, o.ships_to == network::ShipsTo::hospitals,
                             o.ships_to == network::ShipsTo::dc, o.price, o.multiple, o.minimum});
  }
}

}  // namespace

policy::Master make_master(const Model::Data& model) {
  policy::Master master;
  master.categories = model.network.categories();
  add_sites(master, model);
  for (const network::Location& l : model.network.locations()) master.locations.push_back(l.id);
  for (const network::Item& item : model.network.items()) {
    const network::ItemConfig& row = model.config.network.items[item.row];
    master.items.push_back({item.id, item.category, static_cast<policy::Criticality>(row.criticality),
                            row.standard_cost, row.pack, row.volume});
  }
  add_points(master, model);
  add_supply(master, model);
  for (const network::Substitute& s : model.network.substitutes())
    master.substitutes.push_back({s.item, s.by, s.ratio, s.acceptance});
  master.index();
  return master;
}

}  // namespace supplytwin::world
