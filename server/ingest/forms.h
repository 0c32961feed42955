#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "server/storage/storage.h"

namespace otk::ingest {

/// Every form that the server ever had, by id and version. Belongs to one thread, as its storage.
class Forms {
  public:
    explicit Forms(storage::Storage& storage) : m_storage(storage) {}

    /// Null if the server does not know that version (yet). Looks into the storage at each miss, so
    /// that a form imported by another process counts from then on.
    Result<std::shared_ptr<const form::Form>> find(
        const std::string& id, const std::string& version);

  private:
    storage::Storage& m_storage;
    std::map<std::pair<std::string, std::string>, std::shared_ptr<const form::Form>> m_known;
};

/// Puts the compiled forms of a bundle's folder forms/ into the storage. A file that is no form, or
/// that contradicts a form of the same id and version, is reported in the log and left out: one bad
/// form never keeps the others from counting. Returns how many files were taken.
Result<int> import_forms(const Path& bundle_folder, storage::Storage& storage);

}  // namespace otk::ingest
