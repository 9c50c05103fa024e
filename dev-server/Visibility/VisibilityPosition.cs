using System.Globalization;
using System.Text;
using DirectedExecution.DevServer.Engine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Visibility;

/// <summary>
/// The place of a run in the order of lists, and the content of a page token: a token keeps its meaning while runs come
/// and go.
/// </summary>
internal readonly record struct VisibilityPosition(
    long CloseTicks, long StartTicks, string RunId) : IComparable<VisibilityPosition>
{
    private const char Separator = '|';

    public static VisibilityPosition Of(WorkflowExecutionInfo run) =>
        new(Ticks(run.CloseTime) ?? long.MaxValue, Ticks(run.StartTime) ?? 0, run.Execution.RunId);

    /// <exception cref="RpcError">INVALID_ARGUMENT: not a token of this server.</exception>
    public static VisibilityPosition? FromToken(ByteString token)
    {
        if (token.IsEmpty)
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(token.Span).Split(Separator);
        return parts.Length == 3 &&
            long.TryParse(parts[0], CultureInfo.InvariantCulture, out var close) &&
            long.TryParse(parts[1], CultureInfo.InvariantCulture, out var start)
                ? new VisibilityPosition(close, start, parts[2])
                : throw RpcError.InvalidArgument("Invalid NextPageToken.");
    }

    public ByteString ToToken() =>
        ByteString.CopyFromUtf8(
            string.Create(CultureInfo.InvariantCulture, $"{CloseTicks}{Separator}{StartTicks}{Separator}{RunId}"));

    public int CompareTo(VisibilityPosition other)
    {
        var order = other.CloseTicks.CompareTo(CloseTicks);
        order = order != 0 ? order : other.StartTicks.CompareTo(StartTicks);
        return order != 0 ? order : string.CompareOrdinal(RunId, other.RunId);
    }

    private static long? Ticks(Timestamp? time) => time?.ToDateTimeOffset().UtcTicks;
}
