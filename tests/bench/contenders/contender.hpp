#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace supplytwin::bench {

/// What one measurement found.
struct Result {
  double seconds = 0;      ///< that were timed
  double work = 0;         ///< what was done in them: holds, events, picks, replications, ...
  std::string check = {};  ///< equal for contenders that did the same; empty where there is nothing to compare
  std::vector<std::pair<std::string, std::vector<double>>> more = {};  ///< further numbers by name
};

/// Times what it is given [s].
template <class Work>
double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

inline std::string hexadecimal(std::uint64_t number) {
  std::ostringstream text;
  text << std::hex << std::setw(16) << std::setfill('0') << number;
  return text.str();
}

/// The contender's side of the bench: it says that it is ready, then measures once for every line it is sent (a whole
/// number, the round) and answers with a line of JSON, until its input ends.
inline int serve(const std::function<Result(std::uint64_t round)>& measure) {
  std::cout << "{\"ready\": true}" << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    const Result result = measure(std::stoull(line));
    std::ostringstream json;
    json << std::setprecision(17) << "{\"seconds\": " << result.seconds << ", \"work\": " << result.work
         << ", \"check\": \"" << result.check << '"';
    for (const auto& [name, numbers] : result.more) {
      json << ", \"" << name << "\": [";
      for (std::size_t i = 0; i < numbers.size(); ++i) json << (i > 0 ? ", " : "") << numbers[i];
      json << ']';
    }
    std::cout << json.str() << '}' << std::endl;
  }
  return 0;
}

}  // namespace supplytwin::bench
