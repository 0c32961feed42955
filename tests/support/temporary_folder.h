#pragma once

#include "core/base/file.h"

namespace otk::test {

/// A fresh folder that is removed with everything in it at the end of the test.
class TemporaryFolder {
  public:
    TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();

    const Path& path() const { return m_path; }
    Path operator/(const char* name) const { return m_path / name; }

  private:
    Path m_path;
};

}  // namespace otk::test
