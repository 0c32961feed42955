#include "kiosk/writer/enrolment.h"

#include "core/base/log.h"
#include "core/wire/enrolment_message.h"
#include "core/wire/limits.h"

namespace otk::kiosk::writer {
namespace {

constexpr unsigned own_mode = 0600;

Path kept_file(const Folders& folders) {
    return folders.state / "enrolment.json";
}

Path ticket_file(const Folders& folders) {
    return folders.inbox / "enrolment.ticket";
}

Path answer_file(const Folders& folders) {
    return folders.inbox / "enrolment.answer";
}

Path revoked_file(const Folders& folders) {
    return folders.state / "revoked";
}

Path request_file(const Folders& folders) {
    return folders.outbox / "enrolment.request";
}

/// Writes it only if it is not there yet: a file that changes wakes the courier.
Result<void> put(const Path& file, ByteView bytes, std::size_t bytes_max) {
    const auto lying = read_file(file, bytes_max);
    if (lying && text_of(*lying) == text_of(bytes)) return {};
    return write_durably(file, bytes);
}

Result<void> keep(const Folders& folders, const wire::Enrolment& enrolment) {
    return write_durably(
        kept_file(folders), bytes_of(wire::encode_enrolment(enrolment)), own_mode);
}

/// What is left of a way that was gone: also after a power cut in the middle of this.
Result<void> clear_request(const Folders& folders) {
    OTK_TRY(remove_durably(ticket_file(folders)));
    OTK_TRY(remove_durably(answer_file(folders)));
    return remove_durably(request_file(folders));
}

Result<wire::Enrolment> take_answer(
    const Folders& folders, const wire::Ticket& ticket, ByteView request) {
    const Bytes answer =
        OTK_TRY(read_file(answer_file(folders), wire::enrolment_answer_bytes_max));
    return wire::open_enrolment_answer(
        answer, ticket.root, wire::enrolment_request_hash(request));
}

Result<wire::Enrolment> enrol_by_ticket(const Folders& folders, const crypto::SigningKey& key) {
    const auto text = read_file(ticket_file(folders), wire::ticket_bytes_max);
    if (!text && text.error().kind == ErrorKind::NotFound)
        return fail(ErrorKind::NotFound, "neither enrolment.json nor a ticket lies in the inbox");
    if (!text) return tl::make_unexpected(text.error());
    const wire::Ticket ticket = OTK_TRY(wire::decode_ticket(text_of(*text)));
    const Bytes request = wire::encode_enrolment_request(ticket, key);
    OTK_TRY(put(request_file(folders), request, wire::enrolment_request_bytes));
    auto enrolment = take_answer(folders, ticket, request);
    if (!enrolment && enrolment.error().kind != ErrorKind::NotFound) {
        // Without it the courier asks again.
        log::warning("the answer to the enrolment is not believed", {{"why", enrolment.error()}});
        OTK_TRY(remove_durably(answer_file(folders)));
        return fail(ErrorKind::NotFound, "the server's answer is waited for");
    }
    return enrolment;
}

Result<wire::Enrolment> offered_enrolment(const Folders& folders, const crypto::SigningKey& key) {
    const auto offered =
        read_file(folders.inbox / "enrolment.json", wire::enrolment_bytes_max);
    if (offered) return wire::decode_enrolment(text_of(*offered));
    if (offered.error().kind != ErrorKind::NotFound) return tl::make_unexpected(offered.error());
    return enrol_by_ticket(folders, key);
}

Result<bool> take_keys(const Folders& folders, wire::Enrolment& enrolment, const Bytes& document) {
    if (!enrolment.trust) return fail(ErrorKind::Unsupported, "enrolled without a root");
    wire::Trust trust = *enrolment.trust;
    if (text_of(document) == trust.document) return false;
    trust.list = OTK_TRY(
        wire::open_key_list(text_of(document), trust.root, trust.list.sequence + 1));
    trust.document = text_of(document);
    wire::Enrolment newer = wire::make_enrolment({.url = enrolment.url,
                                                     .kiosk = enrolment.kiosk,
                                                     .place = enrolment.place,
                                                     .tls_authority = enrolment.tls_authority},
        std::move(trust));
    OTK_TRY(keep(folders, newer));
    enrolment = std::move(newer);
    return true;
}

}  // namespace

Result<wire::Enrolment> open_enrolment(const Folders& folders, const crypto::SigningKey& key) {
    const auto own = read_file(kept_file(folders), wire::enrolment_bytes_max);
    if (own) {
        wire::Enrolment enrolment = OTK_TRY(wire::decode_enrolment(text_of(*own)));
        OTK_TRY(clear_request(folders));
        return enrolment;
    }
    if (own.error().kind != ErrorKind::NotFound) return tl::make_unexpected(own.error());
    wire::Enrolment enrolment = OTK_TRY(offered_enrolment(folders, key));
    OTK_TRY(keep(folders, enrolment));
    OTK_TRY(clear_request(folders));
    log::info("enrolled", {});
    return enrolment;
}

Result<void> publish_enrolment(const Folders& folders, const wire::Enrolment& enrolment) {
    return put(folders.outbox / "server.json", bytes_of(wire::encode_enrolment(enrolment)),
        wire::enrolment_bytes_max);
}

Result<bool> follow_keys(const Folders& folders, wire::Enrolment& enrolment) {
    const Path file = folders.inbox / "keys.json";
    const auto document = read_file(file, wire::key_list_bytes_max);
    if (!document && document.error().kind == ErrorKind::NotFound) return false;
    if (!document && document.error().kind != ErrorKind::InvalidInput)
        return tl::make_unexpected(document.error());
    auto taken = document ? take_keys(folders, enrolment, *document)
                          : Result<bool>(tl::make_unexpected(document.error()));
    const bool is_judged = taken || taken.error().kind == ErrorKind::InvalidInput ||
                           taken.error().kind == ErrorKind::Permission ||
                           taken.error().kind == ErrorKind::Conflict ||
                           taken.error().kind == ErrorKind::Unsupported;
    if (!is_judged) return taken;
    if (!taken) log::warning("keys.json is not taken", {{"why", taken.error()}});
    if (taken && *taken) {
        OTK_TRY(publish_enrolment(folders, enrolment));
        log::info("newer keys are in force", {{"sequence", enrolment.trust->list.sequence}});
    }
    OTK_TRY(remove_durably(file));
    return taken && *taken;
}

Result<bool> read_revoked(const Folders& folders) {
    std::error_code problem;
    const bool is_revoked = std::filesystem::exists(revoked_file(folders), problem);
    if (problem) return fail(ErrorKind::Io, "revoked: " + problem.message());
    return is_revoked;
}

Result<void> keep_revoked(const Folders& folders, bool is_revoked) {
    if (is_revoked) return write_durably(revoked_file(folders), {}, own_mode);
    return remove_durably(revoked_file(folders));
}

}  // namespace otk::kiosk::writer
