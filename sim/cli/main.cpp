#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/error.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/json.hpp"
#include "edge/wire.hpp"
#include "host/state_file.hpp"
#include "store/reader.hpp"
#include "study/folder.hpp"

namespace supplytwin::cli {

namespace {

/// Tells a person on standard error what went wrong and, where JSON was asked for, a program on standard output.
int fail(bool json, int code, const std::string& message, const std::vector<base::Fault>& faults = {}) {
  std::cerr << (faults.empty() ? "supplytwin: " : "") << message << '\n';
  if (!json) return code;
  nlohmann::ordered_json error{{"code", code}, {"message", message}};
  if (!faults.empty()) error["faults"] = json_of(faults);
  print_json({{"error", std::move(error)}});
  return code;
}

int carry_out(const CLI::App& app, const Command& command, bool json) {
  try {
    const int code = command.carry_out();
    if (std::fflush(stdout) != 0) throw std::system_error(errno, std::generic_category());
    return code;
  } catch (const base::InputError& e) {
    return fail(json, kInvalid, e.what(), e.faults);
  } catch (const study::Refused& e) {
    return fail(json, kInvalid, e.what());
  } catch (const store::Unusable& e) {
    return fail(json, kInvalid, e.what());
  } catch (const edge::WireError& e) {
    return fail(json, kInvalid, e.what());
  } catch (const host::Refused& e) {
    return fail(json, kInvalid, e.what());
  } catch (const CLI::ParseError& e) {
    return fail(json, kInvalid, explained(app, e));
  } catch (const Partial& e) {
    return fail(json, kPartial, e.what());
  } catch (const Interrupted& e) {
    return fail(json, kInterrupted, e.what());
  } catch (const std::system_error& e) {
    if (std::ferror(stdout) == 0) return fail(json, kFailed, e.what());
    return fail(false, kFailed, "standard output cannot be written: " + e.code().message());
  } catch (const std::exception& e) {
    return fail(json, kFailed, e.what());
  }
}

/// Whether JSON is asked for, also by a command line that cannot be read.
bool wants_json(int argc, char** argv) {
  const auto end = std::find(argv, argv + argc, std::string_view("--"));
  return std::find(argv, end, std::string_view("--json")) != end;
}

int main_with(int argc, char** argv) {
  CLI::App app{"Simulates a hospital supply network under competing replenishment policies and compares them."};
  app.name("supplytwin");
  app.set_version_flag("--version", "supplytwin " + this_build().version + " (" + this_build().commit + ")");
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 failure while running, 2 invalid input, 3 partial results, 130 interrupted.\n"
      "Results go to standard output; progress to standard error, on a terminal only. NO_COLOR is heeded.");
  CLI::App* policy = app.add_subcommand("policy", "What concerns policies alone");
  policy->require_subcommand(1);
  CLI::App& shadow = *add_shadow_parser(app);
  const std::array commands{add_run(app),
                            add_resume(app),
                            add_merge(app),
                            add_compare(app),
                            add_snapshot(app),
                            add_replay(app),
                            add_decision_diff(app),
                            add_shadow_export(shadow),
                            add_shadow_swap(shadow),
                            add_shadow_dead_letters(shadow),
                            add_shadow_redrive(shadow),
                            add_shadow_settle(shadow),
                            add_shadow_order(shadow, "pause", "Let a host at work take no more messages"),
                            add_shadow_order(shadow, "resume", "Let a paused host take messages again"),
                            add_shadow_order(shadow, "stop", "End a host at work, with all kept"),
                            add_shadow(shadow),
                            add_validate(app),
                            add_validate_model(app),
                            add_warm_up(app),
                            add_schema(app),
                            add_policy_compile(*policy),
                            add_policy_conformance(*policy),
                            add_policy_keygen(*policy),
                            add_policy_sign(*policy),
                            add_policy_verify(*policy)};
  const bool json = wants_json(argc, argv);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return e.get_exit_code() == 0 ? app.exit(e) : fail(json, kInvalid, explained(app, e));
  }
  for (const auto& command : commands)
    if (command.parser->parsed()) return carry_out(app, command, json);
  return kInvalid;
}

}  // namespace
}  // namespace supplytwin::cli

int main(int argc, char** argv) {
  // A file over the limit of the shell is an error of the write, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  return supplytwin::cli::main_with(argc, argv);
}
