#include "core/base/path_text.h"
#include "tests/core/pipeline/effect_counting_file_system.h"
#include "tests/core/pipeline/other_programs.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/child_process.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <string_view>

namespace connectorscope {
namespace {

using testing::IsEmpty;

constexpr int crashed = 7;
constexpr int finished = 9;
constexpr int momentsApart = callsApart(9);

/// What a crash test does to the messages of a site.
struct CrashScene
{
    std::string_view name;
    std::size_t messages;
    Carrier transfer;
    bool repair;
    /// Before the program that is stopped: what has happened already.
    std::function<Result<>(Pipeline&, const std::vector<std::string>& ids)> prepare;
    std::function<Result<>(Pipeline&, const std::vector<std::string>& ids,
                           const std::vector<std::string>& runs)>
        act;
};

void PrintTo(const CrashScene& scene, std::ostream* out)
{
    *out << scene.name;
}

Result<> ignoreReceipt(const Result<RunReceipt>& receipt)
{
    return receipt ? Result<>() : Result<>(fail(receipt.error()));
}

/// Stops a program before and after each of its effects in turn, each time on a site of its own.
class CrashTest : public testing::TestWithParam<CrashScene>
{
};

/// A site on which one program was stopped at its n-th moment.
class CrashedSite : public PipelineUser
{
public:
    explicit CrashedSite(const CrashScene& scene)
    {
        m.site.pipeline.transfer = scene.transfer;
        for (std::size_t i = 0; i < scene.messages; ++i)
            m.put(FolderKind::Failed, nameOf(i), mailOf(scene, i));
        m.scan();
        for (std::size_t i = 0; i < scene.messages; ++i)
            ids.push_back(m.idOf(FolderKind::Failed, nameOf(i)));
    }

    static std::string nameOf(std::size_t i) { return std::to_string(i) + ".eml"; }
    static std::string mailOf(const CrashScene& scene, std::size_t i)
    {
        return scene.repair ? mailWithoutFrom(std::to_string(i)) : cleanMail(std::to_string(i));
    }

    /// The exit status of a program that was to stop at that moment.
    int stopAt(const CrashScene& scene, int moment)
    {
        std::vector<std::string> arguments = {crashingProgram, std::string(scene.name), m.root.string(),
                                              std::to_string(m.clock.now().time_since_epoch().count()),
                                              std::to_string(moment)};
        arguments.insert(arguments.end(), ids.begin(), ids.end());
        return runProgram(ownProgram(), arguments);
    }

    /// How often the body of the message lies where somebody can get it.
    std::size_t copies(const std::string& body)
    {
        std::size_t count = 0;
        for (const FolderKind kind : watchedFolders)
            for (const std::string& name : m.names(kind))
                count += m.read(kind, name).find(body) != std::string::npos ? 1U : 0U;
        for (const std::string& name : heldNames())
            count += readFile(m.staging() / "held" / name).find(body) != std::string::npos ? 1U : 0U;
        return count;
    }
    std::vector<std::string> heldNames()
    {
        const auto held = m.staging() / "held";
        return std::filesystem::exists(held) ? namesIn(held) : std::vector<std::string>();
    }

