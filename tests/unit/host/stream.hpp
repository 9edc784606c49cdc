#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "../edge/small_world.hpp"
#include "edge/decider.hpp"
#include "edge/event_message.hpp"
#include "edge/master_message.hpp"
#include "host/host.hpp"

namespace supplytwin::host {

/// A day of events of the small network, each with its message: some at one instant, from several sources, about half
/// of which ask for a decision.
struct Stream {
  explicit Stream(unsigned seed, int events = 60) : random(seed) {
    master = edge::master_message(edge::master_data(world.m, world.v), world.now);
    const edge::Names names(world.m);
    base::Time at = world.now;
    std::vector<std::uint32_t> episodes(world.m.points.size(), 0);
    for (int i = 1; i <= events; ++i) {
      at += base::kMinute * draw(0, 3);
      const auto point = static_cast<std::uint32_t>(draw(0, 4));
      const bool asks = draw(0, 1) == 1;
      policy::Event e = world.event(asks ? policy::EventType::stock_par_breached : policy::EventType::stock_counted,
                                    point, asks ? ++episodes[point] : 0);
      e.occurred = e.recorded = at;
      if (!asks) e.from = {}, e.quantity = draw(0, 60);
      ordered.push_back(edge::event_message(e, names, static_cast<std::uint64_t>(i)));
    }
    end = at;
  }
  int draw(int low, int high) { return std::uniform_int_distribution(low, high)(random); }

  /// As they come over a bus: each may be overtaken by what was recorded less than `hold` later; some come twice.
  std::vector<std::string> shuffled(base::Duration hold) {
    std::vector<std::pair<base::Time, std::string>> by_arrival;
    for (const std::string& text : ordered) {
      const base::Time recorded = edge::read_message(text).recorded;
      const auto delay = [&] { return base::Duration{draw(0, static_cast<int>(hold.count() - 1))}; };
      by_arrival.emplace_back(recorded + delay(), text);
      if (draw(0, 9) == 0) by_arrival.emplace_back(recorded + delay(), text);
    }
    std::ranges::stable_sort(by_arrival, {}, [](const auto& one) { return one.first; });
    std::vector<std::string> all{master};
    for (auto& [at, text] : by_arrival) all.push_back(std::move(text));
    return all;
  }

  /// What `replay` makes of the events in their order; another policy from event `swapped` on, if any.
  std::vector<std::string> decided(const policy::Bundle& by, std::size_t swapped = ~std::size_t{0},
                                   const policy::Bundle* other = nullptr) const {
    std::vector<std::string> lines;
    edge::Decider decider(edge::read_message(master), by,
                          [&](const policy::Decision&, const std::string& line) { lines.push_back(line); });
    for (std::size_t i = 0; i < ordered.size(); ++i) {
      if (i == swapped) decider.use(*other);
      decider.hear(decider.read(edge::read_message(ordered[i])));
    }
    return lines;
  }

  edge::SmallWorld world;
  std::mt19937 random;
  std::string master;
  std::vector<std::string> ordered;
  base::Time end{};
};

/// Messages from memory.
class ListSource final : public Source {
 public:
  explicit ListSource(std::vector<std::string> all) : all_(std::move(all)) {}
  const std::string& name() const override { return name_; }
  const std::string& made() const override { return made_; }
  void go_on(std::optional<std::uint64_t> at) override { next_ = at.value_or(0); }
  std::vector<Arrival> take(std::size_t most, std::chrono::milliseconds /*patience*/) override {
    std::vector<Arrival> taken;
    while (taken.size() < most && next_ < all_.size()) {
      const std::string& text = all_[next_++];
      taken.push_back({text, next_, text.size()});
    }
    return taken;
  }
  std::uint64_t at() const override { return next_; }
  void kept(std::uint64_t at) override { told.push_back(at); }
  bool ended() const override { return next_ == all_.size(); }
  bool more() const override { return !ended(); }
  std::uint64_t lag() const override { return all_.size() - next_; }
  bool connected() const override { return true; }

  std::vector<std::uint64_t> told;  // up to where each was told that it is kept

 private:
  std::vector<std::string> all_;
  std::string name_ = "list", made_ = "once";
  std::size_t next_ = 0;
};

/// A host on a state file, which can end at any moment and begin again.
struct Life {
  Life(const std::filesystem::path& at, const policy::Bundle* policy, const HostConfig& config, base::Time now)
      : file(at, StateFile::Use::begin), state(file), host(state, policy, config, metrics, [now] { return now; }) {}

  std::vector<std::string> decisions() {
    std::vector<std::string> lines;
    state.each_decision_behind(0, [&](std::string_view line) { lines.emplace_back(line); });
    return lines;
  }
  /// Takes all that a source has from where it stands.
  void drink(Source& source) {
    host.read_from(source);
    while (!source.ended()) {
      for (const Arrival& a : source.take(16, {})) host.take(a);
      host.keep();
    }
    host.flush();
    host.keep();
  }
  void take(const std::string& text, std::uint64_t at = 1) {
    host.take({text, at, text.size()});
    host.keep();
  }
  double count(Metric m) const { return metrics.value(m); }

  StateFile file;
  State state;
  Metrics metrics;
  Host host;
};

}  // namespace supplytwin::host
