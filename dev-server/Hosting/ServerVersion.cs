using DirectedExecution.DevServer.Engine;
using Microsoft.AspNetCore.Http;
using Temporalio.Api.ErrorDetails.V1;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The level of the real server that this one answers like, and the check that a client still speaks with it.
/// </summary>
internal static class ServerVersion
{
    /// <summary>A plain version: the Web UI and the SDKs switch features by it.</summary>
    public const string Text = "1.29.1";

    private const string RangeHeader = "supported-server-versions";
    private static readonly Version Own = Version.Parse(Text);

    /// <summary>Refuses a client whose <c>supported-server-versions</c> leaves this server out.</summary>
    /// <exception cref="RpcError">FAILED_PRECONDITION, or INVALID_ARGUMENT for a range that cannot be read.</exception>
    public static void Check(IHeaderDictionary headers)
    {
        var ranges = headers[RangeHeader].ToString();
        if (ranges.Length == 0)
        {
            return;
        }

        var supported = ranges.Split("||").Any(range =>
            range.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .All(comparator => Satisfies(comparator, ranges)));
        if (!supported)
        {
            throw RpcError.FailedPrecondition(
                $"Server version {Text} is not supported by this client, which supports {ranges}.",
                new ServerVersionNotSupportedFailure { ServerVersion = Text, ClientSupportedServerVersions = ranges });
        }
    }

    private static bool Satisfies(string comparator, string ranges)
    {
        var sign = new string([.. comparator.TakeWhile(c => c is '<' or '>' or '=' or '!')]);
        var number = comparator[sign.Length..].Split('-', '+')[0];
        if (!Version.TryParse(number.Contains('.', StringComparison.Ordinal) ? number : number + ".0", out var other))
        {
            throw RpcError.InvalidArgument($"Unable to parse {RangeHeader} '{ranges}'.");
        }

        var order = Own.CompareTo(new Version(other.Major, other.Minor, Math.Max(other.Build, 0)));
        return sign switch
        {
            ">=" => order >= 0,
            ">" => order > 0,
            "<=" => order <= 0,
            "<" => order < 0,
            "!=" or "!" => order != 0,
            "" or "=" or "==" => order == 0,
            _ => throw RpcError.InvalidArgument($"Unable to parse {RangeHeader} '{ranges}'."),
        };
    }
}
