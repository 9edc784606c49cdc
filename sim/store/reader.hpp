#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "outcome/record.hpp"
#include "store/header.hpp"

namespace supplytwin::store {

/// A file that cannot be used as it is: missing, unreadable, of another study or of another kind.
struct Unusable : base::StoreError {
  using base::StoreError::StoreError;
};
/// A file that was read to its end and is not whole: only such a one may be thrown away and made again.
struct Damaged : Unusable {
  using Unusable::Unusable;
};

/// Reads a results file or a shard. Every fault is an Unusable that names the file and what to do about it.
class Reader {
 public:
  /// Opens only what is whole: the seal over all bytes is checked first, then the layout: every dataset is there,
  /// with the extent that the dimensions promise.
  explicit Reader(std::filesystem::path path);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  const std::filesystem::path& path() const;
  const Header& header() const;
  /// Numbers of the replications in the file, ascending.
  const std::vector<std::int64_t>& replications() const;
  outcome::Record record(std::size_t policy, std::size_t replication) const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace supplytwin::store
