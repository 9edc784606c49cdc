#pragma once

#include <sqlite3.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"

namespace supplytwin::host {

/// A prepared statement of SQL, used again and again: values in, rows out.
class Statement {
 public:
  Statement(sqlite3* database, std::string file, std::string_view sql);

  /// Begins anew with these values in the order of its question marks. Texts and bytes must live until the last row.
  template <class... Values>
  Statement& with(const Values&... values) {
    sqlite3_reset(statement_.get());
    int at = 0;
    (bind(++at, values), ...);
    return *this;
  }
  /// Moves to the next row; false when there is none. Throws base::StoreError.
  bool next();
  /// Carries it out, for one that has no rows.
  template <class... Values>
  void run(const Values&... values) {
    with(values...);
    while (next()) {
    }
  }

  std::int64_t number(int column) const { return sqlite3_column_int64(statement_.get(), column); }
  base::Time time(int column) const { return base::Time{base::Duration{number(column)}}; }
  /// Valid until the next row.
  std::string_view text(int column) const;
  /// What a text names. Throws base::StoreError for a name that nobody knows.
  template <base::NamedEnum E>
  E word(int column) const {
    const auto& names = base::EnumNames<E>::names;
    const auto found = std::ranges::find(names, text(column));
    if (found == names.end())
      throw base::StoreError("'" + std::string(text(column)) + "' is no word that a state has");
    return static_cast<E>(found - names.begin());
  }
  std::span<const std::byte> bytes(int column) const;

 private:
  void bind(int at, std::int64_t value) { sqlite3_bind_int64(statement_.get(), at, value); }
  void bind(int at, std::uint64_t value) { bind(at, static_cast<std::int64_t>(value)); }
  void bind(int at, int value) { bind(at, std::int64_t{value}); }
  void bind(int at, base::Time value) { bind(at, base::milliseconds(value)); }
  void bind(int at, std::string_view value);
  void bind(int at, const std::string& value) { bind(at, std::string_view(value)); }
  void bind(int at, const char* value) { bind(at, std::string_view(value)); }
  void bind(int at, std::span<const std::byte> value);

  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  sqlite3* database_;
  std::string file_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An open SQLite database.
class Database {
 public:
  enum class Mode : std::uint8_t { make, change, look };
  /// Throws base::StoreError.
  Database(const std::filesystem::path& file, Mode mode);

  Statement prepare(std::string_view sql) { return {database_.get(), file_, sql}; }
  void run(std::string_view sql) { prepare(sql).run(); }
  std::int64_t number(std::string_view sql);
  /// Undoes what the open transaction did, if there is one: a commit that failed may have done so already.
  void roll_back() noexcept { sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }
  /// The row that was added last.
  std::int64_t last_row() const { return sqlite3_last_insert_rowid(database_.get()); }
  const std::string& file() const { return file_; }

 private:
  struct Close {
    void operator()(sqlite3* d) const { sqlite3_close_v2(d); }
  };
  std::string file_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace supplytwin::host
