#include "cli/show.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <system_error>

#include "base/error.hpp"
#include "base/quote.hpp"
#include "cli/command.hpp"
#include "report/captions.hpp"
#include "report/json.hpp"
#include "report/table.hpp"
#include "store/reader.hpp"
#include "study/folder.hpp"
#include "study/look.hpp"

namespace supplytwin::cli {
namespace {

using Kpis = std::vector<const outcome::Kpi*>;
constexpr std::array<std::string_view, 4> kUsualByPart{"stockout_hours", "critical_stockout_hours", "fill_rate",
                                                       "total_spend"};

const outcome::Kpi& kpi_named(const std::string& name, outcome::By by) {
  if (const auto* kpi = outcome::find_kpi(name)) {
    if (!kpi->told_by(by)) throw CLI::ValidationError("--kpis", outcome::not_told(*kpi, by));
    return *kpi;
  }
  std::vector<std::string> known;
  for (const auto& k : outcome::kpis()) known.push_back(k.name);
  const auto near = base::suggestion(name, known);
  throw CLI::ValidationError("--kpis", "no figure is called " + base::in_quotes(name) +
                                           (near.empty() ? "" : "; did you mean '" + near + "'?") +
                                           " (`supplytwin compare --list-kpis` lists them)");
}

/// The figures to show, in the order of the list of all, or as named.
Kpis chosen(const ShowOptions& options) {
  Kpis out;
  const bool all = std::find(options.kpis.begin(), options.kpis.end(), "all") != options.kpis.end() ||
                   (options.kpis.empty() && options.json);
  if (!all && !options.kpis.empty()) {
    for (const auto& name : options.kpis) {
      const outcome::Kpi* kpi = &kpi_named(name, options.by);
      if (std::find(out.begin(), out.end(), kpi) != out.end())
        throw CLI::ValidationError("--kpis", base::in_quotes(name) + " is named twice");
      out.push_back(kpi);
    }
    return out;
  }
  const auto usual = [&](const outcome::Kpi& k) {
    if (options.by == outcome::By::network) return k.headline;
    return std::find(kUsualByPart.begin(), kUsualByPart.end(), k.name) != kUsualByPart.end();
  };
  for (const auto& k : outcome::kpis())
    if (k.told_by(options.by) && (all || usual(k))) out.push_back(&k);
  return out;
}

report::Style style_of_stdout() {
  report::Style style;
  if (isatty(STDOUT_FILENO) != 1) return style;
  const char* no_colour = std::getenv("NO_COLOR");
  style.colour = !no_colour || !*no_colour;
  winsize window{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    style.width = std::max<std::size_t>(window.ws_col, 60);
  return style;
}

/// The folder of a study that a results file is in, or the file where it stands alone.
std::filesystem::path place_of(const std::filesystem::path& results) {
  if (results.filename() != "results.h5") return results;
  return results.has_parent_path() ? results.parent_path() : ".";
}

/// Where a table came from, and where there is more.
std::string closing(const std::filesystem::path& results, std::size_t width) {
  const std::string place = quoted(place_of(results));
  return report::wrapped(fmt::format("Results are in {0}: `supplytwin compare {0} --kpis all` shows all figures, "
                                     "`supplytwin compare --list-kpis` explains each.\n",
                                     place),
                         width);
}

}  // namespace

int show_comparison(const std::filesystem::path& results, const ShowOptions& options) {
  const Kpis kpis = chosen(options);
  const auto comparison = report::compare_results(store::Reader(results), kpis, options.by);
  const report::Style style = style_of_stdout();
  if (options.json)
    fmt::print("{}\n", report::json(comparison));
  else
    fmt::print("{}\n{}", report::table(comparison, style), closing(results, style.width));
  const std::string left = options.json && options.notes ? report::parked(comparison) : "";
  if (!left.empty()) fmt::print(stderr, "supplytwin: {}\n", left);
  return comparison.partial() ? kPartial : kDone;
}

std::filesystem::path results_of(const std::filesystem::path& named) {
  std::error_code unreadable;  // the reader tells of it
  if (!std::filesystem::is_directory(named, unreadable)) return named;
  const study::Folder folder(named);
  if (study::is_there(folder.results())) return folder.results();
  if (folder.is_study()) {
    const auto part = folder.origin().second.part;
    if (part && folder.has_all_shards())
      throw Partial(
          fmt::format("{0}: part {1} of a study, and done. Join it with the other parts, then compare:\n"
                      "  supplytwin merge {0} <folders of the other parts> --out <folder>\n"
                      "  supplytwin compare <folder>\n"
                      "To look at the replications of this part alone: supplytwin merge {0}",
                      quoted(named), study::words(*part)));
    throw Partial(fmt::format("{0}: not complete; `supplytwin resume {0}` finishes {1}, `supplytwin merge {0}{2}",
                              quoted(named), part ? "part " + study::words(*part) + " of it" : "it",
                              part ? " ... --out DIR` joins all parts" : "` joins what is there"));
  }
  throw study::Refused(named.string() +
                       ": a folder without a study in it (no study.txt, no results.h5); expected is the folder that "
                       "`supplytwin run` made, or its results.h5");
}

std::string quoted(const std::filesystem::path& path) {
  std::string text = path.string();
  if (text.starts_with('-')) text.insert(0, "./");  // it is no option
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c >= 0x80 ||
           std::string_view("/._-+=:,@%").find(static_cast<char>(c)) != std::string_view::npos;
  });
  if (plain) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace supplytwin::cli
