namespace Temporalio.Replay.Machines;

/// <summary>What the machine of a local activity may ask for.</summary>
internal interface ILocalActivityHost
{
    /// <summary>Asks to carry it out.</summary>
    void Request(LocalActivityRequest request);

    /// <summary>Asks to stop it; one that was not handed out yet ends as cancelled at once.</summary>
    void RequestCancel(uint seq);

    /// <summary>Stops waiting for its end.</summary>
    void Abandon(uint seq);

    /// <summary>Tells the workflow code of the end, in an activation of its own behind everything else.</summary>
    /// <param name="job">What to tell.</param>
    /// <param name="time">What the workflow's time becomes, if it is ahead.</param>
    /// <param name="markerId">The event that has it, or null when it ended just now.</param>
    void Tell(ActivationJob.ResolveLocalActivity job, DateTime? time, long? markerId);
}
