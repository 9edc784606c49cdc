#include "policy/facts.hpp"

#include <algorithm>

#include "policy/event.hpp"
#include "policy/master.hpp"

namespace supplytwin::policy {
namespace {

using enum ValueType;
template <class Enum>
constexpr std::span<const std::string_view> kWords{base::EnumNames<Enum>::names};

constexpr Subject kNeed = Subject::need, kDonor = Subject::donor, kContract = Subject::contract,
                  kSubstitute = Subject::substitute;

constexpr std::array<FactInfo, kFactCount> kFacts{{
    {Fact::need_kind, "need.kind", kNeed, text, "what is in need: unit, storeroom or dc", kWords<PointKind>},
    {Fact::need_site, "need.site", kNeed, text, "the hospital or distribution centre"},
    {Fact::need_item, "need.item", kNeed, text, "the item"},
    {Fact::need_category, "need.category", kNeed, text, "its product category"},
    {Fact::need_criticality, "need.criticality", kNeed, text, "vital, essential or desirable", kWords<Criticality>},
    {Fact::need_trigger, "need.trigger", kNeed, text, "the type of the event that asks, such as stock.par_breached",
     kWords<EventType>},
    {Fact::need_quantity, "need.quantity", kNeed, quantity,
     "par less the known position, or the lots that its stock rule orders [each]"},
    {Fact::need_on_hand, "need.on_hand", kNeed, quantity, "known stock on the shelf [each]"},
    {Fact::need_on_order, "need.on_order", kNeed, quantity, "on its way here [each]"},
    {Fact::need_reserved, "need.reserved", kNeed, quantity, "promised to others, not yet shipped [each]"},
    {Fact::need_position, "need.position", kNeed, quantity, "on hand plus on order less reserved [each]"},
    {Fact::need_available, "need.available", kNeed, quantity, "on hand less reserved [each]"},
    {Fact::need_par, "need.par", kNeed, quantity, "the level the point is raised to [each]"},
    {Fact::need_reorder_point, "need.reorder_point", kNeed, quantity,
     "the position at which it asks for more [each]"},
    {Fact::need_daily_use, "need.daily_use", kNeed, number, "expected use [each / 1000 / day]"},
    {Fact::need_cover, "need.cover", kNeed, duration, "how long what is available lasts [ms]"},
    {Fact::need_position_cover, "need.position_cover", kNeed, duration, "how long the position lasts [ms]"},
    {Fact::need_time_to_receive, "need.time_to_receive", kNeed, duration,
     "least standard time from decision to shelf over the active contracts [ms]"},
    {Fact::need_time_to_expedite, "need.time_to_expedite", kNeed, duration,
     "least expedited time from decision to shelf over the active contracts [ms]"},
    {Fact::need_use_to_receive, "need.use_to_receive", kNeed, quantity,
     "expected use over need.time_to_receive, rounded up [each]"},
    {Fact::need_attempts, "need.attempts", kNeed, number, "decisions already taken in this episode"},
    {Fact::need_age, "need.age", kNeed, duration, "time since the episode opened [ms]"},
    {Fact::need_value, "need.value", kNeed, money, "quantity at standard cost [micro-dollars]"},
    {Fact::need_forecast, "need.forecast", kNeed, ratio, "latest published demand factor of the category [ppm]"},
    {Fact::donor_site, "donor.site", kDonor, text, "the hospital or distribution centre that could give"},
    {Fact::donor_is_dc, "donor.is_dc", kDonor, boolean, "whether it is a distribution centre"},
    {Fact::donor_on_hand, "donor.on_hand", kDonor, quantity, "its known stock on the shelf [each]"},
    {Fact::donor_available, "donor.available", kDonor, quantity, "its stock less what it has promised [each]"},
    {Fact::donor_cover, "donor.cover", kDonor, duration, "how long what it has available lasts [ms]"},
    {Fact::donor_cover_after, "donor.cover_after", kDonor, duration,
     "the same after giving the wanted quantity in whole packs, as far as it may give [ms]"},
    {Fact::donor_time_away, "donor.time_away", kDonor, duration, "expected courier time door to door [ms]"},
    {Fact::donor_cost, "donor.cost", kDonor, money, "cost of the courier trip [micro-dollars]"},
    {Fact::contract_id, "contract.id", kContract, text, "the contract"},
    {Fact::contract_supplier, "contract.supplier", kContract, text, "who sells"},
    {Fact::contract_channel, "contract.channel", kContract, text, "distributor, direct, import or internal",
     kWords<Channel>},
    {Fact::contract_active, "contract.active", kContract, boolean, "whether it is in force"},
    {Fact::contract_healthy, "contract.healthy", kContract, boolean, "whether the supplier's systems answer"},
    {Fact::contract_allocation, "contract.allocation", kContract, ratio,
     "share of an order that the supplier says it ships [ppm]"},
    {Fact::contract_price, "contract.price", kContract, money, "price of one base unit [micro-dollars]"},
    {Fact::contract_cost, "contract.cost", kContract, money,
     "what the wanted quantity, rounded as it must be ordered, costs as an order of its own: goods, freight to here, "
     "and the fee where goods lie below the supplier's minimum [micro-dollars]"},
    {Fact::contract_time_to_receive, "contract.time_to_receive", kContract, duration,
     "expected time from decision to shelf [ms]"},
    {Fact::contract_can_expedite, "contract.can_expedite", kContract, boolean, "whether it offers expediting here"},
    {Fact::contract_expedite_time, "contract.expedite_time", kContract, duration,
     "expected time from decision to shelf when expedited [ms]"},
    {Fact::contract_expedite_cost, "contract.expedite_cost", kContract, money,
     "contract.cost when expedited [micro-dollars]"},
    {Fact::contract_internal, "contract.internal", kContract, boolean,
     "whether the own distribution centre supplies"},
    {Fact::contract_in_stock, "contract.in_stock", kContract, boolean,
     "false when the own distribution centre is to supply and is known to hold less than the wanted quantity"},
    {Fact::substitute_item, "substitute.item", kSubstitute, text, "the item that can stand in"},
    {Fact::substitute_ratio, "substitute.ratio", kSubstitute, ratio, "units of it for one of the item [ppm]"},
    {Fact::substitute_available, "substitute.available", kSubstitute, quantity,
     "what the same site's store has of it, less reserved [each]"},
    {Fact::substitute_criticality, "substitute.criticality", kSubstitute, text, "vital, essential or desirable",
     kWords<Criticality>},
    {Fact::need_substituted, "need.substituted", kNeed, boolean,
     "whether a substitute is proposed or stands in for it at this unit"},
    {Fact::substitute_on_unit, "substitute.on_unit", kSubstitute, quantity,
     "known stock of it on the unit's own shelf, none where the unit does not stock it [each]"},
    {Fact::substitute_cover, "substitute.cover", kSubstitute, duration,
     "how long what the store has available lasts at its own use [ms]"},
    {Fact::substitute_extra_cost, "substitute.extra_cost", kSubstitute, money,
     "standard cost of what stands in for one base unit, less that of the item [micro-dollars]"},
    {Fact::substitute_acceptance, "substitute.acceptance", kSubstitute, ratio,
     "share of units that accept it, before what their type says [ppm]"},
    {Fact::need_room, "need.room", kNeed, quantity,
     "how many more the storeroom or centre has room for, with what is on its way there [each]"},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kFacts.size(); ++i) {
    if (static_cast<std::size_t>(kFacts[i].fact) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const std::array<FactInfo, kFactCount>& facts() { return kFacts; }

std::optional<FactInfo> find_fact(std::string_view name) {
  const auto found = std::find_if(kFacts.begin(), kFacts.end(), [&](const FactInfo& f) { return f.name == name; });
  if (found == kFacts.end()) return std::nullopt;
  return *found;
}

}  // namespace supplytwin::policy
