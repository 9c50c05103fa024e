using System.Text;
using System.Text.Json;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using Tests.Support;

namespace Cli.Tests.Privacy;

/// <summary>A run with sensitive reads and a sensitive action, from the tool to who may read and who erases.</summary>
public sealed class AnnexCommandTests
{
    private const string Secret = "annexed0815";

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task SensitiveEvidence_IsInTheAnnexAlone_ReadOnRecord_AndErasedForGood(ServerKind kind)
    {
        await using var run = await StartAsync(kind);
        var records = await RecordsAsync(run);
        Assert.Equal(4, records.Count);
        var (first, what) = records[0];
        Assert.DoesNotContain(Secret, await EverythingAsync(run), StringComparison.Ordinal);

        var refused = await As(run, "ana", "annex", "show", PrivateRun.Id, first, "--reason", "Curious.");
        var silent = await As(run, "olga", "annex", "show", PrivateRun.Id, first);
        var shown = await As(run, "olga", "annex", "show", PrivateRun.Id, first, "--reason", "An audit.");
        Assert.Equal((int)ExitCode.NotAuthorised, refused.Code);
        Assert.Equal((int)ExitCode.Refused, silent.Code);
        Assert.True(shown.Code == 0, shown.Error);
        Assert.Contains(Secret, shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.Out + silent.Out + refused.Error, StringComparison.Ordinal);
        Assert.Contains("annex opened by olga", await LedgerAsync(run), StringComparison.Ordinal);

        Assert.Equal(
            (int)ExitCode.NotAuthorised,
            (await As(run, "olga", "annex", "erase", PrivateRun.Id, first, "--reason", "No.", "--yes")).Code);
        var erased = await As(run, "carla", "annex", "erase", PrivateRun.Id, first, "--reason", "Asked for.", "--yes");
        Assert.True(erased.Code == 0, erased.Error);
        var after = await As(run, "olga", "annex", "show", PrivateRun.Id, first, "--reason", "Is it gone?");
        Assert.Contains("It was erased.", after.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, after.Out, StringComparison.Ordinal);

        // The ledger has not changed, and says so to whoever verifies it.
        await run.DoneAsync(Keys(run), "ledger", "export", PrivateRun.Id, "--to", "bundle");
        await run.DoneAsync(Keys(run), "ledger", "verify", "bundle");
        Assert.False(File.Exists(Path.Combine(run.Folder, "bundle", "annex.jsonl")));
        Assert.Contains(first, await LedgerAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundle_WithTheAnnex_IsForThoseWhoMay_AndVerifiesItByTheLedger()
    {
        await using var run = await StartAsync(ServerKind.Embedded);

        var refused = await As(
            run, "ana", "ledger", "export", PrivateRun.Id, "--to", "mine", "--with-annex", "--reason", "Curious.");
        var made = await As(
            run, "olga", "ledger", "export", PrivateRun.Id, "--to", "theirs", "--with-annex", "--reason", "An audit.");

        Assert.Equal((int)ExitCode.NotAuthorised, refused.Code);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "mine")));
        Assert.True(made.Code == 0, made.Error);
        var file = Path.Combine(run.Folder, "theirs", "annex.jsonl");
        Assert.Contains(Secret, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        await run.DoneAsync(Keys(run), "ledger", "verify", "theirs");

        // Whoever changes a record, and the manifest with it, is found out by the ledger's digest.
        var changed = (await File.ReadAllTextAsync(file)).Replace(Secret, "annexed0816", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, changed);
        var manifest = Path.Combine(run.Folder, "theirs", "manifest.json");
        var text = await File.ReadAllTextAsync(manifest);
        using (var document = JsonDocument.Parse(text))
        {
            var old = document.RootElement.GetProperty("files").EnumerateArray()
                .Single(one => one.GetProperty("name").GetString() == "annex.jsonl").GetProperty("digest").GetString()!;
            await File.WriteAllTextAsync(manifest, text.Replace(
                old, DirectedExecution.Domain.Primitives.Digest.OfText(changed).Value, StringComparison.Ordinal));
        }

        var verdict = await run.TypeAsync(Keys(run), "ledger", "verify", "theirs");
        Assert.Equal((int)ExitCode.VerificationFailed, verdict.Code);
        Assert.Contains("is not what the ledger refers to", verdict.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annex_OfARunThatHasEnded_IsOpenedByTheSamePeople_OnRecordInTheAnnex()
    {
        await using var run = await StartAsync(ServerKind.Embedded);
        var (first, _) = (await RecordsAsync(run))[0];
        await run.DoneAsync(Keys(run), "stop", PrivateRun.Id, "--reason", "Over.", "--yes");

        var refused = await As(run, "ana", "annex", "show", PrivateRun.Id, first, "--reason", "Curious.");
        var shown = await As(run, "olga", "annex", "show", PrivateRun.Id, first, "--reason", "An audit.");
        var erased = await As(run, "carla", "annex", "erase", PrivateRun.Id, first, "--reason", "Asked for.", "--yes");

        Assert.Equal((int)ExitCode.NotAuthorised, refused.Code);
        Assert.Contains(Secret, shown.Out, StringComparison.Ordinal);
        Assert.True(erased.Code == 0, erased.Error);
        await using var annex = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={run.AnnexFile};Pooling=False");
        await annex.OpenAsync();
        await using var acts = annex.CreateCommand();
        acts.CommandText = "SELECT group_concat(person || ' ' || kind || ' ' || record || coalesce(directive, '')) FROM acts";
        Assert.Equal($"olga read {first},carla erase {first}", (string?)await acts.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Commands_ThatLeadNowhere_SayWhere()
    {
        await using var run = await StartAsync(ServerKind.Embedded);
        var (first, _) = (await RecordsAsync(run))[0];

        var unknown = await As(run, "olga", "annex", "show", PrivateRun.Id, "annex-nowhere", "--reason", "x");
        var elsewhere = await run.TypeAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["DIRECTED_ANNEX_FILE"] = "none.db" },
            "annex", "show", PrivateRun.Id, first, "--reason", "x", "--as", "olga");

        Assert.Equal(((int)ExitCode.NotFound, (int)ExitCode.NotFound), (unknown.Code, elsewhere.Code));
        Assert.Contains("annex-nowhere", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("none.db", elsewhere.Error, StringComparison.Ordinal);
    }

    private static async Task<PrivateRun> StartAsync(ServerKind kind)
    {
        var run = await PrivateRun.StartAsync(
            kind,
            charter => charter.Replace(
                "  reviewers: []", "  reviewers: []\n  auditors: [olga]\n  annexReaders: [olga]\n  annexErasers: [carla]",
                StringComparison.Ordinal),
            procedure => procedure.Replace("timeout: 30s }", "timeout: 30s, sensitive: true }", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "board.json"), $$"""{"open":false,"was":"{{Secret}}"}""");
        await run.OpenAsync(Keys(run));
        await run.DoneAsync(Keys(run), "confirm", PrivateRun.Id);
        await run.DoneAsync(Keys(run), "direct", PrivateRun.Id, "open", "--arg", "note=plain", "--wait");
        await run.TypeAsync(Keys(run), "direct", PrivateRun.Id, "fail", "--wait");
        return run;
    }

    private static Dictionary<string, string> Keys(PrivateRun run) =>
        new(StringComparer.Ordinal) { ["DIRECTED_ANNEX_FILE"] = run.AnnexFile };

    private static Task<CliRun> As(PrivateRun run, string person, params string[] args) =>
        run.TypeAsync(Keys(run), [.. args, "--as", person]);

    private static async Task<string> LedgerAsync(PrivateRun run) =>
        (await run.TypeAsync(Keys(run), "ledger", "show", PrivateRun.Id)).Out;

    private static async Task<IReadOnlyList<(string Id, string What)>> RecordsAsync(PrivateRun run)
    {
        var listed = await run.TypeAsync(Keys(run), "annex", "list", PrivateRun.Id, "-o", "json");
        using var json = JsonDocument.Parse(listed.Out);
        return [.. json.RootElement.GetProperty("data").EnumerateArray().Select(line => (
            line.GetProperty("annex").GetProperty("id").GetString()!, line.GetProperty("what").GetString()!))];
    }

    /// <summary>All that others can see: the server's files, the audit store, every view of the command line.</summary>
    private static async Task<string> EverythingAsync(PrivateRun run)
    {
        var text = new StringBuilder();
        foreach (var file in run.ServerFiles.Concat(Directory.EnumerateFiles(run.Folder, "audit.db*")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            text.Append(await reader.ReadToEndAsync());
        }

        foreach (var args in new string[][]
        {
            ["ledger", "show", PrivateRun.Id, "-o", "json"], ["run", "show", PrivateRun.Id, "-o", "json"],
            ["annex", "list", PrivateRun.Id], ["takeover", "packet", PrivateRun.Id, "-o", "json"],
        })
        {
            text.Append((await run.TypeAsync(Keys(run), args)).Out);
        }

        return text.ToString();
    }
}
