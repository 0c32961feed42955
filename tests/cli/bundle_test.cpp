#include <algorithm>

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/bundle/bundle.h"
#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::has;
using test::Ran;
using test::run;

namespace {

std::string source(const std::string& path) {
    return std::string(OTK_SOURCE_DIR) + "/" + path;
}

/// The command line of the shipped sample with one option's value replaced.
std::vector<std::string> assemble(
    const Path& out, const std::string& option = "", const std::string& value = "") {
    std::vector<std::string> words{"bundle", "assemble", "--forms", source("config/forms"),
        "--profile", source("config/profiles/gatchina.toml"), "--places",
        source("config/places/demo.toml"), "--owner", source("config/owner/demo.toml"), "--theme",
        source("assets/theme"), "--slips", source("config/slips"), "--texts", source("assets/lang"),
        "--out", out};
    const auto found = std::ranges::find(words, option);
    if (found != words.end()) *(found + 1) = value;
    return words;
}

/// Names of the choices of a list.
std::vector<std::string> choices_of(const form::Form& form, const std::string& list) {
    const auto found = std::ranges::find(form.lists, list, &form::ChoiceList::name);
    REQUIRE(found != form.lists.end());
    std::vector<std::string> names;
    for (const form::Choice& choice : found->choices) {
        names.push_back(choice.name);
    }
    return names;
}

}  // namespace

TEST_CASE("each of the five profiles makes a whole bundle of the sample forms") {
    for (const std::string profile :
        {"astrakhan", "naursky", "kamensk-uralsky", "gatchina", "urus-martan"}) {
        CAPTURE(profile);
        const test::TemporaryFolder folder;
        const Ran ended = run(assemble(
            folder / "current", "--profile", source("config/profiles/" + profile + ".toml")));
        CHECK(ended.err.empty());
        REQUIRE(ended.code == 0);
        const Result<bundle::Bundle> made = bundle::read_bundle(folder / "current");
        REQUIRE(made);
        CHECK(made->forms.size() == 3);
        CHECK(made->profile.name == profile);
        CHECK(made->warnings.empty());
    }
}

TEST_CASE("R04 R06 R10 in Gatchina the sample forms ask about what its act names") {
    const test::TemporaryFolder folder;
    REQUIRE(run(assemble(folder / "current")).code == 0);
    const Result<bundle::Bundle> made = bundle::read_bundle(folder / "current");
    REQUIRE(made);
    const form::Form& reception = *made->forms.at("reception");
    CHECK(choices_of(reception, "direction") == std::vector<std::string>{"service", "appeal"});
    const form::Form& staff = *made->forms.at("staff");
    CHECK(staff.find("interaction"));
    CHECK(staff.find("requests"));
    CHECK_FALSE(staff.find("accounting"));
    const auto is_matrix = [](const form::Page& page) {
        return page.kind == form::PageKind::Matrix;
    };
    REQUIRE(std::ranges::count_if(staff.pages, is_matrix) == 1);
    CHECK(std::ranges::find_if(staff.pages, is_matrix)->title.in("ru") == "Оцените по отдельности");
}

TEST_CASE("R12 in Naursky staff are asked about contracts and rules, in Astrakhan they are not") {
    const auto aspects_in = [](const std::string& profile) {
        const test::TemporaryFolder folder;
        REQUIRE(run(assemble(folder / "current", "--profile",
                        source("config/profiles/" + profile + ".toml")))
                    .code == 0);
        return choices_of(*bundle::read_bundle(folder / "current")->forms.at("staff"), "aspect");
    };
    CHECK(aspects_in("naursky").size() == 9);    // eight directions and "nothing"
    CHECK(aspects_in("astrakhan").size() == 7);  // six
}

TEST_CASE("a second bundle in the same folder gets the next sequence") {
    const test::TemporaryFolder folder;
    REQUIRE(run(assemble(folder / "current")).code == 0);
    CHECK(has(run(assemble(folder / "current")).out, "bundle 2, 3 forms"));
    const Ran shown = run({"bundle", "show", folder / "current", "--json"});
    const Result<Json> json = Json::parse(shown.out);
    REQUIRE(json);
    CHECK(json->integer_at("sequence").value() == 2);
    CHECK(json->array_at("places").value()->size() == 3);
    CHECK(has(
        run({"bundle", "show", folder / "current"}).out, "place room-21 (Комната 21), form staff"));
}

TEST_CASE("what cannot become a bundle is refused in one line that names the file") {
    const test::TemporaryFolder folder;
    const auto refusal = [&](const std::string& option, const std::string& value) {
        const Ran ended = run(assemble(folder / "current", option, value));
        CHECK(ended.code >= 3);
        CHECK(std::ranges::count(ended.err, '\n') == 1);
        CHECK_FALSE(std::filesystem::exists(folder / "current"));
        return ended.err;
    };
    CHECK(has(refusal("--forms", folder / "nothing"), "nothing"));
    CHECK(has(refusal("--forms", folder.path()), "no form"));
    CHECK(has(refusal("--profile", source("config/owner/demo.toml")), "demo.toml:"));
    CHECK(has(refusal("--places", source("config/owner/demo.toml")), "places.toml:"));
    CHECK(has(refusal("--texts", source("config/slips")), "texts/ru.po is missing"));
    CHECK(has(refusal("--slips", source("assets/lang")), "slips/phone.json, which is not there"));
    CHECK(has(refusal("--theme", source("assets/lang")), "theme/theme.toml: not in the manifest"));
}

TEST_CASE("an author's mistake in a form is told with its cell, and how to see all") {
    const test::TemporaryFolder folder;
    REQUIRE(make_folder(folder / "forms"));
    std::filesystem::copy(source("config/forms/reception"), folder / "forms/reception",
        std::filesystem::copy_options::recursive);
    const Result<Bytes> sheet = read_file(folder / "forms/reception/survey.csv", 1U << 20U);
    REQUIRE(sheet);
    std::string text(text_of(*sheet));
    text.replace(text.find("select_multiple bad"), 15, "select_many_now");
    REQUIRE(write_atomically(folder / "forms/reception/survey.csv", bytes_of(text)));
    const Ran ended = run(assemble(folder / "current", "--forms", folder / "forms"));
    CHECK(ended.code == 3);
    CHECK(std::ranges::count(ended.err, '\n') == 1);
    CHECK(has(ended.err, "survey, row 4"));
    CHECK(has(ended.err, "otklik form check"));
}
