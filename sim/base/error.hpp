#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace supplytwin::base {

/// Everything that supplytwin throws on purpose.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One fault of an input file, ready to be shown to the person who wrote it.
struct Fault {
  std::string file;     ///< as the user named it
  int line = 0;         ///< from 1; 0 when the fault has no line
  int column = 0;       ///< from 1, in characters
  std::string message;  ///< what is wrong, what was expected, a suggestion
  std::string excerpt;  ///< the line of the file, without its end; of a long line what lies around the column
  int length = 1;       ///< characters to underline
  int skipped = 0;      ///< characters of the line that the excerpt leaves out at its start

  /// Takes the excerpt from `all` of the line, around the byte `at`; bytes that are no text are replaced.
  void quote(std::string_view all, std::size_t at);

  /// `file:line:column: message`, then the excerpt with a caret line.
  std::string text() const;
};

/// All faults of an input at once. what() is their texts and a closing count.
struct InputError : Error {
  explicit InputError(std::vector<Fault> all);
  std::vector<Fault> faults;
};

/// A scenario, network table or surge that cannot be run.
struct ScenarioError : InputError {
  using InputError::InputError;
};

/// A policy bundle that cannot be loaded.
struct PolicyError : InputError {
  using InputError::InputError;
};

/// A results file that cannot be written, read or merged.
struct StoreError : Error {
  using Error::Error;
};

/// The model broke one of its own rules; names the simulated time.
struct ModelError : Error {
  ModelError(const std::string& message, Time at);
  Time time;
};

/// `a, b or c`.
std::string one_of(const std::vector<std::string>& words);
/// `a, b and c`.
std::string all_of(const std::vector<std::string>& words);

/// The nearest of `known` to `word` by edit distance, or empty when none is near.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

/// What to say after an unknown word: `; did you mean 'x'?`, or `; expected a, b or c` when none is near and few are
/// known.
std::string hint(std::string_view word, const std::vector<std::string>& known);

}  // namespace supplytwin::base
