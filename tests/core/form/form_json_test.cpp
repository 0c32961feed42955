#include "core/form/form_json.h"

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "tests/core/form/sample_form.h"

using namespace otk;
using form::Form;
using otk::test::form_text;
using otk::test::golden_form;

namespace {

const std::string list =
    R"({"name":"l","choices":[{"name":"a","label":{"ru":"А"},"columns":{"topic":"x"}},{"name":"b","label":{"ru":"Б"}}]})";
const std::string question =
    R"({"name":"q","kind":"select_one","label":{"ru":"Что?"},"list":"l"})";
const std::string page = R"({"name":"q","kind":"single","questions":["q"]})";

/// No hash, only something of the right shape that depends on every byte.
std::string toy_hash(std::string_view content) {
    std::uint64_t sum = content.size();
    for (const char c : content) sum = sum * 31 + static_cast<unsigned char>(c);
    std::string text = std::to_string(sum);
    text.resize(64, 'a');
    return text;
}

std::string error(const std::string& text) {
    const Result<Form> decoded = form::decode_form(text);
    return decoded ? "taken" : decoded.error().context;
}
std::string error_of_question(const std::string& more) {
    std::string text = question;
    text.insert(text.size() - 1, more);
    return error(form_text(list, text, page));
}
std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("the sample forms go there and back") {
    for (const std::string name : {"reception", "service", "staff", "every_kind"}) {
        const std::shared_ptr<const Form> form = golden_form(name);
        const std::string text = form::encode_form(*form, toy_hash);
        Form again = form::decode_form(text).value();
        CHECK(form::verify_form(text, toy_hash).has_value());
        again.content_hash = form->content_hash;
        CHECK(again == *form);
    }
}

TEST_CASE("a form of version 1 decodes to what version 2 says of the same sheets") {
    for (const std::string name : {"reception", "service", "staff"}) {
        Form old = *golden_form(name, 1);
        const Form newest = *golden_form(name, 2);
        CHECK(old.content_hash != newest.content_hash);
        old.content_hash = newest.content_hash;
        CHECK(old == newest);
    }
}

TEST_CASE("a condition of a page of version 1 holds for its questions") {
    const auto of_version_1 = [](const std::string& pages, const std::string& more = "") {
        std::string text = replaced(form_text(list, question + more, pages), "\"groups\":[],", "");
        return replaced(text, "\"otklik_form\":2", "\"otklik_form\":1");
    };
    const std::string single = replaced(page, "single\"", R"(single","relevant":"1 = 2")");
    const std::string list_page = replaced(single, "single", "field-list");
    for (const std::string& pages : {single, list_page}) {
        const Form form = form::decode_form(of_version_1(pages)).value();
        REQUIRE(form.groups.size() == 1);
        CHECK(form.groups[0].relevant->source() == "1 = 2");
        CHECK(form.questions[0].group == 0U);
        Form again = form::decode_form(form::encode_form(form, toy_hash)).value();
        again.content_hash = form.content_hash;
        CHECK(again == form);
    }
    CHECK(form::decode_form(of_version_1(page)).value().groups.empty());
    // Each version has its own members and no other's.
    CHECK(error(form_text(list, question, single)) == "pages[0]: member \"relevant\": unknown");
    CHECK(error(replaced(form_text(list, question, page), "\"otklik_form\":2", "\"otklik_form\":1")) ==
          "form: member \"groups\": unknown");
    CHECK(error(of_version_1(replaced(page, "single", "grid"))) == "pages[0]: member \"kind\": there is no \"grid\"");
    CHECK(error(of_version_1(page + R"(,{"name":"r","kind":"single","questions":["r"]})",
              R"(,{"name":"r","kind":"text","label":{"ru":"?"},"group":"g"})")) ==
          "questions[1]: member \"group\": unknown");
}

TEST_CASE("groups are a tree whose outer ones come first") {
    const auto groups = [](const std::string& text) {
        return error(form_text(list, replaced(question, "\"kind\"", "\"group\":\"g\",\"kind\""), page, text));
    };
    CHECK(groups(R"({"name":"g","label":{"ru":"Г"},"relevant":"1 = 1"})") == "taken");
    CHECK(groups(R"({"name":"f"},{"name":"g","parent":"f"})") == "taken");
    CHECK(groups(R"({"name":"f"})") == "questions[0]: member \"group\": there is no group \"g\" before");
    CHECK(groups(R"({"name":"g","parent":"f"},{"name":"f"})") ==
          "groups[0]: member \"parent\": there is no group \"f\" before");
    CHECK(groups(R"({"name":"g","parent":"g"})") == "groups[0]: member \"parent\": there is no group \"g\" before");
    CHECK(groups(R"({"name":"g","colour":"red"})") == "groups[0]: member \"colour\": unknown");
    CHECK(groups(R"({"name":"g"},{"name":"g"})") == "group g: name: there is a group \"g\" already");
    CHECK(groups(R"({"name":"g h"},{"name":"g"})").find("this name has a space") != std::string::npos);
    CHECK(groups(R"({"name":"g","relevant":"${p} = 1"})") == "group g: relevant: there is no question ${p}");
    CHECK(groups(R"({"name":"g","relevant":"${q} = 1"})") == "group g: relevant: depends on itself: q → q");
    CHECK(groups(R"({"name":"g","label":{"en":"G"}})").find("group g: label::ru: no text") == 0);
    std::string deep = R"({"name":"g"})";
    for (std::size_t depth = 1; depth <= form::FormLimits::group_depth_max; ++depth) {
        const std::string parent = depth == 1 ? "g" : "g" + std::to_string(depth - 1);
        deep += R"(,{"name":"g)" + std::to_string(depth) + R"(","parent":")" + parent + "\"}";
    }
    CHECK(groups(deep) == "group g16: type: groups stand more than 16 deep in each other");

