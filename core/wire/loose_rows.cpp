#include "core/wire/loose_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/wire/batch.h"

namespace otk::wire {
namespace {

constexpr std::size_t row_id_bytes = RowId::size_bytes;

std::uint16_t u16_at(ByteView bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] | bytes[at + 1] << 8U);
}

bool is_row_size(std::size_t size) {
    return std::any_of(row_sizes.begin(), row_sizes.end(),
        [&](std::size_t content) { return content + crypto::aead_overhead_bytes == size; });
}

/// A row's header lies here, or the rows end here.
bool may_begin(ByteView rows, std::size_t at, std::size_t box_count) {
    if (at == rows.size()) return true;
    if (rows.size() - at < row_header_bytes + row_sealed_bytes_min) return false;
    return u16_at(rows, at + row_id_bytes) < box_count &&
           is_row_size(u16_at(rows, at + row_id_bytes + 2));
}

/// What the header says, or else the size after which something fits again.
std::optional<std::size_t> sealed_size_at(ByteView rows, std::size_t at, std::size_t box_count) {
    const std::size_t left = rows.size() - at - row_header_bytes;
    const std::size_t said = u16_at(rows, at + row_id_bytes + 2);
    if (is_row_size(said) && said <= left) return said;
    for (const std::size_t content : row_sizes) {
        const std::size_t size = content + crypto::aead_overhead_bytes;
        if (size <= left && may_begin(rows, at + row_header_bytes + size, box_count)) return size;
    }
    return std::nullopt;
}

struct Reading {
    std::vector<LooseRow> rows;
    bool is_exact = false;  ///< the rows end where the body does
};

Reading rows_after(ByteView content, std::size_t box_count) {
    std::map<std::size_t, KeyBox> boxes;
    for (std::size_t index = 0; index < box_count; ++index) {
        const ByteView bytes =
            content.subspan(batch_header_bytes + index * key_box_bytes, key_box_bytes);
        const Result<KeyBox> box = decode_key_box(bytes);
        if (box) boxes.emplace(index, *box);
    }
    const ByteView rows = content.subspan(batch_header_bytes + box_count * key_box_bytes);
    Reading reading;
    std::vector<LooseRow>& found = reading.rows;
    std::set<RowId> ids;
    std::size_t at = 0;
    while (rows.size() - at >= row_header_bytes + row_sealed_bytes_min &&
           found.size() < batch_rows_max) {
        const auto size = sealed_size_at(rows, at, box_count);
        if (!size) break;
        LooseRow row;
        std::copy_n(
            rows.begin() + static_cast<std::ptrdiff_t>(at), row_id_bytes, row.id.bytes.begin());
        const auto box = boxes.find(u16_at(rows, at + row_id_bytes));
        const ByteView sealed = rows.subspan(at + row_header_bytes, *size);
        if (box != boxes.end() && ids.insert(row.id).second) {
            row.box = box->second;
            row.sealed.assign(sealed.begin(), sealed.end());
            found.push_back(std::move(row));
        }
        at += row_header_bytes + *size;
    }
    reading.is_exact = at == rows.size();
    return reading;
}

}  // namespace

std::vector<LooseRow> loose_rows(ByteView body) {
    // A kiosk makes one a period, so a batch has one or two: enough where the header's count is not
    // to be believed.
    constexpr std::size_t boxes_max = 64;
    if (body.size() < batch_header_bytes + signature_bytes || body.size() > batch_bytes_max)
        return {};
    const ByteView content = body.first(body.size() - signature_bytes);
    const std::size_t room = (content.size() - batch_header_bytes) / key_box_bytes;
    const std::size_t said = u16_at(content, batch_header_bytes - 4);
    Reading best;
    if (said >= 1 && said <= room) best = rows_after(content, said);
    if (best.is_exact) return std::move(best.rows);
    // The header's count may be what is damaged: the count under which most can be read is right.
    for (std::size_t count = 1; count <= std::min(room, boxes_max); ++count) {
        Reading reading = rows_after(content, count);
        if (reading.rows.size() > best.rows.size()) best = std::move(reading);
    }
    return std::move(best.rows);
}

}  // namespace otk::wire
