#pragma once

#include <map>
#include <string>

#include "host/sqlite.hpp"
#include "policy/breaker.hpp"

namespace supplytwin::host {

/// The breaker of each system, in the state. A system is what listens to the commands of one verb. Each change is
/// part of the transaction that is open. Throws base::StoreError.
class Breakers {
 public:
  explicit Breakers(Database& database);

  /// That of a system nothing is known of where there is none.
  policy::Breaker of(const std::string& verb) const;
  void set(const std::string& verb, const policy::Breaker& breaker);
  /// Of all systems that something is known of.
  const std::map<std::string, policy::Breaker>& all() const { return all_; }

 private:
  Database* db_;
  std::map<std::string, policy::Breaker> all_;
};

}  // namespace supplytwin::host
