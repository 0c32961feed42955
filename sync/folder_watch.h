#pragma once

#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::sync {

/// Notices that files came to or left folders (inotify).
class FolderWatch {
  public:
    /// Each folder must exist.
    static Result<FolderWatch> create(const std::vector<Path>& folders);

    /// Readable when something changed.
    int descriptor() const { return m_descriptor.number(); }

    /// Forgets what was noticed.
    void clear();

  private:
    explicit FolderWatch(Descriptor descriptor) : m_descriptor(std::move(descriptor)) {}

    Descriptor m_descriptor;
};

}  // namespace otk::sync
