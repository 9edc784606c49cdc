#include <CLI/CLI.hpp>
#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <string>

#include "base/error.hpp"
#include "cli/command.hpp"
#include "study/folder.hpp"

namespace supplytwin::cli {

study::Build this_build() { return {SUPPLYTWIN_VERSION, SUPPLYTWIN_GIT_COMMIT}; }

namespace {

int say(int code, const std::string& message) {
  std::cerr << "supplytwin: " << message << '\n';
  return code;
}

int carry_out(const Command& command) {
  try {
    const int code = command.carry_out();
    std::cout.flush();
    return std::cout ? code : say(kFailed, "standard output cannot be written");
  } catch (const base::InputError& e) {
    std::cerr << e.what() << '\n';
    return kInvalid;
  } catch (const study::Refused& e) {
    return say(kInvalid, e.what());
  } catch (const CLI::ParseError& e) {
    return say(kInvalid, e.what());
  } catch (const std::exception& e) {
    return say(kFailed, e.what());
  }
}

int main_with(int argc, char** argv) {
  CLI::App app{"Simulates a hospital supply network under competing replenishment policies and compares them."};
  app.name("supplytwin");
  app.set_version_flag("--version", "supplytwin " + this_build().version + " (" + this_build().commit + ")");
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 failure while running, 2 invalid input, 3 partial results, 130 interrupted.\n"
      "Results go to standard output; progress to standard error, on a terminal only. NO_COLOR is heeded.");
  const std::array commands{add_run(app),     add_resume(app),   add_merge(app),
                            add_compare(app), add_validate(app), add_validate_model(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kDone : kInvalid;
  }
  for (const auto& command : commands)
    if (command.parser->parsed()) return carry_out(command);
  return kInvalid;
}

}  // namespace
}  // namespace supplytwin::cli

int main(int argc, char** argv) {
  // A file over the limit of the shell is an error of the write, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  return supplytwin::cli::main_with(argc, argv);
}
