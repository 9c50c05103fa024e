namespace DirectedExecution.DevServer.Visibility;

/// <summary>One token of a visibility query.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The name, the content of a string, the digits, or the sign.</param>
/// <param name="Position">Where it begins, from 1; for messages.</param>
internal readonly record struct QueryToken(QueryTokenKind Kind, string Text, int Position)
{
    public bool IsWord(string word) =>
        Kind == QueryTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(string sign) => Kind == QueryTokenKind.Sign && Text == sign;
}
