using Temporalio.Api.Command.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Sdk.V1;

namespace Temporalio.Replay;

/// <summary>What answers a workflow task; payloads are not encoded yet.</summary>
/// <param name="Commands">Commands in order, a terminal one last.</param>
/// <param name="Messages">Protocol messages.</param>
/// <param name="Metadata">What to record about the SDK, if anything.</param>
/// <param name="IsTerminal">Whether the run ends with this.</param>
internal sealed record ReplayOutput(
    IReadOnlyList<Command> Commands,
    IReadOnlyList<Message> Messages,
    WorkflowTaskCompletedMetadata? Metadata,
    bool IsTerminal);
