#pragma once

#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/result.h"
#include "core/wire/bundle_report.h"
#include "kiosk/shell/bundle_desk.h"
#include "kiosk/writer/writer.h"

namespace otk::kiosk::shell {

/// The kiosk's signed word to its server (core/wire/bundle_report.h), as the file `bundle.report`
/// in the outbox, which the courier takes along at once when it changes. One thread.
///
/// So the moment of a change must not be one that a visitor chose. Bundles change when a file was
/// judged or a day has come. What the writer says of keys and disk is taken at the start, with a
/// newer keys.json, and else once a day: a disk can pass its budget at the very answer that filled
/// it, and a batch that goes can be the last that needs a key. The needed keys themselves know no
/// visit: the one that rows are sealed to is always among them.
class ServerReport {
  public:
    /// The clock outlives the report.
    ServerReport(Path state_folder, Path outbox_folder, const Clock& clock)
        : m_state_folder(std::move(state_folder)),
          m_outbox_folder(std::move(outbox_folder)),
          m_clock(clock) {}

    /// Lays the word there if it says something new, and once a minute if it does not lie there as
    /// it should (removed, or signed with a key that was replaced since). Nothing before the writer
    /// has looked, and without an enrolment: there is nobody to tell. After an error the next call
    /// tries again.
    Result<void> tell(const BundleStatus& bundles, const writer::Status& writer);

  private:
    void take_from_writer(const writer::Status& status);
    Result<void> write(wire::BundleReport report);

    Path m_state_folder;
    Path m_outbox_folder;
    const Clock& m_clock;
    writer::ServerKeys m_keys;
    wire::Disk m_disk = wire::Disk::NotSaid;
    std::optional<std::int64_t> m_taken_ms;    ///< from the writer, with the disk
    std::optional<wire::BundleReport> m_told;  ///< what lies there, but for the kiosk's id
    std::int64_t m_looked_ms = 0;              ///< at the file
};

}  // namespace otk::kiosk::shell
