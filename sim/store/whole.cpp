#include "store/whole.hpp"

#include <string>
#include <system_error>
#include <vector>

#include "store/durable.hpp"
#include "store/reader.hpp"
#include "store/seal.hpp"

namespace supplytwin::store {
namespace {

/// The bytes of a file that the system lets be read.
std::vector<std::byte> bytes_of(const std::filesystem::path& path, const Kind& kind) {
  const auto refuse = [&](const std::string& what) { return Unusable(path.string() + ": " + what); };
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found)
    throw refuse("no such file" + std::string(kind.expected));
  if (error) throw refuse("cannot be read: " + error.message());
  if (std::filesystem::is_directory(status))
    throw refuse("a folder stands where " + std::string(kind.name) + " is expected");
  if (!std::filesystem::is_regular_file(status)) throw refuse("not a regular file" + std::string(kind.expected));
  try {
    return read_bytes(path);
  } catch (const base::StoreError& e) {
    throw Unusable(std::string(e.what()) + "; see to it that it can be, then try again");
  }
}

}  // namespace

void check_whole(const std::filesystem::path& path, const Kind& kind) {
  const std::vector<std::byte> bytes = bytes_of(path, kind);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto refuse = [&](const std::string& what) {
    return Damaged(path.string() + ": not " + std::string(kind.name) + ": it is " + what +
                   std::string(kind.expected));
  };
  if (text.empty()) throw refuse("empty");
  if (!text.starts_with("\x89HDF\r\n\x1a\n")) throw refuse("not in HDF5");
  // Our title stands near the start of every file of ours, however short it was cut.
  if (text.find("supplytwin") == std::string_view::npos) throw refuse("HDF5 that another program wrote");
  try {
    check_seal(bytes);
  } catch (const base::StoreError& e) {
    throw Damaged(path.string() + ": damaged or incomplete: " + e.what() + std::string(kind.mend));
  }
}

}  // namespace supplytwin::store
