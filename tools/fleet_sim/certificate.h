#pragma once

#include "core/base/file.h"

namespace otk::fleet_sim {

/// Makes a key (P-256, 0600) and a certificate for 127.0.0.1 that it signs itself, valid for a day:
/// the authority of one run. Io if a file cannot be written.
Result<void> write_certificate(const Path& certificate_file, const Path& private_key_file);

}  // namespace otk::fleet_sim
