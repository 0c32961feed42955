#include "server/ingest/forms.h"

#include "core/base/log.h"
#include "core/form/form_json.h"

namespace otk::ingest {
namespace {

Result<void> import_form(const Path& file, storage::Storage& storage) {
    const Bytes bytes = OTK_TRY(read_file(file, form::FormLimits::size_bytes_max));
    const form::Form form = OTK_TRY(form::decode_form(text_of(bytes)));
    const bool agrees =
        OTK_TRY(storage.put_form({form.id, form.version, std::string(text_of(bytes))}));
    if (!agrees) {
        return fail(ErrorKind::Conflict,
            "another form of this id and version was in force before; raise the version");
    }
    return {};
}

}  // namespace

Result<std::shared_ptr<const form::Form>> Forms::find(
    const std::string& id, const std::string& version) {
    const auto known = m_known.find({id, version});
    if (known != m_known.end()) return known->second;
    const auto stored = OTK_TRY(m_storage.find_form(id, version));
    if (!stored) return std::shared_ptr<const form::Form>();
    auto decoded = OTK_TRY(in("stored form", form::decode_form(stored->json)));
    auto form = std::make_shared<const form::Form>(std::move(decoded));
    m_known.emplace(std::pair(id, version), form);
    return form;
}

Result<int> import_forms(const Path& bundle_folder, storage::Storage& storage) {
    const Path folder = bundle_folder / "forms";
    const auto names = OTK_TRY(in("bundle", list_files(folder, ".json")));
    int taken = 0;
    for (const std::string& name : names) {
        auto imported = in(name, import_form(folder / name, storage));
        if (imported) {
            ++taken;
        } else {
            log::warning("a form of the bundle is left out", {{"error", imported.error()}});
        }
    }
    return taken;
}

}  // namespace otk::ingest
