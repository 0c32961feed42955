#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/bundle/bundle.h"
#include "core/config/config.h"

namespace otk::program {

/// Only a place that the bundle knows, if there is a bundle. InvalidInput names those that it knows.
Result<void> check_place(const std::string& place, const std::optional<bundle::Bundle>& bundle);

/// What kiosks are told to trust: the PEM of server.authority_file, or of the certificate itself.
Result<std::string> tls_authority(const config::Config& config);

}  // namespace otk::program
