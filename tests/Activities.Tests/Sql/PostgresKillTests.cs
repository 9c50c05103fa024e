using System.Diagnostics;
using System.Globalization;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;
using Xunit.Abstractions;

namespace Activities.Tests.Sql;

/// <summary>Workers that are killed (kill -9) in the middle of an action on PostgreSQL: it is done once all the same.</summary>
public sealed class PostgresKillTests(ITestOutputHelper output)
{
    private const string Add = """{"database":"lots","statements":[{"sql":"INSERT INTO effects(key) VALUES ($idempotency_key)"},{"sql":"UPDATE turn SET n = n + 1"}]}""";

    [SkippableFact]
    public async Task Worker_KilledBetweenEffectAndCommit_LeavesNothingAndTheNextTryDoesIt()
    {
        await using var database = await StartAsync();
        await using var other = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(
            PostgresCluster.Address.ToString()) { Database = database.Name }.ToString());
        await other.OpenAsync();
        await using var hold = await other.BeginTransactionAsync();
        await new Npgsql.NpgsqlCommand("UPDATE turn SET n = n", other, hold).ExecuteNonQueryAsync();
        using var worker = Puppet.Start("sql", database.Name, database.Password, Port(database), "key-1", Add);
        await Eventually.IsAsync(
            async () => (long)(await database.ScalarAsync(
                $"SELECT COUNT(*) FROM pg_stat_activity WHERE datname = '{database.Name}' AND wait_event_type = 'Lock'"))! > 0,
            "the worker has written and waits for its turn");

        worker.Kill();
        await worker.WaitForExitAsync();
        await hold.RollbackAsync();
        var result = await RetryAsync(database, "key-1");

        Assert.Equal((ToolOutcome.Executed, false), (result.Outcome, result.IsReplayed));
        Assert.Equal(1L, await EffectsAsync(database, "key-1"));
    }

    [SkippableFact]
    public async Task Worker_KilledAfterTheCommit_IsKnownToHaveDoneIt()
    {
        await using var database = await StartAsync();
        using var worker = Puppet.Start("sql", database.Name, database.Password, Port(database), "key-1", Add);
        await Eventually.IsAsync(async () => await EffectsAsync(database, "key-1") == 1, "the effect is there");
        worker.Kill();
        await worker.WaitForExitAsync();

        var result = await RetryAsync(database, "key-1");

        Assert.Equal((ToolOutcome.Executed, true), (result.Outcome, result.IsReplayed));
        Assert.Equal(1L, await EffectsAsync(database, "key-1"));
    }

    [SkippableFact]
    public async Task Workers_KilledAtRandomInstants_DoEachActionOnce()
    {
        const int Rounds = 8;
        await using var database = await StartAsync();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"key-{round}");
            using var worker = Puppet.Start("sql", database.Name, database.Password, Port(database), key, Add);
            await worker.StandardOutput.ReadLineAsync();
            await Task.Delay(random.Next(0, 120));
            worker.Kill();
            await worker.WaitForExitAsync();

            var result = await RetryAsync(database, key);

            Assert.Equal(ToolOutcome.Executed, result.Outcome);
            Assert.Equal(1L, await EffectsAsync(database, key));
        }

        Assert.Equal(Rounds, (int)(await database.ScalarAsync("SELECT n FROM turn"))!);
    }

    private static async Task<PostgresDatabase> StartAsync()
    {
        Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);
        var database = await PostgresCluster.NewDatabaseAsync();
        await database.ExecuteAsync(
            $"""
            CREATE TABLE effects(key TEXT); CREATE TABLE turn(n INT); INSERT INTO turn VALUES (0);
            ALTER TABLE effects OWNER TO {database.Name}; ALTER TABLE turn OWNER TO {database.Name};
            """);
        return database;
    }

    private static async Task<ToolResult> RetryAsync(PostgresDatabase database, string key)
    {
        using var bench = new Bench(
            options => options with
            {
                Databases = new Dictionary<string, DatabaseOptions> { ["lots"] = PostgresSecrets.OptionsOf(database) },
            },
            new PostgresSecrets(database));
        return await bench.ActAsync("sql", Add, key);
    }

    private static async Task<long> EffectsAsync(PostgresDatabase database, string key) =>
        (long)(await database.ScalarAsync($"SELECT COUNT(*) FROM effects WHERE key = '{key}'"))!;

    private static string Port(PostgresDatabase database) => database.Port.ToString(CultureInfo.InvariantCulture);
}
