namespace DirectedExecution.Activities.Http;

/// <summary>The name resolves to nothing but addresses that no tool may connect to.</summary>
internal sealed class ForbiddenAddressException(string host)
    : Exception($"'{host}' resolves to an address that tools may not connect to.");
