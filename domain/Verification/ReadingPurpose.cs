namespace DirectedExecution.Domain.Verification;

/// <summary>Why readings are taken.</summary>
public enum ReadingPurpose
{
    /// <summary>Before a gate or a dispatch.</summary>
    Precheck,

    /// <summary>After an approval, before the dispatch.</summary>
    Recheck,

    /// <summary>After an action that was executed.</summary>
    AfterAction,

    /// <summary>After an action that reports that nothing was done: are the preconditions still true?</summary>
    FailureCheck,

    /// <summary>After an action whose outcome is not known.</summary>
    Probe,

    /// <summary>At the confirmation of the charter: may the procedure begin at all?</summary>
    Prerequisites,

    /// <summary>After a resume or a takeover: does a no-go condition hold by now?</summary>
    NoGoCheck,
}
