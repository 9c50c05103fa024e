namespace DirectedExecution.Domain.Primitives;

/// <summary>An id that is a text on the wire and a type of its own in the code.</summary>
public interface IStringId<TSelf>
    where TSelf : struct, IStringId<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}
