namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What stands in the way of a start.</summary>
internal enum OverlapSituation
{
    /// <summary>Nothing.</summary>
    Free,

    /// <summary>Another start that was chosen just now.</summary>
    Chosen,

    /// <summary>A run of the schedule.</summary>
    Running,
}
