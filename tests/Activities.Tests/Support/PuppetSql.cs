using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Support;

/// <summary>A worker of the smallest kind: one action on PostgreSQL. It says when it begins.</summary>
internal static class PuppetSql
{
    public static int Run(string database, string password, int port, string key, string statements)
    {
        Environment.SetEnvironmentVariable("PUPPET_PASSWORD", password);
        var options = new ToolOptions
        {
            Databases = new Dictionary<string, DatabaseOptions>
            {
                ["lots"] = new()
                {
                    Port = port, Database = database, User = database, Credential = "env:PUPPET_PASSWORD",
                },
            },
        };
        var runner = new ToolRunner([new SqlTool(options, new SecretSource())], options, TimeProvider.System);
        Console.Out.WriteLine("begins");
        var result = runner.RunAsync(
            new ToolRequest
            {
                Kind = "sql",
                Parameters = JsonNode.Parse(statements)!.AsObject(),
                IsRead = false,
                IdempotencyKey = key,
                Timeout = TimeSpan.FromMinutes(5),
            },
            CancellationToken.None).GetAwaiter().GetResult();
        return result.Outcome == ToolOutcome.Executed ? 0 : 1;
    }
}
