#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <memory>

namespace supplytwin::python {

using Stop = std::shared_ptr<std::atomic<bool>>;
inline Stop make_stop() { return std::make_shared<std::atomic<bool>>(false); }

/// What becomes of work that has not given up soon after it was asked to.
enum class Late : std::uint8_t {
  wait_for,    ///< it changes what others see
  leave_alone  ///< it owns all that it touches, and ends by itself, at the latest when the program does
};

/// Does `work` on a thread of its own, without the interpreter's lock, while this one heeds signals: a signal that
/// raises (Ctrl-C) turns `stop` true and is raised when the work has given up, or is late and may be left alone.
/// `tick` is called now and then, with the lock.
template <class Work>
auto interruptible(Late late, const Stop& stop, Work work, const std::function<void()>& tick = {}) {
  namespace py = pybind11;
  constexpr auto kBetweenSignals = std::chrono::milliseconds(20), kGrace = std::chrono::milliseconds(50);
  *stop = false;
  const auto result = std::async(std::launch::async, std::move(work)).share();
  const auto ended = [&](auto patience) {
    const py::gil_scoped_release release;
    return result.wait_for(patience) == std::future_status::ready;
  };
  try {
    while (!ended(kBetweenSignals)) {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (tick) tick();
    }
  } catch (...) {
    *stop = true;
    while (!ended(kGrace)) {
      if (late == Late::wait_for) continue;
      py::module_::import("atexit").attr("register")(py::cpp_function([result] {
        const py::gil_scoped_release release;
        result.wait();
      }));
      break;
    }
    throw;
  }
  return result.get();
}

}  // namespace supplytwin::python
