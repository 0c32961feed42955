// Pages of forms that nobody should have written: each is drawn, can be left, and harms nothing.
// What the check of forms says of them: tests/kiosk/fit/form_fit_test.cpp.

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "kiosk/fit/misfit.h"
#include "kiosk/fit/paging.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk;
using test::landscape;
using test::portrait;
using test::seven_inch;

namespace {

/// A mark, then the page of the survey's last row; all in Russian.
std::shared_ptr<const form::Form> form_of(const std::string& row, const std::string& choices) {
    const test::TemporaryFolder folder;
    const auto put = [&](const char* name, const std::string& text) {
        REQUIRE(write_atomically(folder / name, bytes_of(text)));
    };
    put("survey.csv",
        "type,name,label::Русский (ru),required,choice_filter,appearance,body::otk:metric\n"
        "select_one face5,rating,Как вас обслужили?,yes,,likert quick,csat\n" +
            row + "\n");
    put("choices.csv",
        "list_name,name,label::Русский (ru),topic\nface5,1,Очень плохо,\nface5,2,Плохо,\n"
        "face5,3,Средне,\nface5,4,Хорошо,\nface5,5,Отлично,\n" +
            choices);
    put("settings.csv",
        "form_title,form_id,version,default_language,style,otk:audience,otk:direction\n"
        "Форма,bad,1,Русский (ru),pages,external,service\n");
    return test::compiled_form(folder.path());
}

pictures::Scene second_page(
    const std::shared_ptr<const form::Form>& form, const std::shared_ptr<const look::Look>& look) {
    return test::page_after_rating(fit::laid_out(form, look, {"ru"}));
}

bool has(const Frame& frame, std::string_view id) {
    return test::find(frame, id) != nullptr;
}

}  // namespace

TEST_CASE("a list of which a filter leaves nothing shows no tile, and the page can be left") {
    const auto form =
        form_of("select_one l,q,Что именно?,,topic = 'none',,", "l,a,Первое,one\nl,b,Второе,two\n");
    for (const look::Panel& panel : {portrait, landscape, seven_inch}) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        const Frame frame = renderer.frame(second_page(form, look));
        CHECK(fit::misfits_of(frame, panel).empty());
        CHECK(has(frame, "question"));
        CHECK(has(frame, "done"));
        CHECK(has(frame, "next-visitor"));
        CHECK_FALSE(has(frame, "choice-q-a"));
    }
}

TEST_CASE("letters without a picture leave gaps; machines and listeners still have the words") {
    const auto form =
        form_of("select_one l,q,Как дела 😀?,,,,", "l,a,جيد,\nl,b,Хорошо 👍🏽,\n");
    for (const look::Panel& panel : {portrait, landscape, seven_inch}) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        const Frame frame = renderer.frame(second_page(form, look));
        CHECK(fit::misfits_of(frame, panel).empty());
        for (const Item& item : frame.items) {
            if (item.id == "choice-q-a") CHECK(item.label == "جيد");
        }
        CHECK(has(frame, "choice-q-a"));
        CHECK(has(frame, "choice-q-b"));
    }
}

TEST_CASE("labels of 400 letters leave every key where a finger finds it") {
    std::string label;
    while (label.size() < 800)
        label += "слово и ещё ";
    const auto form = form_of(
        "select_multiple l,q,Что именно?,,,,", "l,a," + label + ",\nl,b," + label + ",\nl,c,Да,\n");
    for (const look::Panel& panel : {portrait, landscape, seven_inch}) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        const Frame frame = renderer.frame(second_page(form, look));
        for (const char* key : {"done", "next-visitor"}) {
            const Item& found = test::item(frame, key);
            CHECK(found.intent);
            CHECK(found.rect.y + found.rect.height <= static_cast<float>(panel.height_px) + 1);
        }
    }
}
