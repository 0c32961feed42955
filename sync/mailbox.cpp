#include "sync/mailbox.h"

#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/wire/batch.h"

namespace otk::sync {
namespace {

/// Adds those of our names that end so.
void add_stems(std::set<std::string>& stems, const std::vector<std::string>& names,
    std::string_view suffix) {
    for (const std::string& name : names) {
        const bool ours =
            name.ends_with(suffix) && wire::parse_batch_file_name(name, suffix).has_value();
        if (ours) stems.insert(name.substr(0, name.size() - suffix.size()));
    }
}

}  // namespace

FolderMailbox::FolderMailbox(Path outbox, Path inbox)
    : m_outbox(std::move(outbox)), m_inbox(std::move(inbox)) {}

Result<std::set<std::string>> FolderMailbox::waiting() const {
    // Inbox first: the kiosk removes a delivered batch before its receipt, so a batch that is still
    // there after its receipt was not seen has none.
    std::set<std::string> receipts;
    add_stems(receipts, OTK_TRY(list_files(m_inbox, wire::receipt_suffix)), wire::receipt_suffix);
    const std::vector<std::string> names = OTK_TRY(list_files(m_outbox, ""));
    std::set<std::string> batches;
    add_stems(batches, names, wire::batch_suffix);
    add_stems(batches, names, wire::void_suffix);
    for (const std::string& stem : receipts)
        batches.erase(stem);
    return batches;
}

Result<Bytes> FolderMailbox::read_batch(std::string_view stem) const {
    Result<Bytes> voided =
        read_file(m_outbox / format("{}{}", stem, wire::void_suffix), wire::statement_bytes_max);
    if (voided || voided.error().kind != ErrorKind::NotFound) return voided;
    return read_file(m_outbox / format("{}{}", stem, wire::batch_suffix), wire::batch_bytes_max);
}

Result<void> FolderMailbox::store_receipt(std::string_view stem, ByteView reply) {
    // Group-readable: the kiosk is another user of the same group.
    return write_durably(m_inbox / format("{}{}", stem, wire::receipt_suffix), reply, 0640);
}

Result<void> FolderMailbox::note_too_large(std::string_view stem) {
    const Path note = m_inbox / format("{}{}", stem, wire::too_large_suffix);
    std::error_code problem;
    if (std::filesystem::exists(note, problem)) return {};
    // One that a power cut takes comes again with the next refusal: no disk need be waited for.
    return write_atomically(note, {}, 0640);
}

}  // namespace otk::sync
