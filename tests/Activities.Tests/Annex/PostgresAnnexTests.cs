using Activities.Tests.Support;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using Npgsql;

namespace Activities.Tests.Annex;

/// <summary>The annex on a PostgreSQL server.</summary>
public sealed class PostgresAnnexTests : AnnexCompliance, IAsyncLifetime
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
    public async Task Role_OfItsOwn_ReadsInsertsAndDeletesKeys_AndTheAuditStoresRoleSeesNothing()
    {
        var make = await OpenAsync();
        make.Subject(new RunId("r"), "a", DateTimeOffset.UnixEpoch);
        var (keeper, other) = ($"{database!.Name}_k", $"{database.Name}_o");
        await database.ExecuteAsync(
            $"""
            CREATE ROLE {keeper} LOGIN PASSWORD '{database.Password}';
            CREATE ROLE {other} LOGIN PASSWORD '{database.Password}';
            GRANT USAGE ON SCHEMA directed_annex TO {keeper};
            GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA directed_annex TO {keeper};
            GRANT DELETE ON directed_annex.subjects TO {keeper};
            """);
        try
        {
            var options = PostgresSecrets.OptionsOf(database);
            var store = new PostgresAnnex(options with { User = keeper }, new PostgresSecrets(database));
            var entry = store.Keep(
                store.Subject(new RunId("r"), "a", DateTimeOffset.UnixEpoch), "one", JsonData.Of(1), DateTimeOffset.UnixEpoch);
            Assert.Equal(1, store.Erase(entry.Id, Act(AnnexAct.Erase, entry.Id)));

            var stranger = new PostgresAnnex(options with { User = other }, new PostgresSecrets(database));
            Assert.Throws<PostgresException>(() => stranger.Read(entry.Id));
        }
        finally
        {
            await database.ExecuteAsync(
                $"DROP OWNED BY {keeper}; DROP ROLE {keeper}; DROP OWNED BY {other}; DROP ROLE {other}");
        }
    }

    protected override Task<IAnnexStore> OpenAsync()
    {
        Skip.If(PostgresCluster.WhyMissing is not null, PostgresCluster.WhyMissing);
        return Task.FromResult<IAnnexStore>(
            new PostgresAnnex(PostgresSecrets.OptionsOf(database!), new PostgresSecrets(database!)));
    }

    protected override Task SwapAsync(AnnexId first, AnnexId second) => database!.ExecuteAsync(
        $"""
        DROP TRIGGER records_are_fixed ON directed_annex.records;
        UPDATE directed_annex.records SET content =
          (SELECT content FROM directed_annex.records WHERE id = '{second}') WHERE id = '{first}'
        """);

    protected override async Task<IReadOnlyList<string>> ActsAsync() => ((string)(await database!.ScalarAsync(
        "SELECT string_agg(kind, ',' ORDER BY number) FROM directed_annex.acts"))!).Split(',');

    protected override async Task<string> RefusedAsync(string sql) => (await Assert.ThrowsAsync<PostgresException>(
        () => database!.ExecuteAsync($"SET search_path TO directed_annex; {sql}"))).Message;
}
