#include <memory>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/form/form_json.h"
#include "core/form/output.h"
#include "core/form/visit.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

std::string no_hash(std::string_view) { return std::string(64, '0'); }

/// Answers whatever a question takes, the last choice first, and goes on to the end.
void walk(const std::shared_ptr<const form::Form>& form) {
    form::Visit visit(form, {.channel = "kiosk", .place = "p", .day = "2026-11-22"});
    for (std::size_t step = 0; step <= form->pages.size(); ++step) {
        for (const std::size_t question : visit.shown_questions()) {
            const auto& offered = visit.offered(question);
            std::string value = "5";
            if (!offered.empty()) value = offered.back()->name;
            static_cast<void>(visit.answer(question, value));
            static_cast<void>(visit.said(form->questions[question].label, form->default_language));
        }
        if (!visit.next()) break;
    }
    for (std::size_t question = 0; question < form->questions.size(); ++question) {
        static_cast<void>(form::qr_content(visit.value(question)));
    }
    const form::Response response = visit.response(false);
    const std::string row = form::encode_response(response);
    OTK_ASSERT(row.size() <= form::response_bytes_max);
    OTK_ASSERT(form::decode_response(row).value() == response);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = otk::text_of({bytes, size});
    otk::Result<otk::form::Form> form = otk::form::decode_form(text);
    if (!form) return 0;
    // What was taken is written in one way, and reading that gives the same form.
    const std::string written = otk::form::encode_form(*form, no_hash);
    const otk::form::Form again = otk::form::decode_form(written).value();
    OTK_ASSERT(otk::form::encode_form(again, no_hash) == written);
    walk(std::make_shared<const otk::form::Form>(std::move(*form)));
    return 0;
}
