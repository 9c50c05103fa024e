namespace Temporalio.Activities;

/// <summary>Names that the platform keeps for itself.</summary>
internal static class ReservedNames
{
    /// <summary>What every reserved name begins with.</summary>
    public const string Prefix = "__temporal_";

    public static bool IsReserved(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) || name is "__stack_trace" or "__enhanced_stack_trace";
}
