namespace Temporalio.Worker;

/// <summary>Whether and how a worker keeps stack traces of waiting workflow code, for the stack trace query.</summary>
public enum WorkflowStackTrace
{
    /// <summary>Not at all; the query fails.</summary>
    None,

    /// <summary>With file names and line numbers. Costs time at every wait.</summary>
    Normal,

    /// <summary>Without file names.</summary>
    WithoutFileInfo,
}
