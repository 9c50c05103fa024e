using System.Security.Cryptography;
using System.Text.Json.Serialization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using Temporalio.Common;
using Workflows.Tests.Support;

namespace Workflows.Tests.Histories;

/// <summary>Recorded histories of real runs. They are added, never edited: each must replay with every later version.</summary>
public sealed class GoldenHistoryTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Histories");

    // What no golden history holds, and why it cannot be had from a run that goes as it should.
    private static readonly string[] NotRecorded =
    [
        // A result that came too late depends on who was faster; the entry of a refused opening is never projected.
        // Nor is that of a breach, for the audit store takes nothing more from then on.
        nameof(RunFact.ResultIgnored), nameof(RunFact.OpeningRefused), nameof(RunFact.LedgerBreached),
    ];

    public static TheoryData<string> Recorded => new(Files());

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task History_RecordedOnce_StillReplaysToTheSameLedger(string file)
    {
        var history = Read(file);
        var recorded = HistoryLedger.Of(history);

        var replayed = await RecordedHistory.ReplayAsync(history);

        // The history holds commands; the ledger says what was decided, and every digest covers all before it.
        HistoryLedger.AssertSame(recorded, replayed);
        Assert.Null(LedgerChain.Verify(recorded, HeadBefore(recorded)).Damage);
    }

    [Fact]
    public void Histories_AreWhatTheyWereWhenTheyWereAdded() => Assert.Equal(
        File.ReadAllLines(Path.Combine(Folder, "digests.txt")),
        Files().Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(Folder, file))))}  {file}"));

    [Fact]
    public void Facts_OfEveryKind_StandInSomeHistory() => Assert.Equal(
        NotRecorded.Order(StringComparer.Ordinal),
        Kinds(typeof(RunFact)).Except(Ledgers().Select(entry => entry.Fact.GetType().Name), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Verbs_OfEveryKind_WereAcceptedInSomeHistory() => Assert.Empty(
        Kinds(typeof(Instruction)).Except(
            Ledgers().Select(entry => entry.Fact).OfType<RunFact.DirectiveAccepted>()
                .Select(fact => fact.Directive.Instruction.GetType().Name),
            StringComparer.Ordinal));

    // What was carried over, or continues a packet, begins in the middle of its chain.
    private static LedgerHead? HeadBefore(IReadOnlyList<LedgerEntry> ledger) =>
        ledger is [var first, ..] ? new LedgerHead(first.Sequence - 1, first.PreviousDigest) : null;

    private static IEnumerable<LedgerEntry> Ledgers() => Files().Select(Read).SelectMany(HistoryLedger.Of);

    private static IEnumerable<string> Kinds(Type family) => family
        .GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false)
        .Select(derived => ((JsonDerivedTypeAttribute)derived).DerivedType.Name);

    private static IEnumerable<string> Files() => Directory.GetFiles(Folder, "*.json")
        .Select(path => Path.GetFileName(path)!)
        .Order(StringComparer.Ordinal);

    private static WorkflowHistory Read(string file)
    {
        var history = WorkflowHistory.FromJson("recorded", File.ReadAllText(Path.Combine(Folder, file)));

        // Directives, keys and entries name their run: a history replays under the id that it was recorded with.
        return HistoryLedger.Of(history) is [var first, ..] ? history with { Id = first.Run.Value } : history;
    }
}
