#include "tests/server/support/sample_kiosk.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/wire/row.h"

namespace otk::test {

SampleKiosk::SampleKiosk(std::uint64_t seed)
    : m_random(seed),
      m_key(crypto::SigningKey::generate(m_random)),
      m_id(wire::KioskId::random(m_random)),
      m_buffer(wire::BufferId::random(m_random)) {}

SampleKiosk::Row SampleKiosk::row(const form::Response& response) {
    return row(form::encode_response(response));
}

SampleKiosk::Row SampleKiosk::row(std::string content) {
    return Row{wire::RowId::random(m_random), std::move(content)};
}

wire::Batch SampleKiosk::batch(
    std::uint32_t number, const std::vector<Row>& rows, const ingest::KeyRing& server) {
    const crypto::Secret key = wire::make_period_key(m_random);
    wire::Batch batch{.identity = {m_id, m_buffer, number}, .boxes = {}, .rows = {}};
    batch.boxes.push_back(
        wire::seal_key(key, server.box_key_id(), server.box_public_key()).value());
    for (const Row& row : rows) {
        batch.rows.push_back(
            {row.id, 0, wire::seal_row(row.content, row.id, key, m_random).value()});
    }
    return batch;
}

form::Response reception_response(const std::string& mark, const std::string& reasons) {
    form::Response response;
    response.form_id = "reception";
    response.form_version = "2026112201";
    response.place = "reception-7";
    response.channel = "kiosk";
    response.language = "ru";
    response.day = "2026-11-20";
    response.asked = {"rating"};
    response.answers = {{"channel", "kiosk"}, {"rating", mark}};
    if (!reasons.empty()) {
        response.asked.emplace_back("reasons");
        response.answers.emplace_back("reasons", reasons);
    }
    return response;
}

std::string golden_form(const char* name) {
    const Path file = Path(OTK_SOURCE_DIR) / "tests/golden/forms/v2" / (std::string(name) + ".json");
    const Bytes bytes = read_file(file, std::size_t{1} << 22U).value();
    return std::string(text_of(bytes));
}

SampleServer::SampleServer() {
    SeededRandom random(7);
    m_storage = storage::open_sqlite_storage(database()).value();
    m_keys = std::make_unique<ingest::KeyRing>(
        ingest::KeyRing::open(m_folder.path() / "state", random).value());
    m_ingest = std::make_unique<ingest::Ingest>(
        *m_storage, *m_keys, wire::Incarnation::random(random), m_clock);
}

void SampleServer::put_form(const char* name) { put_form_text(golden_form(name)); }

void SampleServer::put_form_text(const std::string& json) {
    const Json parsed = Json::parse(json).value();
    REQUIRE(m_storage->in_transaction([&]() -> Result<void> {
        const bool agrees = OTK_TRY(m_storage->put_form(
            {parsed.string_at("id").value(), parsed.string_at("version").value(), json}));
        CHECK(agrees);
        return {};
    }));
}

void SampleServer::enrol(const SampleKiosk& kiosk) {
    REQUIRE(m_storage->in_transaction([&]() -> Result<void> {
        OTK_TRY(m_storage->put_kiosk(
            {.number = 0, .id = kiosk.id(), .key = kiosk.public_key(), .place = "reception-7"},
            "2026-11-01"));
        return {};
    }));
}

wire::Reply SampleServer::send(const Bytes& body) {
    const auto reply = m_ingest->receive(body);
    INFO((reply ? std::string() : reply.error().context));
    REQUIRE(reply);
    const std::vector<crypto::PublicKey> trusted{m_keys->receipt_key().public_key()};
    const auto opened = wire::decode_reply(*reply, trusted);
    REQUIRE(opened);
    return *opened;
}

void SampleServer::make_edition() {
    editions::Editions editions(*m_storage, m_clock,
        {.inside = {}, .outside = 10, .rhythm = analysis::Rhythm::AtOnce});
    const auto made = editions.make_if_due();
    INFO((made ? std::string() : made.error().context));
    REQUIRE(made);
}

analysis::Tally SampleServer::shown(const std::string& period) {
    make_edition();
    return m_storage
        ->tally(analysis::parse_period(period).value(), analysis::Readers::Inside,
            analysis::Variant::All)
        .value();
}

}  // namespace otk::test
