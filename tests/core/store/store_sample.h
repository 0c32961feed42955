#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "core/store/buffer.h"
#include "core/store/set_aside.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

/// A buffer on a real folder with the server's key at hand.
struct StoreSample {
    TemporaryFolder folder;
    ManualClock clock;
    SystemRandom random;
    crypto::BoxKey server = crypto::BoxKey::generate(random);
    store::Surroundings surroundings{
        .server_key = {.id = wire::ServerKeyId::random(random), .key = server.public_key()},
        .clock = &clock,
        .random = &random};

    Path file() const { return folder / "buffer" / "buffer.sqlite"; }

    store::Buffer open() { return store::open_buffer(folder.path(), surroundings).value(); }

    wire::RowId put(store::Buffer& buffer, std::string_view content,
        store::RowState state = store::RowState::Closed,
        std::optional<wire::RowId> id = std::nullopt) {
        const wire::RowId used = id ? *id : wire::RowId::random(random);
        REQUIRE(buffer.put({.id = used,
            .state = state,
            .form = "reception",
            .form_version = "1",
            .bucket = "2026-11-22",
            .content = content}));
        return used;
    }

    std::string content_of(const store::ClosedRow& row) const {
        const crypto::Secret key = wire::open_key(row.box, server).value();
        return wire::open_row(row.sealed, row.id, key).value();
    }

    /// What the server could read, sorted.
    std::vector<std::string> contents(store::Buffer& buffer) const {
        std::vector<std::string> all;
        const std::vector<store::ClosedRow> listed = buffer.closed_rows({}).value();
        for (const store::ClosedRow& row : listed) {
            all.push_back(content_of(row));
        }
        std::sort(all.begin(), all.end());
        return all;
    }
};

}  // namespace otk::test
