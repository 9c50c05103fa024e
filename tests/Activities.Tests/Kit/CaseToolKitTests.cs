using System.Text.Json.Nodes;
using Activities.Tests.Support;
using DirectedExecution.Activities.Cases;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using DirectedExecution.ToolKit;

namespace Activities.Tests.Kit;

public sealed class CaseToolKitTests : ToolComplianceTests
{
    private CaseServer? server;

    protected override JsonObject Action =>
        new() { ["url"] = server!.Address, ["operation"] = "create", ["fields"] = new JsonObject { ["title"] = "A hold" } };

    protected override JsonObject? OtherAction =>
        new() { ["url"] = server!.Address, ["operation"] = "create", ["fields"] = new JsonObject { ["title"] = "Another" } };

    protected override JsonObject? Read =>
        new() { ["url"] = server!.Address, ["operation"] = "read", ["case"] = "nobody" };

    protected override ITool Create(ToolOptions options, ISecretSource secrets) => new CaseTool(options, secrets);

    protected override async Task PrepareAsync() => server = await CaseServer.StartAsync();

    protected override Task<int> EffectsAsync() => Task.FromResult(server!.Cases.Count);

    protected override void Dispose(bool disposing)
    {
        server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }
}
