#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <string>
#include <system_error>

#include "core/base/assert.h"

namespace otk::test {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "otklik-test-XXXXXX").string();
    OTK_ASSERT(::mkdtemp(name.data()) != nullptr);
    m_path = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // a test that has already failed may have taken the folder away
    std::filesystem::remove_all(m_path, ignored);
}

}  // namespace otk::test
