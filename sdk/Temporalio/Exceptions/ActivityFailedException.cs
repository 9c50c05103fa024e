namespace Temporalio.Exceptions;

/// <summary>
/// An activity without a workflow failed. Never thrown by this SDK, which does not support them.
/// </summary>
/// <param name="inner">Why.</param>
public class ActivityFailedException(Exception? inner) : TemporalException("Activity failed", inner);
