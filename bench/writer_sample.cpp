#include "bench/writer_sample.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "core/crypto/box.h"
#include "core/crypto/signature.h"
#include "core/wire/enrolment.h"

namespace otk::bench {

form::Response sample_response() {
    return {.form_id = "reception",
        .form_version = "2026-11",
        .place = "reception-7",
        .channel = "kiosk",
        .language = "ru",
        .layout = 1,
        .day = {},
        .partial = false,
        .asked = {"mark", "reasons", "comment"},
        .answers = {{"mark", "5"}, {"reasons", "time staff"}}};
}

Path temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "otklik-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::exit(1);
    return name;
}

void enrol(const Path& inbox, Random& random) {
    const wire::Enrolment enrolment{.url = "https://127.0.0.1",
        .kiosk = wire::KioskId::random(random),
        .place = "reception-7",
        .server_key_id = {},
        .server_key = crypto::BoxKey::generate(random).public_key(),
        .receipt_keys = {crypto::SigningKey::generate(random).public_key()},
        .tls_authority = {}};
    const std::string json = wire::encode_enrolment(enrolment);
    if (!make_folder(inbox) || !write_durably(inbox / "enrolment.json", bytes_of(json))) {
        std::exit(1);
    }
}

}  // namespace otk::bench
