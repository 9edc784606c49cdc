#include "edge/decision_log.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "edge/wire.hpp"
#include "edge/wire_time.hpp"

namespace supplytwin::edge {
namespace {

using policy::Action;
using policy::Decision;
using policy::Reason;

constexpr std::string_view kChain = ",\"chain\":\"";

base::Digest next_link(const base::Digest& before, std::string_view text) {
  return base::sha256(base::hex(before) + std::string(text));
}

std::string candidate(const Names& names, const Decision& d, const policy::Bundle& bundle,
                      const policy::Rejected& rejected) {
  const policy::Master& m = names.master();
  if (rejected.candidate == policy::Rejected{}.candidate) return "";
  switch (bundle.choice(rejected.rule)) {
    case policy::Choice::donors:
      return names.location_of(base::PointId(rejected.candidate));
    case policy::Choice::contracts:
      return names.of(m.offers[rejected.candidate].contract);
    case policy::Choice::substitutes:
      return names.of(m.substitutes[rejected.candidate].by);
    default:
      return names.of(m.points[d.point.value].site);
  }
}

/// In what two decisions differ when this member does; nothing for what names or seals a line.
std::optional<Difference> place_of(std::string_view member) {
  using D = Difference;
  static const std::map<std::string_view, D, std::less<>> places{
      {"action", D::action},        {"commands", D::action},   {"from", D::source},     {"contract", D::source},
      {"contract_item", D::source}, {"substitute", D::source}, {"to", D::source},       {"item", D::source},
      {"quantity", D::quantity},    {"as_of", D::timing},      {"retry_at", D::timing}, {"needed_by", D::timing},
      {"estimated_cost", D::cost},  {"approver", D::cost},     {"rule", D::reason},     {"reasons", D::reason},
      {"rejected", D::reason},      {"facts", D::facts},       {"trigger", D::facts},   {"opened", D::facts}};
  if (member == "decision" || member == "policy" || member == "chain") return std::nullopt;
  const auto found = places.find(member);
  return found == places.end() ? D::other : found->second;
}

}  // namespace

std::string_view undo_of(Action action) {
  switch (action) {
    case Action::transfer_request:
      return "transfer.cancel";
    case Action::requisition_create:
    case Action::requisition_expedite:
      return "requisition.cancel";
    case Action::substitution_propose:
      return "substitution.withdraw";
    default:
      return {};
  }
}

std::string DecisionLines::line(const policy::Trigger& trigger, const policy::View& view, const Decision& d) {
  const policy::Master& m = names_->master();
  const std::uint32_t revision = ++revisions_[std::uint64_t{d.point.value} << 32 | d.episode];
  const std::string id =
      fmt::format("{}/{}/{}/{}", names_->location_of(d.point), names_->item_of(d.point), d.episode, revision);
  Json j = {{"decision", id},
            {"policy", base::hex(bundle_->digest())},
            {"trigger", base::name_of(d.cause)},
            {"opened", wire_time(trigger.opened)},
            {"as_of", wire_time(d.as_of)},
            {"action", base::name_of(d.action)}};
  if (d.donor) j["from"] = names_->location_of(d.donor);
  if (d.offer) {
    const policy::Master::Offer& offer = m.offers[d.offer.value];
    j["from"] = names_->of(offer.supplier);
    j["contract"] = names_->of(offer.contract);
    j["contract_item"] = names_->of(offer.item);
  }
  if (d.substitute) j["substitute"] = names_->of(d.substitute);
  j["to"] = names_->location_of(d.point);
  j["item"] = names_->item_of(d.point);
  j["quantity"] = d.quantity;
  j["estimated_cost"] = d.estimated_cost.micros;
  if (d.needed_by <= kLastWireTime) j["needed_by"] = wire_time(d.needed_by);
  if (d.action == Action::defer) j["retry_at"] = wire_time(d.retry_at);
  if (d.rule != Decision{}.rule) j["rule"] = bundle_->rule_name(d.rule);
  j["reasons"] = Json::array();
  for (const Reason r : d.reasons)
    if (r != Reason::none) j["reasons"].push_back(base::name_of(r));
  j["rejected"] = Json::array();
  for (std::size_t i = 0; i < d.rejected_count; ++i) {
    Json rejected = {{"reason", base::name_of(d.rejected[i].reason)}};
    if (d.rejected[i].rule < bundle_->rules()) {
      rejected["rule"] = bundle_->rule_name(d.rejected[i].rule);
      if (std::string name = candidate(*names_, d, *bundle_, d.rejected[i]); !name.empty())
        rejected["candidate"] = std::move(name);
    }
    j["rejected"].push_back(std::move(rejected));
  }
  j["commands"] = Json::array();
  if (const std::string_view compensation = undo_of(d.action); !compensation.empty() && d.quantity > 0)
    j["commands"].push_back({{"key", id + "/1"}, {"do", base::name_of(d.action)}, {"undo", compensation}});
  if (const std::string_view role = bundle_->approver(d); !role.empty()) j["approver"] = role;
  j["facts"] = fmt::format("{:016x}", policy::facts_hash(*bundle_, m, view, trigger, d.as_of));
  std::string text = j.dump();
  text.pop_back();
  chain_ = next_link(chain_, text);
  ++count_;
  return text.append(kChain).append(base::hex(chain_)).append("\"}");
}

void DecisionLines::save(policy::Writer& to) const {
  to.number(count_);
  for (const std::uint8_t byte : chain_) to.number(byte);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted(revisions_.begin(), revisions_.end());
  std::ranges::sort(sorted);
  to.list(sorted, [&](const auto& revision) {
    to.number(revision.first);
    to.number(revision.second);
  });
}

void DecisionLines::restore(policy::Reader& from) {
  from.number(count_);
  for (std::uint8_t& byte : chain_) from.number(byte);
  std::vector<std::pair<std::uint64_t, std::uint32_t>> sorted;
  from.list(sorted, [&](auto& revision) {
    from.number(revision.first);
    from.number(revision.second);
  });
  revisions_ = {sorted.begin(), sorted.end()};
}

LoggedDecision DecisionReader::read(std::string_view line) {
  const Json json = parse(line);
  const Members m(json, "");
  const auto text_or_none = [&m](const char* key) { return m.has(key) ? m.text(key) : ""; };
  LoggedDecision d;
  d.id = m.text("decision");
  d.policy = text_or_none("policy");
  d.rule = text_or_none("rule");
  d.action = m.text("action");
  d.from = text_or_none(m.has("from") ? "from" : "substitute");
  d.as_of = m.text("as_of");
  d.reasons = m.list("reasons").dump();
  d.until = text_or_none("retry_at");
  d.needed_by = text_or_none("needed_by");
  d.quantity = m.number("quantity");
  m.text("facts");
  for (const auto& [key, value] : json.items())
    if (const auto place = place_of(key)) {
      // A sum, so that members may stand in another order.
      d.hashes[static_cast<std::size_t>(*place)] += base::hash_name(key + value.dump());
    }
  const std::size_t end = line.rfind(kChain);
  if (end == std::string_view::npos) m.refuse("chain", "expected at the end of the line");
  chain_ = next_link(chain_, line.substr(0, end));
  // To the letter: what stood behind the chain would be read, but is not in it.
  if (line.substr(end) != std::string(kChain) + base::hex(chain_) + "\"}")
    m.refuse("chain", "is broken: this line or one before it was changed, left out or moved");
  return d;
}

}  // namespace supplytwin::edge
