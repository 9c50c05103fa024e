namespace Temporalio.Worker.Polling;

/// <summary>
/// How polling ends, in two steps: first no new poll is sent, then those under way are cut off. A poll that is cut off
/// can lose a task that the server has given it already, so what can return by itself is let return.
/// </summary>
/// <param name="NoMore">Set when no new poll may be sent.</param>
/// <param name="CutOff">Set when polls under way have to end.</param>
internal readonly record struct PollStop(CancellationToken NoMore, CancellationToken CutOff);
