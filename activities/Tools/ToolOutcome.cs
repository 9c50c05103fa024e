namespace DirectedExecution.Activities.Tools;

/// <summary>What is known about a call afterwards.</summary>
public enum ToolOutcome
{
    /// <summary>The tool says that it was done. Only a verification read says that it is so.</summary>
    Executed,

    /// <summary>It is certain that nothing was done.</summary>
    Failed,

    /// <summary>It may have been done, wholly or in part.</summary>
    Unknown,
}
