using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using DirectedExecution.ToolKit;

namespace Activities.Tests.Kit;

public sealed class TallyToolTests : ToolComplianceTests
{
    protected override JsonObject Action => new() { ["name"] = "votes", ["operation"] = "count" };

    protected override JsonObject? OtherAction => null;

    protected override JsonObject? Read => new() { ["name"] = "votes", ["operation"] = "look" };

    protected override ITool Create(ToolOptions options, ISecretSource secrets) => new TallyTool(options);

    protected override Task<int> EffectsAsync() => Task.FromResult(
        Directory.Exists(Path.Combine(Folder, "votes")) ? Directory.GetFiles(Path.Combine(Folder, "votes")).Length : 0);
}
