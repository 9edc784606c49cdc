#include "edge/decider.hpp"

#include <utility>

#include "edge/decision_log.hpp"
#include "edge/master_message.hpp"
#include "policy/bytes.hpp"
#include "policy/orchestrator.hpp"
#include "policy/saved_view.hpp"

namespace supplytwin::edge {
namespace {

constexpr std::string_view kMagic = "supplytwin decider\n";
constexpr std::uint32_t kLayout = 1;
constexpr std::string_view kWhat = "saved decider";

Opening opened(const Message& message) {
  if (message.type != kMasterSnapshot) throw WireError("a log of events opens with a master.snapshot");
  return read_master(message.data, message.recorded);
}

}  // namespace

class Decider::Known final : public policy::Journal {
 public:
  Known(Opening from, policy::Bundle with, Out to)
      : opening(std::move(from)),
        names(opening.master),
        bundle(std::move(with)),
        lines(names, bundle),
        out(std::move(to)) {}
  Known(const Known&) = delete;
  Known& operator=(const Known&) = delete;

  void decided(const policy::Trigger& trigger, const policy::View& view, const policy::Decision& decision) override {
    out(decision, lines.line(trigger, view, decision));
  }

  Opening opening;
  Names names;
  policy::Bundle bundle;
  DecisionLines lines;
  Out out;
};

Decider::Decider(const Message& master, policy::Bundle bundle, Out out)
    : known_(std::make_unique<Known>(opened(master), std::move(bundle), std::move(out))) {}
Decider::~Decider() = default;
Decider::Decider(Decider&&) noexcept = default;
Decider& Decider::operator=(Decider&&) noexcept = default;

policy::Event Decider::read(const Message& message) const {
  if (message.type == kMasterSnapshot) throw WireError("a second master.snapshot");
  return read_event(message, known_->names);
}

void Decider::hear(const policy::Event& event) {
  policy::View& view = known_->opening.view;
  policy::tell(view, event, nullptr);
  if (const auto trigger = policy::asks(event))
    policy::take(known_->bundle, known_->opening.master, view, *trigger, event.recorded, known_.get());
}

void Decider::use(policy::Bundle bundle) { known_->bundle = std::move(bundle); }

const policy::Bundle& Decider::bundle() const { return known_->bundle; }
const Names& Decider::names() const { return known_->names; }
std::uint64_t Decider::decisions() const { return known_->lines.count(); }
const base::Digest& Decider::chain() const { return known_->lines.chain(); }

std::vector<std::byte> Decider::save() const {
  policy::Writer body;
  known_->lines.save(body);
  const std::vector<std::byte> view = policy::save(known_->opening.master, known_->opening.view);
  body.out.insert(body.out.end(), view.begin(), view.end());
  return policy::seal(kMagic, kLayout, body.out);
}

void Decider::restore(std::span<const std::byte> bytes) {
  const std::span<const std::byte> body = policy::unseal(kMagic, kLayout, kWhat, bytes);
  policy::Reader reader(body, kWhat);
  DecisionLines lines = known_->lines;
  lines.restore(reader);
  known_->opening.view = policy::restore(known_->opening.master, reader.rest());
  known_->lines = std::move(lines);
}

}  // namespace supplytwin::edge
