namespace DirectedExecution.Domain.Documents;

/// <summary>What is wrong where in which file, and how to mend it.</summary>
public sealed record Problem(
    ProblemCode Code, string File, int Line, int Column, string Field, string Sentence, string Fix)
{
    /// <summary>One line as compilers write it: <c>file:line:column: field: sentence fix</c>.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Field}: {Sentence} {Fix}");
}
