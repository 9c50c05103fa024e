namespace DirectedExecution.DevServer.Visibility;

/// <summary>A parsed and typed filter. Values have the form that <see cref="VisibilityField"/> reads.</summary>
internal abstract record Condition
{
    public sealed record And(Condition Left, Condition Right) : Condition;

    public sealed record Or(Condition Left, Condition Right) : Condition;

    public sealed record Not(Condition Inner) : Condition;

    public sealed record IsNull(VisibilityField Field) : Condition;

    public sealed record Compare(VisibilityField Field, CompareSign Sign, object Value) : Condition;

    /// <summary>Equal to one of the values; for lists: having one of them.</summary>
    public sealed record AnyOf(VisibilityField Field, IReadOnlyList<object> Values) : Condition;

    public sealed record StartsWith(VisibilityField Field, string Prefix) : Condition;
}
