using System.Text;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Cli.Bundles;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Ledger;

namespace Cli.Tests.Bundles;

public sealed class BundleTests
{
    [Theory]
    [InlineData("bundle")]
    [InlineData("bundle.zip")]
    public async Task Bundle_Exported_VerifiesOffline(string name)
    {
        using var desk = await ExportedAsync(name);

        var run = await desk.TypeAsync("auditor", "ledger", "verify", name);

        Assert.True(run.Code == 0, run.Error);
        Assert.Contains($"{name}: intact; ", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OverSomethingThatIsThere_LeavesIt()
    {
        using var desk = await ExportedAsync("bundle");

        var again = await desk.TypeAsync("ana", "ledger", "export", Desk.Run, "--to", "bundle");

        Assert.Equal((int)ExitCode.AlreadyExists, again.Code);
        Assert.Equal(0, (await desk.TypeAsync("auditor", "ledger", "verify", "bundle")).Code);
    }

    /// <summary>Each byte of every file: changed, and it is found.</summary>
    [Fact]
    public async Task Bundle_WithAnyByteChanged_IsNotIntact()
    {
        using var desk = await ExportedAsync("bundle");
        var files = BundleContent.Read(Path.Combine(desk.Folder, "bundle"));
        Assert.Null(BundleVerifier.Verify(files).Damage);
        var random = new Random(20260102);

        foreach (var (name, bytes) in files.ToList())
        {
            for (var tries = 0; tries < 40; tries++)
            {
                var changed = bytes.ToArray();
                changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(7));
                if (IsMeaningless(name, bytes, changed))
                {
                    continue;
                }

                files[name] = changed;
                Assert.False(BundleVerifier.Verify(files).IsIntact, $"{name} {Encoding.UTF8.GetString(changed)}");
            }

            files[name] = bytes;
        }
    }

    [Fact]
    public async Task Ledger_WithAChangedEntry_NamesIt()
    {
        using var desk = await ExportedAsync("bundle");
        EditLedger(desk, lines => lines[3] = lines[3].Replace("ana", "ona", StringComparison.Ordinal));

        var run = await desk.TypeAsync("auditor", "ledger", "verify", "bundle");

        Assert.Equal((int)ExitCode.VerificationFailed, run.Code);
        Assert.Contains("bundle: ledger.jsonl:4: ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swapped", "ledger.jsonl:2: ")]
    [InlineData("dropped", "ledger.jsonl:3: ")]
    [InlineData("doubled", "ledger.jsonl:3: ")]
    [InlineData("cut", "ledger.jsonl:")]
    [InlineData("tail", "ledger.jsonl ")]
    public async Task Ledger_WithEntriesOutOfPlace_NamesTheFirst(string how, string place)
    {
        using var desk = await ExportedAsync("bundle");
        EditLedger(desk, lines =>
        {
            switch (how)
            {
                case "swapped":
                    (lines[1], lines[2]) = (lines[2], lines[1]);
                    break;
                case "dropped":
                    lines.RemoveAt(2);
                    break;
                case "doubled":
                    lines.Insert(2, lines[1]);
                    break;
                case "cut":
                    lines[^2] = lines[^2][..40];
                    break;
                default:
                    lines.RemoveAt(lines.Count - 2);
                    break;
            }
        });

        var verdict = BundleVerifier.Verify(BundleContent.Read(Path.Combine(desk.Folder, "bundle")));

        Assert.StartsWith(place, verdict.Damage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ledger.jsonl")]
    [InlineData("packet.md")]
    [InlineData("manifest.json")]
    public async Task Bundle_WithAFileMissing_NamesIt(string name)
    {
        using var desk = await ExportedAsync("bundle");
        File.Delete(Path.Combine(desk.Folder, "bundle", name));

        var run = await desk.TypeAsync("auditor", "ledger", "verify", "bundle");

        Assert.Equal((int)ExitCode.VerificationFailed, run.Code);
        Assert.Contains($"bundle: {name} is missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundle_WithAStrayFile_NamesIt()
    {
        using var desk = await ExportedAsync("bundle");
        await File.WriteAllTextAsync(Path.Combine(desk.Folder, "bundle", "notes.txt"), "hello");

        var run = await desk.TypeAsync("auditor", "ledger", "verify", "bundle");

        Assert.Equal((int)ExitCode.VerificationFailed, run.Code);
        Assert.Contains("notes.txt is not of the bundle", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundle_HeldAgainstANotedHead_MustGoThroughIt()
    {
        using var desk = await ExportedAsync("bundle");
        var head = LedgerChain.HeadOf(desk.Runs.Ledger(Desk.Run)[2]);
        var other = new LedgerHead(head.Sequence, desk.Runs.State(Desk.Run).Head.Digest);

        var right = await desk.TypeAsync("auditor", "ledger", "verify", "bundle", "--head", LedgerHeadText.Of(head));
        var wrong = await desk.TypeAsync("auditor", "ledger", "verify", "bundle", "--head", LedgerHeadText.Of(other));

        Assert.Equal(0, right.Code);
        Assert.Equal((int)ExitCode.VerificationFailed, wrong.Code);
    }

    [Fact]
    public async Task Bundles_OfASuccessor_ProveThatItContinues()
    {
        using var desk = await ExportedAsync("first");
        await desk.TypeAsync("ana", "takeover", "packet", Desk.Run, "--to", "packet.json");
        await desk.TypeAsync("ana", "run", "start", "--from-packet", "packet.json", "--id", "run-2");
        await desk.TypeAsync("ana", "ledger", "export", "run-2", "--to", "second");
        await desk.TypeAsync(
            "ana", "run", "start", "--charter", "charter.yaml", "--procedure", "procedure.yaml", "--id", "run-3");
        await desk.TypeAsync("ana", "ledger", "export", "run-3", "--to", "third");

        var right = await desk.TypeAsync(
            "auditor", "ledger", "verify", "second", "--packet", "packet.json", "--predecessor", "first");
        var wrong = await desk.TypeAsync("auditor", "ledger", "verify", "third", "--packet", "packet.json");

        Assert.True(right.Code == 0, right.Error);
        Assert.Equal((int)ExitCode.VerificationFailed, wrong.Code);
    }

    private static async Task<Desk> ExportedAsync(string name)
    {
        var desk = await Desk.AtGateAsync();
        await desk.TypeAsync("ben", "gate", "approve", Desk.Run, "--comment", "Fine.");
        var export = await desk.TypeAsync("ana", "ledger", "export", Desk.Run, "--to", name);
        Assert.True(export.Code == 0, export.Error);
        return desk;
    }

    /// <summary>Changes the ledger and puts the new digest into the manifest, as a careful forger would.</summary>
    private static void EditLedger(Desk desk, Action<List<string>> edit)
    {
        var folder = Path.Combine(desk.Folder, "bundle");
        var path = Path.Combine(folder, BundleNames.Ledger);
        var before = File.ReadAllBytes(path);
        var lines = File.ReadAllText(path).Split('\n').ToList();
        edit(lines);
        File.WriteAllText(path, string.Join('\n', lines));
        var after = File.ReadAllBytes(path);
        var manifest = Path.Combine(folder, BundleManifest.FileName);
        File.WriteAllText(manifest, File.ReadAllText(manifest)
            .Replace(
                DirectedExecution.Domain.Primitives.Digest.OfBytes(before).Value,
                DirectedExecution.Domain.Primitives.Digest.OfBytes(after).Value,
                StringComparison.Ordinal)
            .Replace($"\"size\": {before.Length}", $"\"size\": {after.Length}", StringComparison.Ordinal));
    }

    // White space in the manifest, and its time, say nothing; everything else does.
    private static bool IsMeaningless(string name, byte[] before, byte[] after)
    {
        if (name != BundleManifest.FileName)
        {
            return false;
        }

        try
        {
            var (old, changed) = (Parse(before), Parse(after));
            return old with { MadeAt = default } == changed with { MadeAt = default };
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static BundleManifest Parse(byte[] bytes) =>
        DirectedExecution.Domain.Primitives.DomainJson.Deserialize<BundleManifest>(Encoding.UTF8.GetString(bytes));
}
