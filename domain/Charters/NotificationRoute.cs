namespace DirectedExecution.Domain.Charters;

/// <summary>Where news of the run goes: a kind (webhook, mail) and an address.</summary>
public sealed record NotificationRoute(string Kind, string Address);
