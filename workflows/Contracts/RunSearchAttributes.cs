using Temporalio.Common;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>What runs can be found and listed by.</summary>
public static class RunSearchAttributes
{
    /// <summary>Who leads.</summary>
    public static readonly SearchAttributeKey<string> Lead = SearchAttributeKey.CreateKeyword("DirectedLead");

    /// <summary>Where the run stands as a whole, for example "Active".</summary>
    public static readonly SearchAttributeKey<string> State = SearchAttributeKey.CreateKeyword("DirectedState");

    /// <summary>The step under way; not set between steps.</summary>
    public static readonly SearchAttributeKey<string> Step = SearchAttributeKey.CreateKeyword("DirectedStep");

    /// <summary>What a human must clear before the next step; not set when the next step can be directed.</summary>
    public static readonly SearchAttributeKey<string> Blocked = SearchAttributeKey.CreateKeyword("DirectedBlocked");

    /// <summary>Procedure and version.</summary>
    public static readonly SearchAttributeKey<string> Procedure = SearchAttributeKey.CreateKeyword("DirectedProcedure");

    /// <summary>How often the lead has changed.</summary>
    public static readonly SearchAttributeKey<long> Epoch = SearchAttributeKey.CreateLong("DirectedEpoch");

    /// <summary>"Rehearsal"; not set for what acts on the real systems.</summary>
    public static readonly SearchAttributeKey<string> Mode = SearchAttributeKey.CreateKeyword("DirectedMode");

    /// <summary>All of them; a worker registers those that the server lacks.</summary>
    public static IReadOnlyList<SearchAttributeKey> All { get; } = [Lead, State, Step, Blocked, Procedure, Epoch, Mode];
}
