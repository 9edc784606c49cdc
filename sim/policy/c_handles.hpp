#pragma once

#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "policy/bundle.hpp"
#include "policy/master.hpp"
#include "policy/supplytwin_policy.h"
#include "policy/view.hpp"

// What the handles of the C interface hold, and the wall that no exception passes.

struct st_policy {
  supplytwin::policy::Bundle bundle;
};
struct st_policy_master {
  std::shared_ptr<const supplytwin::policy::Master> master;
};
struct st_policy_view {
  std::shared_ptr<const supplytwin::policy::Master> master;
  supplytwin::policy::View view;
};

namespace supplytwin::policy {

/// Writes the caller's error, if there is one to write to; a text that is too long is cut between characters.
st_policy_code report(st_policy_error* error, st_policy_code code, std::string_view text = {}) noexcept;

/// Runs the body of a function of the interface; what it throws becomes a code and a text.
template <class Body>
st_policy_code guarded(st_policy_error* error, Body&& body) noexcept {
  try {
    return body();
  } catch (const base::PolicyError& e) {
    return report(error, ST_POLICY_BAD_BYTES, e.faults.empty() ? e.what() : std::string_view(e.faults[0].message));
  } catch (const std::bad_alloc&) {
    return report(error, ST_POLICY_NO_MEMORY, "out of memory");
  } catch (const std::length_error&) {
    return report(error, ST_POLICY_NO_MEMORY, "more than memory can hold");
  } catch (const std::exception& e) {
    return report(error, ST_POLICY_INTERNAL, e.what());
  } catch (...) {
    return report(error, ST_POLICY_INTERNAL, "an unknown exception");
  }
}

inline st_policy_code bad_argument(st_policy_error* error, std::string_view text) noexcept {
  return report(error, ST_POLICY_BAD_ARGUMENT, text);
}

/// The name of a number that a host gives; null for one that has none.
template <base::NamedEnum E>
const char* name_or_null(std::uint32_t value) {
  const auto& names = base::EnumNames<E>::names;  // literals, so a NUL follows each
  return value < names.size() ? names[value].data() : nullptr;
}

inline constexpr const char* kNoHandle = "a handle is NULL";
inline constexpr const char* kNoPlace = "a pointer is NULL";

}  // namespace supplytwin::policy
