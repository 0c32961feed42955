#include "server/keys/enrolment_desk.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "server/keys/administrator_log.h"
#include "server/keys/tenant_keys.h"

namespace otk::keys {
namespace {

Failure not_let_in() {
    return fail(ErrorKind::Permission, "no code that lets this kiosk in");
}

}  // namespace

EnrolmentDesk::EnrolmentDesk(Surroundings surroundings)
    : m_surroundings(std::move(surroundings)),
      m_counted_ms(m_surroundings.clock->monotonic_ms()) {}

bool EnrolmentDesk::takes_one_more() {
    const std::int64_t now_ms = m_surroundings.clock->monotonic_ms();
    const std::int64_t seconds = (now_ms - m_counted_ms) / 1000;
    m_counted_ms += seconds * 1000;
    m_free = std::min(enrolments_at_once_max, m_free + seconds * enrolments_a_second);
    if (m_free == 0) return false;
    --m_free;
    return true;
}

Result<Bytes> EnrolmentDesk::enrol(ByteView body) {
    if (!takes_one_more()) return fail(ErrorKind::Unavailable, "too many ask at once");
    const auto request = OTK_TRY(wire::decode_enrolment_request(body));
    return answer_to(request, body);
}

Result<Bytes> EnrolmentDesk::answer_to(const wire::EnrolmentRequest& request, ByteView body) {
    // Found by the public half of the code's key, whose holder has signed: there is no secret here
    // that the time of a comparison could give away.
    const auto code = OTK_TRY(m_surroundings.storage->find_code(request.code));
    if (!code || m_surroundings.clock->unix_seconds() >= code->expires_unix_s) return not_let_in();
    if (!code->kiosk) return let_in(*code, request, body);
    if (*code->kiosk != request.kiosk) return not_let_in();
    return code->answer;
}

Result<Bytes> EnrolmentDesk::let_in(
    const storage::StoredCode& code, const wire::EnrolmentRequest& request, ByteView body) {
    const auto tenant = OTK_TRY(read_tenant_keys(m_surroundings.state_folder));
    if (!tenant) return fail(ErrorKind::Unavailable, "no keys.json is installed");
    if (tenant->root != request.root) return not_let_in();
    storage::Storage& storage = *m_surroundings.storage;
    const std::string today = to_text(day_of(m_surroundings.clock->unix_seconds()));
    storage::StoredCode used = code;
    used.kiosk = request.kiosk;
    std::string kiosk_id;
    const auto put = [&]() -> Result<void> {
        const auto kiosk = OTK_TRY(
            storage.put_kiosk({.number = 0,
                                  .id = wire::KioskId::random(*m_surroundings.random),
                                  .key = request.kiosk,
                                  .place = code.place},
                today));
        kiosk_id = kiosk.id.text();
        used.answer = wire::encode_enrolment_answer(
            {.request_hash = wire::enrolment_request_hash(body),
                .kiosk = kiosk.id,
                .url = m_surroundings.url,
                .place = code.place,
                .tls_authority = m_surroundings.tls_authority},
            tenant->document, m_surroundings.keys->receipt_key());
        return storage.use_code(used);
    };
    OTK_TRY(in("enrol", storage.in_transaction(put)));
    OTK_TRY(note(m_surroundings.state_folder, *m_surroundings.clock,
        format("enrolled {} kiosk={}", code.place, kiosk_id)));
    return std::move(used.answer);
}

}  // namespace otk::keys
