#include "cli/arguments.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/quote.hpp"

namespace supplytwin::cli {
namespace {

using Words = std::vector<std::string>;

std::string unknown(const char* kind, const std::string& word, const Words& known) {
  const auto near = base::suggestion(word, known);
  return fmt::format("unknown {} {}{}", kind, base::in_quotes(word),
                     near.empty() ? "" : "; did you mean '" + near + "'?");
}

Words commands_of(const CLI::App& app) {
  Words names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

Words options_of(const CLI::App& app) {
  Words names;
  for (const auto* option : app.get_options())
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

/// The fault of the first word that nobody expects, or nothing.
std::string fault_of_extras(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  const Words extras = app.remaining(true);
  const auto is_option = [](const std::string& word) { return word.size() > 1 && word[0] == '-'; };
  const auto command = std::find_if_not(extras.begin(), extras.end(), is_option);
  if (chosen.empty() && command != extras.end()) return unknown("command", *command, commands_of(app));
  const auto option = std::find_if(extras.begin(), extras.end(), is_option);
  if (option == extras.end()) return "";
  const std::string name = option->substr(0, option->find('='));
  const Words known = options_of(chosen.empty() ? app : *chosen.front());
  if (chosen.empty() && name == "--json") return "a command is required";
  if (std::find(known.begin(), known.end(), name) != known.end()) return name + " goes behind the command";
  return unknown("option", name, known);
}

}  // namespace

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto check = [least, most](const std::string& text) -> std::string {
    std::uint64_t value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    const bool plain = error == std::errc{} && stop == end && (text.size() == 1 || text[0] != '0');
    if (plain && value >= least && value <= most) return "";
    return fmt::format("'{}' is not a whole number from {} to {} in plain decimal digits", text, least, most);
  };
  return {check, ""};
}

CLI::Validator number_between(double least, double most) {
  const auto check = [least, most](const std::string& text) -> std::string {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc{} && stop == end && value >= least && value <= most) return "";
    return fmt::format("{} is not a number from {:g} to {:g}", base::in_quotes(text), least, most);
  };
  return {check, ""};
}

CLI::Validator one_of(Words words) {
  const auto check = [words = std::move(words)](const std::string& word) -> std::string {
    if (std::find(words.begin(), words.end(), word) != words.end()) return "";
    return base::in_quotes(word) + " is not known here" + base::hint(word, words);
  };
  return {check, ""};
}

CLI::Validator some_path() {
  return {[](const std::string& text) { return std::string(text.empty() ? "an empty path; name one" : ""); }, ""};
}

CLI::Option* add_names(CLI::App& parser, const std::string& option, Words& names, const std::string& words) {
  const auto split = [&names, option](const Words& given) {
    for (const std::string& list : given)
      for (std::size_t from = 0, to = 0; to < list.size() || from == 0; from = to + 1) {
        to = std::min(list.find(',', from), list.size());
        if (to == from) throw CLI::ValidationError(option, "an empty name in " + base::in_quotes(list));
        names.push_back(list.substr(from, to - from));
      }
  };
  return parser.add_option_function<Words>(option, split, words)->allow_extra_args(false)->type_name("NAME,...");
}

namespace {

/// The words of CLI11 as this program says it.
std::string in_words(const CLI::ParseError& error) {
  const std::string text = error.what(), kind = error.get_name();
  const std::string option = text.substr(0, text.find(": "));
  if (text == "A subcommand is required") return "a command is missing";
  if (kind == "RequiredError") return text.substr(0, text.rfind(" is required")) + " is missing";
  if (kind == "ArgumentMismatch")
    return option + (text.find("missing") != std::string::npos ? " needs a value" : " is given more than once");
  if (kind == "ConversionError" && text.starts_with("Could not convert: "))
    return text.substr(19, text.find(" = ") - 19) + " takes no value, found " +
           base::in_quotes(text.substr(text.find(" = ") + 3));
  if (text.starts_with("The following argument")) return "too many arguments: " + text.substr(text.rfind(": ") + 2);
  return text;
}

}  // namespace

std::string explained(const CLI::App& app, const CLI::ParseError& error) {
  const std::string fault = fault_of_extras(app);
  const auto chosen = app.get_subcommands();
  return fmt::format("{}\n`supplytwin {}--help` tells what it takes", fault.empty() ? in_words(error) : fault,
                     chosen.empty() ? "" : chosen.front()->get_name() + " ");
}

}  // namespace supplytwin::cli
