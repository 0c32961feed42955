#pragma once

#include <string>

#include "core/qr/qr_code.h"
#include "drivers/preview/command_bytes.h"
#include "drivers/preview/device.h"

namespace otk::preview {

/// GS ( k for QR symbols: what was set for the next one, and the store that holds its text.
class QrSymbols {
  public:
    /// After the letter k.
    void read(CommandBytes& bytes, Device& device);
    /// ESC @.
    void reset() { *this = QrSymbols(); }

  private:
    void print(CommandBytes& bytes, Device& device);

    int m_module_dots = 3;
    qr::Level m_level = qr::Level::Low;
    std::string m_text;
};

}  // namespace otk::preview
