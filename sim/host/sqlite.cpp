#include "host/sqlite.hpp"

#include <cstring>

namespace supplytwin::host {
namespace {

constexpr int kWaitForReader = 5'000;  // for a reader that is at work in the file [ms]

[[noreturn]] void fail(sqlite3* database, const std::string& file) {
  const int code = database ? sqlite3_errcode(database) : SQLITE_NOMEM;
  std::string why = file + ": " + (database ? sqlite3_errmsg(database) : "out of memory");
  if (const int system = database ? sqlite3_system_errno(database) : 0; system != 0 && code != SQLITE_OK)
    why += std::string(" (") + std::strerror(system) + ")";
  if (code == SQLITE_FULL || code == SQLITE_IOERR)
    why += "; what was kept before stands; make room and start again, and it goes on from there";
  throw base::StoreError(why);
}

}  // namespace

Statement::Statement(sqlite3* database, std::string file, std::string_view sql)
    : database_(database), file_(std::move(file)) {
  sqlite3_stmt* made = nullptr;
  if (sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &made, nullptr) != SQLITE_OK)
    fail(database, file_);
  statement_.reset(made);
}

bool Statement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(database_, file_);
  sqlite3_reset(statement_.get());  // holds no lock until it is used again
  return false;
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
  return {text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::span<const std::byte> Statement::bytes(int column) const {
  const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(statement_.get(), column));
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Statement::bind(int at, std::string_view value) {
  sqlite3_bind_text(statement_.get(), at, value.data() ? value.data() : "", static_cast<int>(value.size()),
                    SQLITE_STATIC);
}

void Statement::bind(int at, std::span<const std::byte> value) {
  sqlite3_bind_blob(statement_.get(), at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
}

Database::Database(const std::filesystem::path& file, Mode mode) : file_(file.string()) {
  int flags = SQLITE_OPEN_NOMUTEX;
  flags |= mode == Mode::look ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (mode == Mode::make) flags |= SQLITE_OPEN_CREATE;
  sqlite3* made = nullptr;
  const int code = sqlite3_open_v2(file_.c_str(), &made, flags, nullptr);
  database_.reset(made);
  if (code != SQLITE_OK) fail(made, file_);
  sqlite3_extended_result_codes(made, 0);
  sqlite3_busy_timeout(made, kWaitForReader);
}

std::int64_t Database::number(std::string_view sql) {
  Statement s = prepare(sql);
  const std::int64_t value = s.with().next() ? s.number(0) : 0;
  s.with();
  return value;
}

}  // namespace supplytwin::host
