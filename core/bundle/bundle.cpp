#include "core/bundle/bundle.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/bundle/calendar.h"
#include "core/bundle/checks.h"
#include "core/bundle/clips.h"
#include "core/bundle/picture.h"
#include "core/bundle/words.h"
#include "core/form/form_json.h"

namespace otk::bundle {
namespace {

// The language that every other falls back to.
constexpr std::string_view first_language = "ru";

/// "forms/reception.json" → "reception".
std::string code_in(std::string_view path) {
    const std::size_t begin = path.find('/') + 1;
    return std::string(path.substr(begin, path.rfind('.') - begin));
}

class Reader {
  public:
    Reader(Path folder, std::string_view program_version) : m_version(program_version) {
        m_bundle.folder = std::move(folder);
    }

    Result<Bundle> read() {
        OTK_TRY(in("manifest.json", read_manifest()));
        OTK_TRY(read_site());
        OTK_TRY(read_theme());
        for (const auto& [path, hash] : m_bundle.manifest.files) {
            if (path.starts_with("forms/")) OTK_TRY(in(path, read_form(path)));
            if (path.starts_with("texts/")) OTK_TRY(read_texts(path));
            if (path.starts_with("slips/")) {
                OTK_TRY(text(path));
                // A logo lies beside the templates that name it.
                if (path.ends_with(".json")) {
                    m_bundle.slips.emplace(code_in(path), m_bundle.folder / path);
                }
            }
            if (path.starts_with("pictures/")) OTK_TRY(in(path, read_picture(path)));
        }
        OTK_TRY(read_clips());
        if (m_bundle.manifest.files.contains("keys.json")) {
            m_bundle.key_list = OTK_TRY(text("keys.json"));
        }
        OTK_TRY(complete_texts());
        OTK_TRY(check_bundle(m_bundle));
        return std::move(m_bundle);
    }

  private:
    Result<std::string> text(std::string_view path) {
        const Bytes bytes = OTK_TRY(read_listed(m_bundle.folder, m_bundle.manifest, path));
        return std::string(text_of(bytes));
    }

    Result<void> read_manifest() {
        const Bytes bytes =
            OTK_TRY(read_file(m_bundle.folder / "manifest.json", BundleLimits::manifest_bytes_max));
        m_bundle.manifest = OTK_TRY(parse_manifest(text_of(bytes)));
        const int compared =
            OTK_TRY(compare_versions(m_version, m_bundle.manifest.minimum_version));
        if (compared < 0) {
            return fail(ErrorKind::Unsupported, format("needs the program {} or newer, this is {}",
                                                    m_bundle.manifest.minimum_version, m_version));
        }
        return refuse_unlisted(m_bundle.folder, m_bundle.manifest);
    }

    Result<void> read_site() {
        const std::string profile = OTK_TRY(text("profile.toml"));
        m_bundle.profile = OTK_TRY(parse_profile(profile, "profile.toml"));
        const std::string owner = OTK_TRY(text("owner.toml"));
        m_bundle.owner = OTK_TRY(parse_owner(owner, "owner.toml"));
        const std::string places = OTK_TRY(text("places.toml"));
        m_bundle.places = OTK_TRY(parse_places(places, "places.toml"));
        return read_calendar();
    }

    /// Hours without the year's holidays are hours all the same: a kiosk would ask on a day on
    /// which nobody comes.
    Result<void> read_calendar() {
        if (m_bundle.manifest.files.contains("calendar.toml")) {
            const std::string calendar = OTK_TRY(text("calendar.toml"));
            m_bundle.calendar = OTK_TRY(parse_calendar(calendar, "calendar.toml"));
        }
        const bool keeps_hours = std::ranges::any_of(m_bundle.places,
            [](const Place& place) { return place.hours && !place.hours->open_on_holidays; });
        const Day first = OTK_TRY(parse_day(m_bundle.manifest.valid_from));
        if (keeps_hours && !m_bundle.calendar.years.contains(first.year)) {
            m_bundle.warnings.push_back(format(
                "calendar.toml: nothing of {}: places are open on its holidays", first.year));
        }
        return {};
    }

    Result<void> read_theme() {
        static constexpr std::array grounds{
            Word<Ground>{"light", Ground::Light}, Word<Ground>{"dark", Ground::Dark}};
        const std::string content = OTK_TRY(text("theme/theme.toml"));
        const config::TomlTable root =
            OTK_TRY(config::TomlTable::parse(content, "theme/theme.toml"));
        OTK_TRY(root.allow_only({"ground", "emblem"}));
        m_bundle.theme.ground = OTK_TRY(word_at<Ground>(root, "ground", grounds));
        const std::optional<std::string> emblem = OTK_TRY(root.text_if("emblem"));
        const bool listed = m_bundle.manifest.files.contains("theme/emblem.png");
        if (emblem && *emblem != "emblem.png") {
            return root.fail_at("emblem", "the emblem's file is called emblem.png");
        }
        if (emblem.has_value() != listed) {
            return root.fail_at("emblem", "names theme/emblem.png exactly if the file is there");
        }
        if (!listed) return {};
        const Bytes png =
            OTK_TRY(read_listed(m_bundle.folder, m_bundle.manifest, "theme/emblem.png"));
        Result<image::Rgba> picture = read_emblem(png);
        // A kiosk with a neutral sign still asks; one without a bundle does not.
        if (picture) {
            m_bundle.theme.emblem = std::make_shared<const image::Rgba>(std::move(*picture));
        } else {
            m_bundle.warnings.push_back(
                format("theme/emblem.png is not drawn: {}", picture.error().context));
        }
        return {};
    }

