#pragma once

#include <set>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::sync {

/// Outbox and inbox as the courier may use them. It can neither change nor remove a batch: no
/// function of this interface does.
class Mailbox {
  public:
    Mailbox() = default;
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;
    virtual ~Mailbox() = default;

    /// Stems ("<buffer id>-<number>") of the batches and voids in the outbox that have no receipt
    /// in the inbox.
    virtual Result<std::set<std::string>> waiting() const = 0;
    /// The void if there is one: the kiosk wants the batch sent no more. NotFound if the kiosk took
    /// it back.
    virtual Result<Bytes> read_batch(std::string_view stem) const = 0;
    /// Durable when it returns; replaces an older receipt of that batch.
    virtual Result<void> store_receipt(std::string_view stem, ByteView reply) = 0;
    /// Tells the kiosk that somebody refused this batch for its size; once until the kiosk has
    /// taken the note.
    virtual Result<void> note_too_large(std::string_view stem) = 0;
};

/// Two folders. Files whose names are no batch's are not seen.
class FolderMailbox final : public Mailbox {
  public:
    FolderMailbox(Path outbox, Path inbox);

    Result<std::set<std::string>> waiting() const override;
    Result<Bytes> read_batch(std::string_view stem) const override;
    Result<void> store_receipt(std::string_view stem, ByteView reply) override;
    Result<void> note_too_large(std::string_view stem) override;

  private:
    Path m_outbox;
    Path m_inbox;
};

}  // namespace otk::sync