    const std::string paged = R"({"name":"g","kind":"field-list","questions":["q"]})";
    CHECK(error(form_text(list, question, paged)) == "page g: name: there is no group \"g\"");
    CHECK(error(form_text(list, question, paged, R"({"name":"g"})")) ==
          "question q: : the question stands outside the group \"g\"");
}

TEST_CASE("every member of a question goes there and back") {
    const std::string all =
        R"({"name":"r","kind":"range","group":"g","label":{"ru":"Р"},"hint":{"ru":"п"},"required":"1 = 1",)"
        R"("required_message":{"ru":"н"},"relevant":"${q} = 'a'","constraint":". > 1",)"
        R"("constraint_message":{"ru":"м"},"default":"'2.5'","range":{"start":0,"end":5,"step":0.5},)"
        R"("on_timeout":"drop","idle_s":60},)"
        R"({"name":"h","kind":"hidden","from":"place"},)"
        R"({"name":"s","kind":"text","label":{"ru":"С"},"appearance":["printer"],"slip":"phone"},)"
        R"({"name":"m","kind":"select_multiple","group":"g","label":{"ru":"М"},"choice_filter":"topic = ${q}",)"
        R"("list":"l","appearance":["columns-3"]})";
    const std::string pages = page + R"(,{"name":"g","kind":"field-list","title":{"ru":"Г"},"questions":["r","m"]})";
    const std::string text = form_text(list, question + "," + all, pages, R"({"name":"g"})");
    const Form form = form::decode_form(text).value();
    CHECK(form.questions[1].range == form::RangeBounds{0, 5, 0.5});
    CHECK(form.questions[1].idle_s == 60);
    CHECK(form.questions[4].appearance.columns == 3);
    // The hash covers everything but itself.
    const std::string content =
        replaced(text, ",\"content_hash\":\"" + std::string(64, '0') + "\"", "");
    CHECK(form::encode_form(form, toy_hash) ==
          replaced(text, std::string(64, '0'), toy_hash(content)));
}

TEST_CASE("a changed byte is seen by the content hash") {
    const std::string text = form::encode_form(*golden_form("reception"), toy_hash);
    const Result<void> verified = form::verify_form(replaced(text, "Приёмная", "Приемная"), toy_hash);
    REQUIRE_FALSE(verified.has_value());
    CHECK(verified.error().kind == ErrorKind::Corrupt);
}

