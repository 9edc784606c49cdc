#include <exception>
#include <system_error>

#include "base/error.hpp"
#include "module.hpp"

namespace supplytwin::python {

namespace py = pybind11;

namespace {

void raise(const char* name, const char* what) {
  const py::object type = py::module_::import("supplytwin.errors").attr(name);
  PyErr_SetString(type.ptr(), what);
}

void raise_with_faults(const char* name, const base::InputError& error) {
  const py::module_ errors = py::module_::import("supplytwin.errors");
  py::list faults;
  for (const base::Fault& f : error.faults)
    faults.append(errors.attr("Fault")(f.file, f.line, f.column, f.message, f.excerpt));
  const py::object type = errors.attr(name);
  PyErr_SetObject(type.ptr(), type(error.what(), faults).ptr());
}

}  // namespace

void bind_errors(py::module_&) {
  py::register_local_exception_translator([](std::exception_ptr thrown) {
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const base::PolicyError& e) {
      raise_with_faults("PolicyError", e);
    } catch (const base::InputError& e) {
      raise_with_faults("ScenarioError", e);
    } catch (const base::StoreError& e) {
      raise("StoreError", e.what());
    } catch (const base::ModelError& e) {
      raise("ModelError", e.what());
    } catch (const base::Error& e) {
      raise("Error", e.what());
    } catch (const std::system_error& e) {  // of a file, mostly: what the system does not let be done
      raise("Error", e.what());
    }
  });
}

}  // namespace supplytwin::python
