#include "edge/facts_log.hpp"

#include <algorithm>
#include <limits>

#include "edge/stock_members.hpp"
#include "edge/wire_time.hpp"
#include "policy/known.hpp"

namespace supplytwin::edge {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max() / 4;

/// Writes what is visited, each thing once.
class Lines {
 public:
  Lines(const Names& names, const policy::View& view, base::CategoryId category)
      : names_(names), view_(view), category_(category) {}

  void operator()(base::PointId p) {
    if (std::ranges::find(points_, p) != points_.end()) return;
    points_.push_back(p);
    Json row = stock_data(view_.stock(p));
    if (row.empty()) return;
    Json named = {{"location", names_.location_of(p)}, {"item", names_.item_of(p)}};
    named.update(row);
    stock.push_back(std::move(named));
  }
  void operator()(base::CategoryId c) { forecast = view_.forecast(c).ppm; }
  void operator()(base::OfferId o) {
    const policy::Master::Offer& offer = names_.master().offers[o.value];
    if (view_.has_prices())
      prices.push_back({{"contract", names_.of(offer.contract)},
                        {"contract_item", names_.of(offer.item)},
                        {"price", view_.price(o, offer).micros}});
    if (std::ranges::find(suppliers_, offer.supplier) != suppliers_.end()) return;
    suppliers_.push_back(offer.supplier);
    const base::Ratio share = view_.allocation(offer.supplier, category_);
    const bool up = view_.healthy(offer.supplier);
    if (share != base::kOne || !up)
      suppliers.push_back({{"supplier", names_.of(offer.supplier)}, {"ratio", share.ppm}, {"up", up}});
  }

  Json stock = Json::array(), suppliers = Json::array(), prices = Json::array();
  std::int64_t forecast = base::kOne.ppm;

 private:
  const Names& names_;
  const policy::View& view_;
  base::CategoryId category_;
  std::vector<base::PointId> points_;
  std::vector<base::SupplierId> suppliers_;
};

}  // namespace

std::string facts_line(const policy::Bundle& bundle, const Names& names, const policy::View& view,
                       const policy::Trigger& trigger, base::Time as_of) {
  const policy::Master& m = names.master();
  Lines known(names, view, m.items[m.points[trigger.point.value].item.value].category);
  policy::for_each_known(bundle, m, trigger, known);
  return Json{{"trigger", base::name_of(trigger.cause)}, {"location", names.location_of(trigger.point)},
              {"item", names.item_of(trigger.point)},    {"episode", trigger.episode},
              {"opened", wire_time(trigger.opened)},     {"as_of", wire_time(as_of)},
              {"stock", std::move(known.stock)},         {"forecast", known.forecast},
              {"suppliers", std::move(known.suppliers)}, {"prices", std::move(known.prices)}}
      .dump();
}

RecordedNeed FactsReader::read(std::string_view line) {
  if (shares_) view_ = policy::View(names_->master());
  for (const base::PointId p : touched_) view_.open(p, {});
  touched_.clear();
  shares_ = false;

  const Json json = parse(line);
  const Members m(json, "");
  const auto point = [&](const Members& row) {
    const auto found = names_->point(row.text("location"), row.text("item"));
    if (!found)
      row.refuse("location", "no stock of '" + row.text("item") + "' is known at '" + row.text("location") + "'");
    return *found;
  };
  RecordedNeed need;
  need.trigger.cause = m.word<policy::EventType>("trigger");
  need.trigger.point = point(m);
  need.trigger.episode =
      static_cast<std::uint32_t>(m.number("episode", 0, std::numeric_limits<std::uint32_t>::max()));
  need.trigger.opened = m.time("opened");
  need.as_of = m.time("as_of");
  rows(m, "stock", [&](const Members& row) {
    const base::PointId p = point(row);
    view_.open(p, read_stock(row));
    touched_.push_back(p);
  });
  policy::Event told;
  const policy::Master& master = names_->master();
  told.category = master.items[master.points[need.trigger.point.value].item.value].category;
  const auto tell = [&](policy::EventType type) {
    told.type = type;
    view_.project(told);
    shares_ = true;
  };
  told.ratio = base::Ratio{m.number("forecast", 0, kMost)};
  if (told.ratio != base::kOne) tell(policy::EventType::forecast_published);
  rows(m, "suppliers", [&](const Members& row) {
    told.supplier = row.known("supplier", names_->supplier(row.text("supplier")));
    told.ratio = base::Ratio{row.number("ratio", 0, kMost)};
    tell(policy::EventType::supplier_allocation);
    told.quantity = row.truth("up") ? 1 : 0;
    tell(policy::EventType::endpoint_health);
  });
  rows(m, "prices", [&](const Members& row) {
    row.text("contract_item");
    told.offer = row.known("contract", names_->offer(row.text("contract"), row.text("contract_item")));
    told.price = base::Money{row.number("price", 0, kMost)};
    tell(policy::EventType::contract_price_updated);
  });
  return need;
}

}  // namespace supplytwin::edge
