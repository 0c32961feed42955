#pragma once

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/form/response.h"

/// What benches of the kiosk's writer begin with. They end the program where the disk refuses.
namespace otk::bench {

/// A visit of two answers and a text that was not written.
form::Response sample_response();

/// A new folder under the system's own for such; the bench removes it.
Path temporary_folder();

/// The inbox of a kiosk that is enrolled at a server whose keys nobody has.
void enrol(const Path& inbox, Random& random);

}  // namespace otk::bench
