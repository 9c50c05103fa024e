using System.Globalization;
using System.Text.Json.Nodes;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Runs;
using Microsoft.Data.Sqlite;
using Tests.Support;

namespace Cli.Tests.Examples;

/// <summary>The cold room, contained: on both servers, on both databases.</summary>
public sealed class ColdChainTests
{
    private const string Lots = "SELECT id || ' ' || state || ' ' || room FROM lots ORDER BY id";
    private const string Custody = "SELECT lot || ' ' || what || ' ' || person FROM custody ORDER BY lot, what";

    private static readonly string[] LotsAfter =
        ["L-101 quarantined B", "L-102 quarantined B", "L-103 disposed B", "L-104 released B"];

    private static readonly string[] CustodyAfter =
    [
        "L-101 moved to room B dana", "L-101 quarantined system", "L-102 moved to room B dana", "L-102 quarantined system",
        "L-103 moved to room B dana", "L-103 quarantined system",
    ];

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task ColdChain_DirectedToItsEnd_LosesOnlyWhatIsLost(ServerKind kind)
    {
        await using var server = await ExampleServer.StartAsync(kind);
        await using var run = new ExampleRun(ExampleOf.ColdChain);

        var ledger = await run.PlayAsync(server.Address);

        Judge(run, ledger);
        Assert.Equal(LotsAfter, await SqliteAsync(run, Lots));
        Assert.Equal(CustodyAfter, await SqliteAsync(run, Custody));
    }

    [SkippableFact]
    public async Task ColdChain_OnPostgres_IsTheSame()
    {
        Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);
        await using var database = await PostgresCluster.NewDatabaseAsync();
        await using var run = new ExampleRun(ExampleOf.ColdChain);
        await database.ExecuteAsync(await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "examples", ExampleOf.ColdChain.Name, "lots.sql")));
        await database.ExecuteAsync(
            $"ALTER TABLE lots OWNER TO {database.Name}; ALTER TABLE custody OWNER TO {database.Name}");
        await UseAsync(run, database);

        var ledger = await run.PlayAsync(address: null);

        Judge(run, ledger);
        Assert.Equal(LotsAfter, await PostgresAsync(database, Lots));
        Assert.Equal(CustodyAfter, await PostgresAsync(database, Custody));
        Assert.Equal((long)ledger.Count, await database.ScalarAsync("SELECT COUNT(*) FROM directed_audit.ledger"));
        Assert.DoesNotContain(database.Password, string.Join('\n', ledger), StringComparison.Ordinal);
    }

    /// <summary>The list of databases, and the audit store beside the lots.</summary>
    private static async Task UseAsync(ExampleRun run, PostgresDatabase database)
    {
        var settings = Path.Combine(run.Folder, "settings.yaml");
        var address = string.Create(
            CultureInfo.InvariantCulture,
            $"host: 127.0.0.1, port: {database.Port}, database: {database.Name}, user: {database.Name}, credential: env:LOTS_PASSWORD");
        await File.WriteAllTextAsync(
            settings, $"databases:\n  lots: {{ {address} }}\nauditDatabase: {{ {address} }}\n");
        run.Here["database"] = "lots";
        run.Variables["DIRECTED_CONFIG"] = settings;
        run.Variables["LOTS_PASSWORD"] = database.Password;
    }

    private static void Judge(ExampleRun run, IReadOnlyList<LedgerEntry> ledger)
    {
        var facts = ledger.Select(entry => entry.Fact).ToList();
        var settled = Assert.Single(facts.OfType<RunFact.OutcomeSettled>(), fact => fact.By is not null);
        Assert.Equal(("dana", ReconciledOutcome.Done), (settled.By!.Value.Value, settled.Outcome));
        Assert.Contains("sha256:", settled.Evidence, StringComparison.Ordinal);
        Assert.Equal("dana", Assert.Single(facts.OfType<RunFact.ContradictionCleared>()).By.Value);
        Assert.Equal(7, facts.OfType<RunFact.ActionDispatched>().Count());
        Assert.Single(facts.OfType<RunFact.RunCompleted>());
        var dispatch = JsonNode.Parse(File.ReadAllText(Path.Combine(run.Site.Data, "dispatch.json")))!;
        Assert.True((bool)dispatch["open"]!);
    }

    private static async Task<List<string>> SqliteAsync(ExampleRun run, string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(run.Site.Data, "lots.db")};Pooling=False");
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

    private static async Task<string[]> PostgresAsync(PostgresDatabase database, string sql) =>
        ((string)(await database.ScalarAsync($"SELECT string_agg(line, '|') FROM ({sql}) AS lines(line)"))!).Split('|');
}
