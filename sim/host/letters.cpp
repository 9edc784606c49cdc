#include "host/letters.hpp"

namespace supplytwin::host {
namespace {

constexpr std::string_view kColumns =
    "SELECT number, kind, arrived, source, reason, size, message, settled IS NOT NULL FROM letter ";

Letter letter_of(const Statement& row) {
  return {row.number(0),
          std::string(row.text(1)),
          row.time(2),
          std::string(row.text(3)),
          std::string(row.text(4)),
          static_cast<std::uint64_t>(row.number(5)),
          std::string(row.text(6)),
          row.number(7) != 0};
}

}  // namespace

void Letters::add(const Letter& l) {
  db_->prepare("INSERT INTO letter (kind, arrived, source, reason, size, message) VALUES (?, ?, ?, ?, ?, ?)")
      .run(l.kind, l.arrived, l.source, l.reason, l.size, l.message);
}

void Letters::settle(std::int64_t number, base::Time at) {
  db_->prepare("UPDATE letter SET settled = ? WHERE number = ?").run(at, number);
}

void Letters::set_reason(std::int64_t number, std::string_view reason) {
  db_->prepare("UPDATE letter SET reason = ? WHERE number = ?").run(reason, number);
}

std::optional<Letter> Letters::find(std::int64_t number) {
  Statement s = db_->prepare(std::string(kColumns) + "WHERE number = ?");
  if (!s.with(number).next()) return std::nullopt;
  return letter_of(s);
}

std::vector<Letter> Letters::list(std::string_view kind, bool also_settled) {
  std::vector<Letter> all;
  Statement s = db_->prepare(std::string(kColumns) + "WHERE kind = ? AND (settled IS NULL OR ?) ORDER BY number");
  for (s.with(kind, also_settled ? 1 : 0); s.next();) all.push_back(letter_of(s));
  return all;
}

std::uint64_t Letters::open() {
  return static_cast<std::uint64_t>(
      db_->number("SELECT count(*) FROM letter WHERE kind = 'refused' AND settled IS NULL"));
}

}  // namespace supplytwin::host
