namespace Temporalio.Replay;

/// <summary>What whoever drives the machine has to do about local activities, cancellations first.</summary>
/// <param name="Cancel">Those to ask to stop.</param>
/// <param name="Start">Those to carry out, in order.</param>
/// <param name="CancelAll">Whether nobody waits for any of them any more, because the workflow ends.</param>
internal sealed record LocalActivityDemands(
    IReadOnlyList<uint> Cancel, IReadOnlyList<LocalActivityRequest> Start, bool CancelAll);
