// Decides the golden needs by the simulator's own path: `golden_by_simulator DECISIONS.jsonl POLICIES`, where
// POLICIES is the folder of their YAML. Prints each decision on a line.
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "bundle/compile.hpp"
#include "edge/event_message.hpp"
#include "edge/facts_log.hpp"
#include "edge/master_message.hpp"
#include "edge/wire_time.hpp"

using namespace supplytwin;

namespace {

edge::Json in_words(const policy::Decision& d, const policy::Bundle& bundle, const edge::Names& names) {
  const policy::Master& m = names.master();
  const auto rule = [&](std::uint8_t r) {
    return r < bundle.rules() ? edge::Json(bundle.rule_name(r)) : edge::Json(nullptr);
  };
  const auto time = [](base::Time t) {
    return t <= edge::kLastWireTime ? edge::Json(edge::wire_time(t)) : edge::Json(nullptr);
  };
  edge::Json j = {{"action", base::name_of(d.action)}, {"rule", rule(d.rule)}, {"reasons", edge::Json::array()}};
  for (const policy::Reason r : d.reasons)
    if (r != policy::Reason::none) j["reasons"].push_back(base::name_of(r));
  j["donor"] = d.donor ? edge::Json(names.location_of(d.donor)) : edge::Json(nullptr);
  j["contract"] = d.offer ? edge::Json(names.of(m.offers[d.offer.value].contract)) : edge::Json(nullptr);
  j["substitute"] = d.substitute ? edge::Json(names.of(d.substitute)) : edge::Json(nullptr);
  j["quantity"] = d.quantity;
  j["estimated_cost"] = d.estimated_cost.micros;
  j["needed_by"] = time(d.needed_by);
  j["retry_at"] = d.action == policy::Action::defer ? time(d.retry_at) : edge::Json(nullptr);
  j["rejected"] = edge::Json::array();
  for (std::size_t i = 0; i < d.rejected_count; ++i) {
    const policy::Rejected& r = d.rejected[i];
    edge::Json who;
    if (r.candidate != policy::Rejected{}.candidate) switch (bundle.choice(r.rule)) {
        case policy::Choice::donors:
          who = names.location_of(base::PointId(r.candidate));
          break;
        case policy::Choice::contracts:
          who = names.of(m.offers[r.candidate].contract);
          break;
        default:
          who = names.of(m.substitutes[r.candidate].by);
      }
    j["rejected"].push_back(edge::Json::array({rule(r.rule), base::name_of(r.reason), who}));
  }
  return j;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return 2;
  std::ifstream in(words[1]);
  std::string line;
  std::getline(in, line);
  const edge::Message message = edge::read_message(line);
  const edge::Opening opening = edge::read_master(message.data, message.recorded);
  const edge::Names names(opening.master);
  edge::FactsReader reader(names);
  std::map<std::string, policy::Bundle> bundles;
  while (std::getline(in, line)) {
    const edge::Json json = edge::parse(line);
    const std::string name = json["policy"];
    if (!bundles.contains(name))
      bundles.emplace(name, bundle::load_file(std::string(words[2]) + "/" + name + ".yaml"));
    const edge::RecordedNeed need = reader.read(json["need"].dump());
    const policy::Bundle& bundle = bundles.at(name);
    std::cout
        << in_words(bundle.decide(opening.master, reader.view(), need.trigger, need.as_of), bundle, names).dump()
        << '\n';
  }
}
