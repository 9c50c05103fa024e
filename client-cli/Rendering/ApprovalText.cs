using DirectedExecution.Domain.Governance;

namespace DirectedExecution.Cli.Rendering;

/// <summary>An act of governance in one line.</summary>
internal static class ApprovalText
{
    public static string Of(ApprovalEntry entry) =>
        $"{entry.Sequence}  {Times.Of(entry.At)}  {entry.By} {Words.Of(entry.Kind)} {entry.Procedure} {entry.Version} "
        + $"({entry.ProcedureDigest.Short}): {entry.Reason}{(entry.Signature is null ? string.Empty : " (signed)")}";
}
