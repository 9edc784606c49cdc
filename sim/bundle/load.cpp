#include "bundle/load.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace supplytwin::bundle {

std::optional<std::string> load(const std::filesystem::path& file, std::size_t most,
                                std::vector<base::Fault>& faults) {
  using Type = std::filesystem::file_type;
  const auto fail = [&](std::string message) {
    faults.push_back({file.string(), 0, 0, std::move(message), {}, 1});
    return std::nullopt;
  };
  const auto cannot = [&](const std::string& reason) {
    return fail("cannot be read: " + reason + "; see to its path and its permissions");
  };
  const std::string too_much = "more than " + std::to_string(most >> 20) + " MiB; this is no file of this kind";
  if (file.empty()) return fail("the name of a file is empty; name one");
  std::error_code error;
  const Type type = std::filesystem::status(file, error).type();
  if (type == Type::not_found) return fail("no such file");
  if (type == Type::none) return cannot(error.message());
  if (type == Type::directory) return fail("this is a folder; expected a file");
  if (type != Type::regular) return fail("a pipe or a device; expected a file");
  const auto size = std::filesystem::file_size(file, error);
  if (!error && size > most) return fail(too_much);
  std::ifstream in(file, std::ios::binary);
  if (!in) return cannot(std::generic_category().message(errno));
  std::string text;
  std::string part(std::min<std::size_t>(1u << 16, most + 1), '\0');
  while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > most) return fail(too_much);  // a file may tell less than it gives
  }
  if (in.bad()) return fail("cannot be read to its end");
  return text;
}

}  // namespace supplytwin::bundle
