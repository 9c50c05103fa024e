namespace DirectedExecution.DevServer.Visibility;

/// <summary>The kinds of tokens in a visibility query.</summary>
internal enum QueryTokenKind
{
    /// <summary>A keyword or a bare name.</summary>
    Word,

    /// <summary>A name in back-ticks: never a keyword.</summary>
    QuotedName,
    Text,
    Number,
    Sign,
    End,
}
