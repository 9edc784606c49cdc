#include "cli/interrupt.hpp"

#include <pthread.h>

#include <cstdlib>
#include <ctime>

#include "cli/command.hpp"

namespace supplytwin::cli {

Interrupt::Interrupt(std::atomic<bool>& stop) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, &before_);
  waiter_ = std::jthread([signals, &stop](const std::stop_token& over) {
    const timespec patience{0, 50'000'000};
    bool asked = false;
    while (!over.stop_requested()) {
      if (sigtimedwait(&signals, nullptr, &patience) < 0) continue;
      if (asked) std::_Exit(kInterrupted);
      asked = true;
      stop = true;
    }
  });
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  waiter_.join();
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace supplytwin::cli
