#include "host/breakers.hpp"

#include <sstream>

namespace supplytwin::host {
namespace {

/// The times of failures as one text, in milliseconds.
std::string failed_text(const policy::Breaker& b) {
  std::string text;
  for (std::uint32_t i = 0; i < b.failures; ++i) text += std::to_string(base::milliseconds(b.failed.at(i))) + ' ';
  return text;
}

policy::Breaker breaker_of(const Statement& row) {
  policy::Breaker b;
  b.circuit = row.word<policy::Circuit>(1);
  b.until = row.time(2);
  std::istringstream failed{std::string(row.text(3))};
  for (std::int64_t at = 0; b.failures < b.failed.size() && failed >> at; ++b.failures)
    b.failed.at(b.failures) = base::Time{base::Duration{at}};
  return b;
}

}  // namespace

Breakers::Breakers(Database& database) : db_(&database) {
  Statement s = db_->prepare("SELECT verb, circuit, until, failed FROM breaker");
  for (s.with(); s.next();) all_[std::string(s.text(0))] = breaker_of(s);
}

policy::Breaker Breakers::of(const std::string& verb) const {
  const auto found = all_.find(verb);
  return found == all_.end() ? policy::Breaker{} : found->second;
}

void Breakers::set(const std::string& verb, const policy::Breaker& breaker) {
  db_->prepare("INSERT OR REPLACE INTO breaker (verb, circuit, until, failed) VALUES (?, ?, ?, ?)")
      .run(verb, base::name_of(breaker.circuit), breaker.until, failed_text(breaker));
  all_[verb] = breaker;
}

}  // namespace supplytwin::host
