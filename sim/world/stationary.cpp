#include "world/stationary.hpp"

#include <algorithm>
#include <cmath>

#include "policy/situation.hpp"

namespace supplytwin::world {

namespace {

constexpr std::int64_t kSettle = 3;   // cycles that an even position takes to become that of the rule
constexpr std::int64_t kSpread = 12;  // cycles that the instant is spread over: whole rhythms of two, three and four

base::Quantity ordered(const policy::Master::Point& rule, const policy::Master::Offer* offer,
                       base::Quantity position) {
  const base::Quantity wanted = rule.wanted(position);
  return offer ? policy::order_quantity(*offer, wanted).quantity : wanted;
}

/// What one cycle of a point orders when it begins at par [each].
base::Quantity usual_order(const policy::Master::Point& rule, const policy::Master::Offer* offer, std::int64_t take) {
  const base::Quantity gap = rule.par - rule.reorder_point;
  return ordered(rule, offer, rule.par - (gap + take - 1) / take * take);
}

}  // namespace

std::optional<std::uint32_t> usual_offer(const Model::Data& model, std::uint32_t point) {
  const policy::Master& master = model.master;
  const Model::Data::Point& at = model.points[point];
  std::optional<std::uint32_t> usual;
  for (const base::OfferId id : master.offers_of(base::ItemId(at.item))) {
    const policy::Master::Offer& offer = master.offers[id.value];
    const bool ships = master.sites[at.site].dc ? offer.to_dc : offer.to_hospitals;
    if (!ships || master.receive_time[offer.supplier.value * master.sites.size() + at.site] < base::Duration{})
      continue;
    if (!usual || offer.price < master.offers[*usual].price) usual = id.value;
  }
  return usual;
}

std::vector<std::int64_t> mean_takes(const Model::Data& model) {
  const policy::Master& master = model.master;
  std::vector<double> units(model.points.size()), times(model.points.size());  // taken a day
  for (std::size_t i = 0; i < model.picks.size(); ++i) {
    units[model.stores + i] = model.daily_use[i];
    times[model.stores + i] = model.picks[i].rate;
  }
  std::vector<std::int64_t> takes(model.points.size(), 1);
  // What is taken from one point asks another one for more: shelves their storerooms, storerooms their centre.
  const auto settle = [&](std::uint32_t p) {
    if (times[p] > 0) takes[p] = std::max<std::int64_t>(1, std::llround(units[p] / times[p]));
  };
  const auto ask = [&](std::uint32_t p, std::uint32_t of, const policy::Master::Offer* offer) {
    if (units[p] <= 0) return;
    units[of] += units[p];
    times[of] += units[p] / static_cast<double>(usual_order(master.points[p], offer, takes[p]));
  };
  for (std::uint32_t p = model.stores; p < model.points.size(); ++p) {
    settle(p);
    if (model.points[p].storeroom != kNone) ask(p, model.points[p].storeroom, nullptr);
  }
  for (const bool centre : {false, true})
    for (std::uint32_t p = 0; p < model.stores; ++p) {
      if (model.distribution_centre(model.points[p].site) != centre) continue;
      settle(p);
      const std::optional<std::uint32_t> usual = usual_offer(model, p);
      if (centre || !usual) continue;
      const policy::Master::Offer& offer = master.offers[*usual];
      const network::Supplier& supplier = model.network.suppliers()[offer.supplier.value];
      if (!model.suppliers[offer.supplier.value].internal()) continue;
      ask(p, model.network.point(supplier.location, base::ItemId(model.points[p].item)).value, &offer);
    }
  return takes;
}

Past play(const policy::Master::Point& rule, const policy::Master::Offer* offer, std::int64_t take, double units,
          kernel::Draw& draw) {
  Past past;
  const base::Quantity gap = rule.par - rule.reorder_point;
  past.position = rule.reorder_point + 1 + static_cast<std::int64_t>(draw.uniform() * static_cast<double>(gap));
  const double late = draw.uniform() * static_cast<double>(kSpread * ((gap + take - 1) / take));
  const double phase = late - std::floor(late);
  std::int64_t left =
      static_cast<std::int64_t>(late) +
      static_cast<std::int64_t>(std::ceil((units + static_cast<double>(kSettle * gap)) / static_cast<double>(take)));
  std::int64_t taken = 0;
  const auto leave = [&](std::int64_t times) {
    left -= times;
    taken += times * take;
    past.position -= times * take;
  };
  for (;;) {
    const std::int64_t until = (past.position - rule.reorder_point + take - 1) / take;
    if (until > left) break;
    leave(until);
    const base::Quantity quantity = ordered(rule, offer, past.position);
    past.orders.push_back({static_cast<std::int32_t>(quantity), static_cast<double>(taken)});
    past.position += quantity;
  }
  leave(left);
  std::ranges::reverse(past.orders);
  for (Past::Order& order : past.orders)
    order.since = static_cast<double>(taken) - order.since + phase * static_cast<double>(take);
  return past;
}

}  // namespace supplytwin::world
