#include "host/at_rest.hpp"

namespace supplytwin::host {

AtRest::AtRest(const std::filesystem::path& file, const Clock& clock)
    : file_(file, StateFile::Use::go_on),
      state_(file_),
      outbox_(emits(state_) ? std::make_optional<Outbox>(state_.database(), closed_, metrics_, clock) : std::nullopt),
      host_(state_, nullptr, last_config(state_), metrics_, clock, outbox_ ? &*outbox_ : nullptr) {}

}  // namespace supplytwin::host
