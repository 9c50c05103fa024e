namespace DirectedExecution.DevServer.Visibility;

/// <summary>The order comparisons; equality is <see cref="Condition.AnyOf"/> with one value.</summary>
internal enum CompareSign
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
