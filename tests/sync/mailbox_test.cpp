#include "sync/mailbox.h"

#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "core/wire/limits.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync/sample_batch.h"

using namespace otk;
using namespace otk::sync;

namespace {

struct Folders {
    otk::test::TemporaryFolder root;
    Path outbox = root / "outbox";
    Path inbox = root / "inbox";
    FolderMailbox mailbox{outbox, inbox};
    SeededRandom random{5};
    sync::test::SampleKiosk kiosk{random};

    Folders() {
        REQUIRE(make_folder(outbox).has_value());
        REQUIRE(make_folder(inbox).has_value());
    }
};

}  // namespace

TEST_CASE("a batch waits until its receipt lies in the inbox") {
    Folders folders;
    const auto one = folders.kiosk.freeze();
    const auto two = folders.kiosk.freeze();
    for (const auto& batch : {one, two}) {
        REQUIRE(write_durably(folders.outbox / (batch.stem + ".batch"), batch.body).has_value());
    }
    CHECK(folders.mailbox.waiting().value() == std::set<std::string>{one.stem, two.stem});
    CHECK(folders.mailbox.read_batch(one.stem).value() == one.body);
    REQUIRE(folders.mailbox.store_receipt(one.stem, bytes_of("receipt")).has_value());
    CHECK(folders.mailbox.waiting().value() == std::set<std::string>{two.stem});
    CHECK(read_file(folders.inbox / (one.stem + ".receipt"), 100).value().size() == 7);
    CHECK(read_file(folders.outbox / (one.stem + ".batch"), 100'000).value() == one.body);
}

TEST_CASE("files that are no batch are not seen, and a folder that is gone is an error") {
    Folders folders;
    for (const char* name : {"kiosk.pub", "x.batch", ".tmp-a.batch", "0123-1.batch"}) {
        REQUIRE(write_durably(folders.outbox / name, bytes_of("x")).has_value());
    }
    CHECK(folders.mailbox.waiting().value().empty());
    CHECK(folders.mailbox.read_batch("none").error().kind == ErrorKind::NotFound);
    std::filesystem::remove_all(folders.outbox);
    CHECK_FALSE(folders.mailbox.waiting().has_value());
}

TEST_CASE("a file larger than any batch is not read") {
    Folders folders;
    const auto batch = folders.kiosk.freeze();
    const Bytes large(wire::batch_bytes_max + 1);
    REQUIRE(write_durably(folders.outbox / (batch.stem + ".batch"), large).has_value());
    CHECK(folders.mailbox.read_batch(batch.stem).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a void is read in its batch's place, also when the batch's file is gone") {
    Folders folders;
    const auto one = folders.kiosk.freeze();
    const auto two = folders.kiosk.freeze();
    REQUIRE(write_durably(folders.outbox / (one.stem + ".batch"), one.body).has_value());
    for (const auto& batch : {one, two}) {
        REQUIRE(
            write_durably(folders.outbox / (batch.stem + ".void"), bytes_of("void")).has_value());
    }
    CHECK(folders.mailbox.waiting().value() == std::set<std::string>{one.stem, two.stem});
    CHECK(text_of(folders.mailbox.read_batch(one.stem).value()) == "void");
    CHECK(text_of(folders.mailbox.read_batch(two.stem).value()) == "void");
    REQUIRE(folders.mailbox.store_receipt(one.stem, bytes_of("receipt")).has_value());
    CHECK(folders.mailbox.waiting().value() == std::set<std::string>{two.stem});
}

TEST_CASE("a note of a batch that is too large lies in the inbox until the kiosk takes it") {
    Folders folders;
    const auto batch = folders.kiosk.freeze();
    REQUIRE(folders.mailbox.note_too_large(batch.stem).has_value());
    const Path note = folders.inbox / (batch.stem + ".too-large");
    CHECK(std::filesystem::exists(note));
    REQUIRE(folders.mailbox.note_too_large(batch.stem).has_value());
    std::filesystem::remove(note);
    REQUIRE(folders.mailbox.note_too_large(batch.stem).has_value());
    CHECK(std::filesystem::exists(note));
}
