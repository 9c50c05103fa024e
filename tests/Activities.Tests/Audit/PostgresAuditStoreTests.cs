using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Audit;

/// <summary>The audit store on a PostgreSQL server.</summary>
public sealed class PostgresAuditStoreTests : AuditStoreCompliance, IAsyncLifetime
{
    private PostgresDatabase? database;

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
    public async Task Role_ThatMayOnlyReadAndInsert_IsEnough()
    {
        await OpenAsync();
        var make = await OpenAsync();
        make.Read(new("run-1"), 1, 1);
        var role = $"{database!.Name}_w";
        await database.ExecuteAsync(
            $"""
            CREATE ROLE {role} LOGIN PASSWORD '{database.Password}';
            GRANT USAGE ON SCHEMA directed_audit TO {role};
            GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA directed_audit TO {role};
            """);
        try
        {
            var options = PostgresSecrets.OptionsOf(database) with { User = role };
            var store = new PostgresAuditStore(options, new PostgresSecrets(database));

            Assert.True(store.TryBegin(
                new(
                    new("run-1"), new("a-1"), new("s"), DirectedExecution.Domain.Procedures.StepClass.Opaque,
                    new("shell", DirectedExecution.Domain.Primitives.JsonData.EmptyObject, TimeSpan.FromSeconds(1)), "k"),
                DateTimeOffset.UnixEpoch));
            Assert.Empty(store.Read(new("run-1"), 1, 1));
        }
        finally
        {
            await database.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    protected override Task<IAuditStore> OpenAsync()
    {
        Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);
        return Task.FromResult<IAuditStore>(
            new PostgresAuditStore(PostgresSecrets.OptionsOf(database!), new PostgresSecrets(database!)));
    }

    protected override Task ExecuteAsync(string sql) => database!.ExecuteAsync($"SET search_path = directed_audit; {sql}");

    protected override async Task<string?> TextAsync(string sql) =>
        await database!.ScalarAsync($"SET search_path = directed_audit; {sql}") as string;
}
