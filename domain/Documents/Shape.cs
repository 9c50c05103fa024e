using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Documents;

/// <summary>What a reader takes a field for.</summary>
internal abstract record Shape
{
    /// <summary>A text with something in it.</summary>
    public sealed record Text : Shape;

    public sealed record Flag : Shape;

    public sealed record Number : Shape;

    public sealed record Whole : Shape;

    /// <summary>A time as people write it; see <see cref="Durations"/>.</summary>
    public sealed record Time : Shape;

    /// <summary>A text of one form, as a regular expression says it.</summary>
    public sealed record Form(string Pattern) : Shape;

    /// <summary>A single value: text, number or truth value.</summary>
    public sealed record Single : Shape;

    /// <summary>Any value: the tool or the expectation says which.</summary>
    public sealed record Anything : Shape;

    /// <summary>One value and no other, as JSON.</summary>
    public sealed record Only(JsonData Value) : Shape;

    public sealed record Word(ValueList<string> Choices) : Shape;

    /// <summary>A mapping, described at its own path.</summary>
    public sealed record Part : Shape;

    /// <summary>A list; what its items are is noted at the path with <c>[]</c>.</summary>
    public sealed record Many : Shape;
}
