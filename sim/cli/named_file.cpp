#include "cli/named_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "bundle/load.hpp"
#include "cli/show.hpp"
#include "network/opening.hpp"
#include "policy/bundle.hpp"

namespace supplytwin::cli {
namespace {

namespace fs = std::filesystem;
using Kind = NamedFile::Kind;

constexpr std::size_t kMostBytes = std::size_t{4} << 20;

bool is_there(const fs::path& path) {
  std::error_code untold;  // then whoever reads it tells
  return fs::exists(path, untold);
}

NamedFile other(std::string instead) { return {Kind::other, std::move(instead)}; }

NamedFile named_folder(const fs::path& folder) {
  if (is_there(folder / "network.yaml")) return {Kind::network, {}};
  if (is_there(folder / "study.txt"))
    return other("the folder of a study, which `supplytwin compare` and `supplytwin resume` check as they read it; " +
                 std::string("validate its scenario"));
  bool opens = false;
  base::for_each_field<network::OpeningConfig>(
      [&](const auto& f) { opens = opens || is_there(folder / (std::string(f.name) + ".csv")); });
  const bool network = is_there(folder / "locations.csv") || is_there(folder / "items.csv");
  if (opens && !network)
    return other(
        "the folder of an opening, whose tables are held against a network; validate the scenario that "
        "names it");
  return {Kind::network, {}};
}

NamedFile named_table(const fs::path& table) {
  const fs::path folder = table.has_parent_path() ? table.parent_path() : fs::path(".");
  if (is_there(folder / "network.yaml"))
    return other("a table of a network, which is read as a whole; run `supplytwin validate " + quoted(folder) + "`");
  return other(
      "a table, which is read with what names it; validate the scenario or the surge that does, or its "
      "network folder");
}

constexpr std::string_view kHdf5 = "\x89HDF\r\n\x1a\n";

bool begins_with(const fs::path& file, std::string_view signature) {
  std::error_code untold;
  if (!fs::is_regular_file(file, untold)) return false;
  std::string start(signature.size(), '\0');
  std::ifstream(file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
  return start == signature;
}

}  // namespace

NamedFile named_file(const fs::path& path) {
  std::error_code untold;
  if (fs::is_directory(path, untold)) return named_folder(path);
  if (path.extension() == ".csv" && is_there(path)) return named_table(path);
  if (path.filename() == "study.txt" && is_there(path))
    return other("the description of a study, which is checked when its folder is read; validate its scenario");
  if (begins_with(path, policy::Bundle::kMagic)) return {Kind::policy, {}};
  if (begins_with(path, kHdf5))
    return other(
        "results or a snapshot in HDF5, which `supplytwin compare` and `supplytwin run --from` check as they "
        "read it; validate its scenario");
  std::vector<base::Fault> unread;
  std::istringstream in(bundle::load(path, kMostBytes, unread).value_or(""));
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("scenario:")) return {};
    if (line.starts_with("policy:")) return {Kind::policy, {}};
    if (line.starts_with("surge:")) return {Kind::surge, {}};
    if (line.starts_with("network:"))
      return other("the head of a network, which is read as a whole; run `supplytwin validate " +
                   quoted(path.has_parent_path() ? path.parent_path() : fs::path(".")) + "`");
  }
  return {};
}

}  // namespace supplytwin::cli