TEST_CASE("a compiled form with anything unknown is refused with its place") {
    CHECK(error(form_text(list, question, page)) == "taken");
    CHECK(error("[]") == "form: an object expected");
    CHECK(error("{}") == "form: member \"otklik_form\": missing: this is no compiled form");
    CHECK(form::decode_form(R"({"otklik_form":3})").error().kind == ErrorKind::Unsupported);
    CHECK(form::decode_form(R"({"otklik_form":0})").error().kind == ErrorKind::Unsupported);
    CHECK(error_of_question(R"(,"colour":"red")") == "questions[0]: member \"colour\": unknown");
    CHECK(error_of_question(R"(,"hint":"text")") == "questions[0]: member \"hint\": an object of texts expected");
    CHECK(error_of_question(R"(,"from":"")") ==
          "questions[0]: member \"from\": an empty text: leave the member out");
    CHECK(error_of_question(R"(,"metric":"smile")") == "questions[0]: member \"metric\": there is no \"smile\"");
    CHECK(error_of_question(R"(,"appearance":["blink"])") ==
          "questions[0]: member \"appearance\": there is no \"blink\"");
    CHECK(error_of_question(R"(,"idle_s":"60")") == "questions[0]: member \"idle_s\": a whole number expected");
    CHECK(error_of_question(R"(,"idle_s":99999999999)") == "questions[0]: member \"idle_s\": out of range");
    CHECK(error_of_question(R"(,"read_only":1)") == "questions[0]: member \"read_only\": true or false expected");
    CHECK(error_of_question(R"(,"range":{"start":1,"end":2,"step":1})") ==
          "questions[0]: member \"range\": unknown");
    CHECK(error(form_text(list, replaced(question, "select_one", "slider"), page)) ==
          "questions[0]: member \"kind\": there is no \"slider\"");
    CHECK(error(form_text(list, replaced(question, "\"list\":\"l\"", "\"list\":\"m\""), page)) ==
          "questions[0]: member \"list\": there is no \"m\"");
    CHECK(error(form_text(list, question, replaced(page, "[\"q\"]", "[\"p\"]"))) ==
          "pages[0]: member \"questions\": there is no question \"p\"");
    CHECK(error(form_text(replaced(list, "\"columns\"", "\"colums\""), question, page)) ==
          "lists[0].choices[0]: member \"colums\": unknown");
    CHECK(error(replaced(form_text(list, question, page), std::string(64, '0'), std::string(64, 'g'))) ==
          "form: member \"content_hash\": 64 hexadecimal digits expected");
}

TEST_CASE("a compiled form without sense is refused with the question's name") {
    CHECK(error_of_question(R"(,"relevant":"${nobody} = 1")") ==
          "question q: relevant: there is no question ${nobody}");
    CHECK(error_of_question(R"(,"relevant":"${q} = 1")") == "question q: relevant: depends on itself: q → q");
    CHECK(error_of_question(R"(,"relevant":"topic = 1")") ==
          "question q: relevant: \"topic\" is no value");
    CHECK(error_of_question(R"(,"choice_filter":"topc = 1")") ==
          "question q: choice_filter: the list \"l\" has no column \"topc\"");
    CHECK(error_of_question(R"(,"choice_filter":"topic = 'x' or name = 'b'")") == "taken");
    CHECK(error_of_question(R"(,"relevant":". = 1")") ==
          "question q: relevant: \".\" stands only in a constraint");
    CHECK(error_of_question(R"(,"constraint":". = ")").starts_with(
        "questions[0]: member \"constraint\": at character 5: a value is missing"));
    CHECK(error_of_question(R"(,"default":"'c'")") == "question q: default: not a choice of the list");
    CHECK(error_of_question(R"(,"metric":"csat")") ==
          "question q: body::otk:metric: csat is measured by five marks");
    CHECK(error_of_question(R"(,"metric":"nps")") ==
          "question q: body::otk:metric: nps is measured on a range from 0 to 10");
    CHECK(error_of_question(R"(,"from":"channel")") ==
          "question q: body::otk:from: only a hidden question is filled by the program");
    CHECK(error_of_question(R"(,"appearance":["multiline"])") ==
          "question q: appearance: multiline is for text");
    CHECK(error_of_question(R"(,"calculation":"1")").find("question q: calculation: a visitor's") == 0);
    CHECK(error_of_question(R"(,"idle_s":1)") == "question q: body::otk:idle: too short or too long");
    CHECK(error(form_text(list, replaced(question, "{\"ru\":\"Что?\"}", "{\"en\":\"What?\"}"), page)) ==
          "question q: label::ru: no text in the language ru");
    CHECK(error(form_text(list, question + "," + question, page)).find("there is a question \"q\" already") !=
          std::string::npos);
    CHECK(error(form_text(list, replaced(question, "\"name\":\"q\"", "\"name\":\"имя\""),
              replaced(page, "[\"q\"]", "[\"имя\"]")))
              .find("this name has letters that are not latin") != std::string::npos);
    CHECK(error(form_text(replaced(list, "\"name\":\"b\"", "\"name\":\"a\""), question, page)) ==
          "list l: name: the list has a choice \"a\" already");
    CHECK(error(form_text(list, question, page + "," + page)) ==
          "question q: : the question stands on no page, or on two");
    CHECK(error(form_text(list, question, "")).find("the form has no page") != std::string::npos);
    CHECK(error(replaced(form_text(list, question, page), R"("kind":"fixed","value":"service")",
              R"("kind":"by-answer","value":"none")"))
              .find("there is no select_one question \"none\"") != std::string::npos);
    CHECK(error(form_text(list, question, replaced(page, "single", "matrix"))) ==
          "page q: name: there is no group \"q\"");
}

