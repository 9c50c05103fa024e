using System.Text.Json.Nodes;
using DirectedExecution.Domain.Runs;
using Microsoft.Data.Sqlite;
using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>The listed party, blocked and held; nothing is filed; counsel has the last word.</summary>
public sealed class SanctionsTests
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Sanctions_DirectedToItsEnd_BlocksOnceAndFilesNothing(ServerKind kind)
    {
        await using var server = await ExampleServer.StartAsync(kind);
        await using var run = new ExampleRun(ExampleOf.Sanctions);

        var ledger = await run.PlayAsync(server.Address);

        var facts = ledger.Select(entry => entry.Fact).ToList();
        Assert.Equal("dana", Assert.Single(facts.OfType<RunFact.LeadChanged>()).To.Value);
        Assert.Equal("erin", Assert.Single(facts.OfType<RunFact.BlockCleared>()).By?.Value);
        Assert.Single(facts.OfType<RunFact.RunCompleted>());
        using var http = new HttpClient { BaseAddress = new Uri(run.Site.Url) };
        Assert.Equal("""{"count":0}""", await http.GetStringAsync("/filings"));
        var found = JsonNode.Parse(await http.GetStringAsync("/cases/C-1"))!;
        Assert.Equal(("escalated", 4), ((string?)found["state"], (int?)found["version"]));
        Assert.Equal(
            ["The desk knows.", "Counsel has it and files."],
            found["comments"]!.AsArray().Select(comment => (string)comment!));
        Assert.Equal(
            ["blocked 1", "held 1"],
            await RowsAsync(run, "SELECT kind || ' ' || COUNT(*) FROM effects GROUP BY kind ORDER BY kind"));
        Assert.Equal(
            ["A-1 blocked", "A-2 blocked", "A-3 open"],
            await RowsAsync(run, "SELECT id || ' ' || state FROM accounts ORDER BY id"));
        Assert.Equal(
            ["P-1 held", "P-2 held", "P-3 pending", "P-4 sent"],
            await RowsAsync(run, "SELECT id || ' ' || state FROM payments ORDER BY id"));
    }

    private static async Task<List<string>> RowsAsync(ExampleRun run, string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(run.Site.Data, "accounts.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
