namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What becomes of a start.</summary>
internal enum OverlapAct
{
    /// <summary>It begins, and the next one waits for its end.</summary>
    Choose,

    /// <summary>It begins in the place of the one that was chosen.</summary>
    Replace,

    /// <summary>It begins beside all others.</summary>
    Beside,

    /// <summary>It is given up and counted.</summary>
    Skip,

    /// <summary>It waits if none waits yet; else it is given up and counted.</summary>
    WaitAlone,

    /// <summary>It waits.</summary>
    Wait,

    /// <summary>It waits, and what runs is asked to cancel.</summary>
    WaitAndCancel,

    /// <summary>It waits, and what runs is terminated.</summary>
    WaitAndTerminate,
}
