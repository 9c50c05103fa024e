namespace Conformance.Tests.Differential;

/// <summary>One thing that client or worker do, the same on either server.</summary>
/// <param name="Text">What it is, to read.</param>
/// <param name="PlayAsync">Does it and tells what came of it, in plain lines.</param>
/// <param name="IsAsked">It changes nothing, and its answer may be late: it is asked until the answers agree.</param>
internal sealed record Move(string Text, Func<Player, Task<string>> PlayAsync, bool IsAsked = false);
