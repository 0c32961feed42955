#pragma once

namespace otk::printer {

/// How a printer is asked how it is.
enum class StatusDialect {
    None,             ///< never asked: it is not known to answer
    EscposRealTime,   ///< DLE EOT 1 to 4
    EscposAutomatic,  ///< DLE EOT 1 to 4, and GS a: it tells each change by itself
    CustomKiosk,      ///< CUSTOM's kiosk printers: DLE EOT, and GS e for the presenter
};

}  // namespace otk::printer
