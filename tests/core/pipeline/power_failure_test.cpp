#include "core/pipeline/staging.h"
#include "core/pipeline/vault.h"
#include "tests/core/pipeline/effect_counting_file_system.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/sampled_calls.h"
#include "tests/support/small_files.h"

#include <functional>
#include <ostream>

namespace connectorscope {
namespace {

using testing::AnyOf;

constexpr int powerMomentsApart = callsApart(5);

/// Thrown out of the program at the moment when the power fails.
struct PowerFails
{
};

struct PowerScene
{
    const char* name = "";
    Carrier transfer = Carrier::BuiltIn;
    /// The SMTP service, or the connector, takes a file in the moment in which it appears.
    bool isTaken = false;
    std::function<Result<>(Pipeline&, const std::string& id)> prepare;
    std::function<Result<>(Pipeline&, const std::string& id, const std::string& run)> act;
    FolderKind folder = FolderKind::Failed; ///< where it lies at first
};

void PrintTo(const PowerScene& scene, std::ostream* out)
{
    *out << scene.name;
}

class PowerFailureTest : public testing::TestWithParam<PowerScene>
{
};

/// A site on disks that forget what was not flushed.
class ForgetfulSite
{
public:
    explicit ForgetfulSite(const PowerScene& scene)
        : disk(clock)
        , user(&disk)
        , m_scene(scene)
    {
        user.m.site.pipeline.transfer = scene.transfer;
        id = user.m.stuck(scene.folder, "a.eml", mail);
        if (scene.prepare) {
            EXPECT_TRUE(scene.prepare(*user.open(), id));
        }
    }

    /// Whether the program was stopped at that moment; otherwise there is none that late.
    bool stopAt(int moment)
    {
        int passed = 0;
        bool isOn = true;
        EffectCountingFileSystem files(disk, [&] {
            if (isOn && m_scene.isTaken)
                takeExposed();
            if (isOn && ++passed == moment) {
                isOn = false;
                throw PowerFails();
            }
        });
        const auto runs = user.runs();
        try {
            const auto pipeline = user.open(files);
            EXPECT_TRUE(m_scene.act(*pipeline, id, runs.empty() ? std::string() : runs.front().id));
        } catch (const PowerFails&) {
            return true;
        }
        return false;
    }

    void losePower()
    {
        disk.losePower();
        user.m.bootId = "second-boot";
        user.m.restartWatch();
    }

    /// The state of its last run.
    RunState state()
    {
        const auto runs = user.runs();
        return runs.empty() ? RunState::Running : runs.front().state;
    }
    bool isUnknown() { return state() == RunState::OutcomeUnknown || state() == RunState::UndoUncertain; }

    /// Somebody has it, once, or the vault where that is all that can be known.
    void expectOnceAtMost(int moment)
    {
        const std::size_t reachable = visible() + taken;
        EXPECT_LE(reachable, 1U) << "moment " << moment << ", " << toString(state());
        if (reachable == 0) {
            EXPECT_TRUE(isUnknown() || state() == RunState::Deleted)
                << "moment " << moment << ", " << toString(state());
            EXPECT_EQ(user.vaulted(mail), mail) << "moment " << moment << ", " << toString(state());
        }
    }

    /// As the service does, which then has it for good.
    void takeExposed()
    {
        const FolderKind kind =
            m_scene.transfer == Carrier::BuiltIn ? FolderKind::PickUp : FolderKind::Incoming;
        for (const std::string& name : user.m.names(kind)) {
            ++taken;
            EXPECT_TRUE(disk.remove(user.m.folder(kind) / name));
            EXPECT_TRUE(disk.flushFolder(user.m.folder(kind)));
        }
    }

    std::size_t visible()
    {
        std::size_t count = 0;
        for (const FolderKind kind : watchedFolders)
            for (const std::string& name : user.m.names(kind))
                count += name.ends_with(".tmp") ? 0U : 1U; // a trial of the volume, which nobody looks at
        const auto held = user.m.staging() / "held";
        return count + (exists(disk, held) ? namesIn(disk, held).size() : 0);
    }

