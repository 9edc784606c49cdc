#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <future>

namespace supplytwin::python {

/// Does `work` on a thread of its own, without the interpreter's lock, while this one heeds signals: a signal that
/// raises (Ctrl-C) turns `stop` true, waits for the work to give up, and raises. `tick` is called now and then, with
/// the lock.
template <class Work>
auto interruptible(std::atomic<bool>& stop, Work work, const std::function<void()>& tick = {}) {
  namespace py = pybind11;
  constexpr auto kPatience = std::chrono::milliseconds(20);
  stop = false;
  auto result = std::async(std::launch::async, std::move(work));
  const auto give_up = [&] {
    stop = true;
    const py::gil_scoped_release release;
    result.wait();
  };
  while (true) {
    {
      const py::gil_scoped_release release;
      if (result.wait_for(kPatience) == std::future_status::ready) break;
    }
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (tick) tick();
    } catch (...) {
      give_up();
      throw;
    }
  }
  return result.get();
}

}  // namespace supplytwin::python
