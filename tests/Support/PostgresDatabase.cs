using Npgsql;

namespace Tests.Support;

/// <summary>A database of one test's own, gone afterwards, with a role that owns nothing else.</summary>
public sealed class PostgresDatabase(NpgsqlConnectionStringBuilder server, string name) : IAsyncDisposable
{
    /// <summary>Gets the password of the role, which has the database's name.</summary>
    public string Password { get; } = Guid.NewGuid().ToString("N");

    public string Name => name;

    public string Host => server.Host!;

    public int Port => server.Port;

    /// <summary>Gets the certificate of the server; null when it has none.</summary>
    public string? RootCertificate => server.RootCertificate;

    /// <summary>Runs statements on the database, as the server's owner.</summary>
    public Task ExecuteAsync(string sql) => ExecuteAsync(In(name), sql);

    /// <summary>The first value that a query gives, as the server's owner.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(In(name));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ExecuteAsync(In(server.Database!), $"DROP DATABASE {name} WITH (FORCE)");
        await ExecuteAsync(In(server.Database!), $"DROP ROLE {name}");
    }

    internal async Task CreateAsync()
    {
        await ExecuteAsync(In(server.Database!), $"CREATE ROLE {name} LOGIN PASSWORD '{Password}'");
        await ExecuteAsync(In(server.Database!), $"CREATE DATABASE {name} OWNER {name}");
    }

    private string In(string database) =>
        new NpgsqlConnectionStringBuilder(server.ToString()) { Database = database }.ToString();

    private static async Task ExecuteAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
