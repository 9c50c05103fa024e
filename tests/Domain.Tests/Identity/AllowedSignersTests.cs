using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;
using Domain.Tests.Support;

namespace Domain.Tests.Identity;

public sealed class AllowedSignersTests
{
    private static readonly string Key = new TestKey("one").Line;

    [Fact]
    public void File_AsOpenSshWritesIt_IsRead()
    {
        var read = AllowedSigners.Of($"""
            # who may direct

            ana,ana@example.org {Key} a comment
            ben valid-after="20300101Z",namespaces="git,directed-execution@*",VALID-BEFORE=20310101120000Z {Key}
            """).Read("signers");

        Assert.Empty(read.Problems);
        var (ana, ben) = (read.Value![0], read.Value[1]);
        Assert.Equal([new PersonId("ana"), new PersonId("ana@example.org")], ana.People);
        Assert.True(ana.IsForDirectives);
        Assert.Equal(3, ana.Line);
        Assert.True(ben.IsForDirectives);
        Assert.False(ben.IsValidAt(new DateTimeOffset(2029, 12, 31, 23, 59, 59, TimeSpan.Zero)));
        Assert.True(ben.IsValidAt(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        Assert.True(ben.IsValidAt(new DateTimeOffset(2031, 1, 1, 12, 0, 0, TimeSpan.Zero)));
        Assert.False(ben.IsValidAt(new DateTimeOffset(2031, 1, 1, 12, 0, 1, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("git", false)]
    [InlineData("directed-execution@v2", false)]
    [InlineData("directed-execution@v?", true)]
    [InlineData("*,!directed-*", false)]
    [InlineData("file,*", true)]
    public void Namespaces_AreMatchedAsPatterns(string namespaces, bool isFor) => Assert.Equal(
        isFor, AllowedSigners.Of($"ana namespaces=\"{namespaces}\" {Key}").Read().Value![0].IsForDirectives);

    [Theory]
    [InlineData("ana cert-authority KEY", "1:5", "certificates are not taken")]
    [InlineData("*@example.org KEY", "1:1", "is a pattern")]
    [InlineData("ana valid-after=20300101 KEY", "1:5", "local time")]
    [InlineData("ana valid-after=soon KEY", "1:5", "is no time")]
    [InlineData("ana valid-after=20310101Z,valid-before=20300101Z KEY", "1:5", "never be valid")]
    [InlineData("ana namespaces= KEY", "1:5", "no value")]
    [InlineData("ana no-touch-required KEY", "1:5", "not known")]
    [InlineData("ana valid-after=20310101Z,valid-after=20310102Z KEY", "1:5", "stands twice")]
    [InlineData("ana", "1:4", "key is missing")]
    [InlineData("ana ssh-ed25519 ????", "1:17", "base64")]
    [InlineData("ana ssh-rsa BLOB", "1:13", "of the type ssh-ed25519")]
    [InlineData("ana ssh-ed25519 AAAA", "1:5", "no public key")]
    [InlineData("ana sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t", "1:5", "security key")]
    public void Line_ThatIsNotTaken_SaysWhereAndWhy(string line, string place, string sentence)
    {
        var text = line.Replace("KEY", Key, StringComparison.Ordinal)
            .Replace("BLOB", Key.Split(' ')[1], StringComparison.Ordinal);

        var problem = Assert.Single(AllowedSigners.Of(text).Read("signers").Problems);

        Assert.StartsWith($"signers:{place}: ", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
        Assert.NotEqual(string.Empty, problem.Fix);
    }

    [Fact]
    public void CharterAndSigners_ThatDoNotFit_OpenNothing()
    {
        var one = new TestKey("one").Line;
        AssertUnfit("are missing", null);
        AssertUnfit("carla is named in the charter and has no key", string.Join('\n', $"ana {one}",
            $"ben {new TestKey("two").Line}", $"dora {new TestKey("three").Line}"));
        AssertUnfit("one could be two people", SignedRun.Signers.Content + $"dora {SignedRun.KeyOf(Sample.Ana).Line}\n");
        AssertUnfit("is a pattern", "* " + one);
        Assert.Contains("does not ask for", AllowedSignersLint.Check(Sample.Charter, SignedRun.Signers), StringComparison.Ordinal);
        Assert.NotNull(AllowedSignersLint.Check(
            SignedRun.Charter, SignedRun.Signers with { Digest = Digest.OfText("other") }));
        Assert.Null(AllowedSignersLint.Check(SignedRun.Charter, SignedRun.Signers));

        static void AssertUnfit(string sentence, string? content)
        {
            var signers = content is null ? null : AllowedSigners.Of(content);
            var run = new RunFixture(charter: SignedRun.Charter, signers: signers);
            var refused = Assert.IsType<DirectedExecution.Domain.Runs.RunFact.OpeningRefused>(Assert.Single(run.Last));
            Assert.Equal(RefusalCode.InvalidDocument, refused.Refusal.Code);
            Assert.Contains(sentence, refused.Refusal.Sentence, StringComparison.Ordinal);
        }
    }
}
