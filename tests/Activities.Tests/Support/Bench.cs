using System.Text.Json.Nodes;
using DirectedExecution.Activities.Cases;
using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Http;
using DirectedExecution.Activities.HumanTask;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Services;
using DirectedExecution.Activities.Shell;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Support;

/// <summary>All tools behind the runner, on a folder of their own.</summary>
internal sealed class Bench : IDisposable
{
    private readonly HttpTool http;
    private readonly CaseTool cases;

    public Bench(Func<ToolOptions, ToolOptions>? change = null, ISecretSource? secrets = null)
    {
        secrets ??= Secrets;
        var options = new ToolOptions { WorkingRoot = Folder.Path };
        options = (change?.Invoke(options) ?? options).Validate();
        http = new HttpTool(options, secrets);
        cases = new CaseTool(options, secrets);
        Runner = new ToolRunner(
            [
                new ShellTool(options, secrets),
                http,
                new SqlTool(options, secrets),
                new FileTool(options),
                new ServiceTool(options, secrets, TimeProvider.System),
                cases,
                new HumanTool(),
            ],
            options,
            TimeProvider.System);
    }

    public Folder Folder { get; } = new();

    public FixedSecrets Secrets { get; } = new();

    public ToolRunner Runner { get; }

    public Task<ToolResult> ActAsync(
        string kind,
        string parameters,
        string key = "key-1",
        TimeSpan? timeout = null,
        string? credential = null,
        CancellationToken cancellationToken = default) => Runner.RunAsync(
            new ToolRequest
            {
                Kind = kind,
                Parameters = JsonNode.Parse(parameters)!.AsObject(),
                IsRead = false,
                IdempotencyKey = key,
                Timeout = timeout ?? TimeSpan.FromSeconds(60),
                Credential = credential,
            },
            cancellationToken);

    public Task<ToolResult> ReadAsync(string kind, string parameters, TimeSpan? timeout = null) => Runner.RunAsync(
        new ToolRequest
        {
            Kind = kind,
            Parameters = JsonNode.Parse(parameters)!.AsObject(),
            IsRead = true,
            Timeout = timeout ?? TimeSpan.FromSeconds(60),
        },
        CancellationToken.None);

    /// <summary>Shell parameters that start the puppet.</summary>
    public static string Puppet(params string[] arguments) => new JsonObject
    {
        ["executable"] = "dotnet",
        ["arguments"] = new JsonArray([Support.Puppet.Assembly, .. arguments.Select(argument => (JsonNode)argument)]),
    }.ToJsonString();

    public void Dispose()
    {
        http.Dispose();
        cases.Dispose();
        Folder.Dispose();
    }
}
