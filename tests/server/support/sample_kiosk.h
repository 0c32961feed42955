#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "core/form/response.h"
#include "core/wire/batch.h"
#include "core/wire/bundle_report.h"
#include "server/editions/editions.h"
#include "server/ingest/ingest.h"
#include "server/storage/sqlite_storage.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {

/// A kiosk of the tests: makes sealed rows and signed batches as the real one does.
class SampleKiosk {
  public:
    explicit SampleKiosk(std::uint64_t seed = 1);

    const crypto::PublicKey& public_key() const { return m_key.public_key(); }
    const crypto::SigningKey& key() const { return m_key; }
    const wire::KioskId& id() const { return m_id; }
    const wire::BufferId& buffer() const { return m_buffer; }
    /// From now on it signs with another key.
    void begin_new_key() { m_key = crypto::SigningKey::generate(m_random); }
    void begin_new_buffer() { m_buffer = wire::BufferId::random(m_random); }

    /// Unsealed rows may be sealed into several batches; the ids stay.
    struct Row {
        wire::RowId id;
        std::string content;
    };
    Row row(const form::Response& response);
    Row row(std::string content);

    wire::Batch batch(
        std::uint32_t number, const std::vector<Row>& rows, const ingest::KeyRing& server);
    Bytes sign(const wire::Batch& batch) const { return wire::encode_batch(batch, m_key); }
    Bytes sign(const wire::BundleReport& report) const {
        return wire::encode_bundle_report(report, m_key);
    }
    Bytes body(std::uint32_t number, const std::vector<Row>& rows, const ingest::KeyRing& server) {
        return sign(batch(number, rows, server));
    }

  private:
    SeededRandom m_random;
    crypto::SigningKey m_key;
    wire::KioskId m_id;
    wire::BufferId m_buffer;
};

/// One answer to the reception's form: a mark, and reasons if it is a low one.
form::Response reception_response(const std::string& mark, const std::string& reasons = {});

/// A server's store in a folder of its own, with the sample forms and one enrolled kiosk.
class SampleServer {
  public:
    SampleServer();

    storage::Storage& storage() { return *m_storage; }
    ingest::Ingest& ingest() { return *m_ingest; }
    const ingest::KeyRing& keys() const { return *m_keys; }
    ManualClock& clock() { return m_clock; }
    const Path& folder() const { return m_folder.path(); }
    Path database() const { return m_folder.path() / "otklik.db"; }

    void put_form(const char* name);
    void put_form_text(const std::string& json);
    void enrol(const SampleKiosk& kiosk);
    /// The reply, opened with the server's key; fails the test if there is none.
    wire::Reply send(const Bytes& body);
    /// Lets out what may be shown by now, today's answers too.
    void make_edition();
    /// What is shown inside of a period after make_edition.
    analysis::Tally shown(const std::string& period);

  private:
    TemporaryFolder m_folder;
    ManualClock m_clock;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<ingest::KeyRing> m_keys;
    std::unique_ptr<ingest::Ingest> m_ingest;
};

/// The compiled sample form of that name (tests/golden/forms).
std::string golden_form(const char* name);

}  // namespace otk::test
