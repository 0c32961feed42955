#include <ostream>
#include <system_error>

#include "cli/bundle_keys.h"
#include "cli/commands.h"
#include "cli/opened_bundle.h"
#include "core/base/format.h"
#include "core/base/json.h"
#include "core/bundle/bundle.h"

namespace otk::cli {
namespace {

using bundle::Bundle;

std::string_view name_of(form::Audience audience) {
    return audience == form::Audience::External ? "external" : "internal";
}

std::string_view name_of(bundle::Room room) {
    return room == bundle::Room::Public ? "public" : "staff";
}

Json json_of(const Bundle& shown) {
    Json forms = Json::array();
    for (const auto& [id, form] : shown.forms) {
        Json one = Json::object();
        one.set("id", id);
        one.set("version", form->version);
        one.set("audience", name_of(form->audience));
        one.set("pages", static_cast<std::int64_t>(form->pages.size()));
        one.set("content_hash", form->content_hash);
        forms.push_back(std::move(one));
    }
    Json places = Json::array();
    for (const bundle::Place& place : shown.places) {
        Json one = Json::object();
        one.set("code", place.code);
        one.set("form", place.form);
        one.set("room", name_of(place.room));
        one.set("link", link_of(shown.owner, place));
        places.push_back(std::move(one));
    }
    Json languages = Json::array();
    for (const std::string& language : shown.languages) {
        languages.push_back(language);
    }
    Json warnings = Json::array();
    for (const std::string& warning : shown.warnings) {
        warnings.push_back(warning);
    }
    Json all = Json::object();
    all.set("sequence", shown.manifest.sequence);
    all.set("minimum_version", shown.manifest.minimum_version);
    all.set("valid_from", shown.manifest.valid_from);
    Json groups = Json::array();
    for (const std::string& group : shown.manifest.groups) {
        groups.push_back(group);
    }
    all.set("groups", std::move(groups));
    all.set("has_keys", !shown.key_list.empty());
    all.set("profile", shown.profile.name);
    all.set("languages", std::move(languages));
    all.set("forms", std::move(forms));
    all.set("places", std::move(places));
    all.set("warnings", std::move(warnings));
    return all;
}

void print(const Bundle& shown, std::ostream& out) {
    out << format("bundle {} for {}, valid from {}, program {} or newer\n", shown.manifest.sequence,
        shown.owner.name.in("ru"), shown.manifest.valid_from, shown.manifest.minimum_version);
    out << format("profile {}: {}\n", shown.profile.name, shown.profile.act.citation());
    for (const auto& [id, form] : shown.forms) {
        out << format("form {} version {}, {}, {} pages\n", id, form->version,
            name_of(form->audience), form->pages.size());
    }
    for (const bundle::Place& place : shown.places) {
        out << format("place {} ({}), form {}, {} room, {}\n", place.code, place.name.in("ru"),
            place.form, name_of(place.room), link_of(shown.owner, place));
    }
    for (const std::string& language : shown.languages) {
        out << format("language {}\n", language);
    }
    for (const std::string& warning : shown.warnings) {
        out << format("warning: {}\n", warning);
    }
}

void tell(const Bundle& shown, const Arguments& arguments, const Console& console) {
    if (arguments.flag("--json")) {
        console.out << json_of(shown).dump_pretty() << "\n";
    } else {
        print(shown, console.out);
    }
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path source = arguments.path("BUNDLE");
    std::error_code failed;
    if (std::filesystem::is_regular_file(source, failed)) {
        const std::vector<crypto::PublicKey> trusted = OTK_TRY(trusted_keys(arguments));
        if (trusted.empty()) {
            return fail(ErrorKind::InvalidInput,
                "--key: name the key that signed the file; nothing in it is read before");
        }
        const OpenedBundle opened = OTK_TRY(open_bundle_file(source, trusted));
        tell(opened.content, arguments, console);
    } else {
        const Bundle shown = OTK_TRY(bundle::read_bundle(source));
        tell(shown, arguments, console);
    }
    return ExitCode::Ok;
}

}  // namespace

Command bundle_show_command() {
    Option key = trusted_key_option();
    key.required = false;  // of a file only
    return {"bundle", "show", "Check a bundle and tell what is in it",
        {{OptionKind::Flag, "--json", "Print JSON for a script"},
            {OptionKind::Positional, "BUNDLE",
                "The bundle's folder, or its file with the --key that signed it", true},
            key},
        run};
}

}  // namespace otk::cli
