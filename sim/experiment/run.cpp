#include "experiment/run.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "world/run.hpp"

namespace supplytwin::experiment {

bool run(std::span<const Task> tasks, unsigned jobs, const Replicate& replicate, const Sink& sink,
         std::atomic<bool>& stop, std::atomic<std::int64_t>& progress) {
  std::atomic<std::size_t> next{0}, done{0};
  std::mutex sinking;
  std::vector<std::exception_ptr> failures(tasks.size());

  const auto carry_out = [&](const Task& task) {
    std::vector<std::vector<outcome::Record>> records;
    for (std::uint32_t r = 0; r < task.count; ++r) records.push_back(replicate(task.first + r, stop, progress));
    const std::scoped_lock turn(sinking);
    sink(task, records);
  };
  const auto work = [&] {
    for (std::size_t i; !stop && (i = next++) < tasks.size();) {
      try {
        carry_out(tasks[i]);
        ++done;
      } catch (const world::Interrupted&) {
        return;
      } catch (...) {
        failures[i] = std::current_exception();
        stop = true;
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    const std::size_t wanted = std::min<std::size_t>(std::max(jobs, 1u), tasks.size());
    for (std::size_t w = 0; w < wanted; ++w) workers.emplace_back(work);
  }
  for (const auto& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return done == tasks.size();
}

}  // namespace supplytwin::experiment
