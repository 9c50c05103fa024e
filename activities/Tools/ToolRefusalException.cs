namespace DirectedExecution.Activities.Tools;

/// <summary>Thrown by a tool before it has done anything: the call ends as Failed.</summary>
public sealed class ToolRefusalException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
