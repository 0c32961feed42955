#pragma once

#include <cstdint>

#include "core/base/file.h"

namespace otk::kiosk::writer {

/// What the writer's thread sleeps on: a ring from another thread, a new file in a folder, or time.
class Doorbell {
  public:
    Doorbell();

    /// Wakes the sleeper, now or when it next sleeps. Any thread; never blocks.
    void ring() const;

    /// From now on a file that comes into the folder wakes the sleeper too. False if the kernel
    /// refuses: then the folder has to be looked at from time to time.
    bool watch(const Path& folder);

    /// Returns after `milliseconds` at the latest.
    void sleep(std::int64_t milliseconds) const;

  private:
    Descriptor m_ring;
    Descriptor m_watch;
};

}  // namespace otk::kiosk::writer
