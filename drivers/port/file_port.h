#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "core/base/file.h"
#include "drivers/port/port.h"

namespace otk::port {

/// Draws a slip's bytes as a PNG file's bytes.
using DrawSlip = std::function<Result<Bytes>(ByteView slip)>;

/// A printer for demos and tests: keeps each slip as slip-NNNN.bin in a folder, and drawn from
/// those bytes as slip-NNNN.png. A slip counts as printed when its .bin is durable; a picture that
/// cannot be drawn is only logged. A file named "state" in the folder holding one of the states'
/// words makes the printer be in that state. The deadline bounds nothing here: a disk does not
/// answer to one.
class FilePort final : public Port {
  public:
    /// Makes the folder; goes on after the highest number in it.
    static Result<std::unique_ptr<FilePort>> open(const Path& folder, DrawSlip draw);

    Delivery print(ByteView slip, int deadline_ms) override;
    Result<PrinterState> state(int deadline_ms) override;

  private:
    FilePort(Path folder, DrawSlip draw, std::int64_t last)
        : m_folder(std::move(folder)), m_draw(std::move(draw)), m_last(last) {}

    Path m_folder;
    DrawSlip m_draw;
    std::int64_t m_last;
};

}  // namespace otk::port
