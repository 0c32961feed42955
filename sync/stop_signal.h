#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::sync {

/// SIGTERM and SIGINT as something to wait for. Blocks both for this thread and those it starts:
/// make it first.
class StopSignal {
  public:
    static Result<StopSignal> create();

    /// Readable once a signal came; stays readable.
    int descriptor() const { return m_descriptor.number(); }
    bool is_raised() const;

  private:
    explicit StopSignal(Descriptor descriptor) : m_descriptor(std::move(descriptor)) {}

    Descriptor m_descriptor;
};

}  // namespace otk::sync
