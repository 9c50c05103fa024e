using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Activities.Tools;
using DirectedExecution.ToolKit;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Kit;

public sealed class SqliteToolTests : ToolComplianceTests
{
    protected override JsonObject Action => Statement("INSERT INTO effects(key) VALUES ($idempotency_key)");

    protected override JsonObject? OtherAction => Statement("INSERT INTO effects(key) VALUES ('other')");

    protected override JsonObject? Read => Statement("SELECT COUNT(*) AS n FROM effects");

    protected override ITool Create(ToolOptions options, ISecretSource secrets) => new SqlTool(options, secrets);

    protected override Task PrepareAsync()
    {
        Execute("CREATE TABLE effects(key TEXT)");
        return Task.CompletedTask;
    }

    protected override Task<int> EffectsAsync() => Task.FromResult((int)(long)Execute("SELECT COUNT(*) FROM effects")!);

    private static JsonObject Statement(string sql) => new() { ["database"] = "target.db", ["sql"] = sql };

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "target.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
