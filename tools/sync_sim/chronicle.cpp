#include "tools/sync_sim/chronicle.h"

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::sync_sim {

std::string Chronicle::begin_visit() {
    return format("visit {}", ++m_begun);
}

void Chronicle::taken_back(const std::string& word) {
    m_due.erase(word);
    m_taken_back.insert(word);
}

void Chronicle::in_doubt(const std::string& word) {
    m_due.erase(word);
    m_thanked.erase(word);
}

void Chronicle::set_aside(const std::string& word) {
    m_due.erase(word);
    m_thanked.erase(word);
    m_set_aside.insert(word);
}

void Chronicle::lies_nowhere(const std::string& word) {
    m_due.erase(word);
    m_thanked.erase(word);
}

Chronicle::Verdict Chronicle::judge(const std::map<std::string, std::int64_t>& held) const {
    for (const std::string& word : m_thanked)
        OTK_ASSERT(m_due.contains(word));
    Verdict verdict;
    for (const std::string& word : m_due) {
        if (!held.contains(word)) verdict.lost.push_back(word);
    }
    for (const auto& [word, times] : held) {
        if (times > 1) verdict.doubled.push_back(word);
        if (m_taken_back.contains(word)) verdict.unwanted.push_back(word);
    }
    verdict.unseen = m_unseen;
    return verdict;
}

}  // namespace otk::sync_sim
