#include "experiment/task.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace supplytwin::experiment {

std::vector<Task> tasks(std::uint32_t replications, std::uint32_t block) {
  if (block == 0) throw base::Error("a task has at least one replication");
  std::vector<Task> all;
  for (std::uint32_t first = 0; first < replications; first += std::min(block, replications - first))
    all.push_back({static_cast<std::uint32_t>(all.size()), first, std::min(block, replications - first)});
  return all;
}

}  // namespace supplytwin::experiment
