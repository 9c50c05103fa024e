namespace DirectedExecution.DevServer.Engine;

/// <summary>What happens to a waiting call at some moment, unless it is over by then.</summary>
internal sealed record Expiry(ITicket Ticket, Action Fire);
