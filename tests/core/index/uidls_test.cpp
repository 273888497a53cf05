#include "core/index/uidls.h"

#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class UidlsTest : public testing::Test
{
protected:
    Result<> store(const std::string& uidl, const std::string& account = "office")
    {
        return m_uidls->beginStoring(account, std::vector{seen(uidl)}, someTime);
    }

    static SeenUidl seen(const std::string& uidl)
    {
        SeenUidl seen;
        seen.uidl = uidl;
        seen.size = 1234;
        seen.hash = sha256(uidl).value();
        seen.name = "office-" + uidl + ".eml";
        return seen;
    }

    TempDir m_folder;
    std::unique_ptr<Uidls> m_uidls = Uidls::open(m_folder.path()).value();
};

TEST_F(UidlsTest, KeepTheHashAndTheNameOfTheFile)
{
    ASSERT_TRUE(store("a1"));
    const auto found = Uidls::open(m_folder.path()).value()->find("office", "a1").value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->state, UidlState::Storing);
    EXPECT_EQ(found->at, someTime);
    EXPECT_EQ(found->size, 1234U);
    EXPECT_EQ(found->hash, sha256("a1").value());
    EXPECT_EQ(found->name, "office-a1.eml");
}

TEST_F(UidlsTest, AreKnownInTheirAccountAlone)
{
    ASSERT_TRUE(store("a1"));
    EXPECT_TRUE(m_uidls->isKnown("office", "a1").value());
    EXPECT_FALSE(m_uidls->isKnown("office", "A1").value());
    EXPECT_FALSE(m_uidls->isKnown("sales", "a1").value());
    EXPECT_TRUE(store("a1", "sales"));
}

TEST_F(UidlsTest, AreFetchedOnceAndWrittenTogether)
{
    ASSERT_TRUE(store("a1"));
    const auto again = m_uidls->beginStoring("office", std::vector{seen("a2"), seen("a1")}, someTime);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_FALSE(m_uidls->isKnown("office", "a2").value());
}

TEST_F(UidlsTest, RefuseWhatNoServerMayCallAMessage)
{
    EXPECT_EQ(store("").error().code, ErrorCode::BadInput);
    EXPECT_EQ(store(std::string(Uidls::uidlLimit + 1, 'x')).error().code, ErrorCode::BadInput);
}

TEST_F(UidlsTest, KeepBytesThatAreNoText)
{
    const std::string odd("\xFF\0'x", 4);
    ASSERT_TRUE(store(odd));
    EXPECT_EQ(m_uidls->find("office", odd).value()->uidl, odd);
}

TEST_F(UidlsTest, ChangeOnlyToWhatMayFollow)
{
    ASSERT_TRUE(store("a1"));
    EXPECT_EQ(m_uidls->become("office", "a1", UidlState::Removed, someTime).error().code,
              ErrorCode::BadInput);
    EXPECT_TRUE(m_uidls->become("office", "a1", UidlState::Unknown, someTime));
    EXPECT_TRUE(m_uidls->become("office", "a1", UidlState::Stored, someTime));
    EXPECT_TRUE(m_uidls->become("office", "a1", UidlState::Stored, someTime)) << "the same again";
    EXPECT_TRUE(m_uidls->become("office", "a1", UidlState::Removed, someTime));
    EXPECT_EQ(m_uidls->become("office", "a1", UidlState::Storing, someTime).error().code,
              ErrorCode::BadInput);
    EXPECT_EQ(m_uidls->become("office", "a2", UidlState::Stored, someTime).error().code, ErrorCode::NotFound);
}

TEST_F(UidlsTest, TellWhatWasBeingStoredWhenTheProgramEnded)
{
    ASSERT_TRUE(store("a1"));
    ASSERT_TRUE(store("a2"));
    ASSERT_TRUE(m_uidls->become("office", "a1", UidlState::Stored, someTime));
    const auto storing = m_uidls->inState("office", UidlState::Storing).value();
    ASSERT_THAT(storing, SizeIs(1));
    EXPECT_EQ(storing[0].uidl, "a2");
    EXPECT_THAT(m_uidls->inState("sales", UidlState::Storing).value(), IsEmpty());
}

TEST_F(UidlsTest, AreForgottenWhenTheServerListsThemNoLonger)
{
    for (const char* uidl : {"listed", "gone", "unknown", "storing"})
        ASSERT_TRUE(store(uidl));
    ASSERT_TRUE(store("gone", "sales"));
    for (const char* uidl : {"listed", "gone"})
        ASSERT_TRUE(m_uidls->become("office", uidl, UidlState::Stored, someTime));
    ASSERT_TRUE(m_uidls->become("office", "unknown", UidlState::Unknown, someTime));
    EXPECT_EQ(m_uidls->prune("office", {"listed"}).value(), 1U);
    EXPECT_FALSE(m_uidls->isKnown("office", "gone").value());
    for (const char* uidl : {"listed", "unknown", "storing"})
        EXPECT_TRUE(m_uidls->isKnown("office", uidl).value()) << uidl;
    EXPECT_TRUE(m_uidls->isKnown("sales", "gone").value());
}

} // namespace
} // namespace connectorscope
