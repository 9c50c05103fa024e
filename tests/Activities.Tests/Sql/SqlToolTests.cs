using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Sql;

public sealed class SqlToolTests : IDisposable
{
    private const string Release =
        """{"database":"orders.db","sql":"UPDATE orders SET state = $state WHERE state = 'held'","parameters":{"state":"queued"}}""";

    private readonly Bench bench = new();

    public SqlToolTests() => Execute(
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, state TEXT, note TEXT);"
        + "INSERT INTO orders(state) VALUES ('held'),('held'),('queued')");

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Action_TriedTwiceWithOneKey_IsDoneOnce()
    {
        const string Append = """{"database":"orders.db","sql":"INSERT INTO orders(state, note) VALUES ('new', $idempotency_key)"}""";

        var first = await bench.ActAsync("sql", Append);
        var second = await bench.ActAsync("sql", Append);
        var other = await bench.ActAsync("sql", Append, key: "key-2");

        Assert.All([first, second, other], result => Assert.Equal(ToolOutcome.Executed, result.Outcome));
        Assert.Equal([false, true, false], [first.IsReplayed, second.IsReplayed, other.IsReplayed]);
        Assert.Equal(first.Value!.ToJsonString(), second.Value!.ToJsonString());
        Assert.Equal(1, Count("note = 'key-1'"));
        Assert.Equal(1, Count("note = 'key-2'"));
    }

    [Fact]
    public async Task Action_TriedByManyAtOnce_IsDoneOnce()
    {
        const string Append = """{"database":"orders.db","sql":"INSERT INTO orders(state) VALUES ('new')"}""";

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bench.ActAsync("sql", Append)));

        Assert.All(results, result => Assert.Equal(ToolOutcome.Executed, result.Outcome));
        Assert.Single(results, result => !result.IsReplayed);
        Assert.Equal(1, Count("state = 'new'"));
    }

    [Fact]
    public async Task Action_KeyUsedForAnotherStatement_IsFailed()
    {
        await bench.ActAsync("sql", Release);

        var result = await bench.ActAsync("sql", """{"database":"orders.db","sql":"DELETE FROM orders"}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.KeyReused), (result.Outcome, result.Code));
        Assert.Equal(3, Count("1 = 1"));
    }

    [Fact]
    public async Task Action_WithSeveralStatements_RunsEachOfThem()
    {
        var result = await bench.ActAsync(
            "sql",
            """
            {"database":"orders.db","statements":[
              {"sql":"INSERT INTO orders(state) VALUES ('first')"},
              {"sql":"UPDATE orders SET note = $note WHERE state = 'first'","parameters":{"note":"seen"}},
              {"sql":"INSERT INTO orders(state) VALUES ('last')"}]}
            """);

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal((1, 1), (Count("state = 'first' AND note = 'seen'"), Count("state = 'last'")));
    }

    [Fact]
    public async Task Action_WithSeveralStatements_IsAllOrNothing()
    {
        var result = await bench.ActAsync(
            "sql",
            """{"database":"orders.db","statements":[{"sql":"DELETE FROM orders"},{"sql":"INSERT INTO missing VALUES (1)"}]}""");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.RolledBack), (result.Outcome, result.Code));
        Assert.Equal(3, Count("1 = 1"));
    }

    [Fact]
    public async Task Action_ThatChangesAnotherNumberOfRows_IsRolledBack()
    {
        var result = await bench.ActAsync("sql", Release.Replace("{\"d", "{\"expectAffected\":5,\"d", StringComparison.Ordinal));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.PreconditionFailed), (result.Outcome, result.Code));
        Assert.Equal(2, Count("state = 'held'"));
    }

    [Fact]
    public async Task Value_ThatLooksLikeSql_IsOnlyAValue()
    {
        var result = await bench.ActAsync(
            "sql", Release.Replace("\"queued\"", "\"x'; DROP TABLE orders; --\"", StringComparison.Ordinal));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal(2, Count("state LIKE 'x''%'"));
    }

    [Theory]
    [InlineData("COMMIT")]
    [InlineData("UPDATE orders SET state = 'x'; COMMIT")]
    [InlineData("SAVEPOINT a")]
    [InlineData("ATTACH 'other.db' AS other")]
    [InlineData("PRAGMA journal_mode = OFF")]
    [InlineData("DELETE FROM directed_receipts")]
    public async Task Statement_ThatWouldBreakTheTransaction_IsRefusedBySqlite(string sql)
    {
        var result = await bench.ActAsync("sql", $$"""{"database":"orders.db","sql":"{{sql}}"}""");

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
        Assert.Equal(0, Count("state = 'x'"));
        Assert.False(File.Exists(bench.Folder["other.db"]));
    }

    [Fact]
    public async Task Read_GivesRowsAndTheFirstValue()
    {
        var result = await bench.ReadAsync(
            "sql", """{"database":"orders.db","sql":"SELECT COUNT(*) AS held FROM orders WHERE state = $s","parameters":{"s":"held"}}""");

        Assert.Equal(2, result.Value!["value"]!.GetValue<long>());
        Assert.Equal(2, result.Value!["rows"]![0]!["held"]!.GetValue<long>());
    }

    [Fact]
    public async Task Read_ThatWouldChange_IsRefusedBySqlite()
    {
        var result = await bench.ReadAsync("sql", """{"database":"orders.db","sql":"DELETE FROM orders RETURNING id"}""");

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
        Assert.Equal(3, Count("1 = 1"));
    }

    [Fact]
    public async Task Action_ThatRunsTooLong_IsRolledBack()
    {
        var result = await bench.ActAsync(
            "sql",
            """
            {"database":"orders.db","sql":"INSERT INTO orders(note)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 'x' FROM n WHERE i < 0"}
            """.ReplaceLineEndings(" "),
            timeout: TimeSpan.FromMilliseconds(500));

        Assert.Equal((ToolOutcome.Failed, ToolCodes.RolledBack), (result.Outcome, result.Code));
        Assert.Equal(3, Count("1 = 1"));
    }

    [Theory]
    [InlineData("""{"database":"missing.db","sql":"SELECT 1"}""", ToolCodes.NotFound)]
    [InlineData("""{"database":"../orders.db","sql":"SELECT 1"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"database":"orders.db"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"database":"orders.db","sql":"SELECT 1","parameters":{"unused":1}}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"database":"orders.db","sql":"SELECT $x"}""", ToolCodes.RolledBack)]
    public async Task Call_Malformed_IsFailed(string parameters, string code)
    {
        var result = await bench.ActAsync("sql", parameters);

        Assert.Equal((ToolOutcome.Failed, code), (result.Outcome, result.Code));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={bench.Folder["orders.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Count(string condition)
    {
        using var connection = new SqliteConnection($"Data Source={bench.Folder["orders.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM orders WHERE {condition}";
        return (long)command.ExecuteScalar()!;
    }
}
