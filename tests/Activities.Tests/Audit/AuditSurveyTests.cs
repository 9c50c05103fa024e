using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Primitives;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Audit;

/// <summary>The survey of an SQLite file.</summary>
public sealed class AuditSurveyTests : AuditSurveyCompliance, IDisposable
{
    private readonly Folder folder = new();

    public AuditSurveyTests() => Store = new AuditStore(folder["audit/audit.db"]);

    protected override IAuditStore Store { get; }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Precedents_AreLookedUp_NotSearchedFor()
    {
        Store.Read(new RunId("any"), 1, 1);
        using var connection = new SqliteConnection($"Data Source={folder["audit/audit.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {PlanOf("json_extract(entry, '$.fact.step')")}";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        Assert.Contains("USING INDEX ledger_step", reader.GetString(3), StringComparison.Ordinal);
    }
}
