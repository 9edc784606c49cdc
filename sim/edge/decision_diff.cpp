#include "edge/decision_diff.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
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
  const auto mark = [&](Difference d, bool yes) { differ[static_cast<std::size_t>(d)] = yes; };
  mark(Difference::action, a.action != b.action);
  mark(Difference::source, a.from != b.from);
  mark(Difference::quantity, a.quantity != b.quantity);
  mark(Difference::timing, a.as_of != b.as_of);
  mark(Difference::reason, a.rule != b.rule || a.reasons != b.reasons);
  mark(Difference::facts, a.facts != b.facts);
  return differ;
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
    rule.later += b.as_of > a.as_of;  // texts of one form, which sort like their instants
    rule.earlier += b.as_of < a.as_of;
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
    const bool direct = a.id == b.id && a.facts == b.facts;
    diff.direct += direct;
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
  differ.diff.first = one.size();
  differ.diff.second = other.size();
  return differ.done();
}

}  // namespace supplytwin::edge