    static Result<image::Rgba> read_emblem(ByteView png) {
        image::Rgba picture = OTK_TRY(image::decode_png(
            png, {EmblemLimits::bytes_max, EmblemLimits::side_min, EmblemLimits::side_max}));
        if (picture.height < EmblemLimits::height_min) {
            return fail(ErrorKind::InvalidInput, format("{} pixels high; it takes {} to be sharp",
                                                     picture.height, EmblemLimits::height_min));
        }
        if (picture.width > picture.height * EmblemLimits::width_of_height_max) {
            return fail(
                ErrorKind::InvalidInput, format("{} × {} pixels; it leaves no room for the owner's "
                                                "name: at most twice as wide as high",
                                             picture.width, picture.height));
        }
        return picture;
    }

    Result<void> read_form(const std::string& path) {
        const std::string json = OTK_TRY(text(path));
        form::Form form = OTK_TRY(form::decode_form(json));
        if (form.id != code_in(path)) {
            return fail(ErrorKind::InvalidInput, format("holds the form \"{}\"", form.id));
        }
        std::string id = form.id;
        m_bundle.forms.emplace(std::move(id), std::make_shared<const form::Form>(std::move(form)));
        return {};
    }

    Result<void> read_picture(const std::string& path) {
        const Bytes png = OTK_TRY(read_listed(m_bundle.folder, m_bundle.manifest, path));
        OTK_TRY(check_picture(png));
        m_bundle.pictures.emplace(path.substr(path.find('/') + 1), m_bundle.folder / path);
        return {};
    }

    /// A kiosk says by another voice what it cannot play; one without a bundle asks nothing.
    Result<void> read_clips() {
        std::set<std::string, std::less<>> playable;
        for (const auto& [path, hash] : m_bundle.manifest.files) {
            if (!path.starts_with("clips/") || !path.ends_with(".wav")) continue;
            const Bytes wav = OTK_TRY(read_listed(m_bundle.folder, m_bundle.manifest, path));
            if (const Result<void> plays = check_clip(wav); plays) {
                playable.insert(path);
            } else {
                m_bundle.warnings.push_back(
                    format("{} is not said: {}", path, plays.error().context));
            }
        }
        for (const auto& [path, hash] : m_bundle.manifest.files) {
            if (path.starts_with("clips/") && path.ends_with(".json"))
                OTK_TRY(in(path, read_clip_list(path, playable)));
        }
        for (const std::string& path : playable)
            m_bundle.warnings.push_back(format("{} is not said: no list has it", path));
        return {};
    }

    /// What it lists is taken out of `playable`.
    Result<void> read_clip_list(
        const std::string& path, std::set<std::string, std::less<>>& playable) {
        const std::string json = OTK_TRY(text(path));
        const ClipList list = OTK_TRY(parse_clip_list(json));
        auto& recorded = m_bundle.clips[code_in(path)];
        for (const auto& [file, sentence] : list) {
            const std::string clip = "clips/" + file;
            if (playable.erase(clip) > 0) recorded.emplace(sentence, m_bundle.folder / clip);
        }
        if (recorded.size() < list.size()) {
            m_bundle.warnings.push_back(
                format("{}: {} of {} sentences are recorded, another voice "
                       "says the others where there is one",
                    path, recorded.size(), list.size()));
        }
        return {};
    }

    Result<void> read_texts(const std::string& path) {
        const std::string po = OTK_TRY(text(path));
        text::Catalogue catalogue = OTK_TRY(text::Catalogue::parse(po, path));
        const std::string language = code_in(path);
        if (catalogue.language() != language) {
            return fail(ErrorKind::InvalidInput,
                format("{}: its header says Language: {}", path, catalogue.language()));
        }
        m_catalogues.emplace(language, std::move(catalogue));
        return {};
    }

    /// Russian fills the gaps of the others; a language with a gap is a warning, not a refusal.
    Result<void> complete_texts() {
        const auto russian = m_catalogues.find(first_language);
        if (russian == m_catalogues.end()) {
            return fail(ErrorKind::InvalidInput, "texts/ru.po is missing: every bundle has it");
        }
        m_bundle.languages.emplace_back(first_language);
        for (auto& [language, catalogue] : m_catalogues) {
            if (language == first_language) continue;
            m_bundle.languages.push_back(language);
            for (const std::string& key : catalogue.fill_from(russian->second)) {
                m_bundle.warnings.push_back(
                    format("texts/{}.po: \"{}\" is missing, Russian stands in", language, key));
            }
        }
        for (auto& [language, catalogue] : m_catalogues) {
            m_bundle.texts.emplace(
                language, std::make_shared<const text::Catalogue>(std::move(catalogue)));
        }
        return {};
    }

    std::string_view m_version;
    Bundle m_bundle;
    std::map<std::string, text::Catalogue, std::less<>> m_catalogues;
};

}  // namespace

const Place* Bundle::place(std::string_view code) const {
    const auto found = std::ranges::find(places, code, &Place::code);
    return found == places.end() ? nullptr : &*found;
}

std::shared_ptr<const form::Form> Bundle::form_of(const Place& place) const {
    const auto found = forms.find(place.form);
    return found == forms.end() ? nullptr : found->second;
}

Result<Bundle> read_bundle(const Path& folder, std::string_view program_version) {
    return in("bundle " + folder.string(), Reader(folder, program_version).read());
}

}  // namespace otk::bundle
