#pragma once

#include <filesystem>
#include <optional>

#include "base/time.hpp"
#include "host/host.hpp"
#include "host/metrics.hpp"
#include "host/outbox.hpp"
#include "host/state.hpp"
#include "host/state_file.hpp"

namespace supplytwin::host {

/// Sends nothing: what is added waits for a host at work.
class ClosedChannel final : public Channel {
 public:
  bool open() const override { return false; }
  bool send(std::uint64_t /*call*/, const edge::Command& /*command*/) override { return false; }
  bool ask(std::uint64_t /*call*/, const edge::Command& /*command*/) override { return false; }
  std::optional<Answer> answer() override { return std::nullopt; }
};

/// A state that no host is at work with, and a host of it as it last worked. Where it sent commands, those of what is
/// decided meanwhile are kept, and go out when it starts again.
class AtRest {
 public:
  /// Throws as StateFile and Host do.
  AtRest(const std::filesystem::path& file, const Clock& clock);

  State& state() { return state_; }
  Host& host() { return host_; }

 private:
  StateFile file_;
  State state_;
  Metrics metrics_;
  ClosedChannel closed_;
  std::optional<Outbox> outbox_;
  Host host_;
};

}  // namespace supplytwin::host
