#include "cli/reference_page.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace supplytwin::cli {
namespace {

using bundle::Shape;

/// The map that a value is or holds, or none.
const Shape* map_in(const Shape& shape) {
  if (shape.kind == Shape::Kind::map) return &shape;
  for (const Shape& part : shape.parts) {
    if (const Shape* map = map_in(part)) return map;
  }
  return nullptr;
}

std::string bounds(const Shape& shape) {
  if (shape.lowest && shape.highest)
    return *shape.lowest == *shape.highest ? fmt::format(", {}", *shape.lowest)
                                           : fmt::format(" from {} to {}", *shape.lowest, *shape.highest);
  return shape.lowest ? fmt::format(", at least {}", *shape.lowest) : "";
}

std::string value_of(const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::words: {
      std::string words;
      for (const std::string& word : shape.words) words += (words.empty() ? "`" : ", `") + word + "`";
      return words;
    }
    case Shape::Kind::whole:
    case Shape::Kind::number:
      return shape.says + bounds(shape);
    case Shape::Kind::list: {
      const Shape& each = shape.parts[0];
      return each.kind == Shape::Kind::map ? "a list of maps" : "a list: " + value_of(each);
    }
    default:
      return shape.says;
  }
}

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, 1, '\\');
  return text;
}

/// The keys of a map, then those of the maps in it.
void describe(std::string& page, const std::string& path, const Shape& map) {
  page += "\n| key | | value | meaning |\n|---|---|---|---|\n";
  for (const Shape::Key& key : map.keys) {
    page += fmt::format("| `{}` | {} | {} | {} |\n", key.name, key.required ? "must" : "", cell(value_of(key.shape)),
                        cell(key.doc));
  }
  for (const Shape::Key& key : map.keys) {
    const Shape* inner = map_in(key.shape);
    if (inner == nullptr) continue;
    const std::string below = (path.empty() ? "" : path + ".") + key.name;
    page += fmt::format("\n### `{}`{}\n", below, inner->exactly_one ? ": exactly one of" : "");
    describe(page, below, *inner);
  }
}

}  // namespace

std::string reference_page(const std::vector<scenario::FileKind>& kinds) {
  std::string page =
      "# Keys\n\n"
      "What may stand in the YAML files that people write, and what it means. `supplytwin schema --out "
      "models/schema`\n"
      "writes this page and the JSON Schemas beside it from the lists that the readers read. A file names its schema "
      "in\n"
      "its first line, `# yaml-language-server: $schema=` and the path from the file; an editor with a YAML "
      "language\n"
      "server then completes, explains and checks while one writes. What only the whole can tell, such as a name "
      "that\n"
      "nothing has, `supplytwin validate` finds. `event.json` and `decision.json` are of what an orchestrator is "
      "told and\n"
      "decides, which `models/contract` explains.\n\n"
      "`must` marks a key that may not be left out. Units of a meaning stand in brackets; a value is written with "
      "its\n"
      "unit, `4 h`, `12.50 USD`, `60 %`.\n";
  for (const scenario::FileKind& kind : kinds) {
    page += fmt::format("\n## {}\n\n{}\n", kind.name, kind.doc);
    describe(page, "", kind.shape);
  }
  return page;
}

}  // namespace supplytwin::cli
