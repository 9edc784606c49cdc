#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "contender.hpp"
#include "scenario/scenario.hpp"

namespace supplytwin::bench {

/// The scenario of a file with the policies of these names alone, separated by commas; `all` keeps all.
scenario::Scenario read(const std::string& file, const std::string& policies);

/// Serves measurements of so many replications a round, of the round's own, on so many threads. `figures` are told
/// by site, replication after replication.
int serve_replications(const scenario::Scenario& scenario, std::uint32_t replications, unsigned jobs,
                       const std::vector<std::string>& figures);
/// The same work as separate experiments, one a policy, after one another.
int serve_apart(const scenario::Scenario& scenario, std::uint32_t replications);

/// Serves the naive draw of so many picks at the rates of the scenario's stocking points.
int serve_naive_draw(const scenario::Scenario& scenario, std::uint64_t picks);
/// Serves the demand path alone: every threshold of every stocking point, as if goods came at once.
int serve_demand_path(const scenario::Scenario& scenario);
/// Serves one replication, and tells what a stocking point takes [byte].
int serve_growth(const std::string& file, const std::string& policy);
/// Serves so many decisions of a policy on needs of the scenario's network.
int serve_decisions(const scenario::Scenario& scenario, std::uint32_t decisions, bool hashed);
/// Prints so many of these needs with all their facts, and what was decided; a line of JSON each.
int print_needs(const scenario::Scenario& scenario, std::uint32_t count);

}  // namespace supplytwin::bench
