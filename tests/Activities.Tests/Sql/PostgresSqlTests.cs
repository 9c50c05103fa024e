using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Sql;

/// <summary>The SQL tool on a real PostgreSQL server.</summary>
public sealed class PostgresSqlTests : IAsyncLifetime
{
    private PostgresDatabase database = null!;
    private Bench bench = null!;

    public async Task InitializeAsync()
    {
        if (PostgresCluster.WhyMissing is null)
        {
            database = await PostgresCluster.NewDatabaseAsync();
            await database.ExecuteAsync(
                $"""
                CREATE TABLE lots(id INT PRIMARY KEY, state TEXT NOT NULL, seen DATE, weight NUMERIC, held BOOLEAN);
                INSERT INTO lots VALUES (1, 'released', '2031-01-02', 12.50, false), (2, 'released', NULL, NULL, true);
                ALTER TABLE lots OWNER TO {database.Name};
                """);
            bench = NewBench(options => options);
        }
    }

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            bench.Dispose();
            await database.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task Action_WithSeveralStatements_IsDoneWithItsReceiptAndOnce()
    {
        Need();
        const string Hold = """
            {"database":"lots","statements":[
              {"sql":"UPDATE lots SET state = $to WHERE state = $from","parameters":{"to":"held","from":"released"}},
              {"sql":"INSERT INTO lots(id, state, seen) VALUES ($id, $idempotency_key, $day);",
               "parameters":{"id":9,"day":"2031-03-04"}}]}
            """;

        var first = await bench.ActAsync("sql", Hold);
        var second = await bench.ActAsync("sql", Hold);

        Assert.True(first.Outcome == ToolOutcome.Executed, first.Sentence);
        Assert.Equal((false, true), (first.IsReplayed, second.IsReplayed));
        Assert.Equal((1, first.Value!.ToJsonString()), ((int?)first.Value["affected"], second.Value!.ToJsonString()));
        Assert.Equal(2L, await CountAsync("state = 'held'"));
        Assert.Equal(1L, await CountAsync("state = 'key-1' AND seen = DATE '2031-03-04'"));
        Assert.Equal(1L, await database.ScalarAsync("SELECT COUNT(*) FROM directed_receipts WHERE result IS NOT NULL"));
    }

