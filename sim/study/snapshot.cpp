#include "study/snapshot.hpp"

#include <algorithm>

#include "base/format.hpp"
#include "store/durable.hpp"
#include "store/reader.hpp"
#include "store/snapshot.hpp"
#include "study/folder.hpp"
#include "world/world.hpp"

namespace supplytwin::study {
namespace {

base::Digest digest_of(const std::filesystem::path& file, std::string_view hex) {
  base::Digest digest{};
  const auto digit = [&](std::size_t i) {
    return static_cast<std::uint8_t>(hex[i] <= '9' ? hex[i] - '0' : hex[i] - 'a' + 10);
  };
  const bool plain = hex.size() == 2 * digest.size() && hex.find_first_not_of("0123456789abcdef") == hex.npos;
  if (!plain) throw store::Unusable(file.string() + ": a digest in it is none; take the snapshot again");
  for (std::size_t i = 0; i < digest.size(); ++i)
    digest[i] = static_cast<std::uint8_t>(digit(2 * i) << 4 | digit(2 * i + 1));
  return digest;
}

base::Time time_of(std::int64_t ms) { return base::Time{base::Duration{ms}}; }

}  // namespace

world::Snapshot take_snapshot(const scenario::Scenario& scenario, const Moment& moment) {
  const std::string& policy = moment.policy.empty() ? scenario.baseline : moment.policy;
  const auto competitor = std::ranges::find(scenario.policies, policy, &scenario::Competitor::name);
  if (competitor == scenario.policies.end()) {
    std::vector<std::string> known;
    for (const auto& c : scenario.policies) known.push_back(c.name);
    throw Refused("--policy names '" + policy + "', which does not compete here" + base::hint(policy, known));
  }
  const world::Model model = world::Model::build(model_of(scenario, *competitor));
  const world::Exogenous exogenous(model, scenario.seed, moment.replication);
  world::World world(model, exogenous, competitor->bundle);
  if (moment.at < world.now() || moment.at > world.end())
    throw Refused("--at lies outside the simulated time, which is from " +
                  base::iso(world.now(), scenario.model.zone) + " to " + base::iso(world.end(), scenario.model.zone));
  world.advance(moment.at);
  return world.save();
}

void write_snapshot(const std::filesystem::path& file, const world::Snapshot& s, const scenario::Scenario& scenario,
                    const Build& build) {
  store::SnapshotHeader h;
  h.scenario = scenario.name;
  h.scenario_text = scenario.text;
  h.scenario_sha256 = base::hex(scenario.digest);
  h.network_sha256 = base::hex(s.network_digest);
  h.policy = s.policy;
  h.policy_sha256 = base::hex(s.policy_digest);
  h.seed = s.seed;
  h.replication = s.replication;
  h.at = base::milliseconds(s.at);
  h.period_start = base::milliseconds(s.start);
  h.period_end = base::milliseconds(s.end);
  h.warm_up = s.warm_up.count();
  h.follow_up = s.follow_up.count();
  h.par = s.par.ppm;
  h.time_zone = s.time_zone;
  h.happened = s.happened;
  h.ahead = s.ahead;
  h.generator = kGenerator;
  h.version = build.version;
  h.git_commit = build.commit;
  store::write_snapshot(file, {std::move(h), s.tables, s.names});
}

world::Snapshot read_snapshot(const std::filesystem::path& file) {
  store::SnapshotFile found = store::read_snapshot(file);
  const store::SnapshotHeader& h = found.header;
  world::Snapshot s;
  s.at = time_of(h.at);
  s.seed = h.seed;
  s.replication = h.replication;
  s.policy = h.policy;
  s.policy_digest = digest_of(file, h.policy_sha256);
  s.network_digest = digest_of(file, h.network_sha256);
  s.time_zone = h.time_zone;
  s.start = time_of(h.period_start);
  s.end = time_of(h.period_end);
  s.warm_up = base::Duration{h.warm_up};
  s.follow_up = base::Duration{h.follow_up};
  s.par = base::Ratio{h.par};
  s.happened = h.happened;
  s.ahead = h.ahead;
  s.tables = std::move(found.tables);
  return s;
}

void go_on_from(const std::filesystem::path& file, scenario::Scenario& scenario) {
  scenario.from = std::make_shared<const world::Snapshot>(read_snapshot(file));
  scenario.from_digest = base::sha256(store::read_bytes(file));
  const world::Snapshot& s = *scenario.from;
  try {
    for (const scenario::Competitor& c : scenario.policies)
      if (c.par != s.par) throw base::Error("policy '" + c.name + "' has other par levels");
    const world::Model model = world::Model::build(model_of(scenario, scenario.policies.front()));
    const world::Exogenous past(model, s.seed, s.replication);
    const auto same = std::ranges::find_if(
        scenario.policies, [&](const scenario::Competitor& c) { return c.bundle.digest() == s.policy_digest; });
    const auto decides = same == scenario.policies.end() ? scenario.policies.begin() : same;
    const world::World fits(model, past, decides->bundle, s);
  } catch (const base::Error& e) {
    throw Refused(file.string() + ": no snapshot for this scenario: " + e.what());
  }
}

}  // namespace supplytwin::study
