#include <algorithm>
#include <memory>

#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/form/answer_script.h"
#include "core/form/form_json.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

/// One question of each family and a condition: what the lines can meet.
constexpr std::string_view form_json =
    R"json({"otklik_form":1,"id":"f","version":"1","default_language":"ru","languages":["ru"],)json"
    R"json("audience":"external","direction":{"kind":"fixed","value":"service"},"lists":[)json"
    R"json({"name":"l","choices":[{"name":"a","label":{"ru":"А"}},{"name":"b","label":{"ru":"Б"}}]}],)json"
    R"json("questions":[{"name":"n","kind":"integer","label":{"ru":"Ч"},"required":"true()"},)json"
    R"json({"name":"t","kind":"text","label":{"ru":"Т"},"relevant":"${n} > 2"},)json"
    R"json({"name":"s","kind":"select_multiple","list":"l","label":{"ru":"С"},"constraint":"count-selected(.) < 2"},)json"
    R"json({"name":"c","kind":"calculate","calculation":"concat(${t}, ${n})"}],)json"
    R"json("pages":[{"name":"n","kind":"single","questions":["n"]},{"name":"t","kind":"single","questions":["t"]},)json"
    R"json({"name":"s","kind":"single","questions":["s"]}],"content_hash":")json"
    "0000000000000000000000000000000000000000000000000000000000000000\"}";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const auto form =
        std::make_shared<const form::Form>(form::decode_form(form_json).value());
    form::AnswerScript script(form, {.place = {}, .day = "2026-11-22"}, "ru");
    std::string_view lines = text_of({bytes, size});
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string state = script.play(lines.substr(0, end));
        // Whatever came in, the state is one line of JSON with the four members.
        OTK_ASSERT(state.find('\n') == std::string::npos);
        OTK_ASSERT(Json::parse(state).value().if_object()->size() == 4);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return 0;
}
