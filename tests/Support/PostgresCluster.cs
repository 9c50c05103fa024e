using Npgsql;

namespace Tests.Support;

/// <summary>The PostgreSQL server that tests were given; <c>.ci/postgres COMMAND</c> runs them with one of their own.</summary>
public static class PostgresCluster
{
    private const string Variable = "DIRECTED_TEST_POSTGRES";

    /// <summary>Gets why there is none here; null when there is one.</summary>
    public static string? WhyMissing { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? null
        : $"{Variable} names no PostgreSQL server (run the tests by .ci/postgres)";

    /// <summary>Gets how to reach it, with the rights of its owner.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static NpgsqlConnectionStringBuilder Address => WhyMissing is null
        ? new(Environment.GetEnvironmentVariable(Variable)) { Pooling = false }
        : throw new InvalidOperationException(WhyMissing);

    /// <summary>A database of a test's own. Where there is no server the test is to be skipped before.</summary>
    public static async Task<PostgresDatabase> NewDatabaseAsync()
    {
        var database = new PostgresDatabase(Address, $"t{Guid.NewGuid():N}");
        await database.CreateAsync();
        return database;
    }
}
