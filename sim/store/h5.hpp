#pragma once

#include <hdf5.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"

#ifndef H5_HAVE_THREADSAFE
#error "HDF5 must be built thread-safe, as Debian's libhdf5-dev is: studies run beside each other in one process"
#endif

namespace supplytwin::store::h5 {

/// An HDF5 identifier that closes itself. Only sources of this room include this header.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close closer) : id_(id), close_(closer) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() {
    if (id_ >= 0) close_(id_);
  }
  operator hid_t() const { return id_; }
  /// Closes now; false when HDF5 could not.
  bool close() { return close_(std::exchange(id_, H5I_INVALID_HID)) >= 0; }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

/// What HDF5 says went wrong last, in one line; clears it.
std::string last_error();
/// Stops HDF5 from printing on stderr while it lives.
class Quiet {
 public:
  Quiet();
  ~Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  H5E_auto2_t report_ = nullptr;
  void* data_ = nullptr;
};

/// Passes a result through; throws StoreError naming `what` and HDF5's reason when it is negative.
template <class Result>
Result check(Result result, std::string_view what) {
  if (result < 0) throw base::StoreError(std::string(what) + ": " + last_error());
  return result;
}
Handle own(hid_t id, Handle::Close close, std::string_view what);

/// A new file in memory; closing it puts its bytes into `image`, none when memory is short; it must outlive the file.
/// HDF5 never writes to the disk itself: after a write that fails it ends the program with a crash.
Handle create_file(std::vector<std::byte>& image);
/// An existing file, to read.
Handle open_file(const std::filesystem::path& path);

Handle space(std::span<const hsize_t> dimensions);
/// Variable-length UTF-8.
Handle text_type();

/// An empty dataset without object times; `chunk` empty means one piece, else shuffle, deflate and fletcher32.
Handle create_dataset(hid_t file, const std::string& name, hid_t type, std::span<const hsize_t> dimensions,
                      std::span<const hsize_t> chunk);
/// A group without object times, whose parent is there.
Handle create_group(hid_t file, const std::string& path);
/// What a group holds, in the order in which it was made.
struct Member {
  std::string name;
  bool group = false;
};
std::vector<Member> members(hid_t file, const std::string& path);
Handle open_dataset(hid_t file, const std::string& name);
std::vector<hsize_t> dimensions_of(hid_t dataset);
void write_all(hid_t dataset, std::span<const std::int64_t> values);
void write_all(hid_t dataset, const std::vector<std::string>& values);
std::vector<std::int64_t> read_integers(hid_t dataset);
std::vector<std::string> read_texts(hid_t dataset);
/// Writes or reads the box of `counts` at `start`.
void write_box(hid_t dataset, std::span<const hsize_t> start, std::span<const hsize_t> counts,
               const std::int64_t* values);
void read_box(hid_t dataset, std::span<const hsize_t> start, std::span<const hsize_t> counts, std::int64_t* values);

void write_attribute(hid_t object, std::string_view name, const std::string& value);
void write_attribute(hid_t object, std::string_view name, std::int64_t value);
void write_attribute(hid_t object, std::string_view name, std::uint64_t value);
void write_attribute(hid_t object, std::string_view name, const std::vector<std::string>& values);
void write_attribute(hid_t object, std::string_view name, const std::vector<std::int64_t>& values);
bool has_attribute(hid_t object, std::string_view name);
void read_attribute(hid_t object, std::string_view name, std::string& value);
void read_attribute(hid_t object, std::string_view name, std::int64_t& value);
void read_attribute(hid_t object, std::string_view name, std::uint64_t& value);
void read_attribute(hid_t object, std::string_view name, std::vector<std::string>& values);
void read_attribute(hid_t object, std::string_view name, std::vector<std::int64_t>& values);

}  // namespace supplytwin::store::h5
