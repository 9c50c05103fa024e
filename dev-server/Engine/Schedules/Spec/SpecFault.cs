namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>A spec that is refused, and the one sentence that callers of every reader of specs see.</summary>
internal static class SpecFault
{
    public static RpcError Of(string sentence) => RpcError.InvalidArgument($"Invalid schedule spec: {sentence}");
}
