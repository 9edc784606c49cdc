#include "edge/decision_diff.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <tuple>
#include <unordered_map>

#include "edge/read_log.hpp"
#include "edge/replay.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {
namespace {

std::vector<LoggedDecision> read_log(const std::filesystem::path& file, const std::atomic<bool>& stop) {
  std::ifstream in(file, std::ios::binary);
  if (!in || (in.peek(), in.bad())) throw WireError(file.string() + ": cannot be read: " + std::strerror(errno));
  std::vector<LoggedDecision> all;
  DecisionReader reader;
  std::string line;
  while (std::getline(in, line)) {
    if (all.size() % kLookEvery == 0 && stop) throw Stopped();
    try {
      all.push_back(reader.read(line));
    } catch (const WireError& e) {
      throw WireError(file.string() + ":" + std::to_string(all.size() + 1) + ": " + e.what());
    }
  }
  return all;
}

/// In what two decisions with one id differ.
std::array<bool, kDifferences> compare(const LoggedDecision& a, const LoggedDecision& b) {
  std::array<bool, kDifferences> differ{};
  for (std::size_t c = 0; c < kCompared; ++c) differ[c] = a.hashes[c] != b.hashes[c];
  return differ;
}

bool on_equal_facts(const LoggedDecision& a, const LoggedDecision& b) {
  constexpr auto kFacts = static_cast<std::size_t>(Difference::facts);
  return a.id == b.id && a.hashes[kFacts] == b.hashes[kFacts];
}

class Differ {
 public:
  explicit Differ(std::size_t examples) : most_(examples) {}

  void both(const LoggedDecision& a, const LoggedDecision& b) {
    ++diff.compared;
    RuleDiff& rule = diff.rules[a.rule];
    ++rule.decisions;
    const auto differ = compare(a, b);
    if (differ == std::array<bool, kDifferences>{}) return;
    count(rule, differ, a, b);
    if (a.action != b.action)
      ++rule.became[a.action + " -> " + b.action];
    else if (a.rule != b.rule)
      ++rule.became["by rule '" + b.rule + "'"];
    rule.more += b.quantity > a.quantity;
    rule.less += b.quantity < a.quantity;
    const auto when = [](const LoggedDecision& d) { return std::tie(d.as_of, d.until); };
    rule.later += when(b) > when(a);  // texts of one form, which sort like their instants
    rule.earlier += when(b) < when(a);
  }
  void only(const LoggedDecision& d, Difference side) {
    RuleDiff& rule = diff.rules[d.rule];
    if (side == Difference::missing) ++rule.decisions;
    std::array<bool, kDifferences> differ{};
    differ[static_cast<std::size_t>(side)] = true;
    side == Difference::missing ? count(rule, differ, d, {}) : count(rule, differ, {}, d);
  }

  /// The first examples come from equal facts, as far as there are any.
  DecisionDiff done() {
    for (std::size_t i = 0; i < others_.size() && diff.examples.size() < most_; ++i)
      diff.examples.push_back(std::move(others_[i]));
    return std::move(diff);
  }

  DecisionDiff diff;

 private:
  void count(RuleDiff& rule, const std::array<bool, kDifferences>& differ, const LoggedDecision& a,
             const LoggedDecision& b) {
    ++rule.differing;
    ++diff.differing;
    for (std::size_t c = 0; c < kDifferences; ++c) {
      rule.by_class[c] += differ[c];
      diff.by_class[c] += differ[c];
    }
    const bool direct = on_equal_facts(a, b);
    diff.direct += direct;
    diff.after_others += !direct && a.id == b.id;
    rule.direct += direct;
    std::vector<DecisionDiff::Example>& kept = direct ? diff.examples : others_;
    if (kept.size() < most_) kept.push_back({a, b, differ});
  }

  std::size_t most_;
  std::vector<DecisionDiff::Example> others_;
};

}  // namespace

DecisionDiff decision_diff(const std::filesystem::path& first, const std::filesystem::path& second,
                           std::size_t examples, const std::atomic<bool>& stop) {
  const std::vector<LoggedDecision> one = read_log(first, stop), other = read_log(second, stop);
  if (one.empty() && other.empty()) throw WireError(first.string() + ": holds no decision, nor does the other log");
  std::unordered_map<std::string_view, std::size_t> there;
  for (std::size_t i = 0; i < other.size(); ++i) there.emplace(other[i].id, i);
  std::vector<bool> seen(other.size());
  Differ differ(examples);
  for (const LoggedDecision& a : one) {
    const auto b = there.find(a.id);
    if (b == there.end() || seen[b->second]) {
      differ.only(a, Difference::missing);
      continue;
    }
    seen[b->second] = true;
    differ.both(a, other[b->second]);
  }
  for (std::size_t i = 0; i < other.size(); ++i)
    if (!seen[i]) differ.only(other[i], Difference::added);
  for (const LoggedDecision& d : one) differ.diff.policies[0].insert(d.policy);
  for (const LoggedDecision& d : other) differ.diff.policies[1].insert(d.policy);
  differ.diff.first = one.size();
  differ.diff.second = other.size();
  return differ.done();
}

}  // namespace supplytwin::edge
