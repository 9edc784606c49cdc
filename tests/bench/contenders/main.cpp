// Our side of the bench: each contender is a name and what it works on.
#include <exception>

#include "hold.hpp"
#include "mm1.hpp"
#include "queues.hpp"
#include "scenarios.hpp"

namespace {

using namespace supplytwin::bench;

constexpr const char* kUsage =
    "bench_own increments\n"
    "          hold ours|std PENDING HOLDS\n"
    "          mm1 ours|std ARRIVALS\n"
    "          replications SCENARIO POLICY,..|all REPLICATIONS JOBS [FIGURE]...\n"
    "          apart SCENARIO POLICY,..|all REPLICATIONS\n"
    "          naive-draw SCENARIO PICKS\n"
    "          demand-path SCENARIO\n"
    "          growth SCENARIO POLICY\n"
    "          decisions|decisions-hashed SCENARIO POLICY DECISIONS\n"
    "          needs SCENARIO POLICY COUNT\n";

/// The table of the hold model, for contenders in Python.
int print_increments() {
  Increments increments;
  for (std::size_t i = 0; i < Increments::kCount; ++i) std::cout << increments.next() << '\n';
  return 0;
}

int run(const std::vector<std::string>& of) {
  const auto number = [&](std::size_t i) { return std::stoull(of.at(i)); };
  const std::string& name = of.at(0);
  if (name == "increments") return print_increments();
  const bool ours = of.at(1) == "ours";
  if (name == "hold")
    return serve([&](std::uint64_t) {
      return ours ? hold<KernelQueue>(number(2), number(3)) : hold<StandardQueue>(number(2), number(3));
    });
  if (name == "mm1")
    return serve([&](std::uint64_t) { return ours ? mm1<KernelQueue>(number(2)) : mm1<StandardQueue>(number(2)); });
  if (name == "replications")
    return serve_replications(read(of.at(1), of.at(2)), static_cast<std::uint32_t>(number(3)),
                              static_cast<unsigned>(number(4)), {of.begin() + 5, of.end()});
  if (name == "apart") return serve_apart(read(of.at(1), of.at(2)), static_cast<std::uint32_t>(number(3)));
  if (name == "naive-draw") return serve_naive_draw(read(of.at(1), "all"), number(2));
  if (name == "demand-path") return serve_demand_path(read(of.at(1), "all"));
  if (name == "growth") return serve_growth(of.at(1), of.at(2));
  if (name == "decisions" || name == "decisions-hashed")
    return serve_decisions(read(of.at(1), of.at(2)), static_cast<std::uint32_t>(number(3)), name != "decisions");
  if (name == "needs") return print_needs(read(of.at(1), of.at(2)), static_cast<std::uint32_t>(number(3)));
  throw std::out_of_range(name);
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::out_of_range&) {
    std::cerr << kUsage;
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
