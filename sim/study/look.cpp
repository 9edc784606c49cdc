#include "study/look.hpp"

#include <algorithm>
#include <string>
#include <system_error>

#include "base/quote.hpp"
#include "study/folder.hpp"

namespace supplytwin::study {
namespace {

std::filesystem::file_type type_of(const std::filesystem::path& path) {
  std::error_code error;
  const auto type = std::filesystem::status(path, error).type();
  if (type != std::filesystem::file_type::none) return type;
  throw Refused(path_in_words(path) + ": cannot be read: " + error.message() +
                "; see to its path and its permissions");
}

}  // namespace

std::string path_in_words(const std::filesystem::path& path) { return base::on_one_line(path.string()); }

bool is_there(const std::filesystem::path& path) { return type_of(path) != std::filesystem::file_type::not_found; }

bool is_folder(const std::filesystem::path& path) { return type_of(path) == std::filesystem::file_type::directory; }

std::vector<std::filesystem::path> entries(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    found.push_back(at->path());
  if (error)
    throw Refused(path_in_words(folder) + ": cannot be read: " + error.message() + "; see to its permissions");
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace supplytwin::study
