using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Activities.Tools;
using DirectedExecution.ToolKit;

namespace Activities.Tests.Kit;

public sealed class PostgresToolTests : ToolComplianceTests
{
    private PostgresDatabase? database;

    protected override JsonObject Action => Statement("INSERT INTO effects(key) VALUES ($idempotency_key)");

    protected override JsonObject? OtherAction => Statement("INSERT INTO effects(key) VALUES ('other')");

    protected override JsonObject? Read => Statement("SELECT COUNT(*) AS n FROM effects");

    // The canary is no password of this server; the call fails, and what it says must be silent about it all the same.
    protected override ITool Create(ToolOptions options, ISecretSource secrets) =>
        new SqlTool(options, new PostgresSecrets(database!, secrets));

    protected override async Task PrepareAsync()
    {
        Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);
        database = await PostgresCluster.NewDatabaseAsync();
        await database.ExecuteAsync($"CREATE TABLE effects(key TEXT); ALTER TABLE effects OWNER TO {database.Name}");
    }

    protected override ToolOptions Configure(ToolOptions options) => options with
    {
        Databases = new Dictionary<string, DatabaseOptions> { ["target"] = PostgresSecrets.OptionsOf(database!) },
    };

    protected override async Task<int> EffectsAsync() =>
        (int)(long)(await database!.ScalarAsync("SELECT COUNT(*) FROM effects"))!;

    protected override void Dispose(bool disposing)
    {
        database?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private static JsonObject Statement(string sql) => new() { ["database"] = "target", ["sql"] = sql };
}
