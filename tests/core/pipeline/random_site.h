#pragma once

#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/forgetful_file_system.h"

#include <array>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {

/// Where a message is, for those who use the site.
enum class Spot : std::uint8_t
{
    Failed,
    Incoming,
    PickUp,
    Held,
    Taken,   ///< by the SMTP service or the connector
    Deleted, ///< only the vault has it
    Unknown  ///< nobody has it, and the journal says that nobody can know
};

/// A site to which things happen at random (arrivals, runs, undo, hold, delete, consumption, steps of the
/// clock), and to whose programs too: they are stopped between two effects, or the power fails there. Beside
/// it a small model: where each message may be after each thing. What is not as the model allows is a failure
/// of the test, with the story that led to it.
class RandomSite
{
public:
    explicit RandomSite(unsigned seed);

    /// One thing more happens, and all messages are looked at.
    void step();
    /// A person decides what is unknown, and all messages are looked at.
    void end();

    bool hasFailed() const { return m_hasFailed; }
    /// How often a message came to that place: a test that nothing happens in proves nothing.
    int timesIn(Spot spot) const { return m_timesIn[static_cast<std::size_t>(spot)]; }
    int stops() const { return m_stops; }

private:
    struct Letter
    {
        std::string subject;
        std::string mail;
        std::string id; ///< empty until the watch has seen it
        Spot origin = Spot::Failed;
        Spot spot = Spot::Failed;
        std::set<Spot> allowed; ///< after what happens now
        int taken = 0;
    };

    unsigned below(unsigned limit) { return static_cast<unsigned>(m_random() % limit); }
    bool oneIn(unsigned chances) { return below(chances) == 0; }
    Spot exposedSpot() const;
    FolderKind exposedFolder() const;

    void arrive();
    void scan();
    void requeue(std::size_t most);
    void remove();
    void hold();
    void release();
    void undo();
    void decideUnknown();
    void observe();
    void passTime();
    void consume();

    /// Some that the watch knows and that lie where they can be claimed.
    std::vector<Letter*> someIn(const std::set<Spot>& spots, std::size_t most);
    /// Does it as a program of its own; false when that was stopped in the middle, and resumed by another.
    bool run(const std::function<void(Pipeline&)>& act);
    void stopProgram(bool losesPower);
    void look();
    void lookAt(Letter& letter, const std::vector<RunRow>& runs);
    std::vector<Spot> copiesOf(const Letter& letter);
    void addFailure(const Letter& letter, const std::string& what);

    std::minstd_rand m_random;
    unsigned m_seed;
    FakeClock m_diskClock;
    ForgetfulFileSystem m_disk;
    PipelineUser m_user;
    std::vector<Letter> m_letters;
    std::vector<std::string> m_story;
    std::array<int, 7> m_timesIn = {};
    bool m_isHurried; ///< the consumer takes in the middle of a run, too
    bool m_hasFailed = false;
    int m_stops = 0;
    int m_boots = 1;
};

} // namespace connectorscope
