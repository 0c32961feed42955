#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/wire/identity.h"

namespace otk::sync_sim {

/// What visitors were told, kept outside every part of ours: the oracle. A visit is known by the
/// word that it writes as its wish.
class Chronicle {
  public:
    /// The word of a new visit, never given twice.
    std::string begin_visit();

    /// A commit returned: from now on the response must reach the server, once.
    void committed(const std::string& word) { m_due.insert(word); }
    void thanked(const std::string& word) { m_thanked.insert(word); }
    /// A change of it was not acknowledged: it may be there, or changed, or neither.
    void in_doubt(const std::string& word);
    /// The visitor took everything back, and that is committed: it must not reach the server.
    void taken_back(const std::string& word);
    /// Under which id the words of a visit were stored.
    void stored_as(const wire::RowId& row, const std::string& word) { m_words[row] = word; }
    /// Of a row that was stored.
    const std::string& word_of(const wire::RowId& row) const { return m_words.at(row); }
    /// Its only row was hit, and the kiosk has found that and set it aside: nobody can read it.
    void set_aside(const std::string& word);
    /// A row was hit, and the kiosk has not noticed.
    void counted_unseen(const std::string& word) { m_unseen.push_back(word); }
    /// Its row lies on no disk any more (an old image was put over it) and it is not on the server.
    void lies_nowhere(const std::string& word);

    struct Verdict {
        std::vector<std::string> lost;
        std::vector<std::string> doubled;
        std::vector<std::string> unwanted;  ///< taken back, and on the server all the same
        std::vector<std::string> unseen;    ///< hit on a disk, and no kiosk noticed
        bool is_clean() const {
            return lost.empty() && doubled.empty() && unwanted.empty() && unseen.empty();
        }
    };
    /// `held`: word → how often the server has it.
    Verdict judge(const std::map<std::string, std::int64_t>& held) const;

    std::size_t visits() const { return static_cast<std::size_t>(m_begun); }
    std::size_t due() const { return m_due.size(); }
    std::size_t set_aside_count() const { return m_set_aside.size(); }
    std::size_t thanked_count() const { return m_thanked.size(); }

  private:
    std::int64_t m_begun = 0;
    std::set<std::string> m_due;
    std::set<std::string> m_thanked;
    std::set<std::string> m_taken_back;
    std::set<std::string> m_set_aside;
    std::vector<std::string> m_unseen;
    std::map<wire::RowId, std::string> m_words;
};

}  // namespace otk::sync_sim
