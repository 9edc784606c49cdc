#include "study/kept.hpp"

#include "study/folder.hpp"
#include "study/look.hpp"

namespace supplytwin::study {

std::optional<store::Reader> whole(const std::filesystem::path& file, std::string& why) {
  if (!is_there(file)) return std::nullopt;
  try {
    return store::Reader(file);
  } catch (const store::Damaged& e) {
    why = e.what();
    return std::nullopt;
  }
}

void check_same_study(const store::Reader& reader, const store::Header& header) {
  const auto differing = store::differing_fields(reader.header(), header);
  if (!differing.empty())
    throw Refused(path_in_words(reader.path()) + ": comes from another study: " + differing +
                  "; it is left as it is: move it away, or choose another folder");
}

}  // namespace supplytwin::study
