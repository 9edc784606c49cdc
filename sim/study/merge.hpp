#pragma once

#include <filesystem>
#include <vector>

#include "study/carry_out.hpp"

namespace supplytwin::study {

/// Joins the shards of one or several folders of one study into `out`, a folder or an .h5 file. A shard that is in
/// two folders, equal to the last byte, counts once. Replications may be missing: then Summary::replications is less
/// than planned. Throws Refused rather than overwrite anything but results of the same study.
Summary merge(const std::vector<std::filesystem::path>& folders, const std::filesystem::path& out);

}  // namespace supplytwin::study
