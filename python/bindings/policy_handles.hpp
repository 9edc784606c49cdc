#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"
#include "policy/supplytwin_policy.h"

// Handles and records of the policy library as Python has them: all goes through the C interface, as in any host.

namespace supplytwin::python {

template <auto Free>
struct Release {
  template <class T>
  void operator()(T* handle) const {
    Free(handle);
  }
};
using PolicyHandle = std::unique_ptr<st_policy, Release<st_policy_free>>;
using BuilderHandle = std::unique_ptr<st_policy_builder, Release<st_policy_builder_free>>;
using MasterHandle = std::unique_ptr<st_policy_master, Release<st_policy_master_free>>;
using ViewHandle = std::unique_ptr<st_policy_view, Release<st_policy_view_free>>;

struct PolicyMaster {
  MasterHandle handle;
};
struct PolicyView {
  ViewHandle handle;
};

/// A decision with the words that only its policy has.
struct PolicyDecision {
  st_policy_decision record{};
  std::string rule;                         // empty when none applied
  std::vector<std::string> rejected_rules;  // of `record.rejected`
};

/// Raises what a code means: ValueError for an argument, PolicyError for bytes and signatures, ScenarioError for
/// master data.
inline void demand(const st_policy_error& error) {
  const auto faults = [&](const char* of) {
    return std::vector<base::Fault>{base::Fault{of, 0, 0, error.text, {}, 1}};
  };
  switch (error.code) {
    case ST_POLICY_OK:
      return;
    case ST_POLICY_BAD_ARGUMENT:
      throw pybind11::value_error(error.text);
    case ST_POLICY_BAD_BYTES:
    case ST_POLICY_BAD_SIGNATURE:
      throw base::PolicyError(faults("bytes"));
    case ST_POLICY_BAD_MASTER:
      throw base::ScenarioError(faults("master data"));
    case ST_POLICY_NO_MEMORY:
      throw std::bad_alloc();
    default:
      throw base::Error(error.text);
  }
}

/// The number of a word; ValueError for one that is none.
template <base::NamedEnum E>
std::uint32_t number_of(const char* what, std::string_view word) {
  const auto& names = base::EnumNames<E>::names;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == word) return static_cast<std::uint32_t>(i);
  std::vector<std::string> known(names.begin(), names.end());
  throw pybind11::value_error(std::string(what) + ": expected " + base::one_of(known) + ", found '" +
                              std::string(word) + "'");
}

inline std::int64_t ms(base::Time t) { return base::milliseconds(t); }
inline base::Time instant(std::int64_t t) { return base::Time{base::Duration{t}}; }

void bind_policy_master(pybind11::module_& module);
void bind_policy_view(pybind11::module_& module);
void bind_policy_calls(pybind11::module_& module);

}  // namespace supplytwin::python
