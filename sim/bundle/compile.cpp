#include "bundle/compile.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>
#include <system_error>
#include <utility>

#include "bundle/bundle_reader.hpp"
#include "bundle/load.hpp"
#include "bundle/strict_yaml.hpp"

namespace supplytwin::bundle {
namespace {

constexpr std::size_t kMostBytes = 1u << 20;

/// What a file holds that begins like canonical bytes; nothing for another, or one that cannot be read.
std::optional<std::string> canonical_bytes(const std::filesystem::path& file) {
  std::error_code cannot;  // what cannot be read is told by the reader of YAML
  if (!std::filesystem::is_regular_file(file, cannot) || std::filesystem::file_size(file, cannot) > kMostBytes)
    return std::nullopt;
  std::ifstream in(file, std::ios::binary);
  std::string text(policy::Bundle::kMagic.size(), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(text.size())) || text != policy::Bundle::kMagic)
    return std::nullopt;
  text.append(std::istreambuf_iterator<char>(in), {});
  return text;
}

}  // namespace

std::vector<std::byte> compile(const std::string& text, const std::string& file_name,
                               const std::vector<Vocabulary>& more) {
  std::vector<base::Fault> faults;
  const YamlLimits limits{kMostBytes, 12, 20'000, 20};
  const Document document = Document::parse(text, file_name, faults, limits);
  policy::Image image;
  // After a fault of syntax there is no tree to judge; other faults of the text are shown with those of its meaning.
  if (!document.root().is_null() || faults.empty()) image = BundleReader(document, faults, more).read();
  if (faults.empty()) {
    if (const std::string wrong = policy::check(image); !wrong.empty()) {
      faults.push_back(document.fault(document.root(), wrong));
    }
  }
  if (!faults.empty()) {
    std::stable_sort(faults.begin(), faults.end(), [](const base::Fault& a, const base::Fault& b) {
      return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    throw base::PolicyError(std::move(faults));
  }
  return policy::encode(image);
}

policy::Bundle load_file(const std::filesystem::path& file, const std::vector<Vocabulary>& more) {
  if (const std::optional<std::string> bytes = canonical_bytes(file)) try {
      return policy::Bundle::load(std::as_bytes(std::span(*bytes)));
    } catch (base::PolicyError& e) {
      for (base::Fault& fault : e.faults) fault.file = file.string();
      throw base::PolicyError(std::move(e.faults));
    }
  std::vector<base::Fault> faults;
  const std::optional<std::string> text = load(file, kMostBytes, faults);
  if (!text) throw base::PolicyError(std::move(faults));
  return policy::Bundle::load(compile(*text, file.string(), more));
}

}  // namespace supplytwin::bundle