    std::vector<std::string> ids;
};

/// Each message is in one place, or deleted and in the vault; no run is left in between.
void expectEachOnce(CrashedSite& site, const CrashScene& scene, int moment)
{
    for (std::size_t i = 0; i < scene.messages; ++i) {
        const std::string mail = CrashedSite::mailOf(scene, i);
        const std::string subject = "Subject: " + std::to_string(i) + "\r\n";
        std::optional<RunRow> last;
        for (const RunRow& run : site.runs())
            if (run.message == site.ids[i] && !last)
                last = run;
        const bool isDeleted = last && last->state == RunState::Deleted;
        EXPECT_EQ(site.copies(subject), isDeleted ? 0U : 1U) << "moment " << moment;
        const bool wasClaimed = last && last->original.has_value();
        if (wasClaimed) {
            EXPECT_EQ(site.vaulted(mail), mail) << "moment " << moment;
        }
        if (last) {
            EXPECT_THAT(last->state, testing::AnyOf(RunState::Exposed, RunState::Failed, RunState::Cancelled,
                                                    RunState::Deleted, RunState::Undone))
                << "moment " << moment << ": " << toString(last->state) << ", " << last->outcome;
        }
    }
    for (const std::string& name : site.staged())
        EXPECT_TRUE(scene.transfer == Carrier::External && name.ends_with(".claimed"))
            << "moment " << moment << ": " << name;
}

const auto requeueAll = [](Pipeline& pipeline, const std::vector<std::string>& ids,
                           const std::vector<std::string>&) { return pipeline.requeue(ids, {}, {}); };
const auto repairThem = [](Pipeline& pipeline, const std::vector<std::string>& ids,
                           const std::vector<std::string>&) {
    return pipeline.requeue(ids, {.repair = true}, {});
};
const auto deleteAll = [](Pipeline& pipeline, const std::vector<std::string>& ids,
                          const std::vector<std::string>&) { return pipeline.deleteMessages(ids, {}); };
const auto undoFirst = [](Pipeline& pipeline, const std::vector<std::string>&,
                          const std::vector<std::string>& runs) {
    return ignoreReceipt(pipeline.undo(runs.front()));
};
const auto holdFirst = [](Pipeline& pipeline, const std::vector<std::string>& ids,
                          const std::vector<std::string>&) {
    return ignoreReceipt(pipeline.hold(ids.front(), "why"));
};
const auto releaseFirst = [](Pipeline& pipeline, const std::vector<std::string>& ids,
                             const std::vector<std::string>&) {
    return ignoreReceipt(pipeline.release(ids.front(), "why"));
};

const auto requeued = [](Pipeline& pipeline, const std::vector<std::string>& ids) {
    return pipeline.requeue(ids, {}, {});
};
const auto deleted = [](Pipeline& pipeline, const std::vector<std::string>& ids) {
    return pipeline.deleteMessages(ids, {});
};
const auto held = [](Pipeline& pipeline, const std::vector<std::string>& ids) {
    return ignoreReceipt(pipeline.hold(ids.front(), "why"));
};

const std::array<CrashScene, 10> crashScenes = {{
    {"OneRequeue", 1, Carrier::BuiltIn, false, nullptr, requeueAll},
    {"ABatch", 2, Carrier::BuiltIn, false, nullptr, requeueAll},
    {"ARepair", 1, Carrier::BuiltIn, true, nullptr, repairThem},
    {"AnExternalRequeue", 1, Carrier::External, false, nullptr, requeueAll},
    {"ADeletion", 2, Carrier::BuiltIn, false, nullptr, deleteAll},
    {"AHold", 1, Carrier::BuiltIn, false, nullptr, holdFirst},
    {"ARelease", 1, Carrier::BuiltIn, false, held, releaseFirst},
    {"AnUndo", 1, Carrier::BuiltIn, false, requeued, undoFirst},
    {"AnExternalUndo", 1, Carrier::External, false, requeued, undoFirst},
    {"AnUndoneDeletion", 1, Carrier::BuiltIn, false, deleted, undoFirst},
}};

TEST_P(CrashTest, LeavesEachMessageExactlyOnceWhereverItStops)
{
    const CrashScene& scene = GetParam();
    int moment = 1;
    for (;; moment += momentsApart) {
        CrashedSite site(scene);
        if (scene.prepare) {
            const auto prepared = scene.prepare(*site.open(), site.ids);
            ASSERT_TRUE(prepared) << prepared.error().message;
        }
        const int status = site.stopAt(scene, moment);
        ASSERT_TRUE(status == crashed || status == finished) << status;
        (void)site.resume();
        expectEachOnce(site, scene, moment);
        EXPECT_THAT(site.resume(), IsEmpty()) << "moment " << moment << ": nothing is left to be resumed";
        if (status == finished || HasFailure())
            break;
    }
    EXPECT_GT(moment, 4) << "there were effects to stop at";
}

INSTANTIATE_TEST_SUITE_P(Of, CrashTest, testing::ValuesIn(crashScenes),
                         [](const testing::TestParamInfo<CrashScene>& scene) {
                             return std::string(scene.param.name);
                         });

} // namespace

int runCrashingProgram(const std::vector<std::string>& arguments)
{
    const auto scene = std::ranges::find(crashScenes, arguments.at(0), &CrashScene::name);
    const UtcTime now(std::chrono::nanoseconds(std::stoll(arguments.at(2))));
    const int moment = std::stoi(arguments.at(3));
    PipelineUser user(pathFromBytes(arguments.at(1)), now);
    user.m.site.pipeline.transfer = scene->transfer;
    std::vector<std::string> runIds;
    for (const RunRow& run : user.runs())
        runIds.push_back(run.id);
    int passed = 0;
    EffectCountingFileSystem files(*user.m.files, [&] {
        if (++passed == moment)
            std::_Exit(crashed);
    });
    const auto pipeline = user.open(files);
    const auto done = scene->act(*pipeline, {arguments.begin() + 4, arguments.end()}, runIds);
    std::_Exit(done ? finished : 1);
}

} // namespace connectorscope
