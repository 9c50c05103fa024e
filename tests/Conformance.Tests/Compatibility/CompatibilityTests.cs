using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Client;

namespace Conformance.Tests.Compatibility;

/// <summary>
/// The page of what is compatible follows from the tests, from the lists in this folder and from what the server
/// answers: what is missing or different fails until someone says why. With the environment variable WRITE_DOCS set, the
/// page and the list of official methods are written.
/// </summary>
public sealed class CompatibilityTests(SharedServers servers) : Behaviour(servers)
{
    private static bool Writes => Environment.GetEnvironmentVariable("WRITE_DOCS") is { Length: > 0 };

    [SkippableFact]
    public async Task OfficialMethods_AsListed_AreThoseOfTheOfficialServer()
    {
        var c = await WithAsync(ServerKind.Real);
        var rows = new List<string>();
        foreach (var service in new[] { OfficialRpc.Workflow, OfficialRpc.Operator })
        {
            foreach (var method in await RpcProbe.MethodsAsync(c.Connection, service))
            {
                var asked = new OfficialRpc(service, method, string.Empty);
                rows.Add((asked with { Answer = await RpcProbe.AskAsync(c.Connection, asked) }).Row);
            }
        }

        // The development server has no test service; the test server that has it is another program.
        rows.AddRange(OfficialRpc.All.Where(one => one.Service == OfficialRpc.Test).Select(one => one.Row));
        if (Writes)
        {
            await File.WriteAllLinesAsync(Table.PathOf(OfficialRpc.File), rows);
        }

        Assert.Equal(rows, await File.ReadAllLinesAsync(Table.PathOf(OfficialRpc.File)));
    }

    [Fact]
    public async Task Methods_NotAnsweredHere_AreLeftOutForAReason()
    {
        var answers = await AnswersAsync();
        Assert.Equal(
            [],
            OfficialRpc.All
                .Where(one => answers[one.Path] != one.Answer && !RpcNote.All.Any(note => note.Covers(one.Method)))
                .Select(one => $"{one.Method}: {answers[one.Path]}, officially {one.Answer}"));
        Assert.Equal(
            [],
            RpcNote.All.Where(note => !OfficialRpc.All.Any(one => note.Covers(one.Method))).Select(note => note.Pattern));
    }

    [Fact]
    public void KnownDifferences_ThatNameATest_NameOneThatIsHere() => Assert.Equal(
        [],
        KnownDifference.All
            .Select(one => one.Test)
            .Where(test => test != KnownDifference.NoTest && !BehaviourCatalog.Has(test)));

    [Fact]
    public async Task Page_OfWhatIsCompatible_SaysWhatIsThere()
    {
        var text = CompatibilityPage.Text(await AnswersAsync());
        if (Writes)
        {
            await File.WriteAllTextAsync(CompatibilityPage.Path, text);
        }

        Assert.Equal(text, await File.ReadAllTextAsync(CompatibilityPage.Path));
    }

    private async Task<IReadOnlyDictionary<string, string>> AnswersAsync()
    {
        var plain = (await WithAsync(ServerKind.Embedded)).Connection;
        await using var server = await ServerProcess.StartAsync(
            ServerKind.Embedded, new() { ExtraArguments = ["--time-skipping"] });
        var skipping = await TemporalConnection.ConnectAsync(new(server.Address));
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in OfficialRpc.All)
        {
            answers[one.Path] = await RpcProbe.AskAsync(one.Service == OfficialRpc.Test ? skipping : plain, one);
        }

        return answers;
    }
}
