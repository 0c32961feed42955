#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/enrolment.h"

namespace otk::kiosk::writer {

/// Where a kiosk keeps what is its own, and where it meets its courier.
struct Folders {
    Path state;
    Path inbox;
    Path outbox;
};

/// The enrolment that this kiosk took: from the state folder or, the first time, from the inbox, from
/// which it is copied. The first one is kept for ever: a courier that lays another one there must not
/// redirect answers to a key of its own.
///
/// An enrolment comes as enrolment.json, or by a ticket (enrolment.ticket, `otklik enroll`): then the
/// request that `key` signs is laid into the outbox, and enrolment.answer is believed if the ticket's
/// root stands behind it and it answers exactly that request. NotFound while there is neither, or an
/// answer is waited for; InvalidInput or Unsupported for what lies there and is none.
Result<wire::Enrolment> open_enrolment(const Folders& folders, const crypto::SigningKey& key);

/// Lays what the kiosk believes of its server into the outbox (server.json), unless it lies there
/// already: the courier goes where this says.
Result<void> publish_enrolment(const Folders& folders, const wire::Enrolment& enrolment);

/// Takes a newer keys.json out of the inbox into the enrolment: durable and published when this
/// returns true. What the root did not sign, or is not newer, is removed with a warning.
Result<bool> follow_keys(const Folders& folders, wire::Enrolment& enrolment);

/// True after a signed revocation, until the server takes a batch again; kept over restarts.
Result<bool> read_revoked(const Folders& folders);
Result<void> keep_revoked(const Folders& folders, bool is_revoked);

}  // namespace otk::kiosk::writer
