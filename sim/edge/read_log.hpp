#pragma once

#include <atomic>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "edge/event_message.hpp"
#include "edge/recorder.hpp"
#include "edge/replay.hpp"
#include "edge/wire.hpp"

namespace supplytwin::edge {

inline constexpr std::uint64_t kLookEvery = 1024;  ///< lines between two looks at `stop`

/// Reads a log of `what` line by line: the snapshot that it opens with makes an `Orchestrator`, which hears the
/// others. Throws WireError that names file and line, and Stopped.
template <class Orchestrator, class Hear>
Replayed read_log(const std::filesystem::path& log, const std::string& what, const policy::Bundle& bundle,
                  const std::filesystem::path& decisions, const std::atomic<bool>& stop,
                  std::atomic<std::int64_t>& progress, Hear hear) {
  std::ifstream in(log, std::ios::binary);
  std::string line;
  std::uint64_t number = 0;
  const auto refuse = [&](const std::string& why) {
    throw WireError(log.string() + ":" + std::to_string(number) + ": " + why);
  };
  if (!in || (in.peek(), in.bad())) throw WireError(log.string() + ": cannot be read: " + std::strerror(errno));
  const std::string opens = "a log of " + what + " opens with a master.snapshot";
  LineFile out(decisions);
  std::unique_ptr<Orchestrator> decider;
  while (std::getline(in, line)) {
    if (number++ % kLookEvery == 0 && stop) throw Stopped();
    progress += static_cast<std::int64_t>(line.size()) + 1;
    try {
      if (decider) {
        hear(*decider, line);
        continue;
      }
      const Message message = read_message(line);
      if (message.type != kMasterSnapshot) throw WireError(opens);
      decider = std::make_unique<Orchestrator>(message, bundle, out);
    } catch (const WireError& e) {
      refuse(e.what());
    }
  }
  if (in.bad()) refuse("cannot be read further");
  if (!decider) throw WireError(log.string() + ": is empty; " + opens);
  out.close();
  return {number - 1, decider->decisions()};
}

}  // namespace supplytwin::edge