    [SkippableFact]
    public async Task Action_ThatFailsHalfWay_IsRolledBackWithItsReceipt()
    {
        Need();

        var result = await bench.ActAsync(
            "sql", """{"database":"lots","statements":[{"sql":"DELETE FROM lots"},{"sql":"INSERT INTO nowhere VALUES (1)"}]}""");
        var again = await bench.ActAsync("sql", """{"database":"lots","sql":"DELETE FROM lots WHERE id = 1"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.RolledBack), (result.Outcome, result.Code));
        Assert.Contains("42P01", result.Sentence, StringComparison.Ordinal);
        Assert.True(again.Outcome == ToolOutcome.Executed, again.Sentence);
        Assert.Equal(1L, await CountAsync("true"));
    }

    [SkippableFact]
    public async Task Action_ThatChangesAnotherNumberOfRows_IsRolledBack()
    {
        Need();

        var result = await bench.ActAsync(
            "sql", """{"database":"lots","expectAffected":1,"sql":"UPDATE lots SET state = 'held'"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Equal(0L, await CountAsync("state = 'held'"));
    }

    [SkippableTheory]
    [InlineData("COMMIT", ToolCodes.NotAllowed)]
    [InlineData("/* x */ -- y\n COMMIT", ToolCodes.NotAllowed)]
    [InlineData("UPDATE lots SET state = 'x'; COMMIT", ToolCodes.ParameterInvalid)]
    [InlineData("SET statement_timeout = 0", ToolCodes.NotAllowed)]
    [InlineData("DO $$ BEGIN DELETE FROM lots; END $$", ToolCodes.NotAllowed)]
    [InlineData("COPY lots TO PROGRAM 'sh'", ToolCodes.NotAllowed)]
    [InlineData("DELETE FROM directed_receipts", ToolCodes.NotAllowed)]
    [InlineData("DELETE FROM \"directed_receipts\"", ToolCodes.NotAllowed)]
    [InlineData("UPDATE lots SET state = $1", ToolCodes.ParameterInvalid)]
    [InlineData("UPDATE lots SET state = $missing", ToolCodes.ParameterInvalid)]
    [InlineData("UPDATE lots SET state = 'open", ToolCodes.ParameterInvalid)]
    public async Task Statement_ThatWouldBreakTheTransaction_IsRefusedAndNothingIsDone(string sql, string code)
    {
        Need();

        var result = await bench.ActAsync("sql", new JsonObject { ["database"] = "lots", ["sql"] = sql }.ToJsonString());

        Assert.Equal((ToolOutcome.Failed, code), (result.Outcome, result.Code));
        Assert.Equal(2L, await CountAsync("state = 'released'"));
    }

    [SkippableFact]
    public async Task Text_ThatLooksLikeAParameter_StaysText()
    {
        Need();
        const string Sql = "SELECT '$a' AS a, $$ $b $$ AS b, E'\\'$c' AS c, $v AS v /* $d */ -- $e";

        var result = await bench.ReadAsync(
            "sql",
            new JsonObject { ["database"] = "lots", ["sql"] = Sql, ["parameters"] = new JsonObject { ["v"] = "x'; --" } }
                .ToJsonString());

        Assert.Equal(
            """{"a":"$a","b":" $b ","c":"'$c","v":"x'; --"}""",
            result.Value!["rows"]![0]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [SkippableFact]
    public async Task Read_GivesTypesAsData()
    {
        Need();

        var result = await bench.ReadAsync(
            "sql", """{"database":"lots","sql":"SELECT id, state, seen, weight, held FROM lots ORDER BY id"}""");

        Assert.True(result.Outcome == ToolOutcome.Executed, result.Sentence);
        Assert.Equal(
            """[{"id":1,"state":"released","seen":"2031-01-02","weight":12.50,"held":false},"""
            + """{"id":2,"state":"released","seen":null,"weight":null,"held":true}]""",
            result.Value!["rows"]!.ToJsonString());
    }

    [SkippableTheory]
    [InlineData("DELETE FROM lots", ToolCodes.NotReadOnly)]
    [InlineData("WITH gone AS (DELETE FROM lots RETURNING id) SELECT COUNT(*) FROM gone", ToolCodes.Rejected)]
    public async Task Read_ThatWouldChange_IsRefused(string sql, string code)
    {
        Need();

        var result = await bench.ReadAsync("sql", new JsonObject { ["database"] = "lots", ["sql"] = sql }.ToJsonString());

        Assert.Equal((ToolOutcome.Failed, code), (result.Outcome, result.Code));
        Assert.Equal(2L, await CountAsync("true"));
    }

    [SkippableFact]
    public async Task Read_OfAMillionRows_CountsThemAllAndKeepsFew()
    {
        Need();

        var result = await bench.ReadAsync(
            "sql", """{"database":"lots","sql":"SELECT n, repeat('x', 100) AS x FROM generate_series(1, 1000000) AS n"}""");

        Assert.True(result.Outcome == ToolOutcome.Executed, result.Sentence);
        Assert.Equal((1_000_000, true), ((int?)result.Value!["rowCount"], (bool?)result.Value["isTruncated"]));
        Assert.Equal(200, result.Value["rows"]!.AsArray().Count);
    }

    [SkippableFact]
    public async Task Read_OfAHugeValue_KeepsItsBeginning()
    {
        Need();

        var result = await bench.ReadAsync("sql", """{"database":"lots","sql":"SELECT repeat('x', 200000000) AS x, 2 AS y"}""");

        Assert.True(result.Outcome == ToolOutcome.Executed, result.Sentence);
        Assert.Equal((4096, 2L), (((string?)result.Value!["value"])!.Length, (long?)result.Value["rows"]![0]!["y"]));
        Assert.True((bool?)result.Value["isTruncated"]);
    }

    [SkippableFact]
    public async Task Action_ThatRunsTooLong_IsStoppedOnTheServerAndRolledBack()
    {
        Need();

        var result = await bench.ActAsync(
            "sql",
            """
            {"database":"lots","statements":[
              {"sql":"UPDATE lots SET state = 'late'"},{"sql":"SELECT pg_sleep(600)"}]}
            """,
            timeout: TimeSpan.FromSeconds(3));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.RolledBack), (result.Outcome, result.Code));
        Assert.Equal(0L, await CountAsync("state = 'late'"));
        Assert.Equal(0L, await database.ScalarAsync(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'directed-execution' AND state = 'active' "
            + $"AND datname = '{database.Name}'"));
    }

    [SkippableFact]
    public async Task Role_WithoutTheRight_IsRefusedByTheServer()
    {
        Need();
        await database.ExecuteAsync("CREATE TABLE payments(id INT)");

        var result = await bench.ActAsync("sql", """{"database":"lots","sql":"INSERT INTO payments VALUES (1)"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.RolledBack), (result.Outcome, result.Code));
        Assert.Contains("42501", result.Sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Database_ThatIsNotOnTheList_IsRefused()
    {
        Need();

        var result = await bench.ReadAsync("sql", """{"database":"payments","sql":"SELECT 1"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (result.Outcome, result.Code));
    }

    [SkippableFact]
    public async Task Database_ThatIsOnlyRead_TakesNoAction()
    {
        Need();
        using var reader = NewBench(options => options with { IsReadOnly = true });

        var result = await reader.ActAsync("sql", """{"database":"lots","sql":"DELETE FROM lots"}""");
        var read = await reader.ReadAsync("sql", """{"database":"lots","sql":"SELECT COUNT(*) FROM lots"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotAllowed), (result.Outcome, result.Code));
        Assert.Equal(2L, (long?)read.Value!["value"]);
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tls_IsUsedAndTheServerMustProveItself(bool knowsTheAuthority)
    {
        Need();
        Skip.If(database.RootCertificate is null, "the server was started without TLS (no openssl there)");
        using var safe = NewBench(options => options with
        {
            Tls = DatabaseTls.VerifyFull,
            RootCertificate = knowsTheAuthority ? database.RootCertificate : null,
        });

        var result = await safe.ReadAsync(
            "sql", """{"database":"lots","sql":"SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"}""");

        Assert.Equal(
            knowsTheAuthority ? (ToolOutcome.Executed, null) : (ToolOutcome.Failed, ToolCodes.NotConnected),
            (result.Outcome, result.Code));
        Assert.True(!knowsTheAuthority || (bool?)result.Value!["value"] == true);
    }

    [SkippableFact]
    public async Task Server_ThatIsNotThere_IsFailedAndSaysNoPassword()
    {
        Need();
        using var away = NewBench(options => options with { Port = LoopbackPort.FindFree() });

        var result = await away.ActAsync("sql", """{"database":"lots","sql":"DELETE FROM lots"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.NotConnected), (result.Outcome, result.Code));
        Assert.DoesNotContain(database.Password, result.Sentence, StringComparison.Ordinal);
    }

    private static void Need() => Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);

    private Bench NewBench(Func<DatabaseOptions, DatabaseOptions> change) => new(
        options => options with
        {
            Databases = new Dictionary<string, DatabaseOptions>
            {
                ["lots"] = change(PostgresSecrets.OptionsOf(database)),
            },
        },
        new PostgresSecrets(database));

    private async Task<long> CountAsync(string condition) =>
        (long)(await database.ScalarAsync($"SELECT COUNT(*) FROM lots WHERE {condition}"))!;
}
