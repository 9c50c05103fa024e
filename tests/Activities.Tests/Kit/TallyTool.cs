using System.Text.Json.Nodes;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Kit;

/// <summary>The sample of docs/guides/write-a-tool.md: keeps a tally, one file for each key that was counted.</summary>
public sealed class TallyTool(ToolOptions options) : ITool
{
    public string Kind => "tally";

    public ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        // 1. Read every parameter strictly. Up to here a refusal means: nothing was done.
        var parameters = new ToolParameters(request, "name", "operation");
        var name = parameters.Text("name");
        var operation = parameters.Choice("operation", "count", "look");
        if (request.IsRead && operation != "look")
        {
            throw new ToolRefusalException(ToolCodes.NotReadOnly, "A read may only look at a tally.");
        }

        var folder = ToolPaths.Resolve(options, parameters, "name", name);
        if (operation == "look")
        {
            return ValueTask.FromResult(ToolResult.Executed(new JsonObject { ["count"] = Count(folder) }));
        }

        // 2. Act once for each key. The file system makes a new file for one of many and for nobody twice.
        Directory.CreateDirectory(folder);
        var mark = Path.Combine(folder, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(request.IdempotencyKey)));
        try
        {
            using var made = new FileStream(mark, FileMode.CreateNew);
            return ValueTask.FromResult(ToolResult.Executed(new JsonObject { ["counted"] = true }));
        }
        catch (IOException) when (File.Exists(mark))
        {
            return ValueTask.FromResult(
                ToolResult.Executed(new JsonObject { ["counted"] = true }) with { IsReplayed = true });
        }
        catch (IOException fault)
        {
            // 3. What is certain is said; what is not is unknown. Here it is certain: there is no mark.
            return ValueTask.FromResult(ToolResult.Failed(ToolCodes.Rejected, $"Nothing was counted: {fault.Message}"));
        }
    }

    private static int Count(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder).Length : 0;
}
