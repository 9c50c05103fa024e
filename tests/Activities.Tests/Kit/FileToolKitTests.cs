using System.Text.Json.Nodes;
using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using DirectedExecution.ToolKit;

namespace Activities.Tests.Kit;

public sealed class FileToolKitTests : ToolComplianceTests
{
    protected override JsonObject Action =>
        new() { ["path"] = "flag.txt", ["operation"] = "write", ["content"] = "on", ["expectMissing"] = true };

    // It compares with what it finds, not with a key.
    protected override JsonObject? OtherAction => null;

    protected override JsonObject? Read => new() { ["path"] = "flag.txt", ["operation"] = "read" };

    protected override ITool Create(ToolOptions options, ISecretSource secrets) => new FileTool(options);

    protected override Task<int> EffectsAsync() => Task.FromResult(Directory.GetFiles(Folder).Length);
}
