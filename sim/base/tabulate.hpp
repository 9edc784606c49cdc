#pragma once

#include <algorithm>
#include <concepts>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.hpp"
#include "base/rows.hpp"

/// Plain data as tables of integers and back, by the field lists of its structs. A list that leaves a member out does
/// not compile, as far as `lists_every_member` tells.
namespace supplytwin::base {

/// What is saved as another value: its image, plain data that it can be made from.
template <class T>
concept Imaged = requires(const T& value, const typename T::Image& image) {
  { value.image() } -> std::same_as<typename T::Image>;
  T(image);
};

/// Makes tables of a value: one row of what fits into it, one table for each list, and one step down the path for
/// each struct that holds lists.
class Saver {
 public:
  Tables tables;

  template <class T>
  void save(const std::string& path, std::string_view doc, const T& value) {
    if constexpr (tabulating::fits_a_row<T>()) {
      tabulating::add_columns<T>("", "", open(path, doc).columns);
      add_row(value);
    } else if constexpr (tabulating::is_array<T>) {
      for (std::size_t i = 0; i < value.size(); ++i)
        save(tabulating::joined(path, "/", std::to_string(i)), doc, value[i]);
    } else if constexpr (Imaged<T>) {
      save(path, doc, value.image());
    } else if constexpr (Config<T>) {
      static_assert(lists_every_member<T>(), "fields() leaves out a member");
      if constexpr (tabulating::has_row_members<T>()) {
        tabulating::add_member_columns<T>(open(path, doc).columns);
        next_ = 0;
        tabulating::for_each_row_member<T>([&](const auto& f) { add_scalars(value.*f.member); });
      }
      tabulating::for_each_list_member<T>(
          [&](const auto& f) { save(tabulating::joined(path, "/", f.name), f.doc, value.*f.member); });
    } else if constexpr (tabulating::fits_a_row<tabulating::element<T>>()) {
      // A struct's columns have words of their own.
      const std::string words(Config<tabulating::element<T>> ? "" : doc);
      tabulating::add_columns<tabulating::element<T>>("", words, open(path, doc).columns);
      for (const auto& row : value) add_row(row);
    } else {
      tabulating::add_columns<std::size_t>("count", std::string(doc), open(path, doc).columns);
      add_row(value.size());
      for (std::size_t i = 0; i < value.size(); ++i)
        save(tabulating::joined(path, "/", std::to_string(i)), doc, value[i]);
    }
  }

 private:
  Table& open(const std::string& path, std::string_view doc) {
    return tables.emplace_back(Table{path, std::string(doc), {}});
  }
  template <class T>
  void add_row(const T& row) {
    next_ = 0;
    add_scalars(row);
  }
  template <class T>
  void add_scalars(const T& part) {
    tabulating::for_each_scalar(part, [&](const auto& scalar) {
      tables.back().columns[next_++].values.push_back(tabulating::to_integer(scalar));
    });
  }
  std::size_t next_ = 0;
};

/// Fills a value from the tables that a Saver made of one like it. What does not fit is an Error that names the
/// table.
class Loader {
 public:
  explicit Loader(const Tables& tables) {
    for (const Table& t : tables) known_.emplace(t.name, &t);
  }

  template <class T>
  void load(const std::string& path, T& value) {
    if constexpr (tabulating::fits_a_row<T>()) {
      open_one<T>(path);
      fill(value, 0);
    } else if constexpr (tabulating::is_array<T>) {
      for (std::size_t i = 0; i < value.size(); ++i) load(tabulating::joined(path, "/", std::to_string(i)), value[i]);
    } else if constexpr (Imaged<T>) {
      typename T::Image image;
      load(path, image);
      value = T(image);
    } else if constexpr (Config<T>) {
      if constexpr (tabulating::has_row_members<T>()) {
        std::vector<Column> columns;
        tabulating::add_member_columns<T>(columns);
        require(open(path, columns) == 1, "expected one row");
        next_ = 0;
        tabulating::for_each_row_member<T>([&](const auto& f) { fill_scalars(value.*f.member, 0); });
      }
      tabulating::for_each_list_member<T>(
          [&](const auto& f) { load(tabulating::joined(path, "/", f.name), value.*f.member); });
    } else if constexpr (tabulating::fits_a_row<tabulating::element<T>>()) {
      std::vector<Column> columns;
      tabulating::add_columns<tabulating::element<T>>("", "", columns);
      const std::size_t rows = open(path, columns);
      value.clear();
      for (std::size_t row = 0; row < rows; ++row) {
        tabulating::element<T> read{};
        fill(read, row);
        value.insert(value.end(), std::move(read));
      }
      require(value.size() == rows, "two rows have the same key");
    } else {
      std::vector<Column> columns;
      tabulating::add_columns<std::size_t>("count", "", columns);
      require(open(path, columns) == 1, "expected one row");
      std::size_t count = 0;
      fill(count, 0);
      value.clear();
      for (std::size_t i = 0; i < count; ++i)
        load(tabulating::joined(path, "/", std::to_string(i)), value.emplace_back());
    }
  }

  /// Refuses tables that nothing asked for.
  void finish() const {
    if (!known_.empty()) throw Error("table " + known_.begin()->first + " is not known");
  }

 private:
  void require(bool holds, const std::string& message) const {
    if (!holds) throw Error("table " + table_->name + ": " + message);
  }
  /// Goes to a table, whose columns must be these; gives its rows.
  std::size_t open(const std::string& path, const std::vector<Column>& columns) {
    const auto found = known_.find(path);
    if (found == known_.end()) throw Error("table " + path + " is missing");
    table_ = found->second;
    known_.erase(found);
    const auto alike = [&](const Column& has, const Column& wants) {
      return has.name == wants.name && has.values.size() == table_->rows();
    };
    require(std::equal(table_->columns.begin(), table_->columns.end(), columns.begin(), columns.end(), alike),
            "its columns are not those of this version");
    return table_->rows();
  }
  template <class T>
  void open_one(const std::string& path) {
    std::vector<Column> columns;
    tabulating::add_columns<T>("", "", columns);
    require(open(path, columns) == 1, "expected one row");
  }
  template <class T>
  void fill(T& value, std::size_t row) {
    next_ = 0;
    fill_scalars(value, row);
  }
  template <class T>
  void fill_scalars(T& value, std::size_t row) {
    tabulating::for_each_scalar(value, [&]<class S>(S& scalar) {
      const std::int64_t found = table_->columns[next_].values[row];
      scalar = tabulating::from_integer<S>(found);
      require(tabulating::to_integer(scalar) == found,
              table_->columns[next_].name + ": " + std::to_string(found) + " does not fit");
      ++next_;
    });
  }

  std::map<std::string, const Table*> known_;
  const Table* table_ = nullptr;
  std::size_t next_ = 0;
};

}  // namespace supplytwin::base