TEST_CASE("pictures and orders are members of version 2 and are checked") {
    CHECK(error_of_question(R"(,"image":{"ru":"a.png"},"randomize":true,"seed":"7")") == "taken");
    CHECK(error_of_question(R"(,"image":{"ru":"../a.png"})").find("question q: media::image::ru: this is no name of a PNG file") == 0);
    CHECK(error_of_question(R"(,"image":{"en":"a.png"})").find("the form has no language en") != std::string::npos);
    CHECK(error_of_question(R"(,"seed":"7")").find("a seed alone does nothing") != std::string::npos);
    CHECK(error_of_question(R"(,"randomize":true,"seed":"${p}")") ==
          "question q: parameters: there is no question ${p}");
    CHECK(error_of_question(R"(,"randomize":true,"seed":"${q}")") == "question q: parameters: depends on itself: q → q");
    const std::string picture = replaced(list, "\"columns\"", R"("image":{"ru":"a.png"},"columns")");
    CHECK(error(form_text(picture, question, page)) == "taken");
    CHECK(error(form_text(replaced(picture, "a.png", "a.jpg"), question, page))
              .find("list l: media::image::ru: this is no name of a PNG file") == 0);
    const std::string old = replaced(form_text(picture, question, page), "\"groups\":[],", "");
    CHECK(error(replaced(old, "\"otklik_form\":2", "\"otklik_form\":1")) ==
          "lists[0].choices[0]: member \"image\": unknown");
    CHECK(error(form_text(list, replaced(question, "Что?", "${p}?"), page)) ==
          "question q: label::ru: there is no question ${p}");

    const std::string text = form_text(picture,
        replaced(question, "\"list\"", R"("image":{"ru":"b.png"},"randomize":true,"seed":"7","list")"), page);
    const Form form = form::decode_form(text).value();
    Form again = form::decode_form(form::encode_form(form, toy_hash)).value();
    again.content_hash = form.content_hash;
    CHECK(again == form);
    CHECK(form.pictures() == std::set<std::string>{"a.png", "b.png"});
}

TEST_CASE("a range leads in whole steps from its start to its end") {
    const auto range = [](const std::string& bounds) {
        return error(form_text("", R"({"name":"q","kind":"range","label":{"ru":"?"},"range":)" + bounds + "}", page));
    };
    CHECK(range(R"({"start":0,"end":1,"step":0.1})") == "taken");
    for (const char* wrong : {R"({"start":0,"end":10,"step":0})", R"({"start":10,"end":0,"step":1})",
             R"({"start":0,"end":10,"step":3})", R"({"start":0,"end":1000,"step":1})",
             R"({"start":0,"end":10,"step":-1})"}) {
        CHECK(range(wrong).find("question q: parameters: the step does not lead from start to end") == 0);
    }
    CHECK(range(R"({"start":0,"end":10})").find("start, end and step expected") != std::string::npos);
}

TEST_CASE("a form over its limits is refused") {
    std::string many;
    for (std::size_t index = 0; index <= form::FormLimits::questions_max; ++index) {
        many += (index == 0 ? "" : ",") + std::string(R"({"name":"q)") + std::to_string(index) +
                R"(","kind":"text","label":{"ru":"?"}})";
    }
    CHECK(error(form_text("", many, "")) == "form: member \"questions\": more than 500 elements");
    CHECK(error(std::string(form::FormLimits::size_bytes_max + 1, ' ')).find("larger than") != std::string::npos);
    CHECK(error(std::string(20, '[')).find("nested too deeply") != std::string::npos);
    const std::string long_name = "q" + std::string(form::FormLimits::name_bytes_max, 'x');
    CHECK_FALSE(error(form_text("", replaced(question, "\"q\"", "\"" + long_name + "\""), "")).empty());
    const std::string long_label(form::FormLimits::text_bytes_max + 1, 'x');
    CHECK(error(form_text(list, replaced(question, "Что?", long_label), page)) ==
          "question q: label::ru: longer than 4096 bytes");
}

TEST_CASE("a form whose expressions take longer together than an answer may is refused") {
    std::string choices;
    for (int index = 0; index < 600; ++index) {
        choices += index == 0 ? "" : ",";
        choices += R"({"name":"c)" + std::to_string(index) + R"(","label":{"ru":"В"}})";
    }
    const std::string long_list = R"({"name":"l","choices":[)" + choices + "]}";
    const auto filtered = [&](const std::string& filter) {
        return error(form_text(long_list, R"({"name":"q","kind":"select_one","list":"l","label":{"ru":"В?"},"choice_filter":")" + filter + "\"}", page));
    };
    CHECK(filtered("name != 'c1'") == "taken");
    const std::string refused =
        filtered("count(instance('l')/root/item[name != 'x']) > 0");
    CHECK(refused.find("an answer may take 500000 steps, the expressions of this form take") !=
          std::string::npos);
    CHECK(refused.starts_with("question q: choice_filter: "));
}
