// Makes a kiosk's side for faults_test.py: an enrolment, batches in the outbox, and beside them the
// replies that a good server, a stranger and a confused server would give.
//   otk_write_sample FOLDER URL AUTHORITY.pem COUNT

#include <cstdio>
#include <cstdlib>
#include <string>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/wire/enrolment.h"
#include "tests/sync/sample_batch.h"

namespace {

using namespace otk;

Result<void> write_enrolment(const Path& inbox, const std::string& url, const Path& authority,
    const crypto::PublicKey& receipt_key, Random& random) {
    const Bytes pem = OTK_TRY(read_file(authority, 1U << 16U));
    wire::Enrolment enrolment;
    enrolment.url = url;
    enrolment.kiosk = wire::KioskId::random(random);
    enrolment.place = "hall-2";
    enrolment.server_key = crypto::BoxKey::generate(random).public_key();
    enrolment.receipt_keys = {receipt_key};
    enrolment.tls_authority = std::string(text_of(pem));
    return write_durably(inbox / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment)));
}

Result<void> write_sample(
    const Path& folder, const std::string& url, const Path& authority, int count) {
    SeededRandom random(3);
    const crypto::SigningKey server = crypto::SigningKey::generate(random);
    const crypto::SigningKey stranger = crypto::SigningKey::generate(random);
    sync::test::SampleKiosk kiosk(random);
    for (const char* name : {"outbox", "inbox", "replies"})
        OTK_TRY(make_folder(folder / name));
    OTK_TRY(write_enrolment(folder / "inbox", url, authority, server.public_key(), random));
    Bytes before = kiosk.freeze().body;
    for (int made = 0; made < count; ++made) {
        const sync::test::SampleBatch batch = kiosk.freeze();
        const Path replies = folder / "replies";
        OTK_TRY(write_durably(folder / "outbox" / (batch.stem + ".batch"), batch.body));
        OTK_TRY(write_durably(
            replies / (batch.stem + ".good"), sync::test::sample_reply(batch.body, server)));
        OTK_TRY(write_durably(
            replies / (batch.stem + ".stranger"), sync::test::sample_reply(batch.body, stranger)));
        OTK_TRY(write_durably(
            replies / (batch.stem + ".other"), sync::test::sample_reply(before, server)));
        before = batch.body;
    }
    return {};
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) {
        std::fprintf(stderr, "usage: otk_write_sample FOLDER URL AUTHORITY.pem COUNT\n");
        return 2;
    }
    const auto written = write_sample(words[1], words[2], words[3], std::atoi(words[4]));
    if (!written) {
        std::fprintf(stderr, "error: %s\n", written.error().context.c_str());
        return 1;
    }
    return 0;
}
