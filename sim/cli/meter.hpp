#pragma once

#include <thread>

#include "study/study.hpp"

namespace supplytwin::cli {

/// Shows on a terminal how far a study has come: percent, rate, time left. Silent when standard error is none.
class Meter {
 public:
  Meter(const study::Progress& progress, bool quiet);
  ~Meter();
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

 private:
  bool shown_;
  std::jthread painter_;
};

}  // namespace supplytwin::cli
