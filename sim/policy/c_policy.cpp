#include <algorithm>
#include <cstring>
#include <span>
#include <string>

#include "base/signature.hpp"
#include "policy/c_handles.hpp"
#include "policy/c_records.hpp"
#include "policy/orchestrator.hpp"

namespace supplytwin::policy {
st_policy_code report(st_policy_error* error, st_policy_code code, std::string_view text) noexcept {
  if (!error) return code;
  error->code = code;
  std::size_t size = std::min(text.size(), sizeof(error->text) - 1);
  if (size < text.size())
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
  std::copy_n(text.begin(), size, error->text);
  error->text[size] = '\0';
  return code;
}

}  // namespace supplytwin::policy

using namespace supplytwin;
using namespace supplytwin::policy;

uint32_t st_policy_abi() noexcept { return ST_POLICY_ABI; }
const char* st_policy_version() noexcept { return SUPPLYTWIN_VERSION; }

st_policy* st_policy_load(const void* bytes, size_t size, st_policy_error* error) noexcept {
  st_policy* loaded = nullptr;
  guarded(error, [&] {
    if (!bytes) return bad_argument(error, kNoPlace);
    loaded = new st_policy{Bundle::load({static_cast<const std::byte*>(bytes), size})};
    return report(error, ST_POLICY_OK);
  });
  return loaded;
}

st_policy* st_policy_load_signed(const void* bytes, size_t size, const uint8_t signature[ST_POLICY_SIGNATURE_SIZE],
                                 const uint8_t public_key[ST_POLICY_PUBLIC_KEY_SIZE],
                                 st_policy_error* error) noexcept {
  st_policy* loaded = nullptr;
  guarded(error, [&] {
    if (!bytes || !signature || !public_key) return bad_argument(error, kNoPlace);
    const std::span canonical{static_cast<const std::byte*>(bytes), size};
    base::Signature of{};
    base::PublicKey by{};
    std::copy_n(signature, of.size(), of.begin());
    std::copy_n(public_key, by.size(), by.begin());
    // First, so that bytes of a stranger are not even read.
    if (!base::is_signed(canonical, of, by))
      return report(error, ST_POLICY_BAD_SIGNATURE,
                    "the signature does not hold: the holder of this key did not sign these bytes");
    loaded = new st_policy{Bundle::load(canonical)};
    return report(error, ST_POLICY_OK);
  });
  return loaded;
}

void st_policy_free(st_policy* policy) noexcept { delete policy; }

const char* st_policy_name(const st_policy* policy) noexcept {
  return policy ? policy->bundle.name().data() : nullptr;
}

uint32_t st_policy_revision(const st_policy* policy) noexcept { return policy ? policy->bundle.version() : 0; }

st_policy_code st_policy_digest(const st_policy* policy, uint8_t digest[ST_POLICY_DIGEST_SIZE],
                                st_policy_error* error) noexcept {
  if (!policy) return bad_argument(error, kNoHandle);
  if (!digest) return bad_argument(error, kNoPlace);
  std::ranges::copy(policy->bundle.digest(), digest);
  return report(error, ST_POLICY_OK);
}

uint32_t st_policy_rules(const st_policy* policy) noexcept {
  return policy ? static_cast<uint32_t>(policy->bundle.rules()) : 0;
}

const char* st_policy_rule_name(const st_policy* policy, uint32_t rule) noexcept {
  return policy && rule < policy->bundle.rules() ? policy->bundle.rule_name(rule).data() : nullptr;
}

uint32_t st_policy_rule_choice(const st_policy* policy, uint32_t rule) noexcept {
  return policy && rule < policy->bundle.rules() ? static_cast<uint32_t>(policy->bundle.choice(rule)) : 0;
}

size_t st_policy_schedule(const st_policy* policy, int64_t* instants, size_t capacity) noexcept {
  if (!policy) return 0;
  const auto& departures = policy->bundle.decides().departures();
  for (std::size_t i = 0; instants && i < std::min(capacity, departures.size()); ++i)
    instants[i] = departures[i].count();
  return departures.size();
}

int st_policy_reviews_forecasts(const st_policy* policy) noexcept {
  return policy && policy->bundle.reviews_forecasts() ? 1 : 0;
}

st_policy_code st_policy_decide(const st_policy* policy, const st_policy_view* view, const st_policy_trigger* trigger,
                                int64_t as_of, st_policy_decision* decision, st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!policy || !view) return bad_argument(error, kNoHandle);
    if (!trigger || !decision) return bad_argument(error, kNoPlace);
    Trigger need;
    if (const char* wrong = read(*trigger, *view->master, need)) return bad_argument(error, wrong);
    if (!is_instant(as_of)) return bad_argument(error, "the instant is out of bounds");
    const Decision d = policy->bundle.decide(*view->master, view->view, need, base::Time{base::Duration{as_of}});
    *decision = written(d, policy->bundle, *view->master);
    return report(error, ST_POLICY_OK);
  });
}

st_policy_code st_policy_explain(const st_policy* policy, const st_policy_view* view,
                                 const st_policy_decision* decision, char* buffer, size_t capacity, size_t* length,
                                 st_policy_error* error) noexcept {
  return guarded(error, [&] {
    if (!policy || !view) return bad_argument(error, kNoHandle);
    if (!decision || (!buffer && capacity > 0)) return bad_argument(error, kNoPlace);
    Decision d;
    const char* wrong = read(*decision, *view->master, d);
    if (!wrong) wrong = read_rejected(*decision, policy->bundle, *view->master, d);
    if (wrong) return bad_argument(error, wrong);
    const std::string words = policy->bundle.explain(*view->master, view->view, d);
    if (capacity > 0) {
      const std::size_t part = std::min(capacity - 1, words.size());
      std::memcpy(buffer, words.data(), part);
      buffer[part] = '\0';
    }
    if (length) *length = words.size();
    return report(error, ST_POLICY_OK);
  });
}

const char* st_policy_approver(const st_policy* policy, const st_policy_decision* decision) noexcept {
  if (!policy || !decision || !name_or_null<Action>(decision->action)) return nullptr;
  Decision d;
  d.action = static_cast<Action>(decision->action);
  d.estimated_cost.micros = decision->estimated_cost;
  const std::string_view role = policy->bundle.approver(d);
  return role.empty() ? nullptr : role.data();  // a whole text of the image, so a NUL follows
}

int st_policy_asks(uint32_t type) noexcept {
  Event event;
  event.type = static_cast<EventType>(type);
  return name_or_null<EventType>(type) && asks(event) ? 1 : 0;
}

const char* st_policy_event_name(uint32_t type) noexcept { return name_or_null<EventType>(type); }
const char* st_policy_action_name(uint32_t action) noexcept { return name_or_null<Action>(action); }
const char* st_policy_reason_name(uint32_t reason) noexcept { return name_or_null<Reason>(reason); }
