#pragma once

#include <atomic>
#include <csignal>
#include <thread>

namespace supplytwin::cli {

/// While it lives, Ctrl-C (and SIGTERM) turns `stop` true instead of ending the program; a second one ends it at
/// once. Make it before any other thread, so that all of them leave the signal to this one.
class Interrupt {
 public:
  explicit Interrupt(std::atomic<bool>& stop);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

 private:
  sigset_t before_{};
  std::jthread waiter_;
};

}  // namespace supplytwin::cli
