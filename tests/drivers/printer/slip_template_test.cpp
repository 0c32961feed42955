#include "drivers/printer/slip_template.h"

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "drivers/preview/png_file.h"
#include "drivers/printer/slip_template_file.h"
#include "tests/drivers/slips.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::printer;

namespace {

/// A template of these lines and a cut, in Russian.
Result<SlipTemplate> with_lines(std::string_view lines) {
    return SlipTemplate::parse(
        format(R"({{"version":1,"languages":["ru"],"lines":[{}{{"cut":true}}]}})", lines));
}

void refuses(std::string_view lines, std::string_view why) {
    CAPTURE(lines);
    const auto made = with_lines(lines);
    REQUIRE_FALSE(made);
    CAPTURE(made.error().context);
    CHECK(made.error().kind == ErrorKind::InvalidInput);
    CHECK(made.error().context.find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("the shipped template says in both languages what the design's slip says") {
    const Slip slip = test::phone_slip("ru");
    const std::vector<Block> wanted{
        TextBlock{"Расскажите подробнее", TextSize::Large, Weight::Bold},
        QrBlock{"https://gorod.example/7K2F", Alignment::Left,
            {TextBlock{"Анонимно,\n2 минуты", TextSize::Tall, Weight::Bold},
                TextBlock{"Наведите камеру\nили наберите\nадрес:"}}},
        RuleBlock{0.5},
        SpaceBlock{1},
        TextBlock{"gorod.example/7K2F", TextSize::Large, Weight::Bold},
        TextBlock{"Зал 2, окно 7 · до 31.12.2026", TextSize::Tall},
        CutBlock{},
    };
    CHECK(slip.blocks == wanted);
    CHECK(std::get<TextBlock>(test::phone_slip("en").blocks.front()).text == "Tell us more");
    // A language that it lacks is printed in its first one.
    CHECK(test::phone_slip("tt") == slip);
}

TEST_CASE("a slip in two languages says each text in both, and what is the same once") {
    const Slip slip = test::phone_slip("ru+en");
    std::vector<std::string> texts;
    for (const Block& block : slip.blocks) {
        if (const auto* text = std::get_if<TextBlock>(&block)) texts.push_back(text->text);
    }
    CHECK(texts == std::vector<std::string>{"Расскажите подробнее", "Tell us more",
                       "gorod.example/7K2F", "Зал 2, окно 7 · до 31.12.2026",
                       "Зал 2, окно 7 · until 31.12.2026"});
    const auto& symbol = std::get<QrBlock>(slip.blocks[2]);
    REQUIRE(symbol.beside.size() == 4);
    CHECK(symbol.beside[1].text == "Anonymous,\n2 minutes");
    CHECK(test::phone_slip("en+ru").blocks.front() == slip.blocks[1]);
    // What the template does not speak is left out; nothing but such is its first language.
    for (const std::string language : {"ru+ru", "tt+ru", "ru+", "+", ""})
        CHECK(test::phone_slip(language) == test::phone_slip("ru"));
}

TEST_CASE("a template's logo is the picture beside its file") {
    const test::TemporaryFolder folder;
    const std::string json =
        R"({"version":1,"languages":["ru"],"lines":[{"logo":"gorod","align":"centre"},{"cut":true}]})";
    REQUIRE(write_atomically(folder / "phone.json", bytes_of(json)));
    const auto without = read_slip_template(folder / "phone.json");
    REQUIRE_FALSE(without);
    CHECK(without.error().kind == ErrorKind::NotFound);
    CHECK(without.error().context.starts_with("slip template: lines[0]: logo \"gorod\": "));
    picture::Bitmap logo(16, 9);
    logo.fill(3, 2, 5, 4);
    REQUIRE(write_atomically(folder / "gorod.png", preview::write_png(logo).value()));
    const auto made = read_slip_template(folder / "phone.json");
    REQUIRE(made);
    const Slip slip = made->fill("ru", {}).value();
    CHECK((slip.blocks == std::vector<Block>{LogoBlock{logo, Alignment::Centre}, CutBlock{}}));
    // Where no folder is, a logo cannot be.
    CHECK(SlipTemplate::parse(json).error().kind == ErrorKind::Unsupported);
    CHECK(read_slip_template(folder / "web.json").error().kind == ErrorKind::NotFound);
    refuses(R"({"logo":"../gorod"},)", "small letters");
    refuses(R"({"logo":""},)", "small letters");
    refuses(R"({"logo":"gorod","size":"tall"},)", "unknown member");
    refuses(R"({"logo":1},)", "logo");
    refuses(R"({"qr":"{link}","beside":[{"logo":"gorod"}]},)", "lines[0]: beside[0]: ");
}

TEST_CASE("words beside the symbol are texts like all others, and nothing else stands there") {
    const auto made = with_lines(
        R"({"qr":"{link}","beside":[{"text":{"ru":"{place}"}},{"text":{"ru":"[до {until}]"}}]},)");
    REQUIRE(made);
    SlipFields fields = test::phone_fields();
    fields["place"] = "Зал";
    fields.erase("until");
    const Slip slip = made->fill("ru", fields).value();
    CHECK(
        std::get<QrBlock>(slip.blocks.front()).beside == std::vector<TextBlock>{TextBlock{"Зал"}});
    refuses(R"({"qr":"{link}","beside":[]},)", "lines[0]: \"beside\": 1 to 8 texts");
    refuses(R"({"qr":"{link}","beside":[{"rule":1}]},)", "lines[0]: beside[0]: only texts");
    refuses(R"({"qr":"{link}","beside":[{"text":{"ru":"2"}}]},)", "digits need size");
    refuses(
        R"({"qr":"{link}","align":"left","beside":[{"text":{"ru":"a"}}]},)", "stands on the left");
    refuses(R"({"qr":"{link}","besides":[{"text":{"ru":"a"}}]},)", "did you mean \"beside\"");
}

TEST_CASE("a part in brackets goes with its empty field, a field elsewhere must be there") {
    SlipFields fields = test::phone_fields();
    fields.erase("until");
    const Slip slip = test::phone_template().fill("ru", fields).value();
    CHECK(std::get<TextBlock>(slip.blocks[slip.blocks.size() - 2]).text == "Зал 2, окно 7");
    fields.erase("place");
    const auto without_place = test::phone_template().fill("ru", fields);
    REQUIRE_FALSE(without_place);
    CHECK(without_place.error().context == "slip: field \"place\" is missing");
}

TEST_CASE("values that cannot stand on paper are refused without being shown") {
    const auto refused = [](std::string_view name, std::string_view value) {
        SlipFields fields = test::phone_fields();
        fields[std::string(name)] = value;
        const auto slip = test::phone_template().fill("ru", fields);
        CAPTURE(name);
        REQUIRE_FALSE(slip);
        CHECK(slip.error().kind == ErrorKind::InvalidInput);
        CHECK(slip.error().context.find(value) == std::string::npos);
        return slip.error().context;
    };
    refused("link", "gorod.example/7K2F");
    refused("link", "https://gorod.example/окно");
    refused("link", "https://gorod.example/7K2F x");
    refused("link", "https://" + std::string(293, 'a'));
    refused("place", "Зал\n2");
    refused("place", "Зал\x1B@2");
    refused("place", "\xC3\x28zz");
    refused("place", std::string(81, 'a'));
    SlipFields fields = test::phone_fields();
    fields["plase"] = "Зал";
    const auto slip = test::phone_template().fill("ru", fields);
    REQUIRE_FALSE(slip);
    CHECK(slip.error().context == "slip: unknown field \"plase\"; did you mean \"place\"?");
}

TEST_CASE("a template with anything unknown is refused at its line") {
    refuses(R"({"text":{"ru":"{plase}"}},)",
        "lines[0]: ru: unknown field \"plase\"; did you mean \"place\"?");
    refuses(
        R"({"text":{"ru":"a"},"sise":"tall"},)", "unknown member \"sise\"; did you mean \"size\"?");
    refuses(R"({"text":{"ru":"a"},"size":"huge"},)", "unknown size \"huge\"");
    refuses(R"({"space":1},{"text":{"ru":"a","xx":"b"}},)", "lines[1]: unknown member \"xx\"");
    refuses(R"({"text":{}},)", "\"ru\"");
    refuses(R"({"text":{"ru":"a"},"qr":"{link}"},)", "in one line");
    refuses(R"({"qr":"https://x"},)", "\"{link}\"");
    refuses(R"({"rule":0},)", "millimetres");
    refuses(R"({"rule":6},)", "millimetres");
    refuses(R"({"space":"1"},)", "millimetres");
    refuses(R"({"cut":true},)", "lines[0]: \"cut\" is the last line");
    refuses(R"({},)", "one of text");
    refuses(R"(1,)", "an object expected");
    refuses(R"({"text":{"ru":"a [b"}},)", "not closed");
    refuses(R"({"text":{"ru":"a [[b]]"}},)", "not closed");
    refuses(R"({"text":{"ru":"a}"}},)", "not closed");
    refuses(R"({"text":{"ru":"a\u001b"}},)", "control character");
}

TEST_CASE("digits under three millimetres are refused in a template and from a field") {
    refuses(R"({"text":{"ru":"2 минуты"}},)", "digits");
    const SlipTemplate words = with_lines(R"({"text":{"ru":"{place}"}},)").value();
    CHECK(words.fill("ru", {{"place", "Зал"}}).has_value());
    CHECK_FALSE(words.fill("ru", {{"place", "Зал 2"}}).has_value());
}

TEST_CASE("a file that is no template of this version is refused") {
    CHECK(SlipTemplate::parse("").error().kind == ErrorKind::InvalidInput);
    CHECK(SlipTemplate::parse("[]").error().kind == ErrorKind::InvalidInput);
    CHECK(SlipTemplate::parse(R"({"version":2,"languages":["ru"],"lines":[]})").error().kind ==
          ErrorKind::Unsupported);
    CHECK_FALSE(SlipTemplate::parse(R"({"version":1,"languages":["ru"],"lines":[]})"));
    CHECK_FALSE(
        SlipTemplate::parse(R"({"version":1,"languages":["ru","ru"],"lines":[{"cut":true}]})"));
    CHECK_FALSE(SlipTemplate::parse(R"({"version":1,"languages":[],"lines":[{"cut":true}]})"));
    CHECK(SlipTemplate::parse(R"({"version":1,"languages":["ru"],"lines":[{"cut":true}]})")
              .has_value());
}
