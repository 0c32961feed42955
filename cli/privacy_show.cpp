#include <algorithm>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/stored_fields.h"
#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/base/random.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/form/response.h"
#include "core/wire/row.h"

namespace otk::cli {
namespace {

/// Bytes of a field as the sample's record has it.
struct Size {
    std::string_view table;
    std::string_view column;
    std::size_t bytes = 0;
};

/// A visit made up for the purpose, sealed by the same code as a real one.
struct Sample {
    std::string content;
    std::vector<Size> sizes;
};

form::Response sample_response() {
    return {.form_id = "reception",
        .form_version = "2026112201",
        .place = "reception-7",
        .channel = "kiosk",
        .language = "ru",
        .layout = 1,
        .day = "2026-11-22",
        .partial = false,
        .flags = {"mashing/1"},
        .test = true,
        .asked = {"rating", "reasons", "wish"},
        .answers = {{"rating", "2"}, {"reasons", "waiting"}, {"wish", "Поставьте стулья"}}};
}

Result<Sample> make_sample() {
    SystemRandom random;
    Sample sample;
    const form::Response response = sample_response();
    sample.content = form::encode_response(response);
    const crypto::Secret key = wire::make_period_key(random);
    const wire::RowId id = wire::RowId::random(random);
    const Bytes sealed = OTK_TRY(wire::seal_row(sample.content, id, key, random));
    const crypto::BoxKey server = crypto::BoxKey::generate(random);
    const wire::KeyBox box = OTK_TRY(wire::seal_key(key, wire::ServerKeyId{}, server.public_key()));
    const std::size_t box_bytes = wire::encode_key_box(box).size();
    sample.sizes = {{"response", "id", id.bytes.size()}, {"response", "sealed", sealed.size()},
        {"response", "hash", sizeof(crypto::Hash128)},
        {"response", "form", response.form_id.size()},
        {"response", "form_version", response.form_version.size()},
        {"response", "bucket", response.day.size()}, {"key_box", "box", box_bytes},
        {"key_box_copy", "box", box_bytes}};
    return sample;
}

std::optional<std::size_t> size_of(const Sample& sample, const StoredField& field) {
    if (field.keeper != Keeper::Kiosk) return std::nullopt;
    for (const Size& size : sample.sizes) {
        if (size.table == field.table && size.column == field.column) return size.bytes;
    }
    return std::nullopt;
}

std::string_view name_of(Keeper keeper) {
    switch (keeper) {
        case Keeper::Kiosk:
            return "kiosk";
        case Keeper::Server:
            return "server";
    }
    OTK_UNREACHABLE();
}

std::string text_of_fields(const Sample& sample, Keeper keeper) {
    std::string text;
    std::string_view table;
    for (const StoredField& field : stored_fields()) {
        if (field.keeper != keeper) continue;
        const bool whole = field.column == "*";
        if (field.table != table)
            text += format("\n  {}{}\n", field.table, whole ? "" : ", запись:");
        table = field.table;
        const auto bytes = size_of(sample, field);
        text += format("    {}{}{}\n      читает: {}; хранится: {}\n",
            whole ? std::string() : format("{}: ", field.column), field.what,
            bytes ? format(" ({} Б)", *bytes) : std::string(), field.opened_by, field.kept);
    }
    return text;
}

std::string report(const Sample& sample) {
    std::string text = format(
        "Что остаётся от посещения: вымышленная запись, запечатанная той же программой, что и "
        "настоящие.\n\nСодержание ответа, {} байт (на киоске оно бывает только запечатанным):\n  "
        "{}\n",
        sample.content.size(), sample.content);
    for (const ContentMember& member : content_members())
        text += format("    {}: {}\n", member.name, member.what);
    text += "\nНа диске киоска:\n" + text_of_fields(sample, Keeper::Kiosk);
    text += "\nВ базе сервера:\n" + text_of_fields(sample, Keeper::Server);
    return text +
           "\nНет нигде: имени, номера обращения, адреса в сети, сведений о браузере, изображения, "
           "времени точнее дня.\n";
}

Json json_of(const Sample& sample) {
    Json content = Json::array();
    for (const ContentMember& member : content_members()) {
        Json one = Json::object();
        one.set("name", member.name).set("what", member.what);
        content.push_back(std::move(one));
    }
    Json fields = Json::array();
    for (const StoredField& field : stored_fields()) {
        Json one = Json::object();
        one.set("keeper", name_of(field.keeper)).set("table", field.table);
        one.set("column", field.column).set("what", field.what);
        one.set("opened_by", field.opened_by).set("kept", field.kept);
        const auto bytes = size_of(sample, field);
        if (bytes) one.set("bytes", static_cast<std::int64_t>(*bytes));
        fields.push_back(std::move(one));
    }
    Json all = Json::object();
    all.set("sample", sample.content).set("content", std::move(content));
    all.set("fields", std::move(fields));
    return all;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Sample sample = OTK_TRY(make_sample());
    if (arguments.flag("--json")) {
        console.out << json_of(sample).dump_pretty() << '\n';
    } else {
        console.out << report(sample);
    }
    return ExitCode::Ok;
}

}  // namespace

Command privacy_show_command() {
    using enum OptionKind;
    return {"privacy", "show", "Show what is stored of a visit, field by field",
        {{Flag, "--json", "The same for programs"}}, run};
}

}  // namespace otk::cli
