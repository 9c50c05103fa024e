namespace Temporalio.Workflows;

/// <summary>Why the server suggests to continue as new.</summary>
public enum SuggestContinueAsNewReason
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>The history is large.</summary>
    HistorySizeTooLarge = 1,

    /// <summary>The history has many events.</summary>
    TooManyHistoryEvents = 2,

    /// <summary>The run has had many updates.</summary>
    TooManyUpdates = 3,
}
