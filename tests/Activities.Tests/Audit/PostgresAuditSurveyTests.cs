using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Primitives;

namespace Activities.Tests.Audit;

/// <summary>The survey of a PostgreSQL database.</summary>
public sealed class PostgresAuditSurveyTests : AuditSurveyCompliance, IAsyncLifetime
{
    private PostgresDatabase? database;

    protected override IAuditStore Store
    {
        get
        {
            Skip.If(database is null, PostgresCluster.WhyMissing);
            return field ??= new PostgresAuditStore(
                PostgresSecrets.OptionsOf(database!), new PostgresSecrets(database!));
        }
    }

    public async Task InitializeAsync() =>
        database = PostgresCluster.WhyMissing is null ? await PostgresCluster.NewDatabaseAsync() : null;

    public async Task DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task Precedents_AreLookedUp_NotSearchedFor()
    {
        Store.Read(new RunId("any"), 1, 1);
        var plan = await database!.ScalarAsync(
            "SET search_path = directed_audit; SET enable_seqscan = off; "
            + $"EXPLAIN (FORMAT JSON) {PlanOf("(entry::json #>> '{fact,step}')")}");
        Assert.Contains("ledger_step", (string)plan!, StringComparison.Ordinal);
    }
}
