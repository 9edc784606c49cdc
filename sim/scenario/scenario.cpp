#include "scenario/scenario.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "bundle/load.hpp"
#include "bundle/strict_yaml.hpp"
#include "scenario/config.hpp"
#include "scenario/fault_list.hpp"

#include "scenario/freeze_time_zone.hpp"
#include "scenario/happenings.hpp"
#include "scenario/in_quotes.hpp"
#include "scenario/read_fields.hpp"
#include "scenario/read_network.hpp"
#include "scenario/read_opening.hpp"
#include "scenario/read_policies.hpp"
#include "scenario/write_scenario.hpp"

namespace supplytwin::scenario {

namespace {

constexpr std::size_t kMostScenarioBytes = std::size_t{4} << 20;

class ScenarioReader {
 public:
  ScenarioReader(const std::filesystem::path& path, const std::string& text)
      : document_(bundle::Document::parse(text, path.string(), faults_)) {}

  Scenario read(base::Duration longer) {
    if (document_.root().is_null() && !faults_.empty())
      throw base::ScenarioError(in_order(std::move(faults_), document_.file()));
    YamlReader(document_, faults_).read(document_.root(), file_);
    file_.warm_up += longer;
    const bool well_formed = faults_.empty();
    std::optional<world::NetworkConfig> network = read_model();
    const std::optional<base::TimeZone> zone = freeze(network);
    if (zone) place_times(file_, *zone);
    if (zone && network) place_times(*network, *zone);
    const Opening opening = network ? read_opening_of(*network) : Opening{};
    const std::vector<Surge> surges = read_surges(file_, document_, network ? &*network : nullptr, faults_);
    Scenario s;
    if (zone) place_period(s.model, *zone);
    if (network) {
      const auto span =
          well_formed && zone
              ? std::optional(Span{s.model.start - s.model.warm_up + longer, s.model.end + s.model.follow_up, *zone})
              : std::nullopt;
      check_happenings(file_, surges, document_, *network, span, faults_);
    }
    s.policies = read_policies(file_.policies, document_, network ? &*network : nullptr, faults_);
    check_baseline(s.policies);
    set_stock(s.policies);
    s.expectations = expectations(network ? &*network : nullptr);
    if (!faults_.empty()) throw base::ScenarioError(in_order(std::move(faults_), document_.file()));
    network->content = base::sha256(std::string_view(content_of(*network)));
    fill(s, std::move(*network), *zone, surges);
    if (!file_.opening.empty()) {
      s.model.opening = opening.config;
      place_times(s.model.opening, *zone);
      s.model_digest = base::sha256(base::hex(s.model_digest) + base::hex(opening.digest));
    }
    s.written = std::move(file_);
    s.written.model.here.reset();
    return s;
  }

 private:
  std::optional<world::NetworkConfig> read_model() {
    if (file_.model.here) {
      world::NetworkConfig& network = *file_.model.here;
      network.digest = base::sha256(std::string_view(document_.text()));
      if (faults_.empty()) check_network(network, document_, *document_.root().find("model"), faults_);
      return network;
    }
    if (file_.model.path.empty()) return std::nullopt;
    const std::filesystem::path folder =
        (std::filesystem::path(document_.file()).parent_path() / file_.model.path).lexically_normal();
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
      const bool unread =
          error && error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory;
      faults_.push_back(document_.fault(*document_.root().find("model"),
                                        unread ? path_in_quotes(folder) + " cannot be read: " + error.message()
                                               : "no such folder " + path_in_quotes(folder)));
      return std::nullopt;
    }
    return read_network(folder, faults_);
  }

  Opening read_opening_of(const world::NetworkConfig& network) {
    if (file_.opening.empty()) return {};
    const std::filesystem::path folder =
        (std::filesystem::path(document_.file()).parent_path() / file_.opening).lexically_normal();
    if (std::filesystem::is_directory(folder)) return read_opening(folder, network, faults_);
    faults_.push_back(
        document_.fault(*document_.root().find("opening"), "no such folder " + in_quotes(folder.string())));
    return {};
  }

  /// The scenario's own zone or else the network's; none, with a fault, when there is no such zone.
  std::optional<base::TimeZone> freeze(const std::optional<world::NetworkConfig>& network) {
    const bool own = !file_.period.time_zone.empty();
    const std::string name = own ? file_.period.time_zone : network ? network->time_zone : std::string();
    if (name.empty()) return std::nullopt;
    try {
      return freeze_time_zone(name, file_.period.start - file_.warm_up,
                              file_.period.start + file_.period.length + file_.follow_up);
    } catch (const base::Error& e) {
      if (own) faults_.push_back(document_.fault(*document_.root().find("period")->find("time_zone"), e.what()));
      return std::nullopt;  // of a network's zone read_network has told
    }
  }

  void place_period(world::ModelConfig& model, const base::TimeZone& zone) const {
    model.start = file_.period.start;
    model.end = zone.instant(zone.local(model.start) + file_.period.length);
    model.warm_up = file_.warm_up;
    model.follow_up = file_.follow_up;
  }

