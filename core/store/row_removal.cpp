#include "core/store/row_removal.h"

namespace otk::store {

Result<RowRemoval> RowRemoval::prepare(database::Database& database) {
    database::Statement remove = OTK_TRY(database.prepare("DELETE FROM response WHERE id = ?1"));
    database::Statement look = OTK_TRY(database.prepare("SELECT 1 FROM response WHERE id = ?1"));
    return RowRemoval(database, std::move(remove), std::move(look));
}

Result<void> RowRemoval::run(ByteView id) {
    OTK_TRY(m_remove.run({id}));
    const std::int64_t removed = m_database->changes();
    const bool is_still_there = OTK_TRY(m_look.first({id}));
    m_look.reset();
    if (removed == 1 && !is_still_there) return {};
    return fail(ErrorKind::Corrupt, "a row out of its place");
}

}  // namespace otk::store
