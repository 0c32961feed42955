#include "tests/sync/sample_batch.h"

#include "core/crypto/box.h"
#include "core/wire/receipt.h"
#include "core/wire/row.h"

namespace otk::sync::test {

SampleKiosk::SampleKiosk(Random& random)
    : m_random(random),
      m_key(crypto::SigningKey::generate(random)),
      m_id(wire::KioskId::random(random)),
      m_buffer(wire::BufferId::random(random)) {}

SampleBatch SampleKiosk::freeze() {
    const crypto::BoxKey server = crypto::BoxKey::generate(m_random);
    const crypto::Secret key = wire::make_period_key(m_random);
    const wire::RowId row = wire::RowId::random(m_random);
    wire::Batch batch;
    batch.identity = {m_id, m_buffer, ++m_number};
    batch.boxes.push_back(wire::seal_key(key, {}, server.public_key()).value());
    batch.rows.push_back({row, 0, wire::seal_row("{}", row, key, m_random).value()});
    return {wire::batch_stem(m_buffer, m_number), wire::encode_batch(batch, m_key)};
}

Bytes sample_reply(ByteView body, const crypto::SigningKey& key) {
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    wire::Receipt receipt;
    receipt.subject = subject;
    receipt.counted = 1;
    wire::Holdings holdings;
    holdings.subject = subject;
    holdings.sequence = 1;
    holdings.ranges = {{subject.batch.number, subject.batch.number}};
    return wire::encode_reply(
        wire::encode_receipt(receipt, key), wire::encode_holdings(holdings, key));
}

}  // namespace otk::sync::test