  void check_baseline(const std::vector<Competitor>& policies) {
    if (file_.policies.empty()) {
      const bundle::YamlNode* list = document_.root().find("policies");
      if (list != nullptr && list->is_sequence())
        faults_.push_back(document_.fault(*list, "policies: expected at least one"));
      return;
    }
    // A bundle that could not be read may be the baseline; then its own faults are enough.
    if (file_.baseline.empty() || policies.size() < file_.policies.size()) return;
    std::vector<std::string> names;
    for (const Competitor& c : policies) names.push_back(c.name);
    if (std::ranges::find(names, file_.baseline) != names.end()) return;
    faults_.push_back(document_.fault(*document_.root().find("baseline"), unknown("policy", file_.baseline, names)));
  }

  /// Gives each competitor its stock.
  void set_stock(std::vector<Competitor>& policies) {
    const bool all_read = policies.size() == file_.policies.size();
    std::vector<std::string> names;
    for (const Competitor& c : policies) names.push_back(c.name);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < file_.stock.size(); ++i) {
      const StockConfig& stock = file_.stock[i];
      const bundle::YamlNode* node = document_.root().find("stock")->items[i].find("policy");
      if (node == nullptr || stock.policy.empty()) continue;
      const auto named = std::ranges::find(policies, stock.policy, &Competitor::name);
      if (named != policies.end()) named->par = stock.par;
      if (named == policies.end() && all_read)
        faults_.push_back(document_.fault(*node, unknown("policy", stock.policy, names)));
      if (!seen.insert(stock.policy).second)
        faults_.push_back(document_.fault(*node, "duplicate policy " + in_quotes(stock.policy)));
    }
  }

  std::vector<Expectation> expectations(const world::NetworkConfig* network) {
    std::vector<std::string> figures, sites;
    for (const outcome::Kpi& k : outcome::kpis()) figures.push_back(k.name);
    for (std::size_t l = 0; network && l < network->locations.size(); ++l) {
      if (network->locations[l].kind != network::LocationKind::unit) sites.push_back(network->locations[l].id);
    }
    std::vector<Expectation> out;
    for (std::size_t i = 0; i < file_.expect.size(); ++i) {
      const ExpectConfig& e = file_.expect[i];
      const bundle::YamlNode& node = document_.root().find("expect")->items[i];
      const outcome::Kpi* figure = outcome::find_kpi(e.figure);
      if (!e.figure.empty() && !figure) {
        faults_.push_back(document_.fault(*node.find("figure"), unknown("figure", e.figure, figures)));
      } else if (figure && !e.site.empty() && !figure->told_by(outcome::By::site)) {
        faults_.push_back(document_.fault(*node.find("site"), e.figure + " is known for the whole network only"));
      }
      if (network && !e.site.empty() && std::ranges::find(sites, e.site) == sites.end())
        faults_.push_back(document_.fault(*node.find("site"), unknown("site", e.site, sites)));
      out.push_back({figure, e.value, e.site, e.per_day, e.note});
    }
    return out;
  }

  void fill(Scenario& s, world::NetworkConfig network, const base::TimeZone& zone,
            const std::vector<Surge>& surges) const {
    s.name = file_.scenario;
    s.question = file_.question;
    s.source = file_.source;
    s.file = document_.file();
    s.baseline = file_.baseline;
    s.replications = static_cast<std::uint32_t>(file_.replications);
    s.block = static_cast<std::uint32_t>(file_.block);
    s.seed = static_cast<std::uint64_t>(file_.seed);
    std::string sums = base::hex(network.digest) + "\n";
    for (const Surge& surge : surges) {
      sums += base::hex(surge.digest) + "\n";
      s.model.surges.push_back(surge.config);
    }
    s.model_digest = base::sha256(std::string_view(sums));
    s.model.network = std::move(network);
    s.model.zone = zone;
    for (const HappeningConfig& h : file_.happens) {
      if (h.demand_surge) s.model.demand_surges.push_back(*h.demand_surge);
      if (h.allocation) s.model.allocations.push_back(*h.allocation);
      if (h.outage) s.model.outages.push_back(*h.outage);
    }
  }

  std::vector<base::Fault> faults_;
  bundle::Document document_;
  ScenarioFile file_;
};

}  // namespace

world::ModelConfig model_of(const Scenario& scenario, const Competitor& competitor) {
  world::ModelConfig model = scenario.model;
  model.par = competitor.par;
  return model;
}

Scenario read(const std::filesystem::path& file, base::Duration longer) {
  std::vector<base::Fault> faults;
  std::optional<std::string> text = bundle::load(file, kMostScenarioBytes, faults);
  if (!text) throw base::ScenarioError(std::move(faults));
  Scenario s = ScenarioReader(file, *text).read(longer);
  s.digest = base::sha256(std::string_view(*text));
  s.text = std::move(*text);
  return s;
}

}  // namespace supplytwin::scenario
