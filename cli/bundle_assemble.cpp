#include <algorithm>
#include <ostream>
#include <system_error>

#include "cli/commands.h"
#include "cli/whole_number.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/bundle/bundle_writer.h"
#include "core/bundle/clips.h"
#include "core/bundle/form_drop.h"
#include "core/bundle/picture.h"
#include "core/xlsform/xlsform.h"

namespace otk::cli {
namespace {

using bundle::BundleDraft;
using bundle::BundleLimits;

constexpr std::uint64_t sequence_max = 1'000'000'000;

/// Folders directly in a folder, by name.
Result<std::vector<Path>> folders_in(const Path& folder) {
    std::error_code failed;
    std::vector<Path> folders;
    for (std::filesystem::directory_iterator at(folder, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->is_directory(failed)) folders.push_back(at->path());
    }
    if (failed) return tl::make_unexpected(error_from_errno("read folder", folder, failed.value()));
    std::ranges::sort(folders);
    return folders;
}

Result<void> take_file(BundleDraft& draft, const std::string& place, const Path& file) {
    Bytes content = OTK_TRY(read_file(file, BundleLimits::file_bytes_max));
    draft.files.emplace(place, std::move(content));
    return {};
}

/// All files of a folder with that ending, e.g. texts/*.po.
Result<void> take_files(
    BundleDraft& draft, const std::string& place, const Path& folder, std::string_view ending) {
    const std::vector<std::string> names = OTK_TRY(list_files(folder, ending));
    for (const std::string& name : names) {
        OTK_TRY(take_file(draft, place + name, folder / name));
    }
    return {};
}

/// An expression's mistake has a source line and a caret below; an error is one line.
std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

Result<form::Form> compile(const Path& source) {
    xlsform::Outcome outcome = OTK_TRY(in(source.string(), xlsform::compile(source)));
    if (outcome.form) return std::move(*outcome.form);
    const std::size_t count = outcome.problems.size() + outcome.problems_left_out;
    const std::string others = count < 2 ? "" : format(" ({} more)", count - 1);
    return fail(ErrorKind::InvalidInput,
        format("{}: {}{}; see all: otklik form check {}", source.string(),
            first_line(xlsform::to_text(outcome.problems.front())), others, source.string()));
}

/// Every folder of sheets, and every workbook or Markdown file beside them.
Result<std::vector<Path>> form_sources_in(const Path& folder) {
    std::vector<Path> sources = OTK_TRY(folders_in(folder));
    for (const std::string_view ending : {".xlsx", ".md"}) {
        const std::vector<std::string> names = OTK_TRY(list_files(folder, ending));
        for (const std::string& name : names)
            sources.push_back(folder / name);
    }
    return sources;
}

/// The pictures that the form names, from the folder media beside its sheets; two forms may share
/// one.
Result<void> take_pictures(BundleDraft& draft, const Path& source, const form::Form& form) {
    for (const std::string& file : form.pictures()) {
        const Path path = source / "media" / file;
        Bytes png = OTK_TRY(read_file(path, bundle::PictureLimits::size_bytes_max));
        OTK_TRY(in(path.string(), bundle::check_picture(png)));
        const auto [place, added] = draft.files.emplace("pictures/" + file, png);
        if (!added && place->second != png) {
            return fail(ErrorKind::Conflict,
                format("{}: another form has another picture of that name", path.string()));
        }
    }
    return {};
}

Result<void> take_forms(BundleDraft& draft, const Path& folder, const bundle::Profile& profile) {
    const std::vector<Path> sources = OTK_TRY(form_sources_in(folder));
    if (sources.empty()) {
        return fail(ErrorKind::NotFound,
            format("{}: no form; each is a folder with survey.csv, an .xlsx or an .md file",
                folder.string()));
    }
    for (const Path& source : sources) {
        form::Form form = OTK_TRY(compile(source));
        if (const bundle::FormDrop* drop = profile.drop(form.id)) {
            form = OTK_TRY(bundle::apply_drop(std::move(form), *drop));
        }
        OTK_TRY(take_pictures(draft, source, form));
        const std::string text = bundle::compiled_text(form);
        const auto [place, added] =
            draft.files.emplace("forms/" + form.id + ".json", Bytes(text.begin(), text.end()));
        if (!added) {
            return fail(ErrorKind::Conflict,
                format("{}: a second form with form_id \"{}\"", source.string(), form.id));
        }
    }
    return {};
}

/// Lists and recordings. Who reads them tells at once what cannot be played.
Result<void> take_clips(BundleDraft& draft, const Path& folder) {
    OTK_TRY(take_files(draft, "clips/", folder, ".json"));
    const std::vector<std::string> names = OTK_TRY(list_files(folder, ".wav"));
    for (const std::string& name : names) {
        Bytes wav = OTK_TRY(read_file(folder / name, BundleLimits::file_bytes_max));
        OTK_TRY(in((folder / name).string(), bundle::check_clip(wav)));
        draft.files.emplace("clips/" + name, std::move(wav));
    }
    return {};
}

Result<bundle::Manifest> manifest_of(const Arguments& arguments, const Path& out) {
    bundle::Manifest manifest;
    manifest.sequence = OTK_TRY(bundle::next_sequence(out));
    if (const std::string& given = arguments.text("--sequence"); !given.empty()) {
        const std::uint64_t sequence =
            OTK_TRY(whole_number("--sequence", given, {1, sequence_max}));
        manifest.sequence = static_cast<std::int64_t>(sequence);
    }
    manifest.minimum_version = OTK_VERSION;
    manifest.valid_from = arguments.text("--valid-from");
    if (manifest.valid_from.empty()) {
        manifest.valid_from = to_text(day_of(SystemClock().unix_seconds()));
    }
    manifest.groups = arguments.rest("--group");
    if (manifest.groups.empty()) manifest.groups = {"all"};
    return manifest;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const Path profile_file = arguments.path("--profile");
    const bundle::Profile profile = OTK_TRY(bundle::load_profile(profile_file));
    BundleDraft draft;
    draft.manifest = OTK_TRY(manifest_of(arguments, out));
    OTK_TRY(take_forms(draft, arguments.path("--forms"), profile));
    OTK_TRY(take_file(draft, "profile.toml", profile_file));
    OTK_TRY(take_file(draft, "places.toml", arguments.path("--places")));
    OTK_TRY(take_file(draft, "owner.toml", arguments.path("--owner")));
    if (const Path calendar = arguments.path("--calendar"); !calendar.empty()) {
        OTK_TRY(take_file(draft, "calendar.toml", calendar));
    }
    if (const Path keys = arguments.path("--keys"); !keys.empty()) {
        OTK_TRY(take_file(draft, "keys.json", keys));
    }
    if (const Path clips = arguments.path("--clips"); !clips.empty()) {
        OTK_TRY(take_clips(draft, clips));
    }
    OTK_TRY(take_files(draft, "theme/", arguments.path("--theme"), ".toml"));
    OTK_TRY(take_files(draft, "theme/", arguments.path("--theme"), ".png"));
    OTK_TRY(take_files(draft, "slips/", arguments.path("--slips"), ".json"));
    OTK_TRY(take_files(draft, "slips/", arguments.path("--slips"), ".png"));
    OTK_TRY(take_files(draft, "texts/", arguments.path("--texts"), ".po"));
    const bundle::Bundle made = OTK_TRY(bundle::write_bundle(draft, out));
    for (const std::string& warning : made.warnings) {
        console.err << "otklik: warning: " << warning << "\n";
    }
    console.out << format("{}: bundle {}, {} forms, {} places, {} files\n", out.string(),
        made.manifest.sequence, made.forms.size(), made.places.size(), made.manifest.files.size());
    return ExitCode::Ok;
}

}  // namespace

Command bundle_assemble_command() {
    return {"bundle", "assemble",
        "Make a bundle's folder from forms, texts and a profile, to look at and to build",
        {{OptionKind::Value, "--forms",
             "Folder of forms: a folder of CSV sheets, an .xlsx or an .md file each", true},
            {OptionKind::Value, "--profile", "The municipality's profile, a .toml file", true},
            {OptionKind::Value, "--places", "Where kiosks stand, a .toml file", true},
            {OptionKind::Value, "--owner", "Whose kiosks these are, a .toml file", true},
            {OptionKind::Value, "--calendar",
                "Holidays and shortened days, a .toml file; for places that have hours"},
            {OptionKind::Value, "--theme", "Folder with theme.toml and, if named there, emblem.png",
                true},
            {OptionKind::Value, "--slips",
                "Folder with the slips' templates, .json, and their logos, .png", true},
            {OptionKind::Value, "--texts", "Folder with the catalogues, .po; ru.po always", true},
            {OptionKind::Value, "--clips",
                "Folder with recorded sentences, .wav, and their lists, <language>.json "
                "(otklik form clips)"},
            {OptionKind::Value, "--keys", "The tenant's keys.json, signed by its root key"},
            {OptionKind::Values, "--group", "Group of kiosks that it is for; all"},
            {OptionKind::Value, "--sequence",
                "Its number; one more than that of the bundle that is there. Kiosks take only "
                "greater "
                "ones"},
            {OptionKind::Value, "--valid-from", "First day on which it may be shown; today"},
            {OptionKind::Value, "--out", "The bundle's folder; a bundle that is there is replaced",
                true}},
        run};
}

}  // namespace otk::cli
