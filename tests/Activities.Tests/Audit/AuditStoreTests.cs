using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Audit;

/// <summary>The audit store in an SQLite file.</summary>
public sealed class AuditStoreTests : AuditStoreCompliance, IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    protected override Task<IAuditStore> OpenAsync() =>
        Task.FromResult<IAuditStore>(new AuditStore(folder["audit/audit.db"]));

    protected override Task ExecuteAsync(string sql) => TextAsync(sql);

    protected override async Task<string?> TextAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={folder["audit/audit.db"]};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() as string;
    }
}
