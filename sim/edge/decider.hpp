#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "edge/event_message.hpp"
#include "policy/bundle.hpp"
#include "policy/decision.hpp"
#include "policy/event.hpp"

namespace supplytwin::edge {

/// An orchestrator that lives on messages alone: opened by a `master.snapshot`, it is told events in their order and
/// puts each decision into words, on one line of the log. `replay` and the production host are both this.
class Decider {
 public:
  using Out = std::function<void(const policy::Decision& decision, const std::string& line)>;

  /// Throws WireError when the message is no `master.snapshot`.
  Decider(const Message& master, policy::Bundle bundle, Out out);
  ~Decider();
  Decider(Decider&&) noexcept;
  Decider& operator=(Decider&&) noexcept;

  /// The event that a message tells; nothing changes by it. Throws WireError, also for another `master.snapshot`.
  policy::Event read(const Message& message) const;
  /// Folds the event in, and decides where it asks for a decision, as of the instant at which it was recorded.
  void hear(const policy::Event& event);
  /// Another policy decides from the next event on. What is known and the ids of decisions go on.
  void use(policy::Bundle bundle);

  const policy::Bundle& bundle() const;
  /// Of all that its master holds.
  const Names& names() const;
  std::uint64_t decisions() const;
  /// Of the last line; zeros before the first.
  const base::Digest& chain() const;

  /// All that is known and how far the log has come, as bytes with a checksum.
  std::vector<std::byte> save() const;
  /// Goes on from there. Throws base::PolicyError for bytes that are not whole, or of other master data.
  void restore(std::span<const std::byte> bytes);

 private:
  class Known;
  std::unique_ptr<Known> known_;
};

}  // namespace supplytwin::edge
