#include "core/store/buffer.h"
#include "core/store/stored_name.h"

/// Which of the server's keys something in the buffer still needs.
namespace otk::store {

Result<std::set<wire::BatchName>> Buffer::batch_names() {
    database::Statement read =
        OTK_TRY(m_database.prepare("SELECT buffer, number FROM batch ORDER BY buffer, number"));
    std::set<wire::BatchName> names;
    bool more = OTK_TRY(read.first());
    while (more) {
        names.insert(OTK_TRY(stored_name(read.blob(0), read.integer(1))));
        more = OTK_TRY(read.step());
    }
    return names;
}

Result<const std::vector<wire::ServerKeyId>*> Buffer::keys_of(const wire::BatchName& name) {
    auto known = m_keys_of_batches.find(name);
    if (known == m_keys_of_batches.end()) {
        const Bytes body = OTK_TRY(batch_body(name));
        std::vector<wire::ServerKeyId> keys = OTK_TRY(wire::peek_server_keys(body));
        known = m_keys_of_batches.emplace(name, std::move(keys)).first;
    }
    return &known->second;
}

Result<std::set<wire::ServerKeyId>> Buffer::needed_keys() {
    std::set<wire::ServerKeyId> needed{m_surroundings.server_key.id};
    // Of a period whose two boxes are damaged nothing can be opened any more.
    database::Statement read = OTK_TRY(
        m_database.prepare("SELECT box FROM key_box UNION ALL SELECT box FROM key_box_copy"));
    bool more = OTK_TRY(read.first());
    while (more) {
        const Result<wire::KeyBox> box = wire::decode_key_box(read.blob(0));
        if (box) needed.insert(box->server_key);
        more = OTK_TRY(read.step());
    }
    const std::set<wire::BatchName> names = OTK_TRY(batch_names());
    std::erase_if(
        m_keys_of_batches, [&](const auto& known) { return !names.contains(known.first); });
    for (const wire::BatchName& name : names) {
        const std::vector<wire::ServerKeyId>* const keys = OTK_TRY(keys_of(name));
        needed.insert(keys->begin(), keys->end());
    }
    return needed;
}

}  // namespace otk::store
