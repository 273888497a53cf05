#include "tests/core/pipeline/effect_counting_file_system.h"
#include "tests/core/pipeline/random_site.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

/// Thrown out of a program at the moment at which it stops.
struct ProgramStops
{
};

} // namespace

void RandomSite::consume()
{
    const std::filesystem::path folder = m_user.m.folder(exposedFolder());
    for (const std::string& name : namesIn(m_disk, folder)) {
        if (oneIn(2))
            continue;
        const std::string mail = readFile(m_disk, folder / name);
        for (Letter& letter : m_letters)
            if (mail.find("Subject: " + letter.subject + "\r\n") != std::string::npos)
                ++letter.taken;
        EXPECT_TRUE(m_disk.remove(folder / name));
        EXPECT_TRUE(m_disk.flushFolder(folder));
    }
}

bool RandomSite::run(const std::function<void(Pipeline&)>& act)
{
    const unsigned moment = oneIn(3) ? 1 + below(60) : 0;
    const bool losesPower = oneIn(3);
    unsigned passed = 0;
    bool isOn = true;
    EffectCountingFileSystem files(m_disk, [&] {
        if (!isOn)
            return;
        if (m_isHurried && oneIn(10))
            consume();
        if (++passed == moment) {
            isOn = false;
            throw ProgramStops();
        }
    });
    try {
        act(*m_user.open(files));
        return true;
    } catch (const ProgramStops&) {
        stopProgram(losesPower);
        return false;
    }
}

void RandomSite::stopProgram(bool losesPower)
{
    ++m_stops;
    m_story.emplace_back(losesPower ? "  and the power fails" : "  and the program stops");
    if (losesPower) {
        m_disk.losePower();
        m_user.m.bootId = "boot-" + std::to_string(++m_boots);
        m_user.m.restartWatch();
        for (Letter& letter : m_letters)
            letter.allowed.insert(Spot::Unknown);
    }
    (void)m_user.resume();
    (void)m_user.resume();
}

} // namespace connectorscope
