#pragma once

#include <memory>

#include "core/config/config.h"
#include "drivers/port/file_port.h"
#include "drivers/printer/models.h"

namespace otk::service {

/// The port that the configuration names, asked by the model's dialect unless the configuration
/// says another. `draw` is for the file printer. InvalidInput for a setting that its port needs and
/// that is missing or wrong; a printer that is not there is no error.
Result<std::unique_ptr<port::Port>> configured_port(
    const config::Config& config, const printer::Model& model, const port::DrawSlip& draw);

}  // namespace otk::service