    FakeClock clock;
    ForgetfulFileSystem disk;
    PipelineUser user;
    const std::string mail = cleanMail("one");
    std::string id;
    std::size_t taken = 0;

private:
    const PowerScene& m_scene;
};

TEST_P(PowerFailureTest, LosesNothingAndSendsNothingTwice)
{
    const PowerScene& scene = GetParam();
    int unknown = 0;
    for (int moment = 1; !HasFailure(); moment += powerMomentsApart) {
        ForgetfulSite site(scene);
        if (!site.stopAt(moment)) {
            EXPECT_GT(moment, 4);
            break;
        }
        site.losePower();
        (void)site.user.resume();
        (void)site.user.resume();
        unknown += site.isUnknown() ? 1 : 0;
        site.expectOnceAtMost(moment);
    }
    const bool gives = std::string_view(scene.name).find("equeue") != std::string_view::npos;
    if (powerMomentsApart == 1 || !gives) {
        EXPECT_EQ(unknown > 0, gives) << "only the handover itself is a moment of which nobody can know";
    }
}

TEST_P(PowerFailureTest, LosesAndDoublesNothingOfWhatAStoppedProgramHasLeftToResume)
{
    const PowerScene& scene = GetParam();
    for (int moment = 1; !HasFailure(); moment += powerMomentsApart) {
        ForgetfulSite site(scene);
        if (!site.stopAt(moment))
            break;
        (void)site.user.resume();
        site.losePower();
        (void)site.user.resume();
        site.expectOnceAtMost(moment);
    }
}

TEST(StoppedProgram, LeavesFoldersThatSurviveAPowerFailureOnceTheyAreUsed)
{
    FakeClock clock;
    ForgetfulFileSystem disk(clock);
    const PipelineUser user(&disk);
    const std::filesystem::path staged = user.m.staging();
    const std::filesystem::path vaultFolder = user.m.site.folders.work / "vault";
    // What a program has made that was stopped before it flushed their names.
    ASSERT_TRUE(disk.makeFolder(staged));
    ASSERT_TRUE(disk.makeFolder(staged / "held"));
    ASSERT_TRUE(disk.makePrivateFolder(vaultFolder));
    Staging staging(user.m.site, disk, clock);
    Vault vault(disk, clock, user.m.site.folders.work, user.m.site.limits.vaultSize);
    ASSERT_TRUE(staging.of(FolderKind::Failed));
    ASSERT_TRUE(vault.open());
    disk.losePower();
    EXPECT_TRUE(exists(disk, staged / "held"));
    EXPECT_TRUE(exists(disk, vaultFolder));
}

const auto requeueIt = [](Pipeline& pipeline, const std::string& id, const std::string&) {
    return pipeline.requeue(std::vector{id}, {}, {});
};
const auto requeuedBefore = [](Pipeline& pipeline, const std::string& id) {
    return pipeline.requeue(std::vector{id}, {}, {});
};
const auto deleteIt = [](Pipeline& pipeline, const std::string& id, const std::string&) {
    return pipeline.deleteMessages(std::vector{id}, {});
};
const auto deletedBefore = [](Pipeline& pipeline, const std::string& id) {
    return pipeline.deleteMessages(std::vector{id}, {});
};
const auto undoIt = [](Pipeline& pipeline, const std::string&, const std::string& run) -> Result<> {
    const auto done = pipeline.undo(run);
    return done ? Result<>() : Result<>(fail(done.error()));
};
const auto holdIt = [](Pipeline& pipeline, const std::string& id, const std::string&) -> Result<> {
    const auto done = pipeline.hold(id, "why");
    return done ? Result<>() : Result<>(fail(done.error()));
};

INSTANTIATE_TEST_SUITE_P(
    During, PowerFailureTest,
    testing::Values(PowerScene{"ARequeue", Carrier::BuiltIn, false, nullptr, requeueIt},
                    PowerScene{"ARequeueThatIsTakenAtOnce", Carrier::BuiltIn, true, nullptr, requeueIt},
                    PowerScene{"AnExternalRequeue", Carrier::External, false, nullptr, requeueIt},
                    PowerScene{"AnExternalRequeueThatIsTakenAtOnce", Carrier::External, true, nullptr,
                               requeueIt},
                    PowerScene{"ADeletion", Carrier::BuiltIn, false, nullptr, deleteIt},
                    PowerScene{"AnUndo", Carrier::BuiltIn, false, requeuedBefore, undoIt},
                    PowerScene{"AnUndoOfADeletion", Carrier::BuiltIn, false, deletedBefore, undoIt},
                    PowerScene{"AnUndoOfADeletionThatIsTakenAtOnce", Carrier::External, true, deletedBefore,
                               undoIt, FolderKind::Incoming},
                    PowerScene{"AHold", Carrier::BuiltIn, false, nullptr, holdIt}),
    [](const testing::TestParamInfo<PowerScene>& scene) { return std::string(scene.param.name); });

} // namespace
} // namespace connectorscope
