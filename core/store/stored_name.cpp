#include "core/store/stored_name.h"

#include <limits>

namespace otk::store {

Result<wire::BatchName> stored_name(ByteView buffer, std::int64_t number) {
    const auto id = wire::BufferId::from_bytes(buffer);
    if (!id || number < 1 || number > std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorKind::Corrupt, "a batch's name that none of ours wrote");
    }
    return wire::BatchName{*id, static_cast<std::uint32_t>(number)};
}

}  // namespace otk::store
