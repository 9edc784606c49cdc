#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "base/error.hpp"
#include "study/build.hpp"

namespace supplytwin::cli {

/// What a command ends with; only main() exits.
inline constexpr int kDone = 0, kFailed = 1, kInvalid = 2, kPartial = 3, kInterrupted = 130;

/// A person ended the command before it was done; says how to go on.
struct Interrupted : base::Error {
  using base::Error::Error;
};

/// What a person asks of is not complete yet; says how to go on.
struct Partial : base::Error {
  using base::Error::Error;
};

/// A subcommand: its parser, and what to do once its arguments are read.
struct Command {
  CLI::App* parser = nullptr;
  std::function<int()> carry_out;
};

Command add_run(CLI::App& app);
Command add_resume(CLI::App& app);
Command add_merge(CLI::App& app);
Command add_compare(CLI::App& app);
Command add_snapshot(CLI::App& app);
Command add_validate(CLI::App& app);
Command add_validate_model(CLI::App& app);
Command add_replay(CLI::App& app);
Command add_decision_diff(CLI::App& app);
Command add_warm_up(CLI::App& app);
Command add_schema(CLI::App& app);
/// Subcommands of `supplytwin policy`.
Command add_policy_compile(CLI::App& policy);
Command add_policy_conformance(CLI::App& policy);
Command add_policy_keygen(CLI::App& policy);
Command add_policy_sign(CLI::App& policy);
Command add_policy_verify(CLI::App& policy);

/// `supplytwin shadow` itself, and its subcommands.
CLI::App* add_shadow_parser(CLI::App& app);
Command add_shadow(CLI::App& shadow);
Command add_shadow_export(CLI::App& shadow);
Command add_shadow_swap(CLI::App& shadow);
Command add_shadow_dead_letters(CLI::App& shadow);
Command add_shadow_redrive(CLI::App& shadow);
Command add_shadow_settle(CLI::App& shadow);
/// pause, resume or stop.
Command add_shadow_order(CLI::App& shadow, const std::string& verb, const std::string& words);

/// This program, as results name it.
study::Build this_build();

}  // namespace supplytwin::cli
