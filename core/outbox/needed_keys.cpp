#include "core/outbox/folder.h"
#include "core/outbox/outbox.h"

/// Which of the server's keys something on its way out still needs.
namespace otk::outbox {

Result<std::vector<wire::ServerKeyId>> Outbox::keys_of_stray_file(
    const Path& file, const wire::BatchName& name) const {
    const Bytes body = OTK_TRY(read_file(file, wire::batch_bytes_max));
    if (!is_ours(body, name)) return fail(ErrorKind::Corrupt, "damaged");
    return wire::peek_server_keys(body);
}

Result<std::set<wire::ServerKeyId>> Outbox::needed_keys() {
    std::set<wire::ServerKeyId> needed = OTK_TRY(m_buffer->needed_keys());
    const Records known = OTK_TRY(records());
    const std::vector<std::string> files =
        OTK_TRY(in_folder(list_files(m_options.outbox_folder, wire::batch_suffix)));
    for (const std::string& file : files) {
        const auto name = wire::parse_batch_file_name(file, wire::batch_suffix);
        if (!name || known.contains(*name)) continue;
        const auto keys = in("a batch file that the buffer does not know",
            keys_of_stray_file(m_options.outbox_folder / file, *name));
        if (!keys) return fail(ErrorKind::Unavailable, keys.error().context);
        needed.insert(keys->begin(), keys->end());
    }
    return needed;
}

}  // namespace otk::outbox
