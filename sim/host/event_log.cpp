#include "host/event_log.hpp"

#include <fmt/core.h>

#include "edge/decision_log.hpp"
#include "edge/recorder.hpp"
#include "edge/wire.hpp"
#include "edge/wire_time.hpp"

namespace supplytwin::host {

std::uint64_t write_decisions(State& state, const std::filesystem::path& to) {
  edge::LineFile out(to);
  std::uint64_t written = 0;
  edge::DecisionReader chain;
  state.each_decision_behind(0, [&](std::string_view line) {
    ++written;
    try {
      chain.read(line);
    } catch (const edge::WireError& e) {
      throw Refused(state.name() + ": decision " + std::to_string(written) + ": " + e.what());
    }
    out.write(line);
  });
  out.close();
  return written;
}

void check_events(State& state) {
  if (state.master().empty())
    throw Refused(state.name() + ": no master.snapshot came yet, so that there are no events");
  if (state.first_place() > 1)
    throw Refused(state.name() + ": its first " + std::to_string(state.first_place() - 1) +
                  " events are older than --retention and not kept any more; begin the next state with a --retention "
                  "that is longer than the log to be exported");
}

std::uint64_t write_events(State& state, const std::filesystem::path& to) {
  check_events(state);
  edge::LineFile out(to);
  out.write(state.master());
  std::uint64_t written = 0;
  state.each_behind(0, [&](const State::Event& row) {
    edge::Json message = edge::parse(row.message);
    message["sequence"] = fmt::format("{:012}", row.place);
    message["recordedtime"] = edge::wire_time(row.taken);
    out.write(message.dump());
    ++written;
  });
  out.close();
  return written;
}

}  // namespace supplytwin::host
