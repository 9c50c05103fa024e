using DirectedExecution.Domain.Identity;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// Which directives were judged, so that the same one is never judged twice. Bounded: the oldest are forgotten, and
/// from then on a directive issued before <see cref="Horizon"/> is refused, because it can no longer be told whether it
/// was already here. Stored shape.
/// </summary>
public sealed record DirectiveMemory(ValueList<DirectiveRecord> Records, DateTimeOffset Horizon)
{
    /// <summary>How many directives are remembered.</summary>
    public const int Capacity = 1_000;

    public static DirectiveMemory Empty { get; } = new([], DateTimeOffset.MinValue);

    public DirectiveRecord? Find(DirectiveId id) => Records.FirstOrDefault(record => record.Id == id);

    public DirectiveMemory Remember(DirectiveRecord record)
    {
        if (Find(record.Id) is { } unproven)
        {
            return this with { Records = Records.Replace(one => one == unproven, _ => record) };
        }

        if (Records.Count < Capacity)
        {
            return this with { Records = Records.Add(record) };
        }

        // What nobody has proven to have said goes first, and moves no horizon: it may well be judged again.
        if (Records.FirstOrDefault(one => SignatureJudge.IsUnproven(one.Refusal)) is { } first)
        {
            return this with { Records = Records.RemoveAll(one => one == first).Add(record) };
        }

        var oldest = Records[0];
        var horizon = oldest.IssuedAt > Horizon ? oldest.IssuedAt : Horizon;
        return new(Records.Skip(1).Append(record).ToValueList(), horizon);
    }
}
