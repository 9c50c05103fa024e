namespace Temporalio.Common;

/// <summary>Order among tasks of one task queue. What is not set is inherited or left to the server.</summary>
public sealed record Priority
{
    /// <summary>Initializes a new instance of the <see cref="Priority"/> class.</summary>
    /// <param name="priorityKey">1 (first) to the server's maximum (5 by default, last); null: the default (3).</param>
    /// <param name="fairnessKey">Share of the queue that this belongs to; null: inherited.</param>
    /// <param name="fairnessWeight">Weight of that share, 0.001 to 1000; null: inherited, 1 by default.</param>
    public Priority(int? priorityKey = null, string? fairnessKey = null, float? fairnessWeight = null)
    {
        PriorityKey = priorityKey;
        FairnessKey = fairnessKey;
        FairnessWeight = fairnessWeight;
    }

    /// <summary>Gets the priority with nothing set.</summary>
    public static Priority Default { get; } = new();

    /// <summary>Gets the priority key; smaller is sooner.</summary>
    public int? PriorityKey { get; init; }

    /// <summary>Gets the fairness key.</summary>
    public string? FairnessKey { get; init; }

    /// <summary>Gets the weight of the fairness key.</summary>
    public float? FairnessWeight { get; init; }

    internal static Priority FromProto(Api.Common.V1.Priority? proto) => proto is null ? Default : new(
        proto.PriorityKey == 0 ? null : proto.PriorityKey,
        proto.FairnessKey.Length == 0 ? null : proto.FairnessKey,
        proto.FairnessWeight == 0 ? null : proto.FairnessWeight);

    internal Api.Common.V1.Priority ToProto() => new()
    {
        PriorityKey = PriorityKey ?? 0,
        FairnessKey = FairnessKey ?? string.Empty,
        FairnessWeight = FairnessWeight ?? 0,
    };
}
