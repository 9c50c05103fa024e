using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Http;

/// <summary>What a reply, or its absence, proves about an action.</summary>
internal static class HttpVerdict
{
    /// <summary>4xx that a server also gives when it has acted, acts still, or may act later.</summary>
    private static readonly int[] DoubtfulRefusals = [408, 409, 423, 425, 499];

    public static ToolResult OfStatus(int status, bool isRead) => status switch
    {
        // A read that was answered has read: 500 is an observation.
        _ when isRead => ToolResult.Executed(null),
        >= 200 and < 300 => ToolResult.Executed(null),
        501 or 505 => Refused(status),
        >= 400 and < 500 when !DoubtfulRefusals.Contains(status) => Refused(status),
        _ => ToolResult.Unknown(ToolCodes.ReportedFailure, $"The server answered {status}; what it did is not known."),
    };

    public static ToolResult WithoutReply(HttpRequestException fault) => fault switch
    {
        { InnerException: ForbiddenAddressException forbidden } =>
            ToolResult.Failed(ToolCodes.NotAllowed, forbidden.Message),
        // These are reported only before the request is on its way.
        {
            HttpRequestError: HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
        } => ToolResult.Failed(ToolCodes.NotConnected, $"No connection came about: {fault.Message}"),
        _ => ToolResult.Unknown(
            ToolCodes.ReplyLost, $"The request was sent and no reply came: {fault.HttpRequestError}."),
    };

    private static ToolResult Refused(int status) =>
        ToolResult.Failed(ToolCodes.Rejected, $"The server refused the request with {status}.");
}
