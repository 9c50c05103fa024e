using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The run that follows one that is over.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Initiator">Why there is one.</param>
/// <param name="Backoff">How long it waits.</param>
internal sealed record NextRun(string RunId, ContinueAsNewInitiator Initiator, TimeSpan Backoff);
