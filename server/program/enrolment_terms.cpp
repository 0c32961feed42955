#include "server/program/enrolment_terms.h"

#include "core/wire/limits.h"

namespace otk::program {

Result<void> check_place(const std::string& place, const std::optional<bundle::Bundle>& bundle) {
    if (place.empty() || place.size() > wire::place_bytes_max)
        return fail(ErrorKind::InvalidInput, "--place: empty, or too long");
    if (!bundle || bundle->place(place) != nullptr) return {};
    std::string known;
    for (const bundle::Place& candidate : bundle->places) {
        known += (known.empty() ? "" : ", ") + candidate.code;
    }
    return fail(ErrorKind::InvalidInput, "--place: not a place of the bundle; it has " + known);
}

Result<std::string> tls_authority(const config::Config& config) {
    const Path& authority = config.path("server.authority_file");
    const Path& file = authority.empty() ? config.path("server.certificate_file") : authority;
    const Bytes pem =
        OTK_TRY(in("certificate_file", read_file(file, wire::tls_authority_bytes_max)));
    return std::string(text_of(pem));
}

}  // namespace otk::program
